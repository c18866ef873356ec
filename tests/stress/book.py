"""A workbook as parts in a zip: sheets by name, shared strings, number formats, and what is spelled by hand."""

from __future__ import annotations

import copy
import io
import zipfile
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from tests.stress.markup import DECLARATION
from tests.stress.markup import OFFICE
from tests.stress.markup import PACKAGE
from tests.stress.markup import TYPES
from tests.stress.markup import tag
from tests.stress.sheet import Sheet
from tests.stress.sheet import spell_text
from tests.stress.sheet import spelled_out

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
CONTENT_TYPES = "[Content_Types].xml"
CUSTOM = 200
"""Where number formats of our own begin, above those of the issued workbook."""


class NotHere(Exception):
    """The operator finds nothing here to work on."""


class Book:
    """The parts of a workbook; those asked for are taken apart, the rest stays bytes."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._sheets: dict[str, Sheet] = {}
        self._trees: dict[str, Element] = {}

    def tree(self, part: str) -> Element:
        """A part as a tree; written back by `data`."""
        if part not in self._trees:
            if part not in self.parts:
                raise NotHere(part)
            self._trees[part] = ET.fromstring(self.parts[part])
        return self._trees[part]

    def forget(self, part: str) -> None:
        """Leaves a part out."""
        for kept in (self.parts, self._trees, self._sheets):
            kept.pop(part, None)

    def settle(self) -> dict[str, bytes]:
        """Every part as bytes; from here on parts are changed as text."""
        for part, sheet in self._sheets.items():
            self.parts[part] = sheet.xml()
        for part, root in self._trees.items():
            self.parts[part] = written(root)
        self._sheets.clear()
        self._trees.clear()
        return self.parts

    def data(self, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        """The workbook as a file."""
        return zipped(self.settle(), compression)

    @property
    def entries(self) -> list[Element]:
        """The sheets' entries in the workbook, in its own order."""
        return list(self.tree(WORKBOOK).iterfind(f"{tag('sheets')}/*"))

    def entry(self, name: str) -> Element:
        """The entry of a sheet."""
        for entry in self.entries:
            if entry.get("name") == name:
                return entry
        raise NotHere

    def part_of(self, name: str) -> str:
        """The part of a sheet."""
        wanted = self.entry(name).get(tag("id", OFFICE))
        for relation in self.tree(RELATIONS):
            if relation.get("Id") == wanted:
                target = relation.get("Target", "")
                return target[1:] if target.startswith("/") else f"xl/{target}"
        raise NotHere

    def sheet(self, name: str) -> Sheet:
        """A sheet by its name."""
        part = self.part_of(name)
        if part not in self._sheets:
            self._sheets[part] = Sheet(self.parts[part])
        return self._sheets[part]

    def string(self, text: str) -> str:
        """The number of a new shared string."""
        spell_text(ET.SubElement(self.tree(STRINGS), tag("si")), text)
        return str(len(self.tree(STRINGS)) - 1)

    def text(self, cell: Element) -> str:
        """What a cell of a text, a number or a formula shows."""
        value = cell.findtext(tag("v")) or ""
        if cell.get("t") == "s":
            if not self.is_string(value):
                return ""
            return "".join(t.text or "" for t in self.tree(STRINGS)[int(value)].iter(tag("t")))
        return "".join(t.text or "" for t in cell.iter(tag("t"))) if cell.get("t") == "inlineStr" else value

    def is_string(self, number: str) -> bool:
        """True where a shared string of that number is there."""
        return number.isdigit() and int(number) < len(self.tree(STRINGS))

    def write_text(self, sheet: str, row: int, column: int, text: str) -> None:
        """Type a text as Excel keeps it: among the shared strings."""
        self.sheet(sheet).put(row, column, self.string(text), "s")

    def format(self, cell: Element, code: str) -> None:
        """Give a cell another number format, all else as it was."""
        styles = self.tree(STYLES)
        formats, used = styles.find(tag("numFmts")), styles.find(tag("cellXfs"))
        assert formats is not None
        assert used is not None
        number = CUSTOM + len(formats)
        ET.SubElement(formats, tag("numFmt"), {"numFmtId": str(number), "formatCode": code})
        formats.set("count", str(len(formats)))
        style = copy.deepcopy(used[int(cell.get("s", "0"))])
        style.set("numFmtId", str(number))
        style.set("applyNumberFormat", "1")
        used.append(style)
        used.set("count", str(len(used)))
        cell.set("s", str(len(used) - 1))

    def add_part(self, part: str, data: bytes, content_type: str, relation: tuple[str, str] | None = None) -> str:
        """A new part with its content type and, as (word, target), its relation; gives the relation's id."""
        self.parts[part] = data
        types = self.tree(CONTENT_TYPES)
        ET.SubElement(types, tag("Override", TYPES), {"PartName": f"/{part}", "ContentType": content_type})
        if relation is None:
            return ""
        relations = self.tree(RELATIONS)
        word, target = relation
        made = {"Id": f"rId9{len(relations)}", "Type": f"{OFFICE}/{word}", "Target": target}
        ET.SubElement(relations, tag("Relationship", PACKAGE), made)
        return made["Id"]


def written(root: Element) -> bytes:
    """A tree as a part, its own namespace without a prefix."""
    own = root.tag[1:].split("}")[0]
    data = spelled_out(root)
    return DECLARATION + (data if own.endswith("/main") else unprefixed(data, own))


def unprefixed(data: bytes, own: str) -> bytes:
    """The same markup with its namespace as the default one."""
    start = data.find(f'="{own}"'.encode())
    prefix = data[data.rfind(b":", 0, start) + 1 : start]
    if start < 0 or not prefix.startswith(b"ns"):
        return data
    data = data.replace(b"xmlns:" + prefix + b"=", b"xmlns=")
    return data.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts in a zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression, compresslevel=1)
    return buffer.getvalue()
