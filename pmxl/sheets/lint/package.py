"""The container: its parts, what type each has, and which part leads to which."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import ParseError
from xml.etree.ElementTree import XMLParser
from xml.etree.ElementTree import iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES_PART = "[Content_Types].xml"
BOOK_PART = "xl/workbook.xml"
NOT_INERT = "Not inert: "
LONGEST = 12  # digits of any number that a workbook counts by
DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{0,20})?")
XML_KINDS = (".xml", ".rels", ".vml")
DOCTYPE = b"<!DOCTYPE"
ENCODING = re.compile(rb"""<\?xml[^>]*?encoding=["']([A-Za-z0-9_.\-]+)["']""")
NEEDS_OWN_TYPE = re.compile(
    r"xl/(workbook|styles|sharedStrings|metadata|comments[0-9]*|(worksheets|charts|tables|drawings)/[^/]+)\.xml"
)
"""Parts for which the default type of `.xml` will not do."""
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
LIVE_PARTS = re.compile(
    r"xl/(externalLinks|embeddings|activeX|ctrlProps|queryTables|macrosheets)/|xl/connections\.xml|.*vbaProject\.bin",
    re.IGNORECASE,
)
LIVE_RELATIONS = re.compile(
    r".*/(externalLink\w*|connections|oleObject|package|queryTable|vbaProject|control|attachedTemplate|xlMacrosheet)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship leads: the name of a part, or an address outside the workbook."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """A workbook's parts, and the faults found so far."""

    parts: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    _trees: dict[str, Element | None] = field(default_factory=dict)

    def fault(self, place: str, fact: str) -> None:
        """Remember a fault by its place."""
        self.faults.append(f"{place}: {fact}")

    def not_inert(self, place: str, fact: str) -> None:
        """Remember something that could act by itself or lead outside."""
        self.faults.append(f"{NOT_INERT}{place}: {fact}")

    def tree(self, name: str) -> Element | None:
        """A part's root element; None, and a fault, where it is missing or no XML of ours."""
        if name not in self._trees:
            self._trees[name] = self._parse(name)
        return self._trees[name]

    def stream(self, name: str, tag: str, each: Callable[[Element], None]) -> Element | None:
        """A part's root element; its elements of one tag are handed over one by one and emptied, for any length."""
        data = self._readable(name)
        if data is None:
            return None
        events = iterparse(BytesIO(data), events=("end",))  # noqa: S314  see _readable
        root: Element | None = None
        try:
            for _, element in events:
                root = element  # the last to end is the outermost
                if element.tag == tag:
                    each(element)
                    element.clear()
        except ParseError as error:
            self.fault(name, f"the XML is not well formed ({error})")
            return None
        return root

    def related(self, part: str, identity: str | None) -> Relation | None:
        """What a part's relationship leads to."""
        return self.relations.get(part, {}).get(identity or "")

    def _readable(self, name: str) -> bytes | None:
        """A part's bytes, if it is there and nothing in it could make the parser reach for more."""
        data = self.parts.get(name)
        if data is None:
            self.fault(name, "the part is missing")
            return None
        encoding = ENCODING.match(data)
        if DOCTYPE in data or b"\0" in data or (encoding and encoding[1].upper() != b"UTF-8"):
            self.fault(name, "the part declares a document type, or is not in UTF-8")
            return None
        return data

    def _parse(self, name: str) -> Element | None:
        data = self._readable(name)
        if data is None:
            return None
        parser = XMLParser()  # noqa: S314  see _readable
        try:
            parser.feed(data)
            return parser.close()
        except ParseError as error:
            self.fault(name, f"the XML is not well formed ({error})")
            return None


def whole(element: Element, key: str, default: int = 0) -> int:
    """An attribute as a whole number; -1, which no check takes, where it is something else."""
    value = element.get(key)
    if value is None:
        return default
    return int(value) if value.isascii() and value.isdigit() and len(value) < LONGEST else -1


def measured(element: Element, key: str) -> float:
    """An attribute as a measure such as a height; -1, which no check takes, where it is something else."""
    value = element.get(key, "0")
    return float(value) if DECIMAL.fullmatch(value) else -1.0


def open_package(source: bytes | Path) -> Package:
    """Read every part; what is wrong with the container is among the faults."""
    data = source.read_bytes() if isinstance(source, Path) else source
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            package = Package({name: archive.read(name) for name in names})
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        return Package({}, [f"The file is not a workbook ({error})"])
    for name in sorted({name for name in names if names.count(name) > 1}):
        package.fault(name, "the part stands twice in the file")
    return package


def check_container(package: Package) -> None:
    """Types, relationships and inertness of the parts; all XML but the sheets' is well formed."""
    for name in package.parts:
        if name.endswith(XML_KINDS) and not SHEET_PART.fullmatch(name):
            package.tree(name)
        if LIVE_PARTS.match(name):
            package.not_inert(name, "the part could act by itself or lead outside the workbook")
    _check_types(package)
    for name in package.parts:
        if name.endswith(".rels"):
            _read_relations(package, name)
    for name in package.parts:
        if name.endswith(".xml") and not SHEET_PART.fullmatch(name):
            root = package.tree(name)
            if root is not None:
                check_references(package, name, root)


def check_references(package: Package, name: str, root: Element) -> None:
    """Every relationship that a part asks for is there."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.startswith(RELATED) and package.related(name, value) is None:
                package.fault(name, f"{element.tag.rpartition('}')[2]} asks for {value}, which leads nowhere")


def _check_types(package: Package) -> None:
    root = package.tree(TYPES_PART)
    if root is None:
        return
    own = [entry.get("PartName", "").lstrip("/") for entry in root if entry.tag.endswith("}Override")]
    endings = {entry.get("Extension", "").lower() for entry in root if entry.tag.endswith("}Default")}
    for name in sorted({name for name in own if own.count(name) > 1}):
        package.fault(TYPES_PART, f"{name} has two content types")
    for name in sorted(set(own) - package.parts.keys()):
        package.fault(TYPES_PART, f"{name} has a content type and is not in the file")
    for name in package.parts.keys() - {TYPES_PART} - set(own):
        if name.rsplit(".", 1)[-1].lower() not in endings or NEEDS_OWN_TYPE.fullmatch(name):
            package.fault(name, "the part has no content type")


def _read_relations(package: Package, name: str) -> None:
    root = package.tree(name)
    if root is None:
        return
    folder, file = posixpath.split(name)
    source = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
    found = package.relations.setdefault(source, {})
    for entry in root:
        identity, kind = entry.get("Id", ""), entry.get("Type", "")
        external = entry.get("TargetMode") == "External"
        target = entry.get("Target", "")
        if not external:
            target = _resolve(source, target)
        if identity in found or not identity:
            package.fault(name, f"the relationship id {identity!r} is missing or stands twice")
        if external or LIVE_RELATIONS.fullmatch(kind):
            package.not_inert(name, f"{identity} leads outside the workbook, to {target[:80]!r}")
        elif target not in package.parts:
            package.fault(name, f"{identity} leads to {target}, which is not in the file")
        found[identity] = Relation(kind.rsplit("/", 1)[-1], target, external)


def _resolve(source: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
