"""Figures with partners missing, from a ledger: rated at the best and the worst that those missing may report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import assess
from pmxl.figures import Figure
from pmxl.findings import Finding
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import RECEIVED
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

SHARE: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}
IN = [figure("m1", "ash", parts=(160, 200)), figure("m1", "birch", parts=(160, 200))]


def past(*figures: float | tuple[int, int], partner: str = "cedar") -> list[Figure]:
    """A partner's figures of the quarters before, the latest first."""
    given: list[dict[str, Any]] = [{"parts": f} if isinstance(f, tuple) else {"value": f} for f in figures]
    return [figure("m1", partner, period=back(n), **one) for n, one in enumerate(given, 1)]


def back(quarters: int) -> Period:
    """So many quarters before the one shown."""
    return Period(Q3.start - 3 * quarters, 3)


@dataclass(frozen=True)
class Case:
    """A measure's figures, its target, and how it differs from a count of three partners that add up."""

    figures: Sequence[Figure]
    goal: float
    changes: dict[str, Any] = field(default_factory=dict)


def case(figures: Sequence[Figure], goal: float, **changes: Any) -> Case:
    """A case."""
    return Case(figures, goal, changes)


def found_in(folder: Path, *cases: Case, band: float = 5) -> list[dict[str, Any]]:
    """The rows of measures, each with a target and a tolerance in points; they share one framework and one ledger."""
    given = {f"m{n}": each for n, each in enumerate(cases)}
    frame = framework(
        *(measure(id_, **each.changes) for id_, each in given.items()),
        targets=tuple(target(id_, target=each.goal) for id_, each in given.items()),
        tolerances=tuple(tolerance(id_, "band", amount=band, unit="points") for id_ in given),
    )
    found = assessed(folder, frame, [replace(f, measure=id_) for id_, each in given.items() for f in each.figures])
    return [row(found, id_) for id_ in given]


def test_best_and_worst(tmp_path: Path) -> None:
    """320 of 400 are in. The missing one was at 77.8 to 81.8 % before, a tenth wider is 70 to 90 %, last of 100."""
    given = [*IN, *past((80, 100), (70, 90), (90, 110))]
    found = found_in(tmp_path, *(case(given, goal, **SHARE) for goal in (77, 80, 84, 88)))
    between = "between 78.0 and 82.0 % against a target of"
    assert [(one["rating"], one["gap_words"]) for one in found] == [
        ("Green", f"Green whatever the missing one reports: {between} 77.0 %."),
        ("Waiting", f"Green or Amber, waiting for Cedar: {between} 80.0 %."),
        ("Waiting", f"Amber or Red, waiting for Cedar: {between} 84.0 %."),
        ("Red", f"Red whatever the missing one reports: {between} 88.0 %."),
    ]
    for one in found:
        assert (one["value_worst"], one["value_best"]) == pytest.approx((78, 82))
        assert math.isnan(one["variance"])


QUESTION = Finding(
    "VAL007", Severity.QUERY, "It was 80 and is 160 now.", "Confirm it.", partner="birch", measure="m1", period=Q3.label
)


@pytest.mark.parametrize(
    ("question", "birch", "is_said"),
    [
        (QUESTION, IN[1], True),
        (replace(QUESTION, severity=Severity.NOTE), IN[1], False),
        (replace(QUESTION, severity=Severity.HOLD), replace(IN[1], held=True), False),
    ],
)
def test_what_is_settled_whatever_comes_may_still_rest_on_a_question(
    tmp_path: Path, question: Finding, birch: Figure, is_said: bool
) -> None:
    """A figure that counts and is asked about can yet change the rating; one that is held counts as missing anyway."""
    frame = framework(measure("m1", **SHARE), targets=(target("m1", target=60),))
    given = [IN[0], birch, *past((80, 100), (70, 90), (90, 110)), *past(80, 80, partner="birch")]
    given += [figure("m1", "birch", period=back(3), parts=(160, 200))]
    asked = Receipt(
        file="past.csv", sha256="0" * 64, kind="import", outcome=Outcome.FINDINGS, received_at=RECEIVED,
        findings=(question,), read=len(given), kept=len(given) - birch.held, held=int(birch.held),
    )  # fmt: skip
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(asked, given)])
        found = row(assess(frame, ledger, Q3), "m1")
    assert (found["rating"], " whatever the missing " in found["why"]) == ("Green", True)
    assert ("It rests on a figure about which something is still asked." in found["why"]) is is_said


COUNTS = [figure("m1", "ash", 10), figure("m1", "birch", 10)]
UNKNOWN = (math.nan, math.nan)
TOTALS: tuple[tuple[Case, str, tuple[float, float]], ...] = (
    (case([*COUNTS, *past(10, 10)], 20), "Green", (29, 31)),
    (case([*COUNTS, *past(10, 10)], 30, polarity="lower"), "Waiting", (31, 29)),
    (case([*COUNTS, *past(*[10] * 6)], 30), "Green", (30, 30)),
    (case([*COUNTS, *past(10, 10, 10, 40)], 60), "Waiting", (29, 64)),
    (case(COUNTS, 20), "Waiting", UNKNOWN),
    (case([*COUNTS, *past(10, 10, 50, 50)], 20, rebase=(back(2),)), "Green", (29, 31)),
    (case([*COUNTS, *past(10, 10, 50, 50)], 20, rebase=(Q3,)), "Waiting", UNKNOWN),
    (case([*COUNTS, figure("m1", "cedar", 99, held=True), *past(10, 10)], 20), "Green", (29, 31)),
    (case([COUNTS[0], *past(10), *past(20, partner="birch")], 30), "Green", (37, 43)),
    (case([COUNTS[0], *past(10)], 10), "Waiting", UNKNOWN),
    (case([*past(10), *past(20, partner="birch")], 30), "No data", UNKNOWN),
)
"""Figures and their target; the rating; the worst and the best that the whole can be."""


def test_totals(tmp_path: Path) -> None:
    """By its own past, limits from six on, last year within, none across a break; held is missing; all must be known.

    Where nobody has reported there is nothing to be rated.
    """
    found = found_in(tmp_path, *(each for each, _, _ in TOTALS), band=1)
    assert [one["rating"] for one in found] == [rating for _, rating, _ in TOTALS]
    ends = [(one["value_worst"], one["value_best"]) for one in found]
    assert ends == [pytest.approx(wanted, nan_ok=True) for _, _, wanted in TOTALS]


def test_a_missing_answer_is_yes_or_no(tmp_path: Path) -> None:
    """Two of three said yes: two thirds if the third says no, all if not."""
    given = [figure("m1", "ash", 1), figure("m1", "birch", 1)]
    answers: dict[str, Any] = {"kind": "yes/no", "pooling": "share", "accumulate": "stock"}
    one, other = found_in(tmp_path, case(given, 60, **answers), case(given, 80, **answers))
    assert one["rating"] == "Green"
    assert other["gap_words"] == "Green or Red, waiting for Cedar: between 67 and 100 % against a target of 80 %."


def test_an_index_with_a_partner_missing(tmp_path: Path) -> None:
    """The missing one's figure joins with its weight."""
    given = [figure("m1", "ash", 110), figure("m1", "birch", 100), *past(100, 100)]
    weighed: dict[str, Any] = {"kind": "index", "pooling": "weights", "weights": {"ash": 1, "birch": 1, "cedar": 2}}
    [found] = found_in(tmp_path, case(given, 100, accumulate="stock", **weighed))
    assert (found["value_worst"], found["value_best"]) == pytest.approx((97.5, 107.5))


def test_what_was_suppressed_matters_only_where_it_could_change_the_rating(tmp_path: Path) -> None:
    """Nobody is awaited; the word stands where the rating is open."""
    given = [*IN, figure("m1", "cedar", marker="Suppressed"), *past((50, 100), (90, 100))]
    found = found_in(tmp_path, *(case(given, goal, **SHARE) for goal in (77, 60, 95)))
    assert [one["rating"] for one in found] == ["Suppressed", "Green", "Red"]


def test_a_currency_stands_with_each_end(tmp_path: Path) -> None:
    """Losses too."""
    given = [figure("m1", "ash", -10), figure("m1", "birch", 10), *past(-40, -40)]
    [found] = found_in(tmp_path, case(given, 0, kind="money", unit="£"))
    assert found["gap_words"] == "Red whatever the missing one reports: between −£44 and −£36 against a target of £0."


def test_the_whole_lies_between(tmp_path: Path) -> None:
    """Once the missing figure comes, the whole is between the ends given before, and rated as one of those named."""
    before = [*IN, *past((80, 100), (70, 90), (90, 110))]
    after = [[*before, figure("m1", "cedar", parts=truth)] for truth in ((70, 100), (77, 100), (90, 100))]
    open_, *wholes = found_in(tmp_path, *(case(figures, 80, **SHARE) for figures in (before, *after)))
    assert len({whole["value"] for whole in wholes}) == len(after)
    for whole in wholes:
        assert open_["value_worst"] - 1e-9 <= whole["value"] <= open_["value_best"] + 1e-9
        assert whole["rating"] in open_["gap_words"].partition(",")[0]
        assert whole["gap_words"] == ""


@pytest.mark.parametrize(
    ("floor", "rating", "says"),
    [(33, "Waiting", "The rating waits for Cedar."), (60, "Red", "against a standard of 60.")],
)
def test_a_standard_alone_judges_only_what_breaks_it(tmp_path: Path, floor: float, rating: str, says: str) -> None:
    """Where the missing one decides whether the standard is broken, it is waited for."""
    given = [figure("m1", p, 12) for p in ("ash", "birch")] + past(10, 11, 12)
    frame = framework(measure("m1"), targets=(target("m1", standard=floor),))
    found = row(assessed(tmp_path, frame, given), "m1")
    assert found["rating"] == rating
    assert says in found["why"]


def test_a_quarter_of_which_months_are_in_is_waited_for(tmp_path: Path) -> None:
    """What came of it counts already, so a past quarter is no bound of what the whole will be."""
    months = [m for quarter in (Q3.step(-n) for n in range(8, -1, -1)) for m in quarter.parts(1)]
    given = [
        figure("m1", p, 101.0 if m.start >= Q3.start else 40.0 + n % 3, m)
        for p in ("ash", "birch", "cedar")
        for n, m in enumerate(months)
    ]
    late = [f for f in given if (f.partner, f.period) != ("cedar", months[-1])]
    frame = framework(measure("m1", frequency="month", polarity="lower"), targets=(target("m1", target=760),))
    assert row(assessed(tmp_path, frame, late), "m1")["rating"] == "Waiting"


def test_a_rate_that_builds_up_weighs_as_at_the_same_point_last_year(tmp_path: Path) -> None:
    """In the first quarter the missing one counts with a first quarter's cases, not with all of last year's."""
    opening = Q3.year.step(1).parts(3)[0]
    quarters = [opening.step(-n) for n in range(8, -1, -1)]
    given = [
        figure("m1", p, period=q, parts=(share * (q.number), 100 * q.number))
        for p, share in (("ash", 40), ("birch", 90))
        for q in quarters
    ]
    frame = framework(
        measure("m1", partners=("ash", "birch"), accumulate="cumulative", **SHARE),
        targets=(target("m1", opening, target=70),),
    )
    late = [f for f in given if (f.partner, f.period) != ("birch", opening)]
    found = row(assessed(tmp_path / "late", frame, late, opening), "m1")
    whole = row(assessed(tmp_path / "whole", frame, given, opening), "m1")
    assert found["value_worst"] <= whole["value"] <= found["value_best"]
