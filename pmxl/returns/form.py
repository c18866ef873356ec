"""ReturnForm: what one partner is asked for one period, as a value, before any workbook is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.figures import Key
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.framework.models import Partner
from pmxl.periods import Period


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One figure asked, with what the partner needs to see beside it.

    `last` is the last figure this partner gave and `last_period` the label of its period ("" for none); `last_year` is
    the figure of the same period a year before. `done` is true of a milestone that was done by then, and is no other
    one now.
    """

    measure: Measure
    area: str
    area_name: str
    period: Period
    expected: Expected | None = None
    last: float | None = None
    last_period: str = ""
    last_year: float | None = None
    done: bool = False

    def key(self, partner: str) -> Key:
        """What the figure is of."""
        return Key(self.measure.id, partner, self.area, self.period)


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """Everything one return says and asks; `framework` is the version of the framework it was made from."""

    partnership: str
    partner: Partner
    period: Period
    revision: int
    framework: str
    deadline: date
    return_to: str
    officer: str
    currency: str
    commentary_limit: int
    rows: tuple[AskedRow, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """What is asked, row by row."""
        return tuple(row.key(self.partner.id) for row in self.rows)

    @property
    def measures(self) -> int:
        """How many different measures it asks for."""
        return len({row.measure.id for row in self.rows})
