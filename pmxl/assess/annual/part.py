"""Part: of a period what the sum of a year tells, without what only its own scorecard shows."""

from __future__ import annotations

from functools import cache
from functools import partial
from typing import Any

import pandas as pd

from pmxl.assess.assessment import ROW_COLUMNS
from pmxl.assess.assessment import VIEWS
from pmxl.assess.assessment import nothing_seen
from pmxl.assess.assessment import view
from pmxl.assess.exceptions import shown_exceptions
from pmxl.assess.rows import ratings_by
from pmxl.assess.scene import Scene
from pmxl.assess.series import SERIES_COLUMNS
from pmxl.assess.sources import Ratings
from pmxl.framework.tolerated import watched

Seen = tuple[pd.DataFrame, pd.DataFrame]
"""The rows of a point of view, and its exceptions."""


def part_of_year(scene: Scene, sources: pd.DataFrame) -> dict[str, Any]:
    """The partnership's rows and every exception that the period's scorecard tells; the other frames are left blank.

    Of partners and areas only what is watched beside the partnership is looked at: nothing else of theirs is told.
    """
    ratings = cache(partial(ratings_by, scene, "partner"))
    views = {by: watched_by(scene, by, sources, ratings) for by in VIEWS.values() if by}
    views[""] = view(scene, "", sources, ratings)
    nothing = pd.DataFrame(columns=ROW_COLUMNS)
    return {
        "measures": views[""][0],
        "partners": nothing,
        "areas": nothing,
        "series": pd.DataFrame(columns=SERIES_COLUMNS),
        "exceptions": shown_exceptions(scene.framework, views),
    }


def watched_by(scene: Scene, by: str, sources: pd.DataFrame, ratings: Ratings) -> Seen:
    """The measures of which a partner's figure, or an area's, is watched, by that point of view."""
    framework = scene.framework
    measures = [one for one in framework.measures if any(found == by for found, _ in watched(framework, one))]
    if not measures:
        return nothing_seen()
    mine = sources[sources["measure"].isin([one.id for one in measures])]
    return view(scene.alone(*measures), by, mine, ratings)
