"""The reader against openpyxl, cell by cell, over every real workbook at hand."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pmxl.sheets import ooxml
from pmxl.sheets.read import read_workbook
from tests.thorough import THOROUGH
from tests.witness import compare_values
from tests.witness import compare_with_openpyxl

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
REAL = sorted(DATA.rglob("*.xlsx"))
SMALL = [path for path in REAL if path.stat().st_size < 300_000]
ONE_OF_EACH = list({path.parent: path for path in sorted(REAL, key=lambda path: -path.stat().st_size)}.values())
"""The smallest of each folder."""
COMPARED = REAL if THOROUGH else ONE_OF_EACH
ABSENT = pytest.param(None, marks=pytest.mark.skip(reason=f"no real workbooks in {DATA.name} beside this repository"))


@pytest.mark.parametrize("path", COMPARED or [ABSENT], ids=lambda path: path.name if path else "none")
def test_values_of_every_sheet_are_openpyxls(path: Path) -> None:
    """Address and value of every cell, hidden sheets included."""
    assert compare_values(path) == []


@pytest.mark.parametrize("path", SMALL or [ABSENT], ids=lambda path: path.name if path else "none")
def test_formulas_formats_and_visibility_are_openpyxls(path: Path) -> None:
    """Formulas, shared ones written out, number formats, hidden rows and columns, merges."""
    assert compare_with_openpyxl(path) == []


@pytest.mark.parametrize("path", ONE_OF_EACH or [ABSENT], ids=lambda path: path.name if path else "none")
def test_both_paths_agree_on_real_workbooks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow path reads from a real workbook exactly what the fast one does."""
    fast = read_workbook(path)
    monkeypatch.setattr(ooxml, "scan_sheet", lambda *_: None)
    assert read_workbook(path) == fast


def test_the_witness_has_teeth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A difference of value, place, formula, format or visibility is told; a workbook of ours read rightly has none."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Return")
        sheet.write_number("A1", 0.95, book.add_format({"num_format": "0.0%"}))
        sheet.write_string("B1", "Days to relet")
        sheet.write_formula("C1", "=A1*2", None, 1.9)
        sheet.merge_range("D1:E2", "merged")
        sheet.set_column("B:B", None, None, {"hidden": True})
    assert compare_with_openpyxl(path) == []
    true = read_workbook(path)
    for address, change in (
        ("A1", {"value": 0.96}),
        ("A1", {"number_format": "0%"}),
        ("B1", {"hidden": False}),
        ("C1", {"formula": None}),
        ("C1", {"formula": "A1*3"}),
    ):
        cell = true.sheets[0].at(address)
        assert cell is not None
        false = read_workbook(path)
        false.sheets[0].cells[cell.row, cell.col] = cell._replace(**change)
        monkeypatch.setattr("tests.witness.read_workbook", lambda _, book=false: book)
        assert len(compare_with_openpyxl(path)) == 1, change


def test_what_openpyxl_writes_is_read_back(tmp_path: Path) -> None:
    """A workbook saved by a script: no saved values, text within its cells or shared."""
    path = tmp_path / "saved.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Days to relet", 24, True, None, "=B1*2"])
    book.save(path)
    assert compare_with_openpyxl(path) == []
    cell = read_workbook(path).sheets[0].at("E1")
    assert cell is not None
    assert (cell.type, cell.value, cell.formula) == ("blank", None, "B1*2")
