"""Monthly: the framework as it asks for measures month by month while they are in the hot-house.

Such a monthly figure is an extra reading: the ledger keeps it under its month, and the figure of the measure's own
period stays what its partners return for that period.
"""

from __future__ import annotations

from collections.abc import Collection

from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.terms import Frequency

A_YEAR = 12


def monthly(framework: Framework, measures: Collection[str]) -> Framework:
    """The framework with these measures reported month by month, the others as they are.

    What a target says of a quarter alone says nothing of a month: it is left out, as is a profile by quarters. A lag is
    as long as it was.
    """
    changed = {one.id for one in framework.measures if one.id in measures and one.frequency is not Frequency.MONTH}
    if not changed:
        return framework
    found = tuple(by_month(one) if one.id in changed else one for one in framework.measures)
    targets = tuple(row for row in framework.targets if row.measure not in changed or still_speaks(row))
    return with_measures(framework.model_copy(update={"targets": targets}), found)


def only(framework: Framework, asked: Collection[tuple[str, str]]) -> Framework:
    """The framework with nothing but these measures, each only of those partners."""
    found = []
    for measure in framework.measures:
        pairs = tuple(pair for pair in measure.pairs if (measure.id, pair[0]) in asked)
        partners = tuple(dict.fromkeys(partner for partner, _ in pairs))
        found += [measure.model_copy(update={"pairs": pairs, "partners": partners})] if pairs else []
    return with_measures(framework, tuple(found))


def with_measures(framework: Framework, measures: tuple[Measure, ...]) -> Framework:
    """A copy with these measures."""
    return framework.model_copy(update={"measures": measures})


def by_month(measure: Measure) -> Measure:
    """The measure, reported every month."""
    return measure.model_copy(update={"frequency": Frequency.MONTH, "lag": measure.lag * measure.frequency.months})


def still_speaks(row: Target) -> bool:
    """True for a target that says something of every month."""
    return row.period.months in (1, A_YEAR) and len(row.profile) in (0, A_YEAR)
