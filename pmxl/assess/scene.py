"""Scene: what every step of an assessment needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from pmxl.framework.models import Framework
from pmxl.periods import Period


@dataclass(frozen=True)
class Scene:
    """What every step of an assessment needs: the framework, the period shown, the day, the measures and the grid."""

    framework: Framework
    period: Period
    today: date
    table: pd.DataFrame
    grid: pd.DataFrame

    @property
    def first_month(self) -> int:
        """The first month of the framework's year."""
        return self.framework.settings.year_starts

    def shown(self, measure: str, back: int = 0) -> Period:
        """The period of a measure that lies `back` before the one shown."""
        info = self.table.loc[measure]
        return Period(int(info["start"]) - back * int(info["length"]), int(info["length"]), self.first_month)
