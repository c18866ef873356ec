"""Recipe: one measure of the worked year with its targets, its tolerances and the shape of its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from workbooks.rows import Row

Pair = tuple[str, str]

ALL = ("council", "constabulary", "health", "fire", "homes", "voluntary")
DISTRICTS = ("sallowhythe", "thrushmarley", "upper-quill", "nether-quill")
BOARD = "Partnership board"
AGREED = "2025-03-18"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the figures of a measure run: per (partner, area), a level that trends, swings with the seasons and varies.

    `size` is the figure itself, or the denominator where there is a `rate` (numerator over denominator, without the
    multiplier). `trend` is the relative change in a year; `season` multiplies period by period through the year;
    `noise` is relative (`size_noise` that of the denominator, half as much unless given), `spread` is in the measure's
    own unit. `bends` multiply from a period on: (partner or "", label of the period, factor). `rolling` says whether a
    rolling year adds up its denominators or takes their mean.
    """

    size: Mapping[Pair, float]
    rate: Mapping[Pair, float] = field(default_factory=dict)
    trend: float = 0.0
    season: tuple[float, ...] = (1.0,)
    noise: float = 0.03
    size_noise: float | None = None
    spread: float = 0.0
    bends: tuple[tuple[str, str, float], ...] = ()
    rolling: str = ""
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A measure's row, its rows on the targets and tolerances sheets, and its history (None: it has none)."""

    row: Row
    targets: tuple[Row, ...] = ()
    tolerances: tuple[Row, ...] = ()
    shape: Shape | None = None

    @property
    def id(self) -> str:
        """The measure's id."""
        return str(self.row["id"])


def target(measure: str, period: str, basis: str, level: object = None, **more: object) -> Row:
    """A row of the targets sheet, agreed by the board unless said otherwise."""
    row: Row = {"measure": measure, "period": period, "basis": basis, "target": level, "purpose": "manage"}
    return {**row, "agreed_by": BOARD, "agreed_on": AGREED, **more}


def tolerance(measure: str, rule: str, amount: float | None = None, unit: str = "", **more: object) -> Row:
    """A row of the tolerances sheet, agreed by the board unless said otherwise."""
    row: Row = {"measure": measure, "rule": rule, "amount": amount, "unit": unit}
    return {**row, "agreed_by": BOARD, "agreed_on": AGREED, **more}
