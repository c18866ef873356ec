"""Workbooks of a few bytes, built part by part, so that a test can spell a part as no Excel would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from collections.abc import Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A worksheet of these rows, with what stands before and after them."""
    return (
        f'{DECLARATION}<worksheet xmlns="{main}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def styles_xml(formats: Sequence[str | int]) -> str:
    """Style 0 is General; the next ones are these formats, a number for a built-in one."""
    ids = {code: 164 + n if isinstance(code, str) else code for n, code in enumerate(formats)}
    custom = {code: number for code, number in ids.items() if isinstance(code, str)}
    listed = "".join(f'<numFmt numFmtId="{number}" formatCode="{_escape(code)}"/>' for code, number in custom.items())
    used = "".join(f'<xf numFmtId="{ids[code]}"/>' for code in formats)
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{listed}</numFmts><cellStyleXfs><xf numFmtId="9"/>'
        f'</cellStyleXfs><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="9" formatCode="0.000"/></dxf></dxfs></styleSheet>'
    )


def strings_xml(items: Sequence[str]) -> str:
    """Shared strings; each item is the XML inside its `si`."""
    return f'{DECLARATION}<sst xmlns="{MAIN}">' + "".join(f"<si>{item}</si>" for item in items) + "</sst>"


def parts(
    sheet: str,
    *,
    strings: str | None = None,
    styles: str | None = None,
    date1904: bool = False,
    main: str = MAIN,
    office: str = OFFICE,
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet called Return."""
    relations = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    made: dict[str, str | bytes] = {SHEET: sheet}
    if strings is not None:
        relations.append(("rId2", "sharedStrings", "sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = strings
    if styles is not None:
        relations.append(("rId3", "styles", "styles.xml"))
        made["xl/styles.xml"] = styles
    properties = f'<workbookPr date1904="{int(date1904)}"/>'
    made["xl/workbook.xml"] = (
        f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{office}">{properties}<sheets>'
        '<sheet name="Return" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    made["xl/_rels/workbook.xml.rels"] = relations_xml(relations, office)
    made["_rels/.rels"] = relations_xml([("rId1", "officeDocument", "xl/workbook.xml")], office)
    return made


def relations_xml(relations: Sequence[tuple[str, str, str]], office: str = OFFICE, more: str = "") -> str:
    """Relationships of (id, last word of the type, target)."""
    listed = "".join(f'<Relationship Id="{i}" Type="{office}/{kind}" Target="{to}"/>' for i, kind, to in relations)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{listed}{more}</Relationships>'


def zipped(made: Mapping[str, str | bytes]) -> bytes:
    """The parts in a zip container."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # the same bytes at any time
    return target.getvalue()


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
