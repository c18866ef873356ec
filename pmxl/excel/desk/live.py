"""Live: the Excel that is running, reached through xlwings from outside or from a button."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import Any

from pmxl.excel.desk import dialogs
from pmxl.excel.desk.port import Area
from pmxl.excel.desk.port import Excel
from pmxl.excel.spared import spare_excel
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.findings import show

TEXT_FORMAT = "@"
NO_EXCEL = "Open the workbook in Excel and try again, or name the folder with --partnership."


def attach(window: int | None = None) -> Excel:
    """The Excel that is running, that of a window where one is named; a Refusal that says why where there is none."""
    if sys.platform not in ("win32", "darwin"):
        says = f"The open workbook can be reached on Windows and on a Mac only, and this is {platform.system()}."
        raise _no_excel("XLS001", says, "Run the command itself, with --partnership and the period.")
    try:
        import xlwings as xw
    except ImportError as error:
        says = f"What pmxl needs to reach Excel is not installed ({error.name or error})."
        raise _no_excel("XLS002", says, "Run: pmxl doctor.") from error
    spare_excel()
    return attached(of_window(xw, window or 0) or xw.apps.active)


def of_window(xw: Any, window: int) -> Any:
    """The App whose button was pressed, for two may be open; None where no button was, or on a Mac, which has one."""
    if sys.platform != "win32" or not window:
        return None
    return xw.App(impl=xw._xlwindows.App(xl=window))


def attached(app: Any) -> Live:
    """The Excel of an xlwings App, with a workbook open or without; a Refusal where there is no App."""
    if app is None:
        raise _no_excel("XLS003", "Excel is not running.", NO_EXCEL)
    return Live(app)


def _no_excel(code: str, says: str, ask: str) -> Refusal:
    return MachineRefusal(refuse(code, says, ask).finding)


class Live:
    """An xlwings App as the buttons see it, and the workbook that was in front when the button was pressed.

    The person goes on working meanwhile and may turn to another workbook: nothing is read from there or written there.
    """

    def __init__(self, app: Any) -> None:
        self.app = app
        self.book = app.books.active if len(app.books) else None
        self._ask = dialogs.of(app)

    def workbook(self) -> str:
        """Where the active workbook is saved.

        xlwings' own `fullname` would let a sheet of the workbook say where that is, so it is not asked.
        """
        if self.book is None:
            return ""
        api = self.book.api
        name = str(api.FullName if sys.platform == "win32" else api.full_name.get())
        if "://" in name:
            name = _local(name)
        return name if Path(name).is_file() else ""

    def is_saved(self) -> bool:
        """False where there are changes that the file lacks."""
        api = self._front().api
        return bool(api.Saved if sys.platform == "win32" else api.saved.get())

    def save(self) -> None:
        """Saves the active workbook under its name; refuses (ADD042) where Excel would not."""
        with _else("ADD042", "The workbook", "be saved", "Save it yourself under a name that may be written."):
            self._front().save()

    def selected(self) -> Area | None:
        """The first block of the selected cells."""
        found = self.app.selection if self.book is not None else None
        return None if found is None else _area(found)

    def around(self, area: Area) -> Area:
        """The block of filled cells in which an area stands."""
        return _area(self._range(area).current_region)

    def values(self, area: Area) -> list[list[Any]]:
        """What the cells hold, row by row."""
        found: list[list[Any]] = self._range(area).options(ndim=2).value
        return found

    def formulas(self, area: Area) -> list[list[str]]:
        """What was typed into the cells, row by row."""
        found = self._range(area).formula
        rows = found if isinstance(found, (list, tuple)) else ((found,),)
        return [[str(cell or "") for cell in (row if isinstance(row, (list, tuple)) else (row,))] for row in rows]

    def write(self, area: Area, rows: list[list[Any]]) -> None:
        """Fills the cells; as texts, so that nothing in them is taken for a formula."""
        ask = "Take off the protection of the sheet, or copy the table to one of your own, then try again."
        with _else("ADD043", f"{area.sheet}!{area.told}", "be written", ask):
            cells = self._range(area)
            cells.number_format = TEXT_FORMAT
            cells.value = rows

    def formats(self, area: Area) -> list[list[str]]:
        """The cells' number formats, row by row; a column is asked at once, and by halves where it is mixed."""
        columns = [self._column_formats(area._replace(left=at, right=at)) for at in range(area.left, area.right + 1)]
        return [list(row) for row in zip(*columns, strict=True)]

    def _column_formats(self, column: Area) -> list[str]:
        rows = column.bottom - column.top + 1
        found = self._range(column).number_format
        if found is not None or rows == 1:
            return [str(found or "")] * rows
        middle = column.top + rows // 2
        upper, lower = column._replace(bottom=middle - 1), column._replace(top=middle)
        return [*self._column_formats(upper), *self._column_formats(lower)]

    def colour(self, area: Area, word: str, fill: str, ink: str) -> None:
        """A conditional format that compares values: a formula would count from the cell that happens to be active."""
        formats = self._range(area).conditional_formats
        formats.add_cell_value("equal", f'="{word}"', fill_color=fill, font_color=ink, font_bold=True)

    def status(self, text: str) -> None:
        """A busy Excel cannot be told: the work goes on all the same."""
        with suppress(Exception):
            self.app.status_bar = text or False

    def tell(self, text: str) -> None:
        """A message box."""
        self.app.alert(text, dialogs.TITLE, "ok", "info")

    def confirm(self, text: str) -> bool:
        """A message box with yes and no."""
        return str(self.app.alert(text, dialogs.TITLE, "yes_no", "info")) == "yes"

    def ask(self, question: str, default: str = "") -> str | None:
        """A box to type into."""
        return self._ask.line(question, default)

    def pick_folder(self, title: str) -> Path | None:
        """The system's own folder picker."""
        return self._ask.folder(title)

    def open(self, path: Path, sheet: str = "") -> None:
        """Opens a workbook, or shows a folder."""
        if path.is_dir():
            dialogs.show_folder(path)
            return
        ask = "Open it from there; close a workbook of the same name first, if one is open."
        with _else("ADD041", str(path), "be opened in Excel", ask):
            book = self.app.books.open(str(path))
        if sheet in [one.name for one in book.sheets]:
            book.sheets[sheet].activate()

    def _front(self) -> Any:
        """The workbook; a Refusal where there was none."""
        if self.book is None:
            raise _no_excel("XLS003", "No workbook is open in Excel.", NO_EXCEL)
        return self.book

    def _range(self, area: Area) -> Any:
        sheet = self._front().sheets[area.sheet]
        return sheet.range((area.top, area.left), (area.bottom, area.right))


@contextmanager
def _else(code: str, what: str, done: str, ask: str) -> Iterator[None]:
    """Refuses in words where Excel itself would not: it raises whatever its system raises, also when it was closed."""
    try:
        yield
    except Exception as error:
        says = f"{what} could not {done}. It said: “{show(error, 160).rstrip('.')}”."
        raise refuse(code, says, ask) from error


def _area(found: Any) -> Area:
    return Area(found.sheet.name, found.row, found.column, found.last_cell.row, found.last_cell.column)


def _local(url: str, locate: Callable[[str], str] | None = None) -> str:
    """The synced copy of a workbook in OneDrive or SharePoint; "" where there is none on this machine."""
    if locate is None:
        from xlwings.utils import fullname_url_to_local_path as locate
    try:
        return str(locate(url) or "")  # type: ignore[misc]
    except Exception:
        return ""  # not synced here: the person is asked for the folder
