"""Reading of a formula: whether it is one of the add-in's, and how it reads once the add-in and its link are gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from pmxl.sheets.cells import column_letters
from pmxl.sheets.cells import position
from pmxl.sheets.freeze.calls import QUOTED
from pmxl.sheets.freeze.calls import TEXT
from pmxl.sheets.freeze.calls import Calls
from pmxl.sheets.freeze.calls import Native
from pmxl.sheets.freeze.calls import mentions

LINKED = re.compile(rf"{TEXT}|(?P<at>'?)\[(?P<number>\d+)\](?=[^\[\]]*?!)|{QUOTED}", re.S)
"""`[2]Sheet!A1`, `'[2]My sheet'!A1` or `[2]!Name`: another workbook by the number of its link."""
SPILLED = re.compile(
    rf"{TEXT}|_xlfn\.ANCHORARRAY\((?P<sheet>(?:{QUOTED}|[\w.]+)!)?"
    r"(?P<cell>(?P<col>\$?)[A-Za-z]{1,3}(?P<row>\$?)[1-9][0-9]{0,6})\)"
)
"""`D4#`, all that spills from D4, as a workbook writes it."""
Place = tuple[int, int]


@dataclass(slots=True)
class Reading:
    """How the formulas of one workbook are read.

    `links` says of each link to another workbook which number it will have, 0 for the add-in's own; `names` are the
    workbook's names that stand for a formula of the add-in, case folded; `spills` says where what an array of the
    add-in filled ends, by the sheet (case folded) and the cell in which the array was written.
    """

    calls: Calls
    native: Native
    links: Mapping[int, int]
    names: set[str] = field(default_factory=set)
    spills: dict[tuple[str, Place], Place] = field(default_factory=dict)

    def is_ours(self, formula: str) -> bool:
        """True where the formula needs the add-in, by a call or by a name that stands for one."""
        if next(self.calls.within(formula), None):
            return True
        return bool(self.names) and mentions(self.calls.words(formula), self.names)

    def told(self, formula: str, here: str = "") -> str | None:
        """The formula, of a sheet, without the add-in; None where it needs it and Excel has no functions for it."""
        if self.names and mentions(self.calls.words(formula), self.names):
            return None
        told = self.calls.replaced(formula, self.native)
        return None if told is None else self.settled(told, here)

    def settled(self, formula: str, here: str) -> str:
        """The formula with the links that stay under their new numbers, and with ranges for what spills no more."""
        if self.spills and "ANCHORARRAY" in formula:
            formula = SPILLED.sub(lambda match: self._range(match, here), formula)
        return LINKED.sub(self._renumbered, formula) if self.links else formula

    def leads_to_addin(self, formula: str) -> bool:
        """True where a formula reads a cell or a name of the add-in's own workbook."""
        found = (int(match["number"]) for match in LINKED.finditer(formula) if match["number"])
        return any(self.links.get(number, number) == 0 for number in found)

    def _range(self, match: re.Match[str], here: str) -> str:
        """`D4#` as `D4:D9`."""
        if not match["cell"]:
            return match[0]
        sheet = match["sheet"].removesuffix("!").strip("'").replace("''", "'") if match["sheet"] else here
        end = self.spills.get((sheet.casefold(), position(match["cell"])))
        if end is None:
            return match[0]
        last = f"{match['col']}{column_letters(end[1])}{match['row']}{end[0]}"
        return f"{match['sheet'] or ''}{match['cell']}:{last}"

    def _renumbered(self, match: re.Match[str]) -> str:
        if not match["number"]:
            return match[0]
        number = int(match["number"])
        return f"{match['at']}[{self.links.get(number, number) or number}]"
