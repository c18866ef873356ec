"""Wanted: the figures that a return asks for, and the row that each was issued on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.framework.asked import asked
from pmxl.framework.derived import Same
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.claim import Claim
from pmxl.returns.claim import period_named
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.identity import IssuedRow
from pmxl.returns.paper import Paper
from pmxl.terms import Severity

WantedRow = tuple[str, str, Period, int]
"""Measure, area, period, and the row it was issued on; 0 where that is not known."""


@dataclass(eq=False, slots=True)
class Wanted:
    """The rows asked of whoever sent them, and a Note for each that the framework has no more.

    Many returns ask for the same: `labelled` tells by what the labels of the last one are known again, and which of
    these rows were as issued.
    """

    rows: tuple[WantedRow, ...]
    lost: tuple[Finding, ...] = ()
    labelled: tuple[object, frozenset[int]] | None = None

    def of(self, partner: str) -> dict[Key, int]:
        """The keys of a partner, with the row of each."""
        return {Key(measure, partner, area, period): row for measure, area, period, row in self.rows}


def wanted_in(paper: Paper, claim: Claim, framework: Framework) -> Wanted:
    """What the hidden sheet says was asked; where that is gone, what the framework asks."""
    if paper.identity is not None:
        return _issued(paper.identity.rows, Same(framework))
    if claim.period is None:
        return Wanted(())
    return Wanted(tuple((a.measure.id, a.area, a.period, 0) for a in asked(framework, claim.period, claim.partner)))


@lru_cache(maxsize=256)
def _issued(rows: tuple[IssuedRow, ...], within: Same) -> Wanted:
    found = [(row, _wanted(row, within.row)) for row in rows]
    kept = tuple(one for _, one in found if one is not None)
    return Wanted(kept, tuple(_lost(row for row, one in found if one is None)))


def _wanted(row: IssuedRow, framework: Framework) -> WantedRow | None:
    """A row as the framework knows it; None where it lacks the measure, the area or such a period."""
    measure = next((one for one in framework.measures if one.id == row.ref), None)
    length = measure.frequency.months if measure else None
    period = period_named(row.period, framework.settings.year_starts, length)
    if measure is None or period is None or (row.area and row.area not in {area.id for area in framework.areas}):
        return None
    return measure.id, row.area, period, row.row


def _lost(rows: Iterator[IssuedRow]) -> Iterator[Finding]:
    for row in rows:
        what = " ".join(part for part in (row.ref, row.area, row.period) if part)
        says = f"The return asks for {what}, which the framework no longer has."
        yield Finding("STR014", Severity.NOTE, says, "That row was not read.", part=IDENTITY_SHEET, found=what)
