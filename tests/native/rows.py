"""Row by row: functions whose answer depends on the cells beside it alone."""

from __future__ import annotations

from random import Random
from typing import Any

from pmxl.rules.formula import rating_formula
from pmxl.rules.presets import UNITS
from pmxl.rules.rating import rate
from pmxl.rules.rating import variance
from pmxl.rules.required import required
from pmxl.rules.travel import travel
from pmxl.terms import Edge
from pmxl.terms import Polarity
from tests.native.part import ERROR
from tests.native.part import Cell
from tests.native.part import Part
from tests.native.part import number
from tests.native.part import row_by_row

HALVES: list[tuple[Cell, Cell, float]] = [
    (1.005, 1.0, 2), (33 * 0.95, 31.3, 1), (2.5, 2.4, 0), (-2.5, 2.5, 0), (0.5, -0.5, 0), (0.1 + 0.2, 0.3, 1),
    (74.96, 80, 1), (0, 0, 0), (-0.04, 0.04, 1), (1e12 + 0.5, 1e12, 0), (None, 80, 0), (80, None, 0), (None, None, 0),
    (ERROR, 80, 0), (80, ERROR, 0), (1234.5, 1234.4, -2), (99.95, 100, 1), (-0.5, 0, 0),
]  # fmt: skip
"""Edges: two figures and how many decimals are published."""


def pairs(seed: int, many: int) -> list[tuple[Cell, Cell, float]]:
    """The edges, then figures at and about a half of what is published, now and then a blank or an error."""
    draw = Random(seed)
    found = list(HALVES)
    while len(found) < many:
        decimals = draw.choice([0, 1, 2])
        unit = 10.0**-decimals
        base = round(draw.uniform(-50, 500), decimals)
        steps = (0, unit / 2, -unit / 2, unit, -unit, 3 * unit, draw.uniform(-9, 9))
        one, other = (round(base + draw.choice(steps), decimals + 1) for _ in range(2))
        odd = draw.choice([None, ERROR]) if draw.random() < 0.06 else one
        found.append((odd, other, decimals))
    return found


def variances() -> Part:
    """Actual minus target."""
    actual, target, decimals = map(list, zip(*pairs(11, 400), strict=True))
    form = "IF(AND(ISNUMBER({actual}),ISNUMBER({target})),ROUND(ROUND({actual},{decimals})-ROUND({target},{decimals}),{decimals}),NA())"  # noqa: E501
    says = variance([number(a) for a in actual], [number(t) for t in target], decimals)
    columns = {"actual": actual, "target": target, "decimals": decimals}
    return row_by_row("VARIANCE", "PMXL_VARIANCE", columns, form, says)


FURTHER = "MAX(0,{low}-ROUND({x},{d}),ROUND({x},{d})-{high})"
OFF = "ABS(ROUND({x},{d})-{target})"
WAYS = tuple(way.value for way in Polarity)


def travels() -> Part:
    """Improving, Steady or Worsening, by each polarity and with dead-bands."""
    draw = Random(12)
    cases = pairs(13, 450)
    columns: dict[str, list[Cell]] = {
        "now": [now for now, _, _ in cases],
        "before": [before for _, before, _ in cases],
        "polarity": [WAYS[at % len(WAYS)] if at < 100 else draw.choice(WAYS) for at in range(len(cases))],
        "decimals": [decimals for _, _, decimals in cases],
        "dead_band": [draw.choice([None, 0, 10.0 ** -abs(places), 1]) for _, _, places in cases],
        "target": [float(draw.randrange(0, 300)) for _ in cases],
        "low": [float(draw.randrange(0, 100)) for _ in cases],
        "high": [float(draw.randrange(100, 300)) for _ in cases],
    }
    x, y = ({"x": "{" + name + "}", "d": "{decimals}"} for name in ("now", "before"))
    levels = {"low": "{low}", "high": "{high}", "target": "{target}"}
    nearer = [f"{form.format(**y, **levels)}-{form.format(**x, **levels)}" for form in (FURTHER, OFF)]
    rise = "ROUND({now},{decimals})-ROUND({before},{decimals})"
    move = f'IF({{polarity}}="range",{nearer[0]},IF({{polarity}}="nearest",{nearer[1]},IF({{polarity}}="lower",-1,1)*({rise})))'  # noqa: E501
    settled = f"ROUND({move},9)"
    word = f'IF({settled}>N({{dead_band}}),"Improving",IF({settled}<-N({{dead_band}}),"Worsening","Steady"))'
    usable = 'AND(ISNUMBER({now}),ISNUMBER({before}),{polarity}<>"none")'
    how: dict[str, Any] = {name: columns[name] for name in ("decimals", "target", "low", "high")}
    how["dead_band"] = [number(band) for band in columns["dead_band"]]
    now, before = ([number(cell) for cell in columns[name]] for name in ("now", "before"))
    ways = [str(way) for way in columns["polarity"]]
    says = travel(now, before, ways, **how)
    return row_by_row("TRAVEL", "PMXL_TRAVEL", columns, f'IF({usable},{word},"Not comparable")', says)


def run_rates() -> Part:
    """What is left of the year's target over what is left of the year."""
    draw = Random(14)
    edges: list[tuple[Cell, Cell, Cell]] = [
        (100, 60, 2), (100, 100, 1), (100, 120, 3), (0, 0, 4), (-20, 5, 2), (100, 60, 0), (100, 60, None),
        (None, 60, 2), (100, None, 2), (ERROR, 60, 2), (100, ERROR, 2), (100, 60, ERROR), (100, 60, -1), (1, 0, 3),
    ]  # fmt: skip
    drawn = [
        (round(draw.uniform(-50, 900), 1), round(draw.uniform(-50, 900), 1), draw.randrange(5)) for _ in range(186)
    ]
    target, to_date, remaining = map(list, zip(*[*edges, *drawn], strict=True))
    form = "IF(AND(ISNUMBER({target}),ISNUMBER({to_date}),ISNUMBER({remaining})),IF({remaining}>0,({target}-{to_date})/{remaining},NA()),NA())"  # noqa: E501
    says = required(*([number(cell) for cell in column] for column in (target, to_date, remaining)))
    columns: dict[str, list[Cell]] = {"target": target, "to_date": to_date, "remaining": remaining}
    return row_by_row("REQUIRED", "PMXL_REQUIRED", columns, form, says)


TAKEN = (
    *("target", "polarity", "amount", "unit", "kind", "decimals"),
    *("standard", "low", "high", "stretch", "purpose", "edge"),
)
"""Arguments of PMXL_RAG after the figure, in its order."""


def rules(seed: int, many: int) -> list[dict[str, Any]]:
    """Rules of every polarity, with and without tolerance, standard, stretch and range."""
    draw = Random(seed)
    found = []
    for at in range(many):
        decimals = draw.randrange(3)
        target = draw.choice([0, -20, 80, round(draw.uniform(-200, 2000), decimals)])
        rule: dict[str, Any] = {
            "polarity": WAYS[at % len(WAYS)],
            "decimals": decimals,
            "edge": draw.choice(list(Edge)),
        }
        rule |= {"unit": draw.choice(UNITS)}
        if rule["polarity"] == "range":
            rule |= {"low": float(target), "high": float(target + draw.choice([0, 10, 50]))}
        elif draw.random() < 0.9:
            rule["target"] = float(target)
        optional = {"amount": draw.choice([0.1, 2.5, 5, 7.25]), "stretch": draw.choice([1, 2.5]), "purpose": "stretch"}
        optional["standard"] = round(target + draw.uniform(-30, 30), decimals)
        found.append(rule | {name: value for name, value in optional.items() if draw.random() < 0.45})
    return found


def ratings() -> Part:
    """The rating, against the formula that pmxl itself writes into returns."""
    draw = Random(16)
    asked = rules(15, 600)
    actual: list[Cell] = []
    for rule in asked:
        unit = 10.0 ** -rule["decimals"]
        level = draw.choice([rule[name] for name in ("target", "low", "high", "standard") if name in rule] or [0.0])
        width = rule.get("amount", 0) * (1 if rule["unit"] == "points" else abs(level) / 100)
        above = rule.get("stretch", 0) * (1 if rule["unit"] == "points" else abs(level) / 100)
        edge = level + draw.choice([0, width, -width, above, -above, 2 * above, -2 * above])
        step = draw.choice([0, unit, -unit, unit / 2, -unit / 2, unit / 2 - 1e-6, 1e-7, 3 * unit])
        actual.append(None if draw.random() < 0.03 else float(f"{edge + step:.13g}"))
    columns: dict[str, list[Cell]] = {"actual": actual} | {name: [rule.get(name) for rule in asked] for name in TAKEN}
    says = [
        str(rate(number(a), **({"target": number(None)} | rule)).item()) if a is not None else ""
        for a, rule in zip(actual, asked, strict=True)
    ]
    return row_by_row("RAG", "PMXL_RAG", columns, lambda row: rating_formula(f"A{row + 1}", **asked[row]), says)


def fields() -> Part:
    """What a table says of a measure."""
    names: list[Cell] = [f"measure-{at}" for at in range(40)]
    values: list[Cell] = [(f"Name {at}" if at % 2 else float(at) / 4) for at in range(40)]
    asked: list[Cell] = [f"measure-{(at * 7) % 44}".upper() if at % 3 else f"measure-{at}" for at in range(40)]
    known = dict(zip(names, values, strict=True))
    says: list[Cell] = [known.get(str(one).lower(), ERROR) for one in asked]
    columns = {"asked": asked, "id": names, "value": values}
    form = "IFERROR(INDEX($C$1:$C$40,MATCH({asked},$B$1:$B$40,0)),NA())"
    part = row_by_row("FIELD", "PMXL_FIELD", columns, form, says)
    table = [["id", "value"], *([name, value] for name, value in known.items())]
    return Part(part.name, part.rows, part.formulas, [["PMXL_FIELD", [[[one] for one in asked], "value", table]]], says)
