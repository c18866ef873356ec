"""Dates as an .ics file that Outlook and every other calendar takes in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from pmxl.framework.dates import Event
from pmxl.framework.models import Framework

PRODUCT = "-//pmxl//partnership calendar//EN"


def ics_of(framework: Framework, events: Sequence[Event], made_at: datetime | None = None) -> bytes:
    """The events as whole days, each under a name of its own: taken in again, a day that moved moves there too."""
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", f"{framework.settings.name}: performance calendar")
    for event in events:
        book.add_component(entry(framework, event, made_at or datetime.now(UTC)))
    return bytes(book.to_ical())


def entry(framework: Framework, event: Event, made_at: datetime) -> Entry:
    """One event."""
    found = Entry()
    named = hashlib.sha256(f"{framework.settings.name}|{event.key}".encode()).hexdigest()[:32]
    found.add("uid", f"{named}@pmxl")
    found.add("dtstamp", made_at)
    found.add("dtstart", event.on)
    found.add("dtend", event.on + timedelta(days=1))
    found.add("summary", event.what)
    found.add("categories", [event.sort, event.cycle])
    found.add("transp", "TRANSPARENT")
    if event.who:
        found.add("description", event.who)
    return found
