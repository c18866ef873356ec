"""Readings: the periods that people write, read without guessing."""

from pmxl.readings.pattern import folded
from pmxl.readings.pattern import folded_all
from pmxl.readings.pattern import has_period
from pmxl.readings.pattern import matches
from pmxl.readings.pattern import period_in
from pmxl.readings.period import PeriodReading
from pmxl.readings.period import read_period
from pmxl.readings.words import NO_WIDTH
from pmxl.readings.words import read_day

__all__ = [
    "NO_WIDTH",
    "PeriodReading",
    "folded",
    "folded_all",
    "has_period",
    "matches",
    "period_in",
    "read_day",
    "read_period",
]
