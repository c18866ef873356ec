"""Splicing: sheets, notes and highlights put into somebody else's workbook, every other byte as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from pmxl.sheets.contrast import GRAPHIC
from pmxl.sheets.contrast import TEXT
from pmxl.sheets.contrast import contrast
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import Ground
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.splice import Mark
from pmxl.sheets.splice import Unspliceable
from pmxl.sheets.splice import splice
from pmxl.sheets.splice.styles import GROUNDS
from pmxl.sheets.splice.styles import tint
from pmxl.sheets.stored import parts_of
from pmxl.sheets.style import INK
from pmxl.sheets.style import NAVY
from pmxl.sheets.style import STATUS
from pmxl.sheets.style import TITLE_BAND
from pmxl.sheets.style import WHITE
from pmxl.terms import Rating
from tests.eyes import TOLD_APART
from tests.eyes import deuteranope
from tests.eyes import distance

FRONT = SheetPlan(name="Queries", puts=(Put(1, 1, "Asked <here> & now", TITLE_BAND),))
LAST = SheetPlan(name="_mark", puts=(Put(1, 1, "x"),), state="very_hidden")
NOTE = Mark("Figures", "B2", "Question 1 [VAL007]", "Was <24> & is 41; =1+1")
SELECTED = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView '
    'tabSelected="1" workbookViewId="0"/></sheetViews><sheetData/></worksheet>'
)
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]


def workbook(change: Callable[[Workbook], Any] = lambda _: None) -> bytes:
    """A workbook of two sheets with a formula, a name of its second sheet, and a rule of its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    for row in (("Measure", "Value"), ("relet", 41), ("total", "=B2*2")):
        sheet.append(row)
    other = book.create_sheet("Other")
    other["A1"] = "kept"
    other.defined_names["mine"] = DefinedName("mine", attr_text="Other!$A$1")
    rule = FormulaRule(formula=["B2>1"], fill=PatternFill(bgColor="FF00FF00"))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("B2", rule)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(data: bytes, more: Parts, *edits: tuple[str, str, str]) -> bytes:
    """A workbook with more parts, and with a text put in the place of another in some."""
    parts = parts_of(data) | more
    for name, old, new in edits:
        assert old.encode() in parts[name], (name, old)
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def related(kind: str, target: str, mode: str = "") -> str:
    """A relationship to be put before the end of a list of them."""
    return f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'


def spliced(data: bytes, *marks: Mark) -> bytes:
    """The copy."""
    return splice(data, "theirs.xlsx", FRONT, LAST, marks or (NOTE,))[0]


def test_only_what_must_change_changes() -> None:
    """All other parts keep their bytes, and of the sheets the cells do."""
    theirs = workbook()
    before, after = parts_of(theirs), parts_of(spliced(theirs))
    changed = {name for name, content in before.items() if after.get(name) != content}
    book = {TYPES, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert changed == book | {"xl/worksheets/sheet1.xml"}
    cells = re.compile(rb"<sheetData>.*</sheetData>", re.S)
    assert cells.findall(before["xl/worksheets/sheet1.xml"]) == cells.findall(after["xl/worksheets/sheet1.xml"])
    assert lint_workbook(spliced(theirs)) == []


def test_the_same_splice_gives_the_same_bytes() -> None:
    """An interrupted run that is repeated finds its own file again."""
    theirs = workbook()
    assert spliced(theirs) == spliced(theirs)


def test_names_of_a_sheet_stay_with_their_sheet() -> None:
    """A sheet put in front moves the numbers by which names know their sheets."""
    book = load_workbook(io.BytesIO(spliced(workbook())))
    assert book["Other"].defined_names["mine"].attr_text == "Other!$A$1"
    assert book.sheetnames == ["Queries", "Figures", "Other", "_mark"]
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False, False, False]


def test_ours_is_the_first_of_the_rules_that_colour_a_cell() -> None:
    """Their own rules keep their order behind it."""
    sheet = load_workbook(io.BytesIO(spliced(workbook())))["Figures"]
    found = {r.formula[0]: r.priority for block in sheet.conditional_formatting for r in block.rules}
    assert found == {"TRUE": 1, "B2>1": 2}


def test_a_note_says_its_text_and_nothing_more() -> None:
    """Signs that mean something in XML come through, and the note of theirs on another cell stays."""
    theirs = workbook(lambda book: setattr(book["Figures"]["A1"], "comment", Comment("Mine", "They")))
    sheet = load_workbook(io.BytesIO(spliced(theirs)))["Figures"]
    assert sheet["B2"].comment is not None
    assert sheet["B2"].comment.text == "Question 1 [VAL007]\nWas <24> & is 41; =1+1"
    assert sheet["A1"].comment is not None
    assert sheet["A1"].comment.text == "Mine"


def test_a_note_that_is_there_goes_on_with_ours() -> None:
    """Nothing that they wrote is lost."""
    theirs = workbook(lambda book: setattr(book["Figures"]["B2"], "comment", Comment("Mine", "They")))
    copy = spliced(theirs)
    note = load_workbook(io.BytesIO(copy))["Figures"]["B2"].comment
    assert note is not None
    assert note.text.startswith("Mine")
    assert "Was <24> & is 41" in note.text
    assert lint_workbook(copy) == []


def test_two_questions_about_one_cell_share_its_note() -> None:
    """A cell has one note only."""
    copy = spliced(workbook(), NOTE, Mark("Figures", "$B$2", "Question 2 [VAL008]", "And why?", grave=True))
    note = load_workbook(io.BytesIO(copy))["Figures"]["B2"].comment
    assert note is not None
    assert note.text.count("Question") == 2
    assert lint_workbook(copy) == []


def test_a_mark_without_a_cell_of_theirs_is_passed_over() -> None:
    """A question about the whole return, or about a sheet that is not there, stands on the front sheet alone."""
    theirs = workbook()
    copy = spliced(theirs, Mark("Figures", "", "Q", "t"), Mark("Gone", "A1", "Q", "t"), Mark("Other", "A:A", "Q", "t"))
    assert parts_of(copy)["xl/worksheets/sheet2.xml"] == parts_of(theirs)["xl/worksheets/sheet2.xml"]


def test_macros_are_taken_out() -> None:
    """What was an .xlsm is a plain workbook: no code, nothing that leads to it, and no type that speaks of it."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/s'
    theirs = edited(
        workbook(),
        {"xl/vbaProject.bin": b"code"},
        (TYPES, main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        (TYPES, '<Override PartName="/xl/s', macro),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", related("vbaProject", "vbaProject.bin")),
    )
    copy = spliced(theirs)
    assert b"vba" not in b"".join(parts_of(copy).values())
    assert not [name for name in parts_of(copy) if "vba" in name]
    assert lint_workbook(copy) == []


def external(formula: str) -> bytes:
    """A workbook whose total is the formula given, with the saved value 82, and which has a link to another one."""
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    override = f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{kind}"/></Types>'
    one = f'<externalReference xmlns:r="{OFFICE}" r:id="rIdX"/>'
    references = f"</sheets><externalReferences>{one}</externalReferences>"
    data = workbook()
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"]
    sheet, count = re.subn(rb"<f>B2\*2</f>\s*(?:<v\s*/>|<v></v>)", f"{formula}<v>82</v>".encode(), sheet)
    assert count == 1
    return edited(
        data,
        {"xl/externalLinks/externalLink1.xml": link, "xl/worksheets/sheet1.xml": sheet},
        (TYPES, "</Types>", override),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", related("externalLink", "externalLinks/externalLink1.xml")),
        ("xl/workbook.xml", "</sheets>", references),
    )


def test_a_formula_into_another_workbook_keeps_its_value_alone() -> None:
    """The link is broken as Excel breaks one, and it is counted so that it can be told."""
    copy, broken = splice(external("<f>[1]Sheet1!A1*2</f>"), "theirs.xlsx", FRONT, LAST, ())
    cell = read_workbook("copy.xlsx", copy).sheets[1].at("B3")
    assert cell is not None
    assert (cell.value, cell.formula, broken) == (82.0, None, 1)
    assert not [name for name in parts_of(copy) if "external" in name]
    assert b"externalReference" not in parts_of(copy)["xl/workbook.xml"]
    assert lint_workbook(copy) == []


def test_a_column_of_a_table_is_no_link() -> None:
    """`Sales[1]` looks like one and stays."""
    copy, broken = splice(external("<f>SUM(Sales[1])+B2</f>"), "theirs.xlsx", FRONT, LAST, ())
    cell = read_workbook("copy.xlsx", copy).sheets[1].at("B3")
    assert cell is not None
    assert (cell.formula, broken) == ("SUM(Sales[1])+B2", 0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            lambda: external('<f t="shared" ref="B3:B4" si="0">[1]Sheet1!A1</f>'),
            "formulas that lead to other",
        ),
        (lambda: edited(workbook(), {"xl/macrosheets/sheet1.xml": b"<x/>"}), "it has sheets of macros"),
        (lambda: edited(workbook(), {"xl/activeX/activeX1.xml": b"<x/>"}), "buttons or boxes that run something"),
        (lambda: edited(workbook(), {"xl/embeddings/oleObject1.bin": b"x"}), "it has other documents in it"),
        (lambda: edited(workbook(), {"xl/connections.xml": b"<x/>"}), "it draws data from elsewhere"),
        (lambda: edited(workbook(), {"_xmlsignatures/sig1.xml": b"<x/>"}), "a signature does not hold for a copy"),
        (
            lambda: edited(
                workbook(),
                {},
                (
                    "xl/_rels/workbook.xml.rels",
                    "</Relationships>",
                    related("hyperlink", "file://host/share", ' TargetMode="External"'),
                ),
            ),
            "links to files elsewhere",
        ),
        (lambda: workbook(lambda book: book.create_sheet("queries")), "it has a sheet of the same name already"),
        (lambda: edited(workbook(), {"xl/worksheets/sheet2.xml": SELECTED.encode("utf-16")}), "not written in UTF-8"),
        (lambda: edited(workbook(), {"xl/worksheets/sheet2.xml": SELECTED[:-4].encode()}), "sheet2.xml is damaged"),
        (lambda: b"PK\x03\x04 no workbook", "it cannot be opened"),
        (lambda: workbook()[:-40], "it cannot be opened"),
    ],
)
def test_what_cannot_be_copied_safely_is_not(data: Callable[[], bytes], why: str) -> None:
    """Each says why in words that can stand in a sentence to the partner."""
    with pytest.raises(Unspliceable, match=re.escape(why)):
        spliced(data())


def test_a_second_splice_takes_the_place_of_the_first() -> None:
    """Sheets, notes and colours of the first are gone, and their own are as they were."""
    theirs = workbook(lambda book: setattr(book["Figures"]["A1"], "comment", Comment("Mine", "They")))
    first = spliced(theirs)
    other = Mark("Figures", "B3", "Question 1 [VAL008]", "And this?")
    second, _ = splice(first, "theirs.xlsx", FRONT, LAST, (other,), ("Queries", "_mark"))
    book = load_workbook(io.BytesIO(second))
    assert book.sheetnames == ["Queries", "Figures", "Other", "_mark"]
    notes = {cell.coordinate: cell.comment.text for row in book["Figures"] for cell in row if cell.comment}
    assert notes == {"A1": "Mine", "B3": "Question 1 [VAL008]\nAnd this?"}
    rules = {str(b.sqref): [r.formula[0] for r in b.rules] for b in book["Figures"].conditional_formatting}
    assert rules == {"B3": ["TRUE"], "B2": ["B2>1"]}
    assert book["Other"].defined_names["mine"].attr_text == "Other!$A$1"
    assert lint_workbook(second) == []


def test_what_is_added_wears_the_house_style() -> None:
    """Our sheet and the edge of a cell in question have the partnership's colours; the program's own else."""
    plum = "#5A1E4B"
    status = tuple((name, Ground(plum, "#F3E6F0") if name == "Red" else own) for name, own in HOUSE.status)
    house = replace(HOUSE, title=Ground(WHITE, plum), status=status)
    theirs = workbook()
    for style, edge, title in (
        (HOUSE, STATUS[Rating.RED].color, NAVY),
        (house, plum, plum),
    ):
        copy, _ = splice(theirs, "a.xlsx", FRONT, LAST, [NOTE], (), style)
        styles = parts_of(copy)["xl/styles.xml"].decode()
        highlights = styles[styles.index("<dxfs") :]
        assert f"FF{edge[1:]}" in highlights
        assert load_workbook(io.BytesIO(copy))["Queries"]["A1"].fill.fgColor.rgb == f"FF{title[1:]}"
        assert lint_workbook(copy) == []


def test_a_marked_cell_can_be_read_and_its_edge_seen() -> None:
    """Ink on either highlight stands 4.5:1 and the edge 3:1 against its ground, and the two are told apart."""
    found = [tint(rating, HOUSE) for rating in GROUNDS]
    for ground, edge in found:
        assert contrast(INK, ground) >= TEXT
        assert contrast(edge, ground) >= GRAPHIC
    assert distance(*(deuteranope(edge) for _, edge in found)) >= TOLD_APART
