"""The waterfall: from the figure before to the figure now, a step for each part that moved it."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Sequence
from typing import NamedTuple

from pmxl.findings import show
from pmxl.reports.drawn import Drawing
from pmxl.reports.drawn import Source
from pmxl.reports.figure import Row
from pmxl.reports.measure.axis import lowest
from pmxl.reports.measure.section import Place
from pmxl.reports.measure.section import Section
from pmxl.reports.measure.section import Size
from pmxl.rules.spoken import spoken
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series

TITLE = "What moved it"
WHOLE, BETTER, WORSE, OTHER = "whole", "better", "worse", "neither"
LOOKS = {
    WHOLE: ("Figure", style.NAVY, False),
    BETTER: ("For the better", "#1F7DB5", False),
    WORSE: ("For the worse", "#C25705", True),
    OTHER: ("Neither", style.MUTED, False),
}
"""Name in the key, colour, and whether the column is hatched, so that better and worse differ without colour."""
ENDS = ("before", "now")
LABEL = 26
"""Characters of a part's name on the axis."""


class Column(NamedTuple):
    """One step as columns that stand on one another: what carries it, and its parts above and below nought."""

    foot: float
    above: float
    below: float


def section(row: Row, steps: Sequence[Row], said: str, drawing: Drawing, since: str) -> Section:
    """What moved the figure in words, over its steps; `since` says when it was compared with."""
    return Section(f"{TITLE} {since}?", "Moved by", said, drawn(row, steps, drawing, since) if steps else None)


def drawn(row: Row, steps: Sequence[Row], drawing: Drawing, since: str) -> Callable[[Place, Size], Chart]:
    """A function that draws the chart; its figures are laid down at once."""
    columns = [column(step) for step in steps]
    figures = [[each.foot for each in columns]]
    names = ["Step", "Foot"]
    for kind, (name, _, _) in LOOKS.items():
        mine = [kind_of(step) == kind for step in steps]
        figures.append([each.above if here else math.nan for each, here in zip(columns, mine, strict=True)])
        figures.append([each.below if here else math.nan for each, here in zip(columns, mine, strict=True)])
        names += [name, f"{name}, below 0"]
    figures.append([max(step["start"], step["end"]) for step in steps])
    labels = [show(step["label"], LABEL) for step in steps]
    source = drawing.add(f"Steps_{row['measure']}", [*names, "Top"], labels, figures, int(row["decimals"]))

    def chart(place: Place, size: Size) -> Chart:
        return Chart(
            *place,
            *size,
            title=title(row, steps),
            series=tuple(series(row, steps, figures, source)),
            alt=alternative(row, steps, since),
            y_title=row["unit"],
            y_format=style.number_format(int(row["decimals"])),
            y_min=lowest(levels(steps)),
            stacked=True,
        )

    return chart


def column(step: Row) -> Column:
    """What of a step lies where."""
    low, high = sorted((step["start"], step["end"]))
    if low >= 0:
        return Column(low, high - low, math.nan)
    if high <= 0:
        return Column(high, math.nan, low - high)
    return Column(0.0, high, low)


def kind_of(step: Row) -> str:
    """How a step is drawn."""
    if step["what"] in ENDS:
        return WHOLE
    return {1: BETTER, -1: WORSE}.get(step["better"], OTHER)


def series(row: Row, steps: Sequence[Row], figures: Sequence[Sequence[float]], source: Source) -> list[Series]:
    """The columns that are used, and their figures over them."""
    names = source.column(1)
    found = [Series("Foot", names, source.column(2), style.WHITE, kind="column", hidden=True, in_legend=False)]
    for n, (name, color, hatched) in enumerate(LOOKS.values()):
        told = False
        for m in (2 * n + 1, 2 * n + 2):
            if not all(math.isnan(value) for value in figures[m]):
                look = {"kind": "column", "hatched": hatched, "in_legend": not told}
                found.append(Series(name, names, source.column(m + 2), color, **look))  # type: ignore[arg-type]
                told = True
    labels = tuple(effect(row, step) for step in steps)
    top = Series("Top", names, source.column(2 * len(LOOKS) + 3), style.INK, width=0.0, labels=labels, in_legend=False)
    return [*found, top]


def effect(row: Row, step: Row) -> str:
    """A level, or a change with its sign."""
    decimals = int(row["decimals"])
    if step["what"] in ENDS:
        return spoken(step["end"], decimals)
    change = step["end"] - step["start"]
    return f"{'+' if change > 0 else '−'}{spoken(abs(change), decimals)}"


def levels(steps: Sequence[Row]) -> list[float]:
    """Where the steps end."""
    return [step["end"] for step in steps]


def title(row: Row, steps: Sequence[Row]) -> str:
    """`From 158 to 140`; an axis that does not begin at 0 is owned up to."""
    ends = " to ".join(spoken(step["end"], int(row["decimals"])) for step in (steps[0], steps[-1]))
    return f"From {ends}{' (the axis does not begin at 0)' if lowest(levels(steps)) else ''}"


def alternative(row: Row, steps: Sequence[Row], since: str) -> str:
    """The chart in words."""
    told = ", ".join(f"{step['label']} {effect(row, step)}" for step in steps)
    return f"What moved {row['name']} {since}: {told}."
