"""Colour: `#RRGGBB` as three channels from 0 to 255, and back."""

from __future__ import annotations

from collections.abc import Iterable


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def colour_of(given: Iterable[float]) -> str:
    """The colour of three channels, each rounded, and kept within what a channel can be."""
    return "#" + "".join(f"{min(max(round(channel), 0), 255):02X}" for channel in given)
