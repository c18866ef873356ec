"""Moved: the goalpost ledger of an assessment, rules and figures together, and its line on the method sheet."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from functools import cache
from functools import partial

import pandas as pd

from pmxl.assess.goalpost_changes import Unit
from pmxl.assess.goalpost_changes import Version
from pmxl.assess.goalposts import COLUMNS
from pmxl.assess.goalposts import Rating
from pmxl.assess.goalposts import goalposts
from pmxl.assess.restated import restated
from pmxl.assess.rows import ratings_by
from pmxl.assess.rows import ratings_in
from pmxl.assess.scene import Scene
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import plural

HEADING = "Goalposts"

SceneOf = Callable[[Framework, pd.DataFrame, Period, date], Scene]
"""Gives the scene of a period under a framework and the figures recalled, as on a day."""


def moved(
    scene: Scene,
    views: Iterable[pd.DataFrame],
    recalled: pd.DataFrame,
    ledger: Ledger,
    versions: Sequence[Version],
    moment: datetime,
    scene_of: SceneOf,
) -> pd.DataFrame:
    """What moved since it was agreed or published, in the columns of the goalpost ledger; rules first, then figures."""

    def rated_by(framework: Framework) -> dict[Unit, str]:
        return ratings_of(scene_of(framework, recalled, scene.period, scene.today))

    def scene_at(framework: Framework, figures: pd.DataFrame, period: Period) -> Scene:
        return scene_of(framework, figures, period, min(scene.today, period.last_day))

    found = pd.DataFrame(columns=COLUMNS)
    if len(versions) > 1:
        found = goalposts(versions, scene.period, today_in(scene, views), rated_by)
    frameworks = {one.framework.version: one.framework for one in versions}
    figures = restated(ledger, frameworks, scene.framework, scene.period, recalled, moment, scene_at)
    more = pd.DataFrame(list(figures), columns=COLUMNS)
    return pd.concat([found, more], ignore_index=True) if len(more) else found


def today_in(scene: Scene, views: Iterable[pd.DataFrame]) -> Rating:
    """The rating of a unit as an assessment shows it; of a point of view that it left out, worked out when asked."""
    shown = {unit: rating for rows in views for unit, rating in ratings_in(rows).items()}
    left_out = cache(partial(ratings_by, scene))

    def rating(unit: Unit) -> str:
        _, partner, area = unit
        if unit not in shown and partner + area:
            return left_out("area" if area else "partner").get(unit, "")
        return shown.get(unit, "")

    return rating


def ratings_of(scene: Scene) -> dict[Unit, str]:
    """The rating of every unit; of partners and areas only where one has a target of its own."""
    views = [by for by, own in own_targets(scene.framework).items() if own]
    return {unit: rating for by in views for unit, rating in ratings_by(scene, by).items()}


def own_targets(framework: Framework) -> Mapping[str, bool]:
    """The points of view, and whether anybody in them has a target of its own."""
    partners = any(row.partner and not row.area for row in framework.targets)
    areas = any(row.area and not row.partner for row in framework.targets)
    return {"": True, "partner": partners, "area": areas}


def method_line(
    found: pd.DataFrame, versions: Sequence[Version], lost: int, moment: datetime
) -> tuple[tuple[str, str], ...]:
    """How many goalposts moved, or that none did, since the framework was first recorded; nothing before it was.

    `lost` are the frameworks whose files could not be read again. A scorecard of a time before the first says so.
    """
    if not versions:
        return ()
    first = versions[0].since
    said = [
        counted(found, first),
        f"{plural(lost, 'earlier framework')} could not be read again, so nothing is compared with it." if lost else "",
        f"{day_in_words(moment.date())} lies before that: the first recorded is used." if moment < first else "",
    ]
    return ((HEADING, " ".join(words for words in said if words)),)


def counted(found: pd.DataFrame, first: datetime) -> str:
    """How many goalposts moved, or that none did."""
    since = f"since {day_in_words(first.date())}, when the framework was first recorded"
    if len(found):
        return f"{plural(len(found), 'change')} to what was agreed or published {since}: see the sheet Goalposts."
    return f"No target, tolerance, definition or published figure has changed {since}."
