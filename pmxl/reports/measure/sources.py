"""Provenance: every figure behind a page with its file, sheet and cell, who signed for it, and how it was settled."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import moment
from pmxl.reports.figure import rows_about
from pmxl.reports.figure import text
from pmxl.reports.figure import word
from pmxl.reports.look import MOMENT
from pmxl.reports.look import PLAIN
from pmxl.reports.look import TEXT
from pmxl.reports.measure.parts import of_measure
from pmxl.reports.measure.parts import told_of

TITLE = "Where the figures are from"
HEADINGS = (
    "Partner",
    "Area",
    "Period",
    "Value",
    "File, what was settled",
    "Sheet",
    "Cell",
    "Received",
    "Signed by",
)
SPANS = (1, 1, 1, 1, 3, 1, 1, 2, 2)
LOOKS = (TEXT, TEXT, TEXT, PLAIN, TEXT, TEXT, TEXT, TEXT, TEXT)
OF_THOSE_TOLD = "Those of the partners told of under By partner."
NO_SOURCES = "No figure for this period is in the ledger yet."


def sources(assessment: Assessment, row: Row, place: int, wide: Sequence[float]) -> list[Block]:
    """Every figure behind this page with its file, sheet and cell."""
    found = rows_about(assessment.figures, row["measure"])
    head = listing.subhead(TITLE, place, len(wide))
    if not found:
        return [head, listing.sentence(NO_SOURCES, head.below, wide)]
    areas = {area.id: area.name for area in assessment.framework.areas}
    untold = {each["partner"] for each in of_measure(assessment, row["measure"], "partner")}
    untold -= {each["partner"] for each in told_of(assessment, row, "partner")}
    first = [listing.sentence(OF_THOSE_TOLD, head.below, wide)] if untold else []
    top = lay((first or [head])[0].below, 1, [heads(HEADINGS, LOOKS)], wide, SPANS)
    kind = assessment.framework.measure(row["measure"]).kind
    rows = [source({**row, **each, "kind": kind}, areas) for each in found if each["partner"] not in untold]
    return [head, *first, top, lay(top.below, 1, rows, wide, SPANS)]


def source(row: Row, areas: Mapping[str, str]) -> list[Cell]:
    """One figure's provenance."""
    about = (word(row["file"]), standing(row), word(row["note"]))
    return [
        (row["partner_name"], TEXT),
        (areas.get(row["area"], row["area"]) or DASH, TEXT),
        (row["period"], TEXT),
        figure(row, row["value"], PLAIN),
        text("\n".join(part for part in about if part), TEXT),
        text(word(row["sheet"]), TEXT),
        text(word(row["cell"]), TEXT),
        moment(row["received_at"], MOMENT),
        text(word(row["signed_by"]), TEXT),
    ]


def standing(row: Row) -> str:
    """Which revision a figure came in, and whether it is provisional or held; "" where it simply stands."""
    revision = row["revision"]
    later = is_known(revision) and revision > 1
    said = [f"revision {int(revision)}" if later else "", "provisional" if row["provisional"] else ""]
    return ", ".join(part for part in (*said, "held back" if row["held"] else "") if part)
