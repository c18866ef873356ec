"""A service with its six tests and its review: not needed, due, planned, under way, or done and followed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum

from pmxl.assess import Assessment
from pmxl.framework.models import Objective
from pmxl.improve.logbook.columns_reviews import SERVICE_REVIEW
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import InDepth
from pmxl.improve.logbook.models import Said
from pmxl.improve.money.budget import Spend
from pmxl.improve.services import figures
from pmxl.improve.services.test import LEVEL
from pmxl.improve.services.test import SIX
from pmxl.improve.services.test import USERS
from pmxl.improve.services.test import Result
from pmxl.improve.services.test import SixTest
from pmxl.improve.services.test import Tested
from pmxl.periods import day_in_words

RESTS = timedelta(days=365)
"""A service that was reviewed is left a year to change, unless its follow-up is due before."""


class ReviewState(StrEnum):
    """Where the review of a service stands."""

    NOT_NEEDED = "Not needed"
    DUE = "Review due"
    PLANNED = "Planned"
    UNDER_WAY = "Under way"
    LATE = "Under way, late"
    DONE = "Done"
    TO_FOLLOW = "Follow-up due"
    FOLLOWED = "Followed up"


@dataclass(frozen=True, slots=True)
class Service:
    """What one objective describes and its owner answers for, its tests, and its review."""

    objective: Objective
    tests: tuple[Tested, ...]
    state: ReviewState
    words: str
    review: InDepth | None = None

    @property
    def holding(self) -> tuple[Tested, ...]:
        """The tests that call for a review."""
        return tuple(one for one in self.tests if one.result is Result.HOLDS)


def services(found: Assessment, logbook: Logbook, spends: Sequence[Spend], day: date) -> tuple[Service, ...]:
    """Every service with the six tests of the period, as people had answered by a day.

    A service is an objective with the measures that serve it: it has an owner, a plan and a priority, and a budget.
    """
    shown = figures.shown_in(found)
    return tuple(service(shown, one, logbook, spends, day) for one in figures.services_of(found.framework))


def service(
    shown: figures.Shown, objective: Objective, logbook: Logbook, spends: Sequence[Spend], day: date
) -> Service:
    """One service."""
    said = standing(logbook.reviews, objective.id, day)
    signs = {LEVEL.key: figures.of_level(shown, objective, spends), USERS.key: figures.of_users(shown, objective)}
    nothing = {
        LEVEL.key: figures.counted(shown, objective, voices=False),
        USERS.key: figures.counted(shown, objective, voices=True),
    }
    tests = tuple(tested(one, signs.get(one.key, []), nothing.get(one.key, ""), said.get(one.key)) for one in SIX)
    mine = [one for one in logbook.scrutiny if one.sort == SERVICE_REVIEW and one.objective == objective.id]
    review = latest(mine, day)
    state, words = state_of(review, tests, day)
    return Service(objective, tests, state, words, review)


def standing(reviews: Sequence[Said], objective: str, day: date) -> dict[str, Said]:
    """The last answer to each test that had been given by a day."""
    mine = [one for one in reviews if one.objective == objective and one.on <= day]
    return {one.test: one for one in sorted(mine, key=lambda one: one.on)}


def tested(test: SixTest, signs: Sequence[str], nothing: str, said: Said | None) -> Tested:
    """A test: figures and people may both answer it, and either is enough for it to hold."""
    told = f"{said.evidence or 'Said'}{f' ({by})' if (by := whence(said)) else ''}" if said else ""
    row = said.row if said else 0
    if signs or (said and said.answer):
        evidence = [*signs, *([told] if said and said.answer else [])]
        return Tested(test, Result.HOLDS, "; ".join(evidence) + ".", row)
    if said or test.from_figures:
        return Tested(test, Result.NOT, nothing if test.from_figures else f"{told}.", row)
    return Tested(test, Result.NOT_SAID, "Nobody has said; the sheet reviews of the logbook asks.")


def whence(said: Said) -> str:
    """`Head of housing, 14 July 2026`."""
    return ", ".join(part for part in (said.said_by, day_in_words(said.on)) if part)


def latest(reviews: Sequence[InDepth], day: date) -> InDepth | None:
    """The review that counts by a day: the last that began, or else one that is planned."""
    begun = [one for one in reviews if one.begun and one.begun <= day]
    planned = [one for one in reviews if not one.begun or one.begun > day]
    return max(begun, key=lambda one: one.begun or date.min) if begun else planned[-1] if planned else None


def state_of(review: InDepth | None, tests: Sequence[Tested], day: date) -> tuple[ReviewState, str]:
    """Where the review stands by a day, and a sentence of it."""
    holding = [one.test.name.lower() for one in tests if one.result is Result.HOLDS]
    due = f"{len(holding)} of the six tests {'hold' if len(holding) != 1 else 'holds'}: {', '.join(holding)}."
    if review and not (review.begun and review.begun <= day):
        return ReviewState.PLANNED, f"Planned{f' from {day_in_words(review.begun)}' if review.begun else ''}. {due}"
    if review and review.begun and not (review.reported and review.reported <= day):
        return under_way(review, review.begun, day)
    if review and review.reported:
        if followed(review, day):
            ends = review.followed_up or review.reported
            if holding and day - ends > RESTS:
                return ReviewState.DUE, due
            return ReviewState.FOLLOWED, f"Followed up on {day_in_words(ends)}: {review.outcome or 'nothing is said'}."
        if review.follow_up and review.follow_up <= day:
            return ReviewState.TO_FOLLOW, f"Did it help? To be looked at since {day_in_words(review.follow_up)}."
        if not holding or day - review.reported <= RESTS:
            return (
                ReviewState.DONE,
                f"Reported on {day_in_words(review.reported)}: {review.found or 'nothing is said'}.",
            )
    return (ReviewState.DUE, due) if holding else (ReviewState.NOT_NEEDED, not_needed(tests))


def not_needed(tests: Sequence[Tested]) -> str:
    """That none holds, as far as they were answered."""
    waiting = sum(one.result is Result.NOT_SAID for one in tests)
    return f"None that was answered holds; {waiting} wait for an answer." if waiting else "None of the six tests holds."


def under_way(review: InDepth, begun: date, day: date) -> tuple[ReviewState, str]:
    """A review that has begun and not reported."""
    if review.due and review.due < day:
        return ReviewState.LATE, f"Begun on {day_in_words(begun)}; due on {day_in_words(review.due)}."
    by = f", due on {day_in_words(review.due)}" if review.due else ""
    return ReviewState.UNDER_WAY, f"Begun on {day_in_words(begun)}{by}."


def followed(review: InDepth, day: date) -> bool:
    """True where it was looked at again by a day."""
    return review.followed_up is not None and review.followed_up <= day
