"""Reading .ods workbooks: their parts, and what stands beside the cells of content.xml."""

from __future__ import annotations

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.carried import link_query
from pmxl.sheets.carried import macro_note
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.container import SAVE_AGAIN
from pmxl.sheets.container import Container
from pmxl.sheets.markup import walk
from pmxl.sheets.ods_formats import NAMESPACES
from pmxl.sheets.ods_formats import OdsFormats
from pmxl.sheets.ods_sheets import OdsSheets

CONTENT = "content.xml"
STYLES = "styles.xml"
MANIFEST = "META-INF/manifest.xml"
WHOLE = "encrypted-package"
MACRO_FOLDERS = ("basic/", "scripts/")
UNLOCKED = "Save it without the password, as an Excel workbook (.xlsx) if you can, and send it again."


def is_ods(container: Container) -> bool:
    """True for a package that says it is an OpenDocument spreadsheet."""
    return "mimetype" in container and b"opendocument.spreadsheet" in container.read("mimetype")


def read_ods(container: Container, wanted: frozenset[str] | None) -> ReadBook:
    """The sheets, hidden ones too; `wanted` limits to these names in lower case. Refuses a locked one (FIL012)."""
    file = container.file
    if WHOLE in container or (MANIFEST in container and b"encryption-data" in container.read(MANIFEST)):
        says = "The OpenDocument workbook is locked with a password, which is not supported for .ods."
        raise refuse("FIL012", says, UNLOCKED, file=file)
    formats = OdsFormats()
    if STYLES in container:
        walk(container.read(STYLES), file, STYLES, formats.opened, formats.closed, formats.hear, NAMESPACES)
    read = OdsSheets(file, formats, wanted)
    walk(container.read(CONTENT), file, CONTENT, read.opened, read.closed, read.hear, NAMESPACES)
    if not read.tables:
        raise refuse("FIL006", "The workbook lists no sheet.", SAVE_AGAIN, file=file, part=CONTENT)
    macros = [name for name in container.names if name.casefold().startswith(MACRO_FOLDERS) and name[-1] != "/"]
    notes = (*macro_note(file, macros), *link_query(file, [show(link) for link in read.links]))
    return ReadBook(file, "", tuple(read.sheets), read.date1904, BookKind.ODS, notes)
