"""Figure: one number for one measure, partner, area and period, and where it came from. Rows of the one ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pmxl.days import day_of
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.sent import sent_by_place
from pmxl.terms import NOT_DONE as NOT_DONE
from pmxl.terms import Kind
from pmxl.terms import yes_or_no


class Key(NamedTuple):
    """What a figure is of. `area` is "" where the measure is not by area; `partner` is "" for a comparator's figure."""

    measure: str
    partner: str
    area: str
    period: Period


@sent_by_place
@dataclass(slots=True, unsafe_hash=True)
class Figure:
    """A figure as read: parts and value in the measure's own unit (95 means 95 %), or a marker that says why not.

    `value` is never rounded. A milestone's value is the day it was done as an Excel serial number (1900 system); a
    yes/no is 1 or 0. `marker` is "" for a figure, a grey word (Rating) for an absence, or "not done" for a milestone
    to come. `withdrawn` takes an earlier figure back. `held` keeps it out of every total until someone answers. Nobody
    changes a figure; to have Python forbid that would take six times as long to make one, and there are millions.
    """

    measure: str
    partner: str
    area: str
    period: Period
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    marker: str = ""
    low: bool = False
    withdrawn: bool = False
    held: bool = False
    provisional: bool = False
    commentary: str = ""
    quality: str = ""  # six marks 1 to 4 as "443344" in the order of QUALITY, "-" where none was given
    sheet: str = ""
    cell: str = ""
    note: str = ""  # the source named in a tidy file

    @property
    def key(self) -> Key:
        """What the figure is of."""
        return Key(self.measure, self.partner, self.area, self.period)

    @property
    def is_absent(self) -> bool:
        """True where a marker stands instead of a figure."""
        return self.marker != ""


def value_in_words(value: float, kind: Kind | None = None) -> str:
    """A value to its last digit, as its kind is said: `1,234.5`, `Yes`, `4 May 2022`."""
    if kind is Kind.YES_NO:
        return yes_or_no(value)
    return day_in_words(day_of(value)) if kind is Kind.MILESTONE else f"{value:,.15g}"


@sent_by_place
@dataclass(frozen=True, slots=True)
class SignOff:
    """Who says that a return is right, and when."""

    name: str = ""
    on: date | None = None


QUALITY = ("accuracy", "validity", "reliability", "timeliness", "relevance", "completeness")
"""The six characteristics of data quality, each marked 1 (poor) to 4 (sure)."""
QUALITY_WORDS = {1: "poor", 2: "doubtful", 3: "good", 4: "sure"}
"""What a mark says in a word."""
