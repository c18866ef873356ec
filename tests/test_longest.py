"""Nothing that we write is clipped, shown as #### or run over its neighbour: every kind of workbook, measured."""

from __future__ import annotations

import pytest

from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from tests.kinds import KINDS
from tests.kinds import every_put
from tests.kinds import plan_of
from tests.longest import LONGEST
from tests.specimens.assessment import LONG_NAME
from tests.stretched import BODY
from tests.stretched import OFFICER


def test_no_kind_of_workbook_goes_unmeasured() -> None:
    """A new kind of workbook must be made with the longest names too."""
    assert LONGEST.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_everything_fits_its_place(kind: str) -> None:
    """Every text and figure of a usual workbook stands in full in its cell."""
    assert clipped(plan_of(kind)) == []


@pytest.mark.parametrize("kind", LONGEST)
def test_the_longest_names_and_figures_fit(kind: str) -> None:
    """So do the longest title, names and figures that anybody has sent, and they do stand in it."""
    made = LONGEST[kind]()
    assert clipped(made) == []
    said = [shown(put.value) for sheet in made.sheets for put in every_put(sheet)]
    assert any(long in text for text in said for long in (LONG_NAME, BODY, OFFICER))
