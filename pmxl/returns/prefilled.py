"""Prefilled: a return issued anew with what the partner has given already, for what cannot be copied as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.framework.models import Framework
from pmxl.returns.body import FIRST_ROW
from pmxl.returns.claim import claim_of
from pmxl.returns.entries import is_blank
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import PROVISIONAL
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.issue import plan_return
from pmxl.returns.names import names_of
from pmxl.returns.ours import is_ours
from pmxl.returns.own_columns import own_in
from pmxl.returns.paper import find_paper
from pmxl.returns.rows import find_rows
from pmxl.returns.text_numbers import number_in
from pmxl.returns.text_numbers import tidy_text
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import address
from pmxl.sheets.cells import position
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.read import number_format_is_percent

FILLED = (*FIGURES, COMMENTARY, *MARKS, PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Given:
    """What a partner filled in, by figure and heading, and which heading each column of its sheet had; `own` is what
    it wrote beside a figure in columns that are none of ours.
    """

    cells: Mapping[Key, Mapping[str, Cell]]
    headings: Mapping[int, str]
    own: Mapping[Key, Mapping[str, str]] = field(default_factory=dict)


NOTHING = Given({}, {})


def given_in(book: ReadBook, framework: Framework) -> Given:
    """What stands in a returned workbook, as far as it is one; nothing where it is none."""
    names = names_of(framework)
    try:
        paper = find_paper(book)
    except Refusal:
        return NOTHING
    claim = claim_of(paper, names, framework.settings.year_starts)
    places = find_rows(paper, claim, framework, names).places
    found = {key: {heading: paper.at(row, heading) for heading in FILLED} for key, row in places.items()}
    cells = {key: {h: cell for h, cell in row.items() if cell is not None} for key, row in found.items()}
    return Given(cells, {col: heading for heading, col in paper.columns.items()}, own_in(paper, places))


def plan_prefilled(form: ReturnForm, given: Given) -> BookPlan:
    """The return as it is issued, with the cells already given in their places.

    What stood filled in beforehand is then as the partner left it: a day that was taken out does not come back.
    """
    pairs = zip(form.keys, form.rows, strict=True)
    rows = tuple(replace(row, done=row.done and key not in given.cells) for key, row in pairs)
    plan = plan_return(replace(form, rows=rows))
    sheets = (_filled(sheet, form, given) if sheet.name == RETURN_SHEET else sheet for sheet in plan.sheets)
    return replace(plan, sheets=tuple(sheets))


def relocated(finding: Finding, form: ReturnForm, given: Given) -> Finding:
    """A finding at the cell that its figure has in the return as it is issued; without a place where it has none."""
    rows = {(key.measure, key.area, key.period.label): row for row, key in enumerate(form.keys, FIRST_ROW)}
    row = rows.get((finding.measure, finding.areas[0], finding.period))
    if row is None:
        return replace(finding, sheet="", cell="")
    try:
        heading = given.headings.get(position(finding.cell.partition(":")[0])[1], VALUE)
    except ValueError:
        heading = VALUE
    return replace(finding, sheet=RETURN_SHEET, cell=address(row, column_of(heading)))


def _filled(sheet: SheetPlan, form: ReturnForm, given: Given) -> SheetPlan:
    headings = {column_of(heading): heading for heading in FILLED}
    rows = {
        row: (given.cells.get(key, {}), asked.measure.multiplier)
        for row, (key, asked) in enumerate(zip(form.keys, form.rows, strict=True), FIRST_ROW)
    }

    def fill(put: Put) -> Put:
        heading, (row, multiplier) = headings.get(put.col, ""), rows.get(put.row, ({}, 1))
        cell = row.get(heading)
        if cell is None or is_blank(cell) or is_ours(cell) or (heading == VALUE and _worked_out(row, multiplier)):
            return put
        content = _content(cell, heading)
        return put if content is None else replace(put, value=content)

    return replace(sheet, puts=tuple(map(fill, sheet.puts)))


def _worked_out(row: Mapping[str, Cell], multiplier: float) -> bool:
    """True for a value that its parts make, to the decimals shown: in a CSV our own formula left such a one.

    The new return works it out itself; typed over its formula it would stand against every part that is corrected.
    """
    cells = [row[heading] for heading in FIGURES if heading in row]
    numbers = [_content(cell, VALUE) for cell in cells]
    if (
        cells[-1].type is not CellType.TEXT
        or not all(isinstance(n, float) for n in numbers)
        or len(numbers) < len(FIGURES)
    ):
        return False
    numerator, denominator, value = (float(str(number)) for number in numbers)
    decimals = len(str(cells[-1].value).strip().partition(".")[2])
    made = numerator / denominator * multiplier if denominator else 0.0
    return abs(made - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9)


def _content(cell: Cell, heading: str) -> Content:
    """What a cell says, as it is typed anew; nothing for an error, which is to be mended anyhow.

    A number that stands as text is typed as the number: as text it would be none to the formulas beside it.
    """
    value = cell.value
    if value is None or cell.type is CellType.ERROR:
        return None
    if isinstance(value, str) and heading in (*FIGURES, *MARKS):
        number = number_in(tidy_text(value), "")
        return value if number is None or number.percent or number.currency else number.value
    if isinstance(value, float) and number_format_is_percent(cell.number_format):
        return f"{value * 100:.15g}%"
    if isinstance(value, (str, bool, float, date)):
        return value
    return cell.raw
