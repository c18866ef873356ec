"""Parts named, related and packed in ways that other programs use, and text of parts written strangely."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from tests.stress.book import CONTENT_TYPES
from tests.stress.book import RELATIONS
from tests.stress.book import STRINGS
from tests.stress.book import WORKBOOK
from tests.stress.book import NotHere
from tests.stress.expected import Expected
from tests.stress.expected import read_or_named
from tests.stress.filled import Filled
from tests.stress.filled import spelled
from tests.stress.markup import MAIN
from tests.stress.markup import OFFICE
from tests.stress.markup import address
from tests.stress.operators.container import Packed
from tests.stress.operators.container import untouched_bytes
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator

HEADS = (
    b"<html><table><tr><td>1</td></tr></table></html>",
    b"ref,value\nh1,5\n",
    b"%PDF-1.7\n",
    b"{\\rtf1 hello}",
    b"\x89PNG\r\n\x1a\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    b"",
    b"\0" * 512,
    b"PK\x05\x06" + b"\0" * 18,
)
"""How files begin that are not a workbook."""

SHEET = re.compile(rb"worksheets/sheet(\d)")


def respell(made: Filled, spelling: str, expected: Expected | None = None) -> str:
    """Writes a figure's `v` in another spelling of the same number; N stands for its first digit, R for the rest."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    heading = line.figure_heading
    text = spelled(float(line.typed[heading]))
    part = made.book.part_of(made.sheet_name)
    parts = made.book.settle()
    at = address(line.row, made.columns[heading])
    wanted = spelling.replace("N", text[0]).replace("R", text[1:])
    pattern = re.compile(rf'(<(?:x:)?c r="{at}"[^>]*>\s*<(?:x:)?v>)[^<]*(?=</)'.encode())
    parts[part], count = pattern.subn(lambda m: m[1] + wanted.encode(), parts[part])
    if not count:
        raise NotHere
    made.expect(line, expected or read_or_named("CEL STR NUM", line.stand))
    made.end("FIL SEC CEL STR", or_read=True)
    return f"{line.key} {heading}: <v>{wanted}</v>"


@operator(Stage.CONTAINER)
def number_in_cdata(made: Filled) -> str:
    """A number in a CDATA section, whole or in part."""
    return respell(made, made.rng.choice(("<![CDATA[NR]]>", "N<![CDATA[R]]>")))


@operator(Stage.CONTAINER)
def comment_inside_a_number(made: Filled) -> str:
    """A comment or an instruction between the digits of a number: all the digits, or named; never some of them."""
    return respell(made, made.rng.choice(("N<!-- x -->R", "N<?x y?>R")))


@operator(Stage.CONTAINER)
def element_inside_a_number(made: Filled) -> str:
    """An element between the digits: all the digits, or named; never some of them."""
    return respell(made, "N<foreign/>R")


@operator(Stage.CONTAINER)
def value_twice_in_a_cell(made: Filled) -> str:
    """Two values in one cell: named; the sheet is not to choose."""
    return respell(made, "NR</v><v>7", Expected((), frozenset({"CEL", "STR", "NUM"})))


@operator(Stage.PACKAGE)
def workbook_part_elsewhere(made: Filled) -> str:
    """The workbook's part under another name and in another folder, all relations right."""
    parts = made.book.settle()
    if CONTENT_TYPES not in parts:
        raise NotHere
    parts["book/main.xml"] = parts.pop(WORKBOOK)
    relations = parts.pop(RELATIONS).replace(b'Target="/xl/', b'Target="').replace(b'Target="', b'Target="../xl/')
    parts["book/_rels/main.xml.rels"] = relations.replace(b'"../xl/http', b'"http')
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"book/main.xml")
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"/xl/workbook.xml", b"/book/main.xml")
    return "the workbook's part elsewhere"


def targets(made: Filled, change: bytes, said: str) -> str:
    """Spells the relations to the sheets in another way."""
    parts = made.book.settle()
    parts[RELATIONS] = SHEET.sub(change, parts[RELATIONS])
    made.end("FIL SEC", or_read=True)
    return said


@operator(Stage.PACKAGE)
def targets_by_a_detour(made: Filled) -> str:
    """Relations that go up and down again."""
    if b"/xl/worksheets" in made.book.settle()[RELATIONS]:
        raise NotHere
    return targets(
        made, made.rng.choice((rb"./worksheets/sheet\1", rb"../xl/worksheets/sheet\1")), "targets by a detour"
    )


@operator(Stage.PACKAGE)
def targets_in_other_case(made: Filled) -> str:
    """Relations in other case than the parts."""
    return targets(made, rb"Worksheets/Sheet\1", "targets in other case")


@operator(Stage.PACKAGE)
def targets_with_escapes(made: Filled) -> str:
    """Relations that spell a letter as %73."""
    return targets(made, rb"worksheets/%73heet\1", "targets with escapes")


@operator(Stage.CONTAINER)
def count_of_strings_lies(made: Filled) -> str:
    """The shared strings say that they are none, or four thousand million."""
    count = made.rng.choice((b"0", b"4294967295", b"-1", b"x"))
    parts = made.book.settle()
    parts[STRINGS] = re.sub(rb'(count|uniqueCount)="\d+"', rb'\1="' + count + b'"', parts[STRINGS])
    made.end("SEC FIL", or_read=True)
    return f"strings say they are {count.decode()}"


@operator(Stage.CONTAINER)
def other_kinds_of_sheet(made: Filled) -> str:
    """A chart sheet, a dialog and a macro sheet beside ours: the other sheets are read all the same."""
    kind = made.rng.choice(("chartsheet", "dialogsheet", "xlMacrosheet"))
    base = "http://schemas.microsoft.com/office/2006/relationships" if kind == "xlMacrosheet" else OFFICE
    parts = made.book.settle()
    if MAIN.encode() not in parts[WORKBOOK] or b"<sheets>" not in parts[WORKBOOK]:
        raise NotHere
    parts["xl/other/sheet1.xml"] = f'<{kind} xmlns="{MAIN}"/>'.encode()
    entry = b'<sheets><sheet name="Other" sheetId="77" r:id="rId77"/>'
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"<sheets>", entry)
    relation = f'<Relationship Id="rId77" Type="{base}/{kind}" Target="other/sheet1.xml"/></Relationships>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", relation.encode())
    made.file_remarks |= {"SEC", "STR"}
    return f"a {kind}"


@operator(Stage.BYTES)
def backslashes_in_the_zip(made: Filled) -> str:
    """Entries named with backslashes, as some programs write them: read, or the file named."""
    untouched_bytes(made)
    made.last.append(lambda data: repacked(data, rename=True))
    made.end("FIL SEC", or_read=True)
    return "backslashes in the zip"


@operator(Stage.BYTES)
def packed_by_another_method(made: Filled) -> str:
    """Packed by a method that workbooks do not use: read, or the file named."""
    untouched_bytes(made)
    method = made.rng.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    made.last.append(lambda data: repacked(data, method=method))
    made.end("FIL SEC", or_read=True)
    return f"packed by method {method}"


@operator(Stage.BYTES)
def comment_like_an_end(made: Filled) -> str:
    """A comment of the zip that looks like its end: read, or the file named."""
    untouched_bytes(made)
    made.last.append(lambda data: repacked(data, comment=b"PK\x05\x06 a comment"))
    made.end("FIL SEC", or_read=True)
    return "a comment like an end"


@operator(Stage.BYTES)
def folders_and_a_comment_in_the_zip(made: Filled) -> str:
    """Entries for folders, a comment, sizes told only behind each part."""
    untouched_bytes(made)
    made.last.append(lambda data: repacked(data, folders=True, comment=b"saved by a program"))
    return "folders and a comment in the zip"


def repacked(
    data: bytes,
    *,
    rename: bool = False,
    method: int = zipfile.ZIP_DEFLATED,
    folders: bool = False,
    comment: bytes = b"",
) -> bytes:
    """The parts packed anew."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(Unseekable(buffer) if folders else buffer, "w", method) as archive:
        archive.comment = comment
        if folders:
            archive.writestr("xl/", b"")
        for name, content in Packed(data).parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            entry.filename = name.replace("/", "\\") if rename else name
            archive.writestr(entry, content)
    return buffer.getvalue()


class Unseekable(io.RawIOBase):
    """A target that cannot go back, so that sizes are written behind each part."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self._buffer = buffer

    def writable(self) -> bool:
        """True: it is there to be written to."""
        return True

    def write(self, data: Any) -> int:
        """Writes on."""
        return self._buffer.write(data)


@operator(Stage.BYTES)
def not_a_workbook(made: Filled) -> str:
    """A page, a table of text, a document, a picture or a key file under a workbook's name: named for what it is."""
    untouched_bytes(made)
    head = made.rng.choice(HEADS)
    made.last.append(lambda _data: head)
    made.end("FIL STR RET SEC")
    return f"{head[:12]!r}"
