"""One content in one cell: each kind of content has its own call, so that no text can turn into anything else."""

from __future__ import annotations

import math
from datetime import date
from datetime import datetime
from numbers import Real

from xlsxwriter.worksheet import Worksheet

from pmxl.findings import show
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.sheets.formats import Formats
from pmxl.sheets.style import DATE_FORMAT
from pmxl.sheets.style import MOMENT_FORMAT
from pmxl.sheets.text import CELL_LIMIT
from pmxl.sheets.text import safe_text

FIRST_DAY = date(1900, 1, 1)
GENERAL = "General"


class PlanFault(Exception):
    """Something in a plan that no workbook can hold; `cell` is its address, or empty."""

    def __init__(self, code: str, says: str, cell: str = "", found: object = "") -> None:
        self.code = code
        self.says = says
        self.cell = cell
        self.found = show(found)
        super().__init__(says)


class SavedEmpty(str):
    """An empty text saved as a formula's value: XlsxWriter takes a plain empty text for "no value saved"."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


class Pen:
    """Writes contents into the cells of one worksheet."""

    def __init__(self, sheet: Worksheet, formats: Formats) -> None:
        self._sheet = sheet
        self._formats = formats

    def write(self, row: int, col: int, value: Content, style: Style) -> None:
        """One cell; raises PlanFault OUT011 where the value is none that a cell can hold."""
        try:
            done = self._write(row, col, value, style)
        except (UserWarning, ValueError, TypeError) as error:
            raise PlanFault(
                "OUT011", f"The cell cannot be written: “{show(error, 200)}”.", address(row, col), value
            ) from error
        if done:
            raise PlanFault("OUT011", f"The cell lies outside the sheet (row {row}, column {col}).", found=value)

    def _write(self, row: int, col: int, value: Content, style: Style) -> int:
        if value is None or value == "":
            return self._blank(row, col, style)
        if isinstance(value, str):
            return self._text(row, col, value, style)
        if type(value) is float:  # as nearly every number: what a real is besides takes longer to ask
            return self._number(row, col, value, style)
        if isinstance(value, bool):
            return int(self._sheet.write_boolean(row - 1, col - 1, value, self._formats.cell(style)))
        if isinstance(value, Real):
            return self._number(row, col, float(value), style)
        if isinstance(value, date):
            return self._date(row, col, value, style)
        if isinstance(value, Formula):
            return self._formula(row, col, value, style)
        if isinstance(value, Rich):
            return self._rich(row, col, value, style)
        if isinstance(value, Link):
            return self._link(row, col, value, style)
        raise TypeError(f"a cell cannot hold a {type(value).__name__}")

    def _blank(self, row: int, col: int, style: Style) -> int:
        return int(self._sheet.write_blank(row - 1, col - 1, None, self._formats.cell(style)))

    def _text(self, row: int, col: int, text: str, style: Style) -> int:
        text = safe_text(text)
        if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter would take it for its own markup
            return self._runs(row, col, [(text[:1], style), (text[1:], style)], style)
        return int(self._sheet.write_string(row - 1, col - 1, text, self._formats.cell(style)))

    def _number(self, row: int, col: int, number: float, style: Style) -> int:
        if not math.isfinite(number):
            raise ValueError(f"{number} is not a number that a workbook can hold")
        return int(self._sheet.write_number(row - 1, col - 1, number, self._formats.cell(style)))

    def _date(self, row: int, col: int, day: date, style: Style) -> int:
        if day != day:  # pandas' missing time is a datetime that does not equal itself
            raise ValueError("a missing time is not a date that a workbook can hold")
        if (day.date() if isinstance(day, datetime) else day) < FIRST_DAY:
            raise ValueError(f"{day} lies before 1900, where Excel's dates begin")
        if style.number_format == GENERAL:
            style = style.but(number_format=MOMENT_FORMAT if isinstance(day, datetime) else DATE_FORMAT)
        return int(self._sheet.write_datetime(row - 1, col - 1, day, self._formats.cell(style)))

    def _formula(self, row: int, col: int, formula: Formula, style: Style) -> int:
        value = formula.value
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{value} is not a value that a formula can have")
        if isinstance(value, str):
            value = safe_text(value) or SavedEmpty()
        text = "=" + formula.text.removeprefix("=")
        return int(self._sheet.write_formula(row - 1, col - 1, text, self._formats.cell(style), value))

    def _rich(self, row: int, col: int, rich: Rich, style: Style) -> int:
        parts = [(safe_text(text), look) for text, look in rich.parts if text]
        if len(parts) == 1:  # one run is no rich text: the cell takes its font
            text, look = parts[0]
            fonts = {
                name: getattr(look, name) for name in ("font", "size", "bold", "italic", "strike", "color", "underline")
            }
            return self._text(row, col, text, style.but(**fonts))
        if not parts:
            return self._blank(row, col, style)
        return self._runs(row, col, parts, style)

    def _runs(self, row: int, col: int, parts: list[tuple[str, Style]], style: Style) -> int:
        pieces = [piece for text, look in parts for piece in (self._formats.font(look), text)]
        done = int(self._sheet.write_rich_string(row - 1, col - 1, *pieces, self._formats.cell(style)))
        if done < -1:
            raise ValueError(f"its {len(parts)} runs of text go beyond {CELL_LIMIT:,} characters")
        return done

    def _link(self, row: int, col: int, link: Link, style: Style) -> int:
        words = safe_text(link.text)
        tip = safe_text(link.tip) or None
        cell = self._formats.cell(style)
        done = int(self._sheet.write_url(row - 1, col - 1, f"internal:{link.target}", cell, words, tip))
        return done or self._text(row, col, words, style)
