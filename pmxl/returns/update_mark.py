"""The mark of the annual update forms that were sent out before every form had one: they are still read."""

from __future__ import annotations

from collections.abc import Iterable

from pmxl.returns.digest import digest
from pmxl.returns.forms.mark import AskedSheet
from pmxl.returns.forms.mark import FormMark
from pmxl.returns.landmarks import UPDATE
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.names import folded
from pmxl.returns.paper import text_of
from pmxl.returns.update_form import FIELDS
from pmxl.returns.update_form import SHEET
from pmxl.sheets.cells import ReadBook

MARK_SHEET = "_pmxl_update"
KEYS = ("schema", "by", "for", "revision", "framework", "mark")


def update_mark(book: ReadBook, seen: Landmarks | None = None) -> FormMark | None:
    """The mark of an update form of before; None for any other workbook."""
    for sheet in (seen or Landmarks(book)).with_all(UPDATE):
        texts = {
            row: (text_of(cell), text_of(sheet.cells.get((row, 2))))
            for (row, col), cell in sheet.cells.items()
            if col == 1
        }
        said = {folded(key): (row, value) for row, (key, value) in texts.items()}
        if not {"update by", "update mark"} <= said.keys():
            continue
        below = said.get("update of", (0, ""))[0]
        refs = tuple(key for row, (key, _) in sorted(texts.items()) if below and row > below and key)
        schema, by, when, revision, framework, mark = (said.get(f"update {key}", (0, ""))[1] for key in KEYS)
        whole = mark == mark_of(schema, by, when, revision, framework, refs)
        asked = (AskedSheet(SHEET, FIELDS, refs),)
        return FormMark("update", by, when, revision, framework, mark, asked, whole, MARK_SHEET)
    return None


def mark_of(schema: str, officer: str, year: str, revision: str, framework: str, refs: Iterable[str]) -> str:
    """The mark as it was worked out then."""
    return digest([schema, officer, year, revision, framework, sorted(refs)])
