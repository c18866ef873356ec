"""Names: partners, areas and measures found by id, name or alias, however they are spelled and spaced."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cached_property

from pmxl.framework.derived import derived
from pmxl.framework.models import Framework
from pmxl.readings import folded
from pmxl.readings import folded_all
from pmxl.sheets.resting import collector_resting

__all__ = ["Names", "area_named", "folded", "names_of", "nearest"]

NEAR_ENOUGH = 0.6
"""How alike two names must be (0 to 1) for one to be offered in place of the other."""


class Names:
    """For each table, the id that every spelling stands for; a spelling that two rows share stands for neither."""

    def __init__(self, framework: Framework) -> None:
        self._partners, self._areas, self._measures = framework.partners, framework.areas, framework.measures

    @cached_property
    def partners(self) -> Mapping[str, str]:
        """Of the partners."""
        return _spellings((p.id, (p.name, *p.aliases)) for p in self._partners)

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """Of the areas."""
        return _spellings((a.id, (a.name, *a.aliases)) for a in self._areas)

    @cached_property
    def measures(self) -> Mapping[str, str]:
        """Of the measures."""
        return _spellings((m.id, (m.name,)) for m in self._measures)


@derived
def names_of(framework: Framework) -> Names:
    """The spellings that a framework knows."""
    return Names(framework)


def area_named(framework: Framework, id_: str) -> str:
    """The name of an area; a comparator that is no area of the framework goes by its own."""
    return next((area.name for area in framework.areas if area.id == id_), id_)


def partner_named(framework: Framework, id_: str) -> str:
    """The name of a partner; an officer, or a partner that the framework has no more, goes by what was given."""
    return framework.partner(id_).name if framework.has_partner(id_) else id_


def giver_named(framework: Framework, partner: str) -> str:
    """The name of who gave a figure; a comparator's has no partner."""
    return framework.partner(partner).name if partner else "the comparators"


def place_named(framework: Framework, partner: str, area: str) -> str:
    """Whose or of where a figure is: the area's name where it has one, else the partner's."""
    return area_named(framework, area) if area else framework.partner(partner).name


def nearest(text: str, known: Iterable[str]) -> str:
    """The known name most like a text, or "" where none is near."""
    candidates = {folded(name): name for name in known}
    found = difflib.get_close_matches(folded(text), candidates, n=1, cutoff=NEAR_ENOUGH)
    return candidates[found[0]] if found else ""


@collector_resting()  # names are no garbage, and of thousands of partners looking for some takes most of the time
def _spellings(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    rows = [(id_, tuple(spellings)) for id_, spellings in rows]
    found: dict[str, str] = {}
    shared: set[str] = set()
    said = [(spelling, id_) for id_, spellings in rows for spelling in spellings]
    for spelling, (_, id_) in zip(folded_all([spelling for spelling, _ in said]), said, strict=True):
        if found.setdefault(spelling, id_) != id_:
            shared.add(spelling)
    plain = {spelling: id_ for spelling, id_ in found.items() if spelling not in shared}
    return plain | dict(zip(folded_all([id_ for id_, _ in rows]), (id_ for id_, _ in rows), strict=True))
