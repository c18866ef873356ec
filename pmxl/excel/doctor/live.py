"""Live: a real Excel as the acceptance steps ask for it, driven through xlwings."""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Any

from pmxl.excel.addin.place import FILE_NAME
from pmxl.excel.addin.place import MAC
from pmxl.excel.addin.place import WINDOWS
from pmxl.excel.addin.place import start_folder
from pmxl.excel.spared import spare_excel
from pmxl.findings import refuse


class LiveExcel:
    """An Excel of its own, shown on the screen; workbooks that are open elsewhere are not touched."""

    def __init__(self) -> None:
        """Starts Excel; refuses where there is none (ENV042) and where the add-in is not installed (ENV043)."""
        self._addin = _installed()
        self._app = _started()
        self._book: Any = None

    def version(self) -> str:
        """Version and operating system, and the bits of this Python."""
        return f"{self._app.api.Version} {self._app.api.OperatingSystem}, Python of {struct.calcsize('P') * 8} bits"

    def open_addin(self) -> str:
        """Opens the add-in."""
        return str(self._app.books.open(str(self._addin)).name)

    def run(self, macro: str, *given: str) -> Any:
        """Runs a macro of the add-in."""
        return self._app.macro(f"'{self._addin.name}'!{macro}")(*given)

    def new_sheet(self, name: str) -> None:
        """A new workbook in place of the one of the step before."""
        self._close()
        self._book = self._app.books.add()
        self._book.sheets[0].name = name

    def put(self, cell: str, rows: list[list[Any]]) -> None:
        """Writes values in one go."""
        self._book.sheets[0][cell].value = rows

    def formula(self, cell: str, formula: str) -> None:
        """Writes a formula as one that may spill."""
        self._book.sheets[0][cell].formula2 = formula

    def values(self, cells: str) -> list[list[Any]]:
        """Reads values as rows."""
        return list(self._book.sheets[0][cells].options(ndim=2).value)

    def quit(self) -> None:
        """Closes without saving; not through xlwings, which would end every Excel without a window as well."""
        self._close()
        if sys.platform == WINDOWS:
            self._app.display_alerts = False
            self._app.api.Quit()
        else:
            self._app.quit()

    def _close(self) -> None:
        if self._book is not None:
            self._book.close()
        self._book = None


def _installed() -> Path:
    if sys.platform not in (WINDOWS, MAC):
        says, ask = "There is no Excel on this machine to try.", "Run this on Windows or on a Mac with Excel."
        raise refuse("ENV042", says, ask)
    path = start_folder() / FILE_NAME
    if not path.is_file():
        raise refuse("ENV043", f"There is no add-in in {path.parent}.", "Run: pmxl addin install, then this again.")
    return path


def _started() -> Any:
    import xlwings as xw

    spare_excel()
    try:
        return xw.App(visible=True, add_book=False)
    except Exception as error:  # what a missing Excel throws differs from version to version
        says = f"Excel did not start: {type(error).__name__}."
        raise refuse("ENV042", says, "Start Excel by hand, close it, and run this again.", found=str(error)) from error
