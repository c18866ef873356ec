"""From the container to the sheets: relationships, the list of sheets, the date system."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from posixpath import dirname
from typing import NamedTuple
from urllib.parse import unquote

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.container import ASK_FOR_FRESH_COPY
from pmxl.sheets.container import SAVE_AGAIN
from pmxl.sheets.container import Container
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import walk
from pmxl.sheets.sniff import not_a_workbook
from pmxl.sheets.sniff import old_version

RELATIONSHIPS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
RELATIONSHIP_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
ROOT = "_rels/.rels"
MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")
TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part to another: the last word of its type, its target as written, and whether it leads out."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet as the workbook lists it."""

    name: str
    state: str
    part: str


class Listed(NamedTuple):
    """What the workbook's own part says: its sheets, by their attributes, and whether it counts days from 1904."""

    sheets: tuple[Attributes, ...]
    date1904: bool


@dataclass(slots=True)
class Package:
    """Where things are in a workbook; chart sheets and macro sheets are left out, as they hold no cells to read."""

    sheets: list[SheetEntry] = field(default_factory=list)
    macro_sheets: list[str] = field(default_factory=list)
    date1904: bool = False
    strings: str = ""
    styles: str = ""


def open_package(container: Container, book: str) -> Package:
    """Finds the parts that the workbook's own part names; refuses links that lead out (SEC004).

    The same for all workbooks that have the same parts, and in which these are the same: nobody changes it.
    """
    told_by = tuple(name for name in (book, _listing(book)) if name in container)
    return container.together(told_by, (open_package, book, container.listing), lambda: _found(container, book))


def _found(container: Container, book: str) -> Package:
    relations = relations_of(container, book)
    listed = container.once(book, _listed)
    package = Package(date1904=listed.date1904)
    for entry in listed.sheets:
        name = entry.get("name", "")
        relation = relations.get(next((entry[key] for key in RELATIONSHIP_ID if key in entry), ""))
        if relation is None:
            says = f"The workbook lists the sheet '{show(name)}' but not where it is."
            raise refuse("FIL006", says, SAVE_AGAIN, file=container.file, part=book)
        if relation.kind == "worksheet":
            part = _inside(container, book, relation)
            package.sheets.append(SheetEntry(name, entry.get("state", "visible"), part))
        elif relation.kind in MACRO_SHEETS:
            package.macro_sheets.append(name)
    for relation in relations.values():
        if relation.kind == "sharedStrings":
            package.strings = _inside(container, book, relation)
        elif relation.kind == "styles":
            package.styles = _inside(container, book, relation)
    return package


def _listed(data: bytes, file: str, part: str) -> Listed:
    sheets: list[Attributes] = []
    dated: list[bool] = [False]
    opened = {"sheet": sheets.append, "workbookPr": lambda a: dated.append(a.get("date1904", "0") in TRUE)}
    walk(data, file, part, opened)
    return Listed(tuple(sheets), dated[-1])


def workbook_part(container: Container) -> str:
    """The part that lists the sheets; refuses a package that is no Excel workbook (FIL003, FIL005)."""
    file = container.file
    if "Index/Document.iwa" in container or "Index.zip" in container:
        raise old_version("an Apple Numbers spreadsheet", file)
    if ROOT not in container:
        raise not_a_workbook("a zip archive", file)
    part = container.together((ROOT,), workbook_part, lambda: _document(container))
    if part is None:
        raise not_a_workbook("a zip archive", file)
    if part.startswith("word/"):
        raise not_a_workbook("a Word document (.docx)", file)
    if part.startswith("ppt/"):
        raise not_a_workbook("a PowerPoint presentation (.pptx)", file)
    return part


def _document(container: Container) -> str | None:
    """The part that the package is about; None where it names none."""
    found = (r for r in relations_of(container, "").values() if r.kind == "officeDocument")
    relation = next(found, None)
    return _inside(container, "", relation) if relation else None


def relations_of(container: Container, part: str) -> dict[str, Relation]:
    """Relations of a part by id; those of the package itself for ''."""
    listing = _listing(part)
    return container.once(listing, _relations) if listing in container else {}


def _listing(part: str) -> str:
    """The part that tells the relations of another."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _relations(data: bytes, file: str, part: str) -> dict[str, Relation]:
    relations: dict[str, Relation] = {}

    def add(entry: Attributes) -> None:
        kind = entry.get("Type", "").rpartition("/")[2]
        external = entry.get("TargetMode") == "External"
        relations[entry.get("Id", "")] = Relation(kind, entry.get("Target", ""), external)

    walk(data, file, part, {"Relationship": add}, namespaces=RELATIONSHIPS)
    return relations


def _inside(container: Container, base: str, relation: Relation) -> str:
    """The part a needed relation leads to; a target outside the file is refused (SEC004), never followed.

    A target is an address: `sheet%201.xml` may be a part named so, or `sheet 1.xml`.
    """
    target = relation.target.replace("\\", "/")
    steps = [] if target.startswith("/") else [step for step in dirname(base).split("/") if step]
    leaves = relation.external or ":" in target
    for step in target.split("/"):
        if step == "..":
            leaves = leaves or not steps
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    if leaves:
        says = f"Its {relation.kind} lies outside the file ({show(relation.target)})."
        raise refuse("SEC004", says, ASK_FOR_FRESH_COPY, file=container.file, found=relation.target)
    part = "/".join(steps)
    plain = unquote(part)
    return plain if part not in container and plain in container else part
