"""Reading .xlsx and .xlsm workbooks: each cell with address, type, value, formula, number format and visibility."""

from __future__ import annotations

from functools import partial

from pmxl.sheets.carried import MACROS
from pmxl.sheets.carried import carried
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.container import Container
from pmxl.sheets.package import SheetEntry
from pmxl.sheets.package import open_package
from pmxl.sheets.resting import collector_resting
from pmxl.sheets.scan import Known
from pmxl.sheets.scan import known_sheet
from pmxl.sheets.scan import scan_sheet
from pmxl.sheets.shorthand import Shorthand
from pmxl.sheets.shorthand import read_shorthand
from pmxl.sheets.stream import stream_sheet
from pmxl.sheets.strings import read_strings
from pmxl.sheets.values import Legend


def read_ooxml(container: Container, book: str, wanted: frozenset[str] | None) -> ReadBook:
    """The worksheets that the part `book` lists, hidden ones too; `wanted` limits to these names in lower case."""
    file = container.file
    package = open_package(container, book)
    entries = [entry for entry in package.sheets if wanted is None or entry.name.casefold() in wanted]
    strings = read_strings(container.read(package.strings), file, package.strings) if package.strings else {}
    shorthand = container.once(package.styles, read_shorthand) if package.styles else Shorthand()
    read = []
    with collector_resting():
        for entry in entries:
            legend = Legend(file, entry.name, entry.part, strings, shorthand, package.date1904)
            read.append(_read_sheet(container, entry, legend))
    kind = BookKind.XLSM if MACROS in container else BookKind.XLSX
    return ReadBook(file, "", tuple(read), package.date1904, kind, carried(container, package.macro_sheets))


def _read_sheet(container: Container, entry: SheetEntry, legend: Legend) -> ReadSheet:
    how = legend.shorthand, legend.date1904
    known: Known | None = container.known(entry.part, how)
    if known is not None and (sheet := known_sheet(known, entry.name, entry.state, legend.strings)):
        return sheet
    content = container.read(entry.part)
    keep = partial(container.keep, entry.part, how)
    fast = scan_sheet(content, entry.name, entry.state, legend, keep)
    return stream_sheet(content, entry.name, entry.state, legend) if fast is None else fast
