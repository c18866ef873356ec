"""Rendering: a described workbook as lines of text, so that a change of layout is a difference that can be read.

A cell is `B5:D5 | what stands in it | how it looks`; its look is the nearest named style of the house and what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Conditional
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.describe import Validation

NAMED = {name: value for name, value in vars(style).items() if isinstance(value, Style)}
NAMED |= {f"{word} status": style.status_style(word) for word in style.STATUS if word.is_colour}
COLOURS = {value: name for name, value in vars(style).items() if isinstance(value, str) and value.startswith("#")}
COLOURS |= {look.color: f"{word} text" for word, look in style.STATUS.items() if word.is_colour}
COLOURS |= {look.tint: f"{word} tint" for word, look in style.STATUS.items()}
SHOWN = 160
"""Characters of a text; what is longer ends with its length."""


def render_book(plan: BookPlan) -> list[str]:
    """What a workbook says of itself: title, sheets in their order, defined names."""
    return [
        f"title: {plan.title}",
        f"subject: {plan.subject}",
        *(f"sheet: {sheet.name} ({sheet.state}{', protected' if sheet.protect else ''})" for sheet in plan.sheets),
        *(f"name: {name} {target}" for name, target in plan.names.items()),
    ]


def render_sheet(plan: SheetPlan) -> list[str]:
    """A sheet: its frame and paper, then its cells row by row, then what lies on them."""
    cells = sorted(plan.puts, key=lambda put: (put.row, put.col))
    return [
        f"freeze {_cell(plan.freeze)} · cursor {_cell(plan.cursor)} · zoom {plan.zoom} · tab {_colour(plan.tab)}",
        f"page {_plain(plan.page)}",
        *map(_column, plan.columns),
        *_heights(plan),
        *map(_put, cells),
        *(line for table in plan.tables for line in _table(table)),
        *map(_validation, plan.validations),
        *map(_conditional, plan.conditionals),
        *(
            f"sparkline {address(s.row, s.col)} {s.source} {_colour(s.color)} {_colour(s.marker)}"
            for s in plan.sparklines
        ),
        *(line for chart in plan.charts for line in _chart(chart)),
    ]


@cache
def look(given: Style) -> str:
    """A style as the nearest named one and what differs: `TABLE_TEXT size 9 bold`."""
    name, nearest = min(NAMED.items(), key=lambda item: len(_differences(given, item[1])))
    return " ".join((name, *_differences(given, nearest)))


def _differences(given: Style, nearest: Style) -> list[str]:
    found = []
    for field in fields(Style):
        value = getattr(given, field.name)
        if value != getattr(nearest, field.name):
            found.append(f"{field.name}={_colour(value)}")
    return found


def _colour(value: object) -> str:
    """A colour by its name, and a number the same whether it came as 10 or as 10.0."""
    if isinstance(value, float):
        return f"{value:g}"
    return COLOURS.get(value, str(value)) if isinstance(value, str) else str(value)


def _cell(place: tuple[int, int] | None) -> str:
    return address(*place) if place else "none"


def _block(row: int, col: int, to_row: int, to_col: int) -> str:
    first, last = address(row, col), address(max(row, to_row), max(col, to_col))
    return first if first == last else f"{first}:{last}"


def _column(column: Column) -> str:
    hidden = " hidden" if column.hidden else ""
    worn = f" {look(column.style)}" if column.style else ""
    letters = [address(1, col).rstrip("1") for col in (column.first, column.last)]
    return f"columns {'-'.join(dict.fromkeys(letters))} width {column.width:g}{hidden}{worn}"


def _heights(plan: SheetPlan) -> Iterator[str]:
    """Rows of one height together: `rows 6-12 height 33`."""
    runs: list[tuple[int, int, float]] = []
    for row, height in sorted(plan.heights.items()):
        if runs and runs[-1][1] == row - 1 and runs[-1][2] == height:
            runs[-1] = (runs[-1][0], row, height)
        else:
            runs.append((row, row, height))
    yield from (f"rows {first}-{last} height {height:.1f}" for first, last, height in runs)


def _put(put: Put) -> str:
    note = f" | note {_text(put.note)}" if put.note else ""
    return f"{_block(put.row, put.col, put.to_row, put.to_col)} | {_content(put.value)} | {look(put.style)}{note}"


def _content(value: Content) -> str:
    if isinstance(value, Formula):
        return f"={value.text} -> {value.value!r}"
    if isinstance(value, Rich):
        return "rich " + " + ".join(f"{_text(text)} [{look(worn)}]" for text, worn in value.parts)
    if isinstance(value, Link):
        return f"link {_text(value.text)} -> {value.target}"
    if isinstance(value, str):
        return _text(value)
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def _text(text: str) -> str:
    told = text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text)} characters)"
    return repr(told)


def _table(table: Table) -> Iterator[str]:
    yield f"table {table.name} at {address(table.row, table.col)}, {len(table.rows)} rows and {table.spare_rows} spare"
    for heading, worn in zip(table.headings, table.styles, strict=True):
        yield f"  column {heading!r} | {look(worn)}"
    for row in table.rows:
        yield "  " + " | ".join(map(_content, row))


def _validation(rule: Validation) -> str:
    block = _block(rule.row, rule.col, rule.to_row, rule.to_col)
    bounds = f"{rule.criteria} {rule.minimum} {rule.maximum}" if rule.kind not in ("list", "custom") else rule.source
    return f"typing {block} {rule.kind} {bounds} | {rule.message or rule.error}"


def _conditional(rule: Conditional) -> str:
    block = _block(rule.row, rule.col, rule.to_row, rule.to_col)
    return f"colour {block} where {rule.formula} | {look(rule.style)}"


def _chart(chart: Chart) -> Iterator[str]:
    yield f"chart {address(chart.row, chart.col)} {chart.width}x{chart.height} {chart.title!r} y {chart.y_title!r}"
    yield f"  says {_text(chart.alt)}"
    for one in chart.series:
        drawn = f"{one.kind}{' dashed' if one.dashed else ''}{' marked' if one.marker else ''} {one.width:g}"
        yield f"  {one.name}: {one.values} over {one.categories} {_colour(one.color)} {drawn} {one.label_last!r}"


def _plain(value: object) -> str:
    """What differs from an ordinary value of the same kind: `landscape=False area=(1, 1, 9, 4)`."""
    plain = type(value)()
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]
    said = (f"{name}={getattr(value, name)!r}" for name in names if getattr(value, name) != getattr(plain, name))
    return " ".join(said)
