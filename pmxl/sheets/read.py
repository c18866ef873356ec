"""Reading .xlsx and .xlsm workbooks: each cell with address, type, value, formula, number format and visibility."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.container import Container
from pmxl.sheets.intake import take
from pmxl.sheets.number_formats import NO_STYLES
from pmxl.sheets.number_formats import number_format_is_date
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.sheets.number_formats import read_styles
from pmxl.sheets.package import SheetEntry
from pmxl.sheets.package import open_package
from pmxl.sheets.scan import scan_sheet
from pmxl.sheets.stream import stream_sheet
from pmxl.sheets.strings import read_strings
from pmxl.sheets.values import Legend

__all__ = ["number_format_is_date", "number_format_is_percent", "read_workbook"]


def read_workbook(path: Path | str, data: bytes | None = None, sheets: Collection[str] | None = None) -> ReadBook:
    """The worksheets of a workbook, hidden ones too, in its own order.

    With `data` the file is not opened; `path` only names it. `sheets` limits to these names, case aside. Raises Refusal
    where the file is no readable workbook (FIL), hostile (SEC), contradicts itself (STR001) or cannot be opened (ENV).
    """
    path = Path(path)
    data = take(path) if data is None else data
    container = Container(data, path.name)
    package = open_package(container)
    wanted = None if sheets is None else {name.casefold() for name in sheets}
    entries = [entry for entry in package.sheets if wanted is None or entry.name.casefold() in wanted]
    strings = read_strings(container.read(package.strings), path.name, package.strings) if package.strings else {}
    formats = read_styles(container.read(package.styles), path.name, package.styles) if package.styles else NO_STYLES
    read = []
    with _collector_resting():
        for entry in entries:
            legend = Legend(path.name, entry.name, entry.part, strings, formats, package.date1904)
            read.append(_read_sheet(container.read(entry.part), entry, legend))
    return ReadBook(path.name, hashlib.sha256(data).hexdigest(), tuple(read), package.date1904)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Cells hold no cycles, and the collector would walk them over and over: a third of the time of a big file."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_sheet(content: bytes, entry: SheetEntry, legend: Legend) -> ReadSheet:
    fast = scan_sheet(content, entry.name, entry.state, legend)
    return stream_sheet(content, entry.name, entry.state, legend) if fast is None else fast
