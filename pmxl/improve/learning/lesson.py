"""Lessons: those of a year, what they ask of the next plan, and what others could use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.framework.decision import Decision
from pmxl.framework.models import Framework
from pmxl.improve.logbook.columns_learning import DID_NOT
from pmxl.improve.logbook.columns_learning import WORKED
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Lesson
from pmxl.periods import Period

IN_LOGBOOK = "The logbook"


def until(logbook: Logbook, year: Period, day: date) -> tuple[Lesson, ...]:
    """Lessons learned from the beginning of a year to a day, in order."""
    return tuple(sorted((one for one in logbook.learning if year.first_day <= one.on <= day), key=lambda one: one.on))


def untaken(logbook: Logbook, year: Period) -> tuple[Lesson, ...]:
    """Lessons that a plan for a year should take up: those learned since the year before it began."""
    first = year.last_year.first_day
    return tuple(sorted((one for one in logbook.learning if first <= one.on <= year.last_day), key=lambda one: one.on))


def decisions(framework: Framework, logbook: Logbook, year: Period) -> tuple[Decision, ...]:
    """What each lesson asks of the plan for a year, beside what else has to be decided in it."""
    return tuple(Decision(one.measure, subject(framework, one), asked(one)) for one in untaken(logbook, year))


def subject(framework: Framework, lesson: Lesson) -> str:
    """The measure it is about by name, else the objective, else the partner that tried it, else what was tried."""
    if lesson.measure:
        return framework.measure(lesson.measure).name
    if lesson.objective:
        return framework.objective(lesson.objective).name
    return framework.partner(lesson.partner).name if lesson.partner else lesson.what


def asked(lesson: Lesson) -> str:
    """`“Evening visits” worked (evaluation). Decide: go on in every district.`"""
    then = f"Decide: {lesson.next.rstrip('.')}." if lesson.next else "Decide what follows from it."
    return f"{told(lesson)} {then}"


def told(lesson: Lesson) -> str:
    """`“Evening visits” worked: people were in (Evaluation).`"""
    how = {WORKED: "worked", DID_NOT: "did not work"}.get(lesson.worked, "worked in part")
    why = f": {lesson.why.rstrip('.')}" if lesson.why else ""
    return f"“{lesson.what}” {how}{why} ({lesson.source})."


@dataclass(frozen=True)
class Told:
    """A lesson as the annual summary tells it: of which measure, what it is about, who says so, and the words."""

    measure: str
    name: str
    source: str
    words: str


def logged(framework: Framework, logbook: Logbook, year: Period) -> tuple[Told, ...]:
    """The lessons learned in a year."""
    rows = until(logbook, year, year.last_day)
    return tuple(Told(one.measure, subject(framework, one), IN_LOGBOOK, told(one)) for one in rows)


def unshared(framework: Framework, lesson: Lesson, day: date) -> tuple[str, ...]:
    """The partners on a day that could use a good practice and were not told of it; none of what is not for sharing."""
    if not lesson.share:
        return ()
    known = {*lesson.shared_with, lesson.partner}
    return tuple(one.name for one in framework.partners if one.exists_on(day) and one.id not in known)
