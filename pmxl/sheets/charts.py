"""A described chart becomes a native one: calm axes, hairline grid, direct labels, and a text alternative always."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.sheets.style import HAIRLINE
from pmxl.sheets.style import INK
from pmxl.sheets.style import MUTED
from pmxl.sheets.style import NAVY

FONT = "Calibri"
COLUMN_GAP = 60
MARKER_SIZE = 6
DASH_SIZE = 12
DOT, DOT_SIZE = "●", 7
LOOKS_LIKE_A_RANGE = re.compile(r"^(=?[^!]+!)(\$?[A-Za-z]+\$?\d+)")
WORD_JOINER = "\u2060"


def add_chart(workbook: Workbook, sheet: Worksheet, chart: Chart) -> None:
    """Draw a chart at its cell; columns stand behind, lines before them."""
    if not chart.alt.strip():
        raise ValueError(f"the chart {chart.title!r} has no text alternative")
    columns = [s for s in chart.series if s.kind == "column"]
    lines = [s for s in chart.series if s.kind == "line"]
    drawn = _of_kind(workbook, "column", columns) if columns else _of_kind(workbook, "line", lines)
    if columns and lines:
        drawn.combine(_of_kind(workbook, "line", lines))
    if chart.bare:
        _bare(drawn, chart)
    else:
        _dress(drawn, chart)
    sheet.insert_chart(
        chart.row - 1,
        chart.col - 1,
        drawn,
        {"description": chart.alt, "object_position": 2, "x_offset": chart.inset, "y_offset": chart.inset},
    )


def _of_kind(workbook: Workbook, kind: str, series: list[Series]) -> Any:
    drawn = workbook.add_chart({"type": kind})
    for one in series:
        drawn.add_series(_series(one))
    return drawn


def _series(series: Series) -> dict[str, Any]:
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
    if series.last_marker and series.points > 0:
        options |= _last_dot(series)
    if series.label_last and series.points > 0:
        options["data_labels"] = _last_label(series)
    return options


def _marker(series: Series) -> dict[str, Any]:
    """A dot, or for a dashed series without a line a dash: told apart by shape, they may share a colour."""
    colour = {"color": series.color}
    if series.dashed and not series.width:
        return {"type": "long_dash", "size": DASH_SIZE, "fill": colour, "border": colour}
    return {"type": "circle", "size": MARKER_SIZE, "fill": colour, "border": colour}


def _last_dot(series: Series) -> dict[str, Any]:
    """A dot on the last point alone, as its label: LibreOffice draws the markers of one point on all of them."""
    words = {"value": DOT, "font": {"name": FONT, "size": DOT_SIZE, "color": series.last_marker}}
    silent: list[dict[str, Any]] = [{"delete": True}] * (series.points - 1)
    return {"data_labels": {"value": True, "position": "center", "custom": [*silent, words]}}


def _last_label(series: Series) -> dict[str, Any]:
    """Words beside the last point instead of a legend; every other point keeps silent."""
    color = series.color if series.kind == "line" else INK
    words = {"value": plain(series.label_last), "font": {"name": FONT, "size": 9, "bold": True, "color": color}}
    silent: list[dict[str, Any]] = [{"delete": True}] * (series.points - 1)
    position = "right" if series.kind == "line" else "outside_end"
    return {"value": True, "position": position, "custom": [*silent, words]}


def _dress(drawn: Any, chart: Chart) -> None:
    small = {"name": FONT, "size": 9, "color": MUTED, "bold": False}
    hairline = {"color": HAIRLINE, "width": 0.75}
    title_font = {"name": FONT, "size": 12, "bold": True, "color": NAVY}
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
    drawn.set_legend({"position": "bottom", "font": small | {"color": INK}} if chart.legend else {"none": True})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")


def _bare(drawn: Any, chart: Chart) -> None:
    """The line alone, over the whole of its ground; the thin line at nought where it is asked for."""
    hairline = {"color": HAIRLINE, "width": 0.75}
    nowhere = {"label_position": "none", "major_tick_mark": "none", "minor_tick_mark": "none"}
    drawn.set_title({"none": True})
    drawn.set_legend({"none": True})
    drawn.set_size({"width": chart.width, "height": chart.height})
    drawn.set_x_axis(nowhere | {"line": hairline if chart.axis else {"none": True}})
    limits = {"min": chart.y_min, "max": chart.y_max}
    set_ = {name: limit for name, limit in limits.items() if limit is not None}
    drawn.set_y_axis(nowhere | {"line": {"none": True}, "major_gridlines": {"visible": False}} | set_)
    drawn.set_plotarea({"layout": {"x": 0.02, "y": 0.06, "width": 0.96, "height": 0.88}})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    drawn.show_blanks_as("gap")


def _range(reference: str) -> str:
    return reference if reference.startswith("=") else f"={reference}"


def plain(text: str) -> str:
    """Text that the writer cannot take for a reference: `Well done!A1` would become a formula of the chart."""
    text = f"{WORD_JOINER}{text}" if text.startswith("=") else text
    return LOOKS_LIKE_A_RANGE.sub(rf"\1{WORD_JOINER}\2", text)
