"""Eyes: colours as they are seen without red and green, or on a black-and-white print, and how different two look.

The arithmetic is that of Machado, Oliveira and Fernandes 2009 (deuteranopia, severity 1), and of Ottosson's OKLab.
"""

from __future__ import annotations

import math

from pmxl.sheets.colour import colour_of
from pmxl.sheets.contrast import light_of
from pmxl.sheets.contrast import luminance

TOLD_APART = 0.05
"""OKLab distance from which two colours are not taken for each other side by side; 0.02 is just noticeable."""

Triple = tuple[float, float, float]

DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def deuteranope(colour: str) -> str:
    """The colour as somebody sees it who cannot tell red from green (deuteranopia, Machado 2009)."""
    return _written(_through(DEUTERANOPIA, light_of(colour)))


def grey(colour: str) -> str:
    """The colour on a black-and-white print: the grey of the same luminance."""
    return _written((luminance(colour),) * 3)


def distance(one: str, other: str) -> float:
    """How different two colours look (OKLab): 0 for the same, 1 from black to white."""
    return math.dist(_oklab(one), _oklab(other))


def _written(light: Triple) -> str:
    return colour_of(255 * _encoded(min(max(channel, 0.0), 1.0)) for channel in light)


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _oklab(colour: str) -> Triple:
    long, medium, short = _through(LMS, light_of(colour))
    return _through(OKLAB, (math.cbrt(long), math.cbrt(medium), math.cbrt(short)))


def _through(matrix: tuple[Triple, Triple, Triple], light: Triple) -> Triple:
    return _dot(matrix[0], light), _dot(matrix[1], light), _dot(matrix[2], light)


def _dot(one: Triple, other: Triple) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
