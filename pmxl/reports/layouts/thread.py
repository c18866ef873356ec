"""Golden thread: from each plan to its objectives, from each objective to its measures, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmxl.assess import Assessment
from pmxl.assess.objective import RULE
from pmxl.assess.objective import Standing
from pmxl.assess.objective import standings
from pmxl.framework.models import Objective
from pmxl.reports import panel
from pmxl.reports.across import measure_rows
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import height_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.layouts.frame import FIRST_BODY
from pmxl.reports.layouts.frame import GAP
from pmxl.reports.layouts.frame import framed
from pmxl.reports.layouts.frame import sheet
from pmxl.reports.listing import joined
from pmxl.reports.panel_columns import EVERY
from pmxl.reports.panel_columns import Setting
from pmxl.reports.standing import counted
from pmxl.reports.standing import look_of
from pmxl.reports.standing import rated
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.drawing import Sparkline

NO_PLAN = "No plan is named"
ROOM, LEAST_NAME, ROW, PLAN_HEIGHT = 190.0, 58.0, 22.0, 28.0
OBJECTIVE_INDENT, MEASURE_INDENT = 2, 5
PLAN = style.HEADING.but(size=13, wrap=True)
OBJECTIVE = style.ruled(style.BODY_STRONG.but(wrap=True, indent=OBJECTIVE_INDENT, fill=style.MIST))
WORDS = style.ruled(style.SMALL.but(size=9.5, wrap=True, indent=1, fill=style.MIST))
OWNER = "owner"


def plan(setting: Setting) -> SheetPlan:
    """The sheet: a heading for each plan, a line for each objective that serves it, its measures under that."""
    setting = with_owner(setting)
    framework, rows = setting.assessment.framework, measure_rows(setting.assessment)
    found = standings(setting.assessment)
    blocks = [Block((), {}, FIRST_BODY)]
    sparklines: list[Sparkline] = []
    for named, objectives in plans(setting.assessment, found):
        blocks.append(heading(setting, named, blocks[-1].below, is_first=len(blocks) == 1))
        for objective in objectives:
            blocks.append(line(setting, objective, found.get(objective.id), blocks[-1].below))
            mine = [row for row in rows if framework.measure(row["measure"]).objective == objective.id]
            sparklines += panel.sparklines(setting, mine, blocks[-1].below, 1)
            blocks.append(measures(setting, mine, blocks[-1].below))
        blocks.append(Block((), {blocks[-1].below: GAP}, blocks[-1].below + 1))
    body = joined(*blocks)
    return sheet(setting, framed(setting.widths, RULE), body, sparklines=sparklines)


def with_owner(setting: Setting) -> Setting:
    """The setting with the owner as its last column but one, and the name as wide as there is room."""
    columns = [column for column in setting.columns if column.word != "returned"]
    if setting.place(OWNER) is None:
        columns.insert(len(columns) - 1, replace(next(c for c in EVERY if c.word == OWNER), width=30.0))
    rest = sum(column.width for column in columns[1:])
    columns[0] = replace(columns[0], heading="Plan, objective, measure", width=max(ROOM - rest, LEAST_NAME))
    return replace(setting, columns=tuple(columns))


def plans(assessment: Assessment, found: dict[str, Standing]) -> Iterator[tuple[str, list[Objective]]]:
    """Every plan in order with its objectives; those without a measure only where everybody is shown everything."""
    shown = [one for one in assessment.framework.objectives if one.id in found or assessment.audience is None]
    for named in dict.fromkeys(one.plan for one in shown):
        yield named or NO_PLAN, [one for one in shown if one.plan == named]


def heading(setting: Setting, named: str, row: int, *, is_first: bool) -> Block:
    """The plan over all columns; under the first one the headings of the columns."""
    put = Put(row, 1, named, PLAN, to_col=len(setting.columns))
    height = height_of([((named, PLAN), across(setting.widths))], PLAN_HEIGHT)
    if not is_first:
        return Block((put,), {row: height}, row + 1)
    heads = panel.heads(setting, row + 1, 1)
    return Block((put, *heads), {row: height, row + 1: panel.heads_height(setting)}, row + 2)


def line(setting: Setting, objective: Objective, standing: Standing | None, row: int) -> Block:
    """An objective: its name, its worst rating, how its measures stand and what it serves, and its owner."""
    columns = setting.columns
    last, owner = len(columns), next(n for n, column in enumerate(columns, 1) if column.word == OWNER)
    rating = (setting.place("rating") or 0) + 1
    look = look_of(standing)
    chip = style.BODY_STRONG.but(size=10.5, color=look.color, fill=look.tint, indent=1, bottom=style.HAIRLINE)
    cells: dict[int, Cell] = dict.fromkeys(range(2, last + 1), (None, WORDS)) | {1: (objective.name, OBJECTIVE)}
    if rating > 1:
        cells[rating] = (rated(standing), chip)
    cells[owner] = (objective.owner or None, WORDS)
    first = rating + 1 if rating + 1 < owner else 2
    said = serves(setting.assessment, objective, standing)
    spans = {first: owner - 1} if first < owner - 1 else {}
    cells[first] = (said, WORDS)
    puts = [
        Put(row, col, content, shown, to_col=spans.get(col, 0))
        for col, (content, shown) in cells.items()
        if not any(a < col <= b for a, b in spans.items())
    ]
    wide = across(setting.widths[first - 1 : spans.get(first, first)])
    sized = [(cells[1], setting.widths[0]), (cells[first], wide), (cells[owner], setting.widths[owner - 1])]
    return Block(tuple(puts), {row: height_of(sized, ROW)}, row + 1)


def serves(assessment: Assessment, objective: Objective, standing: Standing | None) -> Rich:
    """How its measures stand, and the objective that it serves."""
    parent = assessment.framework.objective(objective.parent).name if objective.parent else ""
    strong = WORDS.but(color=style.INK)
    return Rich(((counted(standing), strong), (f"\nserves: {parent}" if parent else "", WORDS)))


def measures(setting: Setting, rows: list[Row], row: int) -> Block:
    """The measures of an objective, set in under it."""
    puts, heights = [], {}
    for n, each in enumerate(rows, row):
        cells = panel.cells(setting, each)
        cells[0] = (cells[0][0], cells[0][1].but(indent=MEASURE_INDENT))
        puts += [Put(n, col, content, look) for col, (content, look) in enumerate(cells, 1)]
        heights[n] = height_of(zip(cells, setting.widths, strict=True), ROW)
    return Block(tuple(puts), heights, row + len(rows))
