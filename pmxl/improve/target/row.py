"""The row that a proposal would be in the framework, as the target it would make and as cells to be pasted."""

from __future__ import annotations

from pmxl.framework.columns import TARGETS
from pmxl.framework.models import Target
from pmxl.framework.rows import written
from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.study import Study
from pmxl.improve.target.words import grounds
from pmxl.terms import Basis
from pmxl.terms import Purpose

PLACES = 4
COLUMNS = tuple(column.name for column in TARGETS.columns)
"""The columns of the sheet targets, in their order."""


def target_of(found: Study, proposal: Proposed) -> Target:
    """The target that a proposal would be: a year's total, or a level to be reached by the end of the year; a level for
    all of the year where the target that stands is one.

    Standard, stretch and purpose are those of the target that stands; who agrees it, and when, is left open.
    """
    stood, total = found.standing, found.line.total
    even = len({round(share, PLACES) for share in found.shares}) == 1
    known = found.line.latest[1]
    yearly = total or not known or (stood is not None and stood.basis is Basis.YEAR)
    return Target(
        measure=found.measure.id,
        partner=found.partner,
        period=found.year if yearly else found.periods[-1],
        basis=Basis.YEAR if yearly else Basis.POINT,
        target=proposal.level,
        standard=stood.standard if stood else None,
        stretch=stood.stretch if stood else None,
        purpose=stood.purpose if stood else Purpose.MANAGE,
        profile=() if even or not total else tuple(profile(found)),
        baseline=None if yearly else round(found.now, found.measure.decimals + 1),
        baseline_period=None if yearly else known[-1],
        reason=grounds(found, proposal),
    )


def profile(found: Study) -> list[float]:
    """The shares of the year in whole tenths of a per cent that add up to 100."""
    shares = [round(share * 100, 1) for share in found.shares]
    return [*shares[:-1], round(100 - sum(shares[:-1]), 1)]


def cells_of(target: Target) -> tuple[object, ...]:
    """The row's cells in the order of COLUMNS, typed as the framework reads them; None is blank."""
    return tuple(written(getattr(target, name)) for name in COLUMNS)
