"""A described chart becomes a native one: calm axes, hairline grid, direct labels, and a text alternative always."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.sheets.ink import Ink

COLUMN_GAP = 60
MARKER_SIZE = 6
DASH_SIZE = 12
LOOKS_LIKE_A_RANGE = re.compile(r"^(=?[^!]+!)(\$?[A-Za-z]+\$?\d+)")
WORD_JOINER = "\u2060"


def add_chart(workbook: Workbook, sheet: Worksheet, chart: Chart) -> None:
    """Draw a chart at its cell; columns stand behind, lines before them."""
    if not chart.alt.strip():
        raise ValueError(f"the chart {chart.title!r} has no text alternative")
    columns = [s for s in chart.series if s.kind == "column"]
    lines = [s for s in chart.series if s.kind == "line"]
    drawn = (
        _of_kind(workbook, "column", columns, chart.ink) if columns else _of_kind(workbook, "line", lines, chart.ink)
    )
    if columns and lines:
        drawn.combine(_of_kind(workbook, "line", lines, chart.ink))
    _dress(drawn, chart)
    sheet.insert_chart(
        chart.row - 1,
        chart.col - 1,
        drawn,
        {"description": chart.alt, "object_position": 2, "x_offset": 0, "y_offset": 0},
    )


def _of_kind(workbook: Workbook, kind: str, series: list[Series], ink: Ink) -> Any:
    drawn = workbook.add_chart({"type": kind})
    for one in series:
        drawn.add_series(_series(one, ink))
    return drawn


def _series(series: Series, ink: Ink) -> dict[str, Any]:
    options: dict[str, Any] = {
        "name": plain(series.name),
        "categories": _range(series.categories),
        "values": _range(series.values),
    }
    if series.kind == "column":
        options |= {"fill": {"color": series.color}, "border": {"none": True}, "gap": COLUMN_GAP}
    else:
        options["line"] = {"color": series.color, "width": series.width} if series.width else {"none": True}
        if series.dashed and series.width:
            options["line"]["dash_type"] = "dash"
        options["marker"] = _marker(series) if series.marker else {"type": "none"}
    if series.label_last and series.points > 0:
        options["data_labels"] = _last_label(series, ink)
    return options


def _marker(series: Series) -> dict[str, Any]:
    """A dot, or for a dashed series without a line a dash: told apart by shape, they may share a colour."""
    colour = {"color": series.color}
    if series.dashed and not series.width:
        return {"type": "long_dash", "size": DASH_SIZE, "fill": colour, "border": colour}
    return {"type": "circle", "size": MARKER_SIZE, "fill": colour, "border": colour}


def _last_label(series: Series, ink: Ink) -> dict[str, Any]:
    """Words beside the last point instead of a legend; every other point keeps silent."""
    color = series.color if series.kind == "line" else ink.text
    words = {"value": plain(series.label_last), "font": {"name": ink.font, "size": 9, "bold": True, "color": color}}
    silent: list[dict[str, Any]] = [{"delete": True}] * (series.points - 1)
    position = "right" if series.kind == "line" else "outside_end"
    return {"value": True, "position": position, "custom": [*silent, words]}


def _dress(drawn: Any, chart: Chart) -> None:
    small = {"name": chart.ink.font, "size": 9, "color": chart.ink.quiet, "bold": False}
    hairline = {"color": chart.ink.line, "width": 0.75}
    title_font = {"name": chart.ink.font, "size": 12, "bold": True, "color": chart.ink.heading}
    drawn.set_title(
        {"name": plain(chart.title), "name_font": title_font, "overlay": False} if chart.title else {"none": True}
    )
    drawn.set_size({"width": chart.width, "height": chart.height})
    drawn.set_x_axis(
        {
            "num_font": small,
            "line": hairline,
            "major_tick_mark": "none",
            "interval_unit": chart.x_interval,
            "label_position": "low",
        }
    )
    y_axis: dict[str, Any] = {
        "num_font": small,
        "num_format": chart.y_format,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": hairline},
        "major_tick_mark": "none",
    }
    if chart.y_title:
        y_axis |= {"name": plain(chart.y_title), "name_font": small}
    if chart.y_min is not None:
        y_axis["min"] = chart.y_min
    if chart.y_max is not None:
        y_axis["max"] = chart.y_max
    drawn.set_y_axis(y_axis)
    drawn.set_legend(
        {"position": "bottom", "font": small | {"color": chart.ink.text}} if chart.legend else {"none": True}
    )
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")


def _range(reference: str) -> str:
    return reference if reference.startswith("=") else f"={reference}"


def plain(text: str) -> str:
    """Text that the writer cannot take for a reference: `Well done!A1` would become a formula of the chart."""
    text = f"{WORD_JOINER}{text}" if text.startswith("=") else text
    return LOOKS_LIKE_A_RANGE.sub(rf"\1{WORD_JOINER}\2", text)
