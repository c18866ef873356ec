"""The ledger keeps every figure ever accepted, once, and can say what stood at any moment."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import os
import random
import sqlite3
from contextlib import closing
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy import create_engine
from sqlalchemy import select
from sqlalchemy import text

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.ledger import Issued
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.ledger import keep_raw
from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.opening import MIGRATIONS
from pmxl.ledger.recalling import COLUMNS
from pmxl.ledger.recalling import HISTORY_COLUMNS
from pmxl.ledger.tables import names
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.thorough import cases

Q2 = Period(month_index(2022, 7), 3)
Q3 = Period(month_index(2022, 10), 3)
LATEST = 1 + len(MIGRATIONS)
"""The version of the schema that this pmxl makes."""
NOON = datetime(2023, 1, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def figure(measure: str = "h1", partner: str = "police", period: Period = Q3, **more: Any) -> Figure:
    """A figure of the police for Q3, 1 unless said otherwise."""
    if not {"value", "marker", "withdrawn"} & more.keys():
        more["value"] = 1.0
    return Figure(measure, partner, more.pop("area", ""), period, **more)


def receipt(name: str = "police.xlsx", at: datetime = NOON, **more: Any) -> Receipt:
    """The receipt of the police's return for Q3, revision 1, unless said otherwise; its hash is that of its name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    plain: dict[str, Any] = {
        "kind": "return",
        "outcome": Outcome.READ,
        "partner": "police",
        "period": Q3,
        "revision": 1,
    }
    return Receipt(file=name, sha256=sha256, received_at=at, **(plain | more))


def imported(name: str, at: datetime = NOON, **more: Any) -> Receipt:
    """The receipt of an import."""
    return receipt(name, at, **({"kind": "import", "partner": "", "period": None, "revision": 0} | more))


def standing(ledger: Ledger, as_at: datetime | None = None) -> dict[str, tuple[float, bool]]:
    """What stands, as measure: (value, held); in a dispute the versions are named measure#1, measure#2."""
    frame = ledger.recall(as_at, held=True)
    seen: dict[str, tuple[float, bool]] = {}
    for measure, value, held in zip(frame["measure"], frame["value"], frame["held"], strict=True):
        name = next(n for n in itertools.chain([measure], (f"{measure}#{i}" for i in range(2, 9))) if n not in seen)
        seen[name] = (value, held)
    return seen


# --- round trip


def test_every_field_of_a_figure_comes_back_as_it_went_in(ledger: Ledger) -> None:
    """Numbers to the last bit, text to the last character, marks, flags and provenance."""
    commentary = "=1+1 ' \" \\ \x07 \n naïve – ＝ 日本 🚲 O'Neill; DROP TABLE figures"
    given = figure(
        numerator=0.1 + 0.2,
        denominator=1e300,
        value=-5e-324,
        low=True,
        held=True,
        provisional=True,
        commentary=commentary,
        quality="44-321",
        sheet="Re turn",
        cell="K8",
        note="crime system",
        area="hackney",
    )
    paper = receipt(framework="f1e2", signed_by="Head of Performance")
    ledger.keep([(paper, [given])])
    frame = ledger.recall(held=True)
    assert tuple(frame.columns) == COLUMNS
    row = frame.iloc[0].to_dict()
    for name in ("measure", "partner", "area", "low", "held", "provisional", "commentary", "quality", "sheet", "cell"):
        assert row[name] == getattr(given, name), name
    assert (row["numerator"], row["denominator"], row["value"]) == (0.30000000000000004, 1e300, -5e-324)
    assert (row["start"], row["months"], row["note"]) == (Q3.start, 3, "crime system")
    assert (row["revision"], row["file"], row["sha256"]) == (1, "police.xlsx", paper.sha256)
    assert (row["framework"], row["signed_by"]) == ("f1e2", "Head of Performance")
    assert row["received_at"] == pd.Timestamp(NOON)


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(0.1)
@example(2**53 + 2.0)
@example(1.7976931348623157e308)
@settings(max_examples=cases(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_float_comes_back_exactly(ledger: Ledger, value: float) -> None:
    """Whatever a float is, the ledger gives the same one back."""
    name = value.hex()
    ledger.keep([(imported(name), [figure(name, value=value)])])
    assert ledger.recall(measures=[name])["value"].tolist() == [value]


def test_blank_parts_are_nan_and_markers_stay(ledger: Ledger) -> None:
    """A suppressed figure has no numbers and keeps its word; a blank is never nought."""
    ledger.keep([(receipt(), [figure("a", marker="Suppressed"), figure("b", value=0.0)])])
    frame = ledger.recall().set_index("measure")
    assert frame.loc["a", ["numerator", "denominator", "value"]].isna().all()
    assert (frame.at["a", "marker"], frame.at["b", "marker"], frame.at["b", "value"]) == ("Suppressed", "", 0.0)


def test_an_empty_ledger_gives_a_frame_of_the_same_shape_and_types(ledger: Ledger) -> None:
    """Code that reads a frame need not ask whether it has rows."""
    empty = ledger.recall()
    ledger.keep([(receipt(), [figure()])])
    full = ledger.recall()
    assert (len(empty), len(full)) == (0, 1)
    assert list(empty.columns) == list(full.columns)
    numbers = ["start", "months", "numerator", "denominator", "value", "low", "held", "revision", "received_at"]
    assert empty[numbers].dtypes.equals(full[numbers].dtypes)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_kept(ledger: Ledger, wrong: float) -> None:
    """A nan would come back as a blank and an infinity as a rating: both are stopped, and nothing is kept."""
    with pytest.raises(ValueError, match="no figure"):
        ledger.keep([(receipt(), [figure("a"), figure("b", value=wrong)])])
    assert ledger.recall(held=True).empty
    assert ledger.receipts() == []


def test_a_moment_without_a_time_zone_is_not_taken(ledger: Ledger) -> None:
    """Local time is ambiguous twice a year; summer time is kept as the same moment in UTC."""
    with pytest.raises(ValueError, match="no time zone"):
        ledger.keep([(receipt(at=datetime(2023, 1, 1)), [])])  # noqa: DTZ001
    summer = timezone(timedelta(hours=1))
    ledger.keep([(receipt(at=datetime(2023, 6, 1, 13, tzinfo=summer)), [figure()])])
    assert ledger.receipts()[0].received_at == datetime(2023, 6, 1, 12, tzinfo=UTC)


# --- receipts


def test_a_receipt_comes_back_with_its_findings(ledger: Ledger) -> None:
    """Outcome, totals, sign-off, the period with its first month, and every finding in order."""
    told = (
        Finding("NUM010", Severity.ERROR, "C5 holds '£3k'.", "Type 3000.", "f.xlsx", "Return", "C5", "", "£3k", "x"),
        Finding("VAL007", Severity.QUERY, "It was 24 and is 41.", "Confirm it.", part="p", sha256="ab"),
    )
    given = receipt(
        outcome=Outcome.FINDINGS,
        code="VAL007",
        period=Period(Q3.start, 3, 10),
        framework="v",
        signed_by="Clerk",
        signed_on=date(2023, 1, 19),
        findings=told,
        read=3,
        kept=1,
        held=1,
        refused=1,
    )
    other = receipt("b.xlsx", period=Q2)
    assert ledger.keep([(given, [figure()]), (other, [])]) == [given, other]
    assert ledger.receipts() == [given, other]
    assert ledger.receipts(Q2) == [other]


def test_the_same_file_is_never_taken_twice(ledger: Ledger) -> None:
    """Neither later under another name, nor twice in one batch."""
    first = receipt()
    copy = dataclasses.replace(first, file="police (1).xlsx")
    assert ledger.keep([(first, [figure()]), (copy, [figure()])]) == [first]
    assert ledger.keep([(copy, [figure(value=9.0)])]) == []
    assert ledger.known([first.sha256, "0" * 64]) == {first.sha256: first}
    assert standing(ledger) == {"h1": (1.0, False)}


def test_a_refused_file_may_come_again(ledger: Ledger) -> None:
    """A refusal (a framework mended since, say) is no bar; only the last word on a file is in the register."""
    refused = receipt(outcome=Outcome.REFUSED, code="RET001")
    ledger.keep([(refused, [])])
    assert ledger.known([refused.sha256]) == {}
    taken = receipt(at=NOON + DAY)
    assert ledger.keep([(taken, [figure()])]) == [taken]
    assert ledger.receipts() == [taken]
    assert ledger.receipts(as_at=NOON) == [refused]


def test_a_refused_file_gives_no_figures(ledger: Ledger) -> None:
    """Handing figures over with a refusal is a mistake of ours, and is stopped."""
    with pytest.raises(ValueError, match="REFUSED"):
        ledger.keep([(receipt(outcome=Outcome.REFUSED), [figure()])])


def test_one_file_gives_a_figure_once(ledger: Ledger) -> None:
    """Two figures for one key in one file are a mistake of ours (STR005 is found before), and are stopped."""
    with pytest.raises(ValueError, match="twice"):
        ledger.keep([(receipt(), [figure(), figure(value=2.0)])])


# --- revisions


def test_a_higher_revision_supersedes_figure_by_figure(ledger: Ledger) -> None:
    """What it does not give stands on; what it gives is replaced; the past can still be read."""
    ledger.keep([(receipt("r1"), [figure("a"), figure("b")])])
    ledger.keep([(receipt("r2", NOON + DAY, revision=2), [figure("b", value=2.0), figure("c", value=3.0)])])
    assert standing(ledger) == {"a": (1.0, False), "b": (2.0, False), "c": (3.0, False)}
    assert standing(ledger, NOON) == {"a": (1.0, False), "b": (1.0, False)}
    assert standing(ledger, NOON - DAY) == {}
    assert standing(ledger, NOON + DAY) == standing(ledger)


def test_a_lower_revision_that_comes_late_is_history_at_once(ledger: Ledger) -> None:
    """It fills no gap that the higher left filled, and does fill one it left open."""
    ledger.keep([(receipt("r2", revision=2), [figure("a", value=2.0)])])
    ledger.keep([(receipt("r1", NOON + DAY), [figure("a"), figure("b")])])
    assert standing(ledger) == {"a": (2.0, False), "b": (1.0, False)}
    states = ledger.history(Key("a", "police", "", Q3))
    assert states["revision"].tolist() == [2, 1]
    assert states["closed_at"].isna().tolist() == [True, False]
    assert states["opened_at"].tolist()[1] == states["closed_at"].tolist()[1]


NO_DATA = {"marker": "No data"}
SUPPRESSED = {"marker": "Suppressed"}
LATER: list[tuple[str, dict[str, Any], dict[str, Any], list[int]]] = [
    ("a mark for no data leaves the figure", {"value": 1.0}, NO_DATA, [1]),
    ("and a reason", SUPPRESSED, NO_DATA, [1]),
    ("and a withdrawal", {"withdrawn": True}, NO_DATA, [1]),
    ("a reason displaces a figure", {"value": 1.0}, SUPPRESSED, [2]),
    ("a figure displaces no data", NO_DATA, {"value": 2.0}, [2]),
    ("the later of two blanks", NO_DATA, NO_DATA, [2]),
    ("a figure held stands beside the accepted", {"value": 1.0}, {"value": 0.01, "held": True}, [1, 2]),
    ("a reason held too", {"value": 1.0}, SUPPRESSED | {"held": True}, [1, 2]),
    ("the later of two held", {"value": 1.0, "held": True}, {"value": 2.0, "held": True}, [2]),
    ("a figure displaces one held", {"value": 1.0, "held": True}, {"value": 2.0}, [2]),
    ("nothing over nothing is a figure", {"value": 1.0}, {"numerator": 0.0, "denominator": 0.0, "value": None}, [2]),
]


@pytest.mark.parametrize("late", [False, True], ids=["in order", "late"])
@pytest.mark.parametrize(("first", "second", "stand"), [row[1:] for row in LATER], ids=[row[0] for row in LATER])
def test_what_a_later_revision_displaces(
    ledger: Ledger, first: dict[str, Any], second: dict[str, Any], stand: list[int], late: bool
) -> None:
    """A blank displaces nothing, a figure held waits beside the accepted one; whichever file comes first."""
    files = [(receipt("r1"), [figure(**first)]), (receipt("r2", revision=2), [figure(**second)])]
    for file in reversed(files) if late else files:
        ledger.keep([file])
    frame = ledger.recall(held=True)
    assert sorted(frame["revision"]) == stand
    accepted = ledger.recall()["revision"].tolist()
    assert accepted == [n for n in stand if not (first, second)[n - 1].get("held")]


def test_a_figure_released_displaces_the_one_before(ledger: Ledger) -> None:
    """By a revision that says it again without the doubt; the past says what stood then."""
    ledger.keep([(receipt("r1"), [figure(value=80.0)])])
    ledger.keep([(receipt("r2", NOON + DAY, revision=2), [figure(value=0.83, held=True)])])
    ledger.keep([(receipt("r3", NOON + 2 * DAY, revision=3), [figure(value=83.0)])])
    assert standing(ledger, NOON + DAY) == {"h1": (80.0, False), "h1#2": (0.83, True)}
    assert standing(ledger) == {"h1": (83.0, False)}


def test_an_import_fills_what_a_return_left_blank(ledger: Ledger) -> None:
    """Blank or marked as no data is the same; a reason such as suppression is an answer."""
    ledger.keep([(imported("h.csv"), [figure("a", value=9.0), figure("b", value=9.0)])])
    ledger.keep([(receipt(), [figure("a", marker="No data"), figure("b", marker="Suppressed")])])
    assert ledger.recall()["marker"].tolist() == ["", "Suppressed"]


def test_withdrawn_takes_a_figure_back(ledger: Ledger) -> None:
    """It stands as an absence that says so; the figure is in the history; a higher revision may give it again."""
    ledger.keep([(receipt("r1"), [figure("a", note="system"), figure("b")])])
    ledger.keep(
        [(receipt("r2", revision=2), [figure("a", withdrawn=True, note="system"), figure("b", withdrawn=True)])]
    )
    frame = ledger.recall().set_index("measure")
    assert frame["value"].isna().all()
    assert frame["marker"].tolist() == ["No data", "No data"]
    assert frame["note"].tolist() == ["withdrawn; system", "withdrawn"]
    assert frame["withdrawn"].tolist() == [True, True]
    ledger.keep([(receipt("r3", revision=3), [figure("a", value=3.0)])])
    assert standing(ledger)["a"] == (3.0, False)
    assert ledger.history(Key("a", "police", "", Q3))["value"].dropna().tolist() == [1.0, 3.0]


def test_keys_are_measure_partner_area_and_period(ledger: Ledger) -> None:
    """A figure for another area, partner, period or length of period displaces nothing."""
    month = Period(Q3.start, 1)
    others = [figure(area="n"), figure(partner="fire"), figure(period=Q2), figure(period=month), figure("h2")]
    ledger.keep([(receipt("r1"), [figure()])])
    ledger.keep([(receipt("r2", revision=2), others)])
    assert len(ledger.recall()) == 6


# --- imports and returns


def test_a_later_import_supersedes_an_earlier(ledger: Ledger) -> None:
    """History may be loaded again, corrected."""
    ledger.keep([(imported("a.csv"), [figure()])])
    ledger.keep([(imported("b.csv", NOON + DAY), [figure(value=2.0)])])
    assert standing(ledger) == {"h1": (2.0, False)}
    assert standing(ledger, NOON) == {"h1": (1.0, False)}


@pytest.mark.parametrize("return_first", [True, False])
def test_a_return_stands_above_an_import_whichever_came_first(ledger: Ledger, return_first: bool) -> None:
    """And the import's figure is in the history."""
    files = [(receipt(), [figure(value=2.0)]), (imported("a.csv"), [figure(value=9.0), figure("h2")])]
    for file in files if return_first else reversed(files):
        ledger.keep([file])
    assert standing(ledger) == {"h1": (2.0, False), "h2": (1.0, False)}
    assert sorted(ledger.history(Key("h1", "police", "", Q3))["value"]) == [2.0, 9.0]


HALF = {"numerator": 1.0, "denominator": 2.0, "value": 50.0}
CLASHES: list[tuple[dict[str, Any], dict[str, Any], bool, str]] = [
    ({"value": 46.4}, {"value": 46.4}, False, "the same value"),
    ({"value": 46.4}, {"value": 46.5}, True, "another value"),
    (HALF, HALF | {"value": None}, False, "the same parts, value left to be computed"),
    (HALF, HALF | {"value": 50.04}, False, "the same parts, value in other digits"),
    (HALF, HALF | {"denominator": 4.0, "value": None}, True, "another denominator"),
    (HALF | {"value": None}, {"value": 50.0}, True, "no part that both give"),
    ({"marker": "Suppressed"}, {"marker": "Suppressed"}, False, "the same absence"),
    ({"marker": "Suppressed"}, {"value": 3.0}, True, "a figure for an absence"),
    ({"value": 3.0}, {"marker": "No data"}, True, "an absence for a figure"),
]


@pytest.mark.parametrize(("returned", "given", "clash"), [c[:3] for c in CLASHES], ids=[c[3] for c in CLASHES])
def test_an_import_clashes_with_a_return_that_says_otherwise(
    ledger: Ledger, returned: dict[str, Any], given: dict[str, Any], clash: bool
) -> None:
    """Only for keys that a return has given, and only where they differ; imports never clash with imports."""
    ledger.keep([(receipt(), [figure(**returned)]), (imported("h.csv"), [figure("other", value=4.0)])])
    found = ledger.clashes([figure(**given), figure("other", value=5.0), figure("new")])
    assert [c.figure for c in found] == ([figure(**given)] if clash else [])


def test_a_clash_says_both_figures_and_what_to_do(ledger: Ledger) -> None:
    """In the form of every message."""
    ledger.keep([(receipt(), [figure(area="n", numerator=159.0, denominator=295.0, value=53.9)])])
    clash = ledger.clashes([figure(area="n", value=54.0, sheet="Figures", cell="A7")])[0]
    assert str(clash.finding()) == (
        "Figures!A7: h1 for n for 2022-23 Q3 is 54 here and 159 over 295 in the return police.xlsx (revision 1). "
        "Leave the row out, or reissue the return so that the partner can correct it. [RET020]"
    )


def test_an_import_with_a_revision_is_a_restatement(ledger: Ledger) -> None:
    """It supersedes the returns of lower revisions, and a return of its own revision stands above it."""
    ledger.keep([(receipt(), [figure()]), (imported("fix.csv", revision=2), [figure(value=2.0)])])
    assert standing(ledger) == {"h1": (2.0, False)}
    ledger.keep([(receipt("r2", revision=2), [figure(value=3.0)])])
    assert standing(ledger) == {"h1": (3.0, False)}


# --- order


Files = list[tuple[int, dict[str, float | None]]]
BLANK, DOUBTED = -1.0, 0.5
FILES = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3]),
        st.dictionaries(st.sampled_from("abc"), st.sampled_from([1.0, 2.0, None, BLANK, DOUBTED]), min_size=1),
    ),
    min_size=1,
    max_size=6,
)


@given(FILES, st.randoms(use_true_random=False))
@example([(1, {"a": 1.0}), (1, {"a": 2.0}), (2, {"a": 1.0})], random.Random(1))
@settings(max_examples=cases(30), deadline=None)
def test_what_stands_does_not_depend_on_the_order_of_returns(files: Files, rnd: Any) -> None:
    """The same returns, in any order and in any batches, give the same standing figures."""
    numbered = [(f"{place}", revision, told) for place, (revision, told) in enumerate(files)]
    shuffled = numbered.copy()
    rnd.shuffle(shuffled)
    outcomes = []
    for order, size in ((numbered, 1), (shuffled, 1), (shuffled, len(files))):
        with Ledger.open("sqlite://") as ledger:
            for first in range(0, len(order), size):
                ledger.keep([filed(name, revision, told) for name, revision, told in order[first : first + size]])
            frame = ledger.recall(held=True)
            said = frame[["measure", "value", "marker", "revision", "held"]].fillna(-1.0)
            outcomes.append(sorted(said.itertuples(index=False, name=None)))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def filed(name: str, revision: int, told: dict[str, float | None]) -> tuple[Receipt, list[Figure]]:
    """A return of a revision; None withdraws, BLANK is a mark for no data, and DOUBTED is held."""
    words: dict[float | None, dict[str, Any]] = {None: {"withdrawn": True}, BLANK: {"marker": "No data"}}
    given = [figure(m, **words.get(v, {"value": v, "held": v == DOUBTED})) for m, v in told.items()]
    return receipt(name, revision=revision), given


@given(FILES)
@settings(max_examples=cases(20), deadline=None)
def test_the_past_never_changes(files: Files) -> None:
    """What was recalled on a day is recalled as at that day for ever after."""
    with Ledger.open("sqlite://") as ledger:
        then = []
        for place, (revision, told) in enumerate(files):
            paper, figures = filed(str(place), revision, dict(told))
            ledger.keep([(dataclasses.replace(paper, received_at=NOON + place * DAY), figures)])
            if place % 2:
                ledger.prefer(paper.sha256, NOON + place * DAY)
            then.append(ledger.recall(held=True))
        for place, frame in enumerate(then):
            pd.testing.assert_frame_equal(ledger.recall(NOON + place * DAY, held=True), frame, check_dtype=False)


def test_a_clock_set_back_does_not_rewrite_the_past(ledger: Ledger) -> None:
    """A file that seems to come earlier than the last is kept after it; its own time is on its receipt."""
    ledger.keep([(receipt("r1"), [figure()])])
    ledger.keep([(receipt("r2", NOON - DAY, revision=2), [figure(value=2.0)])])
    assert standing(ledger, NOON - DAY) == {}
    assert standing(ledger) == {"h1": (2.0, False)}
    assert ledger.recall()["received_at"].tolist() == [pd.Timestamp(NOON - DAY)]
    states = ledger.history(Key("h1", "police", "", Q3))
    assert tuple(states.columns) == HISTORY_COLUMNS
    assert (states["closed_at"].dropna() >= states["opened_at"][:1]).all()


def test_the_history_of_what_was_never_given_is_empty(ledger: Ledger) -> None:
    """No figure, no rows, the same columns."""
    assert ledger.history(Key("h1", "police", "", Q3)).empty


# --- issued


def test_what_was_issued_is_recorded_once(ledger: Ledger) -> None:
    """By partner and by period, with its revision; the same revision twice is refused and nothing is recorded."""
    one = Issued(
        partner="police", period=Q3, revision=1, fingerprint="ab", framework="v", file="police.xlsx", issued_at=NOON
    )
    two = dataclasses.replace(one, revision=2, file="police-r2.xlsx")
    fire = dataclasses.replace(one, partner="fire", period=Q2)
    ledger.issue([two, one, fire])
    assert ledger.issued() == [fire, one, two]
    assert ledger.issued("police", Q3) == [one, two]
    assert ledger.issued(period=Q2) == [fire]
    with pytest.raises(Refusal) as refused:
        ledger.issue([dataclasses.replace(one, revision=3), one])
    assert refused.value.finding.code == "RET021"
    assert len(ledger.issued()) == 3


def test_a_return_is_the_same_by_its_period_whole(ledger: Ledger) -> None:
    """A revision of another length that begins in the same month is another; many are recorded at once."""
    one = Issued(
        partner="police", period=Q3, revision=1, fingerprint="ab", framework="v", file="police.xlsx", issued_at=NOON
    )
    many = [dataclasses.replace(one, partner=f"p{n:04}", file=f"{n}.xlsx") for n in range(600)]
    ledger.issue([one, *many])
    ledger.issue([dataclasses.replace(one, period=Period(Q3.start, 1, Q3.first_month))])
    with pytest.raises(Refusal, match="Revision 1 of the return of p0599") as refused:
        ledger.issue([dataclasses.replace(one, revision=2), *many[-1:]])
    assert refused.value.finding.code == "RET021"
    assert len(ledger.issued()) == 602


# --- opening


def add_a_column(connection: Connection) -> None:
    """A migration such as version 2 might need."""
    connection.execute(text("ALTER TABLE receipts ADD COLUMN channel TEXT NOT NULL DEFAULT 'inbox'"))


def fail(connection: Connection) -> None:
    """A migration that breaks half-way."""
    connection.execute(text("ALTER TABLE figures ADD COLUMN half TEXT"))
    raise RuntimeError("power cut")


def test_an_older_ledger_is_brought_forward_and_keeps_its_figures(tmp_path: Path) -> None:
    """Once; and from then on an older pmxl refuses it, touching nothing."""
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt(), [figure()])])
    for _ in range(2):
        with Ledger.open(path, migrations=[*MIGRATIONS, add_a_column]) as ledger:
            assert standing(ledger) == {"h1": (1.0, False)}
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT channel FROM receipts").fetchall() == [("inbox",)]
    before = path.read_bytes()
    with pytest.raises(Refusal) as refused:
        Ledger.open(path)
    assert str(refused.value) == (
        f"ledger.db: The ledger ledger.db is of version {LATEST + 1}, and this pmxl knows versions up to {LATEST}. "
        "Bring pmxl up to date; the ledger has not been touched. [ENV020]"
    )
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """Both steps or neither."""
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    with pytest.raises(RuntimeError, match="power cut"):
        Ledger.open(path, migrations=[*MIGRATIONS, add_a_column, fail])
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt(), [figure()])])
        assert len(ledger.recall()) == 1


def database_of_something_else(path: Path) -> None:
    """A SQLite file with another program's table."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (id)")
    connection.close()


def damaged_ledger(path: Path) -> None:
    """A ledger whose middle was overwritten."""
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt(), [figure(f"m{n}") for n in range(2000)])])
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8192] = b"\xff" * 8192
    path.write_bytes(data)


STRANGERS = [
    ("a workbook", lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 2000), "ENV021"),
    ("another database", database_of_something_else, "ENV021"),
    ("damaged", damaged_ledger, "ENV023"),
    ("a folder", lambda path: path.mkdir(), "ENV004"),
]


@pytest.mark.parametrize(("make", "code"), [s[1:] for s in STRANGERS], ids=[s[0] for s in STRANGERS])
def test_what_is_not_a_whole_ledger_is_refused_and_not_touched(tmp_path: Path, make: Any, code: str) -> None:
    """With a sentence that names the file and says what to do."""
    path = tmp_path / "ledger.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Refusal) as refused:
        Ledger.open(path)
    assert refused.value.finding.code == code
    assert "ledger.db" in refused.value.finding.says
    assert before == (path.read_bytes() if path.is_file() else b"")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The machine's fault, not a traceback."""
    with pytest.raises(MachineRefusal) as refused:
        Ledger.open(tmp_path / "nowhere" / "ledger.db")
    assert refused.value.finding.code == "ENV004"


@pytest.mark.parametrize("address", ["nosuchdatabase://here", "://", "mysql+nosuchdriver://u:secret@h/d"])
def test_an_address_that_leads_nowhere_is_said_without_its_password(address: str) -> None:
    """A driver that is not installed, or an address that cannot be read."""
    with pytest.raises(Refusal) as refused:
        Ledger.open(address)
    assert refused.value.finding.code == "ENV022"
    assert "secret" not in str(refused.value)


def test_another_run_that_is_writing_is_waited_for_and_then_said(tmp_path: Path, monkeypatch: Any) -> None:
    """ENV010; what is there can be read meanwhile."""
    monkeypatch.setattr("pmxl.ledger.opening.PATIENCE_SECONDS", 0)
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt(), [figure()])])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert standing(ledger) == {"h1": (1.0, False)}
        with pytest.raises(MachineRefusal) as refused:
            ledger.keep([(receipt("r2", revision=2), [figure()])])
        other.close()
    assert refused.value.finding.code == "ENV010"


def test_columns_out_of_the_order_of_their_table_are_stopped() -> None:
    """SQLite's driver numbers its parameters, so that values would go into the wrong columns."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        names.create(connection)
        insert_rows(connection, names, ("id", "name"), [(1, "police"), (2, "fire")])
        assert connection.execute(select(names)).all() == [(1, "police"), (2, "fire")]
        with pytest.raises(ValueError, match="order"):
            insert_rows(connection, names, ("name", "id"), [("health", 3)])
    engine.dispose()


def test_the_ledger_is_one_file(tmp_path: Path) -> None:
    """An officer who copies ledger.db has all of it: nothing waits in a file beside it, even while it is open."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(receipt(), [figure()])])
        assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]


# --- raw bytes


def test_raw_bytes_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    """At raw/<first two>/<hash>; a second time changes nothing; unfinished parts do not stay."""
    data = b"PK\x03\x04 anything"
    sha256 = hashlib.sha256(data).hexdigest()
    path = keep_raw(tmp_path / "raw", data, sha256)
    assert path == tmp_path / "raw" / sha256[:2] / sha256
    assert path.read_bytes() == data
    written = path.stat().st_mtime_ns
    assert keep_raw(tmp_path / "raw", data, sha256) == path
    assert path.stat().st_mtime_ns == written
    assert [p.name for p in path.parent.iterdir()] == [sha256]


def test_raw_bytes_that_are_not_what_they_say_are_stopped(tmp_path: Path) -> None:
    """A wrong hash is a mistake of ours; a stored copy that has changed is the machine's, and is not written over."""
    with pytest.raises(ValueError, match="do not have the hash"):
        keep_raw(tmp_path, b"a", "0" * 64)
    sha256 = hashlib.sha256(b"a").hexdigest()
    path = keep_raw(tmp_path, b"a", sha256)
    path.write_bytes(b"b")
    with pytest.raises(MachineRefusal) as refused:
        keep_raw(tmp_path, b"a", sha256)
    assert refused.value.finding.code == "ENV025"
    assert path.read_bytes() == b"b"


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    """Here a file stands where the folder should be."""
    (tmp_path / "raw").write_text("in the way")
    with pytest.raises(MachineRefusal) as refused:
        keep_raw(tmp_path / "raw", b"a", hashlib.sha256(b"a").hexdigest())
    assert refused.value.finding.code == "ENV026"


def test_an_unfinished_copy_of_a_run_that_died_is_swept(tmp_path: Path) -> None:
    """After an hour; a younger one may be another run's."""
    data = b"a"
    sha256 = hashlib.sha256(data).hexdigest()
    folder = tmp_path / sha256[:2]
    folder.mkdir()
    old, young = folder / "old.part", folder / "young.part"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    keep_raw(tmp_path, data, sha256)
    assert {path.name for path in folder.iterdir()} == {sha256, "young.part"}


def test_a_ledger_of_the_third_version_is_brought_forward(tmp_path: Path) -> None:
    """Its findings name no figure yet, and answers are kept from then on."""
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        for column in ("measure", "area", "period"):
            raw.execute(f"ALTER TABLE findings DROP COLUMN {column}")
        for table in ("answers", "queries"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("UPDATE pmxl_ledger SET version = 3")
    raw.close()
    with Ledger.open(path) as ledger:
        assert (ledger.answers(), ledger.queries(), ledger.receipts()) == ([], [], [])
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute("SELECT version FROM pmxl_ledger").fetchone() == (LATEST,)
        assert "period" in [row[1] for row in raw.execute("PRAGMA table_info(findings)")]
    raw.close()
