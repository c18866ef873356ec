"""Sheet: highlights, and the way to its notes, put into a sheet of somebody else's; its cells are not touched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmxl.sheets.splice.mark import Mark
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Element
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.part import elements
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
SELECTED = re.compile(rb"""\s+tabSelected=(?:"[^"]*"|'[^']*')""")
PRIORITY = re.compile(rb"""\bpriority=["'](\d{1,9})["']""")


def unselect(parts: Parts, part: str) -> None:
    """No longer the sheet that is open: two that are both would take what is typed into one of them together."""
    data = parts[part]
    edits: list[Edit] = [
        (view.begin, view.inside, SELECTED.sub(b"", data[view.begin : view.inside]))
        for view in elements(data, part, depth=3)
        if view.name == "sheetView"
    ]
    parts[part] = edited(data, edits)


def mark_sheet(parts: Parts, part: str, marks: Sequence[Mark], looks: Looks, drawing: str) -> None:
    """Colours the marked cells by a rule that always holds, and leads to the drawing of the notes (its id, or "")."""
    data = parts[part]
    tops = [element for element in elements(data, part) if element.depth == 2]
    if not any(element.name == "sheetData" for element in tops):
        raise Unspliceable(f"its part {part} has no cells")
    root = elements(data, part, depth=1)[0]
    edits = [_before(root, tops, AFTER_COLOURS, _colours(data, marks, looks))]
    if drawing:
        told = f'<legacyDrawing xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="{drawing}"/>'
        edits.append(_before(root, tops, AFTER_NOTES, told))
    parts[part] = edited(data, edits)


def _before(root: Element, tops: Sequence[Element], followers: frozenset[str], told: str) -> Edit:
    """The edit that puts something before the first of what must follow it."""
    place = min((element.begin for element in tops if element.name in followers), default=root.close)
    return place, place, told.encode()


def _colours(data: bytes, marks: Sequence[Mark], looks: Looks) -> str:
    """A rule for the cells with a question and one for those with an error, behind all rules that are there."""
    last = max((int(found) for found in PRIORITY.findall(data)), default=0)
    told = []
    for grave, look in zip((True, False), reversed(looks.highlights), strict=True):
        errors = {mark.cell for mark in marks if mark.grave}
        cells = errors if grave else {mark.cell for mark in marks} - errors
        if not cells:
            continue
        last += 1
        rule = f'<cfRule type="expression" dxfId="{look}" priority="{last}"><formula>TRUE</formula></cfRule>'
        where = " ".join(sorted(cell.replace("$", "") for cell in cells))
        told.append(f'<conditionalFormatting xmlns="{MAIN}" sqref="{where}">{rule}</conditionalFormatting>')
    return "".join(told)
