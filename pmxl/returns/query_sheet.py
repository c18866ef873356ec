"""The sheet Queries: what is asked about a return, each with its cell and a place for the answer; its hidden mark."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.plural import plural
from pmxl.returns.cover import title_style
from pmxl.returns.headings import ANSWER
from pmxl.returns.headings import ANSWERED_BY
from pmxl.returns.headings import QUERIES_SHEET
from pmxl.returns.headings import QUERY_MARK_SHEET
from pmxl.returns.headings import QUERY_NUMBER
from pmxl.returns.query import SCHEMA
from pmxl.returns.query import Asked
from pmxl.returns.query import QueryForm
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height
from pmxl.terms import Rating
from pmxl.terms import Severity

CELL = style.ruled(style.BODY.but(size=10, wrap=True))
STRONG = CELL.but(bold=True)
QUIET = CELL.but(color=style.MUTED, size=9, indent=1)
CENTRE = CELL.but(align="center", color=style.MUTED)
LEAD = style.ruled(style.LINK.but(size=10, wrap=True))
HEAD = style.TABLE_HEAD.but(valign="vcenter")
INPUT = style.INPUT_TEXT.but(size=10, valign="vcenter", indent=1)
COLUMNS: tuple[tuple[str, float], ...] = (
    (QUERY_NUMBER, 5.5),
    ("Figure", 26),
    ("Where", 14),
    ("We need", 13),
    ("What we found", 44),
    ("What we ask", 34),
    (ANSWER, 44),
    (ANSWERED_BY, 18),
    ("Code", 9.5),
)
NEEDS = {
    Severity.ERROR: ("Correction", Rating.RED),
    Severity.HOLD: ("Decision", Rating.AMBER),
    Severity.QUERY: ("Explanation", Rating.NO_DATA),
}
"""What each severity needs of a partner, and the look of that word."""
STEPS = (
    "Correct what is wrong where it stands: each cell in question is coloured and has a note; the links lead there.",
    "Where the figure is right, say why under Your answer, and give your name.",
)
TOLD = {
    Severity.ERROR: "Until an Error is corrected its figure is left out.",
    Severity.HOLD: "A figure that can be read two ways is left out until it is settled.",
    Severity.QUERY: "A figure to be explained counts meanwhile.",
}
TITLE_ROW, SUBTITLE_ROW, FIRST_STEP = 1, 2, 4
STEP_HEIGHT, HEAD_HEIGHT, LEAST_HEIGHT, AIR = 17.0, 24.0, 34.0, 8.0
LONGEST_TIP = 200


def plan_queries(form: QueryForm) -> SheetPlan:
    """The front sheet. It uses built-in number formats only, for it goes into workbooks of somebody else's."""
    steps = _steps(form)
    head = FIRST_STEP + len(steps) + 1
    puts = [*_band(form), *_told(steps), *_heads(head), *_rows(form, head)]
    heights = {TITLE_ROW: 34.0, SUBTITLE_ROW: 22.0, 3: 8.0, head - 1: 8.0, head: HEAD_HEIGHT}
    heights |= dict.fromkeys(range(FIRST_STEP, head - 1), STEP_HEIGHT)
    heights |= {head + ask.number: _height(ask) for ask in form.asked}
    last = head + len(form.asked)
    return SheetPlan(
        name=QUERIES_SHEET,
        puts=tuple(puts),
        columns=tuple(Column(n, n, width) for n, (_, width) in enumerate(COLUMNS, 1)),
        heights=heights,
        page=Page(area=(1, 1, last, len(COLUMNS)), footer_left=f"{form.partner.name} · {form.period.label}"),
        freeze=(head + 1, 1),
        tab=style.STATUS[Rating.AMBER].color,
        cursor=(head + 1, _column(ANSWER)),
    )


def plan_mark(form: QueryForm) -> SheetPlan:
    """The very hidden sheet by which the answers are matched to the questions, whatever became of the front sheet."""
    rows: list[tuple[object, ...]] = [
        ("query schema", SCHEMA),
        ("query to", form.partner.id),
        ("query for", form.period.label),
        ("query revision", form.revision),
        ("query of", form.of),
        ("query mark", form.fingerprint),
        (),
        ("question", "finding", "code"),
        *((ask.number, ask.finding.number, ask.finding.code) for ask in form.asked),
    ]
    puts = tuple(
        Put(i, j, value if isinstance(value, int) else str(value))
        for i, row in enumerate(rows, 1)
        for j, value in enumerate(row, 1)
        if value != ""
    )
    return SheetPlan(name=QUERY_MARK_SHEET, puts=puts, columns=(Column(1, 3, 18),), state="very_hidden", protect=True)


def _column(heading: str) -> int:
    return next(n for n, (name, _) in enumerate(COLUMNS, 1) if name == heading)


def _band(form: QueryForm) -> Iterator[Put]:
    last = len(COLUMNS)
    count = plural(len(form.asked), "question")
    title = f"{form.partner.name} · {count} about the return"
    look = title_style(title, sum(width for _, width in COLUMNS))
    when = f"{form.partnership} · {form.period.label} ({form.period.spoken})"
    yield Put(TITLE_ROW, 1, title, look, to_row=TITLE_ROW, to_col=last)
    yield Put(SUBTITLE_ROW, 1, when, style.SUBTITLE_BAND, to_row=SUBTITLE_ROW, to_col=last)


def _steps(form: QueryForm) -> list[str]:
    to = f" to {form.return_to}" if form.return_to else ""
    ask = f" Questions to {form.officer}." if form.officer else ""
    there = {ask.finding.severity for ask in form.asked}
    fate = " ".join(words for severity, words in TOLD.items() if severity in there)
    send = f"Save the workbook under any name and send it back{to}.{ask}"
    return [*STEPS, send, *([form.remark] if form.remark else []), fate]


def _told(steps: list[str]) -> Iterator[Put]:
    for row, text in enumerate(steps, FIRST_STEP):
        look = style.BODY if row < FIRST_STEP + len(steps) - 1 else style.NOTE
        yield Put(row, 1, text, look.but(size=10, indent=1))


def _heads(row: int) -> Iterator[Put]:
    for col, (heading, _) in enumerate(COLUMNS, 1):
        look = HEAD.but(align="center") if col == 1 else HEAD.but(indent=1) if col >= _column(ANSWER) else HEAD
        yield Put(row, col, heading, look)


def _rows(form: QueryForm, head: int) -> Iterator[Put]:
    for ask in form.asked:
        for col, (content, look) in enumerate(_cells(ask), 1):
            yield Put(head + ask.number, col, content, look)


def _cells(ask: Asked) -> list[tuple[Content, Style]]:
    """One question across the columns."""
    found = ask.finding
    need, rating = NEEDS[found.severity]
    ink = style.STATUS[rating]
    return [
        (ask.number, CENTRE),
        (ask.figure or "The whole return", STRONG),
        _where(ask),
        (f"{ink.shape} {need}", STRONG.but(color=ink.color)),
        (found.says, CELL),
        (found.ask, CELL),
        (None, INPUT),
        (None, INPUT),
        (found.code, QUIET),
    ]


def _where(ask: Asked) -> tuple[Content, Style]:
    """A link to the cell, where there is one to go to."""
    found = ask.finding
    if not (found.sheet and ask.mark.is_placed):
        return found.sheet or "–", CELL.but(color=style.MUTED)
    sheet = found.sheet.replace("'", "''")
    tip = f"Go to {ask.place}"[:LONGEST_TIP]
    return Link(ask.place, f"'{sheet}'!{ask.mark.first}", tip), LEAD


def _height(ask: Asked) -> float:
    """High enough for the longest of the texts of a row."""
    cells = zip(_cells(ask), COLUMNS, strict=True)
    texts = ((c.text if isinstance(c, Link) else c, look, width) for (c, look), (_, width) in cells)
    needed = [
        row_height(lines_needed(text, look, width), look.size) for text, look, width in texts if isinstance(text, str)
    ]
    return max(LEAST_HEIGHT, *needed) + AIR
