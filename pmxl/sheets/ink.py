"""Ink: how letters and lines look that stand in no cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """The letters and lines of charts and of what is printed above and below a page, which are no cells."""

    font: str = "Calibri"
    heading: str = "#13304F"
    text: str = "#1B2733"
    quiet: str = "#5B6770"
    line: str = "#D9DEE4"


PLAIN = Ink()
"""The program's own."""
