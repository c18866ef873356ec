"""What has changed since the round before: each partner against itself, stage by stage, and every score that moved."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.improve.journey.journey import Together
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import heads as headed
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.journey.matrix import heads
from pmxl.reports.journey.page import WHOLE
from pmxl.reports.journey.page import band
from pmxl.reports.journey.page import sheet
from pmxl.reports.journey.page import step
from pmxl.reports.look import CELL
from pmxl.reports.look import STRONG
from pmxl.reports.paper import is_grouped
from pmxl.sheets.describe import SheetPlan

CHANGE = "Change"
HEADS = ("Stage", "Partner", "Then", "Now", "Change", "Statement")
STEP_WIDTH = 17.0
LEAST = 5
"""Columns of steps that the list of scores needs."""
NOTHING = "No partner gave another score than in the round before."


def change(found: Together) -> Iterator[SheetPlan]:
    """A sheet, where there was a round before."""
    if found.before is None:
        return
    partners = [one.id for one in found.now.partners]
    stages = [one.stage.name for one in found.stages]
    headings, lines = ["Stage", *heads(found, partners)], by_partner(found, partners)
    wide: tuple[float, ...] = (24.0, 34.0, *[STEP_WIDTH] * (max(len(partners), LEAST) - 1), 40.0)
    if is_grouped(wide, "A3"):  # then partners stand one below the other
        wide = (24.0, 34.0, *[STEP_WIDTH] * (max(len(stages), LEAST) - 1), 40.0)
        headings, lines = ["Partner", *stages], turned(found, partners, lines)
    top = band(found, f"Change since {found.before.period.label}", wide, "each partner against itself")
    by_stage = listing.subhead(
        "By stage: the mean of the statements that a partner scored both times, then and now", top.below, len(wide)
    )
    looks = (STRONG, *[CELL] * (len(headings) - 1))
    steps = table("Moves", by_stage.below, 1, headings, lines, looks, wide[: len(headings)])
    moved = listing.subhead("Every score that moved", steps.below, len(wide))
    blocks = [top, by_stage, steps, moved, moves(found, moved.below, wide)]
    yield sheet(found, CHANGE, wide, blocks, head_row=moved.below)


def by_partner(found: Together, partners: list[str]) -> list[list[Cell]]:
    """How far each partner moved in each stage, with what it was and is."""
    return [[(one.stage.name, STRONG), *(move(one.then_and_now(each)) for each in partners)] for one in found.stages]


def turned(found: Together, partners: list[str], lines: list[list[Cell]]) -> list[list[Cell]]:
    """The same with a row for each partner."""
    return [[(name, STRONG), *(line[n] for line in lines)] for n, name in enumerate(heads(found, partners), start=1)]


def move(means: tuple[float, float] | None) -> Cell:
    """`↗ 0.6 up`, and below it what it was and is."""
    if means is None:
        return step(None)
    before, now = means
    text, look = step(now - before)
    return f"{text}\n{before:.1f} to {now:.1f}", look


def moves(found: Together, row: int, wide: tuple[float, ...]) -> Block:
    """A row for each score that moved, those that fell first; the statement stands over what is left of the page."""
    moved = [
        (step_, partner, one)
        for stage in found.stages
        for one in stage.statements
        for partner, step_ in one.view.moved.items()
        if step_
    ]
    lines: list[list[Cell]] = [
        [
            (one.stage.name, STRONG),
            (found.name(partner), CELL),
            (int(one.view.before[partner]), WHOLE),
            (int(one.view.scores[partner]), WHOLE),
            step(step_),
            (f"{one.line.ref} · {one.line.text}", CELL),
        ]
        for step_, partner, one in sorted(moved, key=lambda each: each[0] > 0)
    ]
    if not lines:
        return listing.sentence(NOTHING, row, wide)
    looks = (STRONG, CELL, WHOLE, WHOLE, CELL, CELL)
    spans = (*[1] * (len(looks) - 1), len(wide) - len(looks) + 1)
    return lay(row, 1, [headed(HEADS, looks), *lines], wide, spans)
