"""Ledger and framework in, one assessment out: every figure beside its target, rating, travel and coverage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from pmxl.framework.models import Framework
from pmxl.periods import Period


@dataclass(frozen=True)
class Assessment:
    """Everything a report may show of a period; reports lay it out and compute nothing.

    `measures`, `partners`, `areas` are frames of ROW_COLUMNS: one row a measure, a measure and partner, a measure and
    area. `series` has SERIES_COLUMNS, `figures` FIGURE_COLUMNS, `exceptions` EXCEPTION_COLUMNS, `register`
    REGISTER_COLUMNS. Numbers are unrounded floats, NaN where there is none; words are text, "" where there are none.
    """

    framework: Framework
    period: Period
    made_at: datetime
    measures: pd.DataFrame
    partners: pd.DataFrame
    areas: pd.DataFrame
    series: pd.DataFrame
    figures: pd.DataFrame
    exceptions: pd.DataFrame
    register: pd.DataFrame
    findings: pd.DataFrame
    method: tuple[tuple[str, str], ...]
