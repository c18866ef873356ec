"""A sheet besides its cells: the order of its elements, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from pmxl.sheets.lint.area import LAST_COL
from pmxl.sheets.lint.area import Area
from pmxl.sheets.lint.area import area_of
from pmxl.sheets.lint.area import first_overlap
from pmxl.sheets.lint.package import MAIN
from pmxl.sheets.lint.package import RELATED
from pmxl.sheets.lint.package import check_references
from pmxl.sheets.lint.package import measured
from pmxl.sheets.lint.package import whole
from pmxl.sheets.lint.rows import Known
from pmxl.sheets.lint.rows import Rows
from pmxl.sheets.lint.rows import check_formula
from pmxl.sheets.lint.table import check_table
from pmxl.sheets.lint.table import heading_row

ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
]  # fmt: skip
MANY = {"conditionalFormatting"}  # the one element that may stand more than once
NEVER_EMPTY = {"cols", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "tableParts"}
BOOLEANS = frozenset({
    "sheet", "objects", "scenarios", "formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
    "insertHyperlinks", "deleteColumns", "deleteRows", "selectLockedCells", "sort", "autoFilter", "pivotTables",
    "selectUnlockedCells", "showGridLines", "showRowColHeaders", "showZeros", "tabSelected", "rightToLeft",
    "hidden", "customWidth", "collapsed", "bestFit", "allowBlank", "showDropDown", "showInputMessage",
    "showErrorMessage", "stopIfTrue", "fitToPage", "horizontalCentered", "verticalCentered", "blackAndWhite",
    "summaryBelow", "summaryRight",
})  # fmt: skip
TRUTHS = frozenset({"0", "1", "true", "false"})
VALIDATION_TEXTS = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 255}
VALIDATION_TYPES = frozenset({"none", "whole", "decimal", "list", "date", "time", "textLength", "custom"})
LITERAL_LIMIT = 255
FOOTER_LIMIT = 255
WIDEST = 255
ZOOM = range(10, 401)
DATA, ROW = f"{MAIN}sheetData", f"{MAIN}row"
EXCEL_MAIN = "{http://schemas.microsoft.com/office/excel/2006/main}"
LOCATION = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")


def check_sheet(known: Known, name: str, part: str) -> None:
    """Check the part of one worksheet; `name` is what its tab says."""
    package = known.package
    tables = [tree for tree in (package.tree(table) for table in _tables(known, part)) if tree is not None]
    rows = Rows(name, known, {row for table in tables if (row := heading_row(table))})
    root = package.stream(part, ROW, rows.row)
    if root is None:
        return
    _check_order(known, name, root)
    _check_truths(known, name, root)
    check_references(package, part, root)
    _check_view(known, name, root)
    _check_columns(known, name, root)
    merged = _check_merges(known, name, root)
    _check_conditionals(known, name, root)
    _check_validations(known, name, root)
    _check_links(known, name, part, root)
    for formula in root.iter(f"{EXCEL_MAIN}f"):  # the ranges of sparklines
        check_formula(known, f"{name}, sparkline", formula.text or "")
    others: list[Area] = []
    for table in tables:
        check_table(rows, table, merged, others)


def _tables(known: Known, part: str) -> list[str]:
    related = known.package.relations.get(part, {}).values()
    return [one.target for one in related if one.kind == "table" and one.target in known.package.parts]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _check_order(known: Known, name: str, root: Element) -> None:
    order = [_local(element) for element in root]
    unknown = sorted(set(order) - set(ORDER))
    if unknown:
        known.package.fault(name, f"{unknown[0]} has no place in a sheet")
    places = [ORDER.index(one) for one in order if one in ORDER]
    if places != sorted(places):
        wrong = next(b for a, b in pairwise(places) if b < a)
        known.package.fault(name, f"the element {ORDER[wrong]} stands too late in the sheet")
    for one in sorted({one for one in order if order.count(one) > 1 and one not in MANY}):
        known.package.fault(name, f"the element {one} stands twice in the sheet")
    for element in root:
        if _local(element) in NEVER_EMPTY and not len(element):
            known.package.fault(name, f"the element {_local(element)} is empty")


def _check_truths(known: Known, name: str, root: Element) -> None:
    for element in root.iter():
        for key, value in element.attrib.items():
            if key in BOOLEANS and value not in TRUTHS:
                known.package.fault(name, f"{_local(element)} says {key}={value!r}, neither true nor false")


def _check_view(known: Known, name: str, root: Element) -> None:
    for view in root.iter(f"{MAIN}sheetView"):
        if whole(view, "zoomScale", 100) not in ZOOM:
            known.package.fault(name, f"the zoom is {view.get('zoomScale')} %, and Excel takes 10 to 400")
    for footer in root.findall(f"{MAIN}headerFooter/*"):
        if len(footer.text or "") > FOOTER_LIMIT:
            known.package.fault(name, f"the {_local(footer)} has more than {FOOTER_LIMIT} characters")


def _check_columns(known: Known, name: str, root: Element) -> None:
    last = 0
    for column in root.findall(f"{MAIN}cols/{MAIN}col"):
        first, to = whole(column, "min"), whole(column, "max")
        if not last < first <= to <= LAST_COL:
            known.package.fault(name, f"columns {first} to {to} are set after column {last}")
        if not 0 <= measured(column, "width") <= WIDEST + 1:
            known.package.fault(name, f"column {first} is {column.get('width')} wide, and Excel takes {WIDEST}")
        if not 0 <= whole(column, "style") < max(known.formats, 1):
            known.package.fault(name, f"column {first} asks for format {column.get('style')} of {known.formats}")
        last = max(last, to)


def _check_merges(known: Known, name: str, root: Element) -> list[Area]:
    merged: list[Area] = []
    for merge in root.findall(f"{MAIN}mergeCells/{MAIN}mergeCell"):
        area = area_of(merge.get("ref"))
        if area is None or (area.row, area.col) == (area.to_row, area.to_col):
            known.package.fault(name, f"{merge.get('ref')!r} cannot be merged")
        else:
            merged.append(area)
    overlap = first_overlap(merged)
    if overlap:
        known.package.fault(name, f"merged cells overlap at row {overlap[1].row}, column {overlap[1].col}")
    return merged


def _areas(known: Known, place: str, element: Element) -> None:
    areas = (element.get("sqref") or "").split()
    wrong = next((area for area in areas if area_of(area) is None), None)
    if not areas or wrong is not None:
        known.package.fault(place, f"{wrong or ''!r} is not an area of the sheet")


def _check_conditionals(known: Known, name: str, root: Element) -> None:
    place = f"{name}, conditional format"
    for group in root.findall(f"{MAIN}conditionalFormatting"):
        _areas(known, place, group)
        for rule in group.findall(f"{MAIN}cfRule"):
            index = rule.get("dxfId")
            if index is not None and not 0 <= whole(rule, "dxfId") < known.differential:
                known.package.fault(place, f"it asks for look {index} of {known.differential}")
            if not (rule.get("priority") or "").isdigit():
                known.package.fault(place, "it has no priority")
            for formula in rule.findall(f"{MAIN}formula"):
                check_formula(known, place, formula.text or "")


def _check_validations(known: Known, name: str, root: Element) -> None:
    for rule in root.findall(f"{MAIN}dataValidations/{MAIN}dataValidation"):
        place = f"{name}, validation of {rule.get('sqref')}"
        _areas(known, place, rule)
        if rule.get("type", "none") not in VALIDATION_TYPES:
            known.package.fault(place, f"{rule.get('type')!r} is no kind of validation")
        for key, limit in VALIDATION_TEXTS.items():
            if len(rule.get(key, "")) > limit:
                known.package.fault(
                    place, f"the {key} has {len(rule.get(key, ''))} characters, and Excel takes {limit}"
                )
        for formula in _formulas(rule):
            literal = formula.startswith('"') and formula.endswith('"') and len(formula) > 1
            if literal and len(formula) - 2 > LITERAL_LIMIT:
                fact = f"the list of words has {len(formula) - 2} characters, and Excel takes {LITERAL_LIMIT}"
                known.package.fault(place, fact)
            elif not literal:
                check_formula(known, place, formula)


def _formulas(rule: Element) -> Iterator[str]:
    for key in ("formula1", "formula2"):
        formula = rule.find(f"{MAIN}{key}")
        if formula is not None:
            yield formula.text or ""


def _check_links(known: Known, name: str, part: str, root: Element) -> None:
    for link in root.findall(f"{MAIN}hyperlinks/{MAIN}hyperlink"):
        place = f"{name}!{link.get('ref')}"
        if area_of(link.get("ref")) is None:
            known.package.fault(place, "the link stands nowhere on the sheet")
        identity, location = link.get(f"{RELATED}id"), link.get("location", "")
        related = known.package.related(part, identity)
        if related is not None and related.external:
            continue  # named where the relationship was read
        match = LOCATION.fullmatch(location)
        target = (match[1] or match[2]).replace("''", "'") if match else None
        if target is None or target.lower() not in known.sheets:
            known.package.fault(place, f"the link leads to {location!r}, which is not in the workbook")
