"""Goalposts: what was changed after it was agreed, and what the rating would be under the original rule."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from pmxl.assess.agreed_words import agreed
from pmxl.assess.goalpost_aspects import COUNTED
from pmxl.assess.goalpost_aspects import NONE
from pmxl.assess.goalpost_aspects import known
from pmxl.assess.goalpost_aspects import periods_of
from pmxl.assess.goalpost_aspects import speaking
from pmxl.assess.goalpost_changes import Moved
from pmxl.assess.goalpost_changes import Of
from pmxl.assess.goalpost_changes import Unit
from pmxl.assess.goalpost_changes import Version
from pmxl.assess.goalpost_changes import at_start
from pmxl.assess.goalpost_changes import changes
from pmxl.assess.goalpost_changes import first_with_target
from pmxl.assess.goalpost_changes import then
from pmxl.assess.goalpost_changes import units_of
from pmxl.framework.asked import in_order
from pmxl.framework.asked import lives_in
from pmxl.framework.columns import BAND
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import band_of
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.rules.presets import UNITS

COLUMNS = [
    "measure",
    "name",
    "what",
    "was",
    "is_now",
    "changed_on",
    "agreed_by",
    "reason",
    "rating",
    "original",
    "words",
]
UNRATED = ("definition", "trigger")
"""What moves no rating that could be worked out again."""

Rating = Callable[[Unit], str]
"""Gives the rating of a unit today, "" where it has none."""
Rated = Callable[[Framework], Mapping[Unit, str]]
"""Gives the rating of every unit under a framework."""


def goalposts(versions: Sequence[Version], period: Period, rating: Rating, rated: Rated) -> pd.DataFrame:
    """A row of COLUMNS for each level, tolerance, trigger or definition that is not what was first agreed for the year.

    `versions` are the frameworks in the order in which they came into use, the last being the one in force, and
    `rating` gives that of today. The original of a target is the first that has one for its period; of anything else
    what stood as the year began, or the first known after. What was added later has not moved; what was taken away has.
    """
    now = versions[-1].framework
    found = [one for measure in now.measures for one in changes(versions, measure, period)]
    original = rated(as_agreed(versions, found, period)) if any(one.what not in UNRATED for one in found) else {}
    rows = [shown(one, since(versions, one.of), rating(one.unit), original) for one in found]
    rows += [*edge(versions, period, rating, rated), *ended(versions, period)]
    return pd.DataFrame([{name: row[name] for name in COLUMNS} for row in rows], columns=COLUMNS)


def since(versions: Sequence[Version], of: Of) -> date:
    """The day on which what stands now came into use."""
    is_now, found = of(versions[-1].framework), versions[-1].since
    for version in reversed(versions):
        if of(version.framework) != is_now:
            break
        found = version.since
    return found.date()


def as_agreed(versions: Sequence[Version], moved: Sequence[Moved], period: Period) -> Framework:
    """The framework in force with what moved of some measures as it was first agreed."""
    now = versions[-1].framework
    ids = dict.fromkeys(one.unit[0] for one in moved if one.what not in UNRATED)
    measures = {measure.id: measure for measure in now.measures}
    targets = [row for row in now.targets if row.measure not in ids]
    bands = [row for row in now.tolerances if not (row.rule == BAND and row.scope[1] in ids)]
    for id_ in ids:
        having = [version for version in versions if known(version.framework, id_)]
        start = at_start(having, period)
        first = first_with_target(having, measures[id_], period) or start
        agreed = max(start, first, key=lambda version: version.since)
        for unit in units_of(having, measures[id_]):
            targets += first_rows(having, measures[id_], period, unit)
        bands.append(own_band(agreed.framework, then(agreed, measures[id_])))
        measures[id_] = as_counted(now, measures[id_], then(start, measures[id_]))
    return another(now, measures=tuple(measures.values()), targets=tuple(targets), tolerances=tuple(bands))


def another(now: Framework, **changes: Any) -> Framework:
    """A framework that differs from the one in force; built anew, for a copy would keep what the old one looked up."""
    given = {name: getattr(now, name) for name in Framework.model_fields}
    return Framework(**{**given, **changes, "version": f"{now.version} as agreed"})


def first_rows(having: Sequence[Version], measure: Measure, period: Period, unit: tuple[str, str]) -> list[Any]:
    """A unit's target rows in the first version that has one for the year; those of today where there never was."""
    for version in having:
        if any(speaking(version.framework, then(version, measure), p, unit) for p in periods_of(measure, period)):
            break
    rows = version.framework.targets
    return [row for row in rows if (row.measure, row.partner, row.area) == (measure.id, *unit)]


def own_band(framework: Framework, measure: Measure) -> Tolerance:
    """The band of a measure as a row of its own."""
    band = band_of(framework, measure)
    unit = band.unit if band.unit in UNITS else ""
    amount = None if math.isnan(band.amount) else band.amount
    preset = band.preset or ("" if amount is not None else "strict")
    given: dict[str, Any] = {"rule": BAND, "preset": preset, "amount": amount, "unit": unit}
    return Tolerance(scope=("measure", measure.id), **given)


def as_counted(now: Framework, measure: Measure, before: Measure) -> Measure:
    """A measure with the rules by which it was counted; partners that are no longer known are left out."""
    fields = [*COUNTED, "lead", "weights", "areas", "pairs"]
    partners, areas = {p.id for p in now.partners}, {a.id for a in now.areas} | {""}
    if not all(partner in partners and area in areas for partner, area in before.pairs):
        fields = [name for name in fields if name in ("kind", "decimals", "multiplier", "polarity", "accumulate")]
    return measure.model_copy(update={name: getattr(before, name) for name in fields})


def edge(versions: Sequence[Version], period: Period, rating: Rating, rated: Rated) -> Iterator[dict[str, Any]]:
    """The colour of a figure exactly on the edge of its tolerance, where it is another than as the year began."""
    now, first = versions[-1].framework, at_start(versions, period)
    was, is_now = (f.settings.amber_edge.title() for f in (first.framework, now))
    if was == is_now:
        return
    settings = now.settings.model_copy(update={"amber_edge": first.framework.settings.amber_edge})
    original = rated(another(now, settings=settings))
    units = [(measure.id, "", "") for measure in in_order(now)]
    names = ", ".join(now.measure(u[0]).name for u in units if original.get(u, rating(u)) != rating(u))
    told = f"As first agreed these would be rated otherwise: {names}." if names else "No rating is another for it."
    day = since(versions, lambda framework: framework.settings.amber_edge)
    said = f"A figure exactly on the edge of its tolerance was {was} and is {is_now} since {day_in_words(day)}. {told}"
    yield blank("", "All measures", "edge of the tolerance", was, is_now, day) | {"words": said}


def ended(versions: Sequence[Version], period: Period) -> Iterator[dict[str, Any]]:
    """The measures taken out of the framework since the year began though they were to be reported in it."""
    now = {measure.id for measure in versions[-1].framework.measures}
    begun = versions[versions.index(at_start(versions, period)) :]
    gone = {m.id: m for v in begun for m in v.framework.measures if m.id not in now}
    for id_, measure in gone.items():
        if any(lives_in(measure, one) for one in period.year.parts(measure.frequency.months)):
            day = since(versions, lambda framework, id_=id_: known(framework, id_) is not None)  # type: ignore[misc]
            said = f"Taken out of the framework on {day_in_words(day)}."
            yield blank(id_, measure.name, "measure", "measured", "no longer measured", day) | {"words": said}


def blank(measure: str, name: str, what: str, was: str, is_now: str, day: date) -> dict[str, Any]:
    """A row without ratings."""
    about = {"measure": measure, "name": name, "what": what, "was": was, "is_now": is_now, "changed_on": day}
    return {**about, **dict.fromkeys(("agreed_by", "reason", "rating", "original"), "")}


def shown(one: Moved, day: date, rating: str, original: Mapping[Unit, str]) -> dict[str, Any]:
    """The row of one thing that moved."""
    row = blank(one.unit[0], one.name, one.what, one.was, one.is_now, day)
    first = "" if one.what in UNRATED else original.get(one.unit, "")
    row |= {"agreed_by": one.agreed[0], "reason": one.reason, "rating": rating, "original": first}
    return row | {"words": told(one, row)}


def told(one: Moved, row: Mapping[str, Any]) -> str:
    """`The target was 90 for 2022-23 and is 80 for 2022-23 since 3 February 2023, agreed by the Board: fewer referrals.
    As first agreed it would be Red, not Green.`
    """
    by, on = one.agreed
    stated = agreed(by, on)
    why = f": {one.reason.rstrip('.')}" if one.reason else ""
    if one.what == "trigger" and one.is_now == NONE:
        return f"No longer watched by the trigger {one.was} since {day_in_words(row['changed_on'])}."
    what, was, is_now = of_one_time(one)
    said = f"The {what} was {was} and is {is_now} since {day_in_words(row['changed_on'])}{stated}{why}."
    if on and one.agreed == one.before:
        said += " No new agreement is named for the change."
    if not row["original"]:
        return said
    if row["original"] == row["rating"]:
        return f"{said} As first agreed it would be {row['original']} too."
    return f"{said} As first agreed it would be {row['original']}, not {row['rating'] or 'rated'}."


def of_one_time(one: Moved) -> tuple[str, str, str]:
    """What moved, what it was and what it is; the period is said once where it is the same."""
    (was, _, then), (is_now, _, now) = (words.rpartition(" for ") for words in (one.was, one.is_now))
    if was and then == now and ";" not in one.was + one.is_now:
        return f"{one.what} for {now}", was, is_now
    return one.what, one.was.rstrip("."), one.is_now.rstrip(".")
