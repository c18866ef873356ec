"""Table: a block of cells under headings that the person at the desk has selected, row by row as a rating takes it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pmxl.excel.answers import FAILED
from pmxl.excel.desk import headed
from pmxl.excel.desk.port import Area
from pmxl.excel.desk.port import Cancelled
from pmxl.excel.desk.port import Excel
from pmxl.excel.desk.shown_figures import as_shown
from pmxl.excel.desk.shown_figures import by_name
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.sheets.cells import position
from pmxl.terms import Severity

LEAST_ROWS = 2
ERROR = "an error"
"""What is said of a cell that shows #N/A, #DIV/0! and so on."""

SELECT = "Select a table with its headings in the first row, among them Actual and Target."


@dataclass(frozen=True, slots=True)
class Table:
    """A selected table: where it stands, its cells, their formats, and which column is what."""

    area: Area
    cells: list[list[Any]]
    formats: list[list[str]]
    columns: headed.Columns

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The number of each row in the sheet, and its cells by the argument that each is, as shown."""
        for n, cells in enumerate(self.cells[1:], 1):
            row = headed.row_of(self.columns, cells)
            yield self.area.top + n, as_shown(row, by_name(self.columns, self.formats[n]))

    def place(self, row: int, name: str) -> str:
        """The address of the cell of a row that is an argument."""
        return address(row, self.area.left + self.columns[name])


def block(excel: Excel, ask: str) -> Area:
    """The cells that are selected; a Refusal with its request where it is something else, such as a chart."""
    area = excel.selected()
    if area is None:
        raise refuse("XLS005", "What is selected is not a block of cells.", ask)
    return area


def selected(excel: Excel) -> Area:
    """What is selected; of a single cell all that stands around it."""
    area = block(excel, SELECT)
    filled = excel.around(area._replace(bottom=area.top, right=area.left))
    if area.is_cell:
        return filled
    return area._replace(bottom=max(area.top, min(area.bottom, filled.bottom)))  # whole columns end with what is filled


def read(excel: Excel, area: Area, columns: headed.Columns | None = None) -> Table:
    """The table in an area; without `columns` they are guessed."""
    cells = with_errors(excel.values(area), excel.formulas(area))
    guessed = headed.guess(cells[0]) if columns is None else columns
    return Table(area, cells, excel.formats(area), guessed)


def with_errors(cells: list[list[Any]], typed: list[list[str]]) -> list[list[Any]]:
    """Cells in which an error, that Excel hands over as nothing, is not taken for an empty one."""
    pairs = (zip(row, beneath, strict=True) for row, beneath in zip(cells, typed, strict=True))
    return [[ERROR if cell is None and formula else cell for cell, formula in row] for row in pairs]


def is_table(table: Table) -> bool:
    """True where there are rows under headings that name an actual and a target."""
    return len(table.cells) >= LEAST_ROWS and all(name in table.columns for name in headed.NEEDED)


def confirmed(excel: Excel, area: Area) -> Table:
    """The table with its columns as the person at the desk says that they are."""
    table = read(excel, area)
    if len(table.cells) < LEAST_ROWS:
        says = "The selection has no rows under its headings."
        raise refuse("XLS006", says, SELECT, sheet=area.sheet, cell=area.told)
    if is_table(table):
        said = headed.told(table.columns, table.cells[0], area.left)
        if excel.confirm(f"Is this how the table is to be read?\n\n{said}\n\nChoose No to name the columns yourself."):
            return table
    return read(excel, area, _asked(excel, area, table.columns))


def _asked(excel: Excel, area: Area, guessed: headed.Columns) -> headed.Columns:
    """The columns by their letters, as the person types them; the guess is offered."""
    chosen: headed.Columns = {}
    for name, what in headed.ASKED.items():
        offered = column_letters(area.left + guessed[name]) if name in guessed else ""
        leave = "" if name in headed.NEEDED else " Leave it empty if there is none."
        answer = excel.ask(f"Which column holds {what}? Type its letter.{leave}", offered)
        if answer is None:
            raise Cancelled
        if answer.strip() or name in headed.NEEDED:
            chosen[name] = _column(answer.strip(), area)
    return chosen


def _column(answer: str, area: Area) -> int:
    try:
        column = position(f"{answer}1")[1] - area.left
    except ValueError:
        column = -1
    if not 0 <= column <= area.right - area.left:
        first, last = column_letters(area.left), column_letters(area.right)
        says = f"'{show(answer, 20)}' is not a column of the selection, which goes from {first} to {last}."
        raise refuse("XLS007", says, "Try again with the letter of one of its columns.", found=answer)
    return column


def answered(function: Callable[..., Any], row: dict[str, Any], wanted: tuple[str, ...]) -> str | None:
    """What a worksheet function says of a row; None where it cannot read one of the cells."""
    given = {name: row[name] for name in wanted if name in row}
    said = function(**given)[0][0]
    return None if said == FAILED else str(said)


def all_answered(
    function: Callable[..., Any], rows: Sequence[Mapping[str, Any]], wanted: Iterable[str]
) -> list[str | None]:
    """The same of many rows in one call; where one of them cannot be read, by halves until it stands alone."""
    names = [name for name in wanted if any(name in row for row in rows)]
    said = function(**{name: [[row.get(name)] for row in rows] for name in names})
    if said != [[FAILED]]:
        return [str(cell) for [cell] in said]
    if len(rows) == 1:
        return [None]
    middle = len(rows) // 2
    return [*all_answered(function, rows[:middle], names), *all_answered(function, rows[middle:], names)]


def unread(table: Table, row: int, cells: dict[str, Any]) -> Finding:
    """A row that cannot be rated, by the first of its cells that holds words where a number belongs."""
    words = [name for name in ("actual", "target", *table.columns) if isinstance(cells.get(name), str)]
    name = next((n for n in words if n in table.columns and cells[n].strip()), "actual")
    says = f"This row cannot be rated: its {name.replace('_', ' ')} is '{show(cells.get(name), 40)}'."
    ask = "Type a number, or one of the words that the function PMXL_RAG takes."
    return Finding("XLS008", Severity.QUERY, says, ask, sheet=table.area.sheet, cell=table.place(row, name))
