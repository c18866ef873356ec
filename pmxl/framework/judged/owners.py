"""Owners: who answers for what, and where a name stands that is nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmxl.framework.column import plain
from pmxl.framework.judged.ground import Ground

NOBODY = frozenset(
    {
        *("", "tbc", "tba", "tbd", "tbn", "na", "nil", "none", "nobody", "noone", "vacant", "vacancy", "unknown"),
        *("various", "all", "everyone", "everybody", "anyone", "someone", "shared", "joint", "several", "multiple"),
        *("tobeconfirmed", "tobeagreed", "tobedecided", "tobeappointed", "notknown", "notapplicable", "notsure"),
        *("partners", "allpartners", "thepartnership", "partnership", "team", "theteam", "x", "xx", "xxx"),
    }
)
"""What stands in a cell for an owner and names nobody who could be asked; compared by letters and digits alone."""


class Owner(NamedTuple):
    """Who is named, in which cell, for what."""

    name: str
    sheet: str
    row: int
    column: str
    what: str
    measure: str = ""


def is_nobody(name: str) -> bool:
    """True where a name names no one: tbc, various, a dash, a question mark."""
    said = plain(name)
    return said in NOBODY or said.startswith("vacant")


def owners(ground: Ground) -> Iterator[Owner]:
    """Everyone named as answering for an objective, a figure or a performance; blank objectives too."""
    for objective in ground.framework.objectives:
        yield Owner(objective.owner, "objectives", objective.row, "owner", objective.name)
    for measure in ground.framework.measures:
        for column in ("data_owner", "performance_owner"):
            yield Owner(getattr(measure, column), "measures", measure.row, column, measure.name, measure.id)


def loads(ground: Ground) -> dict[str, int]:
    """How many measures each owner answers for the performance of, the most first."""
    found: dict[str, int] = {}
    spelled: dict[str, str] = {}
    for measure in ground.framework.measures:
        name = spelled.setdefault(measure.performance_owner.strip().casefold(), measure.performance_owner.strip())
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0].casefold())))
