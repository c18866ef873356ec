"""Headed: which column of a table is the actual, which the target, and so on, guessed from its headings."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from pmxl.excel.ranges import text
from pmxl.sheets.cells import column_letters

HEADINGS: dict[str, tuple[str, ...]] = {
    "last_year": ("last year", "previous year", "same period last year", "prior year"),
    "actual": ("actual", "outturn", "result", "value", "figure", "performance", "current", "latest", "this quarter"),
    "target": ("target", "goal", "plan", "planned"),
    "polarity": ("polarity", "direction", "good is", "better", "which way is better", "higher or lower"),
    "unit": ("tolerance unit", "tolerance in", "unit of tolerance"),
    "tolerance": ("tolerance", "amber", "threshold"),
    "kind": ("kind", "type"),
    "decimals": ("decimals", "decimal places", "dp"),
    "standard": ("standard", "minimum standard", "floor"),
    "low": ("low", "from", "lower end"),
    "high": ("high", "to", "upper end"),
    "stretch": ("stretch", "blue"),
    "purpose": ("purpose",),
    "numerator": ("numerator",),
    "denominator": ("denominator",),
    "measured_in": ("unit", "units", "measured in"),
}
"""What each argument of a rating is headed by, the words that say most about it first."""
ASKED = {
    "actual": "the actual figures",
    "target": "the targets",
    "polarity": "which way is better (higher or lower)",
    "tolerance": "the tolerance",
    "decimals": "the number of decimals",
}
"""What a person is asked for who knows better than the guess."""
NEEDED = ("actual", "target")
WAYS = {"higher": ("high", "up", "more", "bigger", "increase", "↑"), "lower": ("low", "down", "less", "fewer", "↓")}
Columns = dict[str, int]
"""Where each argument stands: the number of its column in the table, from 0."""


def guess(headings: Sequence[Any]) -> Columns:
    """The columns that the headings speak of; each heading stands for one thing, the first that it says."""
    folded = [" ".join(text(cell).casefold().replace("_", " ").split()) for cell in headings]
    found: Columns = {}
    for exactly in (True, False):
        for name, words in HEADINGS.items():
            if name not in found and (column := _column(folded, words, found, exactly=exactly)) is not None:
                found[name] = column
    return found


def _column(folded: Sequence[str], words: Sequence[str], taken: Columns, *, exactly: bool) -> int | None:
    for word in words:
        for n, heading in enumerate(folded):
            says = heading == word if exactly else heading.startswith((f"{word} ", f"{word}("))
            if says and n not in taken.values():
                return n
    return None


def told(columns: Columns, headings: Sequence[Any], left: int) -> str:
    """`Actual: column C, "Q1 outturn"`, a line a column."""
    lines = [
        f'{name.replace("_", " ").capitalize()}: column {column_letters(left + n)}, "{text(headings[n])}"'
        for name, n in sorted(columns.items(), key=lambda item: item[1])
    ]
    return "\n".join(lines)


def way(cell: Any) -> Any:
    """Which way is better in our words, as people write it: `Lower is better`, `↑`, `up`."""
    folded = text(cell).casefold()
    return next((ours for ours, theirs in WAYS.items() if folded.startswith(theirs)), cell)


def row_of(columns: Mapping[str, int], cells: Sequence[Any]) -> dict[str, Any]:
    """The cells of a row by the argument that each is."""
    return {name: way(cells[n]) if name == "polarity" else cells[n] for name, n in columns.items()}
