"""Excel as a printer of PDFs, through xlwings, in an Excel of its own that nobody sees."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from pmxl.excel.spared import spare_excel
from pmxl.findings import show
from pmxl.sheets.pdf import LibreOffice
from pmxl.sheets.pdf import Printer
from pmxl.sheets.pdf import no_pdf


class Excel:
    """The Excel of a Windows machine or of a Mac."""

    name = "Excel"

    def is_here(self) -> bool:
        """True where an Excel may be: it is only known for sure by starting it."""
        return sys.platform in ("win32", "darwin") and importlib.util.find_spec("xlwings") is not None

    def to_pdf(self, workbook: Path, pdf: Path) -> None:
        """Opens the workbook in an Excel of its own and lets it export all sheets."""
        import xlwings as xw

        spare_excel()
        try:
            with xw.App(visible=False, add_book=False) as app:
                book = app.books.open(str(workbook), update_links=False, read_only=True)
                book.to_pdf(str(pdf))
                book.close()
        except Exception as error:
            raise no_pdf(self.name, f"It said: “{show(error, 200).rstrip('.')}”.") from error
        if not pdf.is_file():
            raise no_pdf(self.name, "It said nothing.")


def printers() -> tuple[Printer, ...]:
    """The programs that may print, in the order in which they are asked: LibreOffice needs nobody at the screen."""
    return LibreOffice(), Excel()
