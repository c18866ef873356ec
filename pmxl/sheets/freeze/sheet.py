"""The formulas in the cells of a sheet: each of the add-in's becomes its saved value or a native formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.sheets.cells import address
from pmxl.sheets.cells import position
from pmxl.sheets.escaped import escape
from pmxl.sheets.formulas import Block
from pmxl.sheets.formulas import SharedFormula
from pmxl.sheets.freeze.thaw import Reading
from pmxl.sheets.splice.elements import Element
from pmxl.sheets.splice.part import Edit
from pmxl.terms import Severity

NOT_SAVED = ("#NAME?", "#GETTING_DATA", "#BUSY!", "#CONNECT!")
"""What Excel saves while the add-in is not at hand, or has not answered yet."""
OPENED = re.compile(rb"<([^\s/>]+)")
DYNAMIC = re.compile(rb"""\s+cm=(?:"[^"]*"|'[^']*')""")
SAVE_AGAIN = "Open the workbook where the add-in runs, let it calculate, save it and freeze it again."
Place = tuple[int, int]


@dataclass(slots=True)
class Stood:
    """A cell with a formula or a value."""

    place: Place
    cell: Element
    formula: Element | None = None
    value: Element | None = None

    @property
    def is_saved(self) -> bool:
        """True where the cell holds a value that a calculation left there."""
        if self.value is None:
            return False
        kind = self.cell.attributes.get("t", "n")
        return kind == "str" or (self.value.text != "" and not (kind == "e" and self.value.text in NOT_SAVED))


@dataclass(slots=True)
class Cells:
    """What freezing the cells of one sheet takes."""

    edits: list[Edit] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    values: int = 0
    natives: int = 0


def freeze_cells(data: bytes, found: Sequence[Element], reading: Reading, file: str, sheet: str) -> Cells:
    """The edits that freeze the cells of a sheet; a formula without a saved value, and no native form, is a problem."""
    cells = dict(_cells(found))
    done = Cells()
    for stood, text in _formulas(cells):
        if not reading.is_ours(text):
            _settle(stood, reading, sheet, done)
            continue
        block = _block(stood)
        told = reading.told(text, sheet) if block is None else None
        if told is not None:
            done.natives += 1
            done.edits += _written(data, stood, told)
        else:
            done.values += 1
            done.edits += _written(data, stood, None)
            done.problems += _unsaved(stood, block, cells, text, file, sheet)
    return done


def spills(found: Sequence[Element], reading: Reading) -> Iterator[tuple[Place, Place]]:
    """The cells in which an array of the add-in is written, and the last cell that each of them fills."""
    for stood, text in _formulas(dict(_cells(found))):
        if stood.formula is not None and stood.formula.attributes.get("t") == "array" and reading.is_ours(text):
            block = _block(stood)
            yield stood.place, block[2:] if block else stood.place


def _cells(found: Sequence[Element]) -> Iterator[tuple[Place, Stood]]:
    """Every cell by its place; one that does not say where it is follows the one before."""
    row = col = 0
    stood: Stood | None = None
    for spot in found:
        if spot.name == "row":
            row, col = int(spot.attributes.get("r", row + 1)), 0
        elif spot.name == "c":
            row, col = position(spot.attributes["r"]) if "r" in spot.attributes else (row, col + 1)
            stood = Stood((row, col), spot)
            yield (row, col), stood
        elif stood is not None and spot.parent is stood.cell:
            if spot.name == "f":
                stood.formula = spot
            elif spot.name in ("v", "is"):
                stood.value = spot


def _formulas(cells: dict[Place, Stood]) -> Iterator[tuple[Stood, str]]:
    """Every cell with a formula and how it reads there, shared ones too."""
    shared: dict[str, SharedFormula] = {}
    held = [stood for stood in cells.values() if stood.formula is not None]
    for stood in held:
        if (one := stood.formula) and one.attributes.get("t") == "shared" and one.text:
            shared[one.attributes.get("si", "")] = SharedFormula(one.text, stood.place)
    for stood in held:
        if (one := stood.formula) is None:
            continue
        group = shared.get(one.attributes.get("si", "")) if one.attributes.get("t") == "shared" else None
        yield stood, group.at(*stood.place) if group and not one.text else one.text


def _block(stood: Stood) -> Block | None:
    """The cells that an array formula fills; None for a formula of one cell."""
    said = stood.formula.attributes if stood.formula else {}
    first, _, last = said.get("ref", "").partition(":")
    if said.get("t") != "array" or not last or first == last:
        return None
    return (*position(first), *position(last))


def _written(data: bytes, stood: Stood, told: str | None) -> list[Edit]:
    """The edits that take a formula out, or put another one in its place; a cell keeps its value and its look."""
    one, cell = stood.formula, stood.cell
    if one is None:
        return []
    opened = OPENED.match(data, one.begin)
    name = opened[1] if opened else b"f"
    new = b"" if told is None else b"<" + name + b">" + escape(told).encode() + b"</" + name + b">"
    tag = data[cell.begin : cell.inside]
    return [(cell.begin, cell.inside, DYNAMIC.sub(b"", tag)), (one.begin, one.end, new)]


def _settle(stood: Stood, reading: Reading, sheet: str, done: Cells) -> None:
    """A formula of theirs stays; only the number of a link, or what spilled, may be told otherwise now."""
    one = stood.formula
    if one is not None and one.text and (told := reading.settled(one.text, sheet)) != one.text:
        done.edits.append(one.saying(told))


def _unsaved(
    stood: Stood, block: Block | None, cells: dict[Place, Stood], text: str, file: str, sheet: str
) -> Iterator[Finding]:
    """What stands in the way: the cells that would be left without anything."""
    top, left, bottom, right = block or (*stood.place, *stood.place)
    filled = ((row, col) for row in range(top, bottom + 1) for col in range(left, right + 1))
    empty = [place for place in filled if place not in cells or not cells[place].is_saved]
    if empty:
        more = f" and {len(empty) - 1} more below it" if len(empty) > 1 else ""
        kept = cells[empty[0]].value if empty[0] in cells else None
        holds = f"was saved as {kept.text}" if kept and kept.text else "has no saved value"
        says = f"The formula {show('=' + text, 50)} {holds}{more}, so there is nothing to put in its place."
        yield Finding("XLS011", Severity.ERROR, says, SAVE_AGAIN, file=file, sheet=sheet, cell=address(*empty[0]))
