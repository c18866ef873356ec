"""One rule, three places: the formula written into a return says what the rule says, in every spreadsheet at hand."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from functools import cache
from math import isfinite
from math import nan
from pathlib import Path
from typing import Any
from typing import NamedTuple

import ironcalc
import pytest
import xlsxwriter

from pmxl.rules.formula import CHECK_ENTRY
from pmxl.rules.formula import rating_formula
from pmxl.rules.formula import value_formula
from pmxl.rules.pool import of_parts
from pmxl.rules.presets import UNITS
from pmxl.rules.rating import not_done
from pmxl.rules.rating import rate
from pmxl.rules.rule import Rule
from pmxl.rules.rule import applied
from pmxl.rules.spans import spans_of
from pmxl.terms import LOW
from pmxl.terms import MARKERS
from pmxl.terms import NOT_DONE
from pmxl.terms import WITHDRAWN
from pmxl.terms import Edge
from pmxl.terms import Polarity
from tests.office import saved_as

LEAST_CASES = 300
STALE = "stale"
"""What every formula is saved with, so that a spreadsheet that did not recalculate is found out."""

Cell = float | str | None

RULES: list[dict[str, Any]] = [
    {"target": 90, "amount": 5, "unit": "percent", "decimals": 1},
    {"target": 90, "amount": 5, "unit": "points", "decimals": 1},
    {"target": 90, "amount": 5, "unit": "points", "edge": "red"},
    {"target": 33, "amount": 5, "unit": "percent", "decimals": 2},
    {"target": 33 * 0.95, "amount": 0.1, "unit": "points", "decimals": 1},
    {"target": 1.005, "amount": 0.1, "unit": "points", "decimals": 2},
    {"target": 1.1, "amount": 0.1, "unit": "points", "decimals": 1},
    {"target": 80},
    {"target": 80, "standard": 70, "amount": 12.5, "unit": "percent"},
    {"target": 80, "standard": 75, "amount": 5, "unit": "points", "stretch": 5, "decimals": 1},
    {"target": 80, "stretch": 10, "unit": "percent", "purpose": "stretch", "amount": 5},
    {"target": 80, "standard": 60, "purpose": "stretch"},
    {"target": 0, "amount": 5, "unit": "percent"},
    {"target": 0, "amount": 5, "unit": "points", "stretch": 2},
    {"target": -20, "amount": 10, "unit": "percent", "decimals": 1},
    {"target": -20, "polarity": "lower", "amount": 10, "unit": "percent", "decimals": 1},
    {"target": 10, "polarity": "lower", "amount": 10, "unit": "percent", "decimals": 2, "stretch": 30},
    {"target": 10, "polarity": "lower", "standard": 12, "amount": 5, "unit": "points"},
    {"target": 0, "polarity": "lower", "decimals": 1},
    {"polarity": "range", "low": 95, "high": 105, "amount": 5, "unit": "points"},
    {"polarity": "range", "low": 95, "high": 105, "amount": 10, "unit": "percent", "edge": "red", "decimals": 1},
    {"polarity": "range", "low": -5, "amount": 10, "unit": "percent", "decimals": 1},
    {"polarity": "range", "high": 105, "purpose": "stretch"},
    {"polarity": "range"},
    {"target": 50, "polarity": "nearest", "amount": 3, "unit": "points", "green_half_width": 2},
    {"target": 50, "polarity": "nearest", "decimals": 1},
    {"target": 50, "polarity": "none"},
    {"standard": 40},
    {"standard": 40, "polarity": "lower"},
    {"target": 90, "standard": 70, "modifier": "floor"},
    {"target": 90, "modifier": "floor"},
    {"target": 90, "modifier": "strict", "amount": 10},
    {"target": 90, "modifier": "5%", "kind": "percentage", "decimals": 1},
    {"target": 90, "modifier": "10%", "decimals": 1},
    {"target": 90, "modifier": "points", "decimals": 1},
    {"target": 100, "modifier": "travel-modified", "last_year": 85},
    {"target": 100, "modifier": "travel-modified", "last_year": 120, "edge": "red"},
    {"target": 100, "modifier": "travel-modified", "polarity": "lower", "last_year": 112.5, "decimals": 1},
    {"target": 100, "modifier": "travel-modified"},
    {"target": 123456789.25, "amount": 2, "unit": "percent", "decimals": 2, "polarity": "lower"},
    {"target": 4_000_000_000_000, "amount": 1, "unit": "percent"},
    {"target": 0.00012, "amount": 0.00001, "unit": "points", "decimals": 6},
]

DAYS: list[dict[str, Any]] = [
    {"target": 45000, "kind": "milestone"},
    {"target": 45000, "kind": "milestone", "amount": 14, "unit": "percent", "stretch": 30},
    {"target": 45000, "kind": "milestone", "amount": 14, "standard": 45060, "edge": "red"},
    {"target": 45010, "kind": "milestone", "amount": 14},
    {"kind": "milestone"},
]

ANSWERS: list[dict[str, Any]] = [
    {"target": 1, "kind": "yes/no"},
    {"target": 100, "kind": "yes/no", "amount": 50, "unit": "points"},
    {"target": 0, "kind": "yes/no", "polarity": "lower"},
    {"target": 1, "kind": "yes/no", "purpose": "stretch"},
    {"kind": "yes/no"},
]

FIGURES = (33 * 0.95, 1.005, 1.004999999, 0, -0.5, -0.49, 1e-9, 0.1 * 3, 1e15, -1e15, 89.95, 84.95)
TEXTS = (None, *MARKERS, *LOW, WITHDRAWN, " x ", "N/A", "about 90", "12,5x", "Yes")


class Case(NamedTuple):
    """A cell, the rule it is rated by, and what the rule says."""

    cell: Cell
    rule: dict[str, Any]
    says: str


def _around(level: float, decimals: int) -> list[float]:
    """On a limit, a published unit to each side, and a hair to each side of where rounding would bring it there."""
    unit, hair = 10.0**-decimals, 10.0 ** -(decimals + 4)
    steps = (0, unit, -unit, unit / 2, -unit / 2, unit / 2 - hair, -unit / 2 - hair, hair, -hair)
    return [level + step for step in steps]


def _edges(rule: dict[str, Any]) -> list[float]:
    spans = spans_of(applied(Rule(**rule)))
    ends = [e.item() for span in (spans.standard, spans.blue, spans.target, spans.band, spans.saved) for e in span]
    levels = sorted({end for end in ends if isfinite(end)})
    return [figure for level in levels for figure in _around(level, rule.get("decimals", 0))]


def _says(cell: Cell, rule: dict[str, Any], as_at: float) -> str:
    """What the rule says of a cell that a partner filled in."""
    word = cell.strip().lower() if isinstance(cell, str) else ""
    kind, asked = rule.get("kind", "count"), {"target": nan} | rule
    if cell is None or (isinstance(cell, str) and word in {*MARKERS, WITHDRAWN}):
        return ""
    if kind == "yes/no":
        return str(rate({"yes": 1, "no": 0}[word], **asked).item()) if word in ("yes", "no") else CHECK_ENTRY
    if isinstance(cell, float | int):
        return str(rate(cell, **asked).item())
    if kind == "milestone":
        return str(not_done(as_at=as_at, **asked).item()) if word == NOT_DONE else CHECK_ENTRY
    return str(rate(0, **asked).item()) if word in LOW else CHECK_ENTRY


AS_AT = 45010


@cache
def _cases() -> tuple[Case, ...]:
    """Every case, at least LEAST_CASES of them."""
    cells: list[tuple[Cell, dict[str, Any]]] = [
        (figure, rule) for rule in RULES for figure in (*_edges(rule), *FIGURES)
    ]
    cells += [(text, rule) for rule in (RULES[0], RULES[12], RULES[18]) for text in TEXTS]
    cells += [(figure, rule) for rule in DAYS for figure in (*_edges(rule), 44999.75, 45000.75, NOT_DONE, None, "soon")]
    cells += [(answer, rule) for rule in ANSWERS for answer in ("Yes", "No", " Yes", None, "n/a", "maybe", 100)]
    cells += _drawn()
    return tuple(Case(cell, rule, _says(cell, rule, AS_AT)) for cell, rule in cells)


def _drawn(how_many: int = 300) -> list[tuple[Cell, dict[str, Any]]]:
    """Rules drawn at random, always the same ones, each with a figure on or near one of its limits."""
    chance = random.Random(2)
    drawn: list[tuple[Cell, dict[str, Any]]] = []
    while len(drawn) < how_many:
        decimals = chance.randrange(4)
        rule = {
            "target": round(chance.uniform(-200, 2000), decimals),
            "polarity": chance.choice([way for way in Polarity if way not in (Polarity.RANGE, Polarity.NONE)]),
            "amount": chance.choice([nan, 0.1, 2.5, 5, 7.25]),
            "unit": chance.choice(UNITS),
            "standard": chance.choice([nan, round(chance.uniform(-200, 2000), decimals)]),
            "stretch": chance.choice([nan, 1, 2.5]),
            "edge": chance.choice(list(Edge)),
            "decimals": decimals,
        }
        drawn.append((chance.choice(_edges(rule)), rule))
    return drawn


PARTS: list[tuple[Cell, Cell, float]] = [
    *[(n, d, m) for n, d in ((159, 295), (0, 7), (1, 3), (45839, 81711), (0.5, 8)) for m in (1, 100, 1000, 100000)],
    *[(n, d, 100) for n, d in ((None, 3), (3, None), (None, None), (0, 0), (3, 0), ("x", 3), (3, "x"), ("3", "4"))],
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a case a row, every formula saved with a wrong value."""
    path = tmp_path_factory.mktemp("conformance") / "cases.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        ratings, values = workbook.add_worksheet("Ratings"), workbook.add_worksheet("Values")
        for row, case in enumerate(_cases()):
            _put(ratings, row, 0, case.cell)
            formula = rating_formula(f"A{row + 1}", as_at=AS_AT, **case.rule)
            ratings.write_formula(row, 1, f"={formula}", None, STALE)
        for row, (numerator, denominator, multiplier) in enumerate(PARTS):
            _put(values, row, 0, numerator)
            _put(values, row, 1, denominator)
            values.write_formula(row, 2, "=" + value_formula(f"A{row + 1}", f"B{row + 1}", multiplier), None, STALE)
    return path


def _put(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _by_ironcalc(book: Path, sheet: int, column: int, rows: int) -> list[str]:
    model = ironcalc.load_from_xlsx(str(book), "en", "UTC", "en")
    model.evaluate()
    return [str(model.get_formatted_cell_value(sheet, row, column)) for row in range(1, rows + 1)]


def _by_libreoffice(book: Path, sheet: int, column: int, rows: int) -> list[str]:
    as_text = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet + 1}"
    (sheet_file,) = saved_as(as_text, book.parent, book, into=f"sheet{sheet}", anew=True)
    with sheet_file.open(encoding="utf-8", newline="") as text:
        cells = [line[column - 1] if len(line) >= column else "" for line in csv.reader(text)]
    return (cells + [""] * rows)[:rows]


WITNESSES = [pytest.param(_by_ironcalc, id="ironcalc"), pytest.param(_by_libreoffice, id="libreoffice")]
Witness = Callable[[Path, int, int, int], list[str]]


@pytest.mark.parametrize("witness", WITNESSES)
def test_the_formula_says_what_the_rule_says(book: Path, witness: Witness) -> None:
    """Recalculated by a spreadsheet, every case reads as the rule rates it."""
    cases = _cases()
    assert len(cases) >= LEAST_CASES
    said = witness(book, 0, 2, len(cases))
    wrong = [f"{case} but the formula {word!r}" for case, word in zip(cases, said, strict=True) if word != case.says]
    assert not wrong, f"{len(wrong)} of {len(cases)} differ:\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("witness", WITNESSES)
def test_the_value_is_numerator_times_multiplier_over_denominator(book: Path, witness: Witness) -> None:
    """The value formula works out what pooling would, and nothing until both parts are in."""
    said = witness(book, 1, 3, len(PARTS))
    for (numerator, denominator, multiplier), text in zip(PARTS, said, strict=True):
        if isinstance(numerator, str | None) or isinstance(denominator, str | None) or denominator == 0:
            assert text == ""
        else:
            assert float(text) == pytest.approx(of_parts(numerator, denominator, multiplier).item(), rel=1e-8)


def test_every_word_is_met() -> None:
    """The table has cases of every colour, of no target, of nothing to rate and of an entry to check."""
    assert {case.says for case in _cases()} == {
        "Green",
        "Amber",
        "Red",
        "Blue",
        "No target",
        "Not due",
        "",
        CHECK_ENTRY,
    }


def test_formulas_work_in_any_excel_since_2010() -> None:
    """Only old functions are used and no formula is longer than Excel allows."""
    formulas = [rating_formula("A1", as_at=AS_AT, **rule) for rule in (*RULES, *DAYS, *ANSWERS)]
    formulas.append(value_formula("A1", "B1", 100))
    assert max(map(len, formulas)) < 1000
    words = {word for formula in formulas for word in _functions(formula)}
    assert words <= {"IF", "AND", "OR", "ROUND", "INT", "ISNUMBER", "ISERROR", "TRIM"}


def _functions(formula: str) -> set[str]:
    outside_quotes = " ".join(formula.split('"')[::2])
    return {
        piece.split("(")[0] for piece in outside_quotes.replace(",", " ").replace("(", "( ").split() if "(" in piece
    }


def test_a_formula_is_short_enough_to_read() -> None:
    """What a partner sees when clicking on the rating."""
    formula = rating_formula("K8", target=76, amount=5, unit="points", kind="percentage", decimals=1, standard=50)
    ladder = 'IF(ROUND(K8,1)<50,"Red",IF(ROUND(K8,1)>=76,"Green",IF(ROUND(K8,1)>=71,"Amber","Red")))'
    assert formula.startswith(f"IF(ISNUMBER(K8),{ladder},")
    assert value_formula("I8", "J8", 100) == 'IF(AND(ISNUMBER(I8),ISNUMBER(J8)),IF(J8=0,"",I8*100/J8),"")'
