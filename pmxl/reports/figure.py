"""How a figure of an assessment stands in a cell: its content, and a style that carries the measure's decimals."""

from __future__ import annotations

import math
import weakref
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeGuard

from pmxl.days import day_of
from pmxl.periods import day_in_brief
from pmxl.rules.spoken import spoken
from pmxl.sheets import style
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Style
from pmxl.sheets.shown import shown
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import yes_or_no

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
"""One row of an assessment frame, by column."""

Cell = tuple[Content, Style]
"""What stands in a cell, and how it looks."""

DASH = "–"
"""Stands where there is no figure: a blank cell looks forgotten on paper."""

TIED = "\u00a0"
"""A blank at which no line breaks: `£ thousand` stays together."""

ACROSS_SIZE = 9.5
"""Points of the words that stand for a figure, `3.0 to 4.5 across 3`."""

AT_LEAST = '"≥ "'
PROVISIONAL = '" p"'
ROOM_FOR_PROVISIONAL = "_ _p"
"""As wide as the mark of a provisional figure, so that the digits of the others stand under its own."""


BESIDE = {"color": "#1B2734"}
DASH_COLOR = "#5B6771"
"""Ink and muted ink, a hair off: LibreOffice drops the indent of a figure whose letters are in every way those of the
cell before it while its number format is another. For the second of two neighbouring columns, and for dashes.
"""


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame, in order; a frame that is asked again, as by the page of every measure, is not read again.

    No report changes a frame, so that what was read of it once holds for as long as it is there.
    """
    known = _READ.get(id(frame))
    if known is None or known[0]() is not frame:
        key, names, columns = id(frame), list(map(str, frame.columns)), [boxed(column) for _, column in frame.items()]
        rows: list[Row] = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        known = _READ[key] = (weakref.ref(frame, lambda _: _READ.pop(key, None)), rows)
    return list(known[1])


def boxed(column: pd.Series[Any]) -> list[Any]:
    """The values of a column as Python has them."""
    import numpy as np  # here, so that a report of which nothing is a frame starts without it

    values: list[Any] = column.astype(object).tolist()
    return [value.item() if isinstance(value, np.generic) else value for value in values]


_READ: dict[int, tuple[weakref.ref[pd.DataFrame], list[Row]]] = {}
"""Rows read, by frame; they go when their frame does."""


def rows_about(frame: pd.DataFrame, measure: str) -> list[Row]:
    """The rows of a frame that are about one measure, in order; the frame is gone through once for all measures."""
    key = id(frame)
    known = _ABOUT.get(key)
    if known is None or known[0]() is not frame:
        known = _ABOUT[key] = (weakref.ref(frame, lambda _: _ABOUT.pop(key, None)), by_measure(frame))
    return list(known[1].get(measure, ()))


_ABOUT: dict[int, tuple[weakref.ref[pd.DataFrame], dict[str, list[Row]]]] = {}
"""The same by frame and measure."""


def by_measure(frame: pd.DataFrame) -> dict[str, list[Row]]:
    """The rows of a frame by their measure, in order."""
    found: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        found.setdefault(row["measure"], []).append(row)
    return found


def whole_rows(frame: pd.DataFrame) -> dict[str, Row]:
    """The one row of each measure in a frame of whole measures."""
    return {row["measure"]: row for row in rows_of(frame)}


def is_known(value: object) -> TypeGuard[float]:
    """True for a number that a cell can hold."""
    return isinstance(value, (int, float)) and math.isfinite(value)


def number(value: float | None, number_format: str, look: Style) -> Cell:
    """A number in a format, or a muted dash."""
    if not is_known(value):
        return dash(look)
    return float(value), look.but(number_format=number_format)


def dash(look: Style) -> Cell:
    """The sign that there is no figure."""
    return DASH, look.but(color=DASH_COLOR, bold=False, number_format="General")


def text(said: object, look: Style) -> Cell:
    """A text, or a muted dash where there is none."""
    return (said, look) if isinstance(said, str) and said else dash(look)


def count(value: float | None, look: Style = style.NUMBER) -> Cell:
    """A whole number, or a dash."""
    return number(value, style.number_format(0), look)


def figure(row: Row, value: float, look: Style = style.NUMBER) -> Cell:
    """A figure in its measure's own terms: a number in its decimals, a date, Yes or No; a dash where there is none."""
    if row["kind"] == Kind.YES_NO and is_known(value):
        return yes_or_no(value), look
    return number(value, style.number_format(int(row["decimals"]), row["kind"]), look)


def actual(row: Row, look: Style = style.NUMBER_STRONG, *, room: bool = False) -> Cell:
    """The figure itself, `≥` before it where partners are missing from a sum, `p` after it while it is provisional.

    `room` keeps the place of a `p` free where others in the column have one. A row may bring words for a figure that
    it does not have, in `across`.
    """
    content, look = figure(row, row["value"], look)
    if content == DASH and row.get("across"):
        return row["across"], look.but(size=ACROSS_SIZE, bold=False, wrap=True, number_format="General")
    if isinstance(content, str) or content is None:
        return content, look
    after = PROVISIONAL if row["provisional"] else ROOM_FOR_PROVISIONAL if room else ""
    before = AT_LEAST if row["at_least"] else ""
    return content, look.but(number_format=f"{before}{look.number_format}{after}")


def part(value: float, look: Style = style.NUMBER) -> Cell:
    """A numerator or a denominator: whole where it is whole, else with two decimals."""
    return number(value, style.number_format(0 if is_known(value) and float(value).is_integer() else 2), look)


def target(row: Row, look: Style = style.NUMBER_MUTED) -> Cell:
    """The target, or the range as words (`85 to 95`), or a dash."""
    if row["polarity"] != Polarity.RANGE:
        return figure(row, row["target"], look)
    return ranged(row) or DASH, look


def ranged(row: Row) -> str:
    """A range in words, `85 to 95`, open at an end that is not agreed; "" where neither is."""
    low, high = (spelled(row, row[bound]) for bound in ("low", "high"))
    if low and high:
        return f"{low} to {high}"
    return f"from {low}" if low else f"up to {high}" if high else ""


def spelled(row: Row, value: float) -> str:
    """A figure as its cell shows it; "" where there is none."""
    if not is_known(value):
        return ""
    if row["kind"] == Kind.MILESTONE:
        return day_in_brief(day_of(value))
    content, look = figure(row, value)
    return shown(content, look.number_format)


def variance(row: Row, look: Style = style.NUMBER) -> Cell:
    """Actual less target with its sign always shown; a milestone's in days."""
    if row["kind"] == Kind.YES_NO:
        return dash(look)
    if row["kind"] == Kind.MILESTONE:
        days = "day" if abs(row["variance"]) == 1 else "days"
        return number(row["variance"], signed(f'{style.number_format(0)} "{days}"'), look)
    return number(row["variance"], signed(style.number_format(int(row["decimals"]))), look)


def signed(plain: str) -> str:
    """A number format with the sign always shown."""
    return f'"+"{plain};"−"{plain};{plain}'


def in_words(row: Row, value: float) -> str:
    """A figure in a sentence, with its unit."""
    return spoken(value, int(row["decimals"]), row["unit"])


def or_blank(cell: Cell) -> Cell:
    """An empty cell instead of a dash: a column of data holds figures or nothing, and a chart leaves a gap there."""
    content, look = cell
    return (None if content == DASH else content), look


def aside(row: Row) -> str:
    """What stands small beside a measure's name: its unit, whether it is only so far, and whether it is carried."""
    said = [row["unit"], "at least so far" if row["at_least"] else "", f"of {row['carried']}" if row["carried"] else ""]
    return " · ".join(piece.replace(" ", TIED) for piece in said if piece)


def day(value: object, look: Style = style.DATE) -> Cell:
    """A day, that of a moment too, or a dash."""
    if not isinstance(value, date) or value != value:  # pandas' missing time does not equal itself
        return DASH, look
    return (value.date() if isinstance(value, datetime) else value), look


def moment(value: object, look: Style = style.MOMENT) -> Cell:
    """A day with its hour, or a dash; the hour is the one it was recorded in, without its zone."""
    if isinstance(value, datetime) and value == value:
        return value.replace(tzinfo=None, microsecond=0), look
    return DASH, look


def word(value: object) -> str:
    """Text as it stands, "" for what pandas puts where there is none."""
    return value if isinstance(value, str) else ""
