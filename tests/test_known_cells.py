"""Cells known from files read before: they are what the slow path reads, whatever was read in between."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.findings import Refusal
from pmxl.sheets import ooxml
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.directory import plain_directory
from pmxl.sheets.directory import read_directory
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.read import read_workbook
from pmxl.sheets.recalled import Recalled
from pmxl.sheets.scan import known_sheet
from pmxl.sheets.scan import scan_sheet
from pmxl.sheets.shorthand import Shorthand
from pmxl.sheets.stream import stream_sheet
from pmxl.sheets.values import Legend
from pmxl.shipped import shipped
from tests.minimal_book import parts
from tests.minimal_book import sheet_xml
from tests.minimal_book import strings_xml
from tests.minimal_book import styles_xml
from tests.minimal_book import zipped
from tests.thorough import cases

RETURNS = sorted((shipped("workbooks") / "returns").rglob("*.xlsx"))

ROWS = (
    '<row r="1" ht="20"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="0"/><c r="C1"><v>12</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><f>C1*2</f><v>24</v></c></row>'
    '<row r="3"><c r="A3" t="str"><f>"Red"</f><v>Red</v></c><c r="B3" t="b"><v>1</v></c><c r="C3"><v>4</v></c></row>'
    '<row r="4"><c r="A4" t="inlineStr"><is><t>said · here</t></is></c><c r="B4" t="e"><v>#N/A</v></c></row>'
)
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>{cols}</cols><sheetData>'
TAIL = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
STRINGS = {"0": "Partner", "1": "Police"}
FORMATS = {"": NumberFormat("General", is_date=False), "0": NumberFormat("General", is_date=False)}
FORMATS["1"] = NumberFormat("0%", is_date=False)
WARM = Shorthand(FORMATS)
"""Lives through all examples, as it does through the files of a run."""


def sheet(rows: str, hidden: int = 3) -> bytes:
    """A sheet of these rows, one of its columns hidden."""
    return (HEAD.format(cols=f'<col min="{hidden}" max="{hidden}" hidden="1"/>') + rows + TAIL).encode()


def legend(shorthand: Shorthand, strings: dict[str, str] = STRINGS) -> Legend:
    """Of a workbook with these strings."""
    return Legend("a.xlsx", "Return", "xl/worksheets/sheet1.xml", strings, shorthand, date1904=False)


def slow(data: bytes, strings: dict[str, str] = STRINGS) -> ReadSheet:
    """As expat reads it."""
    return stream_sheet(data, "Return", "visible", legend(Shorthand(FORMATS), strings))


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.name)
def test_every_cell_is_what_the_slow_path_reads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every return of the worked year, read once and again after all the others."""
    first, again = read_workbook(path), read_workbook(path)
    monkeypatch.setattr(ooxml, "scan_sheet", lambda *_: None)
    monkeypatch.setattr(ooxml, "known_sheet", lambda *_: None)
    assert first == again == read_workbook(path)


def test_a_known_cell_says_what_its_own_workbook_says() -> None:
    """The same cell means another text in a workbook with other strings, and is hidden where its own column is."""
    for hidden in (3, 1, 2):
        for strings in (STRINGS, {"0": "Partner", "1": "Fire"}):
            data = sheet(ROWS, hidden)
            for _ in range(3):
                assert scan_sheet(data, "Return", "visible", legend(WARM, strings)) == slow(data, strings)


def test_a_sheet_known_as_a_whole_says_what_its_own_workbook_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes of a sheet mean other texts under other strings, and other days where they count from 1904."""
    body = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45672</v></c></row>')
    known: list[ReadSheet | None] = []

    def seen(*args: Any) -> ReadSheet | None:
        known.append(known_sheet(*args))
        return known[-1]

    monkeypatch.setattr(ooxml, "known_sheet", seen)
    for mac in (False, True):
        for said in ("<t>Police</t>", "<t>Fire</t>", "<t>Police</t>"):
            data = zipped(parts(body, strings=strings_xml([said]), styles=styles_xml(["d mmm yyyy"]), date1904=mac))
            (read,) = read_workbook("a.xlsx", data).sheets
            day = datetime(2029, 1, 16) if mac else datetime(2025, 1, 15)  # noqa: DTZ001
            assert [cell.value for cell in read.cells.values()] == [said[3:-4], day]
    assert [one for one in known if one is not None]
    with pytest.raises(Refusal, match="FIL006"):
        read_workbook("a.xlsx", zipped(parts(body, strings=strings_xml([]), styles=styles_xml(["d mmm yyyy"]))))


def test_text_that_is_not_there_is_not_made_up() -> None:
    """A known cell that points to text its workbook lacks goes to the slow path, which refuses it."""
    for _ in range(3):
        assert scan_sheet(sheet(ROWS), "Return", "visible", legend(WARM)) is not None
    assert scan_sheet(sheet(ROWS), "Return", "visible", legend(WARM, {"0": "Partner"})) is None


PIECES = (*'"<>/ rs19_\x0b&é', "<v>", "</c>", "</row>", '<c r="A2">', "<v/>")


@settings(max_examples=cases(300), deadline=None)
@given(st.integers(0, len(ROWS) - 1), st.integers(0, 3), st.sampled_from(PIECES), st.integers(1, 4))
def test_what_is_changed_is_not_taken_for_what_is_known(at: int, gone: int, put: str, hidden: int) -> None:
    """Wherever a sheet differs from a known one, the fast path reads it as the slow one does, or leaves it to it."""
    scan_sheet(sheet(ROWS, hidden), "Return", "visible", legend(WARM))
    data = sheet(ROWS[:at] + put + ROWS[at + gone :], hidden)
    fast = scan_sheet(data, "Return", "visible", legend(WARM))
    if fast is not None:
        assert fast == slow(data)


def test_what_is_kept_is_bounded() -> None:
    """Beyond its room all is forgotten, and what is too long is never kept."""
    kept = Recalled(room=100)
    for number in range(10):
        kept.keep(number, 30, number)
    assert [number for number in range(10) if kept.get(number) is not None] == [9]
    kept.keep("long", 2 << 20, "long")
    assert kept.get("long") is None
    shorthand = Shorthand(FORMATS)
    assert not shorthand.has_room("x" * 5_000)


@pytest.mark.parametrize("path", RETURNS[:3], ids=lambda path: path.name)
def test_the_directory_is_what_zipfile_reads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way through the directory gives the same parts."""
    data = path.read_bytes()
    plain = plain_directory(data)
    monkeypatch.setattr("pmxl.sheets.directory.plain_directory", lambda _: None)
    assert plain is not None
    assert plain == read_directory(data, "a.xlsx")


@settings(max_examples=cases(200), deadline=None)
@given(st.integers(1, 1200), st.integers(0, 255))
def test_a_changed_directory_is_read_as_zipfile_does(back: int, byte: int) -> None:
    """Where a byte of the directory is another, the short way says what zipfile says, or leaves it to it."""
    data = bytearray(RETURNS[0].read_bytes())
    data[-back] = byte
    plain = plain_directory(bytes(data))
    if plain is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pmxl.sheets.directory.plain_directory", lambda _: None)
        try:
            assert plain == read_directory(bytes(data), "a.xlsx")
        except Refusal:
            pytest.fail("zipfile refuses what the short way reads")
