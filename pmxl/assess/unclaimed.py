"""Unclaimed: what stands in the ledger under an id that the framework no longer has, and is therefore shown nowhere."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pmxl.assess.own_figures import ids_of
from pmxl.assess.own_figures import is_of_another_kind
from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.faults import Fault
from pmxl.framework.models import Framework
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.terms import Kind
from pmxl.terms import Severity

if TYPE_CHECKING:
    import pandas as pd

CODE = "FRM192"
Knows = Callable[[str, str], bool]
"""Whether a sheet has an id."""
WAYS_BACK = {
    "measure": "with its last_period if it has ended",
    "partner": "with its last period under to if it has left, and a successor if another has taken over",
    "area": "with its last period under to if it has gone, and a successor if another has taken over",
}
"""How the row of each sort is put back where what it stands for is over."""


def unclaimed(framework: Framework, recalled: pd.DataFrame) -> tuple[Finding, ...]:
    """One finding for each measure, partner or area that has figures in the ledger and no row in the framework."""
    every = {"measures": framework.measures, "partners": framework.partners, "areas": framework.areas}
    ids = {sheet: {row.id for row in rows} for sheet, rows in every.items()}  # type: ignore[attr-defined]
    return not_among(lambda sheet, id_: id_ in ids[sheet], framework.settings.year_starts, recalled)


def unclaimed_in(draft: Draft, recalled: pd.DataFrame) -> tuple[Finding, ...]:
    """The same of a framework that an Error stops: it may be that very id for which its other rows ask."""
    return not_among(draft.knows, draft.setting("year_starts"), recalled)


def not_among(knows: Knows, first_month: int, recalled: pd.DataFrame) -> tuple[Finding, ...]:
    """The same of any rows, by what is known to stand on a sheet."""
    given = recalled[recalled["value"].notna() | recalled["numerator"].notna()]
    from_partners = given[given["partner"] != ""]  # the others are comparators', whose places are rows of no sheet
    return (
        *_without_row(knows, first_month, given, "measure"),
        *_without_row(knows, first_month, from_partners, "partner"),
        *_without_row(knows, first_month, from_partners[from_partners["area"] != ""], "area"),
    )


def asked_back(faults: Iterable[Finding], gone: Iterable[Finding]) -> tuple[Finding, ...]:
    """The faults, where a row rightly names an id that was typed anew with that in its ask, and not the slip."""
    lost = {(f"an id of the sheet {one.sheet}", one.found): one for one in gone}
    return tuple(_meant(one, lost.get((one.expected, one.found))) for one in faults)


def _meant(fault: Finding, gone: Finding | None) -> Finding:
    if gone is None or fault.code != Fault.UNKNOWN_REFERENCE.code:
        return fault
    ask = (
        f"If the id was typed anew on the sheet {gone.sheet}, type {gone.found} there again: the ledger has figures "
        f"under it. Else add it to {gone.sheet}, or correct the id here."
    )
    return replace(fault, ask=ask)


def of_other_kinds(framework: Framework, recalled: pd.DataFrame) -> Iterator[Finding]:
    """One finding for each milestone or yes/no with figures in the ledger that are no days, or no answers."""
    for kind, what in ((Kind.MILESTONE, "days"), (Kind.YES_NO, "answers")):
        ids = ids_of(framework, kind)
        given = (ids, []) if kind is Kind.MILESTONE else ([], ids)
        for id_, rows in recalled[is_of_another_kind(recalled, *given)].groupby("measure", sort=True):
            says = (
                f"{plural(len(rows), 'figure')} of {id_} in the ledger {'is' if len(rows) == 1 else 'are'} no {what}, "
            )
            yield Finding(
                "FRM194",
                Severity.QUERY,
                f"{says}as those of a {kind.value} are: its kind was changed, and what came before counts nowhere.",
                "Give what is measured now an id of its own, and put the row as it was back, with its last_period.",
                file="framework.xlsx",
                sheet="measures",
                found=str(id_),
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


def _without_row(knows: Knows, first_month: int, given: pd.DataFrame, column: str) -> Iterator[Finding]:
    """The ids of a column that are not on their sheet, each with what stands under it."""
    known = [id_ for id_ in given[column].unique() if knows(f"{column}s", id_)]
    for id_, rows in given[~given[column].isin(known)].groupby(column, sort=True):
        first, last = (_period(first_month, rows, at) for at in (0, -1))
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


def _period(first_month: int, rows: pd.DataFrame, at: int) -> Period:
    """The first (0) or last (-1) period of figures."""
    row = rows.sort_values(["start", "months"]).iloc[at]
    return Period(int(row["start"]), int(row["months"]), first_month)
