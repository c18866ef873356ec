"""The rows of the logbook as validated, frozen models; `row` is where each stands, for messages."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pmxl.framework.row import Name
from pmxl.framework.row import Row
from pmxl.periods import Period


class Said(Row):
    """What somebody says of one of the six tests of a service."""

    objective: str
    test: str
    answer: bool
    evidence: str = ""
    said_by: str = ""
    on: date


class InDepth(Row):
    """A review in depth: planned, under way, reported, followed up."""

    what: Name
    sort: str
    objective: str = ""
    measure: str = ""
    partner: str = ""
    led_by: str = ""
    begun: date | None = None
    due: date | None = None
    reported: date | None = None
    found: str = ""
    recommended: str = ""
    decided: str = ""
    follow_up: date | None = None
    followed_up: date | None = None
    outcome: str = ""


class Audit(Row):
    """What a friendly audit found of one characteristic of a measure's figures; `mark` None gives none."""

    measure: str
    characteristic: Literal["accuracy", "validity", "reliability", "timeliness", "relevance", "completeness"]
    mark: int | None = None
    finding: str
    auditor: str = ""
    on: date
    follow_up: date | None = None
    followed_up: date | None = None


class Lesson(Row):
    """What was tried, whether it worked, and how that is known."""

    what: Name
    worked: Literal["worked", "in part", "did not"]
    why: str = ""
    source: str
    objective: str = ""
    measure: str = ""
    partner: str = ""
    next: str = ""
    share: bool = False
    shared_with: tuple[str, ...] = ()
    on: date


class Revision(Row):
    """A change of a plan after it was agreed."""

    plan: Name
    objective: str = ""
    changed: str
    why: str
    agreed_by: str = ""
    on: date


class Meeting(Row):
    """A meeting that reviewed performance."""

    on: date
    what: Name
    period: Period | None = None
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    pack: str = ""
    decided: str = ""
    next: date | None = None


class Agreed(Row):
    """An answer to a question of the partnership register; `partner` "" is the partnership as a whole."""

    partner: str = ""
    question: str
    answer: str
    document: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None
    review: date | None = None


class Overlap(Row):
    """Where the objectives of two partners overlap or are in conflict."""

    partner: str
    other: str
    objective: str = ""
    sort: Literal["overlap", "conflict"]
    says: str
    handled: str = ""
    review: date | None = None


class Alignment(Row):
    """How a partner's plan and an objective reflect each other."""

    partner: str
    objective: str
    in_their_plan: Literal["yes", "in part", "no"]
    from_their_plan: Literal["yes", "in part", "no", ""] = ""
    plan: str = ""


class Budget(Row):
    """Money set aside and spent; the tolerance is in percent of the budget, or in money."""

    measure: str = ""
    objective: str = ""
    partner: str = ""
    period: Period
    budget: float
    spend: float | None = None
    tolerance: float | None = None
    unit: Literal["percent", "own"] = "percent"
    held: Literal["pooled", "aligned", ""] = ""
    why: str = ""


class Saving(Row):
    """A saving, cashable or not: planned, claimed, verified."""

    what: Name
    sort: Literal["cashable", "non-cashable"]
    partner: str = ""
    objective: str = ""
    period: Period
    planned: float | None = None
    claimed: float
    verified: float | None = None
    verified_by: str = ""
    verified_on: date | None = None


class Risk(Row):
    """What could keep a measure or an objective from being achieved."""

    what: Name
    measure: str = ""
    objective: str = ""
    partner: str = ""
    likelihood: int
    impact: int
    owner: str = ""
    response: str = ""
    review: date | None = None
    closed: date | None = None

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact
