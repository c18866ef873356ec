"""The chart of a measure's past with its limits, and a line for each proposal that moves with what is typed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from pmxl.improve.target.study import Study
from pmxl.reports.measure.section import pixels
from pmxl.reports.target import workings
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series

HEIGHT = 340
CROWDED = 14
MOST_LINES = 3
LINES: tuple[tuple[str, Literal["square", "triangle", "diamond"]], ...] = (
    ("#C81818", "square"),
    ("#7A4B00", "triangle"),
    ("#5B2A86", "diamond"),
)
"""Colour and marks of the proposals' lines, so that they are told apart without colour too."""


def chart(found: Study, row: int, wide: Sequence[float]) -> Chart:
    """The chart at a row, as wide as the sheet."""
    count = len(found.line.periods)
    return Chart(
        row,
        1,
        pixels(wide),
        HEIGHT,
        title=f"{found.measure.name}: the past, and what is proposed",
        series=tuple(series(found)),
        alt=f"Chart of {found.measure.name} over {count} periods to {found.end.label}, with its average, its limits "
        f"and {len(found.proposals[:MOST_LINES])} proposed levels.",
        y_title=found.measure.unit,
        y_format=style.number_format(found.measure.decimals),
        x_interval=max(1, math.ceil(count / CROWDED)),
    )


def series(found: Study) -> list[Series]:
    """Figure, average and limits, and the first few proposals."""
    periods = workings.column(found, 1)

    def of(place: int, name: str, color: str, **look: object) -> Series:
        return Series(name, periods, workings.column(found, place), color, **look)  # type: ignore[arg-type]

    lines = [of(2, "Figure", style.NAVY, marker=True, width=1.75), of(3, "Average", style.MUTED, width=1.25)]
    if not math.isnan(found.line.limits.lower):
        lines += [of(4, "Limits", style.MUTED, width=1.25, dashed=True)]
        lines += [of(5, "Upper limit", style.MUTED, width=1.25, dashed=True, in_legend=False)]
    each = ", its share of each period" if found.line.total and found.line.season > 1 else ""
    for n, one in enumerate(found.proposals[:MOST_LINES]):
        lines.append(
            of(
                len(workings.CHART_HEADINGS) + 1 + n,
                f"{one.name}{each}",
                LINES[n][0],
                width=1.25,
                marker=True,
                shape=LINES[n][1],
            )
        )
    return lines
