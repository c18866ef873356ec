"""The process chart: is the figure more than chance, and will the target be met as things are?"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from collections.abc import Sequence

from pmxl.reports.chart import CROWDED
from pmxl.reports.drawn import Drawing
from pmxl.reports.drawn import Source
from pmxl.reports.figure import Row
from pmxl.reports.figure import is_known
from pmxl.reports.measure.axis import LINE_FOOT
from pmxl.reports.measure.axis import lowest
from pmxl.reports.measure.section import Place
from pmxl.reports.measure.section import Section
from pmxl.reports.measure.section import Size
from pmxl.rules.spoken import spoken
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.terms import Signal

TITLE = "Is it more than chance?"
TARGET_RED = "#C81818"
SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
LIMITS = ("centre", "lower", "upper")
MARKED = {
    "Common cause": (Signal.COMMON_CAUSE, Signal.TOO_FEW),
    "Improvement": (Signal.IMPROVEMENT,),
    "Concern": (Signal.CONCERN,),
    "Changed": (Signal.HIGH, Signal.LOW),
}
"""The points that are drawn alike, by their name in the key."""
HEADINGS = ("Period", "Figure", "Target", *MARKED)
PHASES = (
    ("Average", "Lower limit", "Upper limit"),
    ("Average, other phase", "Lower limit, other phase", "Upper limit, other phase"),
)
"""Where a series begins anew its limits stand in the other three columns, so that no line joins old and new."""


def section(row: Row, points: Sequence[Row], drawing: Drawing) -> Section:
    """The signal, the assurance and the trend in words, over the chart where there are figures enough for one."""
    told = f"{row['signal_words']} {row['assurance_words']}"
    words = (row["signal_words"], row["assurance_words"], unsaid(row["trend_words"], told))
    said = " ".join(sentence for sentence in words if sentence)
    return Section(TITLE, "Signal", said, drawn(row, points, drawing) if points else None)


def unsaid(words: str, told: str) -> str:
    """The sentences that were not told already, such as of what figures the chart is."""
    return " ".join(sentence for sentence in SENTENCES.split(words) if sentence not in told)


def drawn(row: Row, points: Sequence[Row], drawing: Drawing) -> Callable[[Place, Size], Chart]:
    """A function that draws the chart; its figures are laid down at once."""
    source = laid_down(row, points, drawing)

    def chart(place: Place, size: Size) -> Chart:
        return Chart(
            *place,
            *size,
            title=title(row, points),
            series=tuple(series(row, points, source)),
            alt=alternative(row, points),
            y_title=points[-1]["unit"],
            y_format=style.number_format(int(row["decimals"])),
            y_min=lowest([point[name] for point in points for name in ("figure", "target", *LIMITS)], LINE_FOOT),
            x_interval=max(1, math.ceil(len(points) / CROWDED)),
        )

    return chart


def laid_down(row: Row, points: Sequence[Row], drawing: Drawing) -> Source:
    """The figures, each point again under its mark, and the limits of each phase."""
    columns = [[point["figure"] for point in points], [point["target"] for point in points]]
    columns += [[p["figure"] if p["signal"] in words else math.nan for p in points] for words in MARKED.values()]
    for other in range(phases_of(points)):
        columns += [
            [p[level] if p["phase"] % 2 == other_of(points, other) else math.nan for p in points] for level in LIMITS
        ]
    headings = [*HEADINGS, *(name for names in PHASES[: phases_of(points)] for name in names)]
    labels = [point["period"] for point in points]
    return drawing.add(f"Process_{row['measure']}", headings, labels, columns, int(row["decimals"]))


def phases_of(points: Sequence[Row]) -> int:
    """One where the series is of one piece, else two: neighbours of a break take turns."""
    return min(len({point["phase"] for point in points}), len(PHASES))


def other_of(points: Sequence[Row], other: int) -> int:
    """Whether the phases of this set of columns are odd or even: the latest stands in the first."""
    return int((points[-1]["phase"] + other) % 2)


def series(row: Row, points: Sequence[Row], source: Source) -> list[Series]:
    """The line, its marked points over it, the limits, and the target."""
    periods, unit = source.column(1), points[-1]["unit"]

    def of(column: int, name: str, color: str, **look: object) -> Series:
        return Series(name, periods, source.column(column), color, **look)  # type: ignore[arg-type]

    found = [of(2, "Figure", style.MUTED, width=1.5, in_legend=False)]
    found += limit_lines(row, points, of)
    if is_known(points[-1]["target"]):
        said = spoken(points[-1]["target"], int(row["decimals"]), unit)
        found.append(of(3, f"Target {said}", TARGET_RED, width=1.75))
    for n, (name, words) in enumerate(MARKED.items()):
        if any(point["signal"] in words and is_known(point["figure"]) for point in points):
            look = style.PROCESS[words[0]]
            found.append(of(4 + n, name, look.point, width=0.0, marker=True, shape=look.shape))
    return found


def limit_lines(row: Row, points: Sequence[Row], of: Callable[..., Series]) -> list[Series]:
    """Average and limits of each phase that has them; only the latest of these stand in the key, with their figures."""
    found: list[Series] = []
    for n in range(phases_of(points)):
        mine = [p for p in points if p["phase"] % 2 == other_of(points, n) and is_known(p["centre"])]
        if not mine:
            continue
        first, here, last = 4 + len(MARKED) + 3 * n, not found, mine[-1]
        before = " before the series began anew" if last["phase"] != points[-1]["phase"] else ""
        average = f"Average{before} {told(row, last, 'centre')}"
        found.append(of(first, average, style.NAVY, width=1.25, in_legend=here))
        if is_known(last["lower"]):
            said = f"Limits{before} {told(row, last, 'lower')} to {told(row, last, 'upper')}"
            found.append(of(first + 1, said, style.MUTED, width=1.25, dashed=True, in_legend=here))
            found.append(of(first + 2, "Upper limit", style.MUTED, width=1.25, dashed=True, in_legend=False))
    return found


def told(row: Row, point: Row, level: str) -> str:
    """An average or a limit as a key says it."""
    return spoken(point[level], int(row["decimals"]) + (not row["decimals"] and abs(point[level]) < 10))


def title(row: Row, points: Sequence[Row]) -> str:
    """`Common cause, hit and miss`, and of what where that is not the figure shown."""
    of = points[-1]["of"]
    said = row["signal"] or ("No signal" if is_known(points[-1]["figure"]) else "No figure this time")
    assured = f", {row['assurance'].lower()}" if row["assurance"] else ""
    return f"{of[:1].upper()}{of[1:]}: {said.lower()}{assured}" if of else f"{said}{assured}"


def alternative(row: Row, points: Sequence[Row]) -> str:
    """The chart in words."""
    flagged = [p for p in points if p["signal"] in (*MARKED["Improvement"], *MARKED["Concern"], *MARKED["Changed"])]
    named = ", ".join(f"{point['period']} ({point['signal'].lower()})" for point in flagged) or "none"
    phases = len({point["phase"] for point in points})
    anew = f" The limits begin anew {phases - 1} time{'s' if phases > 2 else ''}." if phases > 1 else ""
    return (
        f"Process chart of {row['name']}, {len(points)} periods from {points[0]['period']} to {points[-1]['period']}, "
        f"with its average and limits. Figures that are more than chance: {named}.{anew} {row['signal_words']} "
        f"{row['assurance_words']}"
    ).strip()
