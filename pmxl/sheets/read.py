"""The one door for workbooks: what a file is by its contents decides how it is read, whatever it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from collections.abc import Sequence
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.container import Container
from pmxl.sheets.intake import take
from pmxl.sheets.number_formats import number_format_is_date
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.sheets.ods import is_ods
from pmxl.sheets.ods import read_ods
from pmxl.sheets.ooxml import read_ooxml
from pmxl.sheets.package import workbook_part
from pmxl.sheets.separated import is_separated
from pmxl.sheets.separated import read_separated
from pmxl.sheets.sniff import OLE
from pmxl.sheets.sniff import ZIP
from pmxl.terms import Severity

__all__ = ["number_format_is_date", "number_format_is_percent", "read_workbook"]

ENDINGS = {
    BookKind.XLSX: (".xlsx", ".xltx"),
    BookKind.XLSM: (".xlsm", ".xltm", ".xlam"),
    BookKind.XLSB: (".xlsb",),
    BookKind.XLS: (".xls", ".xlt"),
    BookKind.ODS: (".ods", ".ots"),
    BookKind.CSV: (".csv", ".txt", ".tsv"),
}
"""How files of each sort are called; those with another ending are read all the same, with a Note."""


def read_workbook(
    path: Path | str,
    data: bytes | None = None,
    sheets: Collection[str] | None = None,
    *,
    name: str = "",
    passwords: Sequence[str] = (),
) -> ReadBook:
    """The worksheets of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods or .csv), hidden ones too, in its own order.

    With `data` the file is not opened; `path` names it, unless `name` does. `sheets` limits to these names, case aside.
    `passwords` are tried where it is locked. Raises Refusal where the file is no readable workbook (FIL), hostile
    (SEC), contradicts itself (STR001) or cannot be opened (ENV).
    """
    path = path if isinstance(path, Path) else Path(path)
    data = take(path) if data is None else data
    wanted = None if sheets is None else frozenset(name.casefold() for name in sheets)
    name = name or path.name
    book = _read(_opened(data, name, passwords), name, wanted)
    book.sha256 = hashlib.sha256(data).hexdigest()
    book.notes = (*_misnamed(name, book.kind), *book.notes)
    return book


def _opened(data: bytes, file: str, passwords: Sequence[str]) -> bytes:
    """The bytes without their lock; the libraries for the rarer sorts are loaded only for them."""
    if not data.startswith(OLE):
        return data
    from pmxl.sheets.locked import unlocked

    return unlocked(data, file, passwords)


def _read(data: bytes, file: str, wanted: frozenset[str] | None) -> ReadBook:
    if data.startswith(OLE):
        from pmxl.sheets.xls import read_xls

        return read_xls(data, file, wanted)
    if not data.startswith(ZIP) and is_separated(data):
        return read_separated(data, file, wanted)
    container = Container(data, file)
    if is_ods(container):
        return read_ods(container, wanted)
    book = workbook_part(container)
    if book.casefold().endswith(".bin"):
        from pmxl.sheets.xlsb import read_xlsb

        return read_xlsb(data, container, wanted)
    return read_ooxml(container, book, wanted)


def _misnamed(name: str, kind: BookKind) -> tuple[Finding, ...]:
    """A Note where the name says another sort of file; a name without an ending says nothing."""
    if name.endswith(ENDINGS[kind]):
        return ()  # nearly always
    ending = Path(name).suffix.removeprefix(".").casefold()
    if not ending or f".{ending}" in ENDINGS[kind]:
        return ()
    says = f"The file is called .{show(ending, 20)} and is of the sort .{kind}."
    return (Finding("FIL004", Severity.NOTE, says, "It was read by its contents.", file=name),)
