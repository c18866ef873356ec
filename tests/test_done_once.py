"""Done once: a milestone that was done stays done; one that comes again, with another day, is another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest

from pmxl.batch.past import as_told_last
from pmxl.batch.past import past
from pmxl.days import serial_of
from pmxl.figures import Key
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.returns.check import judge
from pmxl.returns.form import AskedRow
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.prefilled import NOTHING
from pmxl.returns.prefilled import Given
from pmxl.returns.prefilled import plan_prefilled
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.terms import NOT_DONE
from tests.specimens.given import fired
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.ledgers import RECEIVED
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import keep
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import form_of
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q2
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import quarter
from tests.specimens.small import year

(OWED,) = (one for one in FRAMEWORK.targets if one.measure == "k1")
OTHERS = tuple(one for one in FRAMEWORK.targets if one.measure != "k1")
Q1, Q4 = quarter(2022, 1), quarter(2022, 4)
CELL = ("k1", NORTHVALE, "")


def serial(*day: int) -> float:
    """A day as it stands in a cell."""
    return float(serial_of(date(*day)))


def owing(*days: tuple[Period, float]) -> Framework:
    """The partnership, its depot owed on these days."""
    rows = (OWED.model_copy(update={"row": n, "period": at, "target": day}) for n, (at, day) in enumerate(days))
    return amended(targets=(*OTHERS, *rows))


def asked(frame: Framework, told: Period, day: float, period: Period) -> AskedRow:
    """The row of the depot in the return for a period, after one that said on which day it was done."""
    return next(row for row in form_of(NORTHVALE, frame, period, {CELL: [(told, day)]}).rows if row.measure.id == "k1")


YEARLY = ((Q1, serial(2022, 6, 30)), (quarter(2023, 1), serial(2023, 6, 30)))


@pytest.mark.parametrize(
    ("days", "told", "day", "period", "is_done"),
    [
        (YEARLY, Q2, serial(2022, 8, 15), Q3, False),  # late: it is not next year's, early
        (YEARLY, Q2, serial(2022, 6, 28), quarter(2023, 1), False),  # in time, and told a quarter late
        (YEARLY, Q4, serial(2023, 3, 20), quarter(2023, 1), True),  # next year's, and early
        (YEARLY[1:], Q1, serial(2022, 6, 10), quarter(2023, 1), False),  # last year's row has this year's day now
        (YEARLY[:1], Q2, serial(2022, 8, 15), quarter(2024, 1), True),
        ([(Q2, serial(2022, 12, 31)), (Q3, serial(2022, 12, 31))], Q2, serial(2022, 9, 12), Q3, True),
        ([(year(2022), serial(2022, 12, 31)), (year(2023), serial(2023, 12, 31))], Q3, serial(2022, 12, 12), Q4, True),
        ([(year(2022), serial(2023, 3, 31))], Q1, serial(2022, 5, 20), Q3, True),  # ten months early, in its year
        ([(year(2021), serial(2022, 3, 31)), (year(2022), serial(2023, 3, 31))], Q3, serial(2022, 10, 15), Q4, False),
        ((), Q2, serial(2022, 9, 12), Q3, True),
        ((), Q2, serial(2022, 10, 5), Q3, True),  # told when its return was due, after the quarter
        ((), Q2, serial(2023, 5, 1), Q3, False),  # a day that had not come
    ],
)
def test_it_stands_filled_in_where_it_was_done_for_the_day_that_is_owed(
    days: Sequence[tuple[Period, float]], told: Period, day: float, period: Period, is_done: bool
) -> None:
    """That is the nearest one, late or early, in whichever period it was told."""
    assert asked(owing(*days), told, day, period).done is is_done


DEPOT = {CELL: [(Q2, serial(2022, 9, 12))]}


def issued(given: Given) -> list[Content]:
    """What stands in the cells of the depot's return as it is issued anew."""
    form = form_of(NORTHVALE, FRAMEWORK, Q3, DEPOT)
    (row,) = (n for n, one in enumerate(form.rows, HEAD_ROW + 1) if one.measure.id == "k1")
    body = next(one for one in plan_prefilled(form, given).sheets if one.name == RETURN_SHEET)
    return [put.value for put in body.puts if put.row == row]


def test_it_is_rated_as_it_will_be_in_excel() -> None:
    """The rating beside it is there for a reader that works nothing out."""
    assert [one.value for one in issued(NOTHING) if isinstance(one, Formula)] == ["Green"]


def test_a_day_that_was_taken_out_does_not_come_back() -> None:
    """A return that is issued anew has what the partner left; where it has not the row at all, what we know."""
    depot, others = (
        [key for key in form_of(NORTHVALE).keys if (key.measure == "k1") is this] for this in (True, False)
    )
    found = [
        [str(one)[:10] for one in issued(what) if isinstance(one, date)]
        for what in (NOTHING, left(others), left(depot))
    ]
    assert found == [["2022-12-31", "2022-09-12"]] * 2 + [["2022-12-31"]]


def left(keys: Sequence[Key]) -> Given:
    """A return that has these rows, with nothing in them."""
    return Given({key: {} for key in keys}, {})


def test_of_an_heir_counts_what_it_said_itself(tmp_path: Path) -> None:
    """Its predecessor had it done; the heir says that it is not: in neither way of asking does the day come back."""
    heir = Partner(id="heir", name="Heir", from_=Q2)
    others = [one for one in FRAMEWORK.partners if one.id != NORTHVALE]
    old = FRAMEWORK.partner(NORTHVALE).model_copy(update={"to": Q1, "successor": "heir"})
    pairs = ((NORTHVALE, ""), ("heir", ""))
    depot = FRAMEWORK.measure("k1").model_copy(update={"pairs": pairs, "partners": (NORTHVALE, "heir")})
    measures = tuple(depot if one.id == "k1" else one for one in FRAMEWORK.measures)
    frame = amended(measures=measures, partners=(*others, old, heir))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("k1", NORTHVALE, serial(2022, 6, 10), Q1)])
        assert [day for _, day in past(frame, ledger)["k1", "heir", ""]] == [serial(2022, 6, 10)]
        keep(ledger, [figure("k1", "heir", marker=NOT_DONE, period=Q2)], RECEIVED + timedelta(days=1))
        assert not past(frame, ledger)["k1", "heir", ""]
        assert not as_told_last(frame, ledger.recall())["k1", "heir", ""]


def test_of_an_heir_of_the_heir_counts_it_too(tmp_path: Path) -> None:
    """Whoever comes third takes over from the second, who took the day of the first back."""
    lives = {NORTHVALE: (None, Q1, "second"), "second": (Q2, Q2, "third"), "third": (Q3, None, "")}
    third = [Partner(id=i, name=i, from_=begins, to=ends, successor=heir) for i, (begins, ends, heir) in lives.items()]
    others = [one for one in FRAMEWORK.partners if one.id != NORTHVALE]
    pairs = tuple((one, "") for one in lives)
    depot = FRAMEWORK.measure("k1").model_copy(update={"pairs": pairs, "partners": tuple(lives)})
    frame = amended(
        measures=tuple(depot if one.id == "k1" else one for one in FRAMEWORK.measures), partners=(*others, *third)
    )
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("k1", NORTHVALE, serial(2022, 6, 10), Q1)])
        assert [day for _, day in past(frame, ledger)["k1", "third", ""]] == [serial(2022, 6, 10)]
        keep(ledger, [figure("k1", "second", marker=NOT_DONE, period=Q2)], RECEIVED + timedelta(days=1))
        found = past(frame, ledger)
    assert not found["k1", "third", ""]
    assert found["k1", NORTHVALE, ""]  # what it said itself stands


def test_nobody_is_asked_again_about_what_was_told(tmp_path: Path) -> None:
    """Done late, or long ago, and told so: asked about once, and not each time it stands there filled in."""
    late = owing((Q1, serial(2022, 6, 30)))
    told = {CELL: [(Q2, serial(2022, 9, 12))]}
    first = row_of("k1", value(serial(2022, 9, 12)), commentary="", history={}, framework=late)
    again = row_of("k1", value(serial(2022, 9, 12)), commentary="", history=told, framework=late)
    assert ["VAL009" in fired(judge(one)) for one in (first, again)] == [True, False]
    old = row_of("k1", value(serial(2012, 9, 12)), history={})
    known = row_of("k1", value(serial(2012, 9, 12)), history={CELL: [(Q2, serial(2012, 9, 12))]})
    assert ["VAL061" in fired(judge(one)) for one in (old, known)] == [True, False]


@pytest.mark.parametrize("given", [value(NOT_DONE), value(serial(2023, 6, 12))])
def test_another_year_s_day_is_no_contradiction(given: dict[str, float | str]) -> None:
    """That this year's plan is not signed yet, or is, says nothing against last year's."""
    after = row_of(
        "k1", given, period=quarter(2023, 1), history={CELL: [(Q1, serial(2022, 6, 10))]}, framework=owing(*YEARLY)
    )
    assert "VAL060" not in fired(judge(after))
