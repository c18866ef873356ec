"""Stage gates: of each stage whether it can be left behind, and each point with who sees it how."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.improve.journey.form import ANSWERS
from pmxl.improve.journey.form import AVOIDED
from pmxl.improve.journey.form import DONE_RIGHT
from pmxl.improve.journey.form import GATE_TITLE
from pmxl.improve.journey.form import GATES
from pmxl.improve.journey.gates import Gate
from pmxl.improve.journey.gates import Point
from pmxl.improve.journey.gates import Readiness
from pmxl.improve.journey.journey import Together
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.journey.page import band
from pmxl.reports.journey.page import sheet
from pmxl.reports.journey.page import who
from pmxl.reports.look import CELL
from pmxl.reports.look import QUIET
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

WIDE = (24.0, 24.0, 58.0, 17.0, 30.0, 30.0, 56.0)
COLOURS = {
    Readiness.READY: Rating.GREEN,
    Readiness.ALMOST: Rating.AMBER,
    Readiness.NOT_YET: Rating.RED,
    Readiness.UNKNOWN: Rating.NO_DATA,
}
WORST = dict(zip(("", *ANSWERS), (Rating.NO_DATA, Rating.GREEN, Rating.AMBER, Rating.RED), strict=True))
ADVISES = "A gate advises and closes nothing: what one partner cannot pass is worth the others' help first."
NONE = "The statements of this partnership have no gates."


def gate_sheet(found: Together) -> SheetPlan:
    """The stages first, then every point."""
    blocks = [band(found, GATE_TITLE, WIDE, "as the partner sees it that sees most amiss")]
    if not found.gates:
        return sheet(found, GATES, WIDE, [*blocks, listing.sentence(NONE, blocks[-1].below, WIDE)])
    blocks.append(listing.sentence(ADVISES, blocks[-1].below, WIDE, style.NOTE))
    stages = ("Stage", "Gate", "What is open")
    lines: list[list[Cell]] = [
        [(gate.stage.name, STRONG), readiness(gate.readiness), (still_open(gate), CELL)] for gate in found.gates
    ]
    blocks.append(table("Gates", blocks[-1].below, 1, stages, lines, (STRONG, STATUS, CELL), WIDE[:3]))
    blocks.append(listing.subhead("Point by point", blocks[-1].below, len(WIDE)))
    heads = ("Stage", "Question", "Point", "Seen least so", "In part", "No", "What is still to be done")
    looks = (CELL, QUIET, STRONG, STATUS, CELL, CELL, CELL)
    every = [line_of(found, gate, point) for gate in found.gates for point in gate.points]
    points = blocks[-1].below
    blocks.append(table("Points", points, 1, heads, every, looks, WIDE))
    return sheet(found, GATES, WIDE, blocks, head_row=points)


def readiness(state: Readiness) -> Cell:
    """`● Ready to move on`."""
    return mark.stands(COLOURS[state], state.value, STATUS.but(size=9.5))


def still_open(gate: Gate) -> str:
    """How many points are open, and of what sort."""
    pitfalls = sum(point.is_pitfall for point in gate.open)
    done = len(gate.open) - pitfalls
    counts = [(done, "of the right things", "not done by all"), (pitfalls, "of the pitfalls", "not avoided by all")]
    return "; ".join(f"{n} {what} {how}" for n, what, how in counts if n) or DASH


def line_of(found: Together, gate: Gate, point: Point) -> list[Cell]:
    """One point."""
    worst = WORST.get(point.worst, Rating.NO_DATA)
    return [
        (gate.stage.name, CELL),
        (AVOIDED if point.is_pitfall else DONE_RIGHT, QUIET),
        (point.line.text, STRONG),
        mark.stands(worst, point.worst or "Not answered", STATUS.but(size=9.5)),
        (who(found, point.who(ANSWERS[1])) or DASH, CELL),
        (who(found, point.who(ANSWERS[2])) or DASH, CELL),
        ("\n".join(notes(found, point)) or DASH, CELL),
    ]


def notes(found: Together, point: Point) -> Iterator[str]:
    """What partners say is still to be done, and answers in words that are none of ours."""
    for partner, text in point.notes.items():
        yield f"{found.name(partner)}: {text}"
    for partner, answer in point.answers.items():
        if answer not in ANSWERS:
            yield f"{found.name(partner)} answered: {answer}"
