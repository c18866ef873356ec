"""The sheet Alignment: is each objective in each partner's plan, does it reflect theirs, and where aims collide."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.improve.logbook.columns_partnership import CONFLICT
from pmxl.improve.partnership.alignment import Pair
from pmxl.improve.partnership.register import Register
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.logbook.state import LOOK
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import QUIET
from pmxl.reports.look import STRONG
from pmxl.reports.paper import is_grouped
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

ALIGNMENT = "Alignment"
ABOUT = "partnership register"
COLOURS = {"yes": Rating.GREEN, "in part": Rating.AMBER, "no": Rating.RED}
WORDS = {"yes": "Yes", "in part": "In part", "no": "No"}
WIDTH = 21.0
FEWEST = 4
"""Columns that the list of overlaps needs beside the first two, however few partners there are."""
FOUND = "In each cell: is the objective in the partner's plan · does it reflect a priority of theirs."
NO_OVERLAP = "No overlap or conflict of objectives is written down."


def plan_alignment(found: Register, pairs: Sequence[Pair]) -> SheetPlan:
    """The matrix of objectives by partners, and below it overlaps and conflicts."""
    partners, aims = found.partners, found.framework.objectives  # a partner that has gone is asked nothing
    said = {(one.objective.id, one.partner): cell(one) for one in pairs}
    wide: tuple[float, ...] = (46.0, 12.0, *[WIDTH] * max(len(partners), FEWEST))
    heads = ("Objective", "Priority", *(one.name for one in partners))
    looks = (STRONG, QUIET, *[LOOK] * len(partners))
    lines: list[list[Cell]] = [
        [(aim.name, STRONG), (aim.priority or DASH, QUIET), *(said[aim.id, one.id] for one in partners)] for aim in aims
    ]
    is_turned = is_grouped(wide, "A3") and len(partners) > len(aims)
    if is_turned:
        wide = (46.0, *[WIDTH] * max(len(aims), FEWEST + 1))
        heads, looks = ("Partner", *(one.name for one in aims)), (STRONG, *[LOOK] * len(aims))
        lines = [[(one.name, STRONG), *(said[aim.id, one.id] for aim in aims)] for one in partners]
    top = band(found.framework, "Alignment of plans", wide, "objectives of the partnership by partner")
    body = table("PlansAligned", top.below, 1, heads, lines, looks, wide[: len(heads)])
    note = listing.sentence(FOUND, body.below, wide, style.SMALL_WRAP)
    head = listing.subhead("Overlaps and conflicts of objectives", note.below, len(wide))
    blocks = [top, body, note, head, overlaps(found, head.below, wide)]
    frozen, tall = (top.below + 1, 2), 0 if is_turned else 1
    return sheet(found.framework, ALIGNMENT, wide, blocks, paper="A3", freeze=frozen, tall=tall, about=ABOUT)


def cell(pair: Pair) -> Cell:
    """`● Yes · in part`: their plan, then ours; a dash where nobody has said, marked where they return a measure."""
    if pair.row is None:
        return ("not said" if pair.returns else DASH), LOOK.but(bold=False, color=style.MUTED)
    ours = f" · {pair.row.from_their_plan}" if pair.row.from_their_plan else ""
    return mark.stands(COLOURS[pair.row.in_their_plan], f"{WORDS[pair.row.in_their_plan]}{ours}", LOOK)


def overlaps(found: Register, row: int, wide: Sequence[float]) -> Block:
    """A line for each, conflicts first."""
    if not found.overlaps:
        return listing.sentence(NO_OVERLAP, row, wide)
    framework = found.framework
    ordered = sorted(found.overlaps, key=lambda one: one.sort != CONFLICT)
    lines: list[list[Cell]] = [
        [
            (f"{one.says}{f' ({framework.objective(one.objective).name})' if one.objective else ''}", STRONG),
            (one.sort.capitalize(), CELL),
            (framework.partner(one.partner).name, CELL),
            (framework.partner(one.other).name, CELL),
            (one.handled or "nobody has said", CELL),
            (one.review or DASH, DATE),
        ]
        for one in ordered
    ]
    names = ("What it is", "Sort", "One partner", "The other", "How it is dealt with", "Look again")
    looks = (STRONG, CELL, CELL, CELL, CELL, DATE)
    return table("Overlapping", row, 1, names, lines, looks, wide[: len(names)])
