"""Build: the add-in file from its templates, the same bytes each time, on any machine and without Excel."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from pmxl.excel.addin import project
from pmxl.excel.addin.hardened import MODULE
from pmxl.excel.addin.hardened import hardened
from pmxl.excel.addin.ribbon_rules import ribbon_faults
from pmxl.excel.addin.stamp import PART as PROPERTIES
from pmxl.excel.addin.stamp import Stamp
from pmxl.excel.addin.stamp import installed
from pmxl.excel.addin.wrappers import FUNCTIONS_MODULE
from pmxl.excel.addin.wrappers import HELP_MODULE
from pmxl.excel.addin.wrappers import functions_module
from pmxl.excel.addin.wrappers import help_module
from pmxl.findings import refuse
from pmxl.plural import plural
from pmxl.sheets.escaped import escape
from pmxl.sheets.publish import not_there
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.stored import parts_of
from pmxl.sheets.stored import stored
from pmxl.shipped import shipped

OWN_MODULES = ("ThisWorkbook", "PmxlRibbon", "PmxlCaller", "PmxlCall", "PmxlErrors")
GONE = ("RibbonMyAddin", "Dictionary")
"""Modules of the template that nothing of ours uses."""

TITLE = "pmxl: quarterly scorecards"
RIBBON, SHEET, BOOK, ROOT = "customUI/customUI14.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"
TYPES, BOOK_RELATIONS, TEXTS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def build(to: Path) -> Path:
    """Writes the add-in, over an older one; gives where it is. Any other file there is not overwritten (OUT004)."""
    if to.suffix.casefold() != ".xlam":
        not_there(to, "Name the add-in as in pmxl.xlam.")
    return write_bytes_beside(to, addin())


def addin() -> bytes:
    """The add-in's bytes; refuses where the template, xlwings' VBA or the ribbon is not what it was made for."""
    ribbon = template("ribbon.xml").encode("utf-8")
    if faults := ribbon_faults(ribbon):
        ask = "Mend templates/addin/ribbon.xml and build again; nothing was written."
        raise refuse("ADD003", f"The ribbon has {plural(len(faults), 'fault')}: {faults[0]}.", ask, part="ribbon.xml")
    book = project.with_modules(from_xlwings("quickstart_addin_ribbon.xlam"), modules(), GONE)
    parts = parts_of(book)
    parts[project.PART] = project.tidy(parts[project.PART])
    return stored(_parts(parts, ribbon, installed()))


def modules() -> dict[str, str]:
    """Every VBA module of ours by its name, xlwings' own (hardened) among them."""
    from pmxl.excel import udfs
    from pmxl.excel.worksheet import FUNCTIONS

    functions = {name: getattr(udfs, name) for name in FUNCTIONS}
    own = {name: template(f"{name}.bas") for name in OWN_MODULES}
    bridge = hardened(from_xlwings("xlwings_custom_addin.bas").decode("utf-8"))
    written = {FUNCTIONS_MODULE: functions_module(functions), HELP_MODULE: help_module(functions)}
    return {MODULE: bridge, **own, **written}


def template(name: str) -> str:
    """A text of templates/addin, its lines ended alike on every machine."""
    return (shipped("templates") / "addin" / name).read_bytes().decode("utf-8").replace("\r\n", "\n")


def from_xlwings(name: str) -> bytes:
    """A file that comes with xlwings; found without importing it."""
    found = find_spec("xlwings")
    path = Path(found.origin).parent / name if found and found.origin else Path(name)
    if not path.is_file():
        says, ask = f"xlwings comes without {name}.", "Install pmxl again, with the version of xlwings that it names."
        raise refuse("ADD004", says, ask, part=name)
    return path.read_bytes()


def _parts(parts: dict[str, bytes], ribbon: bytes, stamp: Stamp) -> dict[str, bytes]:
    """The template's parts with our ribbon, our one sheet, our properties, and nothing of its maker's machine."""
    made = {name: data for name, data in parts.items() if name not in {"customUI/customUI.xml", TEXTS}}
    made[RIBBON] = ribbon
    made[SHEET] = _sheet(stamp).encode("utf-8")
    made[PROPERTIES] = _properties(stamp).encode("utf-8")
    made[ROOT] = _once(parts[ROOT], rb"customUI/customUI\.xml", RIBBON.encode())
    made[TYPES] = _once(parts[TYPES], rb'<Override PartName="/xl/sharedStrings\.xml"[^>]*>', b"")
    made[BOOK_RELATIONS] = _once(parts[BOOK_RELATIONS], rb'<Relationship [^>]*Target="sharedStrings\.xml"[^>]*>', b"")
    book = _once(parts[BOOK], rb'name="_myaddin\.conf"', b'name="pmxl"')
    book = _once(book, rb"<mc:AlternateContent.*?</mc:AlternateContent>", b"")
    groups = b'<functionGroups builtInGroupCount="19"><functionGroup name="pmxl" /></functionGroups>'
    made[BOOK] = _once(book, rb"<definedNames />", groups)
    return made


def _once(part: bytes, found: bytes, instead: bytes) -> bytes:
    made, times = re.subn(found, lambda _: instead, part, flags=re.DOTALL)
    if times != 1:
        says = f"xlwings' template holds {found.decode()} {times} times and must hold it once."
        raise refuse("ADD005", says, "Install the version of xlwings that pmxl names and build again.")
    return made


def _sheet(stamp: Stamp) -> str:
    """The one sheet, for whoever looks into the file: what it is and of which version."""
    lines = (TITLE, str(stamp), "Settings are not kept here, nor in any workbook: see pmxl doctor.")
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{escape(line)}</t></is></c></row>'
        for n, line in enumerate(lines, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<worksheet xmlns="{MAIN}"><sheetPr codeName="Sheet2"/><sheetData>{rows}</sheetData></worksheet>'
    )


def _properties(stamp: Stamp) -> str:
    """The properties, which Excel's list of add-ins shows."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(TITLE)}</dc:title><dc:description>{escape(str(stamp))}</dc:description>"
        "</cp:coreProperties>"
    )
