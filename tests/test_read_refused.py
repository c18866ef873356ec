"""What the reader refuses: each message to the letter, by file, part or cell."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.sheets import container
from pmxl.sheets import intake
from pmxl.sheets.read import read_workbook
from tests.minimal_book import DECLARATION
from tests.minimal_book import SHEET
from tests.minimal_book import parts
from tests.minimal_book import relations_xml
from tests.minimal_book import sheet_xml
from tests.minimal_book import strings_xml
from tests.minimal_book import styles_xml
from tests.minimal_book import zipped

ROW = '<row r="1"><c r="A1"><v>42</v></c></row>'
GOOD = zipped(parts(sheet_xml(ROW)))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AGAIN = "Ask for it to be sent again."
AS_XLSX = "Save it as an Excel workbook (.xlsx) and send it again."
ITSELF = "Ask for the Excel workbook (.xlsx) itself."
FRESH = "Do not open it; ask the sender for a copy saved afresh in Excel."
REPAIR = "Open it in Excel, let Excel repair it, save it and send it again."
CUT = "The download is incomplete: {:,} bytes arrived and the file's directory is not among them."
LOCKED = "it is locked with a password, and what says how cannot be read"
DECLARES = "This part declares a DOCTYPE, which no workbook has and which can be used to attack a reader."
WHICH = "Open it in Excel, see which is right, save it and send it again."


def ole(stream: str) -> bytes:
    """The beginning of an OLE container with a stream of this name in its directory."""
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(64)


def of(made: dict[str, str | bytes], **changed: str | bytes) -> bytes:
    """A workbook with some parts changed; `__` stands for a slash and `_dot_` for a dot."""
    return zipped(made | {name.replace("__", "/").replace("_dot_", "."): part for name, part in changed.items()})


def refusal(data: bytes) -> str:
    """The message a file is refused with."""
    with pytest.raises(Refusal) as caught:
        read_workbook("r.xlsx", data)
    return str(caught.value)


OTHER_FILES = [
    (b"", f"r.xlsx: The file is empty (0 bytes). {AGAIN} [FIL001]"),
    (
        bytes(5000),
        f"r.xlsx: The file holds 5,000 bytes of nothing but zeros: its copying did not finish. {AGAIN} [FIL002]",
    ),
    (
        GOOD[:300],
        f"r.xlsx: {CUT.format(300)} {AGAIN} [FIL002]",
    ),
    (b"  <html><table>", f"r.xlsx: This is not a workbook but a web page (HTML). {ITSELF} [FIL003]"),
    (b"Dear colleague,\nall is well.\n", f"r.xlsx: This is not a workbook but plain text. {ITSELF} [FIL003]"),
    (b"%PDF-1.7 ...", f"r.xlsx: This is not a workbook but a PDF. {ITSELF} [FIL003]"),
    (b"\x89PNG\r\n\x1a\n", f"r.xlsx: This is not a workbook but an image (PNG). {ITSELF} [FIL003]"),
    (b"\xff\xd8\xff\xe0\0\0", f"r.xlsx: This is not a workbook but an image (JPEG). {ITSELF} [FIL003]"),
    (b"\x07\x00\x9a\x01\x02", f"r.xlsx: This is not a workbook but data of an unknown kind. {ITSELF} [FIL003]"),
    (ole("WordDocument"), f"r.xlsx: This is not a workbook but a Word document (.doc). {ITSELF} [FIL003]"),
    (zipped({"a.txt": "x"}), f"r.xlsx: This is not a workbook but a zip archive. {ITSELF} [FIL003]"),
    (
        zipped({"_rels/.rels": relations_xml([("rId1", "officeDocument", "word/document.xml")])}),
        f"r.xlsx: This is not a workbook but a Word document (.docx). {ITSELF} [FIL003]",
    ),
    (ole("Workbook"), f"r.xlsx: The file is damaged: its records contradict each other. {AGAIN} [FIL002]"),
    (
        b"\x09\x04\x06\x00\x00\x04",
        f"r.xlsx: This is an Excel workbook of before 1997 (.xls), which is not read. {AS_XLSX} [FIL005]",
    ),
    (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        f"r.xlsx › content.xml: The workbook lists no sheet. {REPAIR} [FIL006]",
    ),
    (
        zipped({"_rels/.rels": relations_xml([("rId1", "officeDocument", "xl/workbook.bin")])}),
        f"r.xlsx: The reader gave up on this binary workbook (Cannot detect file format). {AS_XLSX} [FIL014]",
    ),
    (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        f"r.xlsx: This is an XML spreadsheet of Excel 2003, which is not read. {AS_XLSX} [FIL005]",
    ),
    (
        zipped({"Index/Document.iwa": b"x"}),
        f"r.xlsx: This is an Apple Numbers spreadsheet, which is not read. {AS_XLSX} [FIL005]",
    ),
    (
        ole("EncryptedPackage"),
        f"r.xlsx: The file is damaged: {LOCKED}. {AGAIN} [FIL002]",
    ),
]


@pytest.mark.parametrize(("data", "message"), OTHER_FILES, ids=[message for _, message in OTHER_FILES])
def test_what_is_no_xlsx_is_refused_by_what_it_looks_like(data: bytes, message: str) -> None:
    """A file is known by its contents, not by its name, and the message says what it is."""
    assert refusal(data) == message


@pytest.mark.parametrize("length", [4, 5, 30, 31, 100, *range(200, len(GOOD), 97), len(GOOD) - 1])
def test_a_file_cut_short_anywhere_is_an_incomplete_download(length: int) -> None:
    """Whatever is missing at the end, nothing is read from what is left."""
    assert refusal(GOOD[:length]) == (f"r.xlsx: {CUT.format(length)} {AGAIN} [FIL002]")


def test_a_flipped_bit_is_noticed() -> None:
    """A part that does not match its checksum is not read."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts(sheet_xml(ROW)).items():
            archive.writestr(name, content)
    data = stored.getvalue().replace(b"<v>42</v>", b"<v>43</v>")
    assert refusal(data) == (
        f"r.xlsx › {SHEET}: The file is damaged: this part does not match its checksum. {AGAIN} [FIL002]"
    )


def test_a_part_that_cannot_be_unpacked_is_refused() -> None:
    """Damage inside the packed bytes is told by part."""
    packed = zlib.compress(sheet_xml(ROW).encode(), 6, -15)
    assert packed[:40] in GOOD
    data = GOOD.replace(packed[:40], b"\xff" * 40)
    assert refusal(data) == f"r.xlsx › {SHEET}: The file is damaged: this part cannot be unpacked. {AGAIN} [FIL002]"


def test_a_directory_that_disagrees_with_the_parts_is_refused() -> None:
    """Two readers would see two files where the directory names a part otherwise than the part itself."""
    data = GOOD.replace(SHEET.encode(), b"xl/worksheets/sheet2.xml", 1)
    assert refusal(data) == (
        f"r.xlsx › {SHEET}: The file is damaged: this part is not where the directory says. {AGAIN} [FIL002]"
    )


def test_a_zip_password_is_told_as_one() -> None:
    """The mark of encryption in a part's entry."""
    at = GOOD.index(b"PK\x01\x02")
    flags = at + 8
    data = GOOD[:flags] + struct.pack("<H", 1) + GOOD[flags + 2 :]
    assert refusal(data).endswith("[FIL012]")


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    """A part that grows to more than 200 times what is stored, past the first mebibyte, goes no further."""
    data = of(parts(""), **{SHEET: b" " * (3 << 20)})
    assert re.fullmatch(
        rf"r\.xlsx › {SHEET}: This part grows past 200 times its [0-9,]+ bytes stored\. {FRESH} \[SEC001\]",
        refusal(data),
    )


def test_a_bomb_that_lies_of_its_size_is_stopped_all_the_same() -> None:
    """Sizes in the headers are not believed: what comes out is counted."""
    data = of(parts(""), **{SHEET: b" " * (3 << 20)}).replace(struct.pack("<I", 3 << 20), struct.pack("<I", 9))
    assert "[SEC001]" in refusal(data)


def test_blanks_within_the_grace_are_no_bomb() -> None:
    """Up to a mebibyte the ratio does not matter."""
    sheet = sheet_xml(ROW + " " * 900_000)
    assert read_workbook("r.xlsx", zipped(parts(sheet))).sheets[0].cells.keys() == {(1, 1)}


def test_limits_of_part_and_total(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part and all together have a limit; the limits stand as agreed."""
    limits = (container.MAX_PARTS, container.MAX_PART, container.MAX_TOTAL, container.MAX_RATIO, container.RATIO_GRACE)
    assert limits == (2_000, 256 << 20, 512 << 20, 200, 1 << 20)
    monkeypatch.setattr(container, "MAX_PART", 1 << 20)
    big = of(parts(""), **{SHEET: os.urandom(1 << 20) + b"x"})
    assert re.fullmatch(
        rf"r\.xlsx › {SHEET}: This part grows past 1 MiB \([0-9,]+ bytes stored\)\. {FRESH} \[SEC001\]", refusal(big)
    )
    monkeypatch.setattr(container, "MAX_PART", 256 << 20)
    monkeypatch.setattr(container, "MAX_TOTAL", 1 << 20)
    assert refusal(big) == f"r.xlsx › {SHEET}: With this part the file grows past 1 MiB. {FRESH} [SEC001]"


def test_too_many_parts() -> None:
    """Parts are counted before they are listed."""
    data = zipped({f"p{n}": "" for n in range(2_001)})
    assert refusal(data) == f"r.xlsx: It holds 2,001 parts and the limit is 2,000. {FRESH} [SEC001]"


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'
PARSED = [
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    SHEET,
    "xl/sharedStrings.xml",
    "xl/styles.xml",
]


@pytest.mark.parametrize("part", PARSED)
def test_a_doctype_is_refused_in_every_part_that_is_parsed(part: str) -> None:
    """No entity can be declared anywhere: not one that grows, not one that reads a file."""
    made = parts(sheet_xml(ROW), strings=strings_xml(["<t>a</t>"]), styles=styles_xml([9]))
    made[part] = str(made[part]).replace(DECLARATION, DECLARATION + DOCTYPE)
    assert refusal(zipped(made)) == (f"r.xlsx › {part}: {DECLARES} {FRESH} [SEC002]")


def test_deep_nesting_is_refused() -> None:
    """Depth is limited, whatever the size."""
    deep = sheet_xml(ROW, after="<a>" * 300 + "</a>" * 300)
    assert (
        refusal(zipped(parts(deep))) == f"r.xlsx › {SHEET}: This part nests more than 256 levels deep. {FRESH} [SEC001]"
    )


@pytest.mark.parametrize("name", [SHEET, SHEET.upper(), SHEET.replace("/", "\\")])
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    """Readers differ in which of the two they take, so none is taken; case and slashes make no other name."""
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, sheet_xml(ROW.replace("42", "99")))
    assert refusal(target.getvalue()) == f"r.xlsx › {SHEET}: Two parts carry this one name. {FRESH} [SEC003]"


@pytest.mark.parametrize("target", ["../../../etc/passwd", "file:///etc/passwd", "http://example.org/s.xml"])
def test_a_needed_part_outside_the_file_is_refused(target: str) -> None:
    """A sheet that lies elsewhere is never fetched."""
    made = parts(sheet_xml(ROW))
    made["xl/_rels/workbook.xml.rels"] = relations_xml([("rId1", "worksheet", target)])
    assert refusal(zipped(made)) == f"r.xlsx: Its worksheet lies outside the file ({target}). {FRESH} [SEC004]"


def test_links_to_other_workbooks_are_left_alone() -> None:
    """An external link that no reading needs is neither followed nor an obstacle."""
    made = parts(sheet_xml(ROW))
    outside = '<Relationship Id="rId8" Type="http://x/externalLink" Target="file:///other.xlsx" TargetMode="External"/>'
    rels = "xl/_rels/workbook.xml.rels"
    made[rels] = str(made[rels]).replace("</Relationships>", outside + "</Relationships>")
    assert read_workbook("r.xlsx", zipped(made)).sheets[0].cells.keys() == {(1, 1)}


CONTRADICTIONS = [
    (
        '<row r="1"><c r="B1"><v>42</v></c><c r="B1"><v>99</v></c></row>',
        "Return!B1: The file holds two cells for this place: '42' and '99'.",
    ),
    (
        '<row r="1"><c r="B1"><v>42</v></c></row><row r="1"><c r="B1"><v>99</v></c></row>',
        "Return!B1: The file holds two cells for this place: '42' and '99'.",
    ),
    ('<row r="2"><c r="B3"><v>42</v></c></row>', "Return!B3: The cell says it is B3 and stands in row 2."),
    ('<row r="2"><c r="XFE2"><v>42</v></c></row>', "Return!XFE2: The cell lies beyond the last column, XFD."),
    (
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        "Return: A row is numbered '1048577' and a sheet's rows are 1 to 1,048,576.",
    ),
    (
        '<row r="1_0"><c r="A1_0"><v>1</v></c></row>',
        "Return: A row is numbered '1_0' and a sheet's rows are 1 to 1,048,576.",
    ),
    ('<row r="2"><c r="B2"><v>5</v><v>7</v></c></row>', "Return!B2: The cell holds two values: '5' and '7'."),
    (
        '<row r="2"><c r="B2"><v/><v>5</v><v>7</v></c></row>',
        "Return!B2: The cell holds two values: '5' and '7'.",
    ),
    (
        '<row r="2"><c r="B2" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c></row>',
        "Return!B2: The cell holds two values: 'a' and 'b'.",
    ),
    ('<row r="2"><c r="B"><v>42</v></c></row>', "Return: A cell of row 2 gives its place as 'B', which is none."),
    ('<row r="2"><c r="2B"><v>42</v></c></row>', "Return: A cell of row 2 gives its place as '2B', which is none."),
]


@pytest.mark.parametrize(("rows", "says"), CONTRADICTIONS)
def test_cells_that_contradict_each_other_are_refused(rows: str, says: str) -> None:
    """Which of two figures is meant cannot be known, so neither is read."""
    assert refusal(zipped(parts(sheet_xml(rows)))) == f"r.xlsx › {says} {WHICH} [STR001]"


def test_a_text_number_beyond_the_list_is_refused() -> None:
    """A cell whose text is missing is told by its address."""
    data = zipped(parts(sheet_xml('<row r="1"><c r="D1" t="s"><v>7</v></c></row>'), strings=strings_xml(["<t>a</t>"])))
    assert refusal(data) == (
        f"r.xlsx › Return!D1: The cell points to shared text '7' and the file holds 1 of them. {REPAIR} [FIL006]"
    )


def test_broken_xml_is_told_by_part_and_line() -> None:
    """Markup that does not close is damage, wherever it stands."""
    data = zipped(parts(sheet_xml(ROW, after="<mergeCells>")))
    assert refusal(data) == f"r.xlsx › {SHEET}: This part is damaged at its line 2. {REPAIR} [FIL006]"
    assert "[FIL006]" in refusal(of(parts(""), **{"xl/workbook.xml": "<workbook"}))


def test_a_missing_part_is_told() -> None:
    """A sheet that is listed and not there."""
    made = parts(sheet_xml(ROW))
    del made[SHEET]
    assert refusal(zipped(made)) == f"r.xlsx › {SHEET}: The workbook lacks this part. {REPAIR} [FIL006]"
    made["xl/_rels/workbook.xml.rels"] = relations_xml([])
    assert refusal(zipped(made)) == (
        f"r.xlsx › xl/workbook.xml: The workbook lists the sheet 'Return' but not where it is. {REPAIR} [FIL006]"
    )


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    """What the machine would not give is told as such (exit code 4)."""
    with pytest.raises(MachineRefusal) as caught:
        read_workbook(tmp_path / "q3.xlsx")
    assert str(caught.value) == "q3.xlsx: There is no such file. Check the name and the folder. [ENV009]"
    with pytest.raises(MachineRefusal) as caught:
        read_workbook(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path.name}: This is not a file. Name a workbook, not a folder or a device. [ENV009]"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A named pipe in an inbox is refused at once."""
    pipe = tmp_path / "q3.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(MachineRefusal, match=r"This is not a file\."):
        read_workbook(pipe)


def test_a_locked_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file Excel holds open, or that may not be read."""

    def locked(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(intake, "_open_regular", locked)
    (tmp_path / "q3.xlsx").write_bytes(GOOD)
    with pytest.raises(MachineRefusal) as caught:
        read_workbook(tmp_path / "q3.xlsx")
    assert str(caught.value) == (
        "q3.xlsx: The file cannot be opened (Permission denied). "
        "Close it in Excel, or ask for permission to read it, and run again. [ENV002]"
    )


def test_data_given_is_read_and_the_file_is_not_opened() -> None:
    """What was hashed is what is read."""
    book = read_workbook("nowhere/q3.xlsx", GOOD)
    assert (book.file, len(book.sha256)) == ("q3.xlsx", 64)


def test_a_file_too_big_to_take_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Size is looked at before reading."""
    monkeypatch.setattr(intake, "MAX_FILE", 100)
    (tmp_path / "q3.xlsx").write_bytes(GOOD)
    with pytest.raises(Refusal) as caught:
        read_workbook(tmp_path / "q3.xlsx")
    assert str(caught.value) == (
        f"q3.xlsx: The file has {len(GOOD):,} bytes and the limit is 100. Ask the sender for a smaller copy. [SEC001]"
    )
