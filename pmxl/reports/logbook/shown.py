"""Shown: as much of the logbook as the reader of a scorecard is to see, and the sheets that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pmxl.assess import Assessment
from pmxl.framework.columns_audiences import PUBLIC
from pmxl.improve.logbook.record import Record
from pmxl.improve.money.saving import saved
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.paper import page
from pmxl.sheets.describe import SheetPlan


def shown(assessment: Assessment) -> Record | None:
    """What is known beside the figures; to one partner only what is its own or everybody's, to the public nothing.

    An audience sees it of the objectives and measures that it sees.
    """
    found: Record | None = assessment.record
    whom = assessment.audience
    if found is None or whom is None:
        return found
    if whom.for_ == PUBLIC:
        return None
    measures = set(assessment.measures["measure"])
    aims = {assessment.framework.measure(one).objective for one in measures}
    mine = ("", whom.partner)
    spends = [
        one for one in found.spends if (one.row.measure in measures if one.row.measure else one.objective in aims)
    ]
    savings = [one for one in found.savings if not one.objective or one.objective in aims]
    risks = [
        one for one in found.risks if one.measure in measures or (not one.measure and one.objective in {"", *aims})
    ]
    lessons = [one for one in found.lessons if one.measure in measures or not one.measure]
    if whom.partner:
        spends = [one for one in spends if one.row.partner in mine]
        savings = [one for one in savings if one.partner in mine]
        risks = [one for one in risks if one.partner in mine]
    return replace(
        found,
        services=() if whom.partner else tuple(one for one in found.services if one.objective.id in aims),
        spends=tuple(spends),
        priorities=() if whom.partner or len(spends) < len(found.spends) else found.priorities,
        savings=tuple(savings),
        saved=saved(assessment.framework, savings),
        risks=tuple(risks),
        lessons=tuple(lessons),
    )


def plan(
    assessment: Assessment,
    name: str,
    blocks: Sequence[Block],
    wide: Sequence[float],
    *,
    head_row: int = 0,
    paper: Literal["A3", "A4"] = "A3",
    frozen: int = 1,
) -> SheetPlan:
    """A sheet of blocks one below the other; `head_row` stands again on each page."""
    whole = listing.joined(*blocks)
    return listing.sheet(
        name,
        whole,
        wide,
        page=page(assessment, whole.below - 1, len(wide), head_row=head_row, paper=paper),
        freeze=(head_row + 1, frozen + 1) if head_row else None,
    )
