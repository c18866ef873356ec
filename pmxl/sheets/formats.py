"""Styles become formats of one workbook, each once."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pmxl.sheets.describe import Style

THIN = 1
MEDIUM = 2
SIDES = ("top", "bottom", "left", "right")


class Formats:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[Style, Format] = {}
        self._same: dict[int, tuple[Style, Format]] = {}
        self._fonts: dict[Style, Format] = {}
        self._changes: dict[Style, Format] = {}

    def cell(self, style: Style) -> Format:
        """Everything a style says."""
        known = self._same.get(id(style))  # most cells share the very style of others
        if known is not None:
            return known[1]
        if style not in self._cells:
            self._cells[style] = self._workbook.add_format(_font(style) | _box(style))
        self._same[id(style)] = style, self._cells[style]
        return self._cells[style]

    def font(self, style: Style) -> Format:
        """Its font alone, for one run of a rich text."""
        if style not in self._fonts:
            self._fonts[style] = self._workbook.add_format(_font(style))
        return self._fonts[style]

    def change(self, style: Style) -> Format:
        """What a conditional format may change: text colour, weight and fill, never the font or its size."""
        if style not in self._changes:
            properties: dict[str, Any] = {"font_color": style.color, "bold": style.bold, "italic": style.italic}
            if style.fill:
                properties["bg_color"] = style.fill
            self._changes[style] = self._workbook.add_format({k: v for k, v in properties.items() if v})
        return self._changes[style]


def _font(style: Style) -> dict[str, Any]:
    return {
        "font_name": style.font,
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "font_strikeout": style.strike,
        "underline": int(style.underline),
        "font_color": style.color,
    }


def _box(style: Style) -> dict[str, Any]:
    box: dict[str, Any] = {
        "valign": style.valign,
        "text_wrap": style.wrap,
        "indent": style.indent,
        "num_format": style.number_format,
        "locked": style.locked,
        "rotation": style.rotate,
    }
    if style.align != "general":
        box["align"] = style.align
    if style.fill:
        box["bg_color"] = style.fill
    for side in SIDES:
        colour = getattr(style, side)
        if colour:
            box[side] = MEDIUM if style.heavy else THIN
            box[f"{side}_color"] = colour
    return box
