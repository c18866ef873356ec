"""Book: the copy put together: their parts as they were, cleansed, our sheets at the front and at the end."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from collections.abc import Sequence
from io import BytesIO

from pmxl.findings import Refusal
from pmxl.sheets.container import Container
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.dress import dressed
from pmxl.sheets.escaped import quoteattr
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.package import open_package
from pmxl.sheets.package import workbook_part
from pmxl.sheets.splice.cleanse import cleanse
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.mark import Mark
from pmxl.sheets.splice.notes import annotate
from pmxl.sheets.splice.notes import unused
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import OFFICE
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.relations import named
from pmxl.sheets.splice.relations import relate
from pmxl.sheets.splice.relations import relations
from pmxl.sheets.splice.sheet import LOCAL
from pmxl.sheets.splice.sheet import mark_sheet
from pmxl.sheets.splice.sheet import unselect
from pmxl.sheets.splice.strip import strip
from pmxl.sheets.splice.styles import MAIN
from pmxl.sheets.splice.styles import Looks
from pmxl.sheets.splice.styles import add_styles
from pmxl.sheets.splice.types import PART as TYPES_PART
from pmxl.sheets.splice.types import SHEET
from pmxl.sheets.splice.types import declare
from pmxl.sheets.write import plan_to_bytes

ZIPPED = (2020, 1, 1, 0, 0, 0)
"""When every part says that it was written: the same workbook and the same queries give the same bytes."""
LARGEST = 20 << 20
"""Bytes of a workbook that is copied at most: a larger one would keep everybody waiting."""
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
LOOK = re.compile(rb'(<(?:c|row) [^>]*?\bs=")(\d+)(")|(<col [^>]*?\bstyle=")(\d+)(")')
SHARED = re.compile(rb'(<c [^>]*?)t="s"([^>]*>)<v>(\d+)</v>')
STATES = {"visible": "", "hidden": ' state="hidden"', "very_hidden": ' state="veryHidden"'}
ACTIVE = re.compile(rb"""\s+(?:activeTab|firstSheet)=(?:"[^"]*"|'[^']*')""")


def splice(
    data: bytes,
    file: str,
    front: SheetPlan,
    last: SheetPlan,
    marks: Sequence[Mark],
    replaces: Collection[str] = (),
    house: HouseStyle = HOUSE,
) -> tuple[bytes, int]:
    """A copy of a workbook with a sheet at the front, one at the end, and its marked cells noted and coloured.

    What is added is dressed in the house style; what was there stays as it looked.
    Gives it with the number of formulas that lost their link to another workbook and kept their value. All parts that
    need no change keep their bytes; of the sheets the cells do. `replaces` names the sheets that an earlier splice
    added: they go, with its notes and colours. Raises Unspliceable where that cannot be done safely.
    """
    parts, places = opened(data, file)
    book = next((one.target for one in relations(parts, "") if one.kind == "officeDocument"), "")
    if book not in parts:
        raise Unspliceable("its list of sheets cannot be found")
    broken = cleanse(parts, book)
    if replaces:
        strip(parts, book, replaces)
    theirs = set(parts)
    looks = _with_sheets(parts, book, (front, last), house)
    ours = parts.keys() - theirs
    for one in relations(parts, book):
        if one.kind in ("worksheet", "chartsheet") and one.target not in ours:
            unselect(parts, one.target)
    for sheet, part in places.items():
        mine = [mark for mark in marks if mark.sheet == sheet and mark.is_placed]
        if mine and sheet not in replaces:
            mark_sheet(parts, part, mine, looks, annotate(parts, part, mine))
    return sound(parts, data), broken


def opened(data: bytes, file: str) -> tuple[Parts, dict[str, str]]:
    """The parts of a workbook, and that of each sheet by the sheet's name; Unspliceable where it cannot be had."""
    if len(data) > LARGEST:
        raise Unspliceable(f"it is larger than {LARGEST >> 20} MB")
    try:
        container = Container(data, file)
        package = open_package(container, workbook_part(container))
        parts = {name: container.read(name) for name in container.names}
    except Refusal as refusal:
        raise Unspliceable(f"it cannot be opened ({refusal.finding.code})") from None
    return parts, {entry.name: named(parts, entry.part) for entry in package.sheets}


def sound(parts: Parts, data: bytes) -> bytes:
    """The copy of a workbook from its parts; Unspliceable where it has a fault that the workbook itself has not."""
    copy = zipped(parts)
    faults = set(lint_workbook(copy))
    if faults and faults - set(lint_workbook(data)):
        raise Unspliceable("a copy of it would not be sound")
    return copy


def _with_sheets(parts: Parts, book: str, plans: Sequence[SheetPlan], house: HouseStyle) -> Looks:
    """Adds our sheets; the first is put before all of theirs."""
    made = Container(plan_to_bytes(dressed(BookPlan(title="", sheets=tuple(plans)), house)), "")
    styles = next((one.target for one in relations(parts, book) if one.kind == "styles"), "")
    looks = add_styles(parts, styles, made.read(STYLES), house)
    strings = _strings(made.read(STRINGS))
    entries = []
    for number, plan in enumerate(plans, 1):
        part = unused(parts, "xl/worksheets/queries", ".xml")
        parts[part] = _own_sheet(made.read(f"xl/worksheets/sheet{number}.xml"), strings, looks)
        declare(parts, part, SHEET)
        entries.append((plan, relate(parts, book, "worksheet", part)))
    _list_sheets(parts, book, entries)
    return looks


def _own_sheet(data: bytes, strings: Sequence[bytes], looks: Looks) -> bytes:
    """A sheet of our own writer with its texts inside it and its looks numbered as in the other workbook."""

    def renumbered(found: re.Match[bytes]) -> bytes:
        head, number, tail = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        return head + b"%d" % (int(number) + looks.first) + tail

    def told(found: re.Match[bytes]) -> bytes:
        return found[1] + b't="inlineStr"' + found[2] + b"<is>" + strings[int(found[3])] + b"</is>"

    return SHARED.sub(told, LOOK.sub(renumbered, data))


def _strings(data: bytes) -> list[bytes]:
    """What stands in each shared string."""
    found = elements(data, STRINGS)
    return [data[item.inside : item.close] for item in found if item.depth == 2]


def _list_sheets(parts: Parts, book: str, entries: Sequence[tuple[SheetPlan, str]]) -> None:
    """Writes our sheets into the list of sheets; places that are told by the number of a sheet move on by one."""
    data = parts[book]
    found = elements(data, book, depth=3)
    sheets = next((element for element in found if element.name == "sheets" and element.depth == 2), None)
    if sheets is None or sheets.is_empty or MAIN.encode() not in data[found[0].begin : found[0].inside]:
        raise Unspliceable("it is saved as Strict Open XML, or has no sheets")
    listed = [element for element in found if element.name == "sheet"]
    if {element.attributes.get("name", "").casefold() for element in listed} & {p.name.casefold() for p, _ in entries}:
        raise Unspliceable("it has a sheet of the same name already")
    first = 1 + max(int(element.attributes.get("sheetId", "0")) for element in listed)
    told = [
        f'<sheet xmlns="{MAIN}" xmlns:r="{OFFICE}" name={quoteattr(plan.name)} sheetId="{id_}"{STATES[plan.state]} '
        f'r:id="{relation}"/>'.encode()
        for id_, (plan, relation) in enumerate(entries, first)
    ]
    edits: list[Edit] = [(sheets.inside, sheets.inside, told[0]), (sheets.close, sheets.close, b"".join(told[1:]))]
    for element in found:
        tag = data[element.begin : element.inside]
        if element.name == "workbookView":
            edits.append((element.begin, element.inside, ACTIVE.sub(b"", tag)))
        elif element.name == "definedName" and "localSheetId" in element.attributes:
            moved = LOCAL.sub(lambda found: found[1] + b"%d" % (int(found[2]) + 1), tag)
            edits.append((element.begin, element.inside, moved))
    parts[book] = edited(data, edits)


def zipped(parts: Parts) -> bytes:
    """The parts as a zip, the list of types first, as most readers expect it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != TYPES_PART):
            info = zipfile.ZipInfo(name, ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name])
    return buffer.getvalue()
