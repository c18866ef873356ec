"""Changes: what a framework's versions say of a measure that is not as it was first agreed."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from typing import Any

from pmxl.assess.goalpost_aspects import COUNTED
from pmxl.assess.goalpost_aspects import LEVELS
from pmxl.assess.goalpost_aspects import NONE
from pmxl.assess.goalpost_aspects import bare_level
from pmxl.assess.goalpost_aspects import definition
from pmxl.assess.goalpost_aspects import known
from pmxl.assess.goalpost_aspects import level
from pmxl.assess.goalpost_aspects import periods_of
from pmxl.assess.goalpost_aspects import speaking
from pmxl.assess.goalpost_aspects import tolerance
from pmxl.assess.goalpost_aspects import triggers
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.tolerated import band_of
from pmxl.periods import Period
from pmxl.plural import READ
from pmxl.plural import named
from pmxl.plural import plural
from pmxl.returns.names import area_named
from pmxl.returns.names import partner_named

Unit = tuple[str, str, str]
"""A measure with the partner and area a target is of, "" for the whole."""

Of = Callable[[Framework], Any]
"""What a framework says of something."""


@dataclass(frozen=True)
class Version:
    """A framework and the moment from which it was in use."""

    framework: Framework
    since: datetime


@dataclass(frozen=True)
class Moved:
    """One thing that is not as it was first agreed; `of` gives what a framework says of it, to date the change.

    `agreed` and `before` are who agreed what stands now and what stood first, and when.
    """

    unit: Unit
    name: str
    what: str
    was: str
    is_now: str
    of: Of
    agreed: tuple[str, date | None] = ("", None)
    before: tuple[str, date | None] = ("", None)
    reason: str = ""


def changes(versions: Sequence[Version], measure: Measure, period: Period) -> Iterator[Moved]:
    """What of a measure is not as it was first agreed: its targets, its tolerance, its triggers, what it counts."""
    having = [version for version in versions if known(version.framework, measure.id)]
    start = at_start(having, period)
    targets = [one for unit in units_of(having, measure) for one in levels_moved(having, measure, period, unit)]
    yield from targets
    first = first_with_target(having, measure, period)
    if first is not None:
        agreed = max(start, first, key=lambda version: version.since)
        yield from compared(having, measure, "tolerance", tolerance, agreed, band=True)
    yield from triggers_moved(having, measure, start)
    yield from compared(having, measure, "definition", definition, start)
    for field, (name, say) in COUNTED.items():
        found = compared(having, measure, name, say, start)
        yield from (returned_by(one, start, having[-1]) for one in found) if field == "partners" else found


def at_start(having: Sequence[Version], period: Period) -> Version:
    """The version in use as the year began; the first there is where none is known from before."""
    before = [version for version in having if version.since.date() <= period.year.first_day]
    return before[-1] if before else having[0]


def first_with_target(having: Sequence[Version], measure: Measure, period: Period) -> Version | None:
    """The first version in which the partnership has a target for any period of the year."""
    for version in having:
        if any(speaking(version.framework, measure, one, ("", "")) for one in periods_of(measure, period)):
            return version
    return None


def units_of(having: Sequence[Version], measure: Measure) -> list[tuple[str, str]]:
    """The whole, then every partner and area that ever had a target of its own."""
    own = [(row.partner, row.area) for v in having for row in v.framework.targets if row.measure == measure.id]
    return list(dict.fromkeys([("", ""), *own]))


def levels_moved(having: Sequence[Version], measure: Measure, period: Period, unit: tuple[str, str]) -> Iterator[Moved]:
    """The levels of a unit's targets that are not as they first were; a row taken away is told once."""
    now = having[-1].framework
    firsts = first_versions(having, measure, period, unit)
    told_gone = False
    for name, what in LEVELS.items():
        bare, says = (saying(measure, unit, name, way) for way in (bare_level, level))
        moved = [one for one, first in firsts.items() if NONE != bare(first.framework, one) != bare(now, one)]
        gone = not all(speaking(now, measure, one, unit) for one in moved)
        if not moved or (gone and told_gone):
            continue
        told_gone = told_gone or gone
        first = firsts[moved[0]]
        before = speaking(first.framework, then(first, measure), moved[0], unit)
        rows = speaking(now, measure, moved[0], unit)
        yield Moved(
            unit=(measure.id, *unit),
            name=called(now, measure, unit),
            what=what,
            was=together(says(firsts[one].framework, one) for one in moved),
            is_now=together(says(now, one) for one in moved),
            of=of_all(bare, tuple(moved)),
            agreed=agreement(rows),
            before=agreement(before),
            reason=rows[0].reason if rows else "",
        )


def first_versions(
    having: Sequence[Version], measure: Measure, period: Period, unit: tuple[str, str]
) -> dict[Period, Version]:
    """For each period of the year the first version in which a target of the unit speaks of it."""
    found: dict[Period, Version] = {}
    for one in periods_of(measure, period):
        for version in having:
            if speaking(version.framework, then(version, measure), one, unit):
                found[one] = version
                break
    return found


def saying(
    measure: Measure, unit: tuple[str, str], name: str, way: Callable[[Measure, tuple[Target, ...], str], str]
) -> Callable[[Framework, Period], str]:
    """What a framework says of one level of a unit's target in a period, in the digits and unit of today."""

    def says(framework: Framework, at: Period) -> str:
        mine = known(framework, measure.id)
        return way(measure, speaking(framework, mine, at, unit), name) if mine else NONE

    return says


def of_all(says: Callable[[Framework, Period], str], periods: Sequence[Period]) -> Of:
    """What a framework says in several periods."""
    return lambda framework: [says(framework, one) for one in periods]


def agreement(rows: Sequence[Target]) -> tuple[str, date | None]:
    """Who agreed the first of some rows, and when."""
    return (rows[0].agreed_by, rows[0].agreed_on) if rows else ("", None)


def then(version: Version, measure: Measure) -> Measure:
    """The measure as it was in a version that has it."""
    return version.framework.measure(measure.id)


def together(words: Iterator[str]) -> str:
    """Words one after the other, each once."""
    return "; ".join(dict.fromkeys(words))


def called(framework: Framework, measure: Measure, unit: tuple[str, str]) -> str:
    """The measure's name, and the partner's and the area's whose own target it is."""
    of = partner_named(framework, unit[0]), area_named(framework, unit[1])
    return " · ".join(name for name in (measure.name, *of) if name)


def compared(
    having: Sequence[Version],
    measure: Measure,
    what: str,
    say: Callable[[Framework, Measure], str],
    first: Version,
    *,
    band: bool = False,
) -> Iterator[Moved]:
    """What a measure's own row or its band says, where it is not as it was."""

    def of(framework: Framework) -> str:
        mine = known(framework, measure.id)
        return say(framework, mine) if mine else NONE

    was, is_now = of(first.framework), of(having[-1].framework)
    if was != is_now:
        bands = [band_of(v.framework, then(v, measure)) for v in (having[-1], first)] if band else []
        agreed = [(one.agreed_by, one.agreed_on) for one in bands] or [("", None)] * 2
        unit = (measure.id, "", "")
        yield Moved(unit, measure.name, what, was, is_now, of, agreed[0], agreed[1])


def returned_by(moved: Moved, first: Version, last: Version) -> Moved:
    """A change of who returns a measure in names; of long lists how many they were and are, and who is new or gone."""
    before, after = (names_of(version.framework, moved.unit[0]) for version in (first, last))
    if max(len(before), len(after)) <= READ:
        return replace(moved, was=", ".join(before.values()), is_now=", ".join(after.values()))
    new = named(name for id_, name in after.items() if id_ not in before)
    gone = named(name for id_, name in before.items() if id_ not in after)
    told = [plural(len(after), "partner"), f"with {new}" if new else "", f"without {gone}" if gone else ""]
    return replace(moved, was=plural(len(before), "partner"), is_now=", ".join(filter(None, told)))


def names_of(framework: Framework, measure: str) -> dict[str, str]:
    """The partners who return a measure by id, and their names."""
    mine = known(framework, measure)
    return {partner: framework.partner(partner).name for partner in (mine.partners if mine else ())}


def triggers_moved(having: Sequence[Version], measure: Measure, first: Version) -> Iterator[Moved]:
    """The triggers that watched a measure as the year began and do so no longer, and those in their place."""
    was, now = (triggers(v.framework, then(v, measure)) for v in (first, having[-1]))
    gone, new = [t for t in was if t not in now], [t for t in now if t not in was]

    def of(framework: Framework) -> tuple[str, ...]:
        mine = known(framework, measure.id)
        return triggers(framework, mine) if mine else ()

    if gone:
        said = "; ".join(gone), "; ".join(new) or NONE
        yield Moved((measure.id, "", ""), measure.name, "trigger", *said, of)
