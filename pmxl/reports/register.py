"""The sheet Returned: who has returned and who has not, and what is still open in what they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import places
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import count
from pmxl.reports.figure import day
from pmxl.reports.figure import moment
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import text
from pmxl.reports.finding import severity
from pmxl.reports.finding import where
from pmxl.reports.given_again import given_again
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import NUMBER
from pmxl.reports.look import RECEIVED
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.paper import page
from pmxl.reports.summary import returned
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

if TYPE_CHECKING:
    from pmxl.assess import Assessment

COLUMNS: tuple[tuple[str, float, Style], ...] = (
    ("Partner", 28, STRONG),
    ("Status", 23, STATUS),
    ("Contact", 20, CELL),
    ("Revision", 9, NUMBER),
    ("File", 26, CELL),
    ("Received", 18, RECEIVED),
    ("Asked", 8, NUMBER),
    ("Kept", 8, NUMBER),
    ("Held", 8, NUMBER),
    ("Refused", 9, NUMBER),
    ("Missing", 9, NUMBER),
    ("Findings", 9.5, NUMBER),
    ("Signed off by", 18, CELL),
    ("Signed on", 13, DATE),
)
OPEN = (
    ("Partner", 1),
    ("Severity", 1),
    ("Where", 1),
    ("Code", 1),
    ("What it says", 2),
    ("What it asks", 6),
    ("Found", 2),
)
"""Headings of the open findings, and over how many of the register's columns each reaches."""
WIDTHS = tuple(width for _, width, _ in COLUMNS)
ALL_SETTLED = "Nothing is open: every finding of these returns has been settled."


def plan_register(assessment: Assessment) -> SheetPlan:
    """The register, and under it the open findings of the returns that stand."""
    top = band(assessment, "Returned", WIDTHS, returned(assessment))
    rows = [registered(row) for row in rows_of(assessment.register)]
    headings, looks = [name for name, _, _ in COLUMNS], [look for _, _, look in COLUMNS]
    blocks = [top, table("Register", top.below, 1, headings, rows, looks, WIDTHS)]
    blocks.append(open_findings(assessment, blocks[-1].below + 1))
    blocks += given_again(assessment, blocks[-1].below + 1, WIDTHS)
    whole = listing.joined(*blocks)
    return listing.sheet(
        places.RETURNED,
        whole,
        WIDTHS,
        page=page(assessment, whole.below - 1, len(WIDTHS)),
        freeze=(top.below, 2),
    )


def registered(row: Row) -> list[Cell]:
    """One partner's return."""
    came = bool(row["file"])
    return [
        (row["name"], STRONG),
        mark.state(row["status"], STATUS),
        text(row["contact"], CELL),
        count(row["revision"] if came else None, NUMBER),
        text(row["file"], CELL),
        moment(row["received_at"], RECEIVED),
        *(count(row[name], NUMBER) for name in ("asked", "kept", "held", "refused")),
        count(row["missing"] - row["refused"], NUMBER),  # so asked is the other four
        count(row["findings"], NUMBER),
        text(row["signed_by"], CELL),
        day(row["signed_on"], DATE),
    ]


def open_findings(assessment: Assessment, row: int) -> Block:
    """The findings that wait for an answer, or a sentence that there are none."""
    found = rows_of(assessment.findings)
    if not found:
        return listing.sentence(ALL_SETTLED, row, WIDTHS)
    title = listing.subhead(f"Still open: {plural(len(found), 'finding')}", row, len(WIDTHS))
    names = {partner.id: partner.name for partner in assessment.framework.partners}
    spans = [span for _, span in OPEN]
    head = lay(title.below, 1, [heads([name for name, _ in OPEN], [CELL] * len(OPEN))], WIDTHS, spans)
    rows = lay(head.below, 1, [finding(each, names) for each in found], WIDTHS, spans)
    return listing.joined(title, head, rows)


def finding(row: Row, names: dict[str, str]) -> list[Cell]:
    """One open finding."""
    return [
        (names.get(row["partner"], row["partner"]), STRONG),
        severity(row["severity"]),
        text(where(row), CELL),
        text(row["code"], CELL),
        text(row["says"], CELL),
        text(row["ask"], CELL),
        text(row["found"], CELL),
    ]
