# ruff: noqa: E501
"""Freezing: a workbook sent out lives without us, says what it said, and nothing else in it is touched."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import ironcalc
import pytest
import xlsxwriter
from typer.testing import CliRunner

from pmxl.batch.freeze import ADDIN
from pmxl.batch.freeze import FAMILY
from pmxl.batch.freeze import freeze
from pmxl.batch.freeze import freeze_at
from pmxl.cli import app
from pmxl.excel import udfs
from pmxl.findings import Refusal
from pmxl.rules.native import native
from pmxl.sheets.freeze import Frozen
from pmxl.sheets.freeze import freeze as freeze_book
from pmxl.sheets.freeze.calls import Calls
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.stored import parts_of
from tests.minimal_book import MAIN
from tests.minimal_book import OFFICE
from tests.minimal_book import PACKAGE
from tests.test_conformance import WITNESSES
from tests.test_conformance import Witness

LINK = "xl/externalLinks/externalLink{}.xml"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A table rated in every way that Excel writes our functions."""
    path = tmp_path / "sent.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet, other = workbook.add_worksheet("Rates"), workbook.add_worksheet("Other")
        for row, (actual, target) in enumerate([(1, 2), (3, 2), (2, 2)], 1):
            sheet.write_row(row, 0, [actual, target])
        sheet.write_formula("C2", "=PMXL_TRAVEL(A2,B2)", None, "Worsening")
        sheet.write_formula("C3", '=IF(_xldudf_PMXL_TRAVEL(A3,B3)="Improving","up",PMXL.TRAVEL(1,2))', None, "up")
        sheet.write_formula("C4", "=PMXL_VARIANCE(A4,$B$4,1)", None, 0)
        sheet.write_dynamic_array_formula("D2:D4", "=_xldudf_PMXL_RANK(A2:A4)", None, 3)
        sheet.write_column("D3", [1, 2])
        sheet.write_dynamic_array_formula("E2", "=SUM(_xlfn.ANCHORARRAY($D$2))", None, 6)
        sheet.write_formula("E3", '="PMXL_RAG(A2,B2) and [9]!PMXL_RAG("&A2', None, "as it was")
        other.write_dynamic_array_formula("A1", "=MAX(_xlfn.ANCHORARRAY(Rates!D2))", None, 3)
        workbook.define_name("Standing", "=PMXL_TRAVEL(Rates!$A$2,Rates!$B$2)")
        workbook.define_name("Again", "=Standing")
        workbook.define_name("Gap", "=PMXL_VARIANCE(Rates!$A$2,Rates!$B$2)")
        other.write_formula("B1", '=Again&"!"', None, "Worsening!")
        other.write_formula("B2", "=Gap+1", None, 0)
        look = workbook.add_format({"bold": True})
        sheet.conditional_format("A2:A4", {"type": "formula", "criteria": '=PMXL_RAG($A2,$B2)="Red"', "format": look})
        sheet.data_validation("B2", {"validate": "custom", "value": "=PMXL_VARIANCE(A2,B2)<5"})
    return path


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A workbook with some of its parts changed."""
    held, made = parts_of(path.read_bytes()), io.BytesIO()
    change(held)
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return made.getvalue()


def frozen(data: bytes) -> Frozen:
    """What freezing makes of these bytes."""
    return freeze_book(data, "sent.xlsx", FAMILY, ADDIN, native)


def formulas(data: bytes) -> dict[str, str]:
    """Every formula in the cells of a workbook."""
    sheets = read_workbook("sent.xlsx", data).sheets
    return {f"{s.name}!{c.address}": c.formula for s in sheets for c in s.cells.values() if c.formula is not None}


def values(data: bytes) -> dict[str, Any]:
    """Every value in the cells of a workbook."""
    return {f"{s.name}!{c.address}": c.value for s in read_workbook("x", data).sheets for c in s.cells.values()}


def test_no_formula_of_ours_is_left_and_every_value_is_the_same(book: Path) -> None:
    """Values where Excel has no functions for it, native formulas where it has, and what spilled is a range."""
    made = frozen(book.read_bytes())
    assert values(made.data) == values(book.read_bytes())
    left = formulas(made.data)
    assert left.pop("Rates!E3") == '"PMXL_RAG(A2,B2) and [9]!PMXL_RAG("&A2'
    assert left.pop("Rates!C4").startswith("IF(")
    assert left == {"Rates!E2": "SUM($D$2:$D$4)", "Other!A1": "MAX(Rates!D2:D4)", "Other!B2": "Gap+1"}
    assert (made.values, made.names) == (4, ("Again", "Standing"))
    assert not lint_workbook(made.data)
    text = b"".join(data for name, data in parts_of(made.data).items() if name.endswith(".xml"))
    assert re.findall(rb"PMXL\w*", re.sub(rb'"PMXL_RAG\(A2.*?&amp;A2', b"", text)) == []


def test_parts_that_need_no_change_keep_their_bytes(book: Path) -> None:
    """Styles, texts, themes and properties are not written anew, and of the sheets only the formulas are."""
    before, after = parts_of(book.read_bytes()), parts_of(frozen(book.read_bytes()).data)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml", SHEET, "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    assert before.keys() == after.keys()
    without = [re.sub(rb' cm="1"|<f.*?</f>|<formula.*?</formula\d?>', b"", held[SHEET]) for held in (before, after)]
    assert without[0] == without[1]


def test_conditional_formats_validations_and_names_become_native(book: Path) -> None:
    """What has no saved value is said in Excel's own functions."""
    held = parts_of(frozen(book.read_bytes()).data)
    assert re.findall(rb"<formula>IF\(.*?=&quot;Red&quot;|<formula>IF\(.*?=\"Red\"", held[SHEET])
    assert re.findall(rb"<formula1>IF\(.*?&lt;5</formula1>", held[SHEET])
    assert re.findall(rb"<definedName[^>]*>IF\(.*?</definedName>", held["xl/workbook.xml"])


def test_a_formula_without_a_saved_value_is_named_and_nothing_is_written(book: Path) -> None:
    """Every cell that would be left empty, or that was saved where the add-in was missing, and no file."""

    def spoil(held: dict[str, bytes]) -> None:
        sheet = held[SHEET].replace(b"<v>Worsening</v>", b"").replace(b'<c r="D4"><v>2</v></c>', b"")
        sheet = sheet.replace(b't="str"><f>IF(_xldudf', b't="e"><f>IF(_xldudf')
        held[SHEET] = sheet.replace(b"<v>up</v>", b"<v>#NAME?</v>")

    path = book.with_name("unsaved.xlsx")
    path.write_bytes(changed(book, spoil))
    with pytest.raises(Refusal) as refused:
        freeze(path)
    told = {finding.cell: str(finding) for finding in refused.value.findings}
    assert set(told) == {"C2", "C3", "D4"}
    assert told["C2"] == (
        "unsaved.xlsx › Rates!C2: The formula =PMXL_TRAVEL(A2,B2) has no saved value, so there is nothing to put in its "
        "place. Open the workbook where the add-in runs, let it calculate, save it and freeze it again. [XLS011]"
    )
    assert "was saved as #NAME?" in told["C3"]
    assert list(book.parent.glob("unsaved*")) == [path]


def test_what_has_neither_value_nor_native_form_is_named(book: Path) -> None:
    """A conditional format cannot be frozen into a value."""

    def spoil(held: dict[str, bytes]) -> None:
        held[SHEET] = held[SHEET].replace(b"<formula>PMXL_RAG($A2,$B2)", b"<formula>PMXL_TRAVEL($A2,$B2)")

    with pytest.raises(Refusal, match=r"Rates!A2:A4: The formula =PMXL_TRAVEL.* of a conditional format has no value"):
        frozen(changed(book, spoil))


def linked(held: dict[str, bytes]) -> None:
    """Two links, the first to the add-in; a chain of calculation; and formulas by either."""
    targets = ["file:///C:\\Users\\me\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\PMXL.xlam", "other.xlsx"]
    held["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="C2" i="1"/><c r="E3"/></calcChain>'.encode()
    relations = f'<Relationship Id="rId90" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>'
    kinds, listed = "", ""
    for number, target in enumerate(targets, 1):
        name = LINK.format(number)
        held[name] = (
            f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"/></externalLink>'.encode()
        )
        relation = f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="{target}" TargetMode="External"/>'
        rels = f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'
        held[f"xl/externalLinks/_rels/externalLink{number}.xml.rels"] = rels.encode()
        relations += f'<Relationship Id="rId9{number}" Type="{OFFICE}/externalLink" Target="{name[3:]}"/>'
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
        kinds += f'<Override PartName="/{name}" ContentType="{kind}"/>'
        listed += f'<externalReference r:id="rId9{number}"/>'
    main, rels, types = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    held[main] = held[main].replace(
        b"</sheets>", f"</sheets><externalReferences>{listed}</externalReferences>".encode()
    )
    held[rels] = held[rels].replace(b"</Relationships>", f"{relations}</Relationships>".encode())
    chain = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    kinds += f'<Override PartName="/xl/calcChain.xml" ContentType="{chain}"/>'
    held[types] = held[types].replace(b"</Types>", f"{kinds}</Types>".encode())
    held[SHEET] = held[SHEET].replace(b"<f>PMXL_TRAVEL(A2,B2)", b"<f>[1]!PMXL_TRAVEL(A2,B2)")
    held[SHEET] = held[SHEET].replace(b"<f>&quot;PMXL", b"<f>'[2]A sheet'!B7&amp;[2]Data!A1&amp;\"[2]\"&amp;&quot;PMXL")
    held[SHEET] = held[SHEET].replace(b'<f>"PMXL', b'<f>\'[2]A sheet\'!B7&amp;[2]Data!A1&amp;"[2]"&amp;"PMXL')


def test_the_link_to_the_add_in_goes_and_the_others_keep_what_they_lead_to(book: Path) -> None:
    """Links are told by their number, so that those after it are numbered anew; Excel's list of what to calculate goes."""
    made = frozen(changed(book, linked))
    held = parts_of(made.data)
    assert made.links == 1
    assert LINK.format(1) not in held
    assert b"other.xlsx" in held["xl/externalLinks/_rels/externalLink2.xml.rels"]
    assert held["xl/workbook.xml"].count(b"<externalReference ") == 1
    assert "xl/calcChain.xml" not in held
    assert b"externalLink1" not in held["[Content_Types].xml"] + held["xl/_rels/workbook.xml.rels"]
    assert formulas(made.data)["Rates!E3"].startswith("'[1]A sheet'!B7&[1]Data!A1&\"[2]\"&")


def test_what_reads_the_add_ins_own_cells_is_named(book: Path) -> None:
    """The link cannot go while a formula needs more of the add-in than its functions."""

    def spoil(held: dict[str, bytes]) -> None:
        linked(held)
        held[SHEET] = held[SHEET].replace(b"[2]Data!A1", b"[1]Data!A1")

    with pytest.raises(Refusal, match=r"Rates!E3: .* reads a cell of the add-in's own workbook"):
        frozen(changed(book, spoil))


def test_shared_formulas_freeze_one_by_one(book: Path) -> None:
    """A formula written once and meant for a block is told anew in each of its cells."""

    def share(held: dict[str, bytes]) -> None:
        first = b'<c r="F2"><f t="shared" ref="F2:F3" si="0">PMXL_VARIANCE(A2,B2)</f><v>-1</v></c>'
        held[SHEET] = held[SHEET].replace(b'</row><row r="3"', first + b'</row><row r="3"')
        second = b'<c r="F3"><f t="shared" si="0"/><v>1</v></c>'
        held[SHEET] = held[SHEET].replace(b'</row><row r="4"', second + b'</row><row r="4"')

    left = formulas(frozen(changed(book, share)).data)
    assert "N(A2)" in left["Rates!F2"]
    assert "N(A3)" in left["Rates!F3"]


def test_the_original_is_never_overwritten_without_a_copy(book: Path) -> None:
    """Beside it under a free name; in its place with what was there kept; over another file not at all."""
    before = book.read_bytes()
    assert [freeze(book).made, freeze(book).made] == [
        book.with_name("sent (frozen).xlsx"),
        book.with_name("sent (frozen 2).xlsx"),
    ]
    assert book.read_bytes() == before
    with pytest.raises(Refusal, match="exists already and is not overwritten"):
        freeze(book, book.with_name("sent (frozen).xlsx"))
    done = freeze(book, book)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert formulas(book.read_bytes()).keys() < formulas(before).keys()


def test_a_workbook_without_formulas_of_ours_can_be_sent_as_it_is(tmp_path: Path) -> None:
    """Nothing is written, and the command says so."""
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write_formula("A1", '="PMXL_RAG(1,2)"')
    result = CliRunner().invoke(app, ["freeze", str(path)])
    assert result.exit_code == 0
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_says_what_became_of_the_formulas(book: Path) -> None:
    """As a sentence, and as a record for the button."""
    result = CliRunner().invoke(app, ["freeze", str(book), "--to", str(book.with_name("out.xlsx")), "--format", "json"])
    record = json.loads(result.stdout)
    assert record["made"].endswith("out.xlsx")
    assert (record["values"], record["natives"], record["names"]) == (4, 4, ["Again", "Standing"])


@pytest.mark.parametrize("name", ["no.xlsx", "letter.docx"])
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    """As everywhere: a fact and a request."""
    if not name.startswith("no"):
        (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(Refusal):
        freeze(tmp_path / name)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ('IF(A1="PMXL_RAG(",PMXL_RAG(A1,"a,b)"),0)', [("RAG", ["A1", '"a,b)"'])]),
        ("'C:\\a b\\pmxl.xlam'!PMXL_RAG(A1,{1,2},T[[#This Row],[a,b]])", [("RAG", ["A1", "{1,2}", "T[[#This Row],[a,b]]"])]),
        ("_xlfn.SINGLE(_xlfn._xldudf_PMXL_POOL(PMXL_X(1,2),3))", [("POOL", ["PMXL_X(1,2)", "3"])]),
        ("MYPMXL_RAG(1)+PMXL_RAG+'PMXL_RAG'!A1", []),
        ("pmxl_rag( A1 ,B1", [("rag", [" A1 "])]),
    ],
)  # fmt: skip
def test_calls_are_found_where_they_are(formula: str, found: list[tuple[str, list[str]]]) -> None:
    """Not within texts, not within other names; with their arguments, whatever these hold."""
    assert [(call.function, call.arguments) for call in Calls("PMXL").within(formula)] == found


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("RAG", ["A1:A9", "B1"]),
        ("RAG", ["A1", "B1", '"range"']),
        ("RAG", ["A1", "B1", "C1"]),
        ("RAG", ["A1", "B1", "", '"floor"']),
        ("RAG", ["A1", "B1", "", "5", "", '"milestone"']),
        ("RAG", ["A1", "B1", "", "", "", "", "", "50"]),
        ("VARIANCE", ["A1", "B1", "C1"]),
        ("VARIANCE", ["A1"]),
        ("TRAVEL", ["A1", "B1"]),
    ],
)
def test_what_cannot_be_said_exactly_is_not_said(function: str, arguments: list[str]) -> None:
    """A native formula is exact or there is none."""
    assert native(function, arguments) is None


FIGURES: tuple[Any, ...] = (
    90, 89.95, 89.949999, 85.5, 85.45, 85.44, 94.5, 94.55, 94.56, 0, -0.5, 0.5, 0.49, -90, -94.5, 1.005, 33 * 0.95, None, True,
    "", "  ", "n/a", "#DIV/0!",
)  # fmt: skip
ENDINGS = (
    "", ',"lower"', ",,5", ',"LOWER",5', ',,2.5,"points"', ',,5,"percent","percentage",1', ',"lower",5,,"percentage",1',
    ",,0.1,,,2", ',"higher",10,,"money",0', ',"lower",12.5,"percent",,3',
)  # fmt: skip


@pytest.fixture(scope="module")
def conformance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of cell against every other, rated by calls of ours and frozen; the saved values are all wrong."""
    path = tmp_path_factory.mktemp("native") / "cells.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Cells")
        for row, (actual, target, call, _) in enumerate(_cases()):
            for column, cell in enumerate((actual, target)):
                if cell == "#DIV/0!":
                    sheet.write_formula(row, column, "=1/0", None, cell)
                elif cell is not None:
                    (sheet.write_string if isinstance(cell, str) else sheet.write)(row, column, cell)
            sheet.write_formula(row, 2, f"={call.format(f'A{row + 1}', f'B{row + 1}')}", None, "stale")
    frozen_ = path.with_name("frozen.xlsx")
    made = freeze_at(path)
    assert not made.values
    frozen_.write_bytes(made.data)
    return frozen_


def _cases() -> Iterator[tuple[Any, Any, str, Callable[..., Any]]]:
    """Two cells, a call on them, and the function that it calls."""
    levels = (90, 90.05, 0, -90, 1.01, None, "x", "", "#DIV/0!", True)
    for ending in ENDINGS:
        for actual in FIGURES:
            for target in levels[: 4 if len(ending) > 8 else None]:
                yield actual, target, f"PMXL_RAG({{}},{{}}{ending})", udfs.PMXL_RAG
    for places in ("", ",1", ",2"):
        for actual in FIGURES:
            for target in levels:
                yield actual, target, f"PMXL_VARIANCE({{}},{{}}{places})", udfs.PMXL_VARIANCE


def _given(text: str) -> list[Any]:
    """The constants of a call as Excel hands them over."""
    constants = [piece.strip('"') for piece in text.rstrip(")").split(",")[2:]]
    return [None if not c else float(c) if re.fullmatch(r"[\d.]+", c) else c for c in constants]


@cache
def _expected() -> list[Any]:
    """What our own functions give for every case."""
    cells = [[None if cell == "#DIV/0!" else cell for cell in case[:2]] for case in _cases()]
    return [case[3](*given, *_given(case[2]))[0][0] for case, given in zip(_cases(), cells, strict=True)]


@pytest.mark.parametrize("witness", WITNESSES)
def test_native_formulas_say_what_the_functions_say(conformance: Path, witness: Witness) -> None:
    """Recalculated by a spreadsheet, every case is what our own function gives for the same cells."""
    cases = list(_cases())
    said = witness(conformance, 0, 3, len(cases))
    wrong = [
        f"{call} of {actual!r}, {target!r}: {text!r} instead of {expected!r}"
        for (actual, target, call, _), text, expected in zip(cases, said, _expected(), strict=True)
        if not (text == expected if isinstance(expected, str) else _close(text, expected))
    ]
    assert not wrong, f"{len(wrong)} of {len(cases)} differ:\n" + "\n".join(wrong[:20])
    assert len(cases) > 1000


def _close(text: str, expected: float) -> bool:
    try:
        return float(text) == pytest.approx(expected, abs=1e-9)
    except ValueError:
        return False


def test_ironcalc_can_open_what_was_frozen(conformance: Path) -> None:
    """Another reader takes the copy for a workbook."""
    assert ironcalc.load_from_xlsx(str(conformance), "en", "UTC", "en").get_worksheets_properties()
