"""The sheet Data: every figure behind the scorecard as one named table, each with its file, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from pmxl.assess import Assessment
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import places
from pmxl.reports import quality
from pmxl.reports.band import band
from pmxl.reports.block import grown
from pmxl.reports.block import table
from pmxl.reports.captions import captions
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import moment
from pmxl.reports.figure import or_blank
from pmxl.reports.figure import part
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import word
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import NUMBER_BESIDE
from pmxl.reports.look import RECEIVED
from pmxl.reports.look import SHORT
from pmxl.reports.paper import KEPT
from pmxl.reports.paper import page
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

HASH_SHOWN = 12
"""Characters of a file's SHA-256 that are shown: enough to tell any two files apart."""

VALUE = "Value"

COLUMNS: tuple[tuple[str, float, Style], ...] = (
    ("Ref", 15, CELL),
    ("Measure", 36, CELL),
    ("Partner", 26, CELL),
    ("Area", 18, CELL),
    ("Period", 13, CELL),
    ("Numerator", 12, NUMBER),
    ("Denominator", 12, NUMBER_BESIDE),
    (VALUE, 12, NUMBER),
    ("Mark", 13, CELL),
    ("Provisional", 11, CELL),
    ("Held", 7, CELL),
    ("Quality marks", 13, CELL),
    ("Data quality", 12, CELL),
    ("Revision", 9, NUMBER),
    ("File", 30, CELL),
    ("SHA-256 begins", 15, SHORT),
    ("Sheet", 14, CELL),
    ("Cell", 8, CELL),
    ("Received", 18, RECEIVED),
    ("Signed off by", 26, CELL),
    ("Framework", 14, CELL),
    ("Note", 50, CELL),
    ("Commentary", 60, SHORT),
)
ACROSS_BAND = 8
"""Columns that the title and the note go over: what a print of the whole workbook shows of this sheet."""


def plan_data(assessment: Assessment) -> SheetPlan:
    """The table, figures in their measures' decimals."""
    rows = list(lines(assessment))
    _, least, looks = zip(*COLUMNS, strict=True)
    wide = grown(least, looks, rows)
    top = band(assessment, "Data", wide[:ACROSS_BAND], plural(len(rows), "figure"))
    note = listing.sentence(KEPT, top.below, wide[:ACROSS_BAND], style.NOTE)
    block = table("Data", note.below, 1, headings(assessment), rows, looks, wide)
    whole, printed = listing.joined(top, note, block), page(assessment, top.below, ACROSS_BAND)
    return listing.sheet(places.DATA, whole, wide, page=printed, freeze=(note.below + 1, 3))


def lines(assessment: Assessment) -> Iterator[list[Cell]]:
    """The rows, one after the other."""
    grades = quality.in_short(assessment)
    areas = {area.id: area.name for area in assessment.framework.areas}
    return (told(assessment, row, grades, areas) for row in rows_of(assessment.figures))


def headings(assessment: Assessment) -> list[str]:
    """The headings, the figure's under its caption for this audience unless another column has that name."""
    names = [name for name, _, _ in COLUMNS]
    caption = captions(assessment).get("Actual", VALUE)
    taken = {name.casefold() for name in names}
    return [caption if name == VALUE and caption.casefold() not in taken else name for name in names]


def told(assessment: Assessment, row: Row, grades: Mapping[str, str], areas: Mapping[str, str]) -> list[Cell]:
    """One figure with where it came from; `grades` are the data quality of each measure, `areas` names by id."""
    measure = assessment.framework.measure(row["measure"])
    whose = {"kind": measure.kind, "decimals": measure.decimals}
    return [
        (row["measure"], CELL),
        (row["name"], CELL),
        (row["partner_name"], CELL),
        (areas.get(row["area"], row["area"]), CELL),
        (row["period"], CELL),
        or_blank(part(row["numerator"], NUMBER)),
        or_blank(part(row["denominator"], NUMBER_BESIDE)),
        or_blank(figure(whose, row["value"], NUMBER)),
        (word(row["marker"]), CELL),
        ("Yes" if row["provisional"] else None, CELL),
        ("Yes" if row["held"] else None, CELL),
        (word(row["quality"]) or None, CELL),
        (grades.get(row["measure"]), CELL),
        (int(row["revision"]) if is_known(row["revision"]) else None, NUMBER),
        (word(row["file"]), CELL),
        (word(row["sha256"])[:HASH_SHOWN], SHORT),
        (word(row["sheet"]), CELL),
        (word(row["cell"]), CELL),
        moment(row["received_at"], RECEIVED),
        (word(row["signed_by"]), CELL),
        (word(row["framework"]), CELL),
        (word(row["note"]), CELL),
        (word(row["commentary"]), SHORT),
    ]
