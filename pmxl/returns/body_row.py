"""The cells of one row of the sheet `Return`: what is asked, the inputs, and the rating that follows from them."""

from __future__ import annotations

from pmxl.days import day_of
from pmxl.framework.models import Measure
from pmxl.returns.form import AskedRow
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
from pmxl.returns.headings import TARGET
from pmxl.returns.headings import UNIT
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.rated import as_at
from pmxl.returns.rated import rating_of
from pmxl.returns.rated import rule_of
from pmxl.returns.shown import NO_TARGET
from pmxl.returns.shown import last_shown
from pmxl.returns.shown import period_shown
from pmxl.returns.shown import target_note
from pmxl.returns.shown import target_shown
from pmxl.returns.shown import unit_shown
from pmxl.rules.formula import rating_formula
from pmxl.rules.formula import value_formula
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height
from pmxl.terms import Kind

LEAST_HEIGHT = 34.0
AIR = 10.0
"""Points of a row beyond its lines of text, so that rows do not stand shoulder to shoulder."""

SIZE = 10.0

CELL = style.TABLE_TEXT.but(size=SIZE, valign="vcenter")
REF_CELL = CELL.but(size=9, color=style.MUTED, wrap=True)
CELL_RIGHT = CELL.but(align="right", indent=1, wrap=True)
BOX = style.INPUT.but(size=SIZE)
NUMBER_BOX = BOX.but(align="right", indent=1)
TEXT_BOX = BOX.but(wrap=True, valign="top", indent=1)
CHOICE_BOX = BOX.but(align="center")
SHUT_BOX = style.LOCKED_BOX.but(size=SIZE)
WORKED_OUT = NUMBER_BOX.but(fill=style.WHITE)
RATING_CELL = CELL.but(bold=True, indent=1)

DONE = "As it was reported for {}: once done is done. Change it only where that was wrong."

RowCells = dict[str, tuple[Content, Style, str]]
"""Content, style and note of every cell of a row, by heading."""


def cells_of(form: ReturnForm, row: AskedRow, place: int) -> RowCells:
    """The cells of a row; `place` is its number in the sheet."""
    measure = row.measure
    told: dict[str, tuple[Content, Style]] = {
        REF: (measure.id, REF_CELL),
        MEASURE: (measure.name, CELL.but(bold=True, wrap=True)),
        AREA: (row.area_name, CELL.but(wrap=True, indent=1)),
        PERIOD: (period_shown(row), CELL.but(wrap=True, indent=1)),
        DEFINITION: (measure.definition, CELL.but(size=9, wrap=True)),
        UNIT: (unit_shown(measure, form.currency), CELL.but(wrap=True, indent=1)),
        TARGET: (target_shown(row), _target_style(row)),
        LAST: (last_shown(row), CELL_RIGHT),
        RATING: (_rating(row, place), RATING_CELL),
        COMMENTARY: (None, TEXT_BOX),
    }
    told |= _figure_cells(measure, place) | dict.fromkeys((*MARKS, PROVISIONAL), (None, CHOICE_BOX))
    notes = {TARGET: target_note(row)}
    if row.done and row.last is not None:
        told[VALUE] = (day_of(row.last), told[VALUE][1])
        notes[VALUE] = DONE.format(row.last_period)
    return {heading: (*told[heading], notes.get(heading, "")) for heading in HEADINGS}


def _figure_cells(measure: Measure, place: int) -> dict[str, tuple[Content, Style]]:
    """Numerator, denominator and value: all three open where there are two parts, else the value alone."""
    if not measure.kind.of_two_parts:
        shut: tuple[Content, Style] = (None, SHUT_BOX)
        return {NUMERATOR: shut, DENOMINATOR: shut, VALUE: (None, _value_box(measure))}
    part = NUMBER_BOX.but(number_format="#,##0" if measure.kind is Kind.PERCENTAGE else "General")
    numerator, denominator = (address(place, column_of(h)) for h in (NUMERATOR, DENOMINATOR))
    formula = Formula(value_formula(numerator, denominator, measure.multiplier))
    number_format = style.number_format(measure.decimals, measure.kind)
    return {
        NUMERATOR: (None, part),
        DENOMINATOR: (None, part),
        VALUE: (formula, WORKED_OUT.but(number_format=number_format)),
    }


def _value_box(measure: Measure) -> Style:
    if measure.kind is Kind.YES_NO:
        return NUMBER_BOX
    return NUMBER_BOX.but(number_format=style.number_format(measure.decimals, measure.kind))


def _target_style(row: AskedRow) -> Style:
    content = target_shown(row)
    if content == NO_TARGET:
        return CELL_RIGHT.but(color=style.MUTED, size=9)
    if isinstance(content, str):
        return CELL_RIGHT
    return CELL_RIGHT.but(number_format=style.number_format(row.measure.decimals, row.measure.kind), wrap=False)


def _rating(row: AskedRow, place: int) -> Content:
    if row.expected is None:
        return NO_TARGET
    rule = rule_of(row.measure, row.expected, row.last_year)
    formula = rating_formula(address(place, column_of(VALUE)), as_at=as_at(row.period), **rule)
    if not row.done or row.last is None:
        return Formula(formula)
    return Formula(formula, str(rating_of(row.measure, row.expected, row.last, row.last_year)))


def height_of(cells: RowCells, widths: dict[str, float]) -> float:
    """High enough for the longest of the wrapped texts, and never less than two lines; columns not shown need none."""
    needed = [LEAST_HEIGHT]
    for heading, (content, look, _) in cells.items():
        if isinstance(content, str) and look.wrap and heading in widths:
            needed.append(row_height(lines_needed(content, look, widths[heading]), look.size) + AIR)
    return max(needed)
