"""Our own formula in a cell: an output, known by its shape wherever its row went, and never read back."""

from __future__ import annotations

import re
from functools import lru_cache

from pmxl.rules.formula import value_formula
from pmxl.sheets.cells import Cell

REFERENCE = re.compile(r"(?<![A-Z0-9_.])[A-Z]{1,3}[0-9]{1,7}(?![A-Z0-9_(])")
NUMBER = re.compile(r"(?<![A-Z0-9_.#])[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?")
NOISE = re.compile(r"\s|\$|_XLFN\.|_XLWS\.")
OPENING = re.compile(r"^(?:OF:)?[=+]*")


def is_ours(cell: Cell | None) -> bool:
    """True where the cell holds the formula that we wrote for a value of two parts.

    Which cells it points to and by what it multiplies do not matter, for the value is worked out anew from the row's
    own parts by the framework as it is now; spaces, case and how a number is spelled do not matter either, for other
    programs write them differently.
    """
    if cell is None or cell.formula is None:
        return False
    return _known(cell.formula) if len(cell.formula) <= SHORT else _is_ours(cell.formula)


def _is_ours(formula: str) -> bool:
    return bool(OURS.fullmatch(_shape(formula)))


SHORT = 100
"""Formulas of so many characters come again and again, in every return the same."""

_known = lru_cache(maxsize=4096)(_is_ours)


def _shape(formula: str) -> str:
    text = OPENING.sub("", NOISE.sub("", formula.upper()))
    return NUMBER.sub(lambda match: f"{float(match[0]):.15g}", REFERENCE.sub("#", text))


def _any_multiplier() -> re.Pattern[str]:
    """The shape of our formula with whatever number it multiplies by, or none."""
    example = 7
    shape = re.escape(_shape(value_formula("A1", "B1", example)))
    return re.compile(shape.replace(re.escape(f"*{example}"), r"(?:\*[0-9.e+-]+)?"))


OURS = _any_multiplier()
