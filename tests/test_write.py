"""Writing a workbook: what is described stands in the file, text stays text, no half or harmful file is published."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.sheets import publish
from pmxl.sheets import style
from pmxl.sheets import write
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Conditional
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.describe import Validation
from pmxl.sheets.drawing import Sparkline
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.text import CELL_LIMIT
from pmxl.sheets.text import safe_text
from pmxl.sheets.text import sheet_name
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook
from pmxl.terms import Rating
from tests.showcase import showcase

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=cmd|"/c calc"!A0',
    "\t=1+1",
    "http://example.org/",
    "file://server/share",
    "internal:Sheet1!A1",
    "{=1}",
    "<r>bold</r>",
    "<r><t>&amp;</t></r>",
    "0001",
    "12/01/2023",
    "TRUE",
    "#N/A",
    "_x000D_",
    "'quoted",
    " spaced ",
    "two\nlines",
    "＝1+1",
    "🙂",
)


def book(*puts: Put, **more: Any) -> BookPlan:
    """A workbook of one sheet with these cells."""
    return BookPlan("A title", (SheetPlan("One", puts, **more),))


def put(value: Content, look: Style = style.BODY) -> BookPlan:
    """A workbook with one content in A1."""
    return book(Put(1, 1, value, look))


def part(data: bytes, name: str) -> str:
    """A part of a workbook as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def sheet_xml(plan: BookPlan) -> str:
    """The first sheet's part."""
    return part(plan_to_bytes(plan), "xl/worksheets/sheet1.xml")


def read_back(plan: BookPlan) -> Any:
    """The workbook as openpyxl sees it, values and not formulas."""
    return openpyxl.load_workbook(io.BytesIO(plan_to_bytes(plan)), data_only=True)


def refused(plan: BookPlan, path: Path) -> str:
    """The message with which writing the plan is refused; nothing stands at the path afterwards."""
    with pytest.raises(Refusal) as caught:
        write_workbook(plan, path)
    assert not path.exists()
    return str(caught.value)


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl's own remark
def test_everything_that_can_be_described_is_written_and_good(tmp_path: Path) -> None:
    """A workbook with one of everything passes the lint, is published, and reads back with its sheets in order."""
    path = write_workbook(showcase(), tmp_path / "deep" / "showcase.xlsx")
    assert lint_workbook(path, formulas_of(showcase())) == []
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Scorecard", "Data", "Lists", "Secret"]
    assert [sheet.sheet_state for sheet in workbook] == ["visible", "visible", "hidden", "veryHidden"]
    assert workbook.properties.title == "Show & tell"
    assert sorted(workbook.defined_names) == ["actuals", "words"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing of the day or of the run is in a workbook, so the same plan twice is the same file twice."""
    assert plan_to_bytes(showcase()) == plan_to_bytes(showcase())


def test_created_is_what_the_plan_says() -> None:
    """A plan's own time of making stands in the properties, in UTC."""
    made = BookPlan("T", (SheetPlan("One"),), created=datetime(2023, 1, 9, 14, 30, tzinfo=UTC))
    assert "2023-01-09T14:30:00Z" in part(plan_to_bytes(made), "docProps/core.xml")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_whatever_it_looks_like(text: str) -> None:
    """Hostile and odd texts come back as they went in, in a cell, in a table and in a link; nothing becomes live."""
    table = Table("notes", 3, 1, ("Note",), ((text,),), (style.TABLE_TEXT,))
    plan = book(Put(1, 1, text), Put(2, 1, Link(text, "'One'!A1")), tables=(table,))
    data = plan_to_bytes(plan)
    assert lint_workbook(data, ()) == []
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    sheet = read_back(plan)["One"]
    for where in ("A1", "A2", "A4"):
        cell = sheet[where]
        assert cell.data_type == "s"
        assert cell.value == text


def test_hostile_text_elsewhere_stays_harmless() -> None:
    """Sheet titles, notes, footers, chart titles, drop-down words and properties carry hostile text as text."""
    text = "=HYPERLINK(\"http://x\")&'Data'!A1"
    chart = Chart(5, 1, 400, 200, text, (Series(text, "'One'!$A$1:$A$2", "'One'!$B$1:$B$2", "#13304F"),), text, text)
    plan = BookPlan(
        text,
        (
            SheetPlan(
                "One",
                (Put(1, 1, "x", note=text),),
                charts=(chart,),
                validations=(Validation(1, 1, 1, 1, "list", ("=1+1", "@x"), title="=1", message=text, error=text),),
                page=Page(footer_left=text),
            ),
        ),
        subject=text,
    )
    data = plan_to_bytes(plan)
    assert lint_workbook(data, ()) == []
    chart_xml = part(data, "xl/charts/chart1.xml")
    assert sorted(set(re.findall(r"<c:f>(.*?)</c:f>", chart_xml))) == ["'One'!$A$1:$A$2", "'One'!$B$1:$B$2"]


@given(st.text(max_size=60))
def test_any_text_makes_a_good_workbook(text: str) -> None:
    """Whatever a person typed, the workbook is one that Excel opens, and nothing in it is a formula."""
    plan = book(Put(1, 1, text), Put(2, 1, Rich(((text, style.BODY), ("end", style.SMALL)))))
    data = plan_to_bytes(plan)
    assert lint_workbook(data, ()) == []
    shown = read_back(plan)["One"]["A1"].value
    if text and not re.search(r"_x[0-9A-Fa-f]{4}_|\r", text):
        assert shown == safe_text(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bell\x07", "bell\\x07"),
        ("line\x0bfeed", "line\\x0bfeed"),
        ("half \ud83d pair", "half \\ud83d pair"),
        ("non\ufffe", "non\\ufffe"),
    ],
)
def test_what_xml_cannot_hold_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Unfit characters are written out, never dropped."""
    assert read_back(put(text))["One"]["A1"].value == shown


def test_a_text_too_long_for_a_cell_says_so() -> None:
    """A text of 40,000 characters is cut to what a cell holds, and its end says how long it was."""
    shown = read_back(put("x" * 40_000))["One"]["A1"].value
    assert len(shown) == CELL_LIMIT
    assert shown.endswith("… [cut here: 40,000 characters in full]")
    assert safe_text("🙂" * 20_000).endswith("🙂 … [cut here: 40,000 characters in full]")


@pytest.mark.parametrize(
    ("value", "look", "xml"),
    [
        (12.5, style.NUMBER, "<v>12.5</v>"),
        (7, style.NUMBER, "<v>7</v>"),
        (0.0, style.NUMBER, "<v>0</v>"),
        (True, style.CENTERED, 't="b"><v>1</v>'),
        (date(2023, 1, 9), style.DATE, "<v>44935</v>"),
        (datetime(2023, 1, 9, 12, tzinfo=UTC), style.MOMENT, "<v>44935.5</v>"),
        (Formula("B1*2", 4.0), style.NUMBER, "<f>B1*2</f><v>4.0</v>"),
        (Formula('IF(B1="","",B1)', ""), style.BODY, 't="str"><f>IF(B1="","",B1)</f><v></v>'),
        (Formula("B1>1", value=False), style.BODY, 't="b"><f>B1&gt;1</f><v>0</v>'),
        (Formula("=1/0", "#DIV/0!"), style.BODY, 't="e"><f>1/0</f><v>#DIV/0!</v>'),
        (None, style.INPUT, '<c r="A1" s="1"/>'),
        ("", style.INPUT, '<c r="A1" s="1"/>'),
    ],
)
def test_each_content_has_its_own_cell(value: Content, look: Style, xml: str) -> None:
    """Numbers, truths, dates, formulas with their saved values and styled blanks stand in the file as what they are."""
    assert xml in sheet_xml(put(value, look))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (float("nan"), "nan is not a number"),
        (float("-inf"), "-inf is not a number"),
        (Formula("1", float("inf")), "inf is not a value"),
        (date(1899, 12, 31), "1899-12-31 lies before 1900"),
        (object(), "cannot hold a object"),
    ],
)
def test_what_no_cell_can_hold_is_refused_by_its_address(tmp_path: Path, value: Any, says: str) -> None:
    """NaN, infinity, days before 1900 and strange things are refused with sheet and cell, in a table as well."""
    message = refused(book(Put(8, 4, value)), tmp_path / "book.xlsx")
    assert message.startswith("One!D8: ")
    assert says in message
    assert message.endswith("[OUT011]")
    table = Table("t", 3, 2, ("A", "B"), (("x", value),), (style.BODY, style.BODY))
    assert refused(book(tables=(table,)), tmp_path / "book.xlsx").startswith("One!C4: ")


def test_a_cell_outside_the_sheet_is_refused(tmp_path: Path) -> None:
    """Row 0 and column 16,385 do not exist."""
    assert "[OUT011]" in refused(book(Put(1, 16_385, "x")), tmp_path / "book.xlsx")
    assert "[OUT011]" in refused(book(Put(1_048_577, 1, "x")), tmp_path / "book.xlsx")


def table(headings: Iterable[str] = ("A", "B"), **changes: Any) -> Table:
    """A small table at B2."""
    plain = {"rows": (("x", 1.0),), "styles": (style.BODY, style.NUMBER)} | changes
    return Table("t", 2, 2, tuple(headings), **plain)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"tables": (table(("A", "a")),)}, "a heading that is blank, or twice"),
        ({"tables": (table(("A", " ")),)}, "a heading that is blank, or twice"),
        ({"tables": (table(("A", "B", "C")),)}, "3 headings"),
        ({"tables": (table(rows=(("x",),)),)}, "2 headings"),
        ({"tables": (table(), table())}, "overlaps"),
        ({"puts": (Put(1, 1, "x", to_col=3), Put(1, 2, "y", to_row=2))}, "overlaps"),
        ({"puts": (Put(2, 2, "x", to_col=3),), "tables": (table(),)}, "overlaps"),
        ({"validations": (Validation(1, 1, 1, 1, "list", ("a,b",)),)}, "comma"),
        ({"validations": (Validation(1, 1, 1, 1, "list", tuple(f"word{i:03}" for i in range(40))),)}, "255"),
        ({"validations": (Validation(1, 1, 1, 1, "list", ""),)}, "formula for its source"),
        ({"validations": (Validation(1, 1, 1, 1, "whole", title="t" * 33),)}, "at most 32"),
        ({"validations": (Validation(1, 1, 1, 1, "whole", message="t" * 256),)}, "at most 255"),
        ({"charts": (Chart(1, 1, 10, 10, "T", (), " "),)}, "no text alternative"),
    ],
)
def test_a_plan_that_no_workbook_can_hold_is_refused(tmp_path: Path, more: dict[str, Any], says: str) -> None:
    """What would make Excel offer a repair, or be left out silently, is refused before a file is there."""
    message = refused(BookPlan("T", (SheetPlan("One", **more),)), tmp_path / "book.xlsx")
    assert says in message
    assert message.startswith("One")
    assert message.endswith("[OUT012]")


@pytest.mark.parametrize("name", ["a" * 32, "a/b", "a:b", "'a'", "two"])
def test_a_bad_or_double_sheet_name_is_refused(tmp_path: Path, name: str) -> None:
    """Excel takes 31 characters, none of []:*?/\\, and no name twice whatever its case."""
    plan = BookPlan("T", (SheetPlan("Two"), SheetPlan(name)))
    assert refused(plan, tmp_path / "book.xlsx").endswith("[OUT012]")


def test_a_workbook_without_a_visible_sheet_is_refused(tmp_path: Path) -> None:
    """Excel does not open a workbook whose sheets are all hidden."""
    plan = BookPlan("T", (SheetPlan("One", state="hidden"),))
    assert "no visible sheet" in refused(plan, tmp_path / "book.xlsx")


def test_a_bad_defined_name_is_refused(tmp_path: Path) -> None:
    """A name that looks like a cell cannot be defined."""
    plan = BookPlan("T", (SheetPlan("One"),), names={"A1": "='One'!$A$1"})
    assert refused(plan, tmp_path / "book.xlsx").startswith("A1: ")


def test_a_lint_fault_stops_publication(tmp_path: Path) -> None:
    """A formula that Excel could not load, a link to nowhere and a lost sheet are named, and no file appears."""
    plan = book(Put(1, 1, Formula("SUM(A2")), Put(2, 1, Link("x", "'Gone'!A1")), Put(3, 1, Formula("Gone!A1")))
    message = refused(plan, tmp_path / "book.xlsx")
    assert message.count("[OUT010]") == 3
    assert "One!A1: 1 open brackets in the formula 'SUM(A2'" in message
    assert "One!A2: the link leads to \"'Gone'!A1\"" in message
    assert "names the sheet 'Gone'" in message


def test_a_formula_that_reaches_out_is_not_published(tmp_path: Path) -> None:
    """Even a formula of the plan may not lead outside the workbook."""
    message = refused(book(Put(1, 1, Formula("[1]Other!A1"))), tmp_path / "book.xlsx")
    assert "Not inert: One!A1" in message
    assert "[OUT001]" in message


def test_the_first_visible_sheet_is_open_and_the_cursor_where_it_should_be() -> None:
    """A workbook whose first sheet is hidden opens at its first visible one, at the cell the plan says."""
    plan = BookPlan("T", (SheetPlan("Lists", state="very_hidden"), SheetPlan("One", cursor=(4, 3)), SheetPlan("Two")))
    workbook = read_back(plan)
    assert workbook.active.title == "One"
    assert workbook["One"].sheet_view.selection[0].activeCell == "C4"
    assert workbook["Lists"].sheet_state == "veryHidden"


def test_how_a_sheet_prints() -> None:
    """Paper, direction, pages across, area, repeated rows, centring and footer are the plan's; & stays itself."""
    page = Page(paper="A3", area=(1, 1, 9, 4), repeat_rows=(1, 2), center=True, footer_left="R&D 2022 " + "x" * 300)
    sheet = read_back(book(Put(1, 1, "x"), page=page))["One"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area == "'One'!$A$1:$D$9"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.print_options.horizontalCentered
    footer = re.search(r"<oddFooter>(.*?)</oddFooter>", sheet_xml(book(page=page)))
    assert footer is not None
    assert footer[1].startswith("&amp;L&amp;8&amp;K5B6770R&amp;&amp;D 2022 xxx")
    assert footer[1].endswith("…&amp;R&amp;8&amp;K5B6770Page &amp;P of &amp;N")


def test_a_protected_sheet_guards_without_a_password() -> None:
    """Locked cells hold, input cells do not, filters and selection stay allowed, and there is no password."""
    xml = sheet_xml(book(Put(1, 1, "x", style.INPUT), protect=True))
    found = re.search(r"<sheetProtection [^>]*>", xml)
    assert found is not None
    assert 'sheet="1"' in found[0]
    assert 'autoFilter="0"' in found[0]  # nought: not forbidden
    assert "password" not in found[0]
    assert "selectLockedCells" not in found[0]
    assert not read_back(book(Put(1, 1, "x", style.INPUT)))["One"]["A1"].protection.locked


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Validation(1, 1, 2, 1, "decimal", minimum=0), ("decimal", "greaterThanOrEqual", "0", None)),
        (Validation(1, 1, 2, 1, "decimal", maximum=100), ("decimal", "lessThanOrEqual", "100", None)),
        (Validation(1, 1, 2, 1, "whole", minimum=0, maximum=100), ("whole", "between", "0", "100")),
        (Validation(1, 1, 2, 1, "whole"), ("whole", "between", "-999999999999999", "999999999999999")),
        (Validation(1, 1, 2, 1, "whole", criteria="!=", minimum=3), ("whole", "notEqual", "3", None)),
        (Validation(1, 1, 2, 1, "date"), ("date", "between", "1", "2958465")),
        (Validation(1, 1, 2, 1, "date", minimum=date(2023, 1, 9)), ("date", "greaterThanOrEqual", "44935", None)),
        (Validation(1, 1, 2, 1, "length", maximum=500), ("textLength", "lessThanOrEqual", "500", None)),
        (Validation(1, 1, 2, 1, "list", ("Yes", "No")), ("list", None, '"Yes,No"', None)),
        (Validation(1, 1, 2, 1, "list", "=$B$1:$B$2"), ("list", None, "$B$1:$B$2", None)),
        (Validation(1, 1, 2, 1, "custom", "LEN(A1)>2"), ("custom", None, "LEN(A1)>2", None)),
    ],
)
def test_what_may_be_typed(rule: Validation, expected: tuple[str | None, ...]) -> None:
    """Each kind of validation, with both bounds, one or none, stands in the file as planned."""
    plan = book(validations=(rule,))
    assert lint_workbook(plan_to_bytes(plan), ()) == []
    (found,) = read_back(plan)["One"].data_validations.dataValidation
    assert (found.type, found.operator, found.formula1, found.formula2) == (
        expected[0],
        None if expected[1] == "between" else expected[1],
        *expected[2:],
    )
    assert str(found.sqref) == "A1:A2"


def test_a_warning_only_warns() -> None:
    """`stop=False` lets a person go on."""
    plan = book(validations=(Validation(1, 1, 1, 1, "whole", error="Sure?", stop=False),))
    assert read_back(plan)["One"].data_validations.dataValidation[0].errorStyle == "warning"


def test_a_table_is_named_and_keeps_its_types() -> None:
    """Headings are one line over their figures; spare rows are inside; a table without rows has one empty row."""
    full = table(("Measure\nname", "Value"), spare_rows=2)
    empty = Table("empty", 8, 2, ("A", "B"), (), (style.BODY, style.NUMBER))
    sheet = read_back(book(tables=(full, empty)))["One"]
    assert dict(sheet.tables.items()) == {"t": "B2:C5", "empty": "B8:C9"}
    assert [cell.value for cell in sheet["B2:C2"][0]] == ["Measure name", "Value"]
    assert [cell.value for cell in sheet["B3:C3"][0]] == ["x", 1]
    assert (sheet["B2"].alignment.horizontal, sheet["C2"].alignment.horizontal) == (None, "right")
    assert lint_workbook(plan_to_bytes(book(tables=(full, empty))), ()) == []


def test_a_conditional_colour_changes_colour_and_weight_alone() -> None:
    """A conditional format carries no typeface or size, which Excel would not take."""
    rule = Conditional(1, 1, 5, 1, "=A1>1", style.status_style(Rating.RED))
    data = plan_to_bytes(book(Put(1, 1, 2.0), conditionals=(rule,)))
    (look,) = re.findall(r"<dxf>(.*?)</dxf>", part(data, "xl/styles.xml"))
    assert style.STATUS[Rating.RED].color.removeprefix("#") in look
    assert "<sz" not in look
    assert "Calibri" not in look


def test_a_sparkline_marks_its_last_point_in_its_colour() -> None:
    """The last point takes the marker's colour, and a fixed scale is kept."""
    spark = Sparkline(1, 1, "'One'!B1:J1", marker="#A11212", minimum=0, maximum=10)
    xml = sheet_xml(book(sparklines=(spark,)))
    assert 'last="1"' in xml
    assert '<x14:colorLast rgb="FFA11212"/>' in xml
    assert 'manualMin="0"' in xml
    assert 'manualMax="10"' in xml


def test_a_chart_speaks_and_labels_its_last_point() -> None:
    """A chart carries its text alternative, dashed targets, its last label and columns behind lines."""
    data = plan_to_bytes(showcase())
    chart = part(data, "xl/charts/chart1.xml")
    assert 'descr="Households helped early rose' in part(data, "xl/drawings/drawing1.xml")
    assert chart.index("<c:barChart>") < chart.index("<c:lineChart>")
    assert '<a:prstDash val="dash"/>' in chart
    assert chart.count("<c:delete val=") == 23  # the labels before the last
    assert "<a:t>81.0</a:t>" in chart


def test_one_run_of_rich_text_is_plain_text_in_its_font() -> None:
    """A rich text of one part takes that part's font; empty parts and an empty whole do no harm."""
    plan = book(
        Put(1, 1, Rich((("only", style.BODY_STRONG), ("", style.SMALL)))),
        Put(2, 1, Rich(())),
        Put(3, 1, Rich((("a ", style.BODY_STRONG), ("b", style.SMALL)))),
    )
    sheet = read_back(plan)["One"]
    assert (sheet["A1"].value, sheet["A1"].font.bold) == ("only", True)
    assert sheet["A2"].value is None
    assert sheet["A3"].value == "a b"


# --- publishing -----------------------------------------------------------------------------------------------------


def test_bytes_are_published_in_one_step(tmp_path: Path) -> None:
    """Folders are made, an older file is replaced, and nothing but the file is left."""
    path = tmp_path / "a" / "b.bin"
    write_bytes_beside(path, b"old")
    assert write_bytes_beside(path, b"new") == path
    assert path.read_bytes() == b"new"
    assert [file.name for file in path.parent.iterdir()] == ["b.bin"]


def test_what_an_interrupted_run_left_is_swept(tmp_path: Path) -> None:
    """A part file over an hour old goes; a young one, which may be another run's, stays."""
    old, young = tmp_path / ".book.xlsx.0a.part", tmp_path / ".book.xlsx.0b.part"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    write_bytes_beside(tmp_path / "book.xlsx", b"whole")
    assert (old.exists(), young.exists()) == (False, True)


def locked(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Make these targets behave as Windows does with a file that Excel holds open."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_an_open_target_keeps_the_new_file_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the scorecard open in Excel the new one is kept as `scorecard (new).xlsx`, and the message says so."""
    path = tmp_path / "scorecard.xlsx"
    path.write_bytes(b"open in Excel")
    locked(monkeypatch, "scorecard.xlsx")
    with pytest.raises(MachineRefusal) as caught:
        write_workbook(put("x"), path)
    assert path.read_bytes() == b"open in Excel"
    assert lint_workbook(tmp_path / "scorecard (new).xlsx", ()) == []
    assert caught.value.finding.code == "OUT003"
    assert "written beside it as scorecard (new).xlsx" in str(caught.value)
    assert caught.value.exit_code == 4


def test_spare_names_run_out_politely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spare name open as well leads to the next one; with all of them open nothing is left lying about."""
    path = tmp_path / "s.xlsx"
    locked(monkeypatch, "s.xlsx", "s (new).xlsx")
    with pytest.raises(MachineRefusal, match=r"s \(new 2\)\.xlsx"):
        write_bytes_beside(path, b"1")
    (tmp_path / "s (new 2).xlsx").unlink()
    locked(monkeypatch, "s.xlsx", *(f"s {spare}.xlsx" for spare in publish.SPARE_NAMES))
    with pytest.raises(MachineRefusal, match=r"nothing was written.*\[OUT003\]"):
        write_bytes_beside(path, b"1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code", "says"),
    [
        (errno.ENOSPC, "ENV005", "needs 2.5 MB"),
        (errno.EDQUOT, "ENV005", "needs 2.5 MB"),
        (errno.EACCES, "ENV004", "Permission denied"),
        (errno.EIO, "ENV004", "cannot be written"),
    ],
)
def test_a_machine_that_will_not_write_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, says: str
) -> None:
    """Disk full, no permission or a failing disk: the older file stays, no half file is left, the reason is said."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(MachineRefusal) as caught:
        write_bytes_beside(path, b"x" * 2_500_000)
    assert caught.value.finding.code == code
    assert says in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_rename_leaves_nothing_half(tmp_path: Path) -> None:
    """A folder standing where the file should go is named; no part file is left."""
    (tmp_path / "book.xlsx").mkdir()
    with pytest.raises(MachineRefusal, match=r"\[ENV004\]"):
        write_bytes_beside(tmp_path / "book.xlsx", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]


def test_the_lint_stands_between_the_writer_and_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A formula that got into the bytes by any way but the plan is not published."""
    smuggled = plan_to_bytes(put(Formula("1+1", 2.0)))
    monkeypatch.setattr(write, "plan_to_bytes", lambda plan: smuggled)
    message = refused(put("harmless"), tmp_path / "book.xlsx")
    assert "the formula '1+1' is not one of the plan" in message
    assert message.endswith("[OUT001]")


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("Robbery", (), "Robbery"),
        ("A/B: [x]*?\\", (), "A B x"),
        ("'quoted'", (), "quoted"),
        ("x" * 40, (), "x" * 31),
        ("Robbery", ("ROBBERY",), "Robbery (2)"),
        ("x" * 40, ("x" * 31, "x" * 27 + " (2)"), "x" * 27 + " (3)"),
        ("History", (), "History (2)"),
        ("///", (), "Sheet"),
        ("🙂" * 20, (), "🙂" * 15),
    ],
)
def test_sheet_name(text: str, taken: tuple[str, ...], name: str) -> None:
    """A name that Excel takes and nobody has, as near to the text as can be."""
    assert sheet_name(text, taken) == name
