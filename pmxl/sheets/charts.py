"""A described chart becomes a native one: calm axes, hairline grid, direct labels, and a text alternative always."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Series
from pmxl.sheets.ink import PLAIN
from pmxl.sheets.ink import Ink
from pmxl.sheets.style import WHITE

COLUMN_GAP = 60
MARKER_SIZE = 6
MARKER_MORE = 2
DASH_SIZE = 12
HATCH = "wide_upward_diagonal"
DOT, DOT_SIZE = "●", 7
LOOKS_LIKE_A_RANGE = re.compile(r"^(=?[^!]+!)(\$?[A-Za-z]+\$?\d+)")
WORD_JOINER = "\u2060"


def add_chart(workbook: Workbook, sheet: Worksheet, chart: Chart) -> None:
    """Draw a chart at its cell; columns stand behind, lines before them."""
    if not chart.alt.strip():
        raise ValueError(f"the chart {chart.title!r} has no text alternative")
    columns = [s for s in chart.series if s.kind == "column"]
    lines = [s for s in chart.series if s.kind != "column"]
    kind = {"type": "column"} | ({"subtype": "stacked"} if chart.stacked else {})
    round_ = any(s.kind == "radar" for s in lines)
    line = {"type": "radar", "subtype": "with_markers"} if round_ else {"type": "line"}
    drawn = _of_kind(workbook, kind, columns, chart.ink) if columns else _of_kind(workbook, line, lines, chart.ink)
    if columns and lines:
        drawn.combine(_of_kind(workbook, line, lines, chart.ink))
    if chart.bare:
        _bare(drawn, chart)
    else:
        _dress(drawn, chart, [n for n, one in enumerate([*columns, *lines]) if not one.in_legend], round_=round_)
    sheet.insert_chart(
        chart.row - 1,
        chart.col - 1,
        drawn,
        {"description": chart.alt, "object_position": 2, "x_offset": chart.inset, "y_offset": chart.inset},
    )


def _of_kind(workbook: Workbook, kind: dict[str, str], series: list[Series], ink: Ink) -> Any:
    drawn = workbook.add_chart(kind)
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
        options |= _column(series)
    else:
        options["line"] = {"color": series.color, "width": series.width} if series.width else {"none": True}
        if series.dashed and series.width:
            options["line"]["dash_type"] = "dash"
        options["marker"] = _marker(series) if series.marker else {"type": "none"}
    if series.last_marker and series.points > 0:
        options |= _last_dot(series, ink)
    if series.label_last and series.points > 0:
        options["data_labels"] = _last_label(series, ink)
    elif any(series.labels):
        options["data_labels"] = _labels(series, ink)
    return options


def _column(series: Series) -> dict[str, Any]:
    """A plain column, a hatched one in the same colour, or nothing but the room that it takes."""
    if series.hidden:
        return {"fill": {"none": True}, "border": {"none": True}, "gap": COLUMN_GAP}
    if not series.hatched:
        return {"fill": {"color": series.color}, "border": {"none": True}, "gap": COLUMN_GAP}
    pattern = {"pattern": HATCH, "fg_color": series.color, "bg_color": WHITE}
    return {"pattern": pattern, "border": {"color": series.color, "width": 1}, "gap": COLUMN_GAP}


def _marker(series: Series) -> dict[str, Any]:
    """A dot, or for a dashed series without a line a dash: told apart by shape, they may share a colour."""
    colour = {"color": series.color}
    if series.shape:
        size = MARKER_SIZE + (MARKER_MORE if series.shape != "circle" or not series.width else 0)
        return {"type": series.shape, "size": size, "fill": colour, "border": {"color": PLAIN.text, "width": 0.75}}
    if series.dashed and not series.width:
        return {"type": "long_dash", "size": DASH_SIZE, "fill": colour, "border": colour}
    return {"type": "circle", "size": MARKER_SIZE, "fill": colour, "border": colour}


def _last_dot(series: Series, ink: Ink) -> dict[str, Any]:
    """A dot on the last point alone, as its label: LibreOffice draws the markers of one point on all of them."""
    words = {"value": DOT, "font": {"name": ink.font, "size": DOT_SIZE, "color": series.last_marker}}
    silent: list[dict[str, Any]] = [{"delete": True}] * (series.points - 1)
    return {"data_labels": {"value": True, "position": "center", "custom": [*silent, words]}}


def _last_label(series: Series, ink: Ink) -> dict[str, Any]:
    """Words beside the last point instead of a legend; every other point keeps silent."""
    color = series.color if series.kind == "line" else ink.text
    words = {"value": plain(series.label_last), "font": {"name": ink.font, "size": 9, "bold": True, "color": color}}
    silent: list[dict[str, Any]] = [{"delete": True}] * (series.points - 1)
    position = "right" if series.kind == "line" else "outside_end"
    return {"value": True, "position": position, "custom": [*silent, words]}


def _labels(series: Series, ink: Ink) -> dict[str, Any]:
    """Words at the points that have any."""
    font = {"name": ink.font, "size": 9, "bold": True, "color": ink.text}
    custom = [{"value": plain(words), "font": font} if words else {"delete": True} for words in series.labels]
    position = {"position": "above"} if series.kind == "line" else {}
    return {"value": True, "custom": custom} | position


def _dress(drawn: Any, chart: Chart, silent: list[int], *, round_: bool = False) -> None:
    ink = chart.ink
    small = {"name": ink.font, "size": 8 if chart.small else 9, "color": ink.quiet, "bold": False}
    hairline = {"color": ink.line, "width": 0.75}
    title_font = {"name": ink.font, "size": 9 if chart.small else 12, "bold": True, "color": ink.heading}
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
            "major_gridlines": {"visible": round_, "line": hairline},
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
    if round_:
        y_axis["major_unit"] = 1
    drawn.set_y_axis(y_axis)
    legend = {"position": "bottom", "font": small | {"color": ink.text}} | ({"delete_series": silent} if silent else {})
    drawn.set_legend(legend if chart.legend else {"none": True})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")


def _bare(drawn: Any, chart: Chart) -> None:
    """The line alone, over the whole of its ground; the thin line at nought where it is asked for."""
    hairline = {"color": chart.ink.line, "width": 0.75}
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
