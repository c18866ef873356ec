"""Views: what partners scored side by side, how far apart they are, and how each has moved since the last round.

Nothing is averaged over partners: a middle view is the middle one of those that were given (the median), and it never
stands without the lowest and the highest beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from statistics import median

from pmxl.improve.journey.round import Round
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import Line
from pmxl.improve.journey.stages import Stage

FAR_APART = 2
"""Scores so far apart are worth talking about: one partner says "in part" where another says "as a rule"."""


@dataclass(frozen=True, slots=True)
class View:
    """Scores by partner, now and in the round before: of a statement, or of a stage (each partner's own mean)."""

    scores: Mapping[str, float]
    before: Mapping[str, float]

    @property
    def low(self) -> float | None:
        """The lowest score given."""
        return min(self.scores.values(), default=None)

    @property
    def high(self) -> float | None:
        """The highest score given."""
        return max(self.scores.values(), default=None)

    @property
    def middle(self) -> float | None:
        """The middle score given."""
        return median(self.scores.values()) if self.scores else None

    @property
    def middle_before(self) -> float | None:
        """The middle score of the round before."""
        return median(self.before.values()) if self.before else None

    @property
    def spread(self) -> float | None:
        """How far the highest lies above the lowest."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def is_far_apart(self) -> bool:
        """True where the views differ by two scores or more."""
        return self.spread is not None and self.spread >= FAR_APART

    @property
    def moved(self) -> dict[str, float]:
        """How far each partner moved that scored in both rounds."""
        return {partner: now - self.before[partner] for partner, now in self.scores.items() if partner in self.before}

    def at(self, score: float | None) -> tuple[str, ...]:
        """The partners that gave a score."""
        return tuple(partner for partner, given in self.scores.items() if given == score)


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its views."""

    stage: Stage
    line: Line
    view: View


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with its views: of each partner the mean of the statements that it scored."""

    stage: Stage
    view: View
    statements: tuple[StatementView, ...]


def stage_views(journey: Journey, now: Round, before: Round | None) -> tuple[StageView, ...]:
    """Every stage that is scored."""
    return tuple(stage_view(stage, now, before) for stage in journey.scored)


def stage_view(stage: Stage, now: Round, before: Round | None) -> StageView:
    """One stage; a partner is compared with itself by the statements that it scored in both rounds."""
    statements = tuple(StatementView(stage, line, view_of(line.ref, now, before)) for line in stage.statements)
    scores = {one.id: mean_of(one.id, (s.view.scores for s in statements)) for one in now.partners}
    earlier = {one.id: mean_of(one.id, (s.view.before for s in statements)) for one in now.partners}
    return StageView(stage, View(known(scores), known(earlier)), statements)


def view_of(ref: str, now: Round, before: Round | None) -> View:
    """The views of one statement."""
    return View(dict(now.scores(ref)), dict(before.scores(ref)) if before else {})


def mean_of(partner: str, views: Iterable[Mapping[str, float]]) -> float | None:
    """A partner's own mean over the statements that it scored."""
    found = [view[partner] for view in views if partner in view]
    return round(fmean(found), 2) if found else None


def known(scores: Mapping[str, float | None]) -> dict[str, float]:
    """Those that are there."""
    return {partner: score for partner, score in scores.items() if score is not None}


def culture_views(journey: Journey, now: Round, before: Round | None) -> tuple[tuple[Line, View], ...]:
    """What people would say of how partners work together."""
    return tuple((line, view_of(line.ref, now, before)) for line in journey.culture)


def widest(stages: Iterable[StageView]) -> Iterator[StatementView]:
    """The statements on which partners are two scores apart or more, the widest first."""
    every = [one for stage in stages for one in stage.statements if one.view.is_far_apart]
    yield from sorted(every, key=lambda one: -(one.view.spread or 0))
