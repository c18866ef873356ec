"""An exception: its figures on one line, and under it a small chart beside what happened and what would turn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmxl.reports import mark
from pmxl.reports.block import Block
from pmxl.reports.block import heads as headings
from pmxl.reports.block import lay
from pmxl.reports.block import width_of
from pmxl.reports.chart import Drawn
from pmxl.reports.chart import alternative
from pmxl.reports.chart import has_chart
from pmxl.reports.chart import visible
from pmxl.reports.drawn import Drawing
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import aside
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import spelled
from pmxl.reports.figure import target
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import MUTED
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.measure.section import pixels
from pmxl.reports.named import under
from pmxl.reports.perspective import commentary
from pmxl.reports.places import MORE
from pmxl.reports.places import Places
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Put
from pmxl.sheets.glyphs import STEP
from pmxl.terms import Strength

WIDTHS = (52.0, 3.0, 19.0, 17.0, 14.0, 14.0, 62.0)
NAME_COL, LABEL_COL = 1, 3
"""Where the name and its chart stand, and where the labels of the sentences do, the sentences right of them."""
HEADINGS = ("Measure", "", "Asks", "Rating", "Actual", "Target", "Trigger")
ASKS = {Strength.ACT: "Act", Strength.OBSERVE: "Observe"}
OWED = "Who will do what by when?"
TO_WRITE = 38.0
"""Points left free for the answer."""
LEAST_CHART = 150.0
"""Points that the chart is high, at least."""
MOST_POINTS = 13
NAMED = 4
"""Of so many periods one is named on the axis of a small chart."""
NO_CHART = "Too few figures for a chart."
OF_AREA = "Only the whole's figures and partners' are drawn."

HEAD = style.MIST
BARE = {"bottom": None}
TITLE = TEXT.but(bold=True, size=12, fill=HEAD, **BARE)
ON_HEAD = {"fill": HEAD, "bottom": None}
LABEL = MUTED
LOOKS = (TITLE, MORE, TEXT, RATED, FIGURE, AIM, TEXT)


def widths(rows: Sequence[Row]) -> tuple[float, ...]:
    """Widths of the columns: figures of any size stand in full."""
    wide = list(WIDTHS)
    for col, cells in (
        (4, [figure(row, row["value"], FIGURE) for row in rows]),
        (5, [target(row, AIM) for row in rows]),
    ):
        wide[col] = width_of(cells, wide[col])
    return tuple(wide)


def heads(place: int, wide: Sequence[float]) -> Block:
    """The headings of the line of figures."""
    return lay(place, 1, [headings(HEADINGS, LOOKS)], wide)


def card(
    row: Row, run: Sequence[Row], place: int, wide: Sequence[float], places: Places, drawing: Drawing, look: Drawn
) -> tuple[Block, tuple[Chart, ...]]:
    """One exception from that row on, and its chart, in that look, where it has figures enough."""
    line = lay(place, 1, [figures(row, places)], wide)
    said = lay(line.below, LABEL_COL, sentences(row), wide[LABEL_COL - 1 :], (1, len(wide) - LABEL_COL))
    heights = dict(said.heights)
    if row["strength"] == Strength.ACT:
        heights[said.below - 1] = max(heights[said.below - 1], TO_WRITE)
    short = LEAST_CHART - sum(heights.values())
    if has_chart(row, run) and short > 0:
        heights[said.below - 1] += short
    chart = drawn(row, run, line.below, wide, sum(heights.values()), drawing, look) if has_chart(row, run) else ()
    puts = line.puts + said.puts
    if not chart:
        puts += (
            Put(line.below, NAME_COL, OF_AREA if row["area"] else NO_CHART, style.NOTE.but(indent=1, valign="top")),
        )
    gap = {said.below: 10.0}
    return Block(puts, line.heights | heights | gap, said.below + 1), chart


def figures(row: Row, places: Places) -> list[Cell]:
    """Name, what it asks, rating, actual, target and trigger, in one line."""
    cells: list[Cell] = [
        named(row),
        places.more(row),
        (ASKS[row["strength"]], TEXT.but(bold=row["strength"] == Strength.ACT)),
        mark.rating_told(row["rating"], RATED),
        figure(row, row["value"], FIGURE.but(size=12)),
        target(row, AIM.but(size=12)),
        (row["trigger"], TEXT),
    ]
    return [(content, look.but(**ON_HEAD)) for content, look in cells]


def brief(row: Row, places: Places) -> list[Cell]:
    """The same of an entry that is told in this line alone."""
    return [(content, look.but(fill=None, bottom=TEXT.bottom)) for content, look in figures(row, places)]


def named(row: Row) -> Cell:
    """The measure's name, and small under it its unit and, where some are a partner's or an area's, whose it is."""
    return under(row["name"], " · ".join(part for part in (aside(row), row["unit_name"]) if part), look=TITLE)


def sentences(row: Row) -> list[list[Cell]]:
    """What happened, whether it is real, what would turn it, what is said of it, and who does what."""
    told: list[tuple[str, Cell]] = [
        ("What happened", (row["sentence"], TEXT)),
        ("Is it real?", mark.told_with(row["real"], row["real_words"], TEXT)),
        ("What would turn it", (row["flip"], TEXT)),
        ("Commentary", commentary(row)),
    ]
    if row["done"]:
        told.append(("Action", (row["done"], TEXT)))
    if row["strength"] == Strength.ACT:
        told.append(("Agreed" if row["done"] else "Action", (OWED, MUTED)))
    kept = [(label, cell) for label, cell in told if cell[0] not in ("", DASH, None)]
    return [[(label, LABEL), cell] for label, cell in kept]


def drawn(
    row: Row, run: Sequence[Row], place: int, wide: Sequence[float], height: float, drawing: Drawing, look: Drawn
) -> tuple[Chart, ...]:
    """The chart, as high as the sentences beside it."""
    shown = run[-MOST_POINTS:]
    name = "__".join(part for part in (f"Run_{row['measure']}", row["partner"]) if part)
    columns = [[point["value"] for point in shown], [point["target"] for point in shown]]
    last = len(shown) - 1  # a name that is left out leaves room for the others
    labels = [point["period"] for point in shown]
    axis = [label if (last - n) % NAMED == 0 else "" for n, label in enumerate(labels)]
    source = drawing.add(name, ("Period", "Actual", "Target"), labels, columns, int(row["decimals"]), axis)
    periods, end = source.names, spelled(row, shown[-1]["value"])
    where = {"categories": periods, "values": source.column(2)}
    actual = replace(look.actual, **where, label_last=end, points=len(shown))  # type: ignore[arg-type]
    aim = replace(visible(look.target, shown, "target"), categories=periods, values=source.column(3))
    has_target = any(is_known(point["target"]) for point in shown)
    return (
        Chart(
            place,
            NAME_COL,
            pixels(wide[:1]) - 12,
            int(min(height, 3 * LEAST_CHART) / STEP),
            title="",
            series=(actual, aim) if has_target else (actual,),
            alt=alternative(row, shown),
            y_format=style.number_format(int(row["decimals"]), row["kind"]),
            small=True,
        ),
    )
