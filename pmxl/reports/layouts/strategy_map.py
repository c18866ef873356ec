"""Strategy map: objectives in boxes by perspective, each lettered by its rating, with arrows to what each serves."""

from __future__ import annotations

from dataclasses import replace

from pmxl.assess.objective import RULE
from pmxl.assess.objective import Standing
from pmxl.assess.objective import standings
from pmxl.framework.models import Objective
from pmxl.framework.models import Perspective
from pmxl.reports.block import Block
from pmxl.reports.block import height_of
from pmxl.reports.figure import Cell
from pmxl.reports.layouts.arrows import Arrows
from pmxl.reports.layouts.arrows import Lanes
from pmxl.reports.layouts.bands import Band
from pmxl.reports.layouts.bands import bands
from pmxl.reports.layouts.frame import FIRST_BODY
from pmxl.reports.layouts.frame import framed
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.panel_columns import Setting
from pmxl.reports.standing import counted
from pmxl.reports.standing import lettered
from pmxl.reports.standing import look_of
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan

LABEL, GUTTER, LETTER = 26.0, 4.0, 5.0
ROOM, LEAST_TEXT, MOST_TEXT = 215.0, 27.0, 48.0
LANE, NAME_LEAST, WORDS_LEAST, OWNER_LEAST = 34.0, 30.0, 26.0, 20.0
FIRST_BOX = 3
"""The column in which the first box begins: before it stand the perspective and a gutter."""
PER_BOX = 3
"""Columns of a box and the gutter after it: its letter, its text, the gutter."""
SAID = "An arrow leads from an objective to the one that it serves, as the framework says under parent."

PERSPECTIVE = style.BODY_STRONG.but(
    size=12, color=style.NAVY, wrap=True, valign="vcenter", right=style.NAVY, heavy=True
)
QUESTION = style.NOTE
NAME = style.BODY_STRONG.but(size=11, wrap=True, indent=1)
WORDS = style.SMALL.but(size=9.5, color=style.INK, wrap=True, indent=1)
OWNER = style.SMALL.but(size=9, wrap=True, indent=1)


def plan(setting: Setting) -> SheetPlan:
    """The sheet: a band of boxes for each perspective, the first on top, and an arrow for each objective's parent."""
    found = standings(setting.assessment)
    rows = list(bands(setting.assessment, found))
    widths = columns(max(len(row.slots) for row in rows))
    lanes = Lanes([row.slots for row in rows], parents(rows), widths, FIRST_BODY)
    body = Block((), {}, FIRST_BODY)
    for n, row in enumerate(rows):
        body = under(body, band(row, found, widths, lanes.first_row(n)))
    body = under(body, Block((), {lanes.first_row(len(rows)) - 1: LANE / 2}, lanes.first_row(len(rows))))
    strokes = Arrows(lanes, {one.id: one.name for one in setting.assessment.framework.objectives}).strokes()
    frame = framed(widths, SAID, RULE)
    return sheet(replace(setting, columns=()), frame, body, strokes=strokes)


def parents(rows: list[Band]) -> dict[str, str]:
    """For each objective that serves another one on the map, that other."""
    there = {one.id: one for row in rows for one in row.slots if one}
    return {one.id: one.parent for one in there.values() if one.parent in there}


def columns(slots: int) -> tuple[float, ...]:
    """The perspective's column, then letter, text and gutter for each box, as wide as the page has room for."""
    text = (ROOM - LABEL - GUTTER) / slots - LETTER - GUTTER
    return (LABEL, GUTTER, *((LETTER, min(max(text, LEAST_TEXT), MOST_TEXT), GUTTER) * slots))


def under(above: Block, below: Block) -> Block:
    """Two blocks as one."""
    return Block((*above.puts, *below.puts), above.heights | below.heights, below.below)


def band(row: Band, found: dict[str, Standing], widths: tuple[float, ...], first: int) -> Block:
    """One row of boxes with the lane for arrows above it, and its perspective's name beside it."""
    puts = list(label(row, first))
    heights = {first - 1: LANE, first: NAME_LEAST, first + 1: WORDS_LEAST, first + 2: OWNER_LEAST}
    text = widths[FIRST_BOX]
    for slot, objective in enumerate(row.slots):
        if objective:
            cells = box(objective, found.get(objective.id))
            puts += placed(cells, found.get(objective.id), first, FIRST_BOX + PER_BOX * slot)
            heights |= {first + n: height_of([(cell, text)], heights[first + n]) for n, cell in enumerate(cells)}
    asked = height_of([((label_of(row.perspective), PERSPECTIVE), LABEL)])
    heights[first + 1] += max(asked - sum(heights[first + n] for n in range(3)), 0)
    return Block(tuple(puts), heights, first + 3)


def label(row: Band, first: int) -> list[Put]:
    """The perspective's name and question, beside its first row of boxes."""
    if row.goes_on:
        return []
    return [Put(first, 1, label_of(row.perspective), PERSPECTIVE, to_row=first + 2, to_col=1)]


def label_of(perspective: Perspective) -> Rich:
    """Name and question."""
    question = f"\n{perspective.question}" if perspective.question else ""
    return Rich(((perspective.name, PERSPECTIVE), (question, QUESTION.but(size=9.5))))


def box(objective: Objective, standing: Standing | None) -> list[Cell]:
    """What stands in a box, from top to bottom: name, how its measures stand, owner."""
    owner = f"Owner: {objective.owner}" if objective.owner else None
    return [(objective.name, NAME), (counted(standing), WORDS), (owner, OWNER)]


def placed(cells: list[Cell], standing: Standing | None, row: int, col: int) -> list[Put]:
    """The box's cells, framed in the colour of its rating, with the letter large on its tint at their left."""
    look = look_of(standing)
    letter = style.CENTERED.but(size=18, bold=True, color=look.color, fill=look.tint, wrap=True)
    edge = dict.fromkeys(("top", "bottom", "left", "right"), look.color)
    puts = [Put(row, col, lettered(standing), letter.but(**edge), to_row=row + 2, to_col=col)]
    ends: tuple[dict[str, str], ...] = ({"top": look.color}, {}, {"bottom": look.color})
    for n, ((content, shown), more) in enumerate(zip(cells, ends, strict=True)):
        puts.append(Put(row + n, col + 1, content, shown.but(right=look.color, **more)))
    return puts
