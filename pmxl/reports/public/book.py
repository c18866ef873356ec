"""Book: the public workbook, by the government's rules for accessible spreadsheets.

One named table a sheet that begins in column A, no merged cells, no fills, nothing hidden, no blank rows, a mark in
every cell without a figure, units and ratings as words.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess.disclosed import Disclosed
from pmxl.reports import places
from pmxl.reports.public import tables as public
from pmxl.reports.public import words
from pmxl.reports.public.datum import Datum
from pmxl.reports.public.tables import Table as Figures
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
BLACK = "#000000"
BODY = Style(size=12, color=BLACK, align="left", valign="top", wrap=True)
TITLE = BODY.but(size=16, bold=True, wrap=False)
PLAIN = BODY.but(wrap=False)
HEADING = BODY.but(bold=True, bottom=BLACK, valign="bottom")
NUMBER = BODY.but(align="right", wrap=False)
BESIDE = BODY.but(indent=1)
"""Words right of figures: clear of them."""
LINK = BODY.but(color=style.LINK_BLUE, underline=True)
WIDTHS = {
    public.REFERENCE: 22.0,
    public.MEASURE: 56.0,
    public.PERSPECTIVE: 24.0,
    public.UNIT: 18.0,
    public.PERIOD: 13.5,
    public.REMARKS: 26.0,
    public.COMMENTARY: 100.0,
    "Partner": 34.0,
    "Area": 28.0,
}
USUAL_WIDTH = 15.5
A4_HOLDS = 170.0
"""Characters that a page of A4 shows in letters large enough to read."""
LEAD = (
    "This sheet has one table. A mark in square brackets stands where there is no figure; the sheet Notes explains it."
)
HEAD_ROW = 4


def plan_public(found: Disclosed) -> BookPlan:
    """The workbook: cover, contents, notes and the tables."""
    shown = found.assessment
    figures = list(public.tables(found))
    return BookPlan(
        title=words.title(found),
        subject=f"Performance figures for the public, {shown.status.lower()}",
        sheets=(cover(found), contents(figures), notes(found), *(sheet_of(table) for table in figures)),
        created=shown.made_at,
        author=shown.framework.settings.name,
        language=words.LANGUAGE,
    )


def cover(found: Disclosed) -> SheetPlan:
    """Title, period, status, contact and how to use the file, one below another in column A."""
    lines: list[tuple[str, Style]] = [(words.title(found), TITLE.but(wrap=True)), (words.summary(found), BODY)]
    for heading, said in words.facts(found):
        lines += [(heading, BODY.but(bold=True)), (said, BODY)]
    lines += [("Small numbers", BODY.but(bold=True)), (words.small_numbers(found), BODY)]
    lines += [("Accessibility", BODY.but(bold=True)), (ACCESS, BODY)]
    puts = tuple(Put(n, 1, text, look) for n, (text, look) in enumerate(lines, 1))
    return SheetPlan(COVER, puts, (Column(1, 1, 90.0),), page=PAPER, gridlines=True)


ACCESS = (
    "This workbook has no merged cells, no hidden sheets and no macros, and colour carries no meaning in it. The same "
    "figures are on the web page public.html. Ask the contact above for another format."
)
PAPER = Page(landscape=True)


def contents(figures: Sequence[Figures]) -> SheetPlan:
    """Every sheet with what is on it, as links."""
    lines = [(NOTES, "What the marks and words mean"), *((table.name, table.title) for table in figures)]
    rows = tuple((Link(name, places.reference(name)), said) for name, said in lines)
    return one_table(
        CONTENTS, "Contents", "This sheet has one table: the name of each sheet, as a link, and what is on it.",
        ("Sheet", "What is on it"), rows, (LINK, BODY), (24.0, 70.0),
    )  # fmt: skip


def notes(found: Disclosed) -> SheetPlan:
    """What marks and words mean."""
    rows = tuple(words.notes(found))
    said = "This sheet has one table: marks and words used in this workbook, and what they mean."
    return one_table(NOTES, NOTES, said, ("Mark or word", "What it means"), rows, (BODY, BODY), (28.0, 90.0))


def sheet_of(figures: Figures) -> SheetPlan:
    """One table of figures on a sheet of its own."""
    looks = looks_of(figures)
    wide = tuple(WIDTHS.get(heading, USUAL_WIDTH) for heading in figures.headings)
    rows = tuple(tuple(content(row[heading]) for heading in figures.headings) for row in figures.rows)
    over = tuple(
        Put(HEAD_ROW + n, col, datum.number, NUMBER.but(number_format=style.number_format(datum.decimals)))
        for n, row in enumerate(figures.rows, 1)
        for col, datum in enumerate((row[heading] for heading in figures.headings), 1)
        if datum.number is not None
    )
    return one_table(figures.name, figures.title, LEAD, figures.headings, rows, looks, wide, over)


def looks_of(figures: Figures) -> tuple[Style, ...]:
    """Figures and the marks that stand for them right, everything else left, with a gap where figures stand before."""
    counts = [any(row[heading].number is not None for row in figures.rows) for heading in figures.headings]
    after = [False, *counts[:-1]]
    return tuple(NUMBER if own else BESIDE if left else BODY for own, left in zip(counts, after, strict=True))


def content(datum: Datum) -> Content:
    """A figure as a number, words as words."""
    return datum.text if datum.number is None else datum.number


def one_table(
    name: str,
    title: str,
    said: str,
    headings: tuple[str, ...],
    rows: tuple[tuple[Content, ...], ...],
    looks: tuple[Style, ...],
    widths: tuple[float, ...],
    over: tuple[Put, ...] = (),
) -> SheetPlan:
    """A sheet with its title in A1, what it holds below, the way back, and its table at once after that."""
    back = Put(
        3, 1, Link("Back to the contents", places.reference(CONTENTS)), PLAIN.but(color=LINK.color, underline=True)
    )
    if name == CONTENTS:
        back = Put(3, 1, Link("To the cover", places.reference(COVER)), back.style)
    table = Table(
        name=f"{name}_table",
        row=HEAD_ROW,
        col=1,
        headings=headings,
        rows=rows,
        styles=looks,
        heading_style=HEADING,
        filters=False,
    )
    return SheetPlan(
        name,
        (Put(1, 1, title, TITLE), Put(2, 1, said, PLAIN), back, *over),
        tuple(Column(n, n, width) for n, width in enumerate(widths, 1)),
        tables=(table,),
        page=Page(paper="A3" if sum(widths) > A4_HOLDS else "A4", repeat_rows=(HEAD_ROW, HEAD_ROW)),
        gridlines=True,
    )
