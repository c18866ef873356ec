"""Stage gates: whether the right things were done and the pitfalls avoided, as each partner sees it.

A gate advises: stages may be taken in any order, and none is closed to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmxl.improve.journey.form import ANSWER
from pmxl.improve.journey.form import ANSWERS
from pmxl.improve.journey.form import IN_PART
from pmxl.improve.journey.form import NO
from pmxl.improve.journey.form import NOTE
from pmxl.improve.journey.round import Round
from pmxl.improve.journey.stages import PITFALL
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import Line
from pmxl.improve.journey.stages import Stage


class Readiness(StrEnum):
    """What a gate says of a stage."""

    READY = "Ready to move on"
    ALMOST = "Something is still open"
    NOT_YET = "Not ready yet"
    UNKNOWN = "Nobody has said"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a gate: each partner's answer, and what it says is still to be done."""

    line: Line
    answers: Mapping[str, str]
    notes: Mapping[str, str]

    @property
    def is_pitfall(self) -> bool:
        """True for a pitfall to be avoided, False for a right thing to be done."""
        return self.line.sort == PITFALL

    @property
    def worst(self) -> str:
        """The answer of the partner that sees it least so; a word that is none of ours counts for nothing."""
        given = [answer for answer in self.answers.values() if answer in ANSWERS]
        return max(given, key=ANSWERS.index, default="")

    def who(self, answer: str) -> tuple[str, ...]:
        """The partners that gave an answer."""
        return tuple(partner for partner, given in self.answers.items() if given == answer)


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of one stage."""

    stage: Stage
    points: tuple[Point, ...]

    @property
    def readiness(self) -> Readiness:
        """As the partner sees it that sees most amiss: a gate that one cannot pass is not passed by the partnership."""
        worst = {point.worst for point in self.points}
        if NO in worst:
            return Readiness.NOT_YET
        if IN_PART in worst or ("" in worst and len(worst) > 1):
            return Readiness.ALMOST
        return Readiness.UNKNOWN if worst <= {""} else Readiness.READY

    @property
    def open(self) -> tuple[Point, ...]:
        """The points that are not so with everybody who answered."""
        return tuple(point for point in self.points if point.worst in (NO, IN_PART))


def gates(journey: Journey, now: Round) -> tuple[Gate, ...]:
    """The gate of every stage that has one."""
    return tuple(Gate(stage, tuple(point(line, now) for line in stage.gate)) for stage in journey.stages if stage.gate)


def point(line: Line, now: Round) -> Point:
    """One point as the partners answered it."""
    said = {
        field: {one.id: text for one in now.partners if (text := now.text(one.id, line.ref, field))}
        for field in (ANSWER, NOTE)
    }
    return Point(line, said[ANSWER], said[NOTE])
