"""Plain entries: ids, texts, lists, words to choose from, yes and no, numbers."""

from __future__ import annotations

import re

from pmxl.framework.column import Column
from pmxl.framework.draft import one_of
from pmxl.framework.entries.entry import Entry
from pmxl.framework.entries.entry import UnreadableEntry
from pmxl.framework.entries.entry import as_number
from pmxl.framework.entries.entry import parts
from pmxl.framework.faults import Fault
from pmxl.rules.spoken import agreed_amount

ID_LIMIT = 40
ID = re.compile(rf"[a-z0-9-]{{1,{ID_LIMIT}}}")
NAME_LIMIT = 200
TRUE = ("yes", "y", "true", "1")
FALSE = ("no", "n", "false", "0")


def read_id(entry: Entry) -> str:
    """An id as the contract wants it."""
    text = entry.text
    if ID.fullmatch(text):
        return text
    better = suggested_id(text)
    says = f"“{text}” has {len(text)} characters." if len(text) > ID_LIMIT else f"“{text}” cannot be an id."
    ask = "Ids are of small letters, digits and hyphens, 40 at most"
    raise UnreadableEntry(
        Fault.BAD_ID, says, f"{ask}: type {better}." if better else f"{ask}.", "small letters, digits and hyphens"
    )


def suggested_id(text: str) -> str:
    """The id nearest to a text; "" where nothing of it can stand."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold().replace("'", "")).strip("-")[:ID_LIMIT].strip("-")


def read_ref(entry: Entry) -> str:
    """The id of another row, case aside."""
    return entry.text.casefold()


def read_refs(entry: Entry) -> tuple[str, ...]:
    """Several ids, each once."""
    return tuple(dict.fromkeys(piece.casefold() for piece in parts(entry.text)))


def read_text(entry: Entry) -> str:
    """Any text."""
    return entry.text


def read_name(entry: Entry) -> str:
    """A name of one line."""
    text = " ".join(entry.text.split())
    if len(text) > NAME_LIMIT:
        raise UnreadableEntry(
            Fault.TOO_LONG, f"The {entry.column.name} has {len(text)} characters.", f"Use {NAME_LIMIT} at most."
        )
    return text


def read_list(entry: Entry) -> tuple[str, ...]:
    """Several texts, each once."""
    return tuple(dict.fromkeys(parts(entry.text)))


def read_choice(entry: Entry) -> str:
    """One of the column's words, or another spelling of one."""
    text = " ".join(entry.text.casefold().split())
    if text in entry.column.choices:
        return text
    if text in entry.column.also:
        return entry.column.also[text]
    raise not_one_of(entry.text, entry.column, Fault.BAD_CHOICE)


def not_one_of(text: str, column: Column, fault: Fault) -> UnreadableEntry:
    """What is said of a word that is none of a column's own."""
    ask = one_of(text, column.choices, column.also)
    return UnreadableEntry(fault, f"{column.name} is “{text}”, which is not known.", ask, ", ".join(column.choices))


def read_yes(entry: Entry) -> bool:
    """Yes or no."""
    text = entry.text.casefold()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise UnreadableEntry(
        Fault.BAD_CHOICE, f"{entry.column.name} is “{entry.text}”.", "Type yes or no, or leave it blank.", "yes or no"
    )


def read_number(entry: Entry) -> float:
    """A number; one shown as 5 % is 5."""
    value = as_number(entry.text) if isinstance(entry.cell.value, str | float | int) and not entry.is_bool else None
    if value is None:
        raise UnreadableEntry(
            Fault.NO_NUMBER, f"{entry.column.name} is “{entry.text}”, which is no number.", "Type a number.", "a number"
        )
    return _bounded(value, entry.column)


def _bounded(value: float, column: Column) -> float:
    low, high = column.low, column.high
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    bounds = f"between {low:g} and {high:g}" if None not in (low, high) else f"{low:g} or more"
    says = f"{column.name} is {agreed_amount(value)}."
    raise UnreadableEntry(Fault.OUT_OF_BOUNDS, says, f"Type a number {bounds}.", bounds)


def read_whole(entry: Entry) -> int:
    """A whole number."""
    value = read_number(entry)
    if value != int(value):
        low, high = entry.column.low, entry.column.high
        raise UnreadableEntry(
            Fault.OUT_OF_BOUNDS,
            f"{entry.column.name} is {agreed_amount(value)}.",
            f"Type a whole number from {low:g} to {high:g}.",
        )
    return int(value)
