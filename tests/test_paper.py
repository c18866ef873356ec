"""How much of a sheet goes on a page: parts in one piece, no page for a few lines, nothing too small to be read."""

from __future__ import annotations

from pmxl.reports.paper import DRAWN_IN
from pmxl.reports.paper import HIGH
from pmxl.reports.paper import in_parts
from pmxl.reports.paper import page_height
from pmxl.reports.paper import pages_tall
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.describe import Page
from tests.specimens.assessment import specimen
from tests.specimens.assessments import large

WIDE = (30.0,) * 6
ROOM = max(page_height(WIDE), HIGH["A4"])


def parts(*heights: float) -> Page:
    """The page of a sheet of parts so high, each a row."""
    rows = dict(enumerate(heights, 1))
    return in_parts(Page(), tuple(rows), rows, len(rows) + 1, WIDE)


def test_a_part_stands_on_a_page_in_one_piece() -> None:
    """What would be parted by the end of a page begins the next, and the sheet keeps its size."""
    made = parts(ROOM * 0.7, ROOM * 0.7)
    assert (made.breaks, made.scale) == ((2,), 0)


def test_a_page_is_saved_by_printing_a_little_smaller() -> None:
    """Two parts a few lines higher than a page share one; far smaller than readable nothing is ever printed."""
    made = parts(ROOM * 0.6, ROOM * 0.45)
    natural = 100 * HIGH["A4"] / page_height(WIDE)
    assert made.breaks == ()
    assert natural / max(DRAWN_IN) - 1 <= made.scale < natural
    assert parts(ROOM * 0.7, ROOM * 0.5).scale == 0


def test_a_few_lines_begin_no_page() -> None:
    """A list of two pages and a bit is drawn in to two; one of two and a half takes three, and a page is never
    overfilled beyond what may be squeezed.
    """
    assert [pages_tall(ROOM * pages, WIDE) for pages in (0.5, 1.3, 2.2, 2.5)] == [1, 1, 2, 0]
    assert pages_tall(ROOM * 1.2, WIDE, 1.1) == 0


def test_an_upright_page_holds_more_lines() -> None:
    """A list that takes two pages lying takes one upright."""
    narrow = (20.0,) * 4
    room = HIGH["A4"]
    assert pages_tall(room * 1.4, narrow) == 0
    assert pages_tall(room * 1.4, narrow, landscape=False) == 1


def test_a_key_measure_takes_two_pages_at_most() -> None:
    """Its facts and its run of figures on the first, everything else on the second."""
    made = plan_scorecard(large(specimen(), 8, 3, 2))
    named = [sheet for sheet in made.sheets if any(put.value == "Against target and last year" for put in sheet.puts)]
    assert named
    assert all(len(sheet.page.breaks) <= 1 for sheet in named)
