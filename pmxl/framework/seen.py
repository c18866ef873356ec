"""Seen: which measures an audience sees, by its own choice and by what each measure says of its audiences."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pmxl.framework.columns import ALL
from pmxl.framework.columns import KEY
from pmxl.framework.defaults import AUDIENCES
from pmxl.framework.entries.entry import parts
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models_audiences import Audience

PARTNER = "partner"
"""The scope that is the measure's own partners, each by its id."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a measure can be chosen by; `audiences` are those it names itself, `partners` those that return it."""

    id: str
    key: bool
    audiences: tuple[str, ...]
    scopes: frozenset[tuple[str, str]]
    partners: tuple[str, ...]

    def is_chosen(self, choices: Sequence[str]) -> bool:
        """True where any of the choices means this measure; none means all."""
        return not choices or any(self.is_meant(choice) for choice in choices)

    def is_meant(self, choice: str) -> bool:
        """True for its id, `all`, `key` where it is key, or a scope that it is in, such as `owner:head of housing`."""
        if choice == KEY:
            return self.key
        scope, colon, name = choice.partition(":")
        return self.is_in(scope.strip(), name.strip()) if colon else choice in (ALL, self.id)

    def is_in(self, scope: str, name: str) -> bool:
        """True where it is of this owner, kind and so on, or is returned by this partner: these may be thousands."""
        return name in self.partners if scope == PARTNER else (scope, name) in self.scopes

    def is_open_to(self, audience: str) -> bool:
        """True where it names no audience, or this one."""
        return not self.audiences or audience in self.audiences


def facts(framework: Framework, measure: Measure) -> Facts:
    """What a measure of the framework can be chosen by."""
    objective = framework.objective(measure.objective)
    pairs = [
        ("perspective", objective.perspective),
        ("objective", objective.id),
        ("priority", objective.priority),
        ("kind", measure.kind.value),
        *(("owner", owner) for owner in (objective.owner, measure.performance_owner, measure.data_owner)),
    ]
    scopes = frozenset((scope, name.casefold()) for scope, name in pairs if name)
    return Facts(measure.id, measure.key, measure.audiences, scopes, measure.partners)


def seen(framework: Framework, audience: Audience, row: str = "") -> list[Measure]:
    """The measures that an audience sees, in the framework's order; `row` is its row's id where it is another's."""
    known = [(measure, facts(framework, measure)) for measure in framework.measures]
    return [
        measure
        for measure, of in known
        if of.is_open_to(row or audience.id) and of.is_chosen(audience.measures) and is_theirs(measure, audience)
    ]


def is_theirs(measure: Measure, audience: Audience) -> bool:
    """True where it is for no one partner, or for one that returns the measure."""
    return not audience.partner or audience.partner in measure.partners


def usual_audiences() -> tuple[Audience, ...]:
    """The six audiences of a framework that names none."""
    return tuple(of_row(row) for row in AUDIENCES)


def of_row(row: Mapping[str, object]) -> Audience:
    """An audience of a row as it is typed."""
    given: dict[str, Any] = {"for_" if name == "for" else name: value for name, value in row.items()}
    return Audience(**given | {name: parts(str(given[name])) for name in LISTS if name in given})


LISTS = ("measures", "columns", "pages")
"""The columns of an audience that hold several words."""


def in_order(audiences: Iterable[Audience]) -> list[Audience]:
    """By their order, those without one last, else as they stand."""
    return sorted(audiences, key=lambda one: (one.order is None, one.order or 0))
