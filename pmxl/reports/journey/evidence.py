"""What partners said in words: the gap report, and the evidence for every score with the cell that it came from."""

from __future__ import annotations

from pmxl.improve.journey.form import EVIDENCE
from pmxl.improve.journey.form import HEARD
from pmxl.improve.journey.form import HOW_MANY
from pmxl.improve.journey.form import NOTE
from pmxl.improve.journey.form import SCORE
from pmxl.improve.journey.journey import Together
from pmxl.improve.journey.stages import Line
from pmxl.reports import listing
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.journey.page import WHOLE
from pmxl.reports.journey.page import band
from pmxl.reports.journey.page import score
from pmxl.reports.journey.page import sheet
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import QUIET
from pmxl.reports.look import STRONG
from pmxl.sheets.describe import SheetPlan

GAP, SAID = "Gap report", "Evidence"
GAP_WIDE = (20.0, 30.0, 46.0, 46.0, 14.0, 50.0)
SAID_WIDE = (12.0, 46.0, 28.0, 9.0, 60.0, 22.0, 34.0)
NO_GAP = "Nobody has said where it is, where it needs to be or how to get there."
NO_WORDS = "Nobody has said anything yet."


def gap_report(found: Together) -> SheetPlan:
    """Where we are, where we need to be, and how to get there: stage by stage, each partner in its own words."""
    top = band(found, "Gap report", GAP_WIDE, "where we are, where we need to be, and how to get there")
    lines: list[list[Cell]] = [
        [
            (one.stage, STRONG),
            (found.name(one.partner), CELL),
            (one.where or DASH, CELL),
            (one.need or DASH, CELL),
            (one.by or DASH, DATE),
            (one.how or DASH, CELL),
        ]
        for one in found.gaps
    ]
    if not lines:
        return sheet(found, GAP, GAP_WIDE, [top, listing.sentence(NO_GAP, top.below, GAP_WIDE)])
    heads = ("Stage", "Partner", "Where we are", "Where we need to be", "By when", "How to get there")
    body = table("Gap", top.below, 1, heads, lines, (STRONG, CELL, CELL, CELL, DATE, CELL), GAP_WIDE)
    return sheet(found, GAP, GAP_WIDE, [top, body], freeze=(top.below + 1, 3), head_row=top.below)


def evidence(found: Together) -> SheetPlan:
    """Every statement that somebody scored or wrote about, partner by partner."""
    top = band(found, "Evidence", SAID_WIDE, "what another partner could look up")
    every = [*(one.line for stage in found.stages for one in stage.statements), *(line for line, _ in found.culture)]
    lines = [line for one in every for line in said_of(found, one)]
    if not lines:
        return sheet(found, SAID, SAID_WIDE, [top, listing.sentence(NO_WORDS, top.below, SAID_WIDE)])
    heads = ("Ref", "Statement", "Partner", "Score", "Evidence", "Signed by", "From")
    looks = (QUIET, CELL, STRONG, WHOLE, CELL, CELL, QUIET.but(wrap=True))
    body = table("Evidence", top.below, 1, heads, lines, looks, SAID_WIDE)
    return sheet(found, SAID, SAID_WIDE, [top, body], freeze=(top.below + 1, 4), head_row=top.below)


def said_of(found: Together, line: Line) -> list[list[Cell]]:
    """What each partner said of one statement."""
    rows: list[list[Cell]] = []
    for partner in found.now.answered:
        told = [found.now.told.get((partner.id, line.ref, field)) for field in (SCORE, EVIDENCE, NOTE, HEARD, HOW_MANY)]
        first = next((one for one in told if one), None)
        if first is None:
            continue
        given = found.now.scores(line.ref).get(partner.id)
        rows.append(
            [
                (line.ref, QUIET),
                (line.text, CELL),
                (partner.name, STRONG),
                score(given),
                (words(found, partner.id, line), CELL),
                (first.by or DASH, CELL),
                (f"{first.file} › {first.sheet}!{first.cell}", QUIET.but(wrap=True)),
            ]
        )
    return rows


def words(found: Together, partner: str, line: Line) -> str:
    """The evidence, and of culture how it is known: `Staff survey, 212 asked. …`."""
    heard, count = (found.now.text(partner, line.ref, field) for field in (HEARD, HOW_MANY))
    known = ", ".join(one for one in (heard, f"{float(count):,.0f} asked" if count else "") if one)
    said = [f"{known}." if known else "", *(found.now.text(partner, line.ref, field) for field in (EVIDENCE, NOTE))]
    return " ".join(one for one in said if one) or DASH
