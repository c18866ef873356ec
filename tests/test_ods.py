"""The reader of .ods workbooks: what a hand-made content.xml says, cell by cell, and what of it is refused."""

from __future__ import annotations

from datetime import datetime
from datetime import time

import pytest

from pmxl.findings import Refusal
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.ods_values import read_formula
from pmxl.sheets.read import read_workbook
from tests.minimal_book import zipped

NAMES = {
    "office": "office",
    "table": "table",
    "text": "text",
    "style": "style",
    "number": "datastyle",
    "draw": "drawing",
}
SPACES = " ".join(
    (
        *(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in NAMES.items()),
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    )
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
STYLES = (
    '<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/><number:text>%</number:text>'
    '</number:percentage-style><number:number-style style:name="N2"><number:number/><number:text>%</number:text>'
    '</number:number-style><number:date-style style:name="N3"><number:day number:style="long"/><number:text>/'
    '</number:text><number:month number:textual="true"/></number:date-style>'
    '<style:style style:name="pc" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="pc"/>'
    '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def content(tables: str, before: str = "") -> str:
    """A content.xml of these tables."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{before}{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )


def ods(rows: str, before: str = "", **more: str) -> bytes:
    """A workbook of one sheet with these rows."""
    tables = f'<table:table table:name="Return">{rows}</table:table>'
    return zipped({"mimetype": MIMETYPE, "content.xml": content(tables, before), **more})


def row(*cells: str, **attributes: str) -> str:
    """A row of these cells."""
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", **attributes: str) -> str:
    """A cell with a paragraph of text, if any; attributes are of `table` but for those of `office`."""
    own = ("value", "value_type", "date_value", "time_value", "boolean_value", "string_value")
    said = "".join(
        f' {"office" if name in own else "table"}:{name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    return f"<table:table-cell{said}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def number(value: float, **attributes: str) -> str:
    """A cell that holds a number."""
    return cell(str(value), value_type="float", value=str(value), **attributes)


def read(data: bytes) -> ReadBook:
    """The workbook."""
    return read_workbook("r.ods", data)


def the_only_cell(*cells: str) -> Cell:
    """What is read of a sheet of one cell."""
    (found,) = read(ods(row(*cells))).sheets[0].cells.values()
    return found


def refusal(data: bytes) -> str:
    """The message a file is refused with."""
    with pytest.raises(Refusal) as caught:
        read(data)
    return str(caught.value)


VALUES = [
    (number(0.95), "number", 0.95, "General"),
    (cell("95%", value_type="percentage", value="0.95"), "number", 0.95, "0%"),
    (cell("95.0%", value_type="percentage", value="0.95", style_name="ce1"), "number", 0.95, "0.0%"),
    (number(95, style_name="ce2"), "number", 95.0, '0"%"'),
    (cell("£3", value_type="currency", value="3"), "number", 3.0, "General"),
    (cell("20/Jan", value_type="date", date_value="2023-01-20", style_name="ce3"), "date", datetime(2023, 1, 20), 'dd"/"mmm'),  # noqa: DTZ001, E501
    (cell("x", value_type="date", date_value="2023-13-20"), "text", "2023-13-20", "yyyy-mm-dd"),
    (cell("10:30", value_type="time", time_value="PT10H30M00S"), "date", time(10, 30), "h:mm:ss"),
    (cell("36:00", value_type="time", time_value="PT36H00M00S"), "number", 1.5, "[h]:mm:ss"),
    (cell("TRUE", value_type="boolean", boolean_value="true"), "bool", True, "General"),
    (cell("TRUE", value_type="float", value="1", formula="of:=TRUE()"), "bool", True, "General"),
    (cell("#DIV/0!", value_type="string", string_value="", formula="of:=1/0"), "error", "#DIV/0!", "General"),
    (cell("#DIV/0!", value_type="string"), "text", "#DIV/0!", "General"),
    (cell("shown", value_type="string", string_value="kept"), "text", "kept", "General"),
    (cell("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d"), "text", "a   b\tc\nd", "General"),
    (cell("a  \n b<text:span>old</text:span></text:p><text:p>two"), "text", "a bold\ntwo", "General"),
    (cell("NaN", value_type="float", value="NaN"), "text", "NaN", "General"),
    (cell("1e999", value_type="float", value="1e999"), "text", "1e999", "General"),
    (cell("", value_type="string", string_value="", formula="of:=[.A2]"), "text", "", "General"),
    (cell("", formula="of:=[.A2]"), "blank", None, "General"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "kind", "value", "number_format"), VALUES)
def test_every_kind_of_cell(xml: str, kind: str, value: object, number_format: str) -> None:
    """95 % is told from 0.95 and from 95, an error from a blank, and a time of day from time elapsed."""
    found = the_only_cell(xml)
    assert (found.type, found.value, found.number_format) == (kind, value, number_format)


def test_an_error_that_libreoffice_marks_as_one_is_one() -> None:
    """Whatever it is called."""
    mark = 'calcext:value-type="error"'
    found = the_only_cell(f"<table:table-cell {mark}><text:p>Err:502</text:p></table:table-cell>")
    assert (found.type, found.value) == ("error", "Err:502")


def test_what_is_repeated_stands_in_each_of_its_cells() -> None:
    """Rows and columns; a million empty rows at the end cost nothing."""
    cells = row(cell(number_columns_repeated="2"), number(7, number_columns_repeated="2"), number_rows_repeated="2")
    tail = row(cell(number_columns_repeated="16384"), number_rows_repeated="1048574")
    (sheet,) = read(ods(cells + tail)).sheets
    assert [found.address for found in sheet.cells.values()] == ["C1", "D1", "C2", "D2"]
    assert {found.value for found in sheet.cells.values()} == {7}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            row(number(7, number_columns_repeated="1100"), number_rows_repeated="1000"),
            "The workbook repeats filled cells 1,099,999 times and the limit is 1,000,000.",
        ),
        (
            row(number(7), number_rows_repeated="99999999999"),
            "Cells are repeated beyond the last cell of a sheet, XFD1048576.",
        ),
    ],
)
def test_repeats_made_to_exhaust_a_reader_are_refused(rows: str, says: str) -> None:
    """Before a single cell of them is made."""
    fresh = "Do not open it; ask the sender for a copy saved afresh in Excel."
    assert refusal(ods(rows)) == f"r.ods › Return: {says} {fresh} [SEC006]"


def test_merged_cells_keep_what_they_cover() -> None:
    """The value under a merge is invisible to a person, and not to a reader."""
    covered = "<table:covered-table-cell office:value-type='float' office:value='2'/>"
    (sheet,) = read(ods(row(number(1, number_columns_spanned="2", number_rows_spanned="1"), covered))).sheets
    assert sheet.merges == ("A1:B1",)
    assert {found.address: found.value for found in sheet.cells.values()} == {"A1": 1, "B1": 2}


def test_what_is_hidden_is_marked_as_such() -> None:
    """Filtered rows, collapsed columns, and sheets whose style says so."""
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    first = columns + row(number(1), number(2)) + row(number(3), visibility="filter")
    second = f'<table:table table:name="Aside" table:style-name="ta2">{row(number(4))}</table:table>'
    tables = f'<table:table table:name="Return">{first}</table:table>{second}'
    book = read(zipped({"mimetype": MIMETYPE, "content.xml": content(tables)}))
    assert [sheet.state for sheet in book.sheets] == ["visible", "hidden"]
    assert {found.address: found.hidden for found in book.sheets[0].cells.values()} == {
        "A1": False, "B1": True, "A2": True,
    }  # fmt: skip


def test_notes_shapes_and_tables_within_a_cell_are_not_what_it_says() -> None:
    """Nor are the deleted cells that tracked changes keep."""
    inside = (
        "<office:annotation><text:p>a note</text:p></office:annotation><draw:frame><table:table><table:table-row>"
        "<table:table-cell><text:p>inner</text:p></table:table-cell></table:table-row></table:table></draw:frame>"
    )
    changes = (
        f"<table:tracked-changes><table:table table:name='x'>{row(number(9))}</table:table></table:tracked-changes>"
    )
    filled = (
        f"<table:table-cell office:value-type='float' office:value='5'>{inside}<text:p>5</text:p></table:table-cell>"
    )
    book = read(ods(row(filled, cell("next", value_type="string")), before=changes))
    assert [sheet.name for sheet in book.sheets] == ["Return"]
    assert {found.address: found.value for found in book.sheets[0].cells.values()} == {"A1": 5, "B1": "next"}


@pytest.mark.parametrize(
    ("written", "formula"),
    [
        ("of:=SUM([.A1:.B2];1)", "SUM(A1:B2,1)"),
        ("of:=[$Return.I6]*100/[$'My sheet'.$J$6]", "Return!I6*100/'My sheet'!$J$6"),
        ('of:=IF([.A1]="a;[.B1]";1;{1;2|3})', 'IF(A1="a;[.B1]",1,{1,2;3})'),
        ("msoxl:=SUM(A1:B2,1)", "SUM(A1:B2,1)"),
        ("of:='file:///c/two.ods'#$Sheet1.A1", "'file:///c/two.ods'#$Sheet1.A1"),
    ],
)
def test_a_formula_is_spelled_as_excel_has_it(written: str, formula: str) -> None:
    """So that our own is known again, and messages name cells as a person sees them."""
    assert read_formula(written) == formula


def test_links_and_macros_are_named_and_left_alone() -> None:
    """One Query for what leads out, one Note for the macros."""
    linked = cell("3", value_type="float", value="3", formula="of:='file:///c/two.ods'#$Sheet1.A1")
    dde = (
        "<table:dde-links><table:dde-link><office:dde-source office:dde-application='soffice' "
        "office:dde-topic='x.ods' office:dde-item='A1'/></table:dde-link></table:dde-links>"
    )
    more = {"Basic/Standard/Module1.xml": "<x/>"}
    book = read(ods(row(linked), before=dde, **more))
    macros, links = (str(note) for note in book.notes)
    assert macros == (
        "r.ods: The workbook has macros (Basic/Standard/Module1.xml). They were neither run nor read. [SEC011]"
    )
    assert links == (
        "r.ods: The workbook has links to elsewhere or other files within it: DDE soffice|x.ods|A1, file:///c/two.ods. "
        "None was followed. Confirm that no figure depends on them, or replace them by their values. [SEC010]"
    )


def test_what_is_kept_of_another_workbook_is_no_sheet_of_this_one() -> None:
    """LibreOffice saves the cells that formulas point to elsewhere beside the sheets; only the link is told."""
    source = '<table:table-source xlink:href="file:///c/two.xlsx" xmlns:xlink="http://www.w3.org/1999/xlink"/>'
    kept = f"<table:table table:name=\"'file:///c/two.xlsx'#Sheet1\">{source}{row(number(5))}</table:table>"
    tables = f'<table:table table:name="Return">{row(number(4))}</table:table>{kept}'
    book = read(zipped({"mimetype": MIMETYPE, "content.xml": content(tables)}))
    assert [sheet.name for sheet in book.sheets] == ["Return"]
    assert [note.found for note in book.notes] == ["file:///c/two.xlsx"]


@pytest.mark.parametrize("how", ["manifest", "whole"])
def test_a_locked_ods_is_refused_with_what_to_do(how: str) -> None:
    """Both the older way, part by part, and the newer one, the package as a whole."""
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    data = ods(row(number(1)), **(manifest if how == "manifest" else {"encrypted-package": "x"}))
    assert refusal(data) == (
        "r.ods: The OpenDocument workbook is locked with a password, which is not supported for .ods. "
        "Save it without the password, as an Excel workbook (.xlsx) if you can, and send it again. [FIL012]"
    )


def test_an_ods_that_declares_a_doctype_is_refused() -> None:
    """As every workbook is that does."""
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + content("").partition("?>")[2]
    assert refusal(zipped({"mimetype": MIMETYPE, "content.xml": bomb})).endswith("[SEC002]")


def test_rows_and_cells_outside_every_sheet_are_none() -> None:
    """A spoilt file may have them anywhere, even before the first sheet."""
    stray = "<table:table-column/>" + row(number(1)) + number(2)
    assert [found.value for found in read(ods(row(number(3)), before=stray)).sheets[0].cells.values()] == [3]


@pytest.mark.parametrize("count", ["x", "-", "1.5"])
def test_a_count_that_is_none_is_a_damaged_part(count: str) -> None:
    """Named by its line."""
    assert "content.xml: This part is damaged at its line 1" in refusal(
        ods(row(cell("a", value_type="string", number_columns_repeated=count)))
    )
