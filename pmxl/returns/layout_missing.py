"""Missing: the figures that a partner's own sheet should have had and does not."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.framework.asked import is_expected
from pmxl.framework.models import Framework
from pmxl.plural import listed
from pmxl.returns.layout import Layout
from pmxl.returns.layout_added import Placed
from pmxl.returns.layout_keys import NAMED
from pmxl.returns.names import place_named
from pmxl.terms import Severity


def missing_keys(layout: Layout, placed: Iterable[Placed], framework: Framework) -> tuple[Key, ...]:
    """The figures of the layout's measures, in the periods that any was found for, that were not found.

    Where the figures are all of one partner nobody else's are expected.
    """
    found = {one.key for one in placed}
    partners = {key.partner for key in found} - {""}
    periods = sorted({key.period for key in found})
    wanted = dict.fromkeys(row.measure for row in layout.rows if row.measure)
    measures = [framework.measure(id_) for id_ in wanted or dict.fromkeys(key.measure for key in found)]
    areas = {row.area for row in layout.rows}
    keys = (
        Key(measure.id, partner, area, period)
        for measure in measures
        for period in periods
        for partner, area in measure.pairs
        if period.months == measure.frequency.months
        and (len(partners) != 1 or partner in partners)
        and ("" in areas or area in areas)
        and is_expected(framework, measure, partner, area, period)
    )
    return tuple(key for key in keys if key not in found)


def missing_queries(missing: Iterable[Key], framework: Framework) -> Iterator[Finding]:
    """One Query a measure that names whose figures are missing, and of when."""
    by_measure: dict[str, list[Key]] = {}
    for key in missing:
        by_measure.setdefault(key.measure, []).append(key)
    for id_, keys in by_measure.items():
        names = (f"{place_named(framework, key.partner, key.area)} ({key.period.label})" for key in keys)
        says = f"{framework.measure(id_).name} was not found for {listed(names, most=NAMED)}."
        ask = "Give the figure, or add the name that the sheet uses to the aliases."
        yield Finding("STR038", Severity.QUERY, says, ask, part=id_)
