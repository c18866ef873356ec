"""Part addresses: a workbook names its parts by addresses, in which a blank may stand as %20, and a part may too."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmxl.findings import Refusal
from pmxl.sheets.read import read_workbook

ISSUED = "xl/worksheets/sheet1.xml"
ESCAPED, PLAIN = "xl/worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml"


def book(path: Path, part: str, said: str) -> Path:
    """A workbook whose one sheet is that part, told of by the escaped address."""
    whole = io.BytesIO()
    made = Workbook()
    made.remove(made.worksheets[0])
    made.create_sheet("Figures")["A1"] = said
    made.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(("workbook.xml.rels", "[Content_Types].xml")):
                data = data.replace(ISSUED.encode(), (ESCAPED if name.endswith(".rels") else part).encode())
            target.writestr(part if name == ISSUED else name, data)
    return path


@pytest.mark.parametrize("parts", [(ESCAPED, PLAIN), (PLAIN, ESCAPED)])
def test_either_is_found_whatever_was_read_before(tmp_path: Path, parts: tuple[str, str]) -> None:
    """Two workbooks that say the same of their parts may have them under other names."""
    for part in parts:
        (sheet,) = read_workbook(book(tmp_path / f"{len(part)}.xlsx", part, part)).sheets
        assert [cell.value for cell in sheet.cells.values()] == [part]


def test_one_that_lacks_it_spoils_it_for_no_other(tmp_path: Path) -> None:
    """It is refused, and the next is read."""
    with pytest.raises(Refusal, match="lacks this part"):
        read_workbook(book(tmp_path / "lost.xlsx", "xl/worksheets/other.xml", "lost"))
    assert read_workbook(book(tmp_path / "there.xlsx", PLAIN, "there")).sheets[0].cells[1, 1].value == "there"
