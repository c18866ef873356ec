"""Moment: the day, or the time of a day, as at which something is shown, in words and in the name of a file."""

from __future__ import annotations

import re
from datetime import datetime
from datetime import time

from pmxl.periods import day_in_words

NAMED = re.compile(r"as-at-(\d{4}-\d{2}-\d{2})(?:-(\d{2})(\d{2})(\d{2})(?:-(\d{6}))?)?")


def local(moment: datetime) -> datetime:
    """A moment by the clock of this place."""
    return moment.astimezone()


def is_whole_day(moment: datetime) -> bool:
    """True for the last moment of a day, which is what naming a day alone means."""
    return local(moment).time() == time.max


def is_to_come(moment: datetime, now: datetime) -> bool:
    """True for a moment after now; today as a whole is no such moment."""
    return moment > now and not (is_whole_day(moment) and local(moment).date() == local(now).date())


def in_words(moment: datetime) -> str:
    """`3 February 2023`; of a moment within the day `3 February 2023, 10:15`."""
    clock = "" if is_whole_day(moment) else f", {local(moment):%H:%M}"
    return f"{day_in_words(local(moment).date())}{clock}"


def in_name(moment: datetime) -> str:
    """`2023-02-03`; of a moment within the day `2023-02-03-101530`, and what there is of a second."""
    here = local(moment)
    parts = f"{here:%Y-%m-%d}" if is_whole_day(moment) else f"{here:%Y-%m-%d-%H%M%S}"
    return f"{parts}-{here:%f}" if here.microsecond and not is_whole_day(moment) else parts


def said_in(name: str) -> str:
    """The moment in the name of a file, as --as-at takes it: `2023-02-03T10:15:30`; "" where there is none."""
    found = NAMED.search(name)
    if found is None:
        return ""
    day, hour, minute, second, fraction = found.groups("")
    clock = f"T{hour}:{minute}:{second}" if hour else ""
    return f"{day}{clock}{f'.{fraction}' if fraction else ''}"
