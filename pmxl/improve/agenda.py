"""Agenda: what the improvement group should talk about, in the order in which it matters, each with a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmxl.framework.models import Framework
from pmxl.improve.actions.action import OVERDUE
from pmxl.improve.actions.form import name_of
from pmxl.improve.actions.form import whose_of
from pmxl.improve.actions.standing import Followed
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.improvement import Improvement
from pmxl.periods import day_in_words
from pmxl.rules.effect import Effect


@dataclass(frozen=True, slots=True)
class Item:
    """One item: under which heading, about which measure and whose figure, what the facts are, who speaks, the ask."""

    heading: str
    measure: str
    whose: str
    facts: str
    who: str
    ask: str


OWED, LATE, NOT_WORKING, IN, LEAVING, WORKED, RELIEF = (
    "Plans that are owed",
    "Actions that are late",
    "Actions that have not worked",
    "In the hot-house",
    "Out of the hot-house",
    "Actions that worked",
    "Long on target",
)


def agenda(framework: Framework, found: Improvement) -> tuple[Item, ...]:
    """Every item, what waits for somebody first and what to learn from last."""
    waiting = {one.of for one in found.not_given}  # talked about already
    return (
        *owed_items(framework, found),
        *late_items(framework, found),
        *effect_items(framework, found, (Effect.WORSE, Effect.NO_CHANGE), NOT_WORKING, "What will be done instead?"),
        *(spell_item(framework, one) for one in found.hot if one.of not in waiting),
        *(spell_item(framework, one) for one in found.spells if not one.is_open and is_news(found, one)),
        *effect_items(framework, found, (Effect.IMPROVED,), WORKED, "What made it work, and where else would it?"),
        *relief_items(found),
    )


def owed_items(framework: Framework, found: Improvement) -> Iterator[Item]:
    """Plans that a trigger or the hot-house asks for and nobody has given."""
    for one in found.not_given:
        name, whose = names(framework, *one.of)
        who = name_of(framework, one.to) or "Nobody answers for this measure"
        yield Item(OWED, name, whose, one.why, who, "Who will do what by when?")


def late_items(framework: Framework, found: Improvement) -> Iterator[Item]:
    """Actions that were to be done by now."""
    for one in found.actions:
        if one.state == OVERDUE and one.action.by_when:
            name, whose = names(framework, *one.action.of)
            due = f"It was to be done by {day_in_words(one.action.by_when)}{progress(one)}."
            facts = f"{ended(one.action.what)} {due}"
            yield Item(LATE, name, whose, facts, owner(framework, one), "What stands in the way?")


def effect_items(
    framework: Framework, found: Improvement, effects: tuple[Effect, ...], heading: str, ask: str
) -> Iterator[Item]:
    """Actions that have ended with one of these effects."""
    for one in found.actions:
        if one.effect in effects:
            name, whose = names(framework, *one.action.of)
            facts = f"{ended(one.action.what)} {one.effect}. {one.words}"
            yield Item(heading, name, whose, facts, owner(framework, one), ask)


def spell_item(framework: Framework, one: Spell) -> Item:
    """A measure in the hot-house, or just out of it."""
    name, whose = names(framework, *one.of)
    facts = f"In since {one.entered.label}. {one.standing}. Way out: {one.way_out[:1].lower()}{one.way_out[1:]}."
    who = one.measure.performance_owner or one.measure.data_owner
    ask = "Is the plan enough to get it out?" if one.is_open else "What brought it back, and will it last?"
    return Item(IN if one.is_open else LEAVING, name, whose, facts, who, ask)


def relief_items(found: Improvement) -> Iterator[Item]:
    """Measures that need asking for less often, one item for all of them."""
    if found.reliefs:
        listed = "; ".join(one.measure.name for one in found.reliefs)
        ask = "Are they still the right measures, and may they be asked for every half-year?"
        facts = f"On target for {found.reliefs[0].periods} periods or more: {listed}."
        yield Item(RELIEF, f"{len(found.reliefs)} measures" if len(found.reliefs) > 1 else listed, "", facts, "", ask)


def is_news(found: Improvement, one: Spell) -> bool:
    """True for what left in the last period of its measure."""
    return one.left is not None and found.until is not None and one.left.step(1).last_day > found.until


def names(framework: Framework, measure_id: str, partner: str, area: str) -> tuple[str, str]:
    """The measure's name, and whose figure it is where it is one partner's or area's."""
    name = next((one.name for one in framework.measures if one.id == measure_id), measure_id)
    return name, whose_of(framework, partner, area)


def owner(framework: Framework, one: Followed) -> str:
    """Who speaks to an action."""
    return one.action.owner or name_of(framework, one.action.to)


def progress(one: Followed) -> str:
    """`, and 40 % is done`, where that was told."""
    return "" if one.action.progress is None else f", and {one.action.progress:.0f} % is done"


def ended(text: str) -> str:
    """A sentence with its full stop."""
    said = text.strip()
    return said if said[-1:] in (".", "!", "?", "…") else f"{said}."
