"""Own figures: those of a measure's own periods and kind, without the extra readings of months in the hot-house."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from pmxl.days import FIRST_SERIAL
from pmxl.framework.models import Framework
from pmxl.terms import Kind

if TYPE_CHECKING:
    import pandas as pd


def own_figures(framework: Framework, recalled: pd.DataFrame) -> pd.DataFrame:
    """The rows of their measure's length and kind; those of measures that the framework does not know are left in."""
    lengths = {measure.id: measure.frequency.months for measure in framework.measures}
    wanted = recalled["measure"].map(lengths)
    return of_kind(framework, recalled[wanted.isna() | (recalled["months"] == wanted)])


def of_kind(framework: Framework, recalled: pd.DataFrame) -> pd.DataFrame:
    """The rows whose value can be one of their measure's kind."""
    days, answers = (ids_of(framework, kind) for kind in (Kind.MILESTONE, Kind.YES_NO))
    return recalled[~is_of_another_kind(recalled, days, answers)] if days or answers else recalled


def ids_of(framework: Framework, kind: Kind) -> list[str]:
    """The measures of a kind."""
    return [measure.id for measure in framework.measures if measure.kind is kind]


def is_of_another_kind(recalled: pd.DataFrame, days: list[str], answers: list[str]) -> pd.Series[Any]:
    """True for what is no day of a milestone, or no answer of a yes/no: its id stood for something else before."""
    measure, value = recalled["measure"], recalled["value"]
    is_no_answer = value.notna() & ~value.isin((0, 1))
    return (measure.isin(days) & (value < FIRST_SERIAL)) | (measure.isin(answers) & is_no_answer)
