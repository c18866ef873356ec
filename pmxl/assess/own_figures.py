"""Own figures: those of a measure's own periods, without the extra readings of months in the hot-house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmxl.framework.models import Framework

if TYPE_CHECKING:
    import pandas as pd


def own_figures(framework: Framework, recalled: pd.DataFrame) -> pd.DataFrame:
    """The rows whose length is their measure's; those of measures that the framework does not know are left in."""
    lengths = {measure.id: measure.frequency.months for measure in framework.measures}
    wanted = recalled["measure"].map(lengths)
    return recalled[wanted.isna() | (recalled["months"] == wanted)]
