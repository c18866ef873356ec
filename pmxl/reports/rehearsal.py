"""The workbook of a rehearsal: what each proposal would have said, side by side, and period by period."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.assess.rehearsal import Rehearsal
from pmxl.assess.rehearsal import Replay
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.band import headed
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import count
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import TEXT
from pmxl.reports.measure.section import pixels
from pmxl.reports.paper import page
from pmxl.reports.places import reference
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.terms import Kind
from pmxl.terms import yes_or_no

SIDE_BY_SIDE, PERIODS = "Side by side", "Period by period"
COLUMNS = ("Green", "Amber", "Red", "Exceptions", "Noise", "Real", "Improving", "Missed")
WIDE = (34.0, *[12.0] * len(COLUMNS), 56.0)
COUNTED = (TEXT, *[NUMBER] * len(COLUMNS), TEXT)
FACTS = ("Period", "Actual", "Target", "Signal")
LONGEST = 120
"""Characters of a proposal in a heading: Excel takes 255 and nobody reads so many."""
CHART_HEIGHT = 300
ASKED = "What would each tolerance have said of the past, and how much of it would have been noise?"
WORDS = (
    "Exceptions are Reds and whatever a trigger fires on. Noise are exceptions at figures that the process chart calls "
    "common cause: nothing out of the ordinary had happened. Real are those at a concern signal, Improving those at an "
    "improvement: the figures were getting better. Missed are concern signals that were no exception."
)
KNOWN_NOW = (
    "Figures and signals are those known now. Targets are those that stood in each period, by the framework in force."
)


def plan_rehearsal(assessment: Assessment, found: Rehearsal) -> BookPlan:
    """Two sheets: the proposals side by side with a chart of the past, and each period under each of them."""
    name = assessment.framework.settings.name
    return BookPlan(
        title=f"{name}: rehearsal of {found.measure.name}",
        subject=ASKED,
        sheets=(side_by_side(assessment, found), period_by_period(assessment, found)),
        created=assessment.made_at,
    )


def heading(assessment: Assessment, found: Rehearsal, wide: tuple[float, ...]) -> Block:
    """What is rehearsed, of whom, and over which periods."""
    whose = assessment.framework.partner(found.partner).name if found.partner else "the partnership"
    span = f"{found.periods[0].label} to {found.periods[-1].label}" if found.periods else "no period with a target"
    trial = "limits on trial, for there are few figures" if found.trial else ""
    said = (assessment.framework.settings.name, whose, span, trial)
    return headed(f"Rehearsal: {found.measure.name}", said, wide)


def side_by_side(assessment: Assessment, found: Rehearsal) -> SheetPlan:
    """A row for each proposal with its counts and its sentence; the past as a chart; what the words mean."""
    blocks = [heading(assessment, found, WIDE), listing.sentence(ASKED, 3, WIDE, style.NOTE)]
    top = lay(4, 1, [heads(("Proposal", *COLUMNS, "In a sentence"), COUNTED)], WIDE)
    body = lay(top.below, 1, [counted(replay) for replay in found.replays], WIDE)
    blocks += [top, body]
    at = body.below + 1
    rows = math.ceil(CHART_HEIGHT / 20)
    charts = (chart(found, at),) if found.periods else ()
    below = at + (rows if charts else 0)
    blocks.append(Block((), dict.fromkeys(range(at, below), 15.0), below))
    for note in (WORDS, KNOWN_NOW, *found.notes):
        blocks.append(listing.sentence(note, blocks[-1].below, WIDE, style.SMALL_WRAP))
    whole = listing.joined(*blocks)
    return listing.sheet(
        SIDE_BY_SIDE,
        whole,
        WIDE,
        charts=charts,
        page=page(assessment, whole.below - 1, len(WIDE)),
    )


def counted(replay: Replay) -> list[Cell]:
    """A proposal's counts; better than target counts as Green."""
    counts = {**replay.counts, "green": (replay.counts["green"] or 0) + (replay.counts["blue"] or 0)}
    numbers: list[Cell] = [count(counts[name.lower()], NUMBER) for name in COLUMNS]
    return [(replay.proposal.name, TEXT.but(bold=True)), *numbers, (words_of(replay), TEXT)]


def words_of(replay: Replay) -> str:
    """Its sentence without its name, which stands beside it."""
    said = replay.words.removeprefix(f"{replay.proposal.name}: ")
    return f"{said[:1].upper()}{said[1:]}"


def chart(found: Rehearsal, row: int) -> Chart:
    """Actual and target through the periods replayed."""
    last, first = 4 + len(found.periods), 5
    periods = reference(PERIODS, first, 1, last, 1)
    named = found.measure
    return Chart(
        row,
        1,
        pixels(WIDE),
        CHART_HEIGHT,
        title=f"{named.name}: what was replayed",
        series=(
            Series("Actual", periods, reference(PERIODS, first, 2, last, 2), style.NAVY, marker=True),
            Series("Target", periods, reference(PERIODS, first, 3, last, 3), style.INK, dashed=True, width=1.75),
        ),
        alt=f"Chart of {named.name} and its target over {len(found.periods)} periods.",
        y_title=named.unit,
        y_format=style.number_format(named.decimals, named.kind),
    )


def period_by_period(assessment: Assessment, found: Rehearsal) -> SheetPlan:
    """A row for each period: figure, target, signal, and under each proposal its rating and what fired."""
    names = headings([replay.proposal.name for replay in found.replays])
    wide = (14.0, 12.0, 12.0, 16.0, *[24.0] * len(names))
    number = CELL.but(align="right", number_format=style.number_format(found.measure.decimals, found.measure.kind))
    looks = (CELL, number, number, CELL, *[CELL] * len(names))
    lines: list[list[Cell]] = []
    for n, period in enumerate(found.periods):
        figures: list[Cell] = [known(found, found.values[n], number), known(found, found.targets[n], number)]
        part = not found.whole[n] and not math.isnan(found.values[n])
        said = [told(replay, n, part=part) for replay in found.replays]
        lines.append([(period.label, CELL), *figures, (found.signals[n] or DASH, CELL), *said])
    top = heading(assessment, found, wide)
    block = table("Rehearsed", top.below, 1, (*FACTS, *names), lines, looks, wide)
    printed = page(assessment, block.below - 1, len(wide), head_row=top.below)
    return listing.sheet(PERIODS, listing.joined(top, block), wide, page=printed, freeze=(top.below + 1, 2))


def headings(names: Sequence[str]) -> list[str]:
    """A heading for each proposal, no two alike: `signal` becomes `Proposed: signal`, for a column has that name."""
    taken = {fact.casefold() for fact in FACTS}
    found = []
    for name in names:
        short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        tries = (short, f"Proposed: {short}", *(f"{short} ({n})" for n in range(2, len(names) + 2)))
        heading = next(one for one in tries if one.casefold() not in taken)
        taken.add(heading.casefold())
        found.append(heading)
    return found


def known(found: Rehearsal, value: float, look: Style) -> Cell:
    """A figure, or of one partner's yes/no its word; nothing where there is none."""
    if math.isnan(value):
        return None, look
    return (yes_or_no(value), look) if found.measure.kind is Kind.YES_NO and found.partner else (value, look)


def told(replay: Replay, n: int, *, part: bool) -> Cell:
    """The rating of a period with what fired, `◆ Red · in part · decline 2`; in part where some have not reported."""
    content, look = mark.rating_told(replay.ratings[n], CELL)
    said = [str(content), *(["in part"] if part else []), *([replay.fired[n]] if replay.fired[n] else [])]
    return " · ".join(said), look.but(size=CELL.size, bold=False)
