"""Book: a workbook frozen part by part, the parts that need no change keeping their bytes."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.container import SAVE_AGAIN
from pmxl.sheets.container import Container
from pmxl.sheets.freeze.calls import Calls
from pmxl.sheets.freeze.calls import Native
from pmxl.sheets.freeze.frozen import Frozen
from pmxl.sheets.freeze.links import CALCULATION
from pmxl.sheets.freeze.links import Book
from pmxl.sheets.freeze.links import to_addin
from pmxl.sheets.freeze.names import find_lost
from pmxl.sheets.freeze.names import freeze_names
from pmxl.sheets.freeze.rules import HOLDERS
from pmxl.sheets.freeze.rules import OUTSIDE
from pmxl.sheets.freeze.rules import freeze_rules
from pmxl.sheets.freeze.rules import reads_addin
from pmxl.sheets.freeze.sheet import freeze_cells
from pmxl.sheets.freeze.sheet import spills
from pmxl.sheets.freeze.thaw import Reading
from pmxl.sheets.lint.book import lint_workbook
from pmxl.sheets.package import open_package
from pmxl.sheets.package import workbook_part
from pmxl.sheets.splice.book import zipped
from pmxl.sheets.splice.elements import elements_named
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import relations

IN_CELLS = ("row", "c", "f", "v", "is")
NAMES = ("definedNames", "definedName")
WITHOUT_FORMULAS = ("sharedStrings.xml", "styles.xml", "calcChain.xml", ".rels")


def freeze(data: bytes, file: str, family: str, addin: str, native: Native) -> Frozen:
    """A copy of a workbook that needs the add-in no more: formulas of its family are native ones or saved values.

    `family` is what the functions' names begin with, `addin` the add-in's file name. A Refusal names every formula that
    can be neither.
    """
    try:
        return _frozen(data, file, family, addin, native)
    except Unspliceable as problem:
        says = f"A copy of this workbook cannot be made safely: {problem}."
        raise refuse("XLS010", says, SAVE_AGAIN, file=file) from None


def _frozen(data: bytes, file: str, family: str, addin: str, native: Native) -> Frozen:
    container = Container(data, file)
    sheets = {entry.part.casefold(): entry.name for entry in open_package(container, workbook_part(container)).sheets}
    book = Book({name: container.read(name) for name in container.names}, "", file)
    book.main = next((one.target for one in relations(book.parts, "") if one.kind == "officeDocument"), "")
    gone, numbers = to_addin(book, addin)
    reading = Reading(Calls(family), native, numbers)
    named = elements_named(book.parts[book.main], book.main, NAMES)
    lost = find_lost(named, reading)
    marks = [family.encode().lower(), *(name.encode().lower() for name in reading.names)]
    _note_spills(book, reading, sheets, marks)
    names = freeze_names(named, lost, reading)
    book.parts[book.main] = edited(book.parts[book.main], names.edits)
    values, natives, problems = 0, names.natives, list[Finding]()
    marks += [b"anchorarray"] if reading.spills else []
    for part in [part for part in book.parts if _may_hold(book, part, marks, linked=bool(numbers))]:
        counted = _freeze_part(book, part, reading, sheets.get(part.casefold(), ""), problems)
        values, natives = values + counted[0], natives + counted[1]
    if problems:
        raise Refusal(*problems)
    if not (values or natives or names.gone or gone):
        return Frozen(data)
    chain = [one for one in relations(book.parts, book.main) if one.kind == CALCULATION]  # Excel makes it anew
    book.forget([*gone, *chain])
    copy = zipped(book.parts)
    if broken := sorted(_faults(copy) - _faults(data)):
        says = f"The copy would not be sound ({broken[0]})."
        raise refuse("XLS014", says, SAVE_AGAIN, file=file)
    return Frozen(copy, values, natives, tuple(names.gone), len(gone))


def _note_spills(book: Book, reading: Reading, sheets: Mapping[str, str], marks: Sequence[bytes]) -> None:
    """Lets `reading` know what the add-in's arrays fill on every sheet, before any formula is told anew."""
    for part in [part for part in book.parts if part.casefold() in sheets and _may_hold(book, part, marks)]:
        sheet = sheets[part.casefold()]
        found = elements_named(book.parts[part], part, IN_CELLS)
        reading.spills |= {(sheet.casefold(), start): end for start, end in spills(found, reading)}


def _may_hold(book: Book, part: str, marks: Sequence[bytes], *, linked: bool = False) -> bool:
    """True for a part of XML that may have a formula of the add-in, or where links are numbered anew."""
    name = part.casefold()
    if not name.startswith("xl/") or not name.endswith(".xml") or name.endswith(WITHOUT_FORMULAS):
        return False
    if "/externallinks/" in name or part == book.main:
        return False
    lower = book.parts[part].lower()
    return any(mark in lower for mark in marks) or (linked and b"[" in lower)


def _freeze_part(book: Book, part: str, reading: Reading, sheet: str, problems: list[Finding]) -> tuple[int, int]:
    """Freezes one part; how many of its formulas became values, and how many native ones."""
    data = book.parts[part]
    found = elements_named(data, part, {*OUTSIDE, *HOLDERS, *(IN_CELLS if sheet else ())})
    rules = freeze_rules(found, reading, book.file, sheet or part)
    problems += rules.problems
    edits, values, natives = rules.edits, rules.values, rules.natives
    if sheet:
        cells = freeze_cells(data, found, reading, book.file, sheet)
        problems += cells.problems
        edits, values, natives = [*edits, *cells.edits], values + cells.values, natives + cells.natives
        problems += [
            reads_addin(book.file, sheet, spot.text, spot.parent.attributes.get("r", ""))
            for spot in found
            if spot.name == "f" and spot.parent and spot.parent.name == "c"
            if reading.leads_to_addin(spot.text) and not reading.is_ours(spot.text)
        ]
    book.parts[part] = edited(data, edits)
    return values, natives


def _faults(data: bytes) -> set[str]:
    """What the lint says of a workbook, but for its links to other workbooks, which are theirs to have."""
    return {fault for fault in lint_workbook(data) if not fault.startswith("Not inert")}
