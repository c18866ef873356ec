"""Action: what somebody undertook to do about a measure, as the action plans that came back say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.periods import Period

NOT_STARTED, UNDER_WAY, DONE, STOPPED = STATES = ("Not started", "Under way", "Done", "Stopped")
OVERDUE = "Overdue"

WANTED = (
    ("owner", "owner"),
    ("by_when", "day by which it is to be done"),
    ("resources", "resources"),
    ("expected", "expected effect"),
)
"""What makes an action plan robust: the field, and what an action without it is said to lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action; `to` is who was asked for it, `partner` or `area` whose figure it is to mend ("" the partnership's).

    `ref` is what it is called in the plans of later periods. `period` is the one in whose plan it was first written.
    Days are None, and `progress` too, where nobody told them.
    """

    ref: str
    to: str
    period: Period
    measure: str
    partner: str = ""
    area: str = ""
    what: str = ""
    owner: str = ""
    begins: date | None = None
    by_when: date | None = None
    resources: str = ""
    expected: str = ""
    progress: float | None = None
    status: str = ""
    ended: date | None = None
    going: str = ""
    said: str = ""
    place: str = ""

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is about: measure, partner and area."""
        return self.measure, self.partner, self.area

    @property
    def is_open(self) -> bool:
        """True until it is done, stopped, or has an end."""
        return self.ended is None and self.status not in (DONE, STOPPED)

    @property
    def state(self) -> str:
        """Its status; of one that does not say, what its days and progress say."""
        if self.status:
            return self.status
        if self.ended:
            return DONE
        return UNDER_WAY if self.progress else NOT_STARTED

    @property
    def lacks(self) -> tuple[str, ...]:
        """What a robust plan would say and this one does not."""
        return tuple(name for field, name in WANTED if getattr(self, field) in ("", None))

    def is_overdue(self, today: date) -> bool:
        """True where it is still open after the day by which it was to be done."""
        return self.is_open and self.by_when is not None and self.by_when < today

    @property
    def first_day(self) -> date:
        """The day it began: as told, else the day after the period in whose plan it was first written."""
        return self.begins or self.period.step(1).first_day

    @property
    def last_day(self) -> date | None:
        """The day it ended: as told, else the day by which one that is done was to be; None while it is open."""
        return None if self.is_open else self.ended or self.by_when
