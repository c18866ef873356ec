"""The lint: a good workbook is let through, and each planted fault is named where it stands."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.lint.area import Area
from pmxl.sheets.lint.area import area_of
from pmxl.sheets.lint.area import first_overlap
from pmxl.sheets.lint.formula import formula_faults
from pmxl.sheets.lint.formula import reaches_out
from pmxl.sheets.lint.formula import sheets_named
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.showcase import showcase

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
ONE, TWO = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
ONE_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
BOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
TABLE, TABLE_TWO = "xl/tables/table1.xml", "xl/tables/table2.xml"
TYPES, CHART = "[Content_Types].xml", "xl/charts/chart1.xml"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@cache
def good() -> bytes:
    """A workbook with one of everything."""
    return plan_to_bytes(showcase())


@cache
def tables() -> bytes:
    """A workbook with two tables and merged cells on one sheet."""
    plain = Style()
    plan = SheetPlan(
        "One",
        (Put(1, 1, "x", to_col=2),),
        tables=(
            Table("first", 3, 1, ("A", "B"), (("x", 1.0),), (plain, plain)),
            Table("second", 8, 1, ("C", "D"), (("x", 1.0),), (plain, plain)),
        ),
    )
    return plan_to_bytes(BookPlan("T", (plan,)))


def repacked(data: bytes, changed: dict[str, bytes | None]) -> bytes:
    """The workbook with some parts changed, added, or (None) taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            if name not in changed:
                after.writestr(name, before.read(name))
        for name, content in changed.items():
            if content is not None:
                after.writestr(name, content)
    return buffer.getvalue()


def altered(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with one thing in one part replaced, wherever it stands; it must stand there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part).decode()
    assert old in text, f"{old} is not in {part}"
    return repacked(data, {part: text.replace(old, new).encode()})


def lint(data: bytes) -> list[str]:
    """The lint with the plan's own formulas."""
    return lint_workbook(data, formulas_of(showcase()))


def test_good_workbooks_are_let_through() -> None:
    """One of everything, and two tables beside merged cells, have no fault."""
    assert lint(good()) == []
    assert lint_workbook(tables(), ()) == []


FAULTS = [  # part, what stands there, what takes its place, what the lint says
    # the container
    (TYPES, f'<Override PartName="/{ONE}"', '<Override PartName="/xl/gone.xml"',
     f"{ONE}: the part has no content type"),
    (TYPES, f'"/{ONE}"', f'"/{TWO}"', f"{TWO} has two content types"),
    (TYPES, f'"/{TABLE}"', '"/xl/gone.xml"', "xl/gone.xml has a content type and is not in the file"),
    (BOOK, "</workbook>", "</workbok>", f"{BOOK}: the XML is not well formed"),
    (ONE, "</worksheet>", "</workshet>", f"{ONE}: the XML is not well formed"),
    (BOOK, "<workbook ", "<!DOCTYPE x><workbook ", f"{BOOK}: the part declares a document type"),
    (BOOK, 'encoding="UTF-8"', 'encoding="cp037"', f"{BOOK}: the part declares a document type, or is not in UTF-8"),
    ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet9.xml",
     "sheet9.xml, which is not in the file"),
    ("xl/_rels/workbook.xml.rels", '"rId2"', '"rId1"', "the relationship id 'rId1' is missing or stands twice"),
    (BOOK, 'r:id="rId1"', 'r:id="rId99"', "sheet asks for rId99, which leads nowhere"),
    (ONE, '<legacyDrawing r:id="rId1"', '<legacyDrawing r:id="rId9"',
     "legacyDrawing asks for rId9, which leads nowhere"),
    (TWO, '<drawing r:id="rId1"', '<drawing r:id="rId9"', "drawing asks for rId9, which leads nowhere"),
    (TWO, '<tablePart r:id="rId2"', '<tablePart r:id="rId9"', "tablePart asks for rId9, which leads nowhere"),
    ("xl/drawings/drawing1.xml", 'r:id="rId1"', 'r:id="rId9"', "chart asks for rId9, which leads nowhere"),
    # what could act by itself
    (ONE_RELS, "</Rel", f'<Relationship Id="x" Type="{LINKED}" Target="http://a" TargetMode="External"/></Rel',
     f"Not inert: {ONE_RELS}: x leads outside the workbook, to 'http://a'"),
    (ONE_RELS, "/comments\"", "/oleObject\"", f"Not inert: {ONE_RELS}: rId2 leads outside"),
    (ONE, "<f>B6*2</f>", "<f>B6*3</f>", "Not inert: Scorecard!C6: the formula 'B6*3' is not one of the plan"),
    (ONE, "<f>B6*2</f>", "<f>cmd|'/c calc'!A0</f>", "Not inert: Scorecard!C6: the formula \"cmd|'/c calc'!A0\" leads"),
    (ONE, "<f>B6*2</f>", "<f>[1]Sheet!A1</f>", "Not inert: Scorecard!C6: the formula '[1]Sheet!A1' leads outside"),
    (ONE, "<f>B6*2</f>", "<f>WEBSERVICE(\"http://a\")</f>", "leads outside the workbook"),
    (BOOK, "'Lists'!$A$1:$A$2", "'[1]Lists'!$A$1:$A$2", "Not inert: The name 'words'"),
    # styles
    (STYLES, '<xf numFmtId="0" fontId="1"', '<xf numFmtId="0" fontId="99"', "asks for fontId 99 of"),
    (STYLES, 'fillId="2"', 'fillId="x"', "asks for fillId x of"),
    (STYLES, 'numFmtId="164" formatCode="#,##0.0"', 'numFmtId="199" formatCode="#,##0.0"',
     "the number format 164, which is"),
    (STYLES, 'formatCode="#,##0"', 'formatCode="#,##0&quot;"', "'#,##0\"' is not a number format"),
    (STYLES, 'formatCode="#,##0"', 'formatCode="0;0;0;0;0"', "'0;0;0;0;0' is not a number format"),
    (STYLES, 'numFmtId="165" formatCode', 'numFmtId="164" formatCode', "the number format 164 stands twice"),
    # cells
    (ONE, 'r="B6" s="8"', 'r="B6" s="999"', "Scorecard!B6: the cell asks for format 999 of"),
    (ONE, 'r="B6" s="8"', 'r="B6" s="x"', "Scorecard!B6: the cell asks for format x of"),
    (ONE, 't="s"><v>12</v>', 't="s"><v>9999</v>', "Scorecard!A6: the cell asks for text 9999 of"),
    (ONE, 't="s"><v>12</v>', 't="s"><v>-1</v>', "Scorecard!A6: the cell asks for text -1 of"),
    (ONE, "<v>686.4</v>", "<v>six</v>", "Scorecard!B6: 'six' stands in a cell for numbers"),
    (ONE, "<v>686.4</v>", "<v>nan</v>", "Scorecard!B6: 'nan' stands in a cell for numbers"),
    (ONE, 't="b"><v>1</v>', 't="b"><v>yes</v>', "'yes' stands in a cell for TRUE or FALSE"),
    (ONE, 't="b"><v>1</v>', 't="e"><v>#OOPS!</v>', "'#OOPS!' is no error that Excel knows"),
    (ONE, 't="b"><v>1</v>', 't="q"><v>1</v>', "'q' is no type of a cell"),
    (ONE, '<row r="7"', '<row r="6"', "Scorecard!row 6: the row follows row 6"),
    (ONE, '<row r="7"', '<row r="1048577"', "Scorecard!row 1048577: the row follows row 6"),
    (ONE, 'r="C6"', 'r="B6"', "Scorecard!B6: the cell stands in row 6 after column 2"),
    (ONE, 'r="C6"', 'r="C7"', "Scorecard!C7: the cell stands in row 6 after column 2"),
    (ONE, 'r="G6"', 'r="XFE6"', "Scorecard!XFE6: the cell stands in row 6 after column 6"),
    (ONE, 'ht="33.75"', 'ht="500"', "Scorecard!row 1: the row is 500 points high"),
    (TEXTS, "<t>Measure</t>", f"<t>{'x' * 32_768}</t>", "has 32,768 characters, and a cell takes 32,767"),
    # formulas
    (ONE, "<f>B6*2</f>", "<f>B6*</f>", "Scorecard!C6: nothing follows '*' in the formula 'B6*'"),
    (ONE, "<f>B6*2</f>", "<f>SUM(B6</f>", "Scorecard!C6: 1 open brackets"),
    (ONE, "<f>B6*2</f>", "<f>XLOOKUP(1,B6,B6)</f>", "Scorecard!C6: XLOOKUP without its prefix _xlfn."),
    (ONE, "<f>B6*2</f>", "<f>Gone!B6</f>", "names the sheet 'Gone', which is not there"),
    (ONE, "<f>B6*2</f>", "<f>SUM(gone[Actual])</f>", "names the table 'gone', which is not there"),
    (ONE, "<f>B6*2</f><v>1372.8</v>", "<f>B6*2</f>", "Scorecard!C6: the formula has no saved value"),
    (ONE, "<f>B6*2</f><v>1372.8</v>", "<f>B6*2</f><v></v>", "Scorecard!C6: the formula has no saved value"),
    # sheets and names
    (BOOK, 'sheet name="Data"', 'sheet name="Da/ta"', "'Da/ta' is not a name that a sheet can have"),
    (BOOK, 'sheet name="Data"', f'sheet name="{"x" * 32}"', "is not a name that a sheet can have"),
    (BOOK, 'sheet name="Data"', 'sheet name="History"', "'History' is not a name that a sheet can have"),
    (BOOK, 'sheet name="Secret"', 'sheet name="LISTS"', "two sheets have the name 'lists'"),
    (BOOK, 'sheetId="2"', 'sheetId="1"', "two sheets have the sheetId '1'"),
    (BOOK, "<workbookView ", '<workbookView activeTab="2" ', "opens at sheet 3, which is hidden or not there"),
    (BOOK, "<workbookView ", '<workbookView activeTab="x" ', "which is hidden or not there"),
    (BOOK, 'name="actuals"', 'name="AB12"', "The name 'AB12': it is not one that Excel takes"),
    (BOOK, 'name="actuals"', 'name="two words"', "The name 'two words': it is not one that Excel takes"),
    (BOOK, 'name="actuals"', 'name="WORDS"', "The name 'words': it is defined twice"),
    (BOOK, 'name="actuals"', 'name="DATA"', "The name 'DATA': it is defined twice"),
    (BOOK, 'localSheetId="0"', 'localSheetId="9"', "it belongs to sheet 9 (from 0) of 4"),
    (BOOK, "'Lists'!$A$1:$A$2", "#REF!$A$1:", "The name 'words': "),
    # the rest of a sheet
    (ONE, "</sheetData>", '</sheetData><sheetCalcPr fullCalcOnLoad="1"/><cols><col min="9" max="9"/></cols>',
     "the element cols stands too late in the sheet"),
    (ONE, "</sheetData>", '</sheetData><sheetProtection sheet="1"/>', "the element sheetProtection stands twice"),
    (ONE, "</sheetData>", "</sheetData><oddity/>", "oddity has no place in a sheet"),
    (TWO, "</sheetData>", '</sheetData><mergeCells count="0"/>', "Data: the element mergeCells is empty"),
    (ONE, '<sheetProtection sheet="1"', '<sheetProtection sheet="on"', "sheetProtection says sheet='on'"),
    (ONE, 'showGridLines="0"', 'showGridLines="no"', "sheetView says showGridLines='no'"),
    (ONE, 'zoomScale="90"', 'zoomScale="900"', "the zoom is 900 %"),
    (ONE, '<col min="2" max="3"', '<col min="1" max="3"', "columns 1 to 3 are set after column 1"),
    (ONE, '<col min="2" max="3" width="9.7109375"', '<col min="2" max="3" width="999"', "column 2 is 999 wide"),
    (ONE, '<col min="2" max="3"', '<col min="2" max="3" style="999"', "column 2 asks for format 999 of"),
    (ONE, '<mergeCell ref="A2:G2"/>', '<mergeCell ref="A1:A2"/>', "merged cells overlap at row 1"),
    (ONE, '<mergeCell ref="A2:G2"/>', '<mergeCell ref="A2"/>', "'A2' cannot be merged"),
    (ONE, '<mergeCell ref="A2:G2"/>', '<mergeCell ref="G2:A2"/>', "'G2:A2' cannot be merged"),
    (ONE, 'dxfId="0"', 'dxfId="7"', "Scorecard, conditional format: it asks for look 7 of 1"),
    (ONE, ' priority="1"', "", "Scorecard, conditional format: it has no priority"),
    (ONE, "<formula>B6&gt;690", "<formula>B6&gt;", "Scorecard, conditional format: nothing follows '>'"),
    (ONE, '<conditionalFormatting sqref="B6:B17">', '<conditionalFormatting sqref="B6:ZZZ17">',
     "'B6:ZZZ17' is not an area"),
    (ONE, '"Yes,No"', f'"{"x" * 256}"', "the list of words has 256 characters, and Excel takes 255"),
    (ONE, "<formula1>words", "<formula1>'Gone'!A1", "names the sheet 'Gone', which is not there"),
    (ONE, 'prompt="Pick one"', f'prompt="{"x" * 256}"', "the prompt has 256 characters, and Excel takes 255"),
    (ONE, 'type="decimal"', 'type="figure"', "'figure' is no kind of validation"),
    (ONE, "location=\"'Data'!A1\"", "location=\"'Gone'!A1\"", "Scorecard!A19: the link leads to \"'Gone'!A1\""),
    (ONE, '<hyperlink ref="A19"', '<hyperlink ref="A0"', "Scorecard!A0: the link stands nowhere on the sheet"),
    (ONE, "<xm:f>'Data'!B13:B18", "<xm:f>'Gone'!B13:B18", "Scorecard, sparkline: the formula \"'Gone'!B13:B18\""),
    (ONE, "&amp;R&amp;8", f"{'x' * 255}&amp;R&amp;8", "the oddFooter has more than 255 characters"),
    # charts
    (CHART, "'Data'!$B$2:$B$25", "'Gone'!$B$2:$B$25",
     f"{CHART}: the formula \"'Gone'!$B$2:$B$25\" names the sheet 'Gone'"),
    (CHART, '<c:idx val="1"/><c:order', '<c:idx val="0"/><c:order', f"{CHART}: two series have the same idx"),
    (CHART, "c:plotArea", "c:plotterArea", f"{CHART}: the chart has no plot"),
    # a table
    (TABLE, '"Target"/></tableColumns>', '"Goal"/></tableColumns>', "column 3 is called 'Goal' and headed 'Target'"),
    (TABLE, '<tableColumn id="3" name="Target"/>', "", "the table is 3 columns wide and has 2 columns"),
    (TABLE, 'name="Target"/>', 'name="ACTUAL"/>', "two columns have the name 'actual'"),
    (TABLE, '<tableColumn id="3"', '<tableColumn id="2"', "two columns have the id '2'"),
    (TABLE, 'displayName="data"', 'displayName="my data"', "'my data' is not a name that a table can have"),
    (TABLE, 'displayName="data"', 'displayName="R1C1"', "'R1C1' is not a name that a table can have"),
    (TABLE, 'name="data" displayName="data" ref="A1:C25"', 'displayName="data" ref="A1:C"',
     "the table's area 'A1:C' is none"),
    (TABLE, "A1:C25", "A1:C1", "the table has headings and no row under them"),
    (TABLE, '<autoFilter ref="A1:C25"', '<autoFilter ref="A1:C9"', "the filter covers A1:C9, and the table A1:C25"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "old", "new", "named"), FAULTS, ids=[f"{n}: {f[3][-50:]}" for n, f in enumerate(FAULTS)]
)
def test_a_planted_fault_is_named(part: str, old: str, new: str, named: str) -> None:
    """Each thing that Excel would repair, or that could act, is named in a line that says where it is."""
    found = lint(altered(good(), part, old, new))
    assert any(named in line for line in found), found


@pytest.mark.parametrize(
    ("part", "old", "new", "named"),
    [
        (TABLE_TWO, 'displayName="second"', 'displayName="FIRST"', "two tables have the displayName 'first'"),
        (TABLE_TWO, 'id="2" name="second"', 'id="1" name="second"', "two tables have the id '1'"),
        (TABLE_TWO, "A8:B9", "A4:B9", "One, table second: the table overlaps another one"),
        (
            ONE,
            '<mergeCell ref="A1:B1"/>',
            '<mergeCell ref="A1:B4"/>',
            "One, table first: merged cells lie in the table",
        ),
    ],
)
def test_tables_keep_apart(part: str, old: str, new: str, named: str) -> None:
    """Tables share neither name nor number nor cells, and hold no merged ones."""
    found = lint_workbook(altered(tables(), part, old, new), ())
    assert any(named in line for line in found), found


@pytest.mark.parametrize(
    "name",
    [
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/vbaProject.bin",
        "xl/embeddings/oleObject1.bin",
        "xl/queryTables/queryTable1.xml",
    ],
)
def test_a_part_that_could_act_is_named(name: str) -> None:
    """External links, connections, macros, embedded objects and queries have no place in what we write."""
    found = lint(repacked(good(), {name: b"<x/>"}))
    assert f"Not inert: {name}: the part could act by itself or lead outside the workbook" in found


def test_a_part_that_stands_twice_is_named() -> None:
    """Readers differ on which of two parts of one name they take, so there must be one."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        again = archive.read(ONE)
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(ONE, again)
    assert f"{ONE}: the part stands twice in the file" in lint(buffer.getvalue())


@pytest.mark.parametrize("name", [BOOK, TYPES, ONE, TWO, TEXTS, STYLES, TABLE, CHART, "xl/theme/theme1.xml"])
def test_a_part_that_is_missing_is_named(name: str) -> None:
    """A part that another part leads to, or that no workbook is without, must be there."""
    found = lint(repacked(good(), {name: None}))
    assert any(name in line for line in found), found


def test_all_sheets_hidden_is_named() -> None:
    """A workbook without a visible sheet does not open."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        book = archive.read(BOOK).decode()
    hidden = re.sub(r'(<sheet name="[^"]*" sheetId="[0-9]+")(?: state="\w+")?', r'\1 state="hidden"', book)
    assert f"{BOOK}: no sheet is visible" in lint(repacked(good(), {BOOK: hidden.encode()}))


@pytest.mark.parametrize("data", [b"", b"not a zip", good()[:2000]], ids=["empty", "text", "cut off"])
def test_what_is_no_workbook_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    """Nothing, text and half a download are no workbooks, from bytes and from a file."""
    (tmp_path / "x.xlsx").write_bytes(data)
    for found in (lint_workbook(data), lint_workbook(tmp_path / "x.xlsx")):
        assert len(found) == 1
        assert found[0].startswith("The file is not a workbook (")


def test_a_thousand_faults_are_not_a_thousand_lines() -> None:
    """After a hundred lines the rest is counted."""
    puts = tuple(Put(row, 1, Formula("1+1", 2.0)) for row in range(1, 1001))
    found = lint_workbook(plan_to_bytes(BookPlan("T", (SheetPlan("One", puts),))), ())
    assert len(found) == 101
    assert found[-1] == "and 900 more like these"


def test_without_formulas_given_any_formula_may_stand() -> None:
    """Asked only whether Excel would repair it, the lint does not mind whose the formulas are."""
    assert lint_workbook(good()) == []


@pytest.mark.parametrize(
    "name", ["returns/PF_Round_1_Success", "returns/TF_Round_4_Success", "hospitals/ae_all_providers"]
)
def test_what_excel_itself_saved_is_not_in_need_of_repair(name: str) -> None:
    """Workbooks that Excel saved and opens have no fault but what leads outside."""
    path = SHARED / "data" / "as-published" / f"{name}.xlsx"
    if not path.exists():
        pytest.skip("the published workbooks are not beside the checkout")
    assert [line for line in lint_workbook(path) if not line.startswith("Not inert: ")] == []


GOOD_FORMULAS = [
    "A1+1",
    "SUM(A1:B2)",
    'IF(A1="","",ROUND(B2/C2*100,1))',
    "NOW()",
    "IF(A1,,1)",
    "-A1%",
    "@A1",
    '_xlfn.XLOOKUP(A1,Lists!$A$2:$A$9,Lists!B:B,"")',
    "SUM(data[Actual])",
    "data[[#This Row],[Act ual]]*2",
    "'My ''x'' sheet'!$A$1",
    "A1#",
    "SUM({1,2;3,4})",
    "1:3",
    "$1:$3",
    "A1:B2 B1:C3",
    "#REF!",
    "Sheet1!#REF!",
    "1.5E+3*2",
    "SUM((A1,B1))",
    'IF(AND(A1<>"",B1>=0),"● Green","◆ Red")',
    "--(A1>0)",
    "SUM(A1:INDEX(B:B,3))",
    '"a""b"&"c"',
    "Sheet1:Sheet3!A1",
    "_xlfn.LET(_xlpm.x,1,_xlpm.x+1)",
    "COUNTIF('a b'!$A$1:$A$5,\">=\"&B2)",
]


@pytest.mark.parametrize("text", GOOD_FORMULAS)
def test_a_formula_that_excel_loads(text: str) -> None:
    """No fault is found where there is none."""
    assert formula_faults(text) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing stands"),
        ("A1+", "nothing follows '+'"),
        ("=A1", "'=' comes first"),
        ("*2", "'*' comes first"),
        ("A1+*2", "'*' follows '+'"),
        ("1 2", "without an operator"),
        ('"a" "b"', "without an operator"),
        ("SUM(A1", "1 open brackets"),
        ("SUM(A1))", "')' closes nothing"),
        ("SUM(A1,)", "')' follows ','"),
        ("(", "nothing follows '('"),
        ("SUM(A1;B1)", "';' stands where nothing can be made of it"),
        ('"abc', "stands where nothing can be made of it"),
        ("A1,B1", "',' stands outside a function"),
        ("'abc'!", "nothing follows"),
        ("'abc'!+1", "no cell follows"),
        ("IF(A1>,1,2)", "',' follows '>'"),
        ("ifs(A1,2)", "IFS without its prefix"),
        ("STDEV.S(A1:A9)", "STDEV.S without its prefix"),
        (f'"{"x" * 256}"', "a text of 256 characters"),
        ("1+" * 4096 + "1", "8,193 characters"),
        ("(" * 65 + "1" + ")" * 65, "more than 64 brackets"),
    ],
)
def test_a_formula_that_excel_would_not_load(text: str, says: str) -> None:
    """Dangling operators, open brackets and texts, missing prefixes and what is too long are each named."""
    assert any(says in fault for fault in formula_faults(text)), formula_faults(text)


def test_a_list_of_areas_is_for_names_alone() -> None:
    """Rows and columns repeated in print are a list of areas, which a cell's formula cannot be."""
    assert formula_faults("'One'!$A:$B,'One'!$1:$2", union=True) == []


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("[1]Sheet1!A1", True),
        ("'[book.xlsx]Sheet 1'!A1", True),
        ("cmd|'/c calc'!A0", True),
        ("'file:///H:/x.xls'#$A.B4", True),
        ('HYPERLINK("http://a","b")', True),
        ('_xlfn.WEBSERVICE("http://a")', True),
        ("data[[#This Row],[a]]+Sheet!A1", False),
        ("SUM(data[a])&'S'!A1", False),
        ('IF(A1="[x]!cmd|\'",1)', False),
    ],
)
def test_what_reaches_out(text: str, out: bool) -> None:
    """Other workbooks, programs, files and servers are outside; structured references and texts are not."""
    assert reaches_out(text) is out


def test_sheets_named() -> None:
    """Quoted and plain sheet names are found, those in texts are not."""
    assert sheets_named("'My ''x'' sheet'!$A$1+Lists!A1+\"No!A1\"+#REF!A1") == {"My 'x' sheet", "Lists"}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("A1", Area(1, 1, 1, 1)),
        ("B2:D9", Area(2, 2, 9, 4)),
        ("XFD1048576", Area(1_048_576, 16_384, 1_048_576, 16_384)),
        ("XFE1", None),
        ("A0", None),
        ("A1048577", None),
        ("D9:B2", None),
        ("", None),
        (None, None),
    ],
)
def test_area_of(text: str | None, area: Area | None) -> None:
    """An area is on the sheet and begins at its near end."""
    assert area_of(text) == area


def test_first_overlap() -> None:
    """Areas side by side do not overlap, and one inside another does, however far apart they are listed."""
    apart = [Area(1, 1, 2, 2), Area(1, 3, 2, 4), Area(3, 1, 9, 9)]
    assert first_overlap(apart) is None
    assert first_overlap([*apart, Area(5, 5, 5, 5)]) == (Area(3, 1, 9, 9), Area(5, 5, 5, 5))
