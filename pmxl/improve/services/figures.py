"""What figures say of a service: its level and cost, and what those who use it think."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from pmxl.assess import Assessment
from pmxl.assess.scene import records
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.improve.money.budget import Spend
from pmxl.terms import Rating
from pmxl.terms import Signal
from pmxl.terms import Strength
from pmxl.terms import Travel

VOICES = ("satisf", "complain", "confiden", "trust", "survey", "feedback", "compliment", "petition", "appeal")
"""A measure in whose name one of these stands tells what users or citizens think."""
HIGH = "high"
SOME = 2
"""Outside the priorities a single Red is not yet a problem of the service; two are."""

Facts = Mapping[str, Any]
FACTS = ["measure", "name", "rating", "signal", "travel"]
"""What is asked of a measure's row."""


def is_voice(measure: Measure) -> bool:
    """True for a measure of satisfaction, confidence, complaints or another challenge by citizens."""
    name = measure.name.casefold()
    return any(word in name for word in VOICES)


class Shown(NamedTuple):
    """What a scorecard shows: the rows of the measures that serve each objective, split into those of level or cost and
    those of users; and the measures on which an agreed trigger asks for action, with its sentence.
    """

    level: Mapping[str, list[Facts]]
    users: Mapping[str, list[Facts]]
    acts: Mapping[str, str]


def shown_in(found: Assessment) -> Shown:
    """The same of an assessment, read once for all its services."""
    level: dict[str, list[Facts]] = {}
    users: dict[str, list[Facts]] = {}
    for row in records(found.measures[FACTS]):
        measure = found.framework.measure(row["measure"])
        (users if is_voice(measure) else level).setdefault(measure.objective, []).append(row)
    return Shown(level, users, acting(found))


def acting(found: Assessment) -> dict[str, str]:
    """The measures on which an agreed trigger asks for action, with its sentence."""
    rows = [row for row in records(found.exceptions) if row["strength"] == Strength.ACT.value]
    return {row["measure"]: str(row["sentence"]).rstrip(".") for row in reversed(rows)}


def of_level(shown: Shown, objective: Objective, spends: Sequence[Spend]) -> list[str]:
    """Each problem of level or cost that calls for a review; none where there is too little to call for one.

    A trigger that asks for action or an overrun is one anywhere. A Red alone is one in a priority, and two elsewhere.
    """
    acts, rows = shown.acts, shown.level.get(objective.id, [])
    fired = [f"{row['name']}: {acts[row['measure']]}" for row in rows if row["measure"] in acts]
    over = [f"{one.name}: {one.words}" for one in spends if one.is_overrun and one.objective == objective.id]
    reds = [row for row in rows if row["rating"] == Rating.RED and row["measure"] not in acts]
    enough = bool(fired or over) or objective.priority.casefold() == HIGH or len(reds) >= SOME
    return [*fired, *over, *(f"{row['name']} is Red" for row in reds if enough)]


def of_users(shown: Shown, objective: Objective) -> list[str]:
    """Each sign that those who use a service see a problem in it."""
    rows = shown.users.get(objective.id, [])
    return [f"{row['name']}: {sign}" for row in rows if (sign := shown.acts.get(row["measure"]) or sign_of(row))]


def sign_of(row: Facts) -> str:
    """`is Red`, `is Amber and worsening`, or that its process shows a change for the worse; "" where nothing is."""
    if row["rating"] == Rating.RED:
        return "is Red"
    if row["signal"] == Signal.CONCERN:
        return "has become worse by more than chance"
    return "is Amber and worsening" if row["rating"] == Rating.AMBER and row["travel"] == Travel.WORSENING else ""


def counted(shown: Shown, objective: Objective, *, voices: bool) -> str:
    """What was looked at where nothing was found: `3 measures, none Red, no action owed`."""
    rows = (shown.users if voices else shown.level).get(objective.id, [])
    if not rows:
        what = "satisfaction or complaints" if voices else "level or cost"
        return f"No measure of this objective tells of {what}."
    reds = sum(row["rating"] == Rating.RED for row in rows)
    several = f"{len(rows)} measures" if len(rows) != 1 else "1 measure"
    return f"{several}, {reds or 'none'} Red; not enough to call for a review."


def services_of(framework: Framework) -> Iterator[Objective]:
    """The objectives that stand for a service: those with a measure of their own, or an owner who answers for them."""
    measured = {measure.objective for measure in framework.measures}
    return (one for one in framework.objectives if one.id in measured or one.owner)
