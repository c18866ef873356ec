"""Restated: figures that are not what they were when published, and what that does to the rating."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any

import pandas as pd

from pmxl.assess.grid import FIGURES
from pmxl.assess.grid import shown_in
from pmxl.assess.own_figures import of_kind
from pmxl.assess.own_figures import own_figures
from pmxl.assess.rows import judged
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.assess.sources import figures
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.ledger import Ledger
from pmxl.ledger import Publication
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.returns.shown import figure_words

RESTATED = "figure"
LATE = "late figure"
NONE = "none"
KEY = ["measure", "partner", "area", "period"]

SceneOf = Callable[[Framework, pd.DataFrame, Period], Scene]
"""Gives the scene of a period under a framework and the figures recalled."""


def restated(
    ledger: Ledger,
    frameworks: Mapping[str, Framework],
    now: Framework,
    period: Period,
    recalled: pd.DataFrame,
    moment: datetime,
    scene_of: SceneOf,
) -> Iterator[dict[str, Any]]:
    """A row for each figure that differs from what was first published of the periods of this year and the last.

    `frameworks` are those in use at any time, by version; `recalled` is what the ledger holds at the moment shown.
    """
    for shown in first_shown(ledger.publications(), period, moment):
        framework = frameworks.get(shown.framework, now)
        before = own_figures(framework, ledger.recall(shown.as_at, held=True))
        stood = standing(shown_in(framework, before, shown.period), of_kind(now, before))
        stands = standing(shown_in(now, recalled, shown.period), recalled)
        changed = list(differences(stood, stands))
        if changed:
            then, today = scene_of(framework, before, shown.period), scene_of(now, recalled, shown.period)
            yield from told(changed, today, shown, ratings_of(then), ratings_of(today))


def first_shown(publications: Iterable[Publication], period: Period, moment: datetime) -> list[Publication]:
    """The first scorecard published of each period up to this one, of this year and the last."""
    found: dict[Period, Publication] = {}
    for one in publications:
        near = one.period.year in (period.year, period.year.last_year) and one.period.last_day <= period.last_day
        if near and one.published_at < moment:
            found.setdefault(one.period, one)
    return list(found.values())


def standing(scene: Scene, recalled: pd.DataFrame) -> pd.DataFrame:
    """The partners' figures shown that stood, held ones left out."""
    shown = figures(scene, recalled)
    known = {partner.id for partner in scene.framework.partners}
    return shown[shown["partner"].isin(known) & ~shown["held"].astype(bool)].set_index(KEY)


def differences(then: pd.DataFrame, now: pd.DataFrame) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each figure as it stood and as it stands where the two differ; {} where there is none."""
    before, after = ({key_of(row): row for row in records(f.reset_index())} for f in (then, now))
    for key in dict.fromkeys([*before, *after]):
        was, is_now = before.get(key, {}), after.get(key, {})
        if said_by(was) != said_by(is_now):
            yield was, is_now


def key_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a figure is of."""
    return tuple(row[name] for name in KEY)


def said_by(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What a figure says, so that two can be compared; nothing where there is no number, whatever the reason."""
    numbers = [row.get(name, math.nan) for name in FIGURES]
    return tuple(None if math.isnan(number) else number for number in numbers)


def told(
    changed: Sequence[tuple[dict[str, Any], dict[str, Any]]],
    scene: Scene,
    shown: Publication,
    then: Mapping[str, str],
    now: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    """The rows of one publication: a figure restated each by itself, those that came late together by measure."""
    late: dict[tuple[str, str], list[dict[str, Any]]] = {}
    known = {measure.id: measure for measure in scene.framework.measures}
    for was, is_now in changed:
        measure = known.get((was or is_now)["measure"])
        if measure is None:
            continue
        if not any(part is not None for part in said_by(was)):
            late.setdefault((measure.id, is_now["period"]), []).append(is_now)
            continue
        said = restatement(measure, was, is_now, shown, scene.framework)
        yield rated(said, scene, then, now)
    for (id_, _), rows in late.items():
        yield rated(lateness(known[id_], rows, shown, scene.framework), scene, then, now)


def restatement(
    measure: Measure, was: dict[str, Any], is_now: dict[str, Any], shown: Publication, framework: Framework
) -> dict[str, Any]:
    """`Ash's figure for 2022-23 Q3 was 120 offences when published on 3 February 2023 and is 131 offences now.`"""
    before, after = with_parts(measure, was), with_parts(measure, is_now) if is_now else NONE
    whose = where(was, framework)
    words = f"The figure of {whose} for {was['period']} was {before} when published on {on(shown)} and is {after} now"
    return line(measure, RESTATED, before, after, is_now or was, f"{words}{source(is_now)}.")


def lateness(
    measure: Measure, rows: Sequence[dict[str, Any]], shown: Publication, framework: Framework
) -> dict[str, Any]:
    """`The figure of Birch for 2022-23 Q3 came after the scorecard was published on 3 February 2023.`"""
    those = ", ".join(where(row, framework) for row in rows)
    what = "figure" if len(rows) == 1 else "figures"
    words = f"The {what} of {those} for {rows[0]['period']} came after the scorecard was published on {on(shown)}."
    after = "; ".join(with_parts(measure, row) for row in rows)
    latest = max(rows, key=lambda row: row["received_at"])
    return line(measure, LATE, NONE, after, latest, words) | {"agreed_by": ""}  # nothing was agreed anew


def line(measure: Measure, what: str, was: str, is_now: str, row: Mapping[str, Any], words: str) -> dict[str, Any]:
    """A row of the goalpost ledger about a figure, its ratings still to come."""
    day: date = row["received_at"].date()
    about = {"measure": measure.id, "name": measure.name, "what": what, "was": was, "is_now": is_now}
    return {**about, "changed_on": day, "agreed_by": row["signed_by"], "reason": "", "words": words}


def rated(row: dict[str, Any], scene: Scene, then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Any]:
    """A row with the rating of its measure today and as it was published, and the sentence that compares them."""
    original, today = then.get(row["measure"], ""), now.get(row["measure"], "")
    label = scene.shown(row["measure"]).label
    same = f"{label} was published as {original} and {'is so still' if original == today else f'is {today} now'}."
    words = f"{row['words']} {same}" if original else row["words"]
    return row | {"rating": today, "original": original, "words": words}


def with_parts(measure: Measure, row: Mapping[str, Any]) -> str:
    """A figure as published, with its parts where it has them."""
    if math.isnan(row["value"]):
        return NONE
    parts = [row[name] for name in FIGURES[:2]]
    of = "" if any(math.isnan(part) for part in parts) else f" ({parts[0]:,.15g} of {parts[1]:,.15g})"
    return figure_words(measure, row["value"]) + of


def where(row: Mapping[str, Any], framework: Framework) -> str:
    """`Ash`, or `Ash in North Vale`."""
    area = next((a.name for a in framework.areas if a.id == row["area"]), row["area"])
    return f"{row['partner_name']} in {area}" if area else str(row["partner_name"])


def source(row: Mapping[str, Any]) -> str:
    """The file that a figure came in, in brackets."""
    return f" ({row['file']})" if row and row["file"] else ""


def on(shown: Publication) -> str:
    """The day of a publication."""
    return day_in_words(shown.published_at.date())


def ratings_of(scene: Scene) -> dict[str, str]:
    """The partnership's rating of every measure."""
    found = judged(scene, "").rows["rating"]
    return {str(measure): str(rating) for (measure, _), rating in zip(found.index.tolist(), found, strict=True)}
