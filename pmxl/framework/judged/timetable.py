"""The timetable judged: whether plans, returns, reviews and the finances fit together through a year."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from pmxl.findings import Finding
from pmxl.framework.dates import Event
from pmxl.framework.judged.criterion import PARTNERSHIP_GUIDE
from pmxl.framework.judged.criterion import Quote
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.terms import Severity

FINANCE = Quote("financial reporting cycle", PARTNERSHIP_GUIDE)
QUARTERLY = Quote("should occur at least quarterly", PARTNERSHIP_GUIDE)
FEWEST_REVIEWS = 4
SATURDAY = 5
PLACE = "calendar"


def judge_timetable(events: Sequence[Event], year: Period) -> tuple[Finding, ...]:
    """What is argued of a year's dates, all of it advice."""
    return (*no_finance(events, year), *too_few_reviews(events, year), *too_early(events), *weekends(events))


def no_finance(events: Sequence[Event], year: Period) -> Iterator[Finding]:
    """No date of the finances stands beside the returns."""
    if not any(event.sort == "finance" for event in events):
        says = f"No finance date is known for {year.label}. {FINANCE}."
        yield _note("CAL001", says, "Add them to a sheet calendar of the framework, with finance as their sort.")


def too_few_reviews(events: Sequence[Event], year: Period) -> Iterator[Finding]:
    """Figures are reviewed less than every quarter."""
    count = sum(event.sort == "review" for event in events)
    if count < FEWEST_REVIEWS:
        says = f"{count or 'No'} review{'s stand' if count > 1 else ' stands'} in {year.label}. {QUARTERLY}."
        yield _note("CAL002", says, "Add the meetings to a sheet calendar of the framework, with review as their sort.")


def too_early(events: Sequence[Event]) -> Iterator[Finding]:
    """A review comes while returns are out and not yet due: it will have the figures of the period before."""
    out = {event.key.removeprefix("issue-"): event for event in events if event.key.startswith("issue-")}
    due = {event.key.removeprefix("due-"): event for event in events if event.key.startswith("due-")}
    for review in (event for event in events if event.sort == "review"):
        for slug in out.keys() & due.keys():
            if out[slug].cycle == review.cycle and out[slug].on <= review.on < due[slug].on:
                says = f"“{review.what}” is on {day_in_words(review.on)}, and the {due[slug].what[0].lower()}"
                says += f"{due[slug].what[1:]} only on {day_in_words(due[slug].on)}."
                yield _note("CAL003", says, "Move the review behind the day, or shorten deadline_days.")


def weekends(events: Sequence[Event]) -> Iterator[Finding]:
    """Returns are due on a Saturday or Sunday."""
    for event in events:
        if event.key.startswith("due-") and event.on.weekday() >= SATURDAY:
            says = f"{event.what} on {event.on:%A} {day_in_words(event.on)}."
            yield _note("CAL004", says, "Nothing need be done if that is meant.")


def _note(code: str, says: str, ask: str) -> Finding:
    return Finding(code, Severity.NOTE, says, ask, part=PLACE)
