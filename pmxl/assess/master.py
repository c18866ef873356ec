"""Master: of a period what the scorecard of everybody shows, without what only a partner's own one says."""

from __future__ import annotations

from functools import cache
from functools import partial
from typing import Any

import pandas as pd

from pmxl.assess.annual.part import watched_by
from pmxl.assess.assessment import view
from pmxl.assess.contributed import contributed
from pmxl.assess.exceptions import shown_exceptions
from pmxl.assess.pictures import Pictures
from pmxl.assess.pictures import pictures
from pmxl.assess.pooled import cells_by
from pmxl.assess.rows import described
from pmxl.assess.rows import every_unit
from pmxl.assess.rows import in_scorecard_order
from pmxl.assess.rows import judged
from pmxl.assess.rows import ratings_in
from pmxl.assess.rows import travelled
from pmxl.assess.rows import worked
from pmxl.assess.scene import Scene
from pmxl.assess.series import series_of
from pmxl.assess.sources import behind
from pmxl.assess.sources import settled
from pmxl.assess.sources import told

SHOWN = [
    *("measure", "name", "partner", "area", "unit", "decimals", "kind", "polarity"),
    *("numerator", "denominator", "value", "at_least", "carried", "target", "low", "high", "variance", "rating"),
    *("travel", "travel_words", "travel_year", "travel_year_words", "provisional", "commentary", "settled"),
]
"""What the master scorecard shows of each partner's figure; it has no other column, so that nobody takes one for blank.
"""


def of_everybody(scene: Scene, sources: pd.DataFrame) -> dict[str, Any]:
    """The frames of the master scorecard: of partners SHOWN, and whole rows of those whose own exceptions it tells.

    Signals, forecasts and reasons of the others stand in their own scorecards alone, and there may be thousands.
    """
    whole, partners = worked(scene, ""), shown_of_partners(scene, sources)
    ratings = cache(partial(ratings_in, partners))
    views = {by: view(scene, by, sources, ratings, rows) for by, rows in {"": whole.rows, "area": None}.items()}
    views["partner"] = watched_by(scene, "partner", sources, ratings)
    exceptions, contributions = shown_exceptions(scene.framework, views), contributed(scene, cells_by(scene, ""))
    theirs = {key for key in zip(exceptions["measure"], exceptions["partner"], strict=True) if key[1]}
    return {
        "measures": views[""][0],
        "partners": partners,
        "areas": views["area"][0],
        "watched": among(views["partner"][0], theirs),
        "series": series_with(scene, theirs),
        "exceptions": exceptions,
        "contributions": contributions,
        "pictures": pictures(scene, whole, contributions),
        "own_pictures": not_looked_at,
    }


def shown_of_partners(scene: Scene, sources: pd.DataFrame) -> pd.DataFrame:
    """SHOWN of every partner's figure, in the order of the scorecard."""
    if every_unit(scene, "partner").empty:
        return pd.DataFrame(columns=SHOWN)
    rows, cells, *_ = judged(scene, "partner")
    rows = travelled(scene, rows, cells)
    rows = in_scorecard_order(scene.framework, described(scene, rows, "partner"), "partner")
    found = behind(scene, sources, "partner")
    mine = [found.get(key, []) for key in zip(rows["measure"], rows["partner"], strict=True)]
    ratings = cache(partial(ratings_in, rows))
    rows["commentary"] = [told(figures, "partner", ratings) for figures in mine]
    rows["settled"] = [settled(figures, "partner") for figures in mine]
    return rows[SHOWN]


def series_with(scene: Scene, theirs: set[tuple[str, str]]) -> pd.DataFrame:
    """The series of the partnership, and those of the partners' figures that are named."""
    whole = series_of(scene, "")
    if not theirs:
        return whole
    return pd.concat([whole, among(series_of(scene, "partner"), theirs)], ignore_index=True)


def among(rows: pd.DataFrame, wanted: set[tuple[str, str]]) -> pd.DataFrame:
    """The rows of these measures and partners."""
    keys = zip(rows["measure"], rows["partner"], strict=True)
    return rows[[key in wanted for key in keys]]


def not_looked_at(partner: str) -> Pictures:
    """Of a partner's own scorecard nothing is known here."""
    raise LookupError(f"What {partner} is shown of its own was not worked out for the master scorecard.")
