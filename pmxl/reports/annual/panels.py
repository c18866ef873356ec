"""The panels of the year's page: short lists of a few columns each, two side by side."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.outcomes import Verdict
from pmxl.plural import NAMED as FIRST
from pmxl.plural import plural
from pmxl.reports import mark
from pmxl.reports.annual import sheets as behind
from pmxl.reports.annual.together import together
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import count
from pmxl.reports.figure import dash
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.look import FIGURE
from pmxl.reports.look import MOVED
from pmxl.reports.look import NAME
from pmxl.reports.look import PLAIN
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.look import UNIT
from pmxl.reports.named import beside
from pmxl.sheets import style
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Style
from pmxl.terms import Kind
from pmxl.terms import Strength

WIDTHS = (38.0, 14.0, 13.0, 15.0, 17.0)
"""Columns of one panel, in characters."""
HEAD = style.TABLE_HEAD.but(size=10)
NAMED = NAME.but(size=10.5)
OUTCOME = ("Measure", "Outcome", "Target", "Rating", "A year before")
OUTCOME_LOOKS = (NAME, FIGURE, PLAIN, RATED, RATED)
LEAD = style.ruled(style.LINK.but(size=10.5, indent=1, wrap=True))
HEADING_HEIGHT = 24.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A heading, the columns' headings with how many columns each reaches over, and the rows; or a sentence."""

    heading: str
    heads: tuple[str, ...]
    looks: tuple[Style, ...]
    spans: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    more: str = ""


def lay_out(panel: Panel, row: int, col: int) -> Block:
    """The panel from (row, col) down."""
    last = col + len(WIDTHS) - 1
    puts = [Put(row, col, panel.heading, style.HEADING, to_row=row, to_col=last)]
    heights = {row: HEADING_HEIGHT}
    below = row + 1
    blocks: list[Block] = []
    if panel.rows:
        blocks.append(lay(below, col, [heads(panel.heads, panel.looks, HEAD)], WIDTHS, panel.spans))
        blocks.append(lay(blocks[-1].below, col, panel.rows, WIDTHS, panel.spans))
        below = blocks[-1].below
    said = panel.more if panel.rows else panel.empty
    if said:
        blocks.append(lay(below, col, [[(said, TEXT.but(color=style.MUTED, bottom=None))]], WIDTHS, [len(WIDTHS)]))
        below = blocks[-1].below
    for block in blocks:
        puts += block.puts
        heights |= block.heights
    return Block(tuple(puts), heights, below)


def outcome(row: Row) -> tuple[Cell, ...]:
    """A measure with its outcome, target, rating and the rating of the year before."""
    return (
        beside(row, NAMED, UNIT.but(size=9)),
        actual(row, FIGURE),
        target(row, PLAIN),
        mark.rating(row["rating"], RATED),
        mark.rating_told(row["rating_before"], RATED.but(bold=False)),
    )


def of_verdict(annual: Annual, verdicts: Sequence[Verdict]) -> list[Row]:
    """The measures of some verdicts, in the order of these."""
    rows = rows_of(annual.outcomes)
    return [row for verdict in verdicts for row in rows if row["verdict"] == verdict]


def achieved(annual: Annual) -> Panel:
    """What was achieved."""
    rows = of_verdict(annual, [Verdict.ACHIEVED])
    cells = tuple(outcome(row) for row in rows)
    return Panel("What was achieved", OUTCOME, OUTCOME_LOOKS, (1,) * 5, cells, "No target has been achieved yet.")


def not_achieved(annual: Annual) -> Panel:
    """What was not, what was missed first."""
    rows = of_verdict(annual, [Verdict.MISSED, Verdict.NARROWLY])
    cells = tuple(outcome(row) for row in rows)
    return Panel("What was not achieved", OUTCOME, OUTCOME_LOOKS, (1,) * 5, cells, "No target was missed.")


def cut(rows: Sequence[Row], most: int, where: str) -> tuple[list[Row], str]:
    """The first rows, and where the others are."""
    over = len(rows) - most
    return list(rows[:most]), f"And {over} more: see the sheet {where}." if over > 0 else ""


def successes(annual: Annual, most: int) -> Panel:
    """What went well, the most telling first."""
    rows, more = cut(rows_of(annual.successes), most, behind.SUCCESSES)
    cells = tuple(((row["name"], NAMED), (row["words"], TEXT)) for row in rows)
    return Panel("Successes", ("Measure", "What went well"), (NAME, TEXT), (1, 4), cells, "None can be told yet.", more)


def exceptions(annual: Annual, most: int) -> Panel:
    """What departed from what was agreed, when, and how it ended."""
    rows, more = cut(rows_of(annual.exceptions), most, behind.EXCEPTIONS)
    cells = tuple(
        (
            (row["name"], NAMED),
            (row["quarters"], TEXT),
            ("action owed" if row["strength"] == Strength.ACT else "to watch", TEXT),
            (row["ended"], TEXT),
        )
        for row in rows
    )
    heads_ = ("Measure", "Quarters", "Asked for", "How it ended")
    return Panel(
        "Exceptions of the year", heads_, (NAME, TEXT, TEXT, TEXT), (1, 1, 1, 2), cells, "No exceptions.", more
    )


def perspectives(annual: Annual, places: Mapping[str, str]) -> Panel:
    """Targets met and missed on each side of the scorecard; `places` are where each stands in full."""
    rows = rows_of(annual.perspectives)
    cells = tuple(
        (
            (Link(row["name"], places[row["perspective"]]), LEAD),
            *(count(row[name], PLAIN) for name in ("achieved", "narrowly", "missed")),
            count(row["before"], PLAIN) if row["before"] == row["before"] else dash(PLAIN),
        )
        for row in rows
    )
    heads_ = ("Perspective", "Achieved", "Narrowly missed", "Not achieved", "Achieved a year before")
    return Panel("Targets by perspective", heads_, (NAME, PLAIN, PLAIN, PLAIN, PLAIN), (1,) * 5, cells)


def milestones(annual: Annual) -> Panel:
    """The milestones, when they were to be reached and when they were."""
    rows = [row for row in rows_of(annual.outcomes) if row["kind"] == Kind.MILESTONE]
    cells = tuple(
        (
            (row["name"], NAMED),
            actual(row, FIGURE),
            target(row, PLAIN),
            mark.rating(row["rating"], RATED),
            (late(row), MOVED),
        )
        for row in rows
    )
    heads_ = ("Milestone", "Done", "Due", "Rating", "")
    empty = "No milestone was due in the year."
    return Panel("Milestones", heads_, OUTCOME_LOOKS, (1,) * 5, cells, empty)


def late(row: Row) -> str:
    """`21 days late`."""
    days = row["variance"]
    if days != days:
        return "not done"
    if not days:
        return "on the day"
    return f"{plural(int(abs(days)), 'day')} {'late' if days > 0 else 'early'}"


def goalposts(annual: Annual, most: int) -> Panel:
    """What was changed after it was agreed."""
    rows, more = cut(rows_of(annual.goalposts), most, behind.GOALPOSTS)
    cells = tuple(((row["name"], NAMED), (row["words"], TEXT)) for row in rows)
    empty = "No target, tolerance, definition or published figure was changed after it was agreed."
    return Panel("Changed goalposts", ("Measure", "What changed"), (NAME, TEXT), (1, 4), cells, empty, more)


def awaited(annual: Annual, most: int) -> Panel:
    """What is not in yet."""
    rows, more = cut(list(together(annual.awaited, most=FIRST)), most, behind.AWAITED)
    cells = tuple(((row["who"] or row["what"], NAMED), (row["words"], TEXT)) for row in rows)
    return Panel("Not in yet", ("Who or what", "What is awaited"), (NAME, TEXT), (1, 4), cells, "All is in.", more)
