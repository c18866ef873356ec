"""Readings: the periods that people write, read without guessing."""

from pmxl.readings.period import PeriodReading
from pmxl.readings.period import read_period
from pmxl.readings.words import NO_WIDTH
from pmxl.readings.words import read_day

__all__ = ["NO_WIDTH", "PeriodReading", "read_day", "read_period"]
