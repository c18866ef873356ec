"""What export writes, import reads into an empty ledger as the very same figures: marks, days, words and digits."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.batch.accept import accept
from pmxl.batch.folder import Folder
from pmxl.batch.take import export_figures
from pmxl.batch.take import import_figures
from pmxl.batch.told import plain
from pmxl.batch.told import told
from pmxl.figures import Figure
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.sheets.text import kept_text
from pmxl.sheets.tidy import guarded
from pmxl.sheets.tidy import unguarded
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import quarter
from tests.test_batch import ROWS

SAID = ("numerator", "denominator", "value", "marker", "low", "withdrawn", "provisional", "commentary", "quality")
KEYS = ("measure", "partner", "area", "start", "months")
KINDS = {"early": "percentage", "calls": "count", "wait": "mean", "plan": "yes/no", "depot": "milestone"}
Place = tuple[Folder, Folder]
FIRST = quarter(2019, 1)
NOON = datetime(2023, 1, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A framework with a measure of each sort, and two ledgers beside it."""
    path = tmp_path_factory.mktemp("kinds")
    own: dict[str, dict[str, Any]] = {
        "early": {},
        "calls": {"decimals": 0, "multiplier": 1, "unit": "calls"},
        "wait": {"multiplier": 1, "unit": "days", "polarity": "lower"},
        "plan": {"decimals": 0, "multiplier": 1, "unit": ""},
        "depot": {"decimals": 0, "multiplier": 1, "unit": "", "polarity": "lower"},
    }
    plain_row = {k: v for k, v in ROWS["measures"][0].items() if k != "key"}
    measures = [plain_row | own[i] | {"id": i, "name": i.title(), "kind": kind} for i, kind in KINDS.items()]
    rows = ROWS | {"measures": measures}
    framework_file(rows, path / "framework.xlsx", "Threewoods Partnership")
    first, second = (Folder(path, f"sqlite:///{path / name}") for name in ("one.db", "other.db"))
    return first, second


def recalled(folder: Folder) -> list[tuple[object, ...]]:
    """All that the ledger says of its figures, where they came from aside; a blank number is None."""
    with folder.ledger() as ledger:
        frame = ledger.recall()[[*KEYS, *SAID]]
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    return list(rows)


def there_and_back(place: Place, figures: list[Figure]) -> None:
    """Keep figures, export them, import that into an empty ledger: the same recall and the same text.

    What looks there like another unit is held once more, and accepted.
    """
    first, second = place
    tidy = emptied(first).path / "tidy.csv"
    receipt = Receipt(file="a.csv", sha256="0" * 64, kind="import", outcome=Outcome.READ, received_at=NOON)
    with first.ledger() as opened:
        opened.keep([(receipt, figures)])
    text = export_figures(first)
    tidy.write_bytes(text.encode())
    outcome = import_figures(emptied(second), tidy)
    assert (outcome.kept + outcome.held, outcome.refused) == (len(figures), 0), [str(f) for f in outcome.findings]
    held = {(one.partner, one.period) for one in outcome.findings if one.severity is Severity.HOLD}
    assert bool(held) == bool(outcome.held)
    for partner, period in held:
        accept(second, second.period(period), partner, reason="As it was kept.", by="The officer")
    assert recalled(second) == recalled(first)
    assert export_figures(second) == text


def emptied(folder: Folder) -> Folder:
    """The folder without its ledger."""
    Path(folder.ledger_url.removeprefix("sqlite:///")).unlink(missing_ok=True)
    return folder


def numbers(least: float = 0, most: float = 1e9) -> st.SearchStrategy[float]:
    """Numbers as the reading of a cell gives them: of 15 significant digits."""
    return st.floats(least, most, allow_subnormal=False).map(lambda x: float(f"{x:.15g}"))


@st.composite
def what_is_said(draw: st.DrawFn, measure: str) -> dict[str, Any]:
    """The figure of a row as it is kept: a number, two parts, a mark, `low`, or a withdrawal."""
    sort = draw(st.sampled_from(["figure", "parts", "marker", "low", "low parts", "withdrawn", "nothing"]))
    if sort == "marker":
        return {"marker": draw(st.sampled_from(["Suppressed", "Withheld", "No data", "Not applicable"]))}
    if sort == "withdrawn":
        return {"withdrawn": True}
    kind = KINDS[measure]
    if kind == "yes/no":
        return {"value": draw(st.sampled_from([0.0, 1.0]))}
    if kind == "milestone":
        return draw(st.sampled_from([{"marker": "not done"}, {"value": 44_926.0}, {"value": 43_831.0}]))
    if sort == "low":
        return {"value": 0.0, "low": True}
    if kind == "count":
        return {"value": float(draw(st.integers(0, 10**14)))}
    if sort == "low parts":
        return {"numerator": 0.0, "denominator": 235.0, "value": 0.0, "low": True}
    if sort == "nothing":
        return {"numerator": 0.0, "denominator": 0.0, "value": None}
    if sort == "parts":
        denominator = draw(numbers(1e-3))
        numerator = draw(numbers(0, denominator)) if kind == "percentage" else draw(numbers())
        multiplier = 100 if kind == "percentage" else 1
        return {"numerator": numerator, "denominator": denominator, "value": numerator * multiplier / denominator}
    return {"value": draw(numbers(0, 100) if kind == "percentage" else numbers(-1e9, 1e9))}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20) | st.sampled_from(
    ["=1+1", "'=1+1", "''@x", "'quoted'", "-", 'he said "no"', "a, b; c", "two\nlines", "two\r\nlines", "a\rb", "＝1"]
)


@st.composite
def rows(draw: st.DrawFn) -> list[Figure]:
    """Figures of one partner, one for each measure and quarter at most."""
    keys = draw(st.sets(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 11)), min_size=1, max_size=12))
    return [
        Figure(
            measure,
            "ash",
            "",
            Period(FIRST.step(place).start, 3),
            **draw(what_is_said(measure)),
            provisional=draw(st.booleans()),
            commentary=kept_text(draw(TEXTS)),
            quality=draw(st.sampled_from(["", "443344", "-43-44", "1-----"])),
            note=draw(TEXTS).strip(),
        )
        for measure, place in sorted(keys)
    ]


@given(rows())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_export_and_import_give_the_same_ledger(place: Place, figures: list[Figure]) -> None:
    """Every figure, mark and word; and what is exported then is the same text."""
    there_and_back(place, figures)


def test_characters_that_no_text_file_holds_are_written_out(place: Place) -> None:
    """One of them in a commentary would make the whole export something that is not text."""
    folder = emptied(place[0])
    tidy = folder.path / "typed.csv"
    padding = "x" * 5000
    tidy.write_text(f"partner,measure,period,value,commentary\nash,calls,2019-20 Q1,5,{padding} red \x1b[31m\n")
    assert import_figures(folder, tidy).kept == 1
    assert "red \\x1b[31m" in export_figures(folder)


def test_a_small_percentage_among_large_ones_comes_back(place: Place) -> None:
    """0.5 % is written with its sign, so that it is not taken for a half."""
    figures = [Figure("early", "ash", "", FIRST.step(n), value=v) for n, v in enumerate((55.0, 54.0, 0.5, 56.0))]
    there_and_back(place, figures)
    assert "early,2019-20 Q3,,,0.5%," in export_figures(place[1])


TOLD: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("h1", {"numerator": 159.0, "denominator": 295.0, "value": 159 * 100 / 295}, ("159", "295", "")),
    ("h1", {"numerator": 159.0, "denominator": 295.0, "value": 53.9}, ("159", "295", "53.9")),
    ("h1", {"numerator": 0.0, "denominator": 0.0}, ("0", "0", "")),
    ("h1", {"value": 0.83}, ("", "", "0.83%")),
    ("h1", {"numerator": 0.0, "denominator": 235.0, "value": 0.0, "low": True}, ("low", "235", "")),
    ("h1", {"numerator": 0.1, "denominator": 235.0, "value": 0.0, "low": True}, ("0.1", "235", "low")),
    ("c1", {"value": 0.0, "low": True}, ("", "", "low")),
    ("c1", {"marker": "No data", "withdrawn": True}, ("", "", "withdrawn")),
    ("c1", {"marker": "No data"}, ("", "", "x")),
    ("c1", {"marker": "Suppressed"}, ("", "", "*")),
    ("c1", {"marker": "Withheld"}, ("", "", "c")),
    ("c1", {"marker": "Not applicable"}, ("", "", "n/a")),
    ("k1", {"marker": "not done"}, ("", "", "not done")),
    ("k1", {"value": 44926.0}, ("", "", "2022-12-31")),
    ("y1", {"value": 1.0}, ("", "", "Yes")),
    ("y1", {"value": 0.0}, ("", "", "No")),
    ("b1", {"value": 1e-7}, ("", "", "0.0000001")),
    ("gone", {"numerator": 1.0, "denominator": 2.0, "value": 50.0}, ("1", "2", "50")),
]


@pytest.mark.parametrize(("measure", "row", "words"), TOLD, ids=[f"{t[0]} {t[2]}" for t in TOLD])
def test_how_a_figure_is_told(measure: str, row: dict[str, Any], words: tuple[str, str, str]) -> None:
    """In the marks and digits that a partner may type; a value only where its parts do not make it."""
    blank = dict.fromkeys(("numerator", "denominator", "value"), float("nan"))
    found = next((m for m in FRAMEWORK.measures if m.id == measure), None)
    assert told(blank | {"marker": "", "low": False, "withdrawn": False} | row, found) == words


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_told_in_digits_that_give_it_back(number: float) -> None:
    """Whatever its size, and never as a power of ten."""
    assert float(plain(number)) == number
    assert "e" not in plain(number)


@given(TEXTS)
def test_guarding_is_undone_exactly(text: str) -> None:
    """One apostrophe more and one less."""
    assert unguarded(guarded(text)) == text
