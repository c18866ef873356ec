"""Unclaimed: what stands in the ledger under an id that the framework no longer has, and is therefore shown nowhere."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.terms import Severity

if TYPE_CHECKING:
    import pandas as pd

CODE = "FRM192"
WAYS_BACK = {
    "measure": "with its last_period if it has ended",
    "partner": "with its last period under to if it has left, and a successor if another has taken over",
    "area": "with its last period under to if it has gone, and a successor if another has taken over",
}
"""How the row of each sort is put back where what it stands for is over."""


def unclaimed(framework: Framework, recalled: pd.DataFrame) -> tuple[Finding, ...]:
    """One finding for each measure, partner or area that has figures in the ledger and no row in the framework."""
    given = recalled[recalled["value"].notna() | recalled["numerator"].notna()]
    from_partners = given[given["partner"] != ""]  # the others are comparators', whose places are rows of no sheet
    return (
        *_without_row(framework, given, "measure", {row.id for row in framework.measures}),
        *_without_row(framework, from_partners, "partner", {row.id for row in framework.partners}),
        *_without_row(framework, from_partners, "area", {row.id for row in framework.areas} | {""}),
    )


def begun_otherwise(framework: Framework, issued: Mapping[Period, datetime]) -> tuple[Finding, ...]:
    """One finding where returns went out for years that begin in another month than the framework's do now.

    The same label then means other months than it did, in the folders as in what people type.
    """
    now = MONTHS[framework.settings.year_starts - 1]
    in_order = dict.fromkeys(
        MONTHS[one.first_month - 1] for one in sorted(issued, key=issued.__getitem__, reverse=True)
    )
    before = [month for month in in_order if month != now]  # that of the last issued first
    if not before:
        return ()
    says = f"Returns were issued for years that begin in {listed(before)}"
    return (
        Finding(
            "FRM193",
            Severity.QUERY,
            f"{says}, and year_starts is {now} now: Q1 means other months than it did.",
            f"Put year_starts back to {before[0]}, or begin another folder for the years that begin otherwise.",
            file="framework.xlsx",
            sheet="settings",
            found=now,
        ),
    )


def _without_row(framework: Framework, given: pd.DataFrame, column: str, known: Collection[str]) -> Iterator[Finding]:
    """The ids of a column that are not among those known, each with what stands under it."""
    for id_, rows in given[~given[column].isin(known)].groupby(column, sort=True):
        first, last = (_period(framework, rows, at) for at in (0, -1))
        when = f"of {first.label}" if first == last else f"from {first.label} to {last.label}"
        stand = "stands" if len(rows) == 1 else "stand"
        says = f"{plural(len(rows), 'figure')} {when} {stand} in the ledger under the {column} “{id_}”"
        ask = f"If its id was typed anew, type {id_} again; if its row was deleted, put it back, {WAYS_BACK[column]}."
        yield Finding(
            CODE,
            Severity.QUERY,
            f"{says}, which is not on this sheet, and {'counts' if len(rows) == 1 else 'count'} nowhere.",
            ask,
            file="framework.xlsx",
            sheet=f"{column}s",
            found=str(id_),
        )


def _period(framework: Framework, rows: pd.DataFrame, at: int) -> Period:
    """The first (0) or last (-1) period of figures."""
    row = rows.sort_values(["start", "months"]).iloc[at]
    return Period(int(row["start"]), int(row["months"]), framework.settings.year_starts)
