"""Meetings: who takes part in reviewing performance, and whether those on the calendar were held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from pmxl.framework.dates import Event
from pmxl.framework.dates import events
from pmxl.framework.models import Framework
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Meeting
from pmxl.periods import Period

NEAR = timedelta(days=21)
"""A meeting so near to its day on the calendar is the one that was meant."""
REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How often a partner was at the meetings of a year."""

    name: str
    present: int
    apologies: int
    of: int


def of_year(logbook: Logbook, year: Period, day: date) -> tuple[Meeting, ...]:
    """The meetings held in a year and up to a day, in order; the review of a year's last quarter falls after it."""
    found = [one for one in logbook.meetings if belongs(one, year) and one.on <= day]
    return tuple(sorted(found, key=lambda one: one.on))


def belongs(meeting: Meeting, year: Period) -> bool:
    """By the period that was reviewed, else by its day."""
    if meeting.period:
        return year.covers(meeting.period)
    return year.first_day <= meeting.on <= year.last_day


def attendance(framework: Framework, meetings: Sequence[Meeting], year: Period) -> tuple[Attendance, ...]:
    """A line for each partner of the year, and for any other that took part in its meetings."""
    named = {who for one in meetings for who in (*one.present, *one.apologies)}
    return tuple(
        Attendance(
            one.name,
            sum(one.id in meeting.present for meeting in meetings),
            sum(one.id in meeting.apologies for meeting in meetings),
            len(meetings),
        )
        for one in framework.partners
        if one.exists_in(year) or one.id in named
    )


def not_held(framework: Framework, logbook: Logbook, year: Period, day: date) -> tuple[Event, ...]:
    """Reviews on the calendar of a year, past by a day, of which the logbook has no meeting near."""
    planned = [one for one in events(framework, year) if one.sort == REVIEW and one.on + NEAR < day]
    return tuple(one for one in planned if not any(abs(held.on - one.on) <= NEAR for held in logbook.meetings))
