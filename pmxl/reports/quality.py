"""The sheet Data quality: each measure by the six characteristics, the mark that counts, and why."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.figures import QUALITY
from pmxl.plural import plural
from pmxl.reports import places as here
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import dash
from pmxl.reports.figure import is_known
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import text
from pmxl.reports.grouped import grouped_sheet
from pmxl.reports.listing import Field
from pmxl.reports.look import MARK
from pmxl.reports.look import NAME
from pmxl.reports.look import TEXT
from pmxl.reports.mark import stands
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

SQUEEZE = 1.2
"""So much higher than a page it is still printed on one: more would make the type too small."""
LOOKS = {4: Rating.GREEN, 3: Rating.GREEN, 2: Rating.AMBER, 1: Rating.RED}
"""A mark in the colours of a status, always with its number and word."""
WORDS = {4: "sure", 3: "good", 2: "doubtful", 1: "poor"}
NOTE = (
    "From 1 (poor) to 4 (sure); the lowest of the six counts. What is known: figures with errors, given anew or "
    "missing and returns late in the last year, the framework’s definition and plan, the partners’ own marks, and "
    "friendly audits in the logbook. A dash: nothing is known."
)


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet; none where nothing was graded."""
    rows = rows_of(assessment.qualities)
    if not rows:
        return ()
    fields = (
        Field("Measure", 34, NAME, lambda r: (r["name"], NAME)),
        Field("Data quality", 15, MARK, lambda r: marked(r["mark"], words=True)),
        *(characteristic(name) for name in QUALITY),
        Field("Partners’ own", 13, MARK, lambda r: marked(r["own"]), optional=True),
        Field("Why", 64, TEXT, lambda r: text(r["words"], TEXT)),
        Field("Friendly audits", 48, TEXT, lambda r: text(r["audits"], TEXT), optional=True),
    )
    doubtful = sum(is_known(row["mark"]) and row["mark"] <= 2 for row in rows)
    aside = f"{plural(doubtful, 'measure')} doubtful or poor"
    return (grouped_sheet(assessment, here.QUALITY, aside, fields, {"": rows}, NOTE, squeezed=SQUEEZE),)


def characteristic(name: str) -> Field:
    """The column of one characteristic."""
    return Field(name.capitalize(), 13, MARK, lambda r: marked(r[name]))


def marked(mark: float, *, words: bool = False) -> Cell:
    """A mark in its colour, `▲ 2`, with its word where there is room; a dash where there is none."""
    if not is_known(mark):
        return dash(MARK)
    said = f" {WORDS[int(mark)]}" if words else ""
    return stands(LOOKS[int(mark)], f"{int(mark)}{said}", MARK.but(bold=words))


def row_of(assessment: Assessment, measure: str) -> Row | None:
    """What was graded of a measure."""
    return next((row for row in rows_of(assessment.qualities) if row["measure"] == measure), None)


def words_of(assessment: Assessment, measure: str) -> str:
    """Its data quality in a sentence; "" where nothing was graded."""
    row = row_of(assessment, measure)
    return str(row["words"]) if row else ""


def in_short(assessment: Assessment) -> dict[str, str]:
    """`2 doubtful` for each measure that was graded."""
    known = (row for row in rows_of(assessment.qualities) if is_known(row["mark"]))
    return {row["measure"]: f"{int(row['mark'])} {WORDS[int(row['mark'])]}" for row in known}
