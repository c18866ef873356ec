"""The signals of a ledger of a few figures, for tests of what a process chart says."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pmxl.assess.assessment import scene_of
from pmxl.assess.rows import rows_by
from pmxl.assess.scene import records
from pmxl.assess.signalled import COLUMNS
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.framework.models_settings import Settings
from pmxl.ledger import Ledger
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure

ONE = ("ash",)
STEADY = (10, 14) * 10
Found = dict[tuple[str, str], dict[str, Any]]


def signals(folder: Path, frame: Framework, figures: Iterable[Figure], by: str = "") -> Found:
    """The signals of a ledger of those figures, by measure and unit."""
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        recalled = ledger.recall(held=True)
    scene = scene_of(frame, recalled, Q3, Q3.last_day)
    rows = rows_by(scene, by)
    unit = rows[by] if by else pd.Series("", index=rows.index)
    rows.index = pd.MultiIndex.from_arrays([rows["measure"], unit], names=["measure", "unit"])
    return dict(zip(rows.index.tolist(), records(rows[COLUMNS]), strict=True))


def series(values: Sequence[float | None], partner: str = "ash", id_: str = "m1") -> list[Figure]:
    """A partner's figures, the last of them in the quarter shown."""
    last = len(values) - 1
    return [figure(id_, partner, float(v), Q3.step(n - last)) for n, v in enumerate(values) if v is not None]


def only(folder: Path, values: Sequence[float | None], *targets: Any, **changes: Any) -> dict[str, Any]:
    """The signal of one measure of one partner."""
    settings = changes.pop("settings", Settings(name="Threewoods"))
    frame = framework(measure("m1", **{"partners": ONE, **changes}), targets=targets, settings=settings)
    return signals(folder, frame, series(values))["m1", ""]
