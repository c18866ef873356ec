"""Checks of partners, areas, perspectives and objectives: ids, names, references, circles, lives, and loose ends."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.column import Holds
from pmxl.framework.columns import ALL
from pmxl.framework.columns import KEY
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import SHEETS
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import again
from pmxl.framework.draft import unknown
from pmxl.framework.faults import Fault

WITH_LIVES = ("partners", "areas")
IN_CIRCLES = (("partners", "successor"), ("areas", "successor"), ("objectives", "parent"))
CHECKED_ELSEWHERE = (("measures", "audiences"), ("audiences", "measures"), ("measures", "lead"))


def duplicate_ids(draft: Draft) -> Iterator[Finding]:
    """An id stands twice on its sheet."""
    for sheet in SHEETS:
        for line, first in again(draft.of(sheet.name), lambda line: line.get("id")):
            if line.is_sound("id"):
                says = f"The id {line.text('id')} stands already in {first.at('id')}."
                yield line.finding(Fault.DUPLICATE_ID, "id", says, f"Give this {sheet.one} an id of its own.")


def same_name(text: str) -> str:
    """A name as names are compared: case, spaces and the sign for `and` aside."""
    return " ".join(text.casefold().replace("&", " and ").split())


def names_twice(draft: Draft) -> Iterator[Finding]:
    """Two partners, or two areas, go by the same name or alias, so that their figures could not be told apart."""
    for sheet in WITH_LIVES:
        owners: dict[str, Line] = {}
        for line in draft.of(sheet):
            if not line.is_sound("id"):
                continue
            for column, name in _names(line):
                owner = owners.setdefault(same_name(name), line)
                if owner is not line and line.is_sound(column):
                    says = f"“{name}” already stands for {owner.name} in row {owner.row}."
                    yield line.finding(Fault.NAME_TWICE, column, says, f"Keep it for one of the {sheet}.")


def _names(line: Line) -> Iterator[tuple[str, str]]:
    for column in ("id", "name"):
        if line.get(column):
            yield column, line.text(column)
    for alias in line.several("aliases"):
        yield "aliases", alias


def same_names(draft: Draft) -> Iterator[Finding]:
    """Two perspectives, objectives or measures are printed with the same name."""
    for sheet in ("perspectives", "objectives", "measures"):
        named = (line for line in draft.of(sheet) if line.get("name") and line.is_sound("id"))
        for line, owner in again(named, lambda line: same_name(line.text("name"))):
            says = f"“{line.text('name')}” is also the name of {owner.name} in {owner.at('name')}."
            yield line.finding(Fault.SAME_NAME, "name", says, "Make the two names differ, or say that both are meant.")


def unknown_references(draft: Draft) -> Iterator[Finding]:
    """A cell names an id that is not on the sheet it refers to."""
    for sheet in (*SHEETS, *OPTIONAL):
        for column in sheet.columns:
            if column.holds not in (Holds.REF, Holds.REFS) or (sheet.name, column.name) in CHECKED_ELSEWHERE:
                continue
            for line in draft.of(sheet.name):
                if line.get(column.name):
                    yield from unknown(draft, line, column.name, _ids(line, column.name), column.refers)


def _ids(line: Line, column: str) -> tuple[str, ...]:
    value = line.get(column)
    return (value,) if isinstance(value, str) else tuple(value)


def unknown_audiences(draft: Draft) -> Iterator[Finding]:
    """A measure names an audience that is not there, or an audience a measure."""
    for line in draft.of("measures"):
        yield from unknown(draft, line, "audiences", line.several("audiences"), "audiences")
    for line in draft.of("audiences"):
        named = [name for name in line.several("measures") if name not in (ALL, KEY) and ":" not in name]
        yield from unknown(draft, line, "measures", named, "measures")


def circles(draft: Draft) -> Iterator[Finding]:
    """Rows refer to each other in a circle: an objective serves itself, a partner succeeds itself."""
    for sheet, column in IN_CIRCLES:
        seen: set[str] = set()
        for line in draft.of(sheet):
            loop = _loop(draft, sheet, column, line)
            if loop and seen.isdisjoint(loop):
                seen |= set(loop)
                says = f"{column} leads in a circle: {' → '.join((*loop, loop[0]))}."
                yield line.finding(Fault.CIRCLE, column, says, "Clear or change one of them.")


def _loop(draft: Draft, sheet: str, column: str, line: Line) -> tuple[str, ...]:
    """The ids from a row round to itself; empty where the way ends or runs into another circle."""
    way: list[str] = []
    here: Line | None = line
    while here is not None and here.get("id") and here.text("id") not in way:
        way.append(here.text("id"))
        here = draft.found(sheet, here.text(column)) if here.get(column) else None
    return tuple(way) if way and here is not None and here.text("id") == way[0] else ()


def lives(draft: Draft) -> Iterator[Finding]:
    """A partner or area ends before it begins, or has a successor and no end."""
    for sheet in WITH_LIVES:
        for line in draft.of(sheet):
            begins, ends = line.get("from"), line.get("to")
            if begins and ends and begins.first_day > ends.last_day:
                says = f"{line.name} is there from {begins.label} and only to {ends.label}."
                yield line.finding(Fault.WRONG_ORDER, "to", says, "Correct from or to.")
            if line.get("successor") and not ends and line.is_sound("to", "successor"):
                says = f"{line.name} has the successor {line.text('successor')} and no end."
                yield line.finding(
                    Fault.SUCCESSOR_WITHOUT_END, "successor", says, "Type in to the last period before the change."
                )


def perspectives_without_objective(draft: Draft) -> Iterator[Finding]:
    """A perspective has no objective, so that its side of the scorecard stays empty."""
    for line in _without(draft, "perspectives", "objectives", "perspective"):
        says = f"The perspective {line.name} has no objective."
        ask = "Add one on the sheet objectives, or clear its row if none is meant."
        yield line.finding(Fault.NO_OBJECTIVE, "id", says, ask)


def objectives_without_measure(draft: Draft) -> Iterator[Finding]:
    """An objective has no measure, and none that serves it has."""
    parents = {line.get("parent") for line in draft.of("objectives")}
    for line in _without(draft, "objectives", "measures", "objective"):
        if line.get("id") not in parents:
            says = f"The objective {line.name} has no measure."
            ask = "Add one that would show whether it is being achieved; leave it so if none is meant."
            yield line.finding(Fault.NO_MEASURE, "id", says, ask)


def partners_asked_nothing(draft: Draft) -> Iterator[Finding]:
    """A partner is asked for no measure."""
    if not draft.of("measures") or None in draft.reaches.values():
        return
    asked = {partner for reach in draft.reaches.values() if reach for partner in reach.partners}
    for line in draft.of("partners"):
        if line.get("id") and line.get("id") not in asked and line.is_sound("id"):
            says = f"{line.name} is asked for no measure, so it gets no return."
            yield line.finding(Fault.ASKED_NOTHING, "id", says, "Nothing need be done if that is meant.")


def too_many_key(draft: Draft) -> Iterator[Finding]:
    """There are more key measures than an executive can attend to."""
    limit = draft.setting("executive_limit")
    key = [line for line in draft.of("measures") if line.get("key")]
    if len(key) > limit:
        says = f"{len(key)} measures are key, and the executive's limit is {limit}."
        yield key[limit].finding(
            Fault.TOO_MANY_KEY, "key", says, "Keep the few that show whether the objectives are being achieved."
        )


def _without(draft: Draft, sheet: str, below: str, column: str) -> Iterator[Line]:
    """Rows to which no row below refers; none are named while any of those references has a fault."""
    rows = draft.of(below)
    if below in draft.unread or not rows or any(not row.get(column) or not row.is_sound(column) for row in rows):
        return
    named = {row.get(column) for row in rows}
    for line in draft.of(sheet):
        if line.get("id") and line.is_sound("id") and line.get("id") not in named:
            yield line


CHECKS = (duplicate_ids, names_twice, same_names, unknown_references, unknown_audiences, circles, lives)
LAST_CHECKS = (perspectives_without_objective, objectives_without_measure, partners_asked_nothing, too_many_key)
"""Loose ends: looked for when every reference has been."""
