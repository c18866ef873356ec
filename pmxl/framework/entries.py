"""One cell of the framework read as what its column holds: each kind of entry has a reader that gives a value or objects."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from datetime import datetime
from typing import Any

from pmxl.framework.columns import RULES
from pmxl.framework.columns import SCOPES
from pmxl.framework.columns import Column
from pmxl.framework.columns import Holds
from pmxl.framework.columns import plain
from pmxl.framework.draft import listed
from pmxl.framework.draft import nearest
from pmxl.framework.faults import Fault
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.readings import read_period
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.number_formats import number_format_is_percent
from pmxl.terms import Kind

ID = re.compile(r"[a-z0-9-]{1,40}")
ID_LIMIT = 40
NAME_LIMIT = 200
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|[+-]?\.\d+")
DATE_PATTERNS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")
MONTH_FIRST = "%m/%d/%Y"
TRUE = ("yes", "y", "true", "1")
FALSE = ("no", "n", "false", "0")
RULES_ALSO = {
    "decline%": "decline %",
    "decline percent": "decline %",
    "5 %": "5%",
    "10 %": "10%",
    "travel modified": "travel-modified",
}
KIND_WORDS = tuple(kind.value for kind in Kind)
SIGNIFICANT = 15
"""Digits of a number as Excel keeps it."""


class UnreadableEntry(Exception):
    """A cell that does not hold what its column asks for: the kind of fault, a fact and a request."""

    def __init__(self, fault: Fault, says: str, ask: str, expected: str = "") -> None:
        self.fault = fault
        self.says = says
        self.ask = ask
        self.expected = expected
        super().__init__(says)


Reader = Callable[[Cell, Column, int], Any]
"""Takes the cell, its column and the month in which the year starts."""


def read_entry(cell: Cell, column: Column, first_month: int) -> Any:
    """The value of a cell that is not blank; raises UnreadableEntry where it holds something else."""
    if cell.type is CellType.ERROR:
        raise UnreadableEntry(
            Fault.CELL_ERROR, f"{column.name} shows {cell.raw or cell.value}.", "Mend the formula or type the value."
        )
    if cell.value is None:
        raise UnreadableEntry(
            Fault.CELL_ERROR,
            f"{column.name} holds a formula without a saved value.",
            "Open the workbook in Excel and save it, or type the value.",
        )
    return READERS[column.holds](cell, column, first_month)


def is_blank(cell: Cell | None) -> bool:
    """True for a cell that holds nothing to be seen."""
    if cell is None or (cell.value is None and cell.formula is None):
        return True
    return isinstance(cell.value, str) and not cell.value.strip()


def words(cell: Cell) -> str:
    """What a cell says as text: 7 is `7`, 5 % is `5%`, a date is ISO."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        percent = number_format_is_percent(cell.number_format)
        return f"{value * 100:.{SIGNIFICANT}g}%" if percent else f"{value:.{SIGNIFICANT}g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).replace("\u00a0", " ").strip()


def parts(text: str) -> tuple[str, ...]:
    """The pieces of a list, separated by semicolons or by line breaks."""
    return tuple(piece for raw in re.split(r"[;\n]", text) if (piece := " ".join(raw.split())))


def read_id(cell: Cell, column: Column, first_month: int) -> str:
    """An id as the contract wants it."""
    text = words(cell)
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


def read_ref(cell: Cell, column: Column, first_month: int) -> str:
    """The id of another row, case aside."""
    return words(cell).casefold()


def read_refs(cell: Cell, column: Column, first_month: int) -> tuple[str, ...]:
    """Several ids, each once."""
    return tuple(dict.fromkeys(piece.casefold() for piece in parts(words(cell))))


def read_text(cell: Cell, column: Column, first_month: int) -> str:
    """Any text."""
    return words(cell)


def read_name(cell: Cell, column: Column, first_month: int) -> str:
    """A name of one line."""
    text = " ".join(words(cell).split())
    if len(text) > NAME_LIMIT:
        raise UnreadableEntry(
            Fault.TOO_LONG, f"The {column.name} has {len(text)} characters.", f"Use {NAME_LIMIT} at most."
        )
    return text


def read_list(cell: Cell, column: Column, first_month: int) -> tuple[str, ...]:
    """Several texts, each once."""
    return tuple(dict.fromkeys(parts(words(cell))))


def read_choice(cell: Cell, column: Column, first_month: int) -> str:
    """One of the column's words, or another spelling of one."""
    text = " ".join(words(cell).casefold().split())
    if text in column.choices:
        return text
    if text in column.also:
        return column.also[text]
    raise _not_one_of(words(cell), column, Fault.BAD_CHOICE)


def _not_one_of(text: str, column: Column, fault: Fault) -> UnreadableEntry:
    close = nearest(text, (*column.choices, *column.also))
    close = column.also.get(close, close)
    choices = ", ".join(column.choices)
    ask = f"Type {close}, or another of: {choices}." if close else f"Type one of: {choices}."
    return UnreadableEntry(fault, f"{column.name} is “{text}”, which is not known.", ask, choices)


def read_yes(cell: Cell, column: Column, first_month: int) -> bool:
    """Yes or no."""
    text = words(cell).casefold()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise UnreadableEntry(
        Fault.BAD_CHOICE, f"{column.name} is “{words(cell)}”.", "Type yes or no, or leave it blank.", "yes or no"
    )


def read_number(cell: Cell, column: Column, first_month: int) -> float:
    """A number; one shown as 5 % is 5."""
    value = as_number(words(cell)) if isinstance(cell.value, str | float | int) and not _is_bool(cell) else None
    if value is None:
        raise UnreadableEntry(
            Fault.NO_NUMBER, f"{column.name} is “{words(cell)}”, which is no number.", "Type a number.", "a number"
        )
    return _bounded(value, column)


def _is_bool(cell: Cell) -> bool:
    return isinstance(cell.value, bool)


def as_number(text: str) -> float | None:
    """A text as a number, thousands separated by commas or not, a % sign at the end or not; None where it is none."""
    text = text.replace("−", "-").replace(" ", "").removesuffix("%")
    try:
        value = float(text.replace(",", "")) if NUMBER.fullmatch(text) else float(text) if "e" in text.lower() else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) else None


def _bounded(value: float, column: Column) -> float:
    low, high = column.low, column.high
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    bounds = f"between {low:g} and {high:g}" if None not in (low, high) else f"{low:g} or more"
    raise UnreadableEntry(Fault.OUT_OF_BOUNDS, f"{column.name} is {value:g}.", f"Type a number {bounds}.", bounds)


def read_whole(cell: Cell, column: Column, first_month: int) -> int:
    """A whole number."""
    value = read_number(cell, column, first_month)
    if value != int(value):
        low, high = column.low, column.high
        raise UnreadableEntry(
            Fault.OUT_OF_BOUNDS, f"{column.name} is {value:g}.", f"Type a whole number from {low:g} to {high:g}."
        )
    return int(value)


def read_level(cell: Cell, column: Column, first_month: int) -> float | date:
    """A number, or the day of a milestone."""
    if cell.type is CellType.DATE:
        return read_date(cell, column, first_month)
    number = None if _is_bool(cell) else as_number(words(cell))
    if number is not None:
        return number
    try:
        return read_date(cell, column, first_month)
    except UnreadableEntry:
        raise UnreadableEntry(
            Fault.NO_NUMBER,
            f"{column.name} is “{words(cell)}”, which is neither a number nor a date.",
            "Type a number, or for a milestone a date.",
            "a number or a date",
        ) from None


def read_profile(cell: Cell, column: Column, first_month: int) -> tuple[float, ...]:
    """Shares of a year as typed, adding up to 1 or to 100."""
    shares = [as_number(piece) for piece in parts(words(cell).replace("/", ";"))]
    if any(share is None or share < 0 for share in shares):
        raise UnreadableEntry(
            Fault.BAD_PROFILE,
            f"{column.name} is “{words(cell)}”, which is no list of shares.",
            "Type one share a period, separated by semicolons, such as 25;25;20;30.",
            "shares separated by ;",
        )
    return tuple(share for share in shares if share is not None)


def read_one_period(cell: Cell, column: Column, first_month: int) -> Period:
    """A period that can be read one way only."""
    value = cell.value.date() if isinstance(cell.value, datetime) else words(cell)
    return _period(value, column, first_month)


def read_periods(cell: Cell, column: Column, first_month: int) -> tuple[Period, ...]:
    """Several periods."""
    if cell.type is CellType.DATE:
        return (read_one_period(cell, column, first_month),)
    return tuple(_period(piece, column, first_month) for piece in parts(words(cell)))


def _period(written: str | date, column: Column, first_month: int) -> Period:
    reading = read_period(written, first_month=first_month)
    if reading.is_sure and reading.period is not None:
        return reading.period
    text = written if isinstance(written, str) else written.isoformat()
    choices = [period.label for period in reading.readings]
    if len(choices) > 1:
        raise UnreadableEntry(
            Fault.TWO_PERIODS,
            f"{column.name} is “{text}”, which can be {' or '.join(choices)}.",
            f"Type the one that is meant, such as {choices[0]}.",
            "a period",
        )
    raise UnreadableEntry(
        Fault.NO_PERIOD,
        f"{column.name} is “{text}”, which is no period that can be read.",
        "Type a period such as 2026-27 Q2, 2026-27 M05, 2026-27 H1 or 2026-27.",
        "a period",
    )


def read_date(cell: Cell, column: Column, first_month: int) -> date:
    """A day: an Excel date, ISO, or day first."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    text = words(cell)
    for pattern in DATE_PATTERNS:
        if (day := _parsed(text, pattern)) is not None:
            return day
    says = f"{column.name} is “{text}”, which is no date."
    if (other := _parsed(text, MONTH_FIRST)) is not None:
        says = f"{column.name} is “{text}”, which is a date only with its month first ({other.isoformat()})."
    raise UnreadableEntry(Fault.NO_DATE, says, "Type a date such as 2026-03-31.", "a date")


def _parsed(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        return None


def read_months(cell: Cell, column: Column, first_month: int) -> tuple[int, ...]:
    """Calendar months by name, by the first three letters, or by number."""
    found = []
    for piece in re.split(r"[;,\s]+", words(cell)):
        month = _month(piece)
        if month is None:
            raise UnreadableEntry(
                Fault.BAD_CHOICE,
                f"{column.name} names “{piece}”, which is no month.",
                "Type months by name, separated by semicolons, such as Aug; Dec.",
                "months",
            )
        found.append(month)
    return tuple(sorted(set(found)))


def _month(piece: str) -> int | None:
    if piece.isdigit():
        return int(piece) if 1 <= int(piece) <= len(MONTHS) else None
    shortest = 3
    names = [n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(piece.casefold())]
    return names[0] if len(names) == 1 and len(piece) >= shortest else None


def read_scope(cell: Cell, column: Column, first_month: int) -> tuple[str, str]:
    """What a tolerance speaks of: a measure, or all of a priority, perspective or kind."""
    text = words(cell).casefold()
    prefix, colon, rest = (piece.strip() for piece in text.partition(":"))
    if not colon:
        return "measure", text
    if prefix not in SCOPES or not rest:
        close = nearest(prefix, SCOPES)
        raise UnreadableEntry(
            Fault.BAD_SCOPE,
            f"{column.name} is “{words(cell)}”, which is neither a measure nor a {', '.join(SCOPES)}.",
            f"Type {close}:{rest or '…'}." if close else "Type a measure's id, or such as priority:high or kind:money.",
        )
    if prefix != "kind":
        return prefix, rest
    kinds = {plain(kind): kind for kind in KIND_WORDS}
    if plain(rest) not in kinds:
        close = nearest(rest, KIND_WORDS)
        choices = ", ".join(KIND_WORDS)
        raise UnreadableEntry(
            Fault.BAD_SCOPE,
            f"{column.name} names the kind {listed([rest])}, which is not known.",
            f"Type kind:{close}." if close else f"Type one of the kinds: {choices}.",
            choices,
        )
    return prefix, kinds[plain(rest)]


def read_rule(cell: Cell, column: Column, first_month: int) -> str:
    """A band, a tolerance that goes by a name, or a trigger."""
    text = " ".join(words(cell).casefold().split())
    text = RULES_ALSO.get(text, text)
    if text not in RULES:
        raise _not_one_of(words(cell), column, Fault.UNKNOWN_RULE)
    return text


READERS: dict[Holds, Reader] = {
    Holds.ID: read_id,
    Holds.REF: read_ref,
    Holds.REFS: read_refs,
    Holds.TEXT: read_text,
    Holds.NAME: read_name,
    Holds.LIST: read_list,
    Holds.CHOICE: read_choice,
    Holds.YES: read_yes,
    Holds.NUMBER: read_number,
    Holds.WHOLE: read_whole,
    Holds.LEVEL: read_level,
    Holds.PROFILE: read_profile,
    Holds.PERIOD: read_one_period,
    Holds.PERIODS: read_periods,
    Holds.DATE: read_date,
    Holds.MONTHS: read_months,
    Holds.SCOPE: read_scope,
    Holds.RULE: read_rule,
    Holds.SETTING: read_text,
}
