"""Checks on a figure against its target and its decimals: what cannot be right, and where rounding decides."""

from __future__ import annotations

import math

from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.shown import figure_words
from pmxl.rules.rounding import published_one
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Severity

FEW = 10
"""Counts below this are tripled by chance."""


@check("VAL050", Severity.QUERY, Stage.HISTORY, of_imports=False)
def far_from_target(row: Row) -> Fault | None:
    """A figure is more than three times its target, or under a third of it: one of the two cannot be right."""
    now, target = row.given.value, row.expected.target
    if now is None or row.measure.kind in NOT_NUMBERS or not (now > 0 and target > 0):
        return None
    times = row.framework.settings.target_times
    if now <= times * target and target <= times * now:
        return None
    if row.measure.kind is Kind.COUNT and max(now, target) < FEW:
        return None
    far = f"the {'figure' if now > target else 'target'} is more than {times:g} times as much"
    says = f"{row.name} is {figure_words(row.measure, now)} and its target {figure_words(row.measure, target)}: {far}."
    return Fault(says, "Confirm the figure; if it is right, the target needs another look.", row.given.place(VALUE))


@check("VAL051", Severity.NOTE, Stage.VALUE, of_imports=False)
def more_decimals_than_published(row: Row) -> Fault | None:
    """The value typed has more decimals than its measure publishes."""
    typed = row.given.typed
    if typed is None or row.measure.kind in NOT_NUMBERS or published_one(typed, row.measure.decimals) == typed:
        return None
    shown = figure_words(row.measure, typed)
    says = f"{row.name} is given as {typed:,.15g} and is published as {shown}."
    return Fault(says, "It was kept as given.", row.given.places[VALUE])


@check("VAL052", Severity.NOTE, Stage.HISTORY, of_imports=False)
def rounding_that_decides(row: Row) -> Fault | None:
    """A figure has another rating as published than it would have unrounded."""
    now, measure = row.given.value, row.measure
    if now is None or measure.kind in NOT_NUMBERS or not row.expected.has_target:
        return None
    rating, unrounded = row.rating, row.unrounded_rating
    if rating == unrounded or rating not in set(Rating) or math.isnan(now):
        return None
    shown = figure_words(measure, now)
    says = f"{row.name} is {now:,.8g}, published as {shown}, which is {rating}; unrounded it would be {unrounded}."
    return Fault(says, "Figures are rated as published.", row.given.place(VALUE))
