"""The sheet Data: every figure behind the scorecard as one named table, each with its file, sheet and cell."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.band import page
from pmxl.reports.block import table
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import moment
from pmxl.reports.figure import or_blank
from pmxl.reports.figure import part
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import word
from pmxl.reports.summary import plural
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

TEXT = style.TABLE_TEXT
WRAP = style.TABLE_WRAP
NUMBER = style.TABLE_NUMBER
MOMENT = style.TABLE_MOMENT
HASH_SHOWN = 12
"""Characters of a file's SHA-256 that are shown: enough to tell any two files apart."""

COLUMNS: tuple[tuple[str, float, Style], ...] = (
    ("Ref", 10, WRAP),
    ("Measure", 34, WRAP),
    ("Partner", 26, WRAP),
    ("Area", 18, WRAP),
    ("Period", 13, WRAP),
    ("Numerator", 12, NUMBER),
    ("Denominator", 12, NUMBER),
    ("Value", 12, NUMBER),
    ("Mark", 9, WRAP),
    ("Provisional", 11, WRAP),
    ("Held", 7, WRAP),
    ("Quality marks", 13, WRAP),
    ("Revision", 9, NUMBER),
    ("File", 30, WRAP),
    ("SHA-256 begins", 15, TEXT),
    ("Sheet", 14, WRAP),
    ("Cell", 8, WRAP),
    ("Received", 18, MOMENT),
    ("Signed off by", 22, WRAP),
    ("Framework", 12, WRAP),
    ("Commentary", 60, TEXT),
)
UNPRINTED = 1
"""The last column, the commentary on one line: it is printed on the perspectives' sheets, wrapped."""


def plan_data(assessment: Assessment) -> SheetPlan:
    """The table, figures in their measures' decimals."""
    rows = [told(assessment, row) for row in rows_of(assessment.figures)]
    names, looks = [name for name, _, _ in COLUMNS], [look for _, _, look in COLUMNS]
    wide = [
        max([width, *(width_of([row[n]], width) for row in rows if look.align == "right")])
        for n, (_, width, look) in enumerate(COLUMNS)
    ]
    printed = len(COLUMNS) - UNPRINTED
    top = band(assessment, "Data", wide[:printed], plural(len(rows), "figure"))
    block = table("Data", top.below, 1, names, rows, looks, wide)
    return SheetPlan(
        name=places.DATA,
        puts=(*top.puts, *block.puts),
        columns=listing.columns(wide),
        heights=top.heights | block.heights,
        tables=block.tables,
        page=page(assessment, block.below - 1, printed, top.below, paper="A3"),
        freeze=(top.below + 1, 3),
    )


def told(assessment: Assessment, row: Row) -> list[Cell]:
    """One figure with where it came from."""
    measure = assessment.framework.measure(row["measure"])
    areas = {area.id: area.name for area in assessment.framework.areas}
    whose = {"kind": measure.kind, "decimals": measure.decimals}
    return [
        (row["measure"], WRAP),
        (row["name"], WRAP),
        (row["partner_name"], WRAP),
        (areas.get(row["area"], row["area"]), WRAP),
        (row["period"], WRAP),
        or_blank(part(row["numerator"], NUMBER)),
        or_blank(part(row["denominator"], NUMBER)),
        or_blank(figure(whose, row["value"], NUMBER)),
        (word(row["marker"]), WRAP),
        ("Yes" if row["provisional"] else None, WRAP),
        ("Yes" if row["held"] else None, WRAP),
        (word(row["quality"]) or None, WRAP),
        (int(row["revision"]) if is_known(row["revision"]) else None, NUMBER),
        (word(row["file"]), WRAP),
        (word(row["sha256"])[:HASH_SHOWN], TEXT),
        (word(row["sheet"]), WRAP),
        (word(row["cell"]), WRAP),
        moment(row["received_at"], MOMENT),
        (word(row["signed_by"]), WRAP),
        (word(row["framework"]), WRAP),
        (word(row["commentary"]), TEXT),
    ]
