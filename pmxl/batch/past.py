"""The past as the returns room needs it: accepted figures by measure, partner and area, oldest first."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from typing import cast

from pmxl.framework.derived import derived
from pmxl.framework.models import Area
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.returns.history import History
from pmxl.terms import NOT_DONE

if TYPE_CHECKING:
    import pandas as pd

    from pmxl.ledger import Ledger


def past(framework: Framework, ledger: Ledger) -> History:
    """Every accepted figure in its place; a partner or area that took over from just one other has that one's past."""
    return as_told_last(framework, ledger.recall())


def as_told_last(framework: Framework, recalled: pd.DataFrame) -> History:
    """The past in the values of a recalled frame.

    A milestone that is not done has no day on which it was done, though an earlier return gave one, or whoever its
    partner took over from.
    """
    cell = ["measure", "partner", "area"]
    undone = recalled[recalled["marker"] == NOT_DONE].groupby(cell)["start"].max().rename("undone")
    known = recalled.join(undone, on=cell)
    found = past_of(framework, known[~(known["start"] < known["undone"])])
    since = taken_back(framework, cast("dict[Cell, int]", undone.to_dict()), found)
    return {**found, **{key: [one for one in found[key] if one[0].start >= start] for key, start in since.items()}}


def taken_back(framework: Framework, undone: Mapping[Cell, int], found: Collection[Cell]) -> dict[Cell, int]:
    """The month index before which no day stands, of the cells where one was taken back: by whoever answers for it now,
    or by any that it took over from.
    """
    measures, (partners, areas) = {measure for measure, _, _ in undone}, predecessors(framework)
    lines = {
        key: [key, *((key[0], *who) for who in ancestors(*key[1:], partners, areas))]
        for key in found
        if key[0] in measures
    }
    told = {key: [undone[one] for one in line if one in undone] for key, line in lines.items()}
    return {key: max(starts) for key, starts in told.items() if starts}


def past_of(framework: Framework, recalled: pd.DataFrame, column: str = "value") -> History:
    """The past in one column of a recalled frame: `value`, `numerator` or `denominator`."""
    first_month = framework.settings.year_starts
    recalled = recalled[recalled[column].notna() & (recalled["partner"] != "")].sort_values("start")
    found: dict[tuple[str, str, str], list[tuple[Period, float]]] = {}
    columns = ("measure", "partner", "area", "start", "months", column)
    period = cache(lambda start, months: Period(start, months, first_month))  # one for all who report of it
    for measure, partner, area, start, months, value in zip(*(recalled[c].tolist() for c in columns), strict=True):
        found.setdefault((measure, partner, area), []).append((period(start, months), value))
    return inherited(framework, found)


def parts_of(framework: Framework, recalled: pd.DataFrame) -> tuple[History, History, History]:
    """The past of values, denominators and numerators."""
    values, wholes, parts = (past_of(framework, recalled, name) for name in ("value", "denominator", "numerator"))
    return values, wholes, parts


def inherited(
    framework: Framework, found: Mapping[Cell, Sequence[tuple[Period, float]]]
) -> Mapping[Cell, Sequence[tuple[Period, float]]]:
    """Adds the figures of sole predecessors in front of their successors' own, as far back as the chain goes."""
    partners, areas = predecessors(framework)
    if not partners and not areas:
        return found
    out = dict(found)
    for measure in framework.measures:
        for partner, area in measure.pairs:
            earlier = found.get((measure.id, partner, area), ())
            for before in ancestors(partner, area, partners, areas):
                opens = earlier[0][0] if earlier else None
                theirs = found.get((measure.id, *before), ())
                earlier = [*(item for item in theirs if opens is None or item[0] < opens), *earlier]
            if earlier:
                out[measure.id, partner, area] = earlier
    return out


@derived
def predecessors(framework: Framework) -> tuple[dict[str, str], dict[str, str]]:
    """Whom each partner, and each area, took over from."""
    return sole_predecessors(framework.partners), sole_predecessors(framework.areas)


def line_of(framework: Framework, partners: Collection[str]) -> frozenset[str]:
    """These partners, and those that they took over from."""
    before, _ = predecessors(framework)
    earlier = (one for who in partners for one, _ in ancestors(who, "", before, {}))
    return frozenset((*partners, *earlier))


def sole_predecessors(rows: Sequence[Partner | Area]) -> dict[str, str]:
    """Whom each partner (or area) took over from, where that was just one."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.successor:
            found.setdefault(row.successor, []).append(row.id)
    return {heir: before[0] for heir, before in found.items() if len(before) == 1}


def ancestors(partner: str, area: str, partners: dict[str, str], areas: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The cells that one cell took over from, nearest first."""
    while partner in partners or area in areas:
        partner, area = partners.get(partner, partner), areas.get(area, area)
        yield partner, area
