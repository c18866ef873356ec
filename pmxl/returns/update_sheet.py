"""The annual update form as a workbook: one sheet to fill in, each row pre-filled with its year, and a hidden mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import time

from pmxl.returns.cover import title_style
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.shown import spoken_date
from pmxl.returns.update_form import ENTRIES
from pmxl.returns.update_form import SCHEMA
from pmxl.returns.update_form import UpdateForm
from pmxl.returns.update_form import UpdateRow
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Validation
from pmxl.sheets.measure import lines_needed
from pmxl.sheets.measure import row_height
from pmxl.terms import Rating

SHEET, MARK_SHEET = "Update", "_pmxl_update"
REF, MEASURE, YEAR, RATING = "Ref", "Measure", "The year in figures", "Rating"
GIVEN: tuple[tuple[str, float], ...] = ((REF, 13), (MEASURE, 32), (YEAR, 34), (RATING, 14))
"""What stands there already, locked."""
FIRST_ENTRY = len(GIVEN) + 1
LAST = len(GIVEN) + len(ENTRIES)
WIDTHS = (*(width for _, width in GIVEN), *(entry.width for entry in ENTRIES))
LABEL_COL, ANSWER_COL = 2, 3
STEPS = (
    "Fill in the cream cells: a sentence or two each is enough. What the figures say stands there already.",
    "Say what went well as plainly as what did not: nobody is blamed here, and what was learned helps the next year.",
)
LEAST_HEIGHT, AIR, STEP_HEIGHT = 64.0, 10.0, 17.0
LONGEST = 2_000
"""Characters of one answer, beyond which Excel asks for fewer; more are kept all the same."""

CELL = style.TABLE_TEXT.but(wrap=True, valign="vcenter")
QUIET = CELL.but(size=9, color=style.MUTED)
REF_LOOK = QUIET.but(indent=1)
HEAD = style.TABLE_HEAD.but(valign="vcenter")
BOX = style.INPUT_TEXT.but(size=10, indent=1)
CHOICE = style.INPUT_CHOICE.but(size=10, wrap=True)


def plan_update(form: UpdateForm) -> BookPlan:
    """The workbook: the same form always gives the same bytes."""
    return BookPlan(
        title=f"{form.officer}: annual update for {form.year.label}",
        subject=form.partnership,
        sheets=(plan_sheet(form), plan_mark(form)),
        created=datetime.combine(form.year.last_day, time(), tzinfo=UTC),
    )


def plan_sheet(form: UpdateForm) -> SheetPlan:
    """The sheet to fill in."""
    steps = [*STEPS, closing(form)]
    sign = 4 + len(steps)
    head = sign + 3
    last = head + len(form.rows)
    heights = {1: 34.0, 2: 22.0, 3: 8.0, head - 1: 8.0, head: 32.0}
    heights |= dict.fromkeys(range(4, head - 1), STEP_HEIGHT)
    heights |= {head + n: height(row) for n, row in enumerate(form.rows, 1)}
    return SheetPlan(
        name=SHEET,
        puts=(*band(form), *told(steps), *signing(sign), *heads(head), *rows(form, head)),
        columns=tuple(Column(n, n, width) for n, width in enumerate(WIDTHS, 1)),
        heights=heights,
        validations=tuple(validations(head + 1, last, sign)),
        page=Page(
            paper="A3",
            area=(1, 1, last, LAST),
            repeat_rows=(head, head),
            footer_left=f"{form.officer} · {form.year.label}",
        ),
        freeze=(head + 1, FIRST_ENTRY),
        protect=True,
        tab=style.INPUT_EDGE,
        cursor=(head + 1, FIRST_ENTRY),
    )


def band(form: UpdateForm) -> Iterator[Put]:
    """Whose form it is, of which year."""
    title = f"{form.officer} · annual update"
    count = f"{len(form.rows)} measure{'' if len(form.rows) == 1 else 's'}"
    revision = f" · revision {form.revision}" if form.revision > 1 else ""
    when = f"{form.partnership} · {form.year.label} ({form.year.spoken}) · {count}{revision}"
    yield Put(1, 1, title, title_style(title, sum(WIDTHS)), to_row=1, to_col=LAST)
    yield Put(2, 1, when, style.SUBTITLE_BAND, to_row=2, to_col=LAST)


def closing(form: UpdateForm) -> str:
    """Where it is sent, by when, and whom to ask."""
    to = f" to {form.return_to}" if form.return_to else ""
    by = f" by {spoken_date(form.deadline)}" if form.deadline else ""
    ask = f" Questions to {form.questions_to}." if form.questions_to else ""
    return f"Give your name, save the workbook under any name and send it back{to}{by}.{ask}"


def told(steps: list[str]) -> Iterator[Put]:
    """How to fill it in."""
    for row, text in enumerate(steps, 4):
        yield Put(row, 1, text, style.BODY.but(size=10, indent=1))


def signing(row: int) -> Iterator[Put]:
    """Who completed it, and when."""
    for n, (label, look) in enumerate(((SIGNED_BY_LABEL, style.INPUT), (SIGNED_ON_LABEL, style.INPUT_DATE))):
        yield Put(row + n, LABEL_COL, label, style.BODY_STRONG)
        yield Put(row + n, ANSWER_COL, None, look.but(indent=1))


def heads(row: int) -> Iterator[Put]:
    """The headings: what is given, then what is asked."""
    names = (*(name for name, _ in GIVEN), *(entry.heading for entry in ENTRIES))
    for col, name in enumerate(names, 1):
        yield Put(row, col, name, HEAD.but(indent=1) if col >= FIRST_ENTRY else HEAD)


def rows(form: UpdateForm, head: int) -> Iterator[Put]:
    """A row for each measure, with what was said of it in an earlier revision."""
    for n, row in enumerate(form.rows, 1):
        for col, (content, look) in enumerate(given(row), 1):
            yield Put(head + n, col, content, look)
        said = dict(row.said)
        for col, entry in enumerate(ENTRIES, FIRST_ENTRY):
            yield Put(head + n, col, said.get(entry.key), CHOICE if entry.choices else BOX)


def given(row: UpdateRow) -> list[tuple[Content, Style]]:
    """What stands in a row already."""
    small = QUIET.but(bottom=None)
    under = "\n".join(piece for piece in (row.objective, row.plan) if piece)
    name = Rich(((row.name, CELL.but(bold=True)), (f"\n{under}" if under else "", small)))
    return [(row.ref, REF_LOOK), (name, CELL), (figures(row) or "No figure is measured.", CELL), rated(row.rating)]


def figures(row: UpdateRow) -> str:
    """Outcome and target, the year before, and the quarters, each on a line of its own."""
    lines = (
        f"Outcome: {row.outcome}" if row.outcome else "",
        f"Target: {row.target}" if row.target else "",
        f"A year before: {row.before}" if row.before else "",
        row.quarters,
    )
    return "\n".join(line for line in lines if line)


def rated(word: str) -> tuple[Content, Style]:
    """The rating of the year as shape, word and colour."""
    if not word:
        return "–", QUIET
    return style.status_text(Rating(word)), style.status_style(Rating(word), CELL.but(bold=True))


def height(row: UpdateRow) -> float:
    """High enough for what stands there and for a few lines of answer."""
    said = dict(row.said)
    texts = [
        (row.ref, QUIET, GIVEN[0][1]),
        (f"{row.name}\n{row.objective}\n{row.plan}", CELL.but(bold=True), GIVEN[1][1]),
    ]
    texts.append((figures(row), CELL, GIVEN[2][1]))
    texts += [(said.get(entry.key, ""), BOX, entry.width) for entry in ENTRIES]
    needed = (row_height(lines_needed(text, look, width), look.size) + AIR for text, look, width in texts)
    return min(max(LEAST_HEIGHT, *needed), 400.0)


def validations(first: int, last: int, sign: int) -> Iterator[Validation]:
    """The words to choose from, how long an answer should be, and that a date is a date: all of them only advise."""
    for col, entry in enumerate(ENTRIES, FIRST_ENTRY):
        if entry.choices:
            error = f"Please choose {', '.join(entry.choices[:-1])} or {entry.choices[-1]}."
            title = "Please choose from the list"
            yield Validation(first, col, last, col, "list", entry.choices, error_title=title, error=error, stop=False)
        else:
            error = f"An answer should have at most {LONGEST:,} characters."
            title = "Please shorten it"
            yield Validation(
                first, col, last, col, "length", minimum=0, maximum=LONGEST, error_title=title, error=error, stop=False
            )
    error = "This does not look like a date. Type it as day/month/year."
    day = datetime(2000, 1, 1, tzinfo=UTC).date()
    yield Validation(
        sign + 1, ANSWER_COL, sign + 1, ANSWER_COL, "date", minimum=day, error_title="A date", error=error, stop=False
    )


def plan_mark(form: UpdateForm) -> SheetPlan:
    """The very hidden sheet by which the form is known again, whatever its file is called."""
    said: list[tuple[object, ...]] = [
        ("update schema", SCHEMA),
        ("update by", form.officer),
        ("update for", form.year.label),
        ("update revision", form.revision),
        ("update framework", form.framework),
        ("update mark", form.mark),
        (),
        ("update of",),
        *((row.ref,) for row in form.rows),
    ]
    puts = tuple(
        Put(i, j, value if isinstance(value, int) else str(value))
        for i, row in enumerate(said, 1)
        for j, value in enumerate(row, 1)
    )
    return SheetPlan(name=MARK_SHEET, puts=puts, columns=(Column(1, 2, 24),), state="very_hidden", protect=True)
