"""What was given again and what was answered: the blocks under the register that tell the round trip of a return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import moment
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import text
from pmxl.reports.figure import word
from pmxl.reports.finding import where
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import RECEIVED
from pmxl.reports.look import STRONG

if TYPE_CHECKING:
    from pmxl.assess import Assessment

CHANGES = (("Partner", 1), ("Figure", 2), ("Where", 2), ("Before", 1), ("Now", 4), ("By", 2), ("Came", 2))
ANSWERS = (
    ("Partner", 1),
    ("Figure", 1),
    ("What was found", 3),
    ("Settled", 1),
    ("What was said", 6),
    ("By", 1),
    ("On", 1),
)
"""Headings, and over how many of the register's columns each reaches."""
HOW = {
    "explained": "Explained",
    "accepted": "Accepted",
    "entered": "Figure entered",
    "noted": "Said, still open",
}


def given_again(assessment: Assessment, row: int, wide: Sequence[float]) -> list[Block]:
    """The figures given otherwise than before, then what was said to our questions; nothing where there is neither."""
    blocks: list[Block] = []
    changes, answers = rows_of(assessment.changes), rows_of(assessment.answers)
    if changes:
        title = f"Changed since first returned: {plural(len(changes), 'figure')}"
        blocks += told(title, CHANGES, [change(assessment, each) for each in changes], row, wide)
        row = blocks[-1].below + 1
    if answers:
        title = f"Answered: {plural(len(answers), 'question')}"
        blocks += told(title, ANSWERS, [answer(assessment, each) for each in answers], row, wide)
    return blocks


def told(
    title: str, columns: Sequence[tuple[str, int]], rows: list[list[Cell]], row: int, wide: Sequence[float]
) -> list[Block]:
    """A title, headings and rows."""
    spans = [span for _, span in columns]
    top = listing.subhead(title, row, len(wide))
    head = lay(top.below, 1, [heads([name for name, _ in columns], [CELL] * len(columns))], wide, spans)
    return [top, head, lay(head.below, 1, rows, wide, spans)]


def change(assessment: Assessment, row: Row) -> list[Cell]:
    """One figure before and after."""
    return [
        (partner(assessment, row), STRONG),
        text(figure(assessment, row), CELL),
        text(where(row), CELL),
        text(word(row["before_words"]), CELL),
        text(word(row["after_words"]), CELL),
        text(word(row["by"]), CELL),
        moment(row["at"], RECEIVED),
    ]


def answer(assessment: Assessment, row: Row) -> list[Cell]:
    """One question and what was said to it."""
    return [
        (partner(assessment, row), STRONG),
        text(figure(assessment, row) or "The whole return", CELL),
        text(word(row["says"]), CELL),
        text(HOW.get(row["how"], word(row["how"])), CELL),
        text(word(row["text"]), CELL),
        text(word(row["by"]), CELL),
        moment(row["at"], DATE),
    ]


def partner(assessment: Assessment, row: Row) -> str:
    """The partner's name."""
    names = {one.id: one.name for one in assessment.framework.partners}
    return names.get(row["partner"]) or word(row["partner"])


def figure(assessment: Assessment, row: Row) -> str:
    """Measure, area and period of a figure, "" where a question is about none."""
    areas = {one.id: one.name for one in assessment.framework.areas}
    parts = (row["name"], areas.get(row["area"], row["area"]), row["period"]) if row["measure"] else ()
    return ", ".join(part for part in parts if part)
