"""Proposed as Excel's own formulas, so that an officer may type another target and see what it would need."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pmxl.rules.digits import SIGNIFICANT
from pmxl.rules.digits import decimals_of
from pmxl.rules.presets import Near
from pmxl.rules.xmr import NOISE
from pmxl.terms import Assurance
from pmxl.terms import Polarity


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a workbook has what a proposed target is held against: each the address of a cell, or of a column of them.

    "" where that is not known. `met` is the column in which each figure says by `met_formula` whether it meets it, of
    `count` cells.
    """

    met: str
    count: int
    each: str
    mean: str
    lower: str
    upper: str
    now: str
    years: str
    trend: str
    forecast: str
    spread: str


def formulas(cell: str, cells: Cells, polarity: str, decimals: int) -> dict[str, str]:
    """What the target in a cell needs, by the names of Need, as formulas without an equals sign; "" while it is blank.

    They say what the rule says: a test recalculates them.
    """
    goal = f"ROUND({cell},{decimals})"
    said = {
        "change": f"{goal}-{cells.mean}" if cells.mean else "",
        "percent": f'IF({cells.mean}=0,"",({goal}-{cells.mean})/ABS({cells.mean})*100)' if cells.mean else "",
        "met": f"SUM({cells.met})" if cells.count else "",
        "share": f"SUM({cells.met})/{cells.count}" if cells.count else "",
        "capability": capability(f"{goal}*{cells.each}", cells, polarity) if cells.lower else "",
        "pace": f"({goal}-{cells.now})/{cells.years}" if cells.now else "",
        "times": times(goal, cells) if cells.now and cells.trend else "",
        "chance": likely(goal, cells, polarity, decimals) if cells.spread else "",
    }
    return {name: f'IF(ISNUMBER({cell}),{text},"")' if text else "" for name, text in said.items()}


def met_formula(cell: str, figure: str, due: str, polarity: str, decimals: int, near: Near) -> str:
    """1 where one figure meets the target in a cell or counts as met, 0 where not, "" while the cell is blank."""
    better, sign = (">", "-") if polarity == Polarity.HIGHER else ("<", "+")
    shown, level = f"ROUND({figure},{decimals})", f"ROUND(ROUND({cell},{decimals})*{due},{decimals})"
    met = f"{shown}{better}={level}"
    if near.width:
        width = f"ABS({level})*{near.width:.{SIGNIFICANT}g}/100"
        end = f"ROUND({level}{sign}{width},{decimals + decimals_of(near.width) + 2})"  # as many as it can have
        met = f"OR({met},{shown}{better}{'=' if near.edge_inside else ''}{end})"
    return f'IF(ISNUMBER({cell}),IF({met},1,0),"")'


def capability(level: str, cells: Cells, polarity: str) -> str:
    """Whether the limits lie beyond it on its better side, on its worse, or on both sides of it."""
    worse, better = (cells.lower, cells.upper) if polarity == Polarity.HIGHER else (cells.upper, cells.lower)
    passing, failing = (
        (_above(worse, level), _above(level, better))
        if polarity == Polarity.HIGHER
        else (_above(level, worse), _above(better, level))
    )
    words = (Assurance.PASSING, Assurance.FAILING, Assurance.HIT_AND_MISS)
    return f'IF({passing},"{words[0]}",IF({failing},"{words[1]}","{words[2]}"))'


def _above(one: str, other: str) -> str:
    return f"{one}>{other}+{_number(NOISE)}*MAX(ABS({one}),ABS({other}))"


def times(goal: str, cells: Cells) -> str:
    """How many times the trend its pace is."""
    pace = f"({goal}-{cells.now})/{cells.years}"
    return f'IF({pace}*{cells.trend}>0,{pace}/{cells.trend},"")'


def likely(goal: str, cells: Cells, polarity: str, decimals: int) -> str:
    """How likely the forecast meets it: half a published unit counts as met."""
    half = _number(0.5 * 10.0**-decimals)
    if polarity == Polarity.HIGHER:
        return f"1-NORMSDIST(({goal}-{half}-{cells.forecast})/{cells.spread})"
    return f"NORMSDIST(({goal}+{half}-{cells.forecast})/{cells.spread})"


def share_formula(cell: str, first: str, before: str, here: str, total: str, decimals: int) -> str:
    """The part of a total that falls to one of those who share it: its `total` up to and with it, less that before it.

    `first` to `here` are the shares up to its own, `before` the cell above it ("" for the first).
    """
    goal = f"ROUND({cell},{decimals})"
    up_to = f"ROUND({goal}*SUM({first}:{here})/{total},{decimals})"
    so_far = f"ROUND({goal}*SUM({first}:{before})/{total},{decimals})" if before else "0"
    return f'IF(ISNUMBER({cell}),ROUND({up_to}-{so_far},{decimals}),"")'


def way_formula(cell: str, now: str, ahead: str, whole: str, season: str, decimals: int) -> str:
    """The level on the way to a target, of a period `ahead` of where it stands."""
    goal = f"ROUND({cell},{decimals})"
    return f'IF(ISNUMBER({cell}),{now}+({goal}-{now})*{ahead}/{whole}+{season},"")'


def _number(value: float) -> str:
    return f"{value:.{SIGNIFICANT}g}".upper() if math.isfinite(value) else "0"
