"""The fan: how the year has gone and within what range it may end."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from pmxl.reports.drawn import Drawing
from pmxl.reports.drawn import Source
from pmxl.reports.figure import Row
from pmxl.reports.figure import in_words
from pmxl.reports.figure import is_known
from pmxl.reports.measure.section import Place
from pmxl.reports.measure.section import Section
from pmxl.reports.measure.section import Size
from pmxl.rules.spoken import spoken
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.terms import Kind
from pmxl.terms import Rating

TITLE = "How will the year end?"
HEADINGS = ("Period", "So far", "Forecast", "Low", "High", "Target", "Manager")
COLUMNS = ("value", "forecast", "low", "high", "target", "manager")
RANGE_GREY = "#7E8A97"
RANGE = "Likely range, four years in five"


def section(row: Row, points: Sequence[Row], drawing: Drawing) -> Section:
    """The forecast, what is needed and the manager's own in words, over the fan while something is to come."""
    manager = f"The manager expects {row['forecast_manager_words']}" if row["forecast_manager_words"] else ""
    words = (row["forecast_words"], row["required_words"], manager)
    told = " ".join(sentence for sentence in words if sentence)
    return Section(TITLE, "Year end", told, drawn(row, points, drawing) if points else None)


def drawn(row: Row, points: Sequence[Row], drawing: Drawing) -> Callable[[Place, Size], Chart]:
    """A function that draws the chart; its figures are laid down at once."""
    labels = [point["period"] for point in points]
    columns = [[point[name] for point in points] for name in COLUMNS]
    source = drawing.add(f"Ahead_{row['measure']}", HEADINGS, labels, columns, int(row["decimals"]))

    def chart(place: Place, size: Size) -> Chart:
        return Chart(
            *place,
            *size,
            title=title(row, points),
            series=tuple(series(row, points, source)),
            alt=alternative(row, points),
            y_title=row["unit"],
            y_format=style.number_format(int(row["decimals"])),
            y_min=0.0 if is_total(row, points) and all_positive(points) else None,
        )

    return chart


def is_total(row: Row, points: Sequence[Row]) -> bool:
    """True where what is drawn adds up through the year."""
    return bool(points[-1]["of"]) and row["kind"] in (Kind.COUNT, Kind.MONEY)


def all_positive(points: Sequence[Row]) -> bool:
    """True where nothing drawn is below 0."""
    return all(not is_known(point[name]) or point[name] >= 0 for point in points for name in COLUMNS)


def series(row: Row, points: Sequence[Row], source: Source) -> list[Series]:
    """What has come, the range, the forecast between its ends, the target of the year and the manager's own."""
    periods, last = source.column(1), points[-1]
    found = [Series(SO_FAR if last["of"] else "Actual", periods, source.column(2), style.NAVY, marker=True)]
    if is_known(last["low"]) and last["low"] != last["high"]:
        found.append(Series(RANGE, periods, source.column(4), RANGE_GREY, width=1.25))
        found.append(Series("High", periods, source.column(5), RANGE_GREY, width=1.25, in_legend=False))
    found.append(forecast_line(row, points, source))
    if is_known(last["target"]):
        name = f"Target{' of the year' if last['of'] else ''} {in_words(row, last['target'])}"
        found.append(Series(name, periods, source.column(6), style.INK, width=1.75))
    if is_known(last["manager"]):
        name = "Manager's own forecast"
        found.append(Series(name, periods, source.column(7), style.INPUT_EDGE, width=0.0, marker=True, shape="square"))
    return found


SO_FAR = "Year so far"


def forecast_line(row: Row, points: Sequence[Row], source: Source) -> Series:
    """The forecast, its end named."""
    label = spoken(points[-1]["forecast"], int(row["decimals"]))
    return Series(
        "Forecast",
        source.column(1),
        source.column(3),
        style.NAVY,
        dashed=True,
        width=1.75,
        label_last=label,
        points=source.points,
    )


def title(row: Row, points: Sequence[Row]) -> str:
    """`By 2025-26 Q4 about 509 offences, Green`."""
    rating = row["rating_forecast"]
    colour = f", {rating}" if rating and Rating(rating).is_colour else ""
    return f"By {points[-1]['period']} about {in_words(row, points[-1]['forecast'])}{colour}"


def alternative(row: Row, points: Sequence[Row]) -> str:
    """The chart in words."""
    return f"Forecast of {row['name']} from {points[0]['period']} to {points[-1]['period']}. {row['forecast_words']}"
