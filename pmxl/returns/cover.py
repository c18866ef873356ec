"""The cover of a return: who, when, how to fill it in, what may stand instead of a figure, and who signs it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import COVER_SHEET
from pmxl.returns.headings import PARTNER_LABEL
from pmxl.returns.headings import PERIOD_LABEL
from pmxl.returns.headings import REVISION_LABEL
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.lists import MARKS_TOLD
from pmxl.returns.shown import subtitle
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Validation
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.glyphs import text_width

COLUMNS = (Column(1, 1, 2), Column(2, 2, 20), Column(3, 3, 50), Column(4, 4, 4), Column(5, 5, 14), Column(6, 6, 62))
LABEL, ANSWER, ASIDE, ASIDE_TEXT = 2, 3, 5, 6
CONTACT_LABEL, EMAIL_LABEL = "For", "Sent to"
LAST_COLUMN = 6
FIRST_BLOCK = 4
ANSWER_TEXT = style.BODY.but(wrap=True)
ANSWER_BOLD = style.BODY_STRONG.but(wrap=True)
ROW_HEIGHT = 22.0
AIR = 7.0
STEP_HEIGHT = 33.0
TITLES = {1: "Monthly return", 3: "Quarterly return", 6: "Half-yearly return", 12: "Yearly return"}
LONGEST_NAME = 200
TITLES_SMALLER = tuple(style.TITLE_BAND.but(size=size) for size in (20, 17, 14, 10))
SUBTITLES_SMALLER = tuple(style.SUBTITLE_BAND.but(size=size) for size in (11, 10, 9, 8))
FIRST_SIGNING = date(2000, 1, 1)
CELLS_TOLD = (
    (style.INPUT, "Cream: yours to fill in"),
    (style.INPUT.but(fill=style.WHITE), "White in a frame: worked out for you; you may type over it"),
    (style.LOCKED_BOX, "Grey: nothing is needed"),
)
STEPS = (
    (
        "Open the sheet Return and fill in the cream cells. Everything else is fixed or worked out for you, and locked "
        "only against slips."
    ),
    (
        "Where a row has cells for a numerator and a denominator, give both: the value and its rating follow. If you "
        "have the value alone, type it over the formula."
    ),
    (
        "Leave no row blank. If there is no figure, type one of the marks at the top right of this page; nought means "
        "nought."
    ),
    (
        "Where the rating says Red, say in Commentary what happened and what is being done. Mark the quality of each "
        "figure from 1 (poor) to 4 (sure), and say Yes under Provisional if it may still change."
    ),
)


def plan_cover(form: ReturnForm, progress: Formula) -> SheetPlan:
    """The cover; `progress` is the formula that says how many figures have been filled in."""
    facts, steps = _facts(form, progress), _steps(form)
    example = f"{form.deadline:%d/%m/%Y}"
    key_row = FIRST_BLOCK + len(MARKS_TOLD) + 2
    steps_row = max(FIRST_BLOCK + len(facts), key_row + len(CELLS_TOLD)) + 2
    sign_row = steps_row + len(steps) + 2
    puts = [
        *_band(form),
        *_head(FIRST_BLOCK, LABEL, ANSWER, "This return"),
        *_head(FIRST_BLOCK, ASIDE, ASIDE_TEXT, "No figure? Type one of these instead"),
        *_pairs(facts),
        *_marks(),
        *_head(key_row, ASIDE, ASIDE_TEXT, "What the cells mean"),
        *_cells_told(key_row),
        *_head(steps_row, LABEL, LAST_COLUMN, "How to fill it in"),
        *_steps_told(steps_row, steps),
        *_head(sign_row, LABEL, LAST_COLUMN, "Sign-off"),
        *_signing(sign_row, example),
    ]
    heights = {1: 36.0, 2: 24.0, 3: 10.0}
    heights |= dict.fromkeys(range(FIRST_BLOCK, sign_row + 3), ROW_HEIGHT)
    heights |= {row: answer_height(said) for row, (_, said) in enumerate(facts, FIRST_BLOCK + 1)}
    heights |= dict.fromkeys(range(steps_row + 1, steps_row + len(steps) + 1), STEP_HEIGHT)
    return SheetPlan(
        name=COVER_SHEET,
        puts=tuple(puts),
        columns=COLUMNS,
        heights=heights,
        validations=_validations(sign_row, example),
        page=Page(wide=1, tall=1, area=(1, 1, sign_row + 2, LAST_COLUMN), footer_left=form.partnership, center=True),
        protect=True,
        tab=style.NAVY,
        cursor=(1, 1),
    )


def title_of(form: ReturnForm) -> str:
    """`Quarterly return`, by the length of its period."""
    return TITLES[form.period.months]


def title_style(title: str, width: float) -> Style:
    """The title band, its type smaller where a long name would not stand in the width, in characters."""
    return next((look for look in TITLES_SMALLER if text_width(title, look) <= width), TITLES_SMALLER[-1])


def subtitle_style(text: str, width: float) -> Style:
    """The line under the title, its type smaller where it would not stand in the width, in characters."""
    return next((look for look in SUBTITLES_SMALLER if text_width(text, look) <= width), SUBTITLES_SMALLER[-1])


def headline(form: ReturnForm) -> str:
    """What stands across the top of its sheets: whose return it is."""
    return f"{form.partner.name} · {title_of(form).lower()}"


def headline_look(form: ReturnForm) -> Style:
    """How the headline looks on the cover."""
    return title_style(headline(form), sum(column.width for column in COLUMNS))


def _band(form: ReturnForm) -> Iterator[Put]:
    yield Put(1, 1, headline(form), headline_look(form), to_row=1, to_col=LAST_COLUMN)
    said = subtitle(form)
    look = subtitle_style(said, sum(column.width for column in COLUMNS))
    yield Put(2, 1, said, look, to_row=2, to_col=LAST_COLUMN)


def _head(row: int, first: int, last: int, text: str) -> Iterator[Put]:
    yield Put(row, first, text, style.HEADING)
    yield from (Put(row, col, None, style.HEADING) for col in range(first + 1, last + 1))


def _facts(form: ReturnForm, progress: Formula) -> list[tuple[str, Content]]:
    figures, measures = len(form.rows), form.measures
    asks = f"{plural(figures, 'figure')} for {plural(measures, 'measure')}"
    facts: list[tuple[str, Content]] = [
        (PARTNER_LABEL, form.partner.name),
        (PERIOD_LABEL, form.period.label),
        ("Covers", form.period.spoken),
        (CONTACT_LABEL, form.partner.contact),
        (EMAIL_LABEL, form.partner.email),
        ("Return by", form.deadline),
        ("Send it to", form.return_to),
        ("Questions to", form.officer),
        ("Asks for", asks),
        ("So far", progress),
        (REVISION_LABEL, form.revision),
    ]
    return [(label, said) for label, said in facts if said not in ("", None)]


def _pairs(facts: list[tuple[str, Content]]) -> Iterator[Put]:
    for row, (label, said) in enumerate(facts, FIRST_BLOCK + 1):
        yield Put(row, LABEL, label, style.ruled(style.BODY_MUTED))
        look = ANSWER_BOLD if label in (PARTNER_LABEL, "Return by") else ANSWER_TEXT
        number_format = style.DATE_FORMAT if isinstance(said, date) else "General"
        yield Put(row, ANSWER, said, style.ruled(look.but(number_format=number_format)))


def answer_height(said: Content) -> float:
    """High enough for an answer that takes more than one line."""
    text = said if isinstance(said, str) else ""
    return max(ROW_HEIGHT, row_height(lines_needed(text, ANSWER_BOLD, COLUMNS[ANSWER - 1].width)) + AIR)


def _marks() -> Iterator[Put]:
    for row, (mark, meaning) in enumerate(MARKS_TOLD, FIRST_BLOCK + 1):
        yield Put(row, ASIDE, mark, style.ruled(style.BODY_STRONG.but(indent=1)))
        yield Put(row, ASIDE_TEXT, meaning, style.ruled(style.BODY))


def _cells_told(row: int) -> Iterator[Put]:
    """A swatch of each kind of cell, and what it is for."""
    for place, (look, meaning) in enumerate(CELLS_TOLD, row + 1):
        yield Put(place, ASIDE, None, look.but(locked=True))
        yield Put(place, ASIDE_TEXT, meaning, style.BODY.but(indent=1))


def _steps_told(row: int, steps: tuple[str, ...]) -> Iterator[Put]:
    for n, text in enumerate(steps, 1):
        yield Put(row + n, LABEL, f"Step {n}", style.BODY_STRONG)
        yield Put(row + n, ANSWER, text, style.BODY.but(wrap=True), to_row=row + n, to_col=LAST_COLUMN)


def _steps(form: ReturnForm) -> tuple[str, ...]:
    to = f"to {form.return_to}" if form.return_to else "back"
    last = f"Sign off below, save the workbook under any name, and send it {to} by {day_in_words(form.deadline)}."
    return (*STEPS, last)


def _signing(row: int, example: str) -> Iterator[Put]:
    yield Put(row + 1, LABEL, SIGNED_BY_LABEL, style.BODY_STRONG)
    yield Put(row + 1, ANSWER, None, style.INPUT.but(indent=1))
    yield Put(row + 1, ASIDE, "The person who says that these figures are right", style.NOTE)
    yield Put(row + 2, LABEL, SIGNED_ON_LABEL, style.BODY_STRONG)
    yield Put(row + 2, ANSWER, None, style.INPUT_DATE.but(indent=1))
    yield Put(row + 2, ASIDE, f"A date, such as {example}", style.NOTE)


def _validations(row: int, example: str) -> tuple[Validation, ...]:
    name = Validation(
        row + 1,
        ANSWER,
        row + 1,
        ANSWER,
        "length",
        minimum=1,
        maximum=LONGEST_NAME,
        error_title="Please shorten the name",
        error=f"A name has at most {LONGEST_NAME} characters here.",
        stop=False,
    )
    signed = Validation(
        row + 2,
        ANSWER,
        row + 2,
        ANSWER,
        "date",
        minimum=FIRST_SIGNING,
        error_title="Please type a date",
        error=f"This does not look like a date. Type it as day/month/year, such as {example}.",
        stop=False,
    )
    return (name, signed)
