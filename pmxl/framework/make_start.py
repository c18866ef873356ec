"""The first sheet of the framework workbook: what it is, the order of work, the cells, and the quarter's commands."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.framework.make_place import FIRST_COL
from pmxl.framework.make_place import FIRST_ROW
from pmxl.framework.make_place import Place
from pmxl.framework.make_typing import LAST_ID_ROW
from pmxl.plural import plural
from pmxl.sheets import style
from pmxl.sheets.cells import column_letters
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "Start here"
MARGIN, STEP, THING, WORDS, COUNT = 1, 2, 3, 4, 5
WIDTHS = {MARGIN: 3.0, STEP: 6.0, THING: 32.0, WORDS: 100.0, COUNT: 16.0}
TITLE_HEIGHT, SUBTITLE_HEIGHT, LINE, HEADING, GAP, SMALL_GAP = 40.0, 26.0, 20.0, 26.0, 12.0, 4.0
CODE = style.BODY.but(font="Consolas", size=10, color=style.NAVY)
CENTRED = style.BODY_MUTED.but(align="center")
COUNTED = style.BODY_MUTED.but(align="right", indent=1)

WHAT = (
    "This workbook is the partnership's framework: what it means to achieve, how it will know, who returns each",
    "figure, and what was agreed beforehand about targets and tolerances. Returns and scorecards are made from it.",
)
CYCLE = (
    ("Plan", "Agree aims, measures, targets and tolerances with all partners, and write down who agreed them: here."),
    ("Do", "Partners act, and return their figures each quarter in a workbook of their own."),
    ("Review", "Look at the scorecard together at least quarterly: what was achieved, what was not, and why."),
    ("Revise", "Learn, and change the plan. Change the framework too when a measure or a target no longer helps."),
    ("Golden thread", "Each measure serves an objective, and each objective a perspective and a plan above it."),
)
GROUND = style.TABLE_HEAD.but(indent=1)
CELLS: tuple[tuple[str, Style, str], ...] = (
    ("type here", style.INPUT.but(indent=1), "A cell to fill in. A drop-down shows what may stand there."),
    ("heading", GROUND.but(color=style.WHITE, fill=style.NAVY), "White on dark, required above it: fill it in."),
    (
        "heading",
        GROUND.but(bold=False),
        "Dark on light, optional above it: may stay blank. Point at it for help.",
    ),
    (
        "for example",
        style.NOTE.but(indent=1),
        "In italics above the headings: what a row can look like.",
    ),
    ("complete", style.SMALL.but(indent=1), "Beside each row: complete, or how many required cells are still blank."),
)
COMMANDS = (
    ("pmxl review", "Reads framework.xlsx and says everything that is wrong or missing in it, in one go."),
    ('pmxl issue "2026-27 Q1"', "Writes a return workbook for each partner."),
    ("pmxl collect", "Reads what came back, checks it, keeps each figure with its source, and writes what to ask."),
    ('pmxl status "2026-27 Q1"', "Says who is late and what is missing, with letters ready to copy."),
    ('pmxl scorecard "2026-27 Q1"', "Writes the balanced scorecard, a DRAFT."),
    ('pmxl publish "2026-27 Q1"', "Writes it without DRAFT, and puts framework, moment and file on record."),
)
"""The quarter, in the order in which it is done; the README has the same lines."""


class Pad:
    """Puts written down line by line."""

    def __init__(self) -> None:
        self.puts: list[Put] = []
        self.heights: dict[int, float] = {}
        self.row = 0

    def line(self, height: float, *cells: tuple[int, Content, Style]) -> None:
        """A row of cells: (column, content, style)."""
        self.row += 1
        self.heights[self.row] = height
        self.puts += [Put(self.row, col, content, look) for col, content, look in cells]

    def heading(self, text: str, aside: str = "") -> None:
        """A section's heading, with a gap above it, ruled across."""
        self.line(GAP)
        blank = [(col, None, style.HEADING) for col in (THING, WORDS)]
        aside_look = style.HEADING_ASIDE.but(align="right", indent=1)
        self.line(HEADING, (STEP, text, style.HEADING), *blank, (COUNT, aside, aside_look))
        self.line(SMALL_GAP)


def start_sheet(places: Sequence[Place], called: str) -> SheetPlan:
    """The sheet to start from."""
    pad = Pad()
    band(pad, called or "Framework", "The framework: what is measured, by whom, and against what", WHAT)
    in_order(pad, "Fill in the sheets in this order", places)
    pad.heading("Plan, do, review, revise")
    for word, text in CYCLE:
        pad.line(LINE, (STEP, word, style.BODY_STRONG), (WORDS, text, style.BODY))
    cells(pad)
    commands(pad, "The quarter in six commands", COMMANDS)
    return sheet_of(pad, called)


def band(pad: Pad, title: str, subtitle: str, what: Sequence[str]) -> None:
    """The title's two lines across the sheet, and under them what the workbook is."""
    for height, text, look in (
        (TITLE_HEIGHT, title, style.TITLE_BAND),
        (SUBTITLE_HEIGHT, subtitle, style.SUBTITLE_BAND),
    ):
        pad.line(height, (MARGIN, text, look), *((col, None, look) for col in (STEP, THING, WORDS, COUNT)))
    pad.line(GAP)
    for text in what:
        pad.line(LINE, (STEP, text, style.BODY))


def in_order(pad: Pad, heading: str, places: Sequence[Place]) -> None:
    """The sheets, each with a way to it, what it is for, and how much stands in it so far."""
    pad.heading(heading, "so far")
    for n, place in enumerate(places, 1):
        link = Link(place.sheet.name, f"'{place.sheet.name}'!B{FIRST_ROW}")
        words = (WORDS, place.sheet.purpose, style.BODY)
        pad.line(LINE, (STEP, n, CENTRED), (THING, link, style.LINK), words, (COUNT, count(place), COUNTED))


def cells(pad: Pad) -> None:
    """What the looks of the cells mean."""
    pad.heading("What the cells mean")
    for word, look, text in CELLS:
        pad.line(LINE, (THING, word, look), (WORDS, text, style.BODY.but(indent=1)))


def commands(pad: Pad, heading: str, listed: Sequence[tuple[str, str]]) -> None:
    """Commands, numbered, each with what it does."""
    pad.heading(heading)
    for n, (command, text) in enumerate(listed, 1):
        pad.line(LINE, (STEP, n, CENTRED), (THING, command, CODE), (WORDS, text, style.BODY))


def sheet_of(pad: Pad, footer: str) -> SheetPlan:
    """The sheet of what was written down."""
    columns = tuple(Column(col, col, width) for col, width in WIDTHS.items())
    page = Page(tall=1, footer_left=footer, center=True)
    return SheetPlan(name=NAME, puts=tuple(pad.puts), columns=columns, heights=pad.heights, page=page, tab=style.NAVY)


def count(place: Place) -> Formula:
    """How many rows a sheet has, counted as it fills."""
    letters = column_letters(FIRST_COL)
    cells = f"COUNTA('{place.sheet.name}'!${letters}${FIRST_ROW}:${letters}${LAST_ID_ROW})"
    first = next(iter(place.sheet.by_name))
    held = sum(row.get(first) not in (None, "") for row in place.rows)
    return Formula(f'{cells}&IF({cells}=1," row"," rows")', plural(held, "row"))
