"""The improvement journey of a partnership put together: one frozen value, which the workbook only lays out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmxl.framework.models import Framework
from pmxl.improve.journey.form import BY
from pmxl.improve.journey.form import HOW
from pmxl.improve.journey.form import NEED
from pmxl.improve.journey.form import WHERE
from pmxl.improve.journey.gates import Gate
from pmxl.improve.journey.gates import gates
from pmxl.improve.journey.round import Round
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import Line
from pmxl.improve.journey.views import StageView
from pmxl.improve.journey.views import View
from pmxl.improve.journey.views import culture_views
from pmxl.improve.journey.views import stage_views
from pmxl.improve.journey.views import widest


@dataclass(frozen=True, slots=True)
class GapLine:
    """Where one partner sees itself in a stage, where it needs to be, by when, and how it means to get there."""

    stage: str
    partner: str
    where: str = ""
    need: str = ""
    by: date | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """A round put together: views of every stage, gates, culture and gaps, and what changed since the round before."""

    framework: Framework
    journey: Journey
    now: Round
    before: Round | None
    stages: tuple[StageView, ...]
    gates: tuple[Gate, ...]
    culture: tuple[tuple[Line, View], ...]
    gaps: tuple[GapLine, ...]

    def name(self, partner: str) -> str:
        """A partner's name."""
        return self.framework.partner(partner).name

    @property
    def sentences(self) -> list[str]:
        """What the round says in a few sentences: who answered, where it is weakest, where views differ, what moved."""
        return [one for one in (self.heard, self.weakest, self.apart, self.moved) if one]

    @property
    def heard(self) -> str:
        """How many partners answered, and who did not."""
        asked = len(self.now.sent.keys() | {one.id for one in self.now.answered})
        missing = ", ".join(one.name for one in self.now.silent)
        said = f"{len(self.now.answered)} of {asked} partners have answered"
        return f"{said}; not yet: {missing}." if missing else f"{said}."

    @property
    def weakest(self) -> str:
        """The stage with the lowest middle view."""
        scored = [one for one in self.stages if one.view.middle is not None]
        if not scored:
            return "Nothing has been scored yet."
        low = min(scored, key=lambda one: one.view.middle or 0)
        view = low.view
        return (
            f"Weakest is {low.stage.name}: from {view.low:.1f} to {view.high:.1f}, the middle view {view.middle:.1f}."
        )

    @property
    def apart(self) -> str:
        """The statement on which views differ most."""
        every = list(widest(self.stages))
        if not every:
            return "Nowhere are partners two scores apart." if self.now.answered else ""
        first, count = every[0], len(every)
        view = first.view
        high, low = (", ".join(map(self.name, view.at(score))) for score in (view.high, view.low))
        where = f"{count} statements" if count > 1 else "one statement"
        what = f"“{first.line.text.rstrip('.')}”: {view.high:g} ({high}) against {view.low:g} ({low})"
        return f"On {where} partners are two scores apart or more, most of all on {what}."

    @property
    def moved(self) -> str:
        """How many scores rose and fell since the round before."""
        if self.before is None:
            return "It is the first round: the next one will show what has changed."
        moves = [step for stage in self.stages for one in stage.statements for step in one.view.moved.values()]
        up, down = sum(step > 0 for step in moves), sum(step < 0 for step in moves)
        plural = "" if up == 1 else "s"
        return (
            f"Since {self.before.period.label}: {up} score{plural} up, {down} down, {len(moves) - up - down} as before."
        )


def together(framework: Framework, journey: Journey, now: Round, before: Round | None) -> Together:
    """A round put together."""
    return Together(
        framework=framework,
        journey=journey,
        now=now,
        before=before,
        stages=stage_views(journey, now, before),
        gates=gates(journey, now),
        culture=culture_views(journey, now, before),
        gaps=gaps(journey, now),
    )


def gaps(journey: Journey, now: Round) -> tuple[GapLine, ...]:
    """What each partner said of each stage's gap, stage by stage; nothing of those that said nothing."""
    found = []
    for stage in journey.scored:
        for one in now.partners:
            where, need, by, how = (now.text(one.id, f"gap-{stage.key}", field) for field in (WHERE, NEED, BY, HOW))
            if where or need or by or how:
                day = date.fromisoformat(by) if by else None
                found.append(GapLine(stage.name, one.id, where, need, day, how))
    return tuple(found)
