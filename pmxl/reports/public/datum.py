"""Datum: what stands in one place of the public file, the same in the workbook and on the page."""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.reports.figure import Row
from pmxl.reports.figure import is_known
from pmxl.reports.figure import ranged
from pmxl.reports.figure import spelled
from pmxl.rules.rounding import published
from pmxl.sheets.shown import shown
from pmxl.sheets.style import number_format
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE = "[c]", "[z]", "[x]"
"""The shorthand of official statistics for what is not there, so that no cell is blank."""
MEANINGS = {
    CONFIDENTIAL: "confidential: a small number of cases, or a figure that would give one away, or withheld",
    NOT_APPLICABLE: "not applicable: there is no such figure, or no target is set",
    NOT_AVAILABLE: "not available: not yet due, not returned, or waiting for partners",
}
PART_DECIMALS = 2
"""Decimals of a numerator or denominator that is not whole."""


@dataclass(frozen=True, slots=True)
class Datum:
    """Words, or a figure as published with its decimals; `text` is how it reads."""

    text: str
    number: float | None = None
    decimals: int = 0

    @property
    def is_mark(self) -> bool:
        """True where a mark stands for a figure."""
        return self.text in MEANINGS


def mark(row: Row) -> str:
    """What stands for a figure that is not there."""
    if row["hidden"] or row.get("rating") in (Rating.SUPPRESSED, Rating.WITHHELD):
        return CONFIDENTIAL
    return NOT_APPLICABLE if row.get("rating") == Rating.NOT_APPLICABLE else NOT_AVAILABLE


def figure(row: Row, column: str = "value") -> Datum:
    """A figure of a measure in its decimals; Yes, No and days as words; a mark where there is none."""
    value = row[column]
    if not is_known(value):
        return Datum(mark(row))
    if row["kind"] in (Kind.YES_NO, Kind.MILESTONE):
        return Datum(spelled(row, value))
    return numeric(value, int(row["decimals"]))


def numeric(value: float, decimals: int) -> Datum:
    """A number as published: rounded, for the digits behind would tell its parts."""
    rounded = published(value, decimals).item()
    return Datum(shown(rounded, number_format(decimals)), rounded, decimals)


def part(row: Row, column: str) -> Datum:
    """A numerator or denominator, whole where it is whole; "not applicable" where the figure has no parts."""
    if not Kind(row["kind"]).of_two_parts:
        return Datum(NOT_APPLICABLE)
    if not is_known(row[column]):
        return Datum(mark(row))
    return numeric(row[column], 0 if float(row[column]).is_integer() else PART_DECIMALS)


def target(row: Row) -> Datum:
    """The target, a range as words, "not applicable" where none is set."""
    if row["polarity"] == Polarity.RANGE:
        return Datum(ranged(row) or NOT_APPLICABLE)
    return figure(row, "target") if is_known(row["target"]) else Datum(NOT_APPLICABLE)


def word(said: str) -> Datum:
    """A rating or a direction of travel as a word."""
    if said in (Rating.SUPPRESSED, Rating.WITHHELD):
        return Datum(CONFIDENTIAL)
    return Datum(said or NOT_APPLICABLE)
