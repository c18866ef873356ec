"""The framework as it stands in its workbook, before it is known to be right: rows that keep the place of each cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any
from typing import NamedTuple

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.column import Sheet
from pmxl.framework.faults import Fault
from pmxl.framework.faults import FaultKind
from pmxl.framework.models_settings import Settings
from pmxl.plural import listed
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import address
from pmxl.terms import Severity

NO_MORE: Mapping[str, str] = MappingProxyType({})
CLOSE_ENOUGH = 0.6
"""How alike two words must be for one to be suggested for the other (difflib's ratio)."""
SLIP_OF_THE_PEN = 0.8
"""How alike two ids must be: those of neighbours share half their letters, and another's id is no suggestion."""
OF_ONE = ("measure", "partner", "area")
"""The columns that say what a whole row is about: without it the row may go."""
JOINED = re.compile(r"[,/&+]| and ")
"""What people put between ids in place of a semicolon."""


@dataclass(slots=True, eq=False)
class Line:
    """One row of a sheet: its cells by column name, and their values so far as they could be read.

    `spoilt` names the columns that already have a fault: what depends on them is not reported again.
    """

    file: str
    sheet: Sheet
    row: int
    places: Mapping[str, int]
    cells: Mapping[str, Cell] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    spoilt: frozenset[str] = frozenset()

    def get(self, column: str) -> Any:
        """The value read; None where the cell is blank or could not be read."""
        return self.values.get(column)

    def text(self, column: str) -> str:
        """The value read as text; "" where there is none."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    def several(self, column: str) -> tuple[Any, ...]:
        """The values of a cell that holds several; empty where there is none."""
        value = self.values.get(column)
        return () if value is None else tuple(value)

    def written(self, column: str) -> str:
        """What stands in a cell, readable or not, in lower case."""
        cell = self.cells.get(column)
        return "" if cell is None else str(cell.value).strip().casefold()

    @property
    def name(self) -> str:
        """What the row is called: its id, or else the measure, group or key it begins with."""
        return next((self.text(column) for column in ("id", "key", "group", "measure") if self.get(column)), "")

    def at(self, column: str) -> str:
        """The address of a cell of this row; of its first cell where the sheet has no such column."""
        return address(self.row, self.places.get(column, min(self.places.values())))

    def is_sound(self, *columns: str) -> bool:
        """True where none of these cells has a fault."""
        return self.spoilt.isdisjoint(columns)

    def finding(self, fault: FaultKind, column: str, says: str, ask: str, expected: str = "") -> Finding:
        """A finding about one cell of this row; an Error spoils the cell."""
        if fault.severity is Severity.ERROR:
            self.spoilt |= {column}
        cell = self.cells.get(column)
        found = "" if cell is None else show(cell.raw)
        place = {"file": self.file, "sheet": self.sheet.name, "cell": self.at(column)}
        return Finding(fault.code, fault.severity, says, ask, found=found, expected=expected, **place)


class Reach(NamedTuple):
    """Where a measure's figures come from: partners, areas, and the (partner, area) pairs that return them."""

    partners: tuple[str, ...]
    areas: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Draft:
    """Every sheet's rows; `unread` names the sheets whose ids are not known, so that nobody is told of them twice."""

    file: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    settings: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    reaches: dict[str, Reach | None] = field(default_factory=dict)

    def of(self, sheet: str) -> list[Line]:
        """The rows of a sheet."""
        return self.lines.get(sheet, [])

    def found(self, sheet: str, id_: str) -> Line | None:
        """The first row of that id."""
        return next((line for line in self.of(sheet) if line.get("id") == id_), None)

    def ids(self, sheet: str) -> tuple[str, ...]:
        """The ids of a sheet in order, each once."""
        return tuple(dict.fromkeys(line.get("id") for line in self.of(sheet) if line.get("id")))

    def knows(self, sheet: str, id_: str) -> bool:
        """True where the id is there, or where a fault already reported may be why it is not."""
        if sheet in self.unread or id_ in self.ids(sheet):
            return True
        doubtful = [line for line in self.of(sheet) if line.text("id") != line.written("id")]
        if any(line.written("id") == id_ for line in doubtful):
            return True
        sound = [line.text("id") for line in self.of(sheet) if line not in doubtful]
        meant = any(not line.text("id") or nearest(id_, (line.text("id"), line.written("id"))) for line in doubtful)
        return meant and not nearest(id_, sound)

    def setting(self, key: str) -> Any:
        """A setting as it is typed, else what stands unless it is changed."""
        return self.settings.get(key, Settings.model_fields[key].default)

    def measure_of(self, line: Line) -> Line | None:
        """The measure that a target speaks of; None where it is not known."""
        return self.found("measures", line.text("measure"))


def nearest(word: str, choices: Iterable[str], cutoff: float = CLOSE_ENOUGH) -> str:
    """The choice most like a word, or "" where none is like it."""
    words = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(word.casefold(), list(words), n=1, cutoff=cutoff)
    return words[close[0]] if close else ""


def one_of(word: str, choices: Sequence[str], also: Mapping[str, str] = NO_MORE, *, optional: bool = False) -> str:
    """What is asked where a word is none of those that may stand there; `also` maps other spellings to a choice."""
    close = nearest(word, (*choices, *also))
    every, blank = ", ".join(choices), "; or leave it blank" if optional else ""
    return f"Type {also.get(close, close)}, or another of: {every}." if close else f"Type one of: {every}{blank}."


def again(lines: Iterable[Line], key: Callable[[Line], Hashable | None]) -> Iterator[tuple[Line, Line]]:
    """Each row whose key stood before, with the first row of that key; one without a key (None) is passed over."""
    first: dict[Hashable, Line] = {}
    for line in lines:
        found = key(line)
        if found is not None and first.setdefault(found, line) is not line:
            yield line, first[found]


def key_of(line: Line, *columns: str, needed: int = 1) -> Hashable | None:
    """The values of these cells together; None where one of the first `needed` is blank, or any of them has a fault."""
    values = tuple(line.get(column) for column in columns)
    return None if None in values[:needed] or not line.is_sound(*columns) else values


def returned_by_nobody(fault: Fault, line: Line, measure: Line, column: str, id_: str, known: Iterable[str]) -> Finding:
    """The finding where a row is for a partner or an area from which no figures of its measure come."""
    close = nearest(id_, known)
    says = f"No figures of {measure.name} come from the {column} {id_}."
    ask = f"Type {close}." if close else f"Clear the {column}, or have it return the measure."
    return line.finding(fault, column, says, ask)


def partners_of_others(draft: Draft, sheet: str, fault: Fault) -> Iterator[Finding]:
    """The rows of a sheet that name, beside a measure, a partner that does not return it."""
    for line in draft.of(sheet):
        measure, partner = draft.measure_of(line), line.text("partner")
        reach = draft.reaches.get(measure.text("id")) if measure else None
        if measure is None or reach is None or not partner or not line.is_sound("partner"):
            continue
        if partner not in reach.partners:
            yield returned_by_nobody(fault, line, measure, "partner", partner, reach.partners)


def quoted(words: Iterable[str]) -> str:
    """Names as a sentence lists them: `“a”, “b” and “c”`."""
    return listed(f"“{word}”" for word in words)


def taken_apart(draft: Draft, name: str, sheet: str) -> str:
    """What an unknown name was meant to be: the id most like it, or the ids that it joins otherwise than by ;"""
    ids = [piece.strip() for piece in JOINED.split(name)]
    if len(ids) > 1 and all(draft.knows(sheet, id_) for id_ in ids):
        return "; ".join(ids)
    return nearest(name, draft.ids(sheet), SLIP_OF_THE_PEN)


def unknown(
    draft: Draft, line: Line, column: str, names: Iterable[str], sheet: str, book: str = ""
) -> Iterator[Finding]:
    """One finding that names all that a cell refers to and that its sheet, perhaps of another workbook, has not."""
    missing = [name for name in names if not draft.knows(sheet, name)]
    if not missing:
        return
    close = [suggestion for name in missing if (suggestion := taken_apart(draft, name, sheet))]
    verb = "is" if len(missing) == 1 else "are"
    where = f"{sheet} of {book}" if book else sheet
    says = f"{column} names {quoted(missing)}, which {verb} not on the sheet {where}."
    add = f"add {'it' if len(missing) == 1 else 'them'} to {where}"
    ways = [f"type {' and '.join(close)}", add] if close else [add, "correct the id"]
    *first, last = [*ways, "delete this row"] if column in OF_ONE and not book else ways
    ask = f"{', '.join(first)}, or {last}."
    yield line.finding(
        Fault.UNKNOWN_REFERENCE, column, says, f"{ask[0].upper()}{ask[1:]}", expected=f"an id of the sheet {where}"
    )
