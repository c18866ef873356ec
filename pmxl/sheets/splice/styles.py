"""Styles: the looks of our own sheet added behind those of the workbook that it goes into."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.elements import added
from pmxl.sheets.splice.elements import elements
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.splice.part import edited
from pmxl.sheets.splice.relations import Parts
from pmxl.terms import Rating

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LISTS = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
"""What a look is put together from, and by which number it names each."""
LOOKS = "cellXfs"
FORMATS = re.compile(rb'numFmtId="(\d+)"')
OWN_FORMATS = 164  # from this number on a number format is a workbook's own
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
GROUNDS = {Rating.AMBER: "#FBD9A5", Rating.RED: "#F7B9B9"}
"""Under a cell with a question, and under one with an error: stronger than the cream of an input."""


@dataclass(frozen=True, slots=True)
class Looks:
    """From which number on our looks stand, and the numbers of the two highlights (a question, an error)."""

    first: int
    highlights: tuple[int, int]


def add_styles(parts: Parts, part: str, ours: bytes, house: HouseStyle = HOUSE) -> Looks:
    """Adds the looks of a stylesheet of our own writer to another's, and the two highlights in a house's colours."""
    if part not in parts:
        raise Unspliceable("it has no styles")
    data = parts[part]
    theirs, mine = lists_of(data, part), lists_of(ours, part)
    if any(name not in theirs for name in (*LISTS, LOOKS)):
        raise Unspliceable("its styles are incomplete")
    counts = {name: len(theirs[name][1]) for name in (*LISTS, LOOKS)}
    edits: list[Edit] = []
    for name in LISTS:
        edits += added(data, theirs[name][0], inside(ours, mine[name]), len(mine[name][1]))
    looks = shifted(inside(ours, mine[LOOKS]), counts)
    edits += added(data, theirs[LOOKS][0], looks, len(mine[LOOKS][1]))
    tints = "".join(highlight(*tint(rating, house)) for rating in GROUNDS).encode()
    edits += _with_highlights(data, theirs, tints)
    parts[part] = edited(data, edits)
    first = len(theirs["dxfs"][1]) if "dxfs" in theirs else 0
    return Looks(counts[LOOKS], (first, first + 1))


def lists_of(data: bytes, part: str) -> dict[str, tuple[Element, list[Element]]]:
    """The lists of a stylesheet, each with what stands in it."""
    found: dict[str, tuple[Element, list[Element]]] = {}
    last = ""
    for element in elements(data, part, depth=3):
        if element.depth == 1 and MAIN.encode() not in data[element.begin : element.inside]:
            raise Unspliceable("it is saved as Strict Open XML")
        if element.depth == 2:
            last = element.name
            found[last] = (element, [])
        elif last:
            found[last][1].append(element)
    return found


def inside(data: bytes, listed: tuple[Element, list[Element]]) -> bytes:
    """What stands in a list, each item saying for itself of which namespace it is."""
    return b"".join(spaced(data[item.begin : item.end]) for item in listed[1])


def spaced(item: bytes) -> bytes:
    """An element that says of which namespace it is, wherever it comes to stand."""
    return re.sub(rb"^<(\w+)", rb'<\1 xmlns="' + MAIN.encode() + rb'"', item, count=1)


def shifted(looks: bytes, counts: dict[str, int]) -> bytes:
    """Looks whose fonts, fills and borders are found behind those that were there; number formats General only."""
    if any(int(number) >= OWN_FORMATS for number in FORMATS.findall(looks)):
        raise ValueError("a sheet that is spliced may use built-in number formats only")
    for name, key in LISTS.items():
        looks = re.sub(rf'\b{key}="(\d+)"'.encode(), _raised(key, counts[name]), looks)
    return looks


def _raised(key: str, by: int) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: f'{key}="{int(found[1]) + by}"'.encode()


def tint(rating: Rating, house: HouseStyle) -> tuple[str, str]:
    """Ground and edge of a highlight; a house with a colour of its own for the rating has its ground too."""
    look = house.look(rating)
    return (GROUNDS[rating] if look == HOUSE.look(rating) else look.tint), look.color


def highlight(fill: str, edge: str) -> str:
    """A ground and a frame for a cell, laid over its own look by a rule that always holds; colours as #RRGGBB."""
    fill, edge = (f"FF{colour.removeprefix('#')}" for colour in (fill, edge))
    sides = "".join(
        f'<{side} style="thin"><color rgb="{edge}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    ground = (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{fill}"/><bgColor rgb="{fill}"/></patternFill></fill>'
    )
    return f'<dxf xmlns="{MAIN}">{ground}<border>{sides}</border></dxf>'


def _with_highlights(data: bytes, theirs: dict[str, tuple[Element, list[Element]]], tints: bytes) -> list[Edit]:
    if "dxfs" in theirs:
        return added(data, theirs["dxfs"][0], tints, len(GROUNDS))
    before = [theirs[name][0].end for name in ORDER if name in theirs]
    listed = f'<dxfs xmlns="{MAIN}" count="{len(GROUNDS)}">'.encode() + tints + b"</dxfs>"
    return [(max(before), max(before), listed)]
