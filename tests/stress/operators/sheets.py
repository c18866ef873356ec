"""Sheets renamed, reordered, hidden, doubled and deleted."""

from __future__ import annotations

import copy

from tests.stress.book import RELATIONS
from tests.stress.book import WORKBOOK
from tests.stress.book import Book
from tests.stress.book import NotHere
from tests.stress.filled import Filled
from tests.stress.markup import OFFICE
from tests.stress.markup import tag
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.sheet import Sheet

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@operator(Stage.SHEETS)
def sheet_renamed(made: Filled) -> str:
    """The sheet under another name: found by what stands in it."""
    name = made.rng.choice(("Sheet1", "RETURN", " Return", "Q3 figures", "Return (2)", "Données", "返回", "Cover2"))
    made.book.entry("Return").set("name", name)
    for entry in made.book.entries:
        if entry.get("name") == name:
            continue
        for formula in made.book.sheet(entry.get("name") or "").root.iter(tag("f")):
            formula.text = (formula.text or "").replace("Return!", f"'{name}'!")
    made.sheet_name = name
    return f"Return renamed to {name!r}"


@operator(Stage.SHEETS)
def sheets_reordered(made: Filled) -> str:
    """The sheets in another order."""
    sheets = made.book.tree(WORKBOOK).find(tag("sheets"))
    assert sheets is not None
    order = list(sheets)
    made.rng.shuffle(order)
    sheets[:] = order
    for names in made.book.tree(WORKBOOK).findall(tag("definedNames")):
        made.book.tree(WORKBOOK).remove(names)
    return "sheets in another order"


def delete(book: Book, name: str) -> None:
    """Deletes a sheet with its part and its relation."""
    part, entry = book.part_of(name), book.entry(name)
    relations = book.tree(RELATIONS)
    for relation in list(relations):
        if relation.get("Id") == entry.get(tag("id", OFFICE)):
            relations.remove(relation)
    workbook = book.tree(WORKBOOK)
    for sheets in workbook.findall(tag("sheets")):
        sheets.remove(entry)
    for names in workbook.findall(tag("definedNames")):
        workbook.remove(names)
    types = book.tree("[Content_Types].xml")
    for one in list(types):
        if one.get("PartName") == f"/{part}":
            types.remove(one)
    book.forget(part)


@operator(Stage.SHEETS)
def cover_deleted(made: Filled) -> str:
    """The cover deleted: the figures stand; who signed is not known."""
    delete(made.book, "Cover")
    made.file_remarks |= {"STR", "RET", "VAL"}
    return "Cover deleted"


@operator(Stage.SHEETS)
def lists_deleted(made: Filled) -> str:
    """The hidden sheet of lists deleted."""
    delete(made.book, "Lists")
    return "Lists deleted"


@operator(Stage.SHEETS)
def hidden_identity_deleted(made: Filled) -> str:
    """The hidden sheet that says whose return it is deleted: known from the cover, or the file is named."""
    delete(made.book, "_pmxl")
    made.end("STR RET", or_read=True)
    made.file_remarks |= {"STR", "RET"}
    return "_pmxl deleted"


@operator(Stage.SHEETS)
def hidden_sheets_shown(made: Filled) -> str:
    """All hidden sheets shown."""
    for entry in made.book.entries:
        entry.attrib.pop("state", None)
    return "hidden sheets shown"


@operator(Stage.SHEETS)
def return_deleted(made: Filled) -> str:
    """The sheet with the figures deleted: the file is named."""
    if made.whole is not None:  # there may be a copy of it
        raise NotHere
    delete(made.book, made.sheet_name)
    made.end("STR")
    return "the sheet of figures deleted"


@operator(Stage.SHEETS)
def return_hidden(made: Filled) -> str:
    """The sheet with the figures hidden: read, and perhaps asked about."""
    made.book.entry(made.sheet_name).set("state", made.rng.choice(("hidden", "veryHidden")))
    made.file_remarks |= {"STR"}
    return "the sheet of figures hidden"


def double(made: Filled) -> Sheet:
    """A second sheet with the same cells."""
    twin = copy.deepcopy(made.sheet)
    for element in list(twin.root):
        if element.tag == tag("legacyDrawing"):
            twin.root.remove(element)
    name = "Return (2)" if made.sheet_name != "Return (2)" else "Return (3)"
    relation = made.book.add_part(
        "xl/worksheets/sheet9.xml", twin.xml(), SHEET_TYPE, ("worksheet", "worksheets/sheet9.xml")
    )
    for sheets in made.book.tree(WORKBOOK).findall(tag("sheets")):
        entry = copy.deepcopy(sheets[0])
        entry.attrib.clear()
        entry.attrib.update({"name": name, "sheetId": "19", tag("id", OFFICE): relation})
        sheets.insert(made.rng.choice((0, len(sheets))), entry)
    for names in made.book.tree(WORKBOOK).findall(tag("definedNames")):
        made.book.tree(WORKBOOK).remove(names)
    return made.book.sheet(name)


@operator(Stage.SHEETS)
def sheet_doubled(made: Filled) -> str:
    """The sheet with the figures twice, the same on both: one of them is read, or both are named."""
    double(made)
    made.end("STR", or_read=True)
    made.file_remarks |= {"STR"}
    return "the sheet of figures twice"


@operator(Stage.SHEETS)
def sheet_doubled_with_other_figures(made: Filled) -> str:
    """Two sheets of figures that differ: both named, nothing taken from either."""
    line = made.rng.choice([one for one in made.lines if one.is_number and one.row])
    column = made.columns[line.figure_heading]
    double(made).put(line.row, column, "7")
    made.end("STR")
    return f"two sheets of figures that differ in {line.key}"


@operator(Stage.SHEETS)
def sheet_of_their_own(made: Filled) -> str:
    """A sheet of the partner's own beside ours: left alone."""
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Working</t></is></c><c r="B1"><v>5</v></c></row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    relation = made.book.add_part("xl/worksheets/sheet8.xml", data, SHEET_TYPE, ("worksheet", "worksheets/sheet8.xml"))
    for sheets in made.book.tree(WORKBOOK).findall(tag("sheets")):
        entry = copy.deepcopy(sheets[0])
        entry.attrib.clear()
        entry.attrib.update({"name": "Working", "sheetId": "18", tag("id", OFFICE): relation})
        sheets.append(entry)
    return "a sheet of their own"
