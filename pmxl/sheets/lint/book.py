"""The workbook: its sheets, its names, its texts and its charts; and the whole lint from here."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from xml.etree.ElementTree import Element

from pmxl.sheets.lint.area import LIKE_A_CELL
from pmxl.sheets.lint.package import BOOK_PART
from pmxl.sheets.lint.package import MAIN
from pmxl.sheets.lint.package import RELATED
from pmxl.sheets.lint.package import SHEET_PART
from pmxl.sheets.lint.package import Package
from pmxl.sheets.lint.package import check_container
from pmxl.sheets.lint.package import open_package
from pmxl.sheets.lint.package import whole
from pmxl.sheets.lint.rows import TEXT_LIMIT
from pmxl.sheets.lint.rows import Known
from pmxl.sheets.lint.rows import check_formula
from pmxl.sheets.lint.sheet import check_sheet
from pmxl.sheets.lint.styles import check_styles
from pmxl.sheets.text import NOT_IN_A_SHEET_NAME
from pmxl.sheets.text import RESERVED
from pmxl.sheets.text import SHEET_LIMIT
from pmxl.sheets.text import utf16_length

TEXTS_PART = "xl/sharedStrings.xml"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART_PART = re.compile(r"xl/charts/chart[0-9]+\.xml")
NAME = re.compile(r"_xlnm\.\w+|(?!\d)[\w\\][\w.\\?]*")
NAME_LIMIT = 255
FAULT_LIMIT = 100


def lint_workbook(data: bytes | Path, formulas: Collection[str] | None = None) -> list[str]:
    """Everything in a workbook that Excel would offer to repair, or that could act by itself; nothing means it is good.

    With `formulas` (without their `=`), any other formula in a cell is named too, and any without a saved value.
    Each line is `<place>: <fact>`, and `Not inert: <place>: <fact>` where it is about something live.
    """
    package = open_package(data)
    if package.parts:
        check_container(package)
        book = package.tree(BOOK_PART)
        if book is not None:
            _check_book(package, book, formulas)
    faults = list(dict.fromkeys(package.faults))
    more = len(faults) - FAULT_LIMIT
    return faults if more <= 0 else [*faults[:FAULT_LIMIT], f"and {more:,} more like these"]


def _check_book(package: Package, book: Element, formulas: Collection[str] | None) -> None:
    sheets = book.findall(f"{MAIN}sheets/{MAIN}sheet")
    names = [sheet.get("name", "") for sheet in sheets]
    formats, differential = check_styles(package)
    tables = _tables(package)
    known = Known(
        package,
        _texts(package),
        formats,
        differential,
        frozenset(name.lower() for name in names),
        frozenset(tables),
        None if formulas is None else frozenset(formulas),
    )
    _check_sheets(package, book, sheets)
    _check_names(known, book, tables)
    for sheet in sheets:
        related = package.related(BOOK_PART, sheet.get(f"{RELATED}id"))
        if related is not None and SHEET_PART.fullmatch(related.target) and related.target in package.parts:
            check_sheet(known, sheet.get("name", ""), related.target)
    for part in package.parts:
        if CHART_PART.fullmatch(part):
            _check_chart(known, part)


def _texts(package: Package) -> list[str]:
    root = package.tree(TEXTS_PART) if TEXTS_PART in package.parts else None
    texts = [] if root is None else ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in root]
    for i, text in enumerate(texts):
        if len(text) > TEXT_LIMIT:
            package.fault(TEXTS_PART, f"text {i} has {len(text):,} characters, and a cell takes {TEXT_LIMIT:,}")
    return texts


def _tables(package: Package) -> list[str]:
    """The names of all tables in lower case; a name or an id that stands twice is a fault."""
    roots = [package.tree(part) for part in package.parts if part.startswith("xl/tables/")]
    tables = [root for root in roots if root is not None]
    for what in ("displayName", "id"):
        seen = [table.get(what, "").lower() for table in tables]
        for twice in sorted({one for one in seen if seen.count(one) > 1}):
            package.fault("Tables", f"two tables have the {what} {twice!r}")
    return [table.get("displayName", "").lower() for table in tables]


def _check_sheets(package: Package, book: Element, sheets: list[Element]) -> None:
    for what in ("name", "sheetId", f"{RELATED}id"):
        seen = [sheet.get(what, "").lower() for sheet in sheets]
        for twice in sorted({one for one in seen if seen.count(one) > 1}):
            package.fault(BOOK_PART, f"two sheets have the {what.rpartition('}')[2]} {twice!r}")
    for sheet in sheets:
        name = sheet.get("name", "")
        wrong = NOT_IN_A_SHEET_NAME.search(name) or name.strip("'") != name or name.casefold() == RESERVED
        if wrong or not 1 <= utf16_length(name) <= SHEET_LIMIT:
            package.fault(BOOK_PART, f"{name!r} is not a name that a sheet can have")
    shown = [i for i, sheet in enumerate(sheets) if sheet.get("state", "visible") == "visible"]
    view = book.find(f"{MAIN}bookViews/{MAIN}workbookView")
    active = whole(view, "activeTab") if view is not None else 0
    if not shown:
        package.fault(BOOK_PART, "no sheet is visible")
    elif active not in shown:
        package.fault(BOOK_PART, f"the workbook opens at sheet {active + 1}, which is hidden or not there")


def _check_names(known: Known, book: Element, tables: list[str]) -> None:
    seen = {(table, "") for table in tables}
    for entry in book.findall(f"{MAIN}definedNames/{MAIN}definedName"):
        name, scope = entry.get("name", ""), entry.get("localSheetId", "")
        place = f"The name {name!r}"
        if not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name) or len(name) > NAME_LIMIT:
            known.package.fault(place, "it is not one that Excel takes")
        if (name.lower(), scope) in seen:
            known.package.fault(place, "it is defined twice")
        if scope and not 0 <= whole(entry, "localSheetId") < len(known.sheets):
            known.package.fault(place, f"it belongs to sheet {scope} (from 0) of {len(known.sheets)}")
        seen.add((name.lower(), scope))
        check_formula(known, place, entry.text or "", union=True)


def _check_chart(known: Known, part: str) -> None:
    root = known.package.tree(part)
    if root is None:
        return
    for formula in root.iter(f"{CHART}f"):
        check_formula(known, part, formula.text or "")
    plot = root.find(f".//{CHART}plotArea")
    if plot is None:
        known.package.fault(part, "the chart has no plot")
        return
    for what in ("idx", "order"):
        seen = [one.get("val", "") for one in plot.iterfind(f"*/{CHART}ser/{CHART}{what}")]
        if len(set(seen)) != len(seen):
            known.package.fault(part, f"two series have the same {what}")
    own = {
        one.get("val") for kind in ("catAx", "valAx", "dateAx") for one in plot.iterfind(f"{CHART}{kind}/{CHART}axId")
    }
    for asked in {one.get("val") for one in plot.iterfind(f"*/{CHART}axId")} - own:
        known.package.fault(part, f"a series asks for the axis {asked}, which is not there")
