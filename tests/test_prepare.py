"""Forms: whoever is asked the same as others is asked it by one row, the very one that would be made for them alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.batch.past import past
from pmxl.framework.models import Framework
from pmxl.framework.models import Target
from pmxl.framework.workbook import read_framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.returns import prepare
from pmxl.returns.headings import LAST
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.history import Cell
from pmxl.returns.mould import Moulds
from pmxl.returns.read import read_return
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.read import read_workbook
from pmxl.shipped import shipped
from pmxl.terms import NOT_DONE
from pmxl.terms import Basis
from pmxl.terms import Pooling
from pmxl.terms import Purpose
from tests.specimens.ledgers import RECEIVED
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import keep
from tests.specimens.paper import form_of
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import year

PARTICULAR = amended(
    targets=(
        *FRAMEWORK.targets,
        Target(measure="h1", partner=NORTHVALE, period=year(2022), basis=Basis.YEAR, target=30, purpose=Purpose.MANAGE),
        Target(measure="d1", period=year(2023), basis=Basis.POINT, target=30, purpose=Purpose.MANAGE),
    ),
    measures=tuple(
        one.model_copy(update={"pooling": Pooling.LEAD}) if one.id == "o1" else one for one in FRAMEWORK.measures
    ),
)
"""A partner has a target of its own, another target starts from each one's own figures, and one partner leads."""
FRAMEWORKS: dict[str, Framework | None] = {
    "worked year": read_framework(shipped("workbooks") / "framework.xlsx")[0],
    "small": FRAMEWORK,
    "particular": PARTICULAR,
}
BACK = (1, 2, 3, 4, 8)
"""Periods before the one asked for in which a figure may have come."""


def pasts(framework: Framework) -> st.SearchStrategy[dict[Cell, list[tuple[Period, float]]]]:
    """Figures that came before, of any of the cells, in any of the periods."""
    cells = [(one.id, *pair) for one in framework.measures for pair in one.pairs]
    lengths = {one.id: one.frequency.months for one in framework.measures}

    def placed(drawn: dict[Cell, dict[int, float]]) -> dict[Cell, list[tuple[Period, float]]]:
        return {
            cell: [
                (Period(Q3.start - back * lengths[cell[0]], lengths[cell[0]], Q3.first_month), value)
                for back, value in sorted(values.items(), reverse=True)
            ]
            for cell, values in drawn.items()
        }

    figures = st.dictionaries(st.sampled_from(BACK), st.floats(0, 1000), max_size=len(BACK))
    return st.dictionaries(st.sampled_from(cells), figures, max_size=len(cells)).map(placed)


def alone(partner: str, framework: Framework, history: dict[Cell, list[tuple[Period, float]]]) -> str:
    """The form of one partner, each row made for it alone."""
    with mock.patch.object(prepare, "_first_row", return_value=None):
        return repr(form_of(partner, framework, Q3, history))


@pytest.mark.parametrize("name", FRAMEWORKS)
@given(data=st.data())
def test_a_row_shared_is_the_row_of_ones_own(name: str, data: st.DataObject) -> None:
    """Whatever came before of whom: targets, last figures and those of last year are the partner's own."""
    framework = FRAMEWORKS[name]
    assert framework is not None
    history = data.draw(pasts(framework))
    odd = [
        partner.id
        for partner in framework.partners
        if repr(form_of(partner.id, framework, Q3, history)) != alone(partner.id, framework, history)
    ]
    assert not odd


def test_those_without_a_past_share_their_rows() -> None:
    """A thousand who are asked the same for the first time are asked by the same rows, but for what is particular."""
    one, other = (form_of(NORTHVALE, PARTICULAR, Q3, {}).rows for _ in range(2))
    own = {row.measure.id for row, again in zip(one, other, strict=True) if row is not again}
    assert own == {"h1", "d1", "o1", "k1"}
    assert len(own) < len(one)


TWO = (NORTHVALE, EASTMOOR)
DEPOT = {("k1", NORTHVALE, ""): [(Q3.previous, 44816.0)]}
"""The depot was open on 12 September 2022, as the return of the quarter before said."""


def test_a_milestone_that_was_done_stands_filled_in(tmp_path: Path) -> None:
    """Nobody asks a second time when it was done: the day comes back as it went out, and nothing is asked."""
    form = form_of(NORTHVALE, FRAMEWORK, Q3, DEPOT)
    file = write_bytes_beside(tmp_path / "northvale.xlsx", Moulds().bytes_of(form))
    sheet = load_workbook(file)["Return"]
    (row,) = (cells for cells in sheet.iter_rows() if cells[0].value == "k1")
    value = row[column_of(VALUE) - 1]
    assert str(value.value) == "2022-09-12 00:00:00"
    assert "12 Sep 2022\n2022-23 Q2" in str(row[column_of(LAST) - 1].value)
    assert value.comment is not None
    assert value.comment.text.startswith("As it was reported for 2022-23 Q2")
    assert f"1 of {len(form.rows)} filled in" in [cell.value for cells in values_of(file).iter_rows() for cell in cells]
    found = read_return(read_workbook(file), FRAMEWORK, expected_period=Q3, history=DEPOT)
    (figure,) = (one for one in found.figures if one.measure == "k1")
    assert (figure.value, figure.cell) == (44816, value.coordinate)
    assert not [one for one in found.findings if one.cell == value.coordinate]


def test_a_milestone_that_is_not_done_after_all_is_asked_anew(tmp_path: Path) -> None:
    """It was said to be done, and the quarter after to be not: what was said last stands."""
    before = Q3.previous.previous
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("k1", one, 44700.0, before) for one in TWO])
        keep(ledger, [figure("k1", NORTHVALE, marker=NOT_DONE, period=Q3.previous)], RECEIVED + timedelta(days=1))
        history = past(FRAMEWORK, ledger)
    found = [next(row for row in form_of(one, FRAMEWORK, Q3, history).rows if row.measure.id == "k1") for one in TWO]
    assert [(row.done, row.last) for row in found] == [(False, None), (True, 44700)]


def test_a_milestone_with_another_day_is_another_one() -> None:
    """A plan that is signed every year is not signed because last year's was; one without a day is done once."""
    (owed,) = (one for one in FRAMEWORK.targets if one.measure == "k1")
    later = owed.model_copy(update={"period": Q3})
    before = owed.model_copy(update={"period": Q3.previous, "target": 44800.0})
    others = tuple(one for one in FRAMEWORK.targets if one.measure != "k1")

    def done(*targets: Target) -> bool:
        rows = form_of(NORTHVALE, amended(targets=(*others, *targets)), Q3, DEPOT).rows
        return next(row.done for row in rows if row.measure.id == "k1")

    assert done(owed)
    assert done()
    assert done(before)  # its day is over, and it is still the one that is owed
    assert not done(before, later)


def values_of(file: Path) -> Worksheet:
    """The sheet of figures with what its formulas came to when it was written."""
    return load_workbook(file, data_only=True)["Return"]
