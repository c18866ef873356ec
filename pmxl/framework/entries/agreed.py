"""Entries of targets and tolerances: levels, profiles, what a tolerance speaks of, and its rule."""

from __future__ import annotations

from datetime import date

from pmxl.framework.columns import RULES
from pmxl.framework.columns import SCOPES
from pmxl.framework.columns_measures import KINDS_ALSO
from pmxl.framework.draft import nearest
from pmxl.framework.entries.entry import Entry
from pmxl.framework.entries.entry import UnreadableEntry
from pmxl.framework.entries.entry import as_number
from pmxl.framework.entries.entry import parts
from pmxl.framework.entries.plain import not_one_of
from pmxl.framework.entries.when import read_date
from pmxl.framework.faults import Fault
from pmxl.sheets.cells import CellType
from pmxl.terms import Kind

KINDS = tuple(kind.value for kind in Kind)
RULES_ALSO = {
    "decline%": "decline %",
    "decline percent": "decline %",
    "5 %": "5%",
    "10 %": "10%",
    "travel modified": "travel-modified",
    "rating red": "rating",
    "forecast red": "forecast",
    "relative quartile": "relative",
    "relative rank": "relative",
    "relative places": "relative",
}


def read_level(entry: Entry) -> float | date:
    """A number, or the day of a milestone."""
    if entry.cell.type is CellType.DATE:
        return read_date(entry)
    number = None if entry.is_bool else as_number(entry.text)
    if number is not None:
        return number
    try:
        return read_date(entry)
    except UnreadableEntry:
        raise UnreadableEntry(
            Fault.NO_NUMBER,
            f"{entry.column.name} is “{entry.text}”, which is neither a number nor a date.",
            "Type a number, or for a milestone a date.",
            "a number or a date",
        ) from None


def read_profile(entry: Entry) -> tuple[float, ...]:
    """Shares of a year as typed, adding up to 1 or to 100."""
    shares = [as_number(piece) for piece in parts(entry.text.replace("/", ";"))]
    if any(share is None or share < 0 for share in shares):
        raise UnreadableEntry(
            Fault.BAD_PROFILE,
            f"{entry.column.name} is “{entry.text}”, which is no list of shares.",
            "Type one share a period, separated by semicolons, such as 25;25;20;30.",
            "shares separated by ;",
        )
    return tuple(share for share in shares if share is not None)


def read_scope(entry: Entry) -> tuple[str, str]:
    """What a tolerance speaks of: a measure, or all of a priority, perspective or kind."""
    text = entry.text.casefold()
    prefix, colon, rest = (piece.strip() for piece in text.partition(":"))
    if not colon:
        return "measure", text
    if prefix not in SCOPES or not rest:
        close = nearest(prefix, SCOPES)
        raise UnreadableEntry(
            Fault.BAD_SCOPE,
            f"{entry.column.name} is “{entry.text}”, which is neither a measure nor a {', '.join(SCOPES)}.",
            f"Type {close}:{rest or '…'}." if close else "Type a measure's id, or such as priority:high or kind:money.",
        )
    if prefix != "kind":
        return prefix, rest
    kind = KINDS_ALSO.get(rest, rest)
    if kind not in KINDS:
        close = nearest(rest, KINDS)
        choices = ", ".join(KINDS)
        raise UnreadableEntry(
            Fault.BAD_SCOPE,
            f"{entry.column.name} names the kind “{rest}”, which is not known.",
            f"Type kind:{close}." if close else f"Type one of the kinds: {choices}.",
            choices,
        )
    return prefix, kind


def read_rule(entry: Entry) -> str:
    """A band, a tolerance that goes by a name, or a trigger."""
    text = " ".join(entry.text.casefold().split())
    text = RULES_ALSO.get(text, text)
    if text not in RULES:
        raise not_one_of(entry.text, entry.column, Fault.UNKNOWN_RULE)
    return text
