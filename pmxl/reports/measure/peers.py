"""The comparison strip: everybody in the group in order, where we stand, and where its quarters lie."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Sequence

from pmxl.findings import show
from pmxl.reports.chart import NAME_SHOWN as GROUP_SHOWN
from pmxl.reports.drawn import Drawing
from pmxl.reports.drawn import Source
from pmxl.reports.figure import Row
from pmxl.reports.figure import in_words
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

TITLE = "How do others do?"
HEADINGS = ("Member", "Others", "Here", "Lower quartile", "Median", "Upper quartile")
OTHERS = "#7D92AD"
MOST_NAMES = 20
"""With more members only the first, the last and ours are named on the axis."""
NAME_SHOWN = 18
"""Characters of a name on the axis."""


def section(row: Row, members: Sequence[Row], drawing: Drawing, here: str) -> Section:
    """Rank, quartile and median in words, over the strip."""
    return Section(TITLE, "Comparison", row["compare_words"], drawn(row, members, drawing, here) if members else None)


def drawn(row: Row, members: Sequence[Row], drawing: Drawing, here: str) -> Callable[[Place, Size], Chart]:
    """A function that draws the chart; its figures are laid down at once."""
    labels = [here if member["own"] else member["member"] for member in members]
    columns = [
        [math.nan if member["own"] else member["figure"] for member in members],
        [member["figure"] if member["own"] else math.nan for member in members],
        *([member[name] for member in members] for name in ("lower", "median", "upper")),
    ]
    axis = [on_axis(label, n, members) for n, label in enumerate(labels)]
    source = drawing.add(f"Peers_{row['measure']}", HEADINGS, labels, columns, int(row["decimals"]), axis)

    def chart(place: Place, size: Size) -> Chart:
        return Chart(
            *place,
            *size,
            title=title(members),
            series=tuple(series(row, members, source)),
            alt=alternative(row, members, here),
            y_title=row["unit"],
            y_format=style.number_format(int(row["decimals"])),
            y_min=lowest([value for member in members for value in (member["figure"], member["lower"])], LINE_FOOT),
        )

    return chart


def on_axis(name: str, place: int, members: Sequence[Row]) -> str:
    """A member's name as the axis has room for it, "" where it has none."""
    few, end = len(members) <= MOST_NAMES, place in (0, len(members) - 1)
    return show(name, NAME_SHOWN) if few or end or members[place]["own"] else ""


def series(row: Row, members: Sequence[Row], source: Source) -> list[Series]:
    """A dot for each member, ours a diamond with its figure, and a line for each quarter."""
    names, decimals, unit = source.names, int(row["decimals"]), row["unit"]
    labels = tuple(spoken(member["figure"], decimals) if member["own"] else "" for member in members)
    found = []
    for column, name, key, dashed in ((4, "Lower quartile", "lower", False), (5, "Median", "median", True)):
        if is_known(members[0][key]):
            said = f"{name} {spoken(members[0][key], decimals, unit)}"
            found.append(Series(said, names, source.column(column), style.MUTED, width=1.25, dashed=dashed))
    if is_known(members[0]["upper"]):
        said = f"Upper quartile {spoken(members[0]['upper'], decimals, unit)}"
        found.append(Series(said, names, source.column(6), style.NAVY, width=1.25))
    others = Series("Others", names, source.column(2), OTHERS, width=0.0, marker=True, shape="circle")
    mine = Series("Here", names, source.column(3), style.NAVY, width=0.0, marker=True, shape="diamond", labels=labels)
    return [*found, others, mine]


def title(members: Sequence[Row]) -> str:
    """`8 of 15, Similar partnerships, 2025-26 Q2, best first`."""
    mine = next(member for member in members if member["own"])
    rank = f"{mine['rank']:.0f} of {mine['of']:.0f}, " if is_known(mine["rank"]) else ""
    order = ", best first" if is_known(mine["rank"]) else ""
    return f"{rank}{show(mine['group'], GROUP_SHOWN)}, {mine['period']}{order}"


def alternative(row: Row, members: Sequence[Row], here: str) -> str:
    """The chart in words."""
    mine = next(member for member in members if member["own"])
    figure = in_words(row, mine["figure"])
    return f"Comparison of {row['name']} among {len(members)}; {here} stands at {figure}. {row['compare_words']}"
