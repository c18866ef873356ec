"""Contrast: how well one colour stands out from another, by WCAG 2.2 (relative luminance, contrast ratio)."""

from __future__ import annotations

from pmxl.sheets.colour import channels

TEXT = 4.5
"""The least contrast of text (WCAG 1.4.3)."""
GRAPHIC = 3.0
"""The least contrast of a line, a column or an edge that must be seen (WCAG 1.4.11)."""
WEIGHTS = (0.2126, 0.7152, 0.0722)
"""How much of a colour's luminance its red, green and blue light are."""


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    return sum(weight * light for weight, light in zip(WEIGHTS, light_of(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21; the order does not matter."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def light_of(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
