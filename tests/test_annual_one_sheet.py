"""The annual summary of a small partnership: all measures in full on one sheet, under the headings of perspectives."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from pmxl.assess.annual.annual import Annual
from pmxl.reports.annual.band import FRONT
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.annual.listed import HEAD_ROW
from pmxl.reports.paper import page_height
from pmxl.reports.places import MEASURES
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import measure
from tests.specimens.small import quarter
from tests.specimens.years import ONE
from tests.specimens.years import summed_up
from tests.specimens.years import two_years
from tests.specimens.years import usual
from tests.test_annual_book import said_on


@pytest.fixture(scope="module")
def found() -> Annual:
    """The year of the specimens."""
    return usual()


def in_groups(found: Annual, each: int) -> Annual:
    """The same year with its measures under so many to a perspective, in order."""
    rows = found.outcomes.assign(perspective=[f"p{n // each}" for n in range(len(found.outcomes))])
    ids = list(dict.fromkeys(rows["perspective"]))
    sides = pd.concat([found.perspectives] * len(ids)).assign(perspective=ids, name=[f"Side {id_}" for id_ in ids])
    return replace(found, outcomes=rows, perspectives=sides)


@pytest.mark.parametrize("each", [1, 2, 3, 5])
def test_the_first_sheet_leads_to_a_perspective_s_heading(found: Annual, each: int) -> None:
    """Where all measures share a sheet the link goes to the row of the heading, not to the head of the sheet."""
    some = in_groups(found, each)
    book = load_workbook(io.BytesIO(plan_to_bytes(plan_annual(some))), rich_text=True)
    links = {str(c.value): c.hyperlink.location for row in book[FRONT].iter_rows() for c in row if c.hyperlink}
    for name in some.perspectives["name"]:
        sheet, _, cell = str(links[name]).rpartition("!")
        assert sheet == f"'{MEASURES}'"
        assert str(book[MEASURES][cell].value).startswith(f"{name}   ")


@pytest.mark.parametrize("each", [1, 2, 3, 5])
@pytest.mark.parametrize("words", [40, 60, 80, 100, 120])
def test_no_page_ends_between_a_heading_and_its_first_row(found: Annual, each: int, words: int) -> None:
    """However high the rows: a page begins with a heading, or with a row that is not the first under one."""
    some = in_groups(found, each)
    sheet = full_sheet(replace(some, outcomes=some.outcomes.assign(why="Owed to the winter. " * words)))
    headings = {put.row for put in sheet.puts if isinstance(put.value, Rich) and "Side" in shown(put.value)}
    assert len(headings) == len(some.perspectives)
    assert sheet.page.breaks
    assert not {row - 1 for row in sheet.page.breaks} & headings
    ends = [*sheet.page.breaks, sheet.page.area[2] + 1] if sheet.page.area else []
    room = page_height([column.width for column in sheet.columns])
    again = sheet.heights[HEAD_ROW]
    for start, end in pairwise([1, *ends]):
        assert sum(sheet.heights.get(row, 15.0) for row in range(start, end)) + again * (start > 1) <= room


def test_a_year_that_nearly_fits_a_page_is_drawn_in_to_it(found: Annual) -> None:
    """Few short rows have no page break."""
    sheet = full_sheet(in_groups(found, 5))
    assert (sheet.page.breaks, sheet.page.tall) == ((), 1)


def test_what_cannot_be_pooled_shows_its_range_over_the_partners(tmp_path: Path) -> None:
    """A median has no figure of the whole: the lowest and the highest of the partners stand there, as on the
    scorecard.
    """
    ends = ("ash", "birch", "cedar")
    medians = measure("wait", name="The wait", kind="median", pooling="none", accumulate="stock", decimals=1)
    others = measure("met", name="The met one", partners=ONE)
    frame = two_years().model_copy(update={"measures": (medians, others), "targets": (), "tolerances": ()})
    given = [figure("wait", ends[n], 3 + n * 0.75, quarter(2022, q)) for n in range(3) for q in (1, 2, 3, 4)]
    year = summed_up(tmp_path, frame, given, forms=(), before=False)
    assert "3.0 to 4.5 across 3" in said_on(year, "Community")
    assert clipped(plan_annual(year)) == []


def full_sheet(annual: Annual) -> SheetPlan:
    """The sheet of all measures."""
    return next(sheet for sheet in plan_annual(annual).sheets if sheet.name == MEASURES)
