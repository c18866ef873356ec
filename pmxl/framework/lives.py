"""Lives: when measures, partners and areas exist, and who answers today for those that have gone."""

from __future__ import annotations

from pmxl.framework.models import Area
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.periods import Period

NEVER = 10**6
"""A month index that no period reaches."""


def lifetimes(framework: Framework) -> dict[str, dict[str, tuple[int, int]]]:
    """First month and the month after the last of every measure, partner and area that has either."""

    def span(first: Period | None, last: Period | None) -> tuple[int, int]:
        return (first.start if first else 0, last.start + last.months if last else NEVER)

    return {
        "measure": {m.id: span(m.first_period, m.last_period) for m in framework.measures},
        "partner": {p.id: span(p.from_, p.to) for p in framework.partners},
        "area": {a.id: span(a.from_, a.to) for a in framework.areas},
    }


def roots(framework: Framework, table: str) -> dict[str, str]:
    """Who answers today for each partner (or area): its successor's successor, or itself."""
    rows: tuple[Partner, ...] | tuple[Area, ...] = framework.partners if table == "partner" else framework.areas
    successor = {row.id: row.successor for row in rows}
    found = {}
    for start in successor:
        here = start
        while successor.get(here):
            here = successor[here]
        found[start] = here
    return found
