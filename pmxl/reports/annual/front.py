"""The year in one page: counts beside those of the year before, what was achieved and what was not, and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.foretold import held
from pmxl.assess.annual.outcomes import Verdict
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports.annual import counts
from pmxl.reports.annual import panels
from pmxl.reports.annual.band import FRONT
from pmxl.reports.annual.band import band
from pmxl.reports.annual.band import footer
from pmxl.reports.annual.panels import Panel
from pmxl.reports.block import Block
from pmxl.reports.figure import rows_of
from pmxl.reports.goalposts import counted
from pmxl.reports.layouts.frame import made
from pmxl.reports.paper import page_height
from pmxl.reports.paper import printed
from pmxl.reports.places import reference
from pmxl.reports.summary import names
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

GUTTER = 2.0
HALF = panels.WIDTHS
WIDTHS = (*HALF, GUTTER, *HALF)
RIGHT = len(HALF) + 2
LAST = len(WIDTHS)
GAP = 12.0
ROWS = (20, 16, 12, 8)
"""Rows of a panel before the others are counted, as far as all of it goes on its page; never fewer than the last."""
NAV_COLUMNS = ((1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (7, 0), (8, 9))
"""Where the links to the sheets behind stand: first column, and last where one reaches over two."""
SENTENCE = style.BODY.but(size=11, wrap=True, indent=1)
LEAD = style.LINK.but(size=9, indent=1)


def plan_front(annual: Annual, places: Mapping[str, str], others: Sequence[str]) -> SheetPlan:
    """The first sheet. It leads to where each perspective stands in full, by its id, and to the other sheets."""
    room = page_height(WIDTHS, landscape=False)
    pages = [content(annual, places, others, most) for most in ROWS]
    whole = next((one for one in pages if sum(one.heights.values()) <= room), pages[-1])
    return listing.sheet(
        FRONT,
        whole,
        WIDTHS,
        page=printed(footer(annual), whole.below - 1, LAST, paper="A3", landscape=False, tall=1),
        freeze=(4, 1),
        tab=style.NAVY,
        zoom=90,
    )


def content(annual: Annual, places: Mapping[str, str], others: Sequence[str], most: int) -> Block:
    """All of it, with no more than so many rows in the panels of which the sheets behind have them all."""
    top = band(annual, "Annual performance summary", WIDTHS, made(annual.whole), back=False)
    strip = counts.strip(annual, top.below, WIDTHS)
    blocks = [top, navigation(others), strip]
    row = strip.below
    for words in sentences(annual):
        blocks.append(listing.sentence(words, row, WIDTHS, SENTENCE))
        row = blocks[-1].below
    for left, right in pairs(annual, places, most):
        blocks.append(side_by_side(left, right, row + 1))
        blocks.append(Block((), {row: GAP}, blocks[-1].below))
        row = blocks[-1].below
    return listing.joined(*blocks)


def navigation(others: Sequence[str]) -> Block:
    """Links to the other sheets, in the columns of the row under the band."""
    puts = [
        Put(3, col, Link(name, reference(name)), LEAD, to_col=to)
        for name, (col, to) in zip(others, NAV_COLUMNS, strict=True)
    ]
    return Block(tuple(puts), {}, 4)


def side_by_side(left: Panel, right: Panel, row: int) -> Block:
    """Two panels, their rows as high as the higher of each pair."""
    found = [panels.lay_out(left, row, 1), panels.lay_out(right, row, RIGHT)]
    heights: dict[int, float] = {}
    for block in found:
        for at, height in block.heights.items():
            heights[at] = max(height, heights.get(at, 0.0))
    return Block((*found[0].puts, *found[1].puts), heights, max(block.below for block in found))


def pairs(annual: Annual, places: Mapping[str, str], most: int) -> list[tuple[Panel, Panel]]:
    """The panels of the page, two by two."""
    return [
        (panels.achieved(annual), panels.not_achieved(annual)),
        (panels.successes(annual, most), panels.exceptions(annual, most)),
        (panels.perspectives(annual, places), panels.milestones(annual)),
        (panels.goalposts(annual, most), panels.awaited(annual, most)),
    ]


def sentences(annual: Annual) -> list[str]:
    """What the year says: which targets were achieved, how good forecasts were, and how many goalposts moved."""
    return [targets(annual), ahead(annual)]


def targets(annual: Annual) -> str:
    """How many targets were achieved, narrowly missed and, by name, not achieved; and how many a year before."""
    found = counts.counted(annual.outcomes["verdict"])
    judged = sum(found[verdict] for verdict in counts.JUDGED)
    if not judged:
        return "No target of the year can be judged yet."
    before = counts.counted(annual.outcomes["verdict_before"])
    judged_before = sum(before[verdict] for verdict in counts.JUDGED)
    a_year_ago = (
        f" A year before, {were(before[Verdict.ACHIEVED], f' of {judged_before}')} achieved." if judged_before else ""
    )
    missed = [row["name"] for row in rows_of(annual.outcomes) if row["verdict"] == Verdict.MISSED]
    named = f": {names(missed)}" if missed else ""
    near, far = (found[verdict] or "none" for verdict in (Verdict.NARROWLY, Verdict.MISSED))
    head = f"Of {plural(judged, 'target')} that can be judged, {were(found[Verdict.ACHIEVED])} achieved"
    return f"{head}, {near} narrowly missed and {far} not achieved{named}.{a_year_ago}"


def were(number: int, of: str = "") -> str:
    """`none was`, `1 was`, `3 of 8 were`: a number of things, of how many, and its verb."""
    return f"{number or 'none'}{of} {'was' if number <= 1 else 'were'}"


def ahead(annual: Annual) -> str:
    """How good the forecasts were, and how many goalposts moved."""
    true, rated = held(annual.foretold, "came_true")
    forecast = f"Of {plural(rated, 'rating')} forecast through the year, {true} came true." if rated else ""
    return f"{forecast} {counted(annual.goalposts) or 'No goalpost moved'}.".strip()
