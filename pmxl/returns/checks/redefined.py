"""Checks on what was shown before: a figure restated after it was published, and a definition that changed."""

from __future__ import annotations

from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.headings import VALUE
from pmxl.returns.history import at
from pmxl.returns.shown import figure_words
from pmxl.rules.rounding import published
from pmxl.terms import WITHDRAWN
from pmxl.terms import Severity


@check("VAL035", Severity.QUERY, Stage.HISTORY, of_imports=False)
def restated(row: Row) -> Fault | None:
    """A figure that was published is another one now, or is withdrawn."""
    given, measure = row.given, row.measure
    then = at(row.history, row.key, row.key.period)
    if then is None or not row.memory.shows(row.key.period):
        return None
    if given.is_withdrawn:
        now = WITHDRAWN
    elif given.value is None or _is_same(given.value, then, measure.decimals):
        return None
    else:
        now = figure_words(measure, given.value)
    says = f"{row.name} was published as {figure_words(measure, then)} and is {now} now."
    return Fault(says, "Say why it changed.", given.place(VALUE))


@check("VAL037", Severity.QUERY, Stage.HISTORY, of_imports=False)
def counted_otherwise_before(row: Row) -> Fault | None:
    """The definition has changed since the last figure, and the series does not begin anew."""
    last = row.memory.last_counted(row.key)
    now = row.measure.definition_version
    if row.given.value is None or last is None or last[1] == now or _begins_anew(row, last[0].start):
        return None
    period, then = last
    says = (
        f"{row.measure.name} is counted by version {now} of its definition, and the figure of {period.label} was by "
        f"version {then}."
    )
    return Fault(says, "Confirm that the new definition was used, and say how far it moved the figure.", _where(row))


@check("VAL038", Severity.QUERY, Stage.HISTORY, of_imports=False)
def issued_with_another_definition(row: Row) -> Fault | None:
    """The definition printed in the return is not the one in force any more."""
    printed = row.memory.defined.get(row.issued_under, {}).get(row.key.measure)
    now = row.measure.definition_version
    if row.given.value is None or printed is None or printed == now:
        return None
    says = (
        f"The return was issued with version {printed} of the definition of {row.measure.name}, and version {now} is "
        "in force."
    )
    return Fault(says, f"Confirm that the figure is by version {now}, or give it anew.", _where(row))


def _is_same(now: float, then: float, decimals: int) -> bool:
    """True where both are published as the same figure."""
    shown = published([now, then], decimals)
    return bool(shown[0] == shown[1])


def _begins_anew(row: Row, since: int) -> bool:
    """True where the framework already says that the series broke after a period."""
    return any(since < period.start <= row.key.period.start for period in row.measure.rebase)


def _where(row: Row) -> str:
    return row.given.place(VALUE)
