"""Tidy tables from CSV files and worksheets."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from pmxl.findings import Refusal
from pmxl.sheets.cells import CellType
from pmxl.sheets.tidy import read_table

NAMES = ["partner", "measure", "value", "data_source"]
PLAIN = "Partner,Measure,Value,Data source\nNorthvale,H1,46.4,SAP\nHarbour,H1,,\n"


def saved(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """A CSV file of this content."""
    path = folder / "figures.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN, "utf-8"),
        (PLAIN, "utf-8-sig"),
        (PLAIN.replace(",", ";"), "utf-8"),
        (PLAIN.replace(",", "\t"), "utf-16"),
        (PLAIN.replace("\n", "\r\n"), "utf-8"),
        ("Our figures\n\n" + PLAIN, "utf-8"),
        (PLAIN.replace("Data source", '"DATA \n source "'), "utf-8"),
    ],
    ids=["plain", "mark", "semicolons", "unicode text", "windows", "titled", "quoted"],
)
def test_a_csv_is_read_however_it_was_saved(tmp_path: Path, content: str, encoding: str) -> None:
    """Encoding, separator, line ends, titles above the header: the same names and values."""
    names, rows = read_table(saved(tmp_path, content, encoding))
    assert names == NAMES
    assert [[cell.value for cell in row.values()] for row in rows] == [
        ["Northvale", "H1", "46.4", "SAP"],
        ["Harbour", "H1", None, None],
    ]


def test_every_value_keeps_its_place(tmp_path: Path) -> None:
    """Rows count as Excel shows the file, empty ones too; a blank has a place and says that it is one."""
    _, rows = read_table(saved(tmp_path, PLAIN.replace("Harbour", "\nHarbour")))
    assert [row["value"].address for row in rows] == ["C2", "C4"]
    assert [row["value"].type for row in rows] == [CellType.TEXT, CellType.BLANK]
    assert rows[0]["value"].raw == "46.4"


def test_windows_text_is_read(tmp_path: Path) -> None:
    """Older Excels save CSV as Windows text."""
    _, rows = read_table(saved(tmp_path, PLAIN.replace("SAP", "£ – café"), "cp1252"))
    assert rows[0]["data_source"].value == "£ – café"


def test_text_with_separators_and_lines_within_quotes(tmp_path: Path) -> None:
    """A quoted value may hold commas, semicolons and line ends, and no row is lost count of."""
    _, rows = read_table(saved(tmp_path, 'a,b,c\n1,"x, y; z\nand more",3\n4,5,6\n'))
    assert [rows[0]["b"].value, rows[1]["a"].address] == ["x, y; z\nand more", "A3"]


@pytest.mark.parametrize("name", ["Figures", "Other"])
def test_a_sheet_is_read_with_its_types(tmp_path: Path, name: str) -> None:
    """The sheet called figures, else the first; numbers stay numbers and percentages say so."""
    path = tmp_path / "figures.xlsx"
    with xlsxwriter.Workbook(path) as book:
        notes = book.add_worksheet("Notes") if name == "Figures" else None
        if notes:
            notes.write_row(0, 0, ["x", "y", "z"])
        sheet = book.add_worksheet(name)
        sheet.write_string("A1", "History")
        sheet.write_row("A3", ["Partner", "Value", "Data source"])
        sheet.write_row("A5", ["Northvale", 0.464])
        sheet.write_string("F5", "a note beside the table")
        sheet.write_blank("A6", None, book.add_format({"bold": True}))
    names, rows = read_table(path)
    assert names == ["partner", "value", "data_source"]
    [row] = rows
    assert (row["value"].value, row["value"].address, row["data_source"].type) == (0.464, "B5", CellType.BLANK)


NAME_THEM = "Give the names of the columns in the first row (partner, area, measure, period, ...). [STR020]"
QUOTE_THEM = "Put text that holds the separator in quotation marks, or save the table as CSV from Excel. [STR023]"
CLOSE_THEM = (
    "Close every quotation mark that is opened, or save the table as CSV from Excel, and send it again. [STR023]"
)
TOO_LONG = "The text cannot be read as a table from row 2 on (field larger than field limit (131072))."
REFUSED = [
    ("", "figures.csv: The file is empty (0 bytes). Ask for it to be sent again. [FIL001]"),
    (
        b"%PDF-1.4 ...",
        "figures.csv: This is not a workbook but a PDF. Ask for the Excel workbook (.xlsx) itself. [FIL003]",
    ),
    (
        "a,b\n1,2\n",
        "figures.csv: No row has 3 filled cells or more, so there is no header. " + NAME_THEM,
    ),
    (
        "\n\na,b,c\n\n",
        "figures.csv: Below the header in row 3 there are no rows. Add the figures, one a row. [STR021]",
    ),
    (
        "a,b, A \n1,2,3\n",
        "figures.csv › C1: The header names the column 'a' twice. Rename or remove one of the two. [STR022]",
    ),
    (
        "a,b,c\n1,2,3\n1,2,3,4\n",
        "figures.csv › D3: The row has a value in column D and the header ends at C. " + QUOTE_THEM,
    ),
    pytest.param(
        'a,b,c\n1,2,"' + "x" * 200_000,
        f"figures.csv: {TOO_LONG} {CLOSE_THEM}",
        id="too long",
    ),
    (
        'a,b,c\n1,2,"three\n4,5,6\n',
        "figures.csv: The text cannot be read as a table from row 2 on (unexpected end of data). " + CLOSE_THEM,
    ),
    (
        'a,b,c\n1,2,"three" or so\n4,5,6\n',
        "figures.csv: The text cannot be read as a table from row 2 on (',' expected after '\"'). " + CLOSE_THEM,
    ),
]


@pytest.mark.parametrize(("content", "message"), REFUSED)
def test_what_is_no_table_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    """Each with its place, its fact and what to do."""
    with pytest.raises(Refusal) as caught:
        read_table(saved(tmp_path, content))
    assert str(caught.value) == message


def test_an_empty_workbook_has_no_header(tmp_path: Path) -> None:
    """The sheet is named."""
    path = tmp_path / "figures.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet1")
    with pytest.raises(Refusal, match=r"^figures\.xlsx › Sheet1: No row has 3 filled cells"):
        read_table(path)
