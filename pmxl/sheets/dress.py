"""Dress: a described workbook in a partnership's house style. A plan goes in and a plan comes out; nothing is stored.

Every report describes itself in the program's own colours. Here each of them gives way to the one that the partnership
has for the same purpose: a dark blue ground is that of its titles, dark blue letters those of its headings. A colour a
hair off one of ours (see reports/figure.py) stays as far off; one that is none of ours stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from pmxl.sheets import style
from pmxl.sheets.colour import channels
from pmxl.sheets.colour import colour_of
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.ink import Ink

A_HAIR = 2
"""Steps of a channel by which a colour may be off ours and still be meant as ours."""
HALVES = 2
"""Sizes of letters go by halves of a point."""
SMALLEST = 7.0


def dressed(plan: BookPlan, house: HouseStyle = HOUSE) -> BookPlan:
    """The same workbook in that house style; in the program's own it is what it was."""
    if replace(house, logo=None) == HOUSE:
        return plan
    wardrobe = Wardrobe(house)
    return replace(plan, sheets=tuple(wardrobe.sheet(sheet) for sheet in plan.sheets))


class Wardrobe:
    """The looks of one house style, each made when first asked for."""

    def __init__(self, house: HouseStyle) -> None:
        self.house = house
        self.inks, self.fills = _inks(house), _fills(house)
        self.edges = {style.NAVY: house.heading, style.HAIRLINE: house.line}
        self.lines = self.inks | {style.NAVY: house.chart}
        self._looks: dict[Style, Style] = {}

    def sheet(self, plan: SheetPlan) -> SheetPlan:
        """Everything on a sheet."""
        return replace(
            plan,
            puts=tuple(map(self.put, plan.puts)),
            columns=tuple(replace(one, style=self.look(one.style) if one.style else None) for one in plan.columns),
            tables=tuple(map(self.table, plan.tables)),
            conditionals=tuple(replace(one, style=self.look(one.style)) for one in plan.conditionals),
            sparklines=tuple(
                replace(one, color=changed(one.color, self.lines), marker=changed(one.marker, self.lines))
                for one in plan.sparklines
            ),
            charts=tuple(map(self.chart, plan.charts)),
            page=replace(plan.page, ink=self.ink(plan.page.ink)),
            tab=changed(plan.tab, self.fills) if plan.tab else None,
        )

    def look(self, own: Style) -> Style:
        """A style of ours in the house's font and colours."""
        if own not in self._looks:
            self._looks[own] = self._made(own)
        return self._looks[own]

    def put(self, put: Put) -> Put:
        """A cell, with each run of a rich text."""
        value = put.value
        if isinstance(value, Rich):
            value = Rich(tuple((text, self.look(worn)) for text, worn in value.parts))
        return replace(put, value=value, style=self.look(put.style))

    def table(self, table: Table) -> Table:
        """A table: its headings and the style of each column."""
        styles = tuple(map(self.look, table.styles))
        return replace(table, heading_style=self.look(table.heading_style), styles=styles)

    def chart(self, chart: Chart) -> Chart:
        """A chart: its letters and the colour of each series."""
        series = tuple(replace(one, color=changed(one.color, self.lines)) for one in chart.series)
        return replace(chart, series=series, ink=self.ink(chart.ink))

    def ink(self, own: Ink) -> Ink:
        """The letters of charts and margins."""
        house = self.house
        return replace(own, font=house.font, heading=house.heading, text=house.text, quiet=house.note, line=house.line)

    def _made(self, own: Style) -> Style:
        """A framed cell keeps its ground: the guidance of a return names it."""
        house = self.house
        ours = own.font == HOUSE.font
        return own.but(
            font=house.font if ours else own.font,
            size=resized(own.size, house.smaller) if ours else own.size,
            color=self._text(own),
            fill=changed(own.fill, self.fills) if own.fill and not own.left else own.fill,
            **{side: changed(edge, self.edges) for side, edge in _sides(own)},
        )

    def _text(self, own: Style) -> str:
        """The colour of letters, which on the ground of titles and of table headings are those of that ground."""
        if own.fill == style.NAVY:
            on_band = {style.WHITE: self.house.title.text, style.ON_NAVY: self.house.subtitle.text}
            return changed(own.color, on_band)
        if own.fill == style.MIST and own.color == style.NAVY:
            return self.house.table_heading.text
        return changed(own.color, self.inks)


def resized(size: float, by: float) -> float:
    """A size of letters made smaller, to half a point; one too small to read is left as it was."""
    return min(size, max(SMALLEST, int(size * by * HALVES) / HALVES))


def changed(colour: str, to: Mapping[str, str]) -> str:
    """The colour that stands for one of ours; a hair off stays a hair off, and any other stays."""
    if colour in to:
        return to[colour]
    for own, other in to.items():
        steps = [a - b for a, b in zip(channels(colour), channels(own), strict=True)]
        if max(map(abs, steps)) <= A_HAIR and own != style.WHITE:
            return colour_of(channel + step for channel, step in zip(channels(other), steps, strict=True))
    return colour


def _inks(house: HouseStyle) -> dict[str, str]:
    own = {style.INK: house.text, style.MUTED: house.note, style.NAVY: house.heading, style.LINK_BLUE: house.link}
    return own | {style.STATUS[rating].color: house.look(rating).color for rating in style.STATUS if rating.is_colour}


def _fills(house: HouseStyle) -> dict[str, str]:
    own = {style.NAVY: house.title.fill, style.MIST: house.table_heading.fill}
    return own | {style.STATUS[rating].tint: house.look(rating).tint for rating in style.STATUS if rating.is_colour}


def _sides(own: Style) -> Iterator[tuple[str, str]]:
    for side in ("top", "bottom", "left", "right"):
        edge = getattr(own, side)
        if edge:
            yield side, edge
