"""Total: a row that a partner put beside the areas of a measure to add them up."""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.names import folded
from pmxl.returns.numbers import read_number
from pmxl.sheets.cells import Cell

TOTAL_WORDS = ("total", "totals", "grand total", "sum", "all", "all areas", "overall")
"""What stands under Area on a row of totals."""


@dataclass(frozen=True, slots=True)
class Total:
    """What a partner says that the areas of a measure add up to in a period, and where it says so."""

    measure: str
    period: Period
    value: float
    cell: str


def is_total(measure: Measure, area: str) -> bool:
    """True where the label under Area is that of a total and not of an area."""
    return measure.by_area and folded(area) in TOTAL_WORDS


def total_of(measure: Measure, period: Period, cell: Cell | None, address: str) -> Total | None:
    """The total that a cell gives; None where it holds no number."""
    value = read_number(cell, measure.kind).value
    return None if value is None else Total(measure.id, period, value, address)
