"""The sheet `Return`: one row for each figure asked, its rating live by a native formula, only the inputs unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pmxl.returns.body_row import BOX
from pmxl.returns.body_row import RATING_CELL
from pmxl.returns.body_row import REF_CELL
from pmxl.returns.body_row import SHUT_BOX
from pmxl.returns.body_row import WORKED_OUT
from pmxl.returns.body_row import RowCells
from pmxl.returns.body_row import cells_of
from pmxl.returns.body_row import height_of
from pmxl.returns.cover import headline
from pmxl.returns.cover import title_style
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import AREA
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DEFINITION
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import LAST
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import MEASURE
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import PERIOD
from pmxl.returns.headings import PROVISIONAL
from pmxl.returns.headings import RATING
from pmxl.returns.headings import REF
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.headings import TARGET
from pmxl.returns.headings import UNIT
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.shown import subtitle
from pmxl.returns.typing_rules import MARK_SCALE
from pmxl.returns.typing_rules import shared_validations
from pmxl.returns.typing_rules import validations_of
from pmxl.rules.formula import CHECK_ENTRY
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Conditional
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import text_width
from pmxl.terms import Rating

HEAD_ROW = 5
FIRST_ROW = HEAD_ROW + 1
KEY_ROW = 3
HEADS_HEIGHT = 66.0
NARROWEST_REF, WIDEST_REF = 6.5, 11.0
"""The column of refs is as wide as the longest needs, up to where it wraps."""

WIDTHS = {
    MEASURE: 20.0,
    AREA: 11.5,
    PERIOD: 14.0,
    DEFINITION: 29.0,
    UNIT: 11.0,
    TARGET: 11.0,
    LAST: 11.0,
    NUMERATOR: 11.0,
    DENOMINATOR: 11.5,
    VALUE: 11.0,
    RATING: 11.5,
    COMMENTARY: 30.0,
    PROVISIONAL: 4.6,
} | dict.fromkeys(MARKS, 3.3)
RIGHT = (TARGET, LAST, NUMERATOR, DENOMINATOR, VALUE)
INDENTED = (AREA, PERIOD, UNIT, RATING, COMMENTARY)
UPRIGHT = (*MARKS, PROVISIONAL)
HEAD_UPRIGHT = style.TABLE_HEAD.but(rotate=90, align="center", valign="bottom", wrap=False, size=9)


def plan_body(form: ReturnForm) -> SheetPlan:
    """The sheet of figures."""
    last_row = HEAD_ROW + len(form.rows)
    whole = (1, 1, last_row, len(HEADINGS))
    rows = {n: cells_of(form, row, n) for n, row in enumerate(form.rows, FIRST_ROW)}
    return SheetPlan(
        name=RETURN_SHEET,
        puts=(*_band(form), *_key(form), *_heads(), *_rows(rows)),
        columns=tuple(Column(column_of(h), column_of(h), _width(form, h), hidden=_is_idle(form, h)) for h in HEADINGS),
        heights=_heights(form, rows),
        validations=(
            *shared_validations(FIRST_ROW, last_row, form.commentary_limit),
            *(v for n, row in enumerate(form.rows, FIRST_ROW) for v in validations_of(row, n, form.currency)),
        ),
        conditionals=tuple(_colours(last_row)),
        page=Page(area=whole, repeat_rows=(HEAD_ROW, HEAD_ROW), footer_left=footer(form)),
        freeze=(FIRST_ROW, column_of(AREA)),
        protect=True,
        tab=style.INPUT_EDGE,
        cursor=_first_input(form),
    )


def progress(form: ReturnForm, sheet: str = "") -> Formula:
    """The formula that says how many of the figures have been given so far."""
    count, last_row = len(form.rows), HEAD_ROW + len(form.rows)
    prefix = f"{sheet}!" if sheet else ""
    given = "+".join(
        f'({prefix}{address(FIRST_ROW, column_of(h))}:{address(last_row, column_of(h))}<>"")'
        for h in (NUMERATOR, DENOMINATOR, VALUE)
    )
    counted = f"SUMPRODUCT(--({given}>0))"
    done = f"All {count} filled in: now sign off on the cover" if not sheet else f"All {count} filled in"
    so_far = sum(row.done for row in form.rows)
    now = done if so_far == count else f"{so_far} of {count} filled in"
    return Formula(f'IF({counted}={count},"{done}",{counted}&" of {count} filled in")', now)


def _width(form: ReturnForm, heading: str) -> float:
    """The width of a column in characters."""
    return WIDTHS[heading] if heading != REF else _width_of_refs(tuple(row.measure.id for row in form.rows))


@lru_cache(maxsize=64)
def _width_of_refs(refs: tuple[str, ...]) -> float:
    """The width of the column of refs in characters: mostly many partners are asked the same."""
    return min(max(max(text_width(ref, REF_CELL) for ref in refs) + 1, NARROWEST_REF), WIDEST_REF)


def _is_idle(form: ReturnForm, heading: str) -> bool:
    """True for the column of areas where no figure is of an area."""
    return heading == AREA and not any(row.area for row in form.rows)


def headline_look(form: ReturnForm) -> Style:
    """How the headline looks on this sheet."""
    return title_style(headline(form), sum(_width(form, heading) for heading in HEADINGS))


def footer(form: ReturnForm) -> str:
    """What stands below every printed page."""
    return f"{form.partner.name} · {form.period.label}"


def _band(form: ReturnForm) -> Iterator[Put]:
    last = len(HEADINGS)
    yield Put(1, 1, headline(form), headline_look(form), to_row=1, to_col=last)
    yield Put(2, 1, subtitle(form), style.SUBTITLE_BAND, to_row=2, to_col=last)


def _key(form: ReturnForm) -> Iterator[Put]:
    """Progress on the left; over the input columns, what the three kinds of cell mean."""
    yield Put(KEY_ROW, 1, progress(form), style.BODY_STRONG.but(color=style.NAVY), to_row=KEY_ROW, to_col=4)
    chip = Style(size=9, align="center", locked=True)
    for first, last, text, look in (
        (NUMERATOR, NUMERATOR, "fill in", BOX),
        (DENOMINATOR, VALUE, "worked out; you may type over it", WORKED_OUT),
        (RATING, RATING, "not needed", SHUT_BOX),
    ):
        edges = {side: getattr(look, side) for side in ("top", "bottom", "left", "right")}
        yield Put(
            KEY_ROW,
            column_of(first),
            text,
            chip.but(fill=look.fill, **edges),
            to_row=KEY_ROW,
            to_col=column_of(last),
        )
    yield Put(KEY_ROW, column_of(LAST), "Key", style.SMALL.but(align="right", indent=1))
    yield Put(
        KEY_ROW,
        column_of(COMMENTARY),
        f"Red needs a commentary. Marks for quality: {MARK_SCALE}",
        style.SMALL.but(indent=1),
        to_row=KEY_ROW,
        to_col=len(HEADINGS),
    )


def _heads() -> Iterator[Put]:
    for col, heading in enumerate(HEADINGS, 1):
        look = HEAD_UPRIGHT if heading in UPRIGHT else style.TABLE_HEAD_RIGHT if heading in RIGHT else style.TABLE_HEAD
        indent = 1 if heading in INDENTED else look.indent
        yield Put(HEAD_ROW, col, heading, look.but(valign="bottom", indent=indent))


def _rows(rows: dict[int, RowCells]) -> Iterator[Put]:
    for n, cells in rows.items():
        for heading, (content, look, note) in cells.items():
            yield Put(n, column_of(heading), content, look, note=note)


def _colours(last_row: int) -> Iterator[Conditional]:
    """A colour for each rating's word, and a call for a commentary beside a Red that has none."""
    rating, commentary = column_of(RATING), column_of(COMMENTARY)
    for word in Rating:
        formula = f'${address(FIRST_ROW, rating)}="{word}"'
        look = style.status_style(word, RATING_CELL)
        yield Conditional(FIRST_ROW, rating, last_row, rating, formula, look)
    odd = f'${address(FIRST_ROW, rating)}="{CHECK_ENTRY}"'
    yield Conditional(FIRST_ROW, rating, last_row, rating, odd, style.status_style(Rating.AMBER, RATING_CELL))
    due = f'AND(${address(FIRST_ROW, rating)}="{Rating.RED}",LEN(TRIM(${address(FIRST_ROW, commentary)}))=0)'
    tint = Style(fill=style.STATUS[Rating.RED].tint)
    yield Conditional(FIRST_ROW, commentary, last_row, commentary, due, tint)


def _heights(form: ReturnForm, rows: dict[int, RowCells]) -> dict[int, float]:
    heights = {1: 34.0, 2: 22.0, KEY_ROW: 22.0, KEY_ROW + 1: 8.0, HEAD_ROW: HEADS_HEIGHT}
    widths = {heading: _width(form, heading) for heading in HEADINGS if not _is_idle(form, heading)}
    return heights | {n: height_of(cells, widths) for n, cells in rows.items()}


def _first_input(form: ReturnForm) -> tuple[int, int]:
    heading = NUMERATOR if form.rows[0].measure.kind.of_two_parts else VALUE
    return (FIRST_ROW, column_of(heading))
