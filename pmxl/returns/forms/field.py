"""A field of a form: what may stand in it, and what is made of a cell that somebody filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from typing import Literal

from pmxl.days import day_of
from pmxl.findings import show
from pmxl.plural import listed
from pmxl.returns.marks import DAY_ASK
from pmxl.returns.marks import NUMBER_ASK
from pmxl.returns.names import folded
from pmxl.returns.numbers import read_number
from pmxl.returns.paper import text_of
from pmxl.returns.reading import NumberReading
from pmxl.returns.text_numbers import significant
from pmxl.sheets.cells import Cell
from pmxl.sheets.text import kept_text
from pmxl.terms import KEEP_OUT
from pmxl.terms import WITHDRAWN
from pmxl.terms import Kind
from pmxl.terms import Severity

Holds = Literal["text", "choice", "date", "number", "score"]

NOT_TAKEN = "It was not taken."
ASKS = {
    DAY_ASK: "Type the day, such as 27/01/2026, or leave the cell blank.",
    NUMBER_ASK: "Type the number alone, or leave the cell blank.",
}
PERCENT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?%")


@dataclass(frozen=True, slots=True)
class Field:
    """A field to be filled in: its key in the ledger, its heading and width, what it holds, and within which bounds.

    A score is a whole number from `least` to `most`. `number_format` is how Excel shows a number.
    """

    key: str
    heading: str
    width: float
    holds: Holds = "text"
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    number_format: str = "General"

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered in a list: the choices, or the scores."""
        if self.holds == "score" and self.least is not None and self.most is not None:
            return tuple(str(n) for n in range(int(self.least), int(self.most) + 1))
        return self.choices

    @property
    def is_percent(self) -> bool:
        """True of a number whose heading says that it is a percentage."""
        return self.holds == "number" and "%" in self.heading

    @property
    def bounds(self) -> str:
        """What is asked of a number: `from 1 to 4`."""
        if self.least is not None and self.most is not None:
            return f"from {self.least:,.15g} to {self.most:,.15g}"
        if self.least is not None:
            return f"of at least {self.least:,.15g}"
        return f"of at most {self.most:,.15g}" if self.most is not None else ""

    def fits(self, number: float) -> bool:
        """True for a number within the bounds; a score is whole."""
        if self.holds == "score" and number != int(number):
            return False
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell gives: the text for the ledger ("" where nothing was taken), and what is said of it, if anything."""

    text: str = ""
    code: str = ""
    severity: Severity = Severity.QUERY
    says: str = ""
    ask: str = ""


def typed(field: Field, cell: Cell | None, *, date1904: bool = False) -> Typed:
    """What was filled in: words as they stand, a date as 2026-03-31, a number in plain digits.

    What is not of its type is told and not taken, so that whoever asks for a date is given one; a word that is none of
    the choices is told, and kept as it stands. The word `withdrawn` takes back what was said before, whatever it was.
    """
    said = kept_text(words_of(cell))
    if not said:
        return Typed()
    if folded(said) == WITHDRAWN:
        return Typed(WITHDRAWN)
    if field.holds == "text":
        return Typed(said)
    return chosen(field, said) if field.holds == "choice" else figure(field, cell, said, date1904=date1904)


def words_of(cell: Cell | None) -> str:
    """What a cell says; of a day the date alone, of a formula saved without its value the formula as it was typed."""
    if cell is not None and isinstance(cell.value, datetime) and cell.value.time() == time():
        return cell.value.date().isoformat()
    said = text_of(cell)
    return said or (f"={cell.formula}" if cell is not None and cell.formula else "")


def chosen(field: Field, said: str) -> Typed:
    """The word to choose from as we spell it, or what was typed."""
    word = next((word for word in field.choices if folded(word) == folded(said)), "")
    if word or not field.choices:
        return Typed(word or said)
    says = f"'{show(said)}' is none of the words under “{field.heading}”. It was kept as it stands."
    return Typed(said, "RET092", says=says, ask=f"Choose {listed(field.choices, 'or')}.")


def figure(field: Field, cell: Cell | None, said: str, *, date1904: bool) -> Typed:
    """A date, a number or a score; read as the figures of a return are, and refused where one cannot be sure."""
    kind = Kind.MILESTONE if field.holds == "date" else Kind.MONEY
    found = read_number(cell, kind, part=field.heading, date1904=date1904)
    if field.is_percent and (percent := percent_in(cell, said)) is not None:
        found = NumberReading(percent)
    if found.value is None or found.severity in KEEP_OUT:
        return refused(field, found, said)
    if field.holds != "date" and not field.fits(found.value):
        what = f"{'whole ' if field.holds == 'score' else ''}number {field.bounds}".strip()
        says = f"{field.heading} is {said}, which is no {what}. {NOT_TAKEN}"
        return Typed("", "RET100", says=says, ask=f"Give a {what}.")
    text = day_of(found.value).isoformat() if field.holds == "date" else f"{found.value:.15g}"
    if field.holds == "score":
        return Typed(text)  # a digit from the list is text in some programs: nobody needs to be told
    return Typed(text, found.code, found.severity or Severity.NOTE, found.says, found.ask)


def refused(field: Field, found: NumberReading, said: str) -> Typed:
    """What is said of a cell that holds no date or number that one could be sure of."""
    if found.code:
        return Typed("", found.code, says=f"{found.says} {NOT_TAKEN}", ask=asked_here(found.ask))
    what = "a date" if field.holds == "date" else "a number"
    says = f"{field.heading} says '{show(said)}', which is not {what}. {NOT_TAKEN}"
    return Typed("", "RET100", says=says, ask=f"Give {what}, or leave the cell blank.")


def asked_here(ask: str) -> str:
    """What is asked of a figure, as a form asks it, where no mark and no commentary stands instead of one."""
    return ASKS.get(ask, ask).replace(" and put the rest in Commentary", "")


def percent_in(cell: Cell | None, said: str) -> float | None:
    """What a percentage typed as one says: `50%`, or 0.5 in a cell that Excel shows as 50 %; None of anything else."""
    value = cell.value if cell is not None else None
    if isinstance(value, int | float) and not isinstance(value, bool) and cell and "%" in cell.number_format:
        return significant(value * 100)
    if isinstance(value, str) and (typed_out := PERCENT.fullmatch(said)):
        return float(typed_out[1])
    return None
