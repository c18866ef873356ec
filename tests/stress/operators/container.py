"""The container: parts added, spelled and packed in other ways, hostile parts, and damage to the bytes."""

from __future__ import annotations

import io
import re
import warnings
import zipfile

from openpyxl import load_workbook

from tests.stress.book import CONTENT_TYPES
from tests.stress.book import RELATIONS
from tests.stress.book import WORKBOOK
from tests.stress.book import NotHere
from tests.stress.book import zipped
from tests.stress.expected import changed
from tests.stress.expected import read_or_named
from tests.stress.filled import Filled
from tests.stress.filled import type_parts
from tests.stress.markup import OFFICE
from tests.stress.markup import PACKAGE
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator

STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "7"><!ENTITY b SYSTEM "file:///etc/hostname">]>'


@operator(Stage.CONTAINER)
def strict_markup(made: Filled) -> str:
    """Saved as Strict Open XML."""
    for part, data in made.book.settle().items():
        for loose, strict in STRICT:
            data = data.replace(loose, strict)
        made.book.parts[part] = data
    return "strict"


@operator(Stage.CONTAINER)
def stored_without_packing(made: Filled) -> str:
    """A zip that packs nothing, with the parts in another order and a comment."""

    def repack(data: bytes) -> bytes:
        parts = Packed(data).parts
        order = list(parts)
        made.rng.shuffle(order)
        return zipped({name: parts[name] for name in order}, zipfile.ZIP_STORED)

    made.last.append(repack)
    return "stored, parts in another order"


class Packed:
    """The parts of a finished file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}


@operator(Stage.PACKAGE)
def targets_from_the_root(made: Filled) -> str:
    """Relations that name their parts from the root of the package."""
    parts = made.book.settle()
    parts[RELATIONS] = re.sub(rb'Target="(?!/|http)', rb'Target="/xl/', parts[RELATIONS])
    return "targets from the root"


@operator(Stage.PACKAGE)
def markup_in_utf16(made: Filled) -> str:
    """The sheet's markup in UTF-16, or in UTF-8 with a mark before it."""
    part = made.book.part_of(made.sheet_name)
    parts = made.book.settle()
    text = parts[part].decode().split("?>", 1)[1].lstrip()
    if made.rng.random() < 0.5:
        parts[part] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    else:
        parts[part] = f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode("utf-8-sig")
    return "markup in another coding"


@operator(Stage.CONTAINER)
def bytes_about_the_container(made: Filled) -> str:
    """Bytes before or behind the zip: read, or the file named."""
    front = made.rng.random() < 0.5
    made.last.append(lambda data: b"\0" * 64 + data if front else data + b"\0" * 64)
    made.end("FIL SEC", or_read=True)
    return f"64 bytes {'before' if front else 'behind'} the zip"


@operator(Stage.CONTAINER)
def external_link_part(made: Filled) -> str:
    """A link to another workbook: never followed, may be remarked on."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = b'<externalLink xmlns="%s"/>' % main
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    made.book.add_part(
        "xl/externalLinks/externalLink1.xml", data, kind, ("externalLink", "externalLinks/externalLink1.xml")
    )
    made.book.parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" '
        'Target="http://127.0.0.1:9/book.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    made.file_remarks |= {"SEC"}
    return "a link to another workbook"


@operator(Stage.CONTAINER)
def macro_part(made: Filled) -> str:
    """A macro: never run, may be remarked on."""
    made.book.add_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "application/vnd.ms-office.vbaProject")
    made.file_remarks |= {"SEC"}
    return "a macro"


@operator(Stage.CONTAINER)
def unknown_parts(made: Filled) -> str:
    """Parts that nobody knows, a picture, an empty one."""
    made.book.parts |= {"xl/media/image1.png": b"\x89PNG\r\n", "customXml/item1.xml": b"<a/>", "xl/empty.xml": b""}
    return "unknown parts"


@operator(Stage.PACKAGE)  # after all that takes the part apart and would leave the declaration out
def document_type_declared(made: Filled) -> str:
    """A document type in a part: refused, the part named."""
    parts = made.book.settle()
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    part = made.rng.choice([WORKBOOK, "xl/sharedStrings.xml", *sheets])
    head, mark, body = parts[part].partition(b"?>")
    if not mark:  # it was put into UTF-16 before
        raise NotHere
    parts[part] = head + mark + DOCTYPE + body
    made.end("SEC")
    return f"a document type in {part}"


def untouched_bytes(made: Filled) -> None:
    """Damage is done once: to a file that is still whole."""
    if made.last:
        raise NotHere


@operator(Stage.BYTES)
def part_twice(made: Filled) -> str:
    """A part twice in the zip: refused."""
    untouched_bytes(made)

    def doubled(data: bytes) -> bytes:
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings(action="ignore"):
            name = next(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
            archive.writestr(name, archive.read(name))
        return buffer.getvalue()

    made.last.append(doubled)
    made.end("SEC FIL")
    return "a part twice"


@operator(Stage.BYTES)
def cut_short(made: Filled) -> str:
    """The file ends before its end: named as a whole."""
    untouched_bytes(made)
    share = made.rng.random()
    made.last.append(lambda data: data[: int(len(data) * share)])
    made.end("FIL")
    return f"cut at {share:.3f} of its length"


@operator(Stage.BYTES)
def bit_flipped(made: Filled) -> str:
    """One bit flipped somewhere in the file: named, or harmless."""
    untouched_bytes(made)
    at, bit = made.rng.random(), made.rng.randrange(8)

    def flip(data: bytes) -> bytes:
        changed_data = bytearray(data)
        changed_data[int(at * len(data))] ^= 1 << bit
        return bytes(changed_data)

    made.last.append(flip)
    made.end("FIL SEC STR RET", or_read=True)
    return f"bit {bit} at {at:.4f} of the length"


@operator(Stage.CELLS)
def digit_changed(made: Filled) -> str:
    """A digit of a stored number changed, all sums of the container right: nobody can tell, so it is what stands."""
    line = made.pick(lambda one: one.of_parts)
    digits = list(str(int(float(line.typed["Denominator"]))))
    at = made.rng.randrange(len(digits))
    digits[at] = str((int(digits[at]) + 1) % 10 or 1)
    type_parts(made, line, float(line.typed["Numerator"]), float("".join(digits)))
    made.expect(line, changed(line.stand))
    return f"{line.key} Denominator: {''.join(digits)}"


@operator(Stage.BYTES)
def digit_changed_in_the_bytes(made: Filled) -> str:
    """A digit flipped in a stored part without mending its sum: the container is named as damaged."""
    untouched_bytes(made)

    def flip(data: bytes) -> bytes:
        stored = zipped(Packed(data).parts, zipfile.ZIP_STORED)
        places = [m.start(1) for m in re.finditer(rb"<v>(\d)\d+</v>", stored)]
        if not places:
            raise NotHere
        broken = bytearray(stored)
        broken[made.rng.choice(places)] ^= 1
        return bytes(broken)

    made.last.append(flip)
    made.end("FIL SEC")
    return "a digit flipped in the bytes"


@operator(Stage.CONTAINER)
def content_types_missing(made: Filled) -> str:
    """No list of content types: read, or the file named."""
    made.book.settle()
    made.book.forget(CONTENT_TYPES)
    made.end("FIL STR", or_read=True)
    return "no content types"


@operator(Stage.PACKAGE)
def sheet_part_missing(made: Filled) -> str:
    """The part of the sheet with the figures is not in the container: the file is named."""
    part = made.book.part_of(made.sheet_name)
    made.book.settle()
    made.book.forget(part)
    made.end("FIL STR SEC")
    return f"{part} missing"


@operator(Stage.CONTAINER)
def workbook_saved_by_another_program(made: Filled) -> str:
    """Opened and saved by a program that keeps no saved values: figures stand as typed."""

    def save(data: bytes) -> bytes:
        buffer = io.BytesIO()
        try:
            load_workbook(io.BytesIO(data)).save(buffer)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:  # it cannot be opened there
            raise NotHere from fault
        return buffer.getvalue()

    untouched = [line for line in made.lines if line.key not in made.claims]
    if len(untouched) != len(made.lines) or made.whole is not None or made.last:
        raise NotHere
    made.last.append(save)
    for line in made.lines:
        made.expect(line, read_or_named("", line.stand))
    return "saved by another program"
