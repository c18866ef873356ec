"""How wide text is in the house's typeface: Calibri's advance widths, which Carlito shares, in 1/2048 of its size."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pmxl.sheets.describe import Style

EM = 2048
PIXELS_PER_POINT = 96 / 72
CHARACTER = 7.0  # pixels of a digit at Calibri 11, the unit of a column's width
PADDING = 5.0  # pixels of a column that belong to no character
INDENT = 9.0  # pixels of one level
LINE = 1.32  # height of a row for one line, as Excel fits it, in sizes of its type
STEP = 0.75  # points of one pixel
FIRST = 32
REGULAR = [
    463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791, 1038, 1038, 1038, 1038, 1038,
    1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949, 1831, 1185, 1114, 1092, 1260, 1000, 941, 1292, 1276,
    516, 653, 1064, 861, 1751, 1322, 1356, 1058, 1378, 1112, 941, 998, 1314, 1162, 1822, 1063, 998, 959, 628, 791, 628,
    1020, 1020, 596, 981, 1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931, 470, 1636, 1076, 1080, 1076, 1076, 714,
    801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943, 644, 1020,
]  # fmt: skip
BOLD = [
    463, 667, 898, 1020, 1038, 1493, 1443, 478, 638, 638, 1020, 1020, 528, 627, 547, 880, 1038, 1038, 1038, 1038, 1038,
    1038, 1038, 1038, 1038, 1038, 565, 565, 1020, 1020, 1020, 949, 1840, 1241, 1148, 1084, 1291, 999, 940, 1305, 1292,
    546, 678, 1120, 866, 1790, 1349, 1385, 1090, 1405, 1153, 968, 1014, 1337, 1211, 1856, 1128, 1064, 979, 665, 880,
    665, 1020, 1020, 615, 1011, 1099, 857, 1099, 1031, 648, 971, 1099, 503, 523, 983, 503, 1666, 1099, 1101, 1099, 1099,
    728, 817, 710, 1099, 969, 1526, 941, 970, 814, 704, 973, 704, 1020,
]  # fmt: skip
OTHERS = {
    "\u00a0": 463, "\u202f": 463, "\u2009": 409, "\u2060": 0, "\u200b": 0,
    "£": 1038, "€": 1038, "¥": 1038, "§": 1020, "©": 1709, "°": 701, "±": 1020, "²": 692, "³": 688, "·": 548,
    "¼": 1347, "½": 1415, "¾": 1437, "×": 1020, "÷": 1020, "–": 1020, "—": 1854, "‘": 528, "’": 528, "“": 891, "”": 891,
    "•": 1020, "…": 1457, "−": 1020, "≥": 1020, "≤": 1020, "≠": 1020, "≈": 1020, "›": 705, "‹": 705, "‰": 2174,
    "→": 1854, "↗": 1806, "↘": 1806, "↑": 1854, "↓": 1854, "←": 1854,
    "○": 1300, "●": 1300, "▲": 2048, "◆": 1600, "★": 1900, "▼": 2048, "■": 1600, "□": 1300, "✓": 1700, "✗": 1700,
    "œ": 1740, "Œ": 1790, "ß": 1136, "æ": 1587, "ø": 1114, "Æ": 1588, "Ø": 1390,
}  # fmt: skip
"""Regular or bold, whichever is wider; the shapes that Calibri lacks come from a wider typeface and are rounded up."""
UNKNOWN = 1240
NARROWEST = 2 * CHARACTER  # pixels: no line is so narrow that a letter does not stand on it
PIECES = re.compile(r"\s+|[^\s-]*-+|[^\s-]+")  # a line may break at a blank and after a hyphen


def text_width(text: str, style: Style) -> float:
    """Width of the longest line of a text, in characters of a column, with the style's indent."""
    widest = max((_pixels(line, style.bold, style.size) for line in text.split("\n")), default=0.0)
    return (widest + style.indent * INDENT) / CHARACTER


def fits(text: str, style: Style, width: float, lines: int = 1) -> bool:
    """True where a text, wrapped, stands in a column of that width (in characters) on that many lines."""
    return lines_needed(text, style, width) <= lines


def lines_needed(text: str, style: Style, width: float) -> int:
    """How many lines a text takes when wrapped in a column of that width, in characters; 1 for no text."""
    return _lines(text, style, width * CHARACTER - style.indent * INDENT)


@lru_cache(maxsize=8192)
def _lines(text: str, style: Style, room: float) -> int:
    """The same text is measured for its row, for its column and for its block."""
    return runs_lines([(text, style)], room)


def row_height(lines: int, size: float = 11) -> float:
    """Height in points of a row for so many lines in a size of type, as Excel itself would fit it."""
    return lines * math.ceil(round(size * LINE / STEP, 6)) * STEP


def runs_width(runs: Iterable[tuple[str, Style]]) -> float:
    """Pixels of a text in several styles, on one line."""
    return sum(_pixels(text, style.bold, style.size) for text, style in runs)


def runs_lines(runs: Iterable[tuple[str, Style]], room: float) -> int:
    """Lines that a text in several styles takes in so many pixels: broken at spaces, and in words that are too long."""
    room = max(room, NARROWEST)
    lines, used, gap = 1, 0.0, 0.0
    for text, style in runs:
        for i, line in enumerate(text.split("\n")):
            if i:
                lines, used, gap = lines + 1, 0.0, 0.0
            for piece in PIECES.findall(line):
                width = _pixels(piece, style.bold, style.size)
                if piece.isspace():
                    gap = width  # a blank at the end of a line takes no room
                elif used + gap + width <= room:
                    used, gap = used + gap + width, 0.0
                else:
                    more = math.ceil(width / room)
                    lines += more if used else more - 1
                    used, gap = width - (more - 1) * room, 0.0
    return lines


@lru_cache(maxsize=8192)
def _pixels(text: str, bold: bool, size: float) -> float:  # noqa: FBT001  a key of the cache
    return sum(_advance(character, bold) for character in text) / EM * size * PIXELS_PER_POINT


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> int:  # noqa: FBT001  a key of the cache
    table = BOLD if bold else REGULAR
    place = ord(character) - FIRST
    if 0 <= place < len(table):
        return table[place]
    if character in OTHERS:
        return OTHERS[character]
    if unicodedata.combining(character) or character in "\n\r":
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _advance(base, bold)
    return EM if unicodedata.east_asian_width(character) in "WF" else UNKNOWN
