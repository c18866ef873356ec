"""Group by group: functions that look at everybody in a group, which stands in rows one under the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from random import Random

import numpy as np
import pandas as pd

from pmxl.rules.compare import compare
from pmxl.rules.contribution import EFFECTS
from pmxl.rules.contribution import contribution
from pmxl.rules.pool import pool
from pmxl.terms import Quartiles
from tests.native.part import ERROR
from tests.native.part import Cell
from tests.native.part import Part
from tests.native.part import address
from tests.native.part import number
from tests.native.part import reach
from tests.native.part import told

SIZES = (1, 2, 3, 7, 8, 9, 10, 11, 12, 16, 13, 20)
QUARTER = "IF({m}>=ROUND({f}({g},3),9),1,IF({m}>=ROUND({f}({g},2),9),2,IF({m}>=ROUND({f}({g},1),9),3,4)))"
RANKED = "RANK.EQ({m},{g},0)"
OF = "COUNT({g})"
END = "({q}*INT(" + OF + "/4)+MIN({q},MOD(" + OF + ",4)))"
QUARTERS = {
    "inclusive": QUARTER.replace("{f}", "QUARTILE.INC"),
    "exclusive": QUARTER.replace("{f}", "QUARTILE.EXC"),
    "count": "1+" + "+".join(f"IF({RANKED}>{END.replace('{q}', str(q))},1,0)" for q in (1, 2, 3)),
    "rank": "1+" + "+".join(f"IF({RANKED}>{q}*{OF}/4,1,0)" for q in (1, 2, 3)),
}
"""The quartile of a merit m in the merits g of its group, by each method."""


def members() -> tuple[list[list[Cell]], list[range]]:
    """Groups with ties, halves, blanks, errors and negatives: group, figure, polarity and decimals a row."""
    draw = Random(21)
    rows: list[list[Cell]] = []
    ends = list(accumulate(SIZES))
    for number_of, size in enumerate(SIZES):
        way, decimals = (
            ("higher", "lower", "none")[number_of % 3 if number_of in (2, 8) else number_of % 2],
            number_of % 2,
        )
        for _ in range(size):
            figure: Cell = round(draw.choice([draw.uniform(-20, 120), draw.choice([50, 50.25, 49.95, 0])]), 2)
            odd = draw.random()
            rows.append([f"g{number_of}", None if odd < 0.05 else ERROR if odd < 0.08 else figure, way, decimals])
    return rows, [range(end - size, end) for end, size in zip(ends, SIZES, strict=True)]


def compared(name: str, function: str, answer: str, call: Callable[[list[Cell]], list[object]], says: object) -> Part:
    """A rank or a quartile: the merit of each as a column of its own, and the answer by the merits of its group."""
    rows, groups = members()
    formulas = []
    for group in groups:
        merits = reach(group.start, 4, group.stop - 1, 4)
        for row in group:
            figure, way, places = (address(row, column) for column in (1, 2, 3))
            sign = f'IF({way}="lower",-1,1)'
            merit = f'IF(AND(ISNUMBER({figure}),{way}<>"none"),{sign}*ROUND({figure},{places}),"")'
            mine = address(row, 4)
            formulas.append([merit, f"IF(ISNUMBER({mine}),{answer.format(m=mine, g=merits)},NA())"])
    columns = [[[row[at]] for row in rows] for at in range(4)]
    return Part(name, rows, formulas, [[function, call(columns)]], told(says))  # type: ignore[arg-type]


def standing(method: str) -> pd.DataFrame:
    """What the rule says of everybody."""
    rows, _ = members()
    group, figure, way, decimals = (list(column) for column in zip(*rows, strict=True))
    return compare([number(one) for one in figure], group, way, method=method, decimals=np.array(decimals, float))


def rankings() -> Part:
    """Equal figures share the better rank."""
    says = standing(Quartiles.INCLUSIVE)["rank"]
    return compared("RANK", "PMXL_RANK", RANKED, lambda c: [c[1], c[2], c[0], c[3]], says)


def quartiles(method: str) -> Part:
    """None under eight members; one on a boundary is in the better quartile."""
    answer = f"IF({OF}<8,NA(),{QUARTERS[method]})"
    says = standing(method)["quartile"]
    name = f"QUARTILE, {method}"
    return compared(name, "PMXL_QUARTILE", answer, lambda c: [c[1], c[2], c[0], method, c[3]], says)


def blocks(seed: int, many: int) -> list[list[list[Cell]]]:
    """Groups of partners: numerator and denominator of each, some without one or both, one of noughts, one of none."""
    draw = Random(seed)
    found: list[list[list[Cell]]] = [[[0, 0], [0, 0]], [[None, None]], [[5, None], [None, 7]], [[-3, 10], [4, 20]]]
    while len(found) < many:
        block: list[list[Cell]] = []
        for _ in range(draw.randrange(1, 7)):
            below = draw.randrange(0, 400)
            row: list[Cell] = [float(draw.randrange(0, below + 1)), float(below)]
            block.append([None if draw.random() < 0.06 else cell for cell in row])
        found.append(block)
    return found


def pools(*, rate: bool) -> Part:
    """Sums of numerators over sums of denominators, or sums; the answer stands in a group's first row.

    SUMIFS, for IronCalc does not take ISNUMBER of a range within SUMPRODUCT.
    """
    rows: list[list[Cell]] = []
    formulas: list[list[str]] = []
    for at, block in enumerate(blocks(22, 60)):
        above, below = (reach(len(rows), column, len(rows) + len(block) - 1, column) for column in (1, 2))
        both = f'SUMIFS({{0}},{above},"<>",{below},"<>")'
        quotient = f"IF({both.format(below)}=0,NA(),{both.format(above)}*1000/{both.format(below)})"
        total = f"IF(COUNT({above})=0,NA(),SUM({above}))"
        formulas += [[quotient if rate else total], *([] for _ in block[1:])]
        rows += [[f"g{at}", *cells] for cells in block]
    named, above_, below_ = ([[row[column]] for row in rows] for column in range(3))
    frame = pd.DataFrame(rows, columns=["group", "numerator", "denominator"]).astype(
        {"numerator": float, "denominator": float}
    )
    frame["pooling"], frame["multiplier"] = ("ratio", 1000.0) if rate else ("sum", 1.0)
    frame["value"] = np.nan if rate else frame["numerator"]
    call = ["PMXL_POOL", [above_, below_ if rate else None, [[1000.0]], named]]
    name = "POOL of rates" if rate else "POOL of counts"
    return Part(name, rows, formulas, [call], told(pool(frame)["value"]), columns=(1,))


PLACES = 6
"""Decimals that contributions are asked in: what was rounded goes to somebody, so that each may be one unit off."""


def contributions(*, rate: bool) -> Part:
    """Own rate, own share and both for each partner, all of them there on both sides; of a total its own change."""
    draw = Random(23)
    rows: list[list[Cell]] = []
    formulas: list[list[str]] = []
    calls, says = [], []
    names = list(EFFECTS[:3] if rate else EFFECTS[2:3])
    for _ in range(30):
        size, top = draw.randrange(1, 7), len(rows)
        for _ in range(size):
            before, after = draw.randrange(5, 400), draw.randrange(5, 400)
            rows.append(
                [float(draw.randrange(before + 1)), float(draw.randrange(after + 1)), float(before), float(after)]
            )
        block = rows[top:]
        formulas += [effects(row, top, top + size - 1, rate=rate) for row in range(top, top + size)]
        columns = [[[row[at]] for row in block] for at in range(4)]
        given = columns if rate else [*columns[:2], None, None]
        calls.append(["PMXL_CONTRIBUTION", [*given, [[100.0]], [[float(PLACES)]]]])
        says += told(contribution(frame_of(block, rate=rate))[names].to_numpy(float).ravel())
    if rate:
        return Part("CONTRIBUTION to a rate", rows, formulas, calls, says, answers=3, near=1.6 * 10**-PLACES)
    return Part("CONTRIBUTION to a total", rows, formulas, calls, says, columns=(2,))


def frame_of(block: list[list[Cell]], *, rate: bool) -> pd.DataFrame:
    """One group's partners as the rule takes them."""
    names = ["numerator_before", "numerator_after", "denominator_before", "denominator_after"]
    frame = pd.DataFrame(block, columns=names).astype(float)
    if not rate:
        frame[names[2:]] = np.nan
    for when in ("before", "after"):
        frame[f"value_{when}"] = np.nan if rate else frame[f"numerator_{when}"]
    return frame.assign(group=0, pooling="ratio" if rate else "sum", multiplier=100 if rate else 1, decimals=PLACES)


def effects(row: int, top: int, bottom: int, *, rate: bool) -> list[str]:
    """The two effects and their sum as formulas."""
    n0, n1, d0, d1 = (address(row, column) for column in range(4))
    if not rate:
        return [f"{n1}-{n0}"]
    sums = [f"SUM({reach(top, column, bottom, column)})" for column in range(4)]
    before, after = f"{n0}*100/{d0}", f"{n1}*100/{d1}"
    share = [f"{d0}/{sums[2]}", f"{d1}/{sums[3]}"]
    middle = f"({sums[0]}*100/{sums[2]}+{sums[1]}*100/{sums[3]})/2"
    own = f"({share[0]}+{share[1]})/2*({after}-{before})"
    mix = f"(({before}+{after})/2-{middle})*({share[1]}-{share[0]})"
    return [own, mix, f"{address(row, 4)}+{address(row, 5)}"]
