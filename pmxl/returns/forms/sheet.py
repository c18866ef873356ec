"""A form as a workbook: sheets to fill in, each row with what stands there already, and a hidden mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from itertools import chain

from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.returns.cover import title_style
from pmxl.returns.forms.advice import advice
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.form import Form
from pmxl.returns.forms.form import FormRow
from pmxl.returns.forms.form import FormSheet
from pmxl.returns.forms.form import Given
from pmxl.returns.forms.form import Looked
from pmxl.returns.forms.mark import HEAD
from pmxl.returns.forms.mark import MARK_SHEET
from pmxl.returns.headings import REF
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height

REF_WIDTH = 13.0
LABEL_COL, ANSWER_COL = 2, 3
FIRST_STEP = 4
NAME_WIDTH = 30.0
AIR, STEP_HEIGHT, MOST_HEIGHT = 10.0, 17.0, 400.0

CELL = style.TABLE_TEXT.but(wrap=True, valign="vcenter", indent=1)
QUIET = CELL.but(size=9, color=style.MUTED)
REF_LOOK = QUIET
SUBTITLE = style.SUBTITLE_BAND
HEADING = style.TABLE_HEAD.but(valign="vcenter", indent=1)
BOX = style.INPUT_TEXT.but(size=10, indent=1)
LOOKS = {
    "text": BOX,
    "choice": style.INPUT_CHOICE.but(size=10, wrap=True),
    "score": style.INPUT_CHOICE.but(size=12, bold=True),
    "date": style.INPUT_DATE.but(size=10, indent=1),
    "number": style.INPUT_NUMBER.but(size=10),
}
"""How the cell of a field looks, by what it holds."""


def plan_form(form: Form) -> BookPlan:
    """The workbook: the same form always gives the same bytes."""
    sheets = (plan_sheet(form, n) for n in range(len(form.sheets)))
    return BookPlan(
        title=form.title or form.sheets[0].title,
        subject=form.partnership,
        sheets=(*form.front, *sheets, *form.back, plan_mark(form)),
        created=datetime.combine(form.period.last_day, time(), tzinfo=UTC),
    )


def plan_sheet(form: Form, n: int) -> SheetPlan:
    """One of the sheets to fill in; the first asks who completed the form."""
    sheet, asked = form.sheets[n], form.asked[n]
    steps = [*sheet.steps, *([closing(form)] if n == 0 else [])]
    sign = FIRST_STEP + len(steps)
    head = sign + (3 if n == 0 else 1)
    rows = rows_of(sheet, asked.refs)
    last, right, first = head + len(rows), len(widths(sheet)), 2 + len(sheet.given_headings)
    heights = {1: 34.0, 2: subtitle_height(form, sheet), 3: 8.0, head - 1: 8.0, head: head_height(sheet)}
    heights |= dict.fromkeys(range(FIRST_STEP, head - 1), STEP_HEIGHT)
    heights |= {head + i: height(sheet, row) for i, row in enumerate(rows, 1)}
    signed = tuple(signing(sign, ANSWER_COL + (widths(sheet)[ANSWER_COL - 1] < NAME_WIDTH))) if n == 0 else ()
    return SheetPlan(
        name=sheet.name,
        puts=(*band(form, sheet, right), *told(steps), *signed, *heads(sheet, head), *cells(sheet, rows, head)),
        columns=tuple(Column(col, col, width) for col, width in enumerate(widths(sheet), 1)),
        heights=heights,
        validations=tuple(advice(sheet.fields, first, head + 1, last, (sign + 1, ANSWER_COL) if n == 0 else None)),
        page=Page(
            paper="A3",
            area=(1, 1, last, right),
            repeat_rows=(head, head),
            footer_left=f"{form.whom} · {form.period.label}",
        ),
        freeze=(head + 1, first),
        protect=True,
        tab=style.INPUT_EDGE,
        cursor=(head + 1, first),
    )


def rows_of(sheet: FormSheet, refs: tuple[str, ...]) -> list[FormRow]:
    """The rows, the spare ones after those that stand there."""
    return [*sheet.rows, *(FormRow(ref) for ref in refs[len(sheet.rows) :])]


def widths(sheet: FormSheet) -> tuple[float, ...]:
    """The width of each column."""
    given = (width for _, width in sheet.given_headings)
    return (REF_WIDTH, *given, *(field.width for field in sheet.fields))


def subtitle(form: Form, sheet: FormSheet) -> str:
    """Whose it is, of which period, and how many rows."""
    count = len(sheet.rows)
    counted = f" · {plural(count, sheet.noun)}" if sheet.noun else ""
    revision = f" · revision {form.revision}" if form.revision > 1 else ""
    whose = f" · {form.whose}" if form.whose and form.whose not in sheet.title else ""
    return f"{form.partnership}{whose} · {form.period.label} ({form.period.spoken}){counted}{revision}"


def band(form: Form, sheet: FormSheet, right: int) -> Iterator[Put]:
    """What it is, and of which period; that runs on where it is longer than the sheet is wide."""
    look = SUBTITLE.but(wrap=True) if subtitle_lines(form, sheet) > 1 else SUBTITLE
    yield Put(1, 1, sheet.title, title_style(sheet.title, sum(widths(sheet))), to_row=1, to_col=right)
    yield Put(2, 1, subtitle(form, sheet), look, to_row=2, to_col=right)


def subtitle_lines(form: Form, sheet: FormSheet) -> int:
    """How many lines the line under the title takes."""
    return lines_needed(subtitle(form, sheet), SUBTITLE, sum(widths(sheet)))


def subtitle_height(form: Form, sheet: FormSheet) -> float:
    """High enough for the line under the title."""
    return max(22.0, row_height(subtitle_lines(form, sheet), SUBTITLE.size) + 4)


def closing(form: Form) -> str:
    """Where it is sent, by when, and whom to ask."""
    to = f" to {form.return_to}" if form.return_to else ""
    by = f" by {day_in_words(form.deadline)}" if form.deadline else ""
    ask = f" Questions to {form.questions_to}." if form.questions_to else ""
    return f"Give your name, save the workbook under any name and send it back{to}{by}.{ask}"


def told(steps: list[str]) -> Iterator[Put]:
    """How to fill it in."""
    for row, text in enumerate(steps, FIRST_STEP):
        yield Put(row, 1, text, style.BODY.but(size=10, indent=1))


def signing(row: int, to_col: int) -> Iterator[Put]:
    """Who completed it, and when; over two columns where one is too narrow for a name."""
    for n, (label, look) in enumerate(((SIGNED_BY_LABEL, style.INPUT), (SIGNED_ON_LABEL, style.INPUT_DATE))):
        yield Put(row + n, LABEL_COL, label, style.BODY_STRONG)
        over = row + n if to_col > ANSWER_COL else 0
        yield Put(row + n, ANSWER_COL, None, look.but(indent=1), to_row=over, to_col=to_col if over else 0)


def heads(sheet: FormSheet, row: int) -> Iterator[Put]:
    """The headings: what is given, then what is asked."""
    names = (REF, *(name for name, _ in sheet.given_headings), *(field.heading for field in sheet.fields))
    for col, name in enumerate(names, 1):
        yield Put(row, col, name, HEADING)


def cells(sheet: FormSheet, rows: list[FormRow], head: int) -> Iterator[Put]:
    """A row for each thing asked about, with what was said of it in an earlier revision."""
    blank = ("",) * len(sheet.given_headings)
    first = 2 + len(sheet.given_headings)
    for n, row in enumerate(rows, head + 1):
        yield Put(n, 1, row.ref, REF_LOOK)
        for col, given in enumerate(row.given or blank, 2):
            content, look = looked(given)
            yield Put(n, col, content or None, look)
        for col, field in enumerate(sheet.fields, first):
            yield Put(n, col, as_typed(field, row.said.get(field.key, "")), look_of(field))


def looked(given: Given) -> tuple[Content, Style]:
    """What stands in a row already, and how it looks."""
    return (given.content, given.look) if isinstance(given, Looked) else (given, CELL)


def look_of(field: Field) -> Style:
    """How the cell of a field looks."""
    look = LOOKS[field.holds]
    return look.but(number_format=field.number_format) if field.holds == "number" else look


def as_typed(field: Field, said: str) -> Content:
    """What was said before, as a person would type it: a date is a date again, a number a number."""
    try:
        if said and field.holds == "date":
            return date.fromisoformat(said)
        if said and field.holds in ("number", "score"):
            number = float(said)
            return int(number) if number == int(number) else number
    except ValueError:
        return said
    return said or None


def text_of(content: Content) -> str:
    """The text of what stands in a cell."""
    return "".join(text for text, _ in content.parts) if isinstance(content, Rich) else str(content or "")


def look_in(content: Content, look: Style) -> Style:
    """The look by which a content is measured: the first of its parts, the widest, where it has several."""
    return content.parts[0][1] if isinstance(content, Rich) and content.parts else look


def height(sheet: FormSheet, row: FormRow) -> float:
    """High enough for what stands there and for a few lines of answer."""
    texts = [(row.ref, REF_LOOK, REF_WIDTH)]
    for (content, look), (_, width) in zip(map(looked, row.given), sheet.given_headings, strict=False):
        texts.append((text_of(content), look_in(content, look), width))
    texts += [(row.said.get(field.key, ""), look_of(field), field.width) for field in sheet.fields]
    needed = (row_height(lines_needed(text, look, width), look.size) + AIR for text, look, width in texts)
    return min(max(sheet.least_height, *needed), MOST_HEIGHT)


def head_height(sheet: FormSheet) -> float:
    """High enough for every heading."""
    named = (*sheet.given_headings, *((field.heading, field.width) for field in sheet.fields))
    lines = max(lines_needed(name, HEADING, width) for name, width in named)
    return max(32.0, row_height(lines, HEADING.size) + AIR)


def plan_mark(form: Form) -> SheetPlan:
    """The very hidden sheet by which the form is known again, whatever its file is called."""
    lines = chain([(f"{HEAD}mark", form.mark)], form.body)
    puts = tuple(Put(i, j, text) for i, one in enumerate(lines, 1) for j, text in enumerate(one, 1) if text)
    return SheetPlan(name=MARK_SHEET, puts=puts, columns=(Column(1, 3, 24),), state="very_hidden", protect=True)
