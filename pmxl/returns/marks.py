"""Marks: the words that stand instead of a figure, and what is asked for where neither stands."""

from __future__ import annotations

from pmxl.terms import MARKERS
from pmxl.terms import NOT_DONE
from pmxl.terms import Rating

ABSENT = (Rating.SUPPRESSED, Rating.WITHHELD, Rating.NO_DATA, Rating.NOT_APPLICABLE)
MARKS = MARKERS | {word.casefold(): word for word in ABSENT}
"""The marks, and the words they stand for, which an export writes out."""

MARKS_ASK = "one of the marks n/a, x, *, c and low"
NUMBER_ASK = f"Type the number alone, or {MARKS_ASK}."
DAY_ASK = f"Type the day, such as 27/01/2023, or {NOT_DONE}, or {MARKS_ASK}."
ANSWER_ASK = f"Choose Yes or No, or type {MARKS_ASK}."
NO_PERCENT_ASK = "Type the number without a percent sign, in a cell that shows none."
