"""A wide matrix on paper: over several pages by groups of partners, each of them readable."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pmxl.assess import Assessment
from pmxl.framework.models_audiences import Audience
from pmxl.reports.matrix import FIXED
from pmxl.reports.paper import WIDE
from pmxl.reports.paper import points
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.assessment import specimen
from tests.specimens.assessments import large

READABLE = 8.0
"""Points of the smallest letters on paper."""
MANY = 60


@cache
def found(partners: int, measures: int) -> Assessment:
    """Measures of so many partners, as a scorecard laid out as a matrix, with the sheet of partners."""
    whom = Audience(id="board", name="Board", layout="matrix", pages=("partners",))
    return replace(large(specimen(), measures, partners, 5), audience=whom)


def sheet(partners: int, name: str, measures: int = 12) -> SheetPlan:
    """A sheet of it."""
    return next(one for one in plan_scorecard(found(partners, measures)).sheets if one.name == name)


def printed(made: SheetPlan) -> list[list[int]]:
    """The columns of each page beside those that every page repeats."""
    assert made.page.area is not None
    ends = [*(col - 1 for col in made.page.col_breaks), made.page.area[3]]
    begins = [FIXED + 1, *made.page.col_breaks]
    return [list(range(first, last + 1)) for first, last in zip(begins, ends, strict=True)]


@pytest.mark.parametrize("partners", [25, MANY])
def test_every_partner_stands_on_one_page_that_can_be_read(partners: int) -> None:
    """Each page has room for its columns at its scale, repeats measures and headings, and is in 8 points or more."""
    made = sheet(partners, "Partners", measures=partners)
    pages, wide = printed(made), points([column.width for column in made.columns])
    assert [col for each in pages for col in each] == list(range(FIXED + 1, FIXED + partners + 1))
    assert max(map(len, pages)) - min(map(len, pages[:-1])) == 0
    assert made.page.repeat_cols == (1, FIXED)
    assert made.page.repeat_rows is not None
    for each in pages:
        assert (sum(wide[:FIXED]) + sum(wide[col - 1] for col in each)) * made.page.scale / 100 <= WIDE["A3"]
    smallest = min(put.style.size for put in made.puts if put.value and put.row > 3)
    assert smallest * made.page.scale / 100 >= READABLE


def test_few_partners_stand_on_one_page() -> None:
    """A matrix that can be read on one page is printed on one."""
    made = sheet(6, "Partners")
    assert (made.page.scale, made.page.col_breaks, made.page.wide) == (0, (), 1)


def test_a_first_page_says_which_partners_a_print_of_it_has() -> None:
    """All stand there on the screen; on paper the first of them, and the reader is told where the others are."""
    made = sheet(MANY, "Scorecard")
    assert made.page.area is not None
    count = made.page.area[3] - FIXED
    assert 0 < count < MANY
    assert len(made.columns) == FIXED + MANY
    said = " ".join(str(put.value) for put in made.puts)
    assert f"A print of this page has the first {count} partners; the sheet Partners prints all of them" in said


def test_the_workbook_is_sound() -> None:
    """Breaks between columns and repeated columns leave it whole."""
    assert lint_workbook(plan_to_bytes(plan_scorecard(found(MANY, MANY)))) == []
