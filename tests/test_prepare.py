"""Forms: whoever is asked the same as others is asked it by one row, the very one that would be made for them alone."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.framework.models import Framework
from pmxl.framework.models import Target
from pmxl.framework.workbook import read_framework
from pmxl.periods import Period
from pmxl.returns import prepare
from pmxl.returns.history import Cell
from pmxl.shipped import shipped
from pmxl.terms import Basis
from pmxl.terms import Pooling
from pmxl.terms import Purpose
from tests.specimens.paper import form_of
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
