"""The reader of .xlsx workbooks: every kind of cell, by the fast path and the slow one."""

from __future__ import annotations

# ruff: noqa: DTZ001  (a workbook's dates have no time zone)
from collections.abc import Callable
from datetime import datetime
from datetime import time
from typing import Any

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.findings import Refusal
from pmxl.sheets import ooxml
from pmxl.sheets import strings
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.read import read_workbook
from pmxl.sheets.recalled import Recalled
from pmxl.sheets.stream import stream_sheet
from pmxl.sheets.values import Legend
from tests.minimal_book import MAIN
from tests.minimal_book import SHEET
from tests.minimal_book import STRICT_MAIN
from tests.minimal_book import STRICT_OFFICE
from tests.minimal_book import parts
from tests.minimal_book import sheet_xml
from tests.minimal_book import strings_xml
from tests.minimal_book import styles_xml
from tests.minimal_book import zipped
from tests.thorough import cases

FORMATS = (9, 14, "0.0%", "[h]:mm", "dd/mm/yyyy hh:mm", '0"%"', 20)
STRINGS = (
    "<t>Days to relet</t>",
    '<t xml:space="preserve"> two  spaces </t>',
    "<r><rPr><b/></rPr><t>Bold</t></r><r><t> and not</t></r>",
    "<t>A &amp; B &lt;c&gt; &#163;</t>",
    "<t>line_x000D_\nbreak _x005F_x0041_</t>",
    '<t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>',
    "<t/>",
)


def workbook(rows: str, **more: Any) -> bytes:
    """A workbook of one sheet with these rows, FORMATS as styles 1 and on, and STRINGS shared."""
    sheet = sheet_xml(rows, more.pop("before", ""), more.pop("after", ""))
    return zipped(parts(sheet, strings=strings_xml(STRINGS), styles=styles_xml(FORMATS), **more))


def slowly(data: bytes) -> ReadBook:
    """The same workbook by the slow path alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ooxml, "scan_sheet", lambda *_: None)
        return read_workbook("r.xlsx", data)


@pytest.mark.parametrize("kept", [1 << 18, 0])
def test_shared_text_is_the_same_whether_it_is_kept_in_mind_or_not(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of very many texts is read without remembering each."""
    monkeypatch.setattr(strings, "LARGEST", kept)
    monkeypatch.setattr(strings, "KNOWN", known := Recalled())
    data = strings_xml([one for one in STRINGS if "phonetic" not in one]).encode()
    assert strings.scan_strings(data, "r.xlsx", "s") == strings.stream_strings(data, "r.xlsx", "s")
    assert (known.get(STRINGS[0].encode()) is not None) is bool(kept)


def both(data: bytes) -> ReadSheet:
    """The only sheet, after making sure that both paths see the same, in the same order."""
    fast, slow = read_workbook("r.xlsx", data), slowly(data)
    assert fast == slow
    assert list(fast.sheets[0].cells) == list(slow.sheets[0].cells) == sorted(fast.sheets[0].cells)
    return fast.sheets[0]


def paths_taken(data: bytes) -> list[str]:
    """Which sheets the slow path had to read."""
    taken: list[str] = []
    with pytest.MonkeyPatch.context() as patch:

        def watch(content: bytes, name: str, state: str, legend: Legend) -> ReadSheet:
            taken.append(name)
            return stream_sheet(content, name, state, legend)

        patch.setattr(ooxml, "stream_sheet", watch)
        read_workbook("r.xlsx", data)
    return taken


NUMBER, TEXT, BOOL, DATE = CellType.NUMBER, CellType.TEXT, CellType.BOOL, CellType.DATE
ERROR, BLANK = CellType.ERROR, CellType.BLANK

AS_EXCEL_WRITES = [
    ('<c r="A1"><v>24</v></c>', NUMBER, 24.0, "24", None),
    ('<c r="A1" s="1"><v>0.95</v></c>', NUMBER, 0.95, "0.95", None),
    ('<c r="A1"><v>-1.5E-3</v></c>', NUMBER, -0.0015, "-1.5E-3", None),
    ('<c r="A1" t="n"><v>7</v></c>', NUMBER, 7.0, "7", None),
    ('<c r="A1" t="s"><v>0</v></c>', TEXT, "Days to relet", "Days to relet", None),
    ('<c r="A1" t="s"><v>1</v></c>', TEXT, " two  spaces ", " two  spaces ", None),
    ('<c r="A1" t="s"><v>2</v></c>', TEXT, "Bold and not", "Bold and not", None),
    ('<c r="A1" t="s"><v>3</v></c>', TEXT, "A & B <c> £", "A & B <c> £", None),
    ('<c r="A1" t="s"><v>4</v></c>', TEXT, "line\r\nbreak _x0041_", "line\r\nbreak _x0041_", None),
    ('<c r="A1" t="s"><v>5</v></c>', TEXT, "課", "課", None),
    ('<c r="A1" t="s"><v>6</v></c>', TEXT, "", "", None),
    ('<c r="A1" t="inlineStr"><is><t>in &amp; line</t></is></c>', TEXT, "in & line", "in & line", None),
    ('<c r="A1" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>', TEXT, "two runs", "two runs", None),
    ('<c r="A1" t="str"><f>A2&amp;"x"</f><v>yx</v></c>', TEXT, "yx", "yx", 'A2&"x"'),
    ('<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>', TEXT, "", "", 'IF(1,"")'),
    ('<c r="A1" t="str"><f>IF(1,"")</f><v/></c>', TEXT, "", "", 'IF(1,"")'),
    ('<c r="A1" t="str"><f>"a"</f><v xml:space="preserve"> a_x000A_</v></c>', TEXT, " a\n", " a\n", '"a"'),
    ('<c r="A1" t="b"><v>1</v></c>', BOOL, True, "1", None),
    ('<c r="A1" t="b"><v>0</v></c>', BOOL, False, "0", None),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', ERROR, "#DIV/0!", "#DIV/0!", None),
    ('<c r="A1" t="e" vm="1"><v>#SPILL!</v></c>', ERROR, "#SPILL!", "#SPILL!", None),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ERROR, "#DIV/0!", "#DIV/0!", "1/0"),
    ('<c r="A1"><f>SUM(B1:B9)</f><v>12</v></c>', NUMBER, 12.0, "12", "SUM(B1:B9)"),
    ('<c r="A1"><f ca="1">NOW()</f><v>12</v></c>', NUMBER, 12.0, "12", "NOW()"),
    ('<c r="A1"><f>SUM(B1:B9)</f></c>', BLANK, None, "", "SUM(B1:B9)"),
    ('<c r="A1" cm="1"><f t="array" ref="A1">SUM(B1:B2*C1:C2)</f><v>3</v></c>', NUMBER, 3.0, "3", "SUM(B1:B2*C1:C2)"),
    ('<c r="A1" s="2"><v>44926</v></c>', DATE, datetime(2022, 12, 31), "44926", None),
    ('<c r="A1" s="5"><v>44926.75</v></c>', DATE, datetime(2022, 12, 31, 18), "44926.75", None),
    ('<c r="A1" s="7"><v>0.5</v></c>', DATE, time(12), "0.5", None),
    ('<c r="A1" s="2"><v>59</v></c>', DATE, datetime(1900, 2, 28), "59", None),
    ('<c r="A1" s="2"><v>60</v></c>', DATE, datetime(1900, 2, 28), "60", None),
    ('<c r="A1" s="2"><v>61</v></c>', DATE, datetime(1900, 3, 1), "61", None),
    ('<c r="A1" s="2"><v>-1</v></c>', NUMBER, -1.0, "-1", None),
    ('<c r="A1" s="2"><v>2958466</v></c>', NUMBER, 2958466.0, "2958466", None),
    ('<c r="A1" s="2"><f>TODAY()</f><v>44926</v></c>', DATE, datetime(2022, 12, 31), "44926", "TODAY()"),
    ('<c r="A1" s="4"><v>1.5</v></c>', NUMBER, 1.5, "1.5", None),
    ('<c r="A1" s="2" t="s"><v>0</v></c>', TEXT, "Days to relet", "Days to relet", None),
    (
        '<c r="A1" t="d"><v>2022-12-31T18:30:00Z</v></c>',
        DATE,
        datetime(2022, 12, 31, 18, 30),
        "2022-12-31T18:30:00Z",
        None,
    ),
    ('<c r="A1" t="d"><v>2022-12-31</v></c>', DATE, datetime(2022, 12, 31), "2022-12-31", None),
    ('<c r="A1" t="d"><v>18:30:00</v></c>', DATE, time(18, 30), "18:30:00", None),
    ('<c r="A1" t="d"><v>soon</v></c>', TEXT, "soon", "soon", None),
]
OTHERWISE = [
    ('<c r="A1"><v>NaN</v></c>', TEXT, "NaN", "NaN", None),
    ('<c r="A1"><v>INF</v></c>', TEXT, "INF", "INF", None),
    ('<c r="A1"><v>1e999</v></c>', TEXT, "1e999", "1e999", None),
    ('<c r="A1"><v>1_000</v></c>', TEXT, "1_000", "1_000", None),
    ('<c r="A1"><v>0x10</v></c>', TEXT, "0x10", "0x10", None),
    ('<c r="A1"><v>١٢</v></c>', TEXT, "١٢", "١٢", None),
    ('<c r="A1"><v>1-2</v></c>', TEXT, "1-2", "1-2", None),
    ('<c r="A1"><v> 5 </v></c>', NUMBER, 5.0, " 5 ", None),
    ('<c r="A1"><v>+.5e1</v></c>', NUMBER, 5.0, "+.5e1", None),
    ('<c r="A1" t="b"><v>maybe</v></c>', TEXT, "maybe", "maybe", None),
    ('<c r="A1" t="date"><v>44926</v></c>', TEXT, "44926", "44926", None),
    ('<c t="s" r="A1"><v>0</v></c>', TEXT, "Days to relet", "Days to relet", None),
    ('<c r="A1" t="s"><v> 00 </v></c>', TEXT, "Days to relet", "Days to relet", None),
    ("<c><v>24</v></c>", NUMBER, 24.0, "24", None),
    ('<c r="a1"><v>24</v></c>', NUMBER, 24.0, "24", None),
    ('<c r="A1" s="99"><v>24</v></c>', NUMBER, 24.0, "24", None),
    ('<c r="A1"><f></f><v>24</v></c>', NUMBER, 24.0, "24", ""),
    ('<c r="A1"><v><![CDATA[24]]></v></c>', NUMBER, 24.0, "24", None),
    ('<c r="A1"><!-- a comment --><v>24</v></c>', NUMBER, 24.0, "24", None),
    ('<c r="A1"><v>2&#52;</v></c>', NUMBER, 24.0, "24", None),
    ('<c r="A1" t="str"><f>"a"</f><v>_xD83D_</v></c>', TEXT, "_xD83D_", "_xD83D_", '"a"'),
    ('<c r="A1"><f t="dataTable" ref="A1:A3" r1="B1" dt2D="1" r2="B2"/><v>1</v></c>', NUMBER, 1.0, "1", "TABLE(B1,B2)"),
    ('<c r="A1"><f t="dataTable" ref="A1:A3" r1="B1" dtr="1"/><v>1</v></c>', NUMBER, 1.0, "1", "TABLE(B1,)"),
    ('<c r="A1"><f t="dataTable" ref="A1:A3" r1="B1"/><v>1</v></c>', NUMBER, 1.0, "1", "TABLE(,B1)"),
    ('<c r="A1"><f t="shared" si="9"/><v>1</v></c>', NUMBER, 1.0, "1", "#REF!"),
    ('<c r="A1" t="inlineStr"><v>x</v></c>', TEXT, "x", "x", None),
    ('<c r="A1" t="inlineStr"><is><t>a<!-- -->b</t></is></c>', TEXT, "ab", "ab", None),
]


@pytest.mark.parametrize(("cell", "kind", "value", "raw", "formula"), AS_EXCEL_WRITES + OTHERWISE)
def test_a_cell_is_what_it_stores(cell: str, kind: CellType, value: object, raw: str, formula: str | None) -> None:
    """Type, value, raw text and formula of every spelling of a cell, the same by both paths."""
    found = both(workbook(f'<row r="1">{cell}</row>')).at("A1")
    assert found is not None
    assert (found.type, found.value, found.raw, found.formula) == (kind, value, raw, formula)
    assert type(found.value) is type(value)


@pytest.mark.parametrize("cell", [case[0] for case in AS_EXCEL_WRITES])
def test_what_excel_writes_takes_the_fast_path(cell: str) -> None:
    """No spelling that Excel uses sends a sheet down the slow path."""
    assert (
        paths_taken(
            workbook(f'<row r="1" spans="1:2" x14ac:dyDescent="0.25" ht="15">{cell}</row>'.replace("x14ac:", ""))
        )
        == []
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="2"/>',
        '<c r="A1" s="2"><v></v></c>',
        '<c r="A1" t="s"><v></v></c>',
        '<c r="A1"></c>',
        '<c r="A1"><v/></c>',
        '<c r="A1" t="s"/>',
        "",
    ],
)
def test_a_styled_blank_is_left_out(cell: str) -> None:
    """A cell with a style and nothing in it is no cell."""
    assert both(workbook(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')).cells.keys() <= {(1, 2), (1, 1)}
    assert both(workbook(f'<row r="1">{cell}</row>')).cells == {}


def test_number_formats_are_told_per_cell() -> None:
    """Built-in and custom formats by style, General where no style is named; conditional formats do not count."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n - 1}"><v>1</v></c></row>' for n in range(1, len(FORMATS) + 2))
    sheet = both(workbook(rows + '<row r="9"><c r="A9"><v>1</v></c></row>'))
    told = [cell.number_format for cell in sheet.cells.values()]
    assert told == ["General", "0%", "mm-dd-yy", "0.0%", "[h]:mm", "dd/mm/yyyy hh:mm", '0"%"', "h:mm", "General"]


def test_the_1904_date_system() -> None:
    """A workbook of the Macintosh's date system counts from 1904: 1,462 days apart."""
    data = workbook('<row r="1"><c r="A1" s="2"><v>43464</v></c><c r="B1" s="2"><v>1</v></c></row>', date1904=True)
    sheet = both(data)
    assert read_workbook("r.xlsx", data).date1904
    assert [cell.value for cell in sheet.cells.values()] == [datetime(2022, 12, 31), datetime(1904, 1, 2)]


def test_hidden_rows_and_columns_and_merges() -> None:
    """A cell is hidden with its row or its column; merges are listed and what they cover is still read."""
    sheet = both(
        workbook(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
            '<row r="2" hidden="1"><c r="A2"><v>4</v></c></row><row r="3" hidden="0"><c r="A3"><v>5</v></c></row>',
            before='<cols><col min="2" max="3" hidden="1"/><col min="4" max="16384" width="9"/></cols>',
            after='<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A3:B4"/></mergeCells>',
        )
    )
    assert {cell.address: cell.hidden for cell in sheet.cells.values()} == {
        "A1": False,
        "B1": True,
        "C1": True,
        "A2": True,
        "A3": False,
    }
    assert sheet.merges == ("A1:C1", "A3:B4")


def test_shared_formulas_are_written_out_for_each_cell() -> None:
    """Cells that only name a shared formula have it, shifted from its first cell, even where that comes later."""
    first = '<c r="B2"><f t="shared" ref="B2:C3" si="0">A2*$A$1+SUM(A:A)&amp;"A2"</f><v>1</v></c>'
    rest = '<c r="{0}"><f t="shared" si="0"/><v>1</v></c>'
    ahead = f'<row r="1">{rest.format("C1")}</row>'
    sheet = both(workbook(f'{ahead}<row r="2">{first}{rest.format("C2")}</row><row r="3">{rest.format("B3")}</row>'))
    assert {cell.address: cell.formula for cell in sheet.cells.values()} == {
        "C1": 'B1*$A$1+SUM(B:B)&"A2"',
        "B2": 'A2*$A$1+SUM(A:A)&"A2"',
        "C2": 'B2*$A$1+SUM(B:B)&"A2"',
        "B3": 'A3*$A$1+SUM(A:A)&"A2"',
    }


def test_cells_an_array_formula_fills_have_it() -> None:
    """The file gives an array's formula to its first cell alone; the others are calculated all the same."""
    sheet = both(
        workbook(
            '<row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2*2</f><v>2</v></c><c r="B1"><v>4</v></c>'
            '<c r="C1"><v>5</v></c></row><row r="2"><c r="A2"><v>6</v></c><c r="B2"><v>8</v></c></row>'
            '<row r="3"><c r="A3"><v>9</v></c></row>'
        )
    )
    assert [cell.formula for cell in sheet.cells.values()] == ["D1:E2*2", "D1:E2*2", None, "D1:E2*2", "D1:E2*2", None]


def test_places_are_found_without_references_and_out_of_order() -> None:
    """Rows and cells without a reference follow the one before; rows and cells may come in any order."""
    sheet = both(
        workbook(
            '<row r="3"><c r="B3"><v>32</v></c><c><v>33</v></c><c r="A3"><v>31</v></c></row><row><c><v>41</v></c></row>'
            '<row r="1"><c/><c><v>12</v></c></row>',
            before='<dimension ref="A1"/>',
        )
    )
    assert {cell.address: cell.value for cell in sheet.cells.values()} == {
        "B1": 12.0,
        "A3": 31.0,
        "B3": 32.0,
        "C3": 33.0,
        "A4": 41.0,
    }


def test_a_strict_workbook_is_read() -> None:
    """Excel's own Strict Open XML has other namespaces throughout."""
    sheet = sheet_xml('<row r="1"><c r="A1" t="d"><v>2022-12-31</v></c></row>', main=STRICT_MAIN)
    data = zipped(parts(sheet, main=STRICT_MAIN, office=STRICT_OFFICE))
    assert [cell.value for cell in both(data).cells.values()] == [datetime(2022, 12, 31)]


def test_prefixed_elements_are_read() -> None:
    """Other programs write x:c for c."""
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is>'
        '</x:c><x:c r="B1"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert [(cell.value, cell.formula) for cell in both(zipped(parts(sheet))).cells.values()] == [
        ("a", None),
        (2.0, "1+1"),
    ]


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_other_encodings_are_read(encoding: str) -> None:
    """A part says its own encoding."""
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>£5</t></is></c></row>').replace("UTF-8", encoding)
    cells = both(zipped(parts("") | {SHEET: xml.encode(encoding)})).cells
    assert [cell.value for cell in cells.values()] == ["£5"]


def test_rows_hidden_in_a_comment_are_no_rows() -> None:
    """What looks like rows inside a comment is not read, by either path."""
    real = '<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = sheet_xml(real, before='<!-- <sheetData><row r="1"><c r="A1"><v>9</v></c></row></sheetData> -->')
    assert [cell.value for cell in both(zipped(parts(sheet))).cells.values()] == [1.0]


def test_formatted_to_the_last_row_is_cheap() -> None:
    """A column formatted down to row 1,048,576 costs no cells and only passing memory."""
    rows = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(1_040_000, 1_048_576)
    )
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 200_000))
    data = workbook(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}{rows}')
    assert paths_taken(data) == []
    assert list(read_workbook("r.xlsx", data).sheets[0].cells) == [(1, 1)]


def test_sheets_are_told_with_their_state_and_limited_by_name() -> None:
    """Hidden and very hidden sheets are read; a chart sheet is none; names are matched case aside."""
    made = parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    made["xl/worksheets/sheet2.xml"] = made["xl/worksheets/sheet3.xml"] = made[SHEET]
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        "</sheets>",
        '<sheet name="Lists &amp; more" sheetId="2" state="hidden" r:id="rId7"/>'
        '<sheet name="_pmxl" sheetId="3" state="veryHidden" r:id="rId8"/>'
        '<sheet name="Chart" sheetId="4" r:id="rId9"/></sheets>',
    )
    more = "".join(
        f'<Relationship Id="{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/>'
        for i, kind, target in (
            ("rId7", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId8", "worksheet", r"worksheets\sheet3.xml"),
            ("rId9", "chartsheet", "chartsheets/sheet1.xml"),
        )
    )
    rels = "xl/_rels/workbook.xml.rels"
    made[rels] = str(made[rels]).replace("</Relationships>", f"{more}</Relationships>")
    book = read_workbook("r.xlsx", zipped(made))
    assert [(s.name, s.state) for s in book.sheets] == [
        ("Return", "visible"),
        ("Lists & more", "hidden"),
        ("_pmxl", "veryHidden"),
    ]
    assert [s.name for s in read_workbook("r.xlsx", zipped(made), sheets={"RETURN", "_PMXL", "none"}).sheets] == [
        "Return",
        "_pmxl",
    ]


def test_only_the_sheets_asked_for_are_unpacked() -> None:
    """A damaged sheet that nobody asks for is no obstacle."""
    made = parts("<broken")
    assert read_workbook("r.xlsx", zipped(made), sheets=[]).sheets == ()


def outcomes_agree(data: bytes) -> bool:
    """True where both paths read the same or refuse with the same words."""

    def outcome(by: Callable[[bytes], ReadBook]) -> object:
        try:
            return by(data)
        except Refusal as refusal:
            return str(refusal)

    return outcome(lambda content: read_workbook("r.xlsx", content)) == outcome(slowly)


SPELLED = st.sampled_from([case[0] for case in AS_EXCEL_WRITES + OTHERWISE])
ROW_TAGS = st.sampled_from(
    ['<row r="{0}">', '<row r="{0}" hidden="1">', '<row r="{0}" spans="1:9" ht="15.5">', "<row>"]
)


@given(st.lists(st.tuples(ROW_TAGS, SPELLED, st.sampled_from(["", " ", '<row r="900"/>'])), max_size=6))
@settings(deadline=None, max_examples=cases(60))
def test_both_paths_agree_on_any_mixture(rows: list[tuple[str, str, str]]) -> None:
    """Whatever cells stand together in a sheet, the fast path sees what the slow one sees."""
    xml = "".join(
        gap + tag.format(n) + cell.replace('r="A1"', f'r="A{n}"').replace('r="a1"', f'r="a{n}"') + "</row>"
        for n, (tag, cell, gap) in enumerate(rows, start=1)
    )
    data = workbook(xml.replace('<row r="900"/>', "") if "<row>" in xml else xml)
    assert read_workbook("r.xlsx", data) == slowly(data)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
@settings(deadline=None, max_examples=cases(80))
def test_both_paths_agree_on_any_text(text: str) -> None:
    """Raw characters between tags, escaped or not fit for XML at all, end the same by both paths: read or refused."""
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'

    assert outcomes_agree(workbook(rows))


DEBRIS = [
    "<",
    ">",
    '"',
    "/",
    "&",
    "</c>",
    "<v>",
    "</v>",
    "</row>",
    "<!--",
    "]]>",
    "<sheetData>",
    "&#10;",
    "&#0;",
    "1_0",
    "nan",
    "<f>A1</f>",
    "<t>",
    "</t>",
]
DEBRIS += ["", " ", ' t="s"', ' s="1"', '<row r="2">', '<f t="shared" si="0"/>']


@given(st.lists(SPELLED, min_size=1, max_size=3), st.integers(0, 10**6), st.integers(0, 4), st.sampled_from(DEBRIS))
@example(['<c r="A1"><v>24</v></c>'], len('<row r="1"><c r="A1'), 0, "<v>")
@example(['<c r="A1"><v>&#52;</v></c>'], len('<row r="1"><c r="A1"><v>&#5'), 1, "1_0")
@example(['<c r="A1"><f t="dataTable" ref="A1:A3" r1="B1"/><v>1</v></c>'], len('<row r="1"><c r="A1"><f'), 0, ' t="s"')
@settings(deadline=None, max_examples=cases(200))
def test_both_paths_agree_on_damage(cells: list[str], place: int, lost: int, debris: str) -> None:
    """Characters lost and debris put in anywhere in the rows: read the same or refused the same, never a crash."""
    xml = "".join(f'<row r="{n}">{c}</row>'.replace('"A1"', f'"A{n}"') for n, c in enumerate(cells, start=1))
    at = place % len(xml)
    assert outcomes_agree(workbook(xml[:at] + debris + xml[at + lost :]))
