"""Reading: what one cell gives, and what was asked of it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import NamedTuple

from pmxl.terms import Kind
from pmxl.terms import Severity


class NumberReading(NamedTuple):
    """What a cell gives: a `value` in the measure's unit, or a `marker` (a Rating's grey word, or `not done`).

    `code`, `severity`, `says` and `ask` are those of the finding it makes, if any: an Error has no value; a Hold has
    the value as it stands, which waits for an answer. `coerced` marks a value that stood there as text.
    """

    value: float | None = None
    marker: str = ""
    low: bool = False
    withdrawn: bool = False
    coerced: bool = False
    blank: bool = False
    code: str = ""
    severity: Severity | None = None
    says: str = ""
    ask: str = ""

    @property
    def is_plain(self) -> bool:
        """True for a number of which there is nothing to say."""
        odd = self.marker or self.low or self.withdrawn or self.coerced or self.blank or self.code
        return self.value is not None and not odd


@dataclass(frozen=True, slots=True)
class Asked:
    """What belongs in the cell: the kind of its measure, how messages call it, earlier figures and what is aimed at.

    `whole` where only whole numbers can stand there; `unit` is that of a value, "" of a numerator or denominator.
    """

    kind: Kind
    name: str
    typical: tuple[float, ...]
    aims: tuple[float, ...]
    currency: str
    date1904: bool
    whole: bool = False
    unit: str = ""

    @property
    def is_value(self) -> bool:
        """False for a numerator and a denominator."""
        return not self.name.casefold().startswith(("numerator", "denominator"))

    @property
    def in_percent(self) -> bool:
        """True where 95 % is kept as 95."""
        return self.kind is Kind.PERCENTAGE and self.is_value

    @property
    def level(self) -> float:
        """About where the figure should lie by what is known of it; 0 where nothing is."""
        known = (*self.typical, *self.aims)
        return statistics.median(known) if known else 0.0

    def finding(self, code: str, severity: Severity, fact: str, ask: str, value: float | None = None) -> NumberReading:
        """A reading with its finding; `fact` follows the name."""
        return NumberReading(value, code=code, severity=severity, says=f"{self.name} {fact}.", ask=ask)

    def error(self, code: str, fact: str, ask: str) -> NumberReading:
        """A reading of what keeps the figure out."""
        return self.finding(code, Severity.ERROR, fact, ask)
