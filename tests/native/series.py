"""Series by series: functions of a history, a row a series and a column a period, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import numpy as np

from pmxl.rules.forecast import ENOUGH
from pmxl.rules.forecast import forecast
from pmxl.rules.tolerance import decline
from pmxl.rules.tolerance import standard_broken
from pmxl.rules.xmr import LIMIT
from pmxl.rules.xmr import SCREEN
from pmxl.rules.xmr import limits_of
from tests.native.part import ERROR
from tests.native.part import Cell
from tests.native.part import Part
from tests.native.part import address
from tests.native.part import number
from tests.native.part import reach
from tests.native.part import told

WIDTH = 12


def histories(seed: int, many: int, width: int) -> list[list[Cell]]:
    """Series flat, rising, with a leap, with gaps, of noughts, of nothing, and drawn."""
    draw = Random(seed)
    flat: list[Cell] = [5.0] * width
    found: list[list[Cell]] = [
        flat,
        [0.0] * width,
        [None] * width,
        [float(at) for at in range(width)],
        [*flat[1:], 90.0],
    ]
    found += [[None if at % 2 else float(at) for at in range(width)], [*[None] * (width - 2), 1.0, 2.0]]
    while len(found) < many:
        row: list[Cell] = [round(draw.gauss(40, 6), 1) for _ in range(width)]
        if draw.random() < 0.3:
            row[draw.randrange(width)] = 160.0
        start = draw.choice([0, 0, 0, 3, width - 5])
        found.append([None if at < start or draw.random() < 0.05 else cell for at, cell in enumerate(row)])
    return found


def figures(rows: list[list[Cell]]) -> np.ndarray:
    """The same as a rule takes them."""
    return np.array([[number(cell) for cell in row] for row in rows])


def process_limits() -> Part:
    """The average and the limits, moving ranges of 3.267 times their mean and more left out once."""
    rows = histories(31, 130, WIDTH)
    formulas = []
    moves, mean = range(WIDTH, 2 * WIDTH - 1), 2 * WIDTH - 1
    kept, spread = range(mean + 1, mean + WIDTH), mean + WIDTH
    for row in range(len(rows)):
        cells = [address(row, column) for column in range(WIDTH)]
        ranges = [f'IF(AND(ISNUMBER({a}),ISNUMBER({b})),ABS({b}-{a}),"")' for a, b in pairwise(cells)]
        all_moves, all_kept = (reach(row, part[0], row, part[-1]) for part in (moves, kept))
        average = f'IF(COUNT({all_moves})=0,"",AVERAGE({all_moves}))'
        few = [
            f'IF(ISNUMBER({m}),IF({m}<{address(row, mean)}*{SCREEN}*(1-1E-12),{m},""),"")'
            for m in (address(row, column) for column in moves)
        ]
        screened = f"IF(COUNT({all_kept})=0,0,AVERAGE({all_kept}))"
        width = f"IF({screened}>0,{screened},{address(row, mean)})"
        history, reached = reach(row, 0, row, WIDTH - 1), address(row, spread)
        usable = f"AND(COUNT({history})>=6,ISNUMBER({reached}))"
        ends = [
            f"IF({usable},AVERAGE({history}){end},NA())" for end in ("", f"-{LIMIT}*{reached}", f"+{LIMIT}*{reached}")
        ]
        formulas.append([*ranges, average, *few, width, *ends])
    found = limits_of(figures(rows))
    says = np.stack([level[:, -1] for level in (found.centre, found.lower, found.upper)], axis=-1)
    return Part("LIMITS", list(rows), formulas, [["PMXL_LIMITS", [rows]]], told(says.ravel()), answers=3)


def last_values() -> Part:
    """The forecast with fewer than eight figures: the last one."""
    width = ENOUGH - 1
    rows = histories(32, 90, width)
    formulas = []
    for row in range(len(rows)):
        latest = "NA()"
        for column in range(width):
            latest = f"IF(ISNUMBER({address(row, column)}),{address(row, column)},{latest})"
        formulas.append([latest])
    call = ["PMXL_FORECAST", [rows]]
    return Part(
        "FORECAST, last value", list(rows), formulas, [call], told(forecast(figures(rows)).forecast), columns=(0,)
    )


def declines() -> Part:
    """Two worsening moves in a row, by polarity."""
    draw = Random(33)
    shapes = [row[:3] for row in histories(34, 40, 7)] + [
        [draw.choice([None, 50.0, 50.4, 50.5, 51.0, 49.5, -0.4, 0.0]) for _ in range(3)] for _ in range(110)
    ]
    ways = [draw.choice(["higher", "lower", "none"]) for _ in shapes]
    rows: list[list[Cell]] = [[*shape, way] for shape, way in zip(shapes, ways, strict=True)]
    formulas = []
    for row in range(len(rows)):
        a, b, c, way = (address(row, column) for column in range(4))
        moves = [f'IF({way}="lower",-1,1)*(ROUND({y},0)-ROUND({x},0))<0' for x, y in ((a, b), (b, c))]
        formulas.append(
            [f'IF(ISNUMBER({c}),IF(AND(COUNT({a}:{c})=3,{way}<>"none"),AND({",".join(moves)}),FALSE),NA())']
        )
    says = decline(figures(shapes), 2, np.array(ways, dtype=object), decimals=np.zeros(len(rows)))
    call = ["PMXL_TOLERANCE", [shapes, [["decline 2"]], [[way] for way in ways]]]
    return Part("TOLERANCE, decline 2", rows, formulas, [call], latest(shapes, told(says)))


def standards() -> Part:
    """A floor or a ceiling that was agreed never to be broken."""
    draw = Random(35)
    ways = [draw.choice(["higher", "lower"]) for _ in range(100)]
    now: list[Cell] = [draw.choice([None, 90.0, 89.95, 89.94, 90.04, 90.05, 0.0, -90.0, 120.0]) for _ in ways]
    rows: list[list[Cell]] = [[1.0, figure, way] for figure, way in zip(now, ways, strict=True)]
    formulas = []
    for row in range(len(rows)):
        figure, way = address(row, 1), address(row, 2)
        formulas.append([f'IF(ISNUMBER({figure}),IF({way}="lower",ROUND({figure},1)>90,ROUND({figure},1)<90),NA())'])
    says = standard_broken([number(cell) for cell in now], 90, ways, decimals=1)
    history = [row[:2] for row in rows]
    call = ["PMXL_TOLERANCE", [history, [["standard 90"]], [[way] for way in ways], None, [[1.0]]]]
    return Part("TOLERANCE, standard 90", rows, formulas, [call], latest(history, told(says)))


def latest(rows: Sequence[Sequence[Cell]], says: list[Cell]) -> list[Cell]:
    """What a trigger says, which is nothing where the latest period has no figure."""
    return [ERROR if row[-1] is None else word for row, word in zip(rows, says, strict=True)]
