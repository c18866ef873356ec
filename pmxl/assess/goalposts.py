"""Goalposts: what was changed after it was agreed, and what the rating would be under the original rule."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from pmxl.assess.why import PRESET_WORDS
from pmxl.framework.expected import target_row
from pmxl.framework.models import Framework
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import band_of
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.sheets.style import spoken

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
LEVELS = {"target": "target", "low": "low", "high": "high", "standard": "standard"}
TOLERANCE = "tolerance"
DEFINITION = "definition"
ENDED = "measure"
GONE = "no longer measured"
NONE = "none"


@dataclass(frozen=True)
class Version:
    """A framework and the moment from which it was in use."""

    framework: Framework
    since: datetime


Rated = Callable[[Framework], Mapping[str, str]]
"""Gives the partnership's rating of every measure under a framework."""


def goalposts(versions: Sequence[Version], period: Period, ratings: Mapping[str, str], rated: Rated) -> pd.DataFrame:
    """A row of COLUMNS for each level, tolerance or definition that is not what was first agreed for the period.

    `versions` are the frameworks in the order in which they came into use, the last being the one in force, and
    `ratings` those of today. The original is the first that has a target of the measure for the period, or of a
    definition the first that has the measure. What was added later has not moved; what was taken away has.
    """
    last = versions[-1]
    found = [row for measure in last.framework.measures for row in changes(versions, measure.id, period)]
    moved = {row["measure"]: row["first"].framework for row in found if row["what"] != DEFINITION}
    original = rated(as_agreed(last.framework, moved)) if moved else {}
    for row in found:
        row["rating"] = ratings.get(row["measure"], "")
        row["original"] = original.get(row["measure"], "") if row["measure"] in moved else ""
    found += ended(versions)
    table = [{**row, "words": told(row)} for row in found]
    return pd.DataFrame([{name: row[name] for name in COLUMNS} for row in table], columns=COLUMNS)


def changes(versions: Sequence[Version], measure: str, period: Period) -> Iterator[dict[str, Any]]:
    """What of a measure is not as it was first agreed."""
    having = [v for v in versions if any(m.id == measure for m in v.framework.measures)]
    with_target = [v for v in having if row_of(v.framework, measure, period)]
    aspects: list[tuple[str, Sequence[Version], Callable[[Framework], str]]] = [
        (DEFINITION, having, lambda f: meaning(f, measure)),
        *((name, with_target, level_of(measure, period, level)) for level, name in LEVELS.items()),
        (TOLERANCE, with_target, lambda f: band_words(f, measure)),
    ]
    for what, those, of in aspects:
        if those and of(those[0].framework) != of(versions[-1].framework):
            row = row_of(versions[-1].framework, measure, period) if what in LEVELS.values() else None
            band = band_of(versions[-1].framework, versions[-1].framework.measure(measure))
            yield {
                "measure": measure,
                "name": versions[-1].framework.measure(measure).name,
                "what": what,
                "was": of(those[0].framework),
                "is_now": of(versions[-1].framework),
                "changed_on": since(versions, of).date(),
                "agreed_by": row.agreed_by if row else band.agreed_by if what == TOLERANCE else "",
                "reason": row.reason if row else "",
                "first": those[0],
            }


def since(versions: Sequence[Version], of: Callable[[Framework], str]) -> datetime:
    """When what stands now came into use."""
    is_now, found = of(versions[-1].framework), versions[-1].since
    for version in reversed(versions):
        if of(version.framework) != is_now:
            break
        found = version.since
    return found


def row_of(framework: Framework, measure: str, period: Period) -> Target | None:
    """The partnership's target row for the period; None where the framework has no such measure or target."""
    known = next((m for m in framework.measures if m.id == measure), None)
    return target_row(framework, known, period) if known else None


def level_of(measure: str, period: Period, level: str) -> Callable[[Framework], str]:
    """How a level of the target row is said, "none" where there is none."""

    def say(framework: Framework) -> str:
        row = row_of(framework, measure, period)
        value = getattr(row, level) if row else None
        if value is None:
            return NONE
        known = framework.measure(measure)
        return f"{spoken(value, known.decimals, known.unit)} ({row.basis} {row.period.label})" if row else NONE

    return say


def meaning(framework: Framework, measure: str) -> str:
    """The definition with its version; "none" before there was a measure."""
    known = next((m for m in framework.measures if m.id == measure), None)
    return f"“{known.definition.rstrip('.')}” (version {known.definition_version})" if known else NONE


def band_words(framework: Framework, measure: str) -> str:
    """The tolerance as it was agreed."""
    known = next((m for m in framework.measures if m.id == measure), None)
    if known is None:
        return NONE
    band = band_of(framework, known)
    if math.isnan(band.amount):
        return PRESET_WORDS.get(band.preset, band.preset or NONE)
    return f"{band.amount:g} {'% of target' if band.unit == 'percent' else band.unit}".strip()


def ended(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """The measures that were taken out of the framework."""
    now = {measure.id for measure in versions[-1].framework.measures}
    names = {m.id: m.name for v in versions for m in v.framework.measures if m.id not in now}
    return [
        {
            "measure": measure,
            "name": name,
            "what": ENDED,
            "was": "measured",
            "is_now": GONE,
            "changed_on": since(versions, lambda f, of=measure: str(any(m.id == of for m in f.measures))).date(),  # type: ignore[misc]
            "agreed_by": "",
            "reason": "",
            "rating": "",
            "original": "",
        }
        for measure, name in names.items()
    ]


def as_agreed(now: Framework, originals: Mapping[str, Framework]) -> Framework:
    """The framework in force with the targets and tolerances of some measures as they were first agreed."""
    targets = [row for row in now.targets if row.measure not in originals]
    bands = [row for row in now.tolerances if not (row.rule == "band" and row.scope[1] in originals)]
    for measure, then in originals.items():
        targets += [row for row in then.targets if row.measure == measure]
        band = band_of(then, then.measure(measure))
        unit = band.unit if band.unit in ("points", "percent") else ""
        amount = None if math.isnan(band.amount) else band.amount
        preset = band.preset or ("" if amount is not None else "strict")
        settings = {"rule": "band", "preset": preset, "amount": amount, "unit": unit}
        bands.append(Tolerance(scope=("measure", measure), **settings))  # type: ignore[arg-type]
    changed = {"targets": tuple(targets), "tolerances": tuple(bands), "version": f"{now.version} as agreed"}
    return now.model_copy(update=changed)


def told(row: Mapping[str, Any]) -> str:
    """`The target was 90 and is 80 since 3 February 2023, agreed by the Board: fewer referrals. As first agreed, this
    would be Red, not Green.`
    """
    if row["what"] == ENDED:
        return f"Taken out of the framework on {day_in_words(row['changed_on'])}."
    by = f", agreed by {row['agreed_by']}" if row["agreed_by"] else ""
    why = f": {row['reason'].rstrip('.')}" if row["reason"] else ""
    was, is_now = (str(row[side]).rstrip(".") for side in ("was", "is_now"))
    said = f"The {row['what']} was {was} and is {is_now} since {day_in_words(row['changed_on'])}{by}{why}."
    if not row["original"]:
        return said
    if row["original"] == row["rating"]:
        return f"{said} As first agreed it would be {row['original']} too."
    return f"{said} As first agreed it would be {row['original']}, not {row['rating'] or 'rated'}."
