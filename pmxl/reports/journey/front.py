"""The first sheet of the journey's workbook: what the round says, each stage with its spread, the radar, who is out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pmxl.improve.journey.journey import Together
from pmxl.improve.journey.stages import LEAST
from pmxl.improve.journey.stages import MOST
from pmxl.improve.journey.views import StageView
from pmxl.improve.journey.views import StatementView
from pmxl.improve.journey.views import widest
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.journey.gates import readiness
from pmxl.reports.journey.page import ONE
from pmxl.reports.journey.page import band
from pmxl.reports.journey.page import figure
from pmxl.reports.journey.page import gone_to
from pmxl.reports.journey.page import sheet
from pmxl.reports.journey.page import step
from pmxl.reports.journey.page import who
from pmxl.reports.look import CELL
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.places import reference
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.glyphs import PIXELS_PER_POINT

FRONT = "Journey"
WIDE = (24.0, 10.0, 10.0, 10.0, 10.0, 12.0, 15.0, 26.0, 84.0)
LOW, MIDDLE, HIGH, BEFORE = 2, 3, 4, 6
METHOD = (
    "Scores run from 1 to 4. A partner's score for a stage is the mean of the statements that it scored. The middle "
    "view is the median of the partners, and stands between the lowest and the highest: nobody's view is averaged "
    "away. Stages may be taken in any order."
)
COMPARED = " Change sets the middle views of two rounds side by side; the sheet Change has each partner's own."
RADAR_ROWS, ROW_POINTS, RADAR_WIDTH = 20, 21.0, 560
BESIDE, MOST_TALKED = 7, 9
NOWHERE = "Nowhere are partners two scores apart."
RADAR = "Highest, middle and lowest view of each stage"


def front(found: Together) -> SheetPlan:
    """What a chair reads first."""
    blocks = [band(found, "The improvement journey", WIDE, "how partners see their management of performance")]
    for text in found.sentences:
        blocks.append(listing.sentence(text, blocks[-1].below, WIDE, style.BODY_STRONG))
    method = METHOD + (COMPARED if found.before else "")
    blocks.append(listing.sentence(method, blocks[-1].below, WIDE, style.NOTE))
    blocks.append(listing.subhead("Stage by stage", blocks[-1].below, len(WIDE)))
    head = blocks[-1].below
    blocks.append(staged(found, head))
    top = blocks[-1].below + 1
    blocks.append(Block(tuple(talking(found, top)), dict.fromkeys(range(top, top + RADAR_ROWS), ROW_POINTS), top))
    blocks.append(Block((), {}, top + RADAR_ROWS))
    blocks.append(listing.subhead("Who has answered", blocks[-1].below, len(WIDE)))
    for text in answered(found):
        blocks.append(listing.sentence(text, blocks[-1].below, WIDE))
    charts = (radar(found, head, top),) if any(one.view.scores for one in found.stages) else ()
    return sheet(found, FRONT, WIDE, blocks, charts=charts, tall=1)


def talking(found: Together, top: int) -> Iterator[Put]:
    """Beside the radar: the statements on which views differ most, with who stands where."""
    look = style.SUBHEADING.but(indent=1)
    yield Put(top, BESIDE, "To talk about first: where views differ most", look, to_row=top, to_col=len(WIDE))
    every = list(islice(widest(found.stages), MOST_TALKED))
    for row, one in zip(range(top + 1, top + RADAR_ROWS, 2), every, strict=False):
        text = Rich(((f"{one.line.text} ", STRONG), (standing(found, one), CELL)))
        yield Put(row, BESIDE, text, CELL, to_row=row + 1, to_col=len(WIDE))
    if not every:
        yield Put(top + 1, BESIDE, NOWHERE, CELL, to_row=top + 2, to_col=len(WIDE))


def standing(found: Together, one: StatementView) -> str:
    """`4: the council. 1: the trust.`"""
    high, low = (who(found, one.view.at(score)) for score in (one.view.high, one.view.low))
    return f"{one.view.high:g}: {high}. {one.view.low:g}: {low}."


def staged(found: Together, row: int) -> Block:
    """A row for each stage."""
    last = found.before.period.label if found.before else "Last time"
    heads = ("Stage", "Lowest", "Middle", "Highest", "Apart", last, "Change", "Gate", "Views differ most on")
    ready = {gate.stage.key: readiness(gate.readiness) for gate in found.gates}
    lines = [staged_line(found, one, ready.get(one.stage.key, (DASH, CELL))) for one in found.stages]
    looks = (STRONG, ONE, ONE, ONE, ONE, ONE, CELL, STATUS, CELL)
    return table("Stages", row, 1, heads, lines, looks, WIDE, least=30)


def staged_line(found: Together, one: StageView, ready: Cell) -> list[Cell]:
    """One stage."""
    view = one.view
    return [
        (one.stage.name, STRONG),
        *(figure(value) for value in (view.low, view.middle, view.high, view.spread, view.middle_before)),
        step(gone_to(view)),
        ready,
        (differing(found, one), CELL),
    ]


def differing(found: Together, one: StageView) -> str:
    """The statement of a stage on which views differ most, with who stands where."""
    apart = [each for each in one.statements if each.view.is_far_apart]
    if not apart:
        return DASH
    each = max(apart, key=lambda each: each.view.spread or 0)
    return f"{each.line.text} {standing(found, each)}"


def radar(found: Together, head: int, top: int) -> Chart:
    """The highest, the middle and the lowest view of each stage, and the middle of the round before."""
    last = head + len(found.stages)
    names = reference(FRONT, head + 1, 1, last, 1)
    series = [
        Series(name, names, reference(FRONT, head + 1, col, last, col), color, kind="radar", dashed=True, width=1.5)
        for name, col, color in (("Highest view", HIGH, style.LINK_BLUE), ("Lowest view", LOW, style.INK))
    ]
    middle = reference(FRONT, head + 1, MIDDLE, last, MIDDLE)
    series.append(Series("Middle view", names, middle, style.NAVY, kind="radar", width=3, marker=True))
    if found.before is not None:
        before = reference(FRONT, head + 1, BEFORE, last, BEFORE)
        name = f"Middle view {found.before.period.label}"
        series.append(
            Series(name, names, before, style.INPUT_EDGE, kind="radar", width=2, marker=True, shape="diamond")
        )
    said = "; ".join(f"{one.stage.name} {spoken(one)}" for one in found.stages)
    height = int(RADAR_ROWS * ROW_POINTS * PIXELS_PER_POINT) - 8
    alt = f"{RADAR}: {said}."
    low, high = LEAST, MOST
    return Chart(top, 1, RADAR_WIDTH, height, RADAR, tuple(series), alt, y_format="0", y_min=low, y_max=high)


def spoken(one: StageView) -> str:
    """A stage's views in words, for who cannot see the chart."""
    view = one.view
    if view.low is None or view.high is None or view.middle is None:
        return "not scored"
    return f"{view.low:.1f} to {view.high:.1f}, middle {view.middle:.1f}"


def answered(found: Together) -> list[str]:
    """Who has answered, who was asked and has not, and who was not asked."""
    now = found.now
    lines = [
        ("Answered", now.answered),
        ("Asked, and not answered yet", now.silent),
        ("Not asked this time", now.not_asked),
    ]
    return [f"{what}: {', '.join(one.name for one in partners)}." for what, partners in lines if partners]
