"""Burden: how many figures a framework asks for in a year."""

from __future__ import annotations

from pmxl.framework.models import Measure

YEAR = 12


def figures_a_year(measure: Measure) -> int:
    """Figures that partners type for a measure in a year; of a numerator over a denominator both."""
    typed = 2 if measure.kind.of_two_parts else 1
    return len(measure.pairs) * YEAR // measure.frequency.months * typed
