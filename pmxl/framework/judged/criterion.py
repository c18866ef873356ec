"""Criteria: what the guides ask of a target, of a measure and of the whole framework, in their own few words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MANAGERS_GUIDE = "Manager’s guide"
PARTNERSHIP_GUIDE = "Partnership guidance"
SEMINAR = "Partnership seminar"
SOURCES = {
    MANAGERS_GUIDE: "A manager’s guide to performance management, Audit Commission and IDeA, 2nd edition 2006",
    PARTNERSHIP_GUIDE: "Managing performance, a council’s guidance to its partnerships",
    SEMINAR: "Partnership Working Seminar, workshop on performance management, Home Office",
}
"""The guides by the short names under which they are quoted."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A few words of a guide and where they stand."""

    words: str
    source: str = MANAGERS_GUIDE

    def __str__(self) -> str:
        return f"“{self.words}” ({self.source})"


class Verdict(StrEnum):
    """How far a criterion is met; one that only people can answer waits until the sheet tests has their answer."""

    MET = "Met"
    PART = "In part"
    NOT_MET = "Not met"
    ASK = "For people to say"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing asked: its key on the sheet tests, its name, and the guide's words for it."""

    key: str
    name: str
    words: str

    @property
    def quote(self) -> Quote:
        """Its words with their source."""
        return Quote(self.words)


SMART = (
    Criterion("specific", "Specific", "what is the ultimate objective?"),
    Criterion(
        "measurable",
        "Measurable",
        "is there a clear measure and existing data against which to set and assess the target?",
    ),
    Criterion("achievable", "Achievable", "how will you achieve the target?"),
    Criterion("realistic", "Realistic", "what is current performance? What are the performance trends?"),
    Criterion("time-bound", "Time-bound", "Targets specify time-bound levels for improvement"),
)
"""Each letter of SMART, in order."""

WORTH = (
    Criterion("influence", "Influence", "you can positively affect the outcome within the target's timescale"),
    Criterion(
        "predictability",
        "Predictable",
        "there is enough predictability in the area of performance for a target to be meaningful",
    ),
    Criterion("importance", "Importance", "it will help focus attention on a particular area of importance"),
    Criterion("motivation", "Motivation", "it will motivate people to look for new ways to improve"),
    Criterion("commitment", "Commitment", "it will signal commitment to users and stakeholders"),
    Criterion("cost", "Cost", "it's possible to monitor progress without disproportionate cost"),
)
"""Should this be a target? Six criteria."""

POINTS = (
    Criterion("relevant", "Relevant", "relevant to what the organisation is aiming to achieve"),
    Criterion("incentives", "Right incentives", "not encouraging unwanted or wasteful behaviour"),
    Criterion("attributable", "Attributable", "it is clear where accountability lies"),
    Criterion("defined", "Well defined", "clear and unambiguous, so data will be collected consistently"),
    Criterion("timely", "Timely", "producing information regularly enough to track progress"),
    Criterion("reliable", "Reliable", "accurate enough for its intended use and responsive to change"),
    Criterion("comparable", "Comparable", "with either past periods or similar activity elsewhere"),
    Criterion("verifiable", "Verifiable", "documented so that the processes of data collection can be validated"),
)
"""The eight points of a measure."""

FABRIC = (
    Criterion("focused", "Focused", "on the organisation's aims and objectives"),
    Criterion("appropriate", "Appropriate", "the stakeholders likely to use it"),
    Criterion("balanced", "Balanced", "giving a picture of what the organisation is doing"),
    Criterion("robust", "Robust", "in order to withstand organisational change or individuals leaving"),
    Criterion("integrated", "Integrated", "part of the business planning and management processes"),
    Criterion("cost-effective", "Cost-effective", "balancing the benefits of the information against the costs"),
)
"""The six properties of a whole framework."""

NATIONAL = "national"
"""Not a criterion but asked on the same sheet: is the measure set nationally? Only people know."""
CONSULTED, RESOURCED, RESPONSE, PLAN = "consulted", "resourced", "response", "plan"
"""Nor are these: who was consulted on a target, is it resourced, what is done when it is missed, and how is it to be
reached. `pmxl target` asks them.
"""
OF_MEASURES = (*(one.key for one in (*SMART, *WORTH, *POINTS)), NATIONAL, CONSULTED, RESOURCED, RESPONSE, PLAN)
OF_THE_WHOLE = tuple(one.key for one in FABRIC)


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion judged: how far it is met, why, and the column of the framework that would mend it ("": none)."""

    criterion: Criterion
    verdict: Verdict
    why: str
    column: str = ""


Said = tuple[Verdict, str, str]
"""How far a criterion is met, why, and the column that would mend it: what the tests of it come to."""


def worse(one: Verdict, other: Verdict) -> Verdict:
    """The worse of two; what waits for people gives way to what is known."""
    known = [verdict for verdict in (one, other) if verdict is not Verdict.ASK]
    return max(known, key=list(Verdict).index) if known else Verdict.ASK
