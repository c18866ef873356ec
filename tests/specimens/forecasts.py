"""What is forecast of a ledger of a few figures, for tests of forecasts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from pmxl.assess.assessment import scene_of
from pmxl.assess.covered import coverage
from pmxl.assess.forecasted import COLUMNS
from pmxl.assess.forecasted import forecasted
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import pooled
from pmxl.assess.pooled import units
from pmxl.assess.rated import shown_kind
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import text
from pmxl.assess.year import to_date
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import keep

Q2, Q4, YEAR = Q3.previous, Q3.step(1), Q3.year
PERCENT: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "multiplier": 100, "decimals": 1, "unit": "%"}


def outlook(folder: Path, frame: Framework, figures: Iterable[Figure], period: Period = Q3, by: str = "") -> Any:
    """What is forecast, a row a measure and unit."""
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        recalled = ledger.recall()
    scene = scene_of(frame, recalled, period, period.last_day)
    cells = units(scene.grid, scene.table, by)
    rows = rows_so_far(scene, cells, by)
    found = forecasted(scene, runs(scene, cells), rows, by)
    assert found.index.equals(rows.index)
    assert list(found) == COLUMNS
    return found


def rows_so_far(scene: Scene, cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """What a forecast needs of the rows that an assessment has made by then."""
    rows = pooled(cells[cells["back"] == 0], UNIT, scene.table)
    rows["waiting"] = text(coverage(scene, cells)["waiting"], rows.index)
    rows[["value_ytd", "bare"]] = to_date(scene, cells)[["value", "bare"]].reindex(rows.index)
    rows["kind"] = [shown_kind(scene.framework.measure(measure), by).value for measure, _ in rows.index]
    return rows.assign(rating="", absent_for="")


def only(folder: Path, frame: Framework, figures: Iterable[Figure], period: Period = Q3) -> Any:
    """The one row of the partnership."""
    return outlook(folder, frame, figures, period).iloc[0]


def run(*values: float, partner: str = "ash", last: Period = Q3, parts: int = 0) -> list[Figure]:
    """A partner's figures for successive quarters up to the last; as parts of so many where they are percentages."""
    return [
        figure("m1", partner, None if parts else value, last.step(n + 1 - len(values)), **_parts(value, parts))
        for n, value in enumerate(values)
    ]


def _parts(value: float, of: int) -> dict[str, Any]:
    return {"parts": (value, of)} if of else {}
