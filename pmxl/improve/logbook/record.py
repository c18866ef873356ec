"""Record: all of the logbook that a period's scorecard shows, worked out; reports lay it out and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.assess import Assessment
from pmxl.framework.dates import Event
from pmxl.improve.learning import lesson
from pmxl.improve.learning import meeting
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import InDepth
from pmxl.improve.logbook.models import Lesson
from pmxl.improve.logbook.models import Meeting
from pmxl.improve.logbook.models import Revision
from pmxl.improve.logbook.models import Risk
from pmxl.improve.logbook.models import Saving
from pmxl.improve.money.budget import PriorityMoney
from pmxl.improve.money.budget import Spend
from pmxl.improve.money.budget import by_priority
from pmxl.improve.money.budget import spends
from pmxl.improve.money.risk import open_risks
from pmxl.improve.money.saving import Saved
from pmxl.improve.money.saving import of_year
from pmxl.improve.money.saving import saved
from pmxl.improve.services.service import Service
from pmxl.improve.services.service import services
from pmxl.periods import Period
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Record:
    """What was said and done beside the figures of a period, as it was known by `day`.

    `faults` counts what is wrong in the logbook, and so left out of this; `is_unread` says that it is all of it.
    """

    day: date
    services: tuple[Service, ...] = ()
    spends: tuple[Spend, ...] = ()
    priorities: tuple[PriorityMoney, ...] = ()
    savings: tuple[Saving, ...] = ()
    saved: tuple[Saved, ...] = ()
    risks: tuple[Risk, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    revisions: tuple[Revision, ...] = ()
    scrutiny: tuple[InDepth, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    attendance: tuple[meeting.Attendance, ...] = ()
    not_held: tuple[Event, ...] = ()
    faults: int = 0
    is_unread: bool = False

    @property
    def overruns(self) -> tuple[Spend, ...]:
        """The budgets of which more was spent than was allowed."""
        return tuple(one for one in self.spends if one.is_overrun)


def known_by(period: Period, made: date) -> date:
    """The day by which things count in a period's scorecard: that of making it, but no later than the next period ends.

    So that a scorecard made again a year later shows what was known when the period was reviewed.
    """
    return min(made, period.step(1).last_day)


def record(found: Assessment, logbook: Logbook, made: date) -> Record:
    """The record of an assessed period, as it was known when the scorecard was made."""
    framework, period, year = found.framework, found.period, found.period.year
    day = known_by(period, made)
    spent = spends(framework, logbook, period)
    efficiency = of_year(logbook, period)
    held = meeting.of_year(logbook, year, day)
    return Record(
        day=day,
        services=services(found, logbook, spent, day),
        spends=spent,
        priorities=by_priority(framework, spent),
        savings=efficiency,
        saved=saved(framework, efficiency),
        risks=open_risks(logbook, day),
        lessons=lesson.until(logbook, year, day),
        revisions=tuple(one for one in logbook.revisions if year.first_day <= one.on <= day),
        scrutiny=in_depth(logbook, year, day),
        meetings=held,
        attendance=meeting.attendance(framework, held, year) if held else (),
        not_held=meeting.not_held(framework, logbook, year, day) if logbook.meetings else (),
        faults=sum(finding.severity is Severity.ERROR for finding in logbook.findings),
        is_unread=logbook.is_unread,
    )


def in_depth(logbook: Logbook, year: Period, day: date) -> tuple[InDepth, ...]:
    """Reviews in depth that began by a day or are planned, unless they were over and done before the year began."""
    found = [one for one in logbook.scrutiny if not one.begun or one.begun <= day]
    return tuple(one for one in found if not (one.followed_up and one.followed_up < year.first_day))
