"""The same workbook in every form: the same figures at the same addresses, and what a form does not tell is said."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from datetime import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pmxl.figures import Figure
from pmxl.findings import Refusal
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.sheets import xlsb as reader
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from tests.office import CSV_OF_RETURN
from tests.office import saved_as
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import SIGNED
from tests.specimens.paper import codes
from tests.specimens.paper import fill
from tests.specimens.paper import heading_columns
from tests.specimens.paper import issued
from tests.specimens.paper import opened
from tests.specimens.paper import rows_by_name
from tests.specimens.paper import said
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import Q3

PARTNER = "northvale"
NAMES = (PARTNER, "kinds", "mac")


def with_macros(file: Path) -> Path:
    """The workbook as Excel saves it when it has macros; they are no real ones, for nobody reads them."""
    made = file.with_suffix(".xlsm")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return made


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Three workbooks (a return, one with every kind of cell, one that counts days from 1904) as they can be saved."""
    folder = tmp_path_factory.mktemp("forms")
    every_kind().save(folder / "kinds.xlsx")
    mac().save(folder / "mac.xlsx")
    files = (filled(folder), folder / "kinds.xlsx", folder / "mac.xlsx")
    made = {form: saved_as(form, folder, *files) for form in ("xls", "ods")}
    made["xlsx"] = saved_as("xlsx", folder, folder / "kinds.xlsx")
    made["csv"] = saved_as(CSV_OF_RETURN, folder, files[0])
    by_name = {
        form: {path.name.partition(".")[0].partition("-")[0]: path for path in paths} for form, paths in made.items()
    }
    return {name: {form: paths[name] for form, paths in by_name.items() if name in paths} for name in NAMES}


@pytest.fixture(scope="module")
def returns(forms: dict[str, dict[str, Path]]) -> dict[str, Path]:
    """One return, filled in, in every form in which a partner can save it."""
    file = forms[PARTNER]["xls"].parents[1] / f"{PARTNER}.xlsx"
    return {**forms[PARTNER], "xlsx": file, "xlsm": with_macros(file)}


def filled(folder: Path) -> Path:
    """The return as a partner fills it in."""
    file = issued(folder, PARTNER)
    book = opened(file)
    fill(book, COUNCIL, SIGNED)
    sheet = book["Return"]
    sheet.cell(rows_by_name(sheet)["k1"], heading_columns(sheet)["Value"]).number_format = "d mmm yyyy"
    book.save(file)
    return file


def mac() -> Workbook:
    """A workbook that counts its days from 1904, as old Macs do."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = datetime(2023, 1, 20)  # noqa: DTZ001
    return book


def read(book: ReadBook) -> ReadReturn:
    """The return read against its framework."""
    return read_return(book, FRAMEWORK, history=HISTORY, expected_period=Q3, issued={(PARTNER, Q3, 1)})


def told(found: ReadReturn) -> list[Figure]:
    """Its figures, but for the name of the sheet, which in a CSV is that of the file."""
    return [replace(figure, sheet="") for figure in found.figures]


@pytest.mark.parametrize("form", ["xlsm", "xls", "ods", "csv"])
def test_the_same_return_gives_the_same_figures_at_the_same_addresses(returns: dict[str, Path], form: str) -> None:
    """Whatever it was saved as; only a CSV lacks the cover and the hidden sheet, and says so."""
    plain, book = read(read_workbook(returns["xlsx"])), read_workbook(returns[form])
    found = read(book)
    assert len(plain.figures) == len(COUNCIL)
    assert plain.outcome is Outcome.READ
    assert told(found) == told(plain)
    assert (found.kept, found.held, found.refused, found.missing) == (8, 0, 0, 0)
    assert book.kind == form
    assert codes(found) == ({"STR008", "STR011"} if form == "csv" else set())


def test_a_csv_says_whose_it_is_by_its_title(returns: dict[str, Path], tmp_path: Path) -> None:
    """Partner and period stand above the figures; the revision is the last one sent. Without a title it is refused."""
    book = read_workbook(returns["csv"])
    found = read_return(book, FRAMEWORK, history=HISTORY, issued={(PARTNER, Q3, 1), (PARTNER, Q3, 2)})
    assert (found.partner, found.period, found.revision) == (PARTNER, Q3, 2)
    assert str(said(found, "STR011")) == (
        f"{book.file} › _pmxl: The hidden sheet _pmxl is gone; partner and period were read from the title of the "
        "figures. Confirm that this is the return as issued. [STR011]"
    )
    lines = returns["csv"].read_bytes().splitlines(keepends=True)
    bare = read_return(read_workbook("r.csv", b"".join(lines[2:])), FRAMEWORK, history=HISTORY)
    assert (bare.outcome, bare.code) == (Outcome.REFUSED, "STR006")
    assert "the title of the figures does not say whose return this is" in bare.findings[0].says


def test_a_csv_shows_our_formula_rounded_and_a_typed_value_as_typed(returns: dict[str, Path]) -> None:
    """53.9 beside 159 and 295 is our own formula's result, and 60.0 there is the partner's figure."""
    data = returns["csv"].read_text(encoding="utf-8")
    assert ",159,295,53.9," in data
    typed = read(read_workbook("r.csv", data.replace(",159,295,53.9,", ",159,295,60.0,").encode()))
    assert "h1" not in {figure.measure for figure in typed.figures if not figure.held and figure.value != 60}
    assert codes(typed) > {"STR008", "STR011"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_in_every_way_that_excel_writes_it(encoding: str, mark: str) -> None:
    """Encodings and delimiters; a line end within quotation marks does not end the row, and all cells are text."""
    text = mark.join(['"Spent,\nin £"', "Value", '"a ""b"""', "", "95%"]) + "\r\n" + mark.join(["x", "1", "", "", "="])
    (sheet,) = read_workbook("Q3 return.csv", text.encode(encoding)).sheets
    assert {cell.address: cell.value for cell in sheet.cells.values()} == {
        "A1": "Spent,\nin £", "B1": "Value", "C1": 'a "b"', "E1": "95%", "A2": "x", "B2": "1", "E2": "=",
    }  # fmt: skip
    assert {cell.type for cell in sheet.cells.values()} == {CellType.TEXT}
    assert sheet.name == "Q3 return"


def every_kind() -> Workbook:
    """A workbook with one cell of every kind, hidden rows and columns, a merge and a hidden sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Kinds"
    for row, (value, number_format) in enumerate(KINDS, start=3):
        cell = sheet.cell(row, 2, value)  # type: ignore[call-overload]
        cell.number_format = number_format
    sheet["D3"] = "merged"
    sheet.merge_cells("D3:E4")
    sheet.row_dimensions[5].hidden = True
    sheet["G3"] = "in a hidden column"
    sheet.column_dimensions["G"].hidden = True
    sheet["B40"] = '=IF(B3>0,"","no")'
    book.create_sheet("Aside")["A1"] = "seen by nobody"
    book["Aside"].sheet_state = "hidden"
    return book


KINDS: tuple[tuple[object, str], ...] = (
    (0.95, "0%"),
    (0.95, "0.00"),
    (1.89443, "0.00000E+00"),
    (212.057, "#,##0.00_);-#,##0.00"),
    (0.1234567890123, "General"),
    (-1234.5, "#,##0.00;[Red]-#,##0.00"),
    (12, '"£"#,##0'),
    (5, '0"%"'),
    ("text with  two blanks", "General"),
    ("line one\nline two", "General"),
    ("'quoted", "@"),
    ("<&>", "General"),
    (True, "General"),
    (datetime(2023, 1, 20), "dd/mm/yyyy"),  # noqa: DTZ001
    (datetime(2023, 1, 20, 10, 30), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
    (time(10, 30), "hh:mm"),
    (1.5, "[h]:mm"),
    ("=1/0", "General"),
    ("=NA()", "0%"),
    ("=SUM(B3:B4)*2", "0.0"),
)


@pytest.fixture(scope="module")
def kinds(forms: dict[str, dict[str, Path]]) -> dict[str, ReadBook]:
    """That workbook as LibreOffice saves it in three forms: the same results stand in each."""
    return {form: read_workbook(path) for form, path in forms["kinds"].items()}


def differing(ours: ReadSheet, other: ReadSheet) -> Iterator[tuple[Cell | None, Cell | None]]:
    """Cells that are not the same, but for the spelling of what they store and of their formats."""
    for place in sorted(ours.cells.keys() | other.cells.keys()):
        one, two = ours.cells.get(place), other.cells.get(place)
        if one is None or two is None or _essence(one) != _essence(two):
            yield one, two


def _essence(cell: Cell) -> tuple[object, ...]:
    value = float(f"{cell.value:.14g}") if isinstance(cell.value, float) else cell.value
    formula = (cell.formula or "").replace(".0", "").replace("()", "")
    return cell.type, value, formula, number_format_is_percent(cell.number_format), cell.hidden


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_every_kind_of_cell_is_the_same_in_every_form(kinds: dict[str, ReadBook], form: str) -> None:
    """Numbers, percentages, dates, times, errors, formulas; hidden rows, columns and sheets; merges."""
    plain, found = kinds["xlsx"], kinds[form]
    for ours, other in zip(plain.sheets, found.sheets, strict=True):
        assert list(differing(ours, other)) == []
        assert (ours.name, ours.state, set(ours.merges)) == (other.name, other.state, set(other.merges))
    sheet = plain.sheets[0]
    assert [cell.value for cell in sheet.cells.values() if cell.type is CellType.ERROR] == ["#DIV/0!", "#N/A"]
    assert sum(cell.hidden for cell in sheet.cells.values()) == 2
    assert len(sheet.cells) == len(KINDS) + 3


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_days_counted_from_1904_are_the_same_days(forms: dict[str, dict[str, Path]], form: str) -> None:
    """Every form says it in its own way."""
    read = read_workbook(forms["mac"][form])
    assert read.date1904
    assert read.sheets[0].cells[1, 1].value == datetime(2023, 1, 20)  # noqa: DTZ001


def test_a_file_is_read_by_its_contents_whatever_it_is_called(returns: dict[str, Path]) -> None:
    """A Note says that the name is of another sort; a name without an ending says nothing."""
    data = returns["xls"].read_bytes()
    (note,) = read_workbook("Q3.xlsx", data).notes
    assert (
        str(note) == "Q3.xlsx: The file is called .xlsx and is of the sort .xls. It was read by its contents. [FIL004]"
    )
    assert read_workbook("Q3", data).notes == read_workbook("Q3.XLS", data).notes == ()
    assert read_workbook("Q3.xlsx", data).sheets == read_workbook("Q3", data).sheets


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_sheets_are_chosen_by_name_in_every_form(
    kinds: dict[str, ReadBook], returns: dict[str, Path], form: str
) -> None:
    """Case aside; the others are not read."""
    assert [sheet.name for sheet in read_workbook(returns[form], sheets=["RETURN"]).sheets] == ["Return"]


@pytest.mark.parametrize("cut", [600, 3_000, 20_000])
def test_a_damaged_xls_is_refused_and_nothing_is_read_from_it(returns: dict[str, Path], cut: int) -> None:
    """Cut short or overwritten, it is an incomplete download."""
    data = returns["xls"].read_bytes()
    with pytest.raises(Refusal) as caught:
        read_workbook("r.xls", data[:cut])
    assert caught.value.finding.code in ("FIL002", "FIL003")


def test_an_xls_of_excel_95_is_refused_by_its_age(monkeypatch: pytest.MonkeyPatch, returns: dict[str, Path]) -> None:
    """Its cells are spelled otherwise, and nobody has tried that they are read right."""
    monkeypatch.setattr("xlrd.open_workbook", lambda **_: SimpleNamespace(biff_version=70))
    with pytest.raises(Refusal) as caught:
        read_workbook(returns["xls"])
    assert str(caught.value) == (
        "northvale.xls: This is an Excel workbook of before 1997 (.xls), which is not read. "
        "Save it as an Excel workbook (.xlsx) and send it again. [FIL005]"
    )


def as_xlsb(book: ReadBook) -> ReadBook:
    """The book as the reader of .xlsb gives it: no formulas, no formats, and errors are nothing at all."""
    sheets = []
    for sheet in book.sheets:
        cells = {
            place: cell._replace(formula=None, number_format="General", hidden=False)
            for place, cell in sheet.cells.items()
            if cell.type not in (CellType.ERROR, CellType.BLANK)
        }
        sheets.append(replace(sheet, cells=cells))
    return replace(book, kind=BookKind.XLSB, sheets=tuple(sheets))


def test_what_xlsb_does_not_tell_is_held(returns: dict[str, Path]) -> None:
    """A percentage that can be two, and a row that looks blank; what our own formulas give is no figure of its own."""
    book = as_xlsb(read_workbook(returns["ods"]))
    sheet = book.sheet("Return")
    assert sheet is not None
    assert codes(read(book)) == set()
    assert [figure.value for figure in told(read(book))] == pytest.approx(
        [figure.value for figure in told(read(read_workbook(returns["xlsx"])))], nan_ok=True
    )
    columns = {str(cell.value): place[1] for place, cell in sheet.cells.items() if place[0] == 5}
    for heading in ("Numerator", "Denominator"):
        del sheet.cells[6, columns[heading]]
    value = sheet.cells[6, columns["Value"]]
    sheet.cells[6, columns["Value"]] = value._replace(value=0.54, raw="0.54")
    del sheet.cells[8, columns["Value"]]
    found = read(book)
    assert said(found, "CEL020").says == (
        "Value of Households helped early is 0.54 in an .xlsb workbook: it can be 0.54 or 54."
    )
    assert str(said(found, "CEL021")).endswith(
        "Return!K8: Value of Budget spent looks blank, and in an .xlsb workbook an error such as #REF! looks so too. "
        "Save the workbook as .xlsx and send it again. [CEL021]"
    )
    assert (found.kept, found.held, found.missing) == (6, 1, 1)


def test_a_figure_from_another_workbook_is_asked_about(tmp_path: Path) -> None:
    """Its saved value is read, and may be old."""
    file = issued(tmp_path, PARTNER)
    book = opened(file)
    fill(book, COUNCIL, SIGNED)
    book.save(file)
    read_book = read_workbook(file)
    sheet = read_book.sheet("Return")
    assert sheet is not None
    sheet.cells[8, 11] = sheet.cells[8, 11]._replace(formula="[1]Finance!B7*2")
    assert said(read(read_book), "CEL022").says == (
        "Value of Budget spent was taken from another workbook, and may have changed there since."
    )
    sheet.cells[8, 11] = sheet.cells[8, 11]._replace(formula="SUM(Budget[Spent])+Lists!A1")
    assert "CEL022" not in codes(read(read_book))


def record(number: int, body: bytes) -> bytes:
    """A record of a binary workbook: its number and its length in seven bits at a time, then what it says."""

    def packed(value: int) -> bytes:
        out = b""
        while True:
            value, low = value >> 7, value & 127
            out += bytes([low | (128 if value else 0)])
            if not value:
                return out

    return packed(number) + packed(len(body)) + body


def wide(text: str) -> bytes:
    """Text with its length before it."""
    return len(text).to_bytes(4, "little") + text.encode("utf-16-le")


def xlsb(*, part: bytes | None = None) -> bytes:
    """A binary workbook of one hidden sheet: 0.95, a text, TRUE, an error and a blank, from B3 on."""

    def at(col: int) -> bytes:
        return struct.pack("<II", col, 0)

    sheet = record(0x81, b"") + record(0x94, struct.pack("<IIII", 2, 2, 1, 5)) + record(0x91, b"")
    sheet += record(0x00, struct.pack("<IIHBBB", 2, 0, 300, 0, 0, 0) + struct.pack("<I", 0))
    sheet += record(0x05, at(1) + struct.pack("<d", 0.95)) + record(0x06, at(2) + wide("n/a"))
    sheet += record(0x04, at(3) + b"\x01") + record(0x03, at(4) + b"\x07") + record(0x01, at(5))
    sheet += record(0x92, b"") + record(0x82, b"")
    bundle = struct.pack("<II", 1, 1) + wide("rId1") + wide("Return")
    book = record(0x83, b"") + record(0x8F, b"") + record(0x9C, bundle) + record(0x90, b"") + record(0x84, b"")
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listing = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(
            "_rels/.rels",
            f'{listing}<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.bin"/>'
            "</Relationships>",
        )
        made.writestr(
            "xl/_rels/workbook.bin.rels",
            f'{listing}<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.bin"/>'
            "</Relationships>",
        )
        made.writestr("xl/workbook.bin", book)
        made.writestr("xl/worksheets/sheet1.bin", sheet if part is None else part)
    return out.getvalue()


def test_an_xlsb_is_read_and_says_what_it_does_not_tell() -> None:
    """Values at their addresses; errors look blank, and formats and formulas are not known."""
    book = read_workbook("r.xlsb", xlsb())
    (sheet,) = book.sheets
    assert {cell.address: (cell.type.value, cell.value) for cell in sheet.cells.values()} == {
        "B3": ("number", 0.95),
        "C3": ("text", "n/a"),
        "D3": ("bool", True),
    }
    assert (sheet.name, sheet.state, book.kind) == ("Return", "hidden", "xlsb")
    assert not book.formats_known
    assert not book.formulas_known


def test_a_reader_that_panics_over_an_xlsb_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its panics are no Exception, and still cost this file only; a person's Ctrl-C is not one of them."""
    from pmxl.findings import Refusal

    class PanicException(BaseException):
        """As the native library raises it."""

    for stopped in (PanicException("index out of bounds"), KeyboardInterrupt()):

        class Panicking:
            @staticmethod
            def from_filelike(_: object, stopped: BaseException = stopped) -> None:
                raise stopped

        monkeypatch.setattr(reader, "CalamineWorkbook", Panicking)
        with pytest.raises((Refusal, KeyboardInterrupt)) as caught:
            read_workbook("r.xlsb", xlsb())
        assert isinstance(caught.value, Refusal) == isinstance(stopped, PanicException)
        if isinstance(caught.value, Refusal):
            assert str(caught.value) == (
                "r.xlsb: The reader gave up on this binary workbook (index out of bounds). "
                "Save it as an Excel workbook (.xlsx) and send it again. [FIL014]"
            )
