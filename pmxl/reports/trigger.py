"""Triggers in plain words: `decline 2` is how a plan writes one, `worse 2 periods running` is how it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmxl.terms import Rating
from pmxl.terms import Trigger

PLAIN = (
    (r"decline 1", "worse than the period before"),
    (r"decline (\d+)", r"worse {} periods running"),
    (r"decline (\S+) points", r"worse by more than {} points"),
    (r"decline (\S+)%", r"worse by more than {} %"),
    (rf"{Trigger.OVERRUN} (\S+)", r"more than {} off target"),
    (re.escape(Trigger.STANDARD), "standard broken"),
    (re.escape(Trigger.ANY), "any worsening"),
    (re.escape(Trigger.SIGNAL), "concern signal"),
    (rf"{Trigger.RELATIVE} (\d+)", "lost {} places or more"),
    (rf"{Trigger.RELATIVE} (.+)", "behind the {}"),
    (re.escape(Trigger.RELATIVE), "lost a quartile"),
    (rf"{Trigger.RATING} amber 1", "Amber or worse"),
    (rf"{Trigger.RATING} amber (\d+)", "Amber or worse, {} periods running"),
    (rf"{Trigger.RATING} 1", "Red"),
    (rf"{Trigger.RATING} (\d+)", "Red, {} periods running"),
    (rf"{Trigger.RATING} amber", "Amber or worse"),
    (rf"{Trigger.FORECAST} amber", "forecast Amber or worse"),
    (re.escape(Trigger.RATING), "Red"),
    (re.escape(Trigger.FORECAST), "forecast Red"),
    (rf"{Trigger.MISSING} 1", "no figure"),
    (rf"{Trigger.MISSING} (\d+)", "no figure {} periods running"),
    (re.escape(Trigger.MISSING), "no figure"),
    (re.escape(Rating.RED), "off target"),
)
"""A trigger as a plan writes it, and its plain words around the figure in it."""
BETWEEN = ", "
"""Between several in a row; in a figure no blank follows the comma."""


def plainly(trigger: str) -> str:
    """One trigger in plain words; as it stands where it is none that is known."""
    for pattern, words in PLAIN:
        found = re.fullmatch(pattern, trigger)
        if found:
            return words.format(*found.groups())
    return trigger


def all_plainly(triggers: str) -> str:
    """Several in a row, each in plain words and said once."""
    return in_a_row(triggers.split(BETWEEN))


def in_a_row(triggers: Iterable[str], between: str = BETWEEN) -> str:
    """Triggers in plain words, each said once."""
    return between.join(dict.fromkeys(plainly(trigger) for trigger in triggers if trigger))
