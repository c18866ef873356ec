"""Sheet: highlights, and the way to its notes, put into a sheet of somebody else's; its cells are not touched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmxl.sheets.markup import is_utf8
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.mark import Mark
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import OFFICE
from pmxl.sheets.splice.relations import Parts
from pmxl.sheets.splice.styles import MAIN
from pmxl.sheets.splice.styles import Looks

AFTER_COLOURS = frozenset({
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
})  # fmt: skip
"""What stands behind the coloured cells, in the order that the standard fixes for a sheet."""
AFTER_NOTES = frozenset({
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
})  # fmt: skip
SAYS_SELECTED = b"tabSelected"
SELECTED = re.compile(rb"""\s+tabSelected=(?:"[^"]*"|'[^']*')""")
LOCAL = re.compile(rb"""(\blocalSheetId=["'])(\d+)""")
"""By which number of a sheet, from 0, a name says that it is that sheet's own."""
PRIORITY = re.compile(rb"""\bpriority=["'](\d{1,9})["']""")


def unselect(parts: Parts, part: str) -> None:
    """No longer the sheet that is open: two that are both would take what is typed into one of them together."""
    data = parts[part]
    if is_utf8(data) and SAYS_SELECTED not in data:  # all sheets but one: to walk their cells takes long
        return
    edits: list[Edit] = [
        (view.begin, view.inside, SELECTED.sub(b"", data[view.begin : view.inside]))
        for view in elements(data, part, depth=3)
        if view.name == "sheetView"
    ]
    parts[part] = edited(data, edits)


def mark_sheet(parts: Parts, part: str, marks: Sequence[Mark], looks: Looks, drawing: str) -> None:
    """Colours the marked cells by a rule that always holds, and leads to the drawing of the notes (its id, or "")."""
    data = parts[part]
    root, *tops = elements(data, part)
    cells = next((element for element in tops if element.name == "sheetData"), None)
    if cells is None:
        raise Unspliceable(f"its part {part} has no cells")
    rules = _rules(marks, looks)
    edits = [_before(root, tops, AFTER_COLOURS, "".join(rules)), *_put_behind(data, cells.end, len(rules))]
    if drawing:
        told = f'<legacyDrawing xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="{drawing}"/>'
        edits.append(_before(root, tops, AFTER_NOTES, told))
    parts[part] = edited(data, edits)


def _before(root: Element, tops: Sequence[Element], followers: frozenset[str], told: str) -> Edit:
    """The edit that puts something before the first of what must follow it."""
    place = min((element.begin for element in tops if element.name in followers), default=root.close)
    return place, place, told.encode()


def _rules(marks: Sequence[Mark], looks: Looks) -> list[str]:
    """A rule for the cells with an error, and one for those with a question alone."""
    errors = {mark.cell for mark in marks if mark.grave}
    asked = {mark.cell for mark in marks} - errors
    told: list[str] = []
    for cells, look in zip((asked, errors), looks.highlights, strict=True):
        if cells:
            where = " ".join(sorted(cell.replace("$", "") for cell in cells))
            rule = (
                f'<cfRule type="expression" dxfId="{look}" priority="{len(told) + 1}"><formula>TRUE</formula></cfRule>'
            )
            told.append(f'<conditionalFormatting xmlns="{MAIN}" sqref="{where}">{rule}</conditionalFormatting>')
    return told


def _put_behind(data: bytes, place: int, rules: int) -> list[Edit]:
    """The edits that put the rules that are there behind ours: the first to colour a cell is the one that shows."""
    found = PRIORITY.finditer(data, place)
    return [(match.start(1), match.end(1), b"%d" % (int(match[1]) + rules)) for match in found]
