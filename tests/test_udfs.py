# ruff: noqa: E501, DTZ001
"""Worksheet functions: what a person types into a cell, what spills, and that every door gives the same."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.excel import udfs
from pmxl.excel.arguments import ARGUMENTS
from pmxl.excel.worksheet import FUNCTIONS
from pmxl.excel.worksheet import LONGEST
from pmxl.rules.rating import rate

ROOT = Path(__file__).resolve().parents[1]
HEADINGS = ["id", "Name", "polarity", "kind", "decimals"]
MEASURES = [HEADINGS, ["burglary", "Burglaries", "lower", "count", 0.0], ["victims", "Victims", "", "percentage", 1.0]]
TARGETS = [
    ["measure", "period", "target"],
    ["burglary", "2025-26 Q1", 150.0],
    ["burglary", "2025-26 Q2", 140.0],
    ["victims", "2025-26", 84.0],
]
TOLERANCES = [
    ["measure", "rule", "amount", "unit"],
    ["burglary", "decline", 2.0, ""],
    ["burglary", "band", 10.0, "percent"],
    ["victims", "band", 5.0, "points"],
]


WHOSE = [
    ["measure", "partner", "area", "period", "target"],
    ["burglary", None, None, "2025-26", 140.0],
    ["burglary", "ash", None, "2025-26", 60.0],
    ["burglary", None, "north", "2025-26", 20.0],
]


def column(*cells: Any) -> list[list[Any]]:
    """Cells one under the other."""
    return [[cell] for cell in cells]


@pytest.mark.parametrize(
    ("name", "arguments", "spills"),
    [
        ("RAG", [column(90.0, 80.0, 76.0, 75.9, None), 80.0, None, 5.0, "percent", None, 1.0], "Green Green Amber Red "),
        ("RAG", [column(12.0, 17.0), column(10.0, 16.0), "Lower", "10%"], "Red Amber"),
        ("RAG", [column(89.0, 95.0), None, "range", None, None, None, None, None, 90.0, 100.0], "Red Green"),
        ("RAG", [column(True, False), 1.0, None, None, None, "yes / no"], "Green Red"),
        ("RAG", [datetime(2025, 10, 21), datetime(2025, 9, 30), None, 30.0, None, "milestone"], "Amber"),
        ("RAG", ["n/a", 80.0], "#VALUE!"),
        ("RAG", [80.0, 80.0, "sideways"], "#VALUE!"),
        ("VARIANCE", [column(74.96, None), 80.0, 1.0], "-5.0 #N/A"),
        ("TRAVEL", [column(5.0, 4.0, 3.0), 4.0, "lower"], "Worsening Steady Improving"),
        ("TOLERANCE", [column(60.0, 53.0, 46.0), "decline 2"], "True"),
        ("TOLERANCE", [column(60.0, 53.0, 53.0), "Decline 2"], "False"),
        ("TOLERANCE", [[[100.0, 89.0], [100.0, 90.0]], "decline 10 %"], "True False"),
        ("TOLERANCE", [[[100.0, 89.0]], "decline % 10"], "True"),
        ("TOLERANCE", [[[100.0, 95.0]], "decline 5 points"], "False"),
        ("TOLERANCE", [[[100.0, 100.0], [100.0, 99.0]], "decline 0"], "False True"),
        ("TOLERANCE", [column(1.0, 106.0), "overrun 5", "lower", 100.0], "True"),
        ("TOLERANCE", [column(92.0, 89.4), "standard 90"], "True"),
        ("TOLERANCE", [column(4.0, 5.0), "any", "lower"], "True"),
        ("TOLERANCE", [column(1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 9.0), "signal", "lower"], "True"),
        ("TOLERANCE", [column(1.0, 2.0), "whatever"], "#VALUE!"),
        ("SIGNAL", [column(1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 9.0), "lower"], "Concern"),
        ("SIGNAL", [[[1.0, 2.0, 1.0, 2.0, 1.0, 2.0], [1.0, 2.0, 1.0, None, None, 2.0]]], "Common cause|Too few figures"),
        ("LIMITS", [column(1.0, 2.0, 1.0, 2.0, 1.0, 2.0)], "1.5 -1.16 4.16"),
        ("LIMITS", [column(1.0, 2.0)], "#N/A #N/A #N/A"),
        ("FORECAST", [column(3.0, 4.0)], "4.0 #N/A #N/A Last value"),
        ("REQUIRED", [100.0, 60.0, column(2.0, 0.0)], "20.0 #N/A"),
        ("RANK", [column(5.0, 7.0, 7.0, None), "higher"], "3.0 1.0 1.0 #N/A"),
        ("RANK", [column(5.0, 7.0, 9.0), "lower", column("a", "a", "b")], "1.0 2.0 1.0"),
        ("QUARTILE", [column(*map(float, range(1, 9)))], "4.0 4.0 3.0 3.0 2.0 2.0 1.0 1.0"),
        ("QUARTILE", [column(1.0, 2.0)], "#N/A #N/A"),
        ("POOL", [column(1.0, 2.0), column(10.0, 30.0)], "7.5"),
        ("POOL", [column(1.0, 2.0, 4.0), None, None, column("x", "y", "x")], "x 5.0 y 2.0"),
        ("CONTRIBUTION", [column(80.0, 20.0), column(41.0, 33.0), 100.0, column(50.0, 150.0)], "0.8 -9.4 -8.6 1.2 -5.6 -4.4"),
        ("CONTRIBUTION", [column(10.0, 20.0), column(7.0, 22.0)], "#N/A #N/A -3.0 #N/A #N/A 2.0"),
        ("PERIOD", [column("Oct-Dec 2025", "2025/26 Q3", "some day", None)], "2025-26 Q3|2025-26 Q3|#N/A|"),
        ("FIELD", [column("burglary", "none such", None), "name", MEASURES], "Burglaries #N/A "),
        ("FIELD", ["burglary", "colour", MEASURES], "#VALUE!"),
        ("FIELD", [column("burglary", "victims"), "target", TARGETS, "Q2 2025/26"], "140.0 #N/A"),
        ("FIELD", [column("burglary", "victims"), "target", TARGETS], "#VALUE! 84.0"),
        ("FIELD", ["burglary", "target", WHOSE], "140.0"),
        ("FIELD", ["burglary", "target", WHOSE, None, "Ash"], "60.0"),
        ("FIELD", ["burglary", "target", WHOSE, None, "north"], "20.0"),
        ("FIELD", ["burglary", "target", WHOSE, None, "oak"], "#N/A"),
        ("FIELD", ["burglary", "target", WHOSE, "2025-26 Q3"], "#N/A"),
        ("FIELD", ["burglary", "name", MEASURES, "2025-26 Q1"], "#VALUE!"),
        ("FIELD", ["burglary", "name", MEASURES, None, "ash"], "#VALUE!"),
        ("RAG_OF", [column("burglary", "victims"), column(154.0, 78.9), MEASURES, TARGETS, TOLERANCES, "2025-26 Q2"], "Amber Red"),
        ("RAG_OF", ["burglary", 150.0, MEASURES, TARGETS, TOLERANCES], "#VALUE!"),
        ("RAG_OF", ["burglary", 140.0, MEASURES, WHOSE], "Green"),
        ("RAG_OF", ["victims", 79.0, MEASURES, TARGETS, TOLERANCES], "Amber"),
        ("RAG_OF", ["victims", 79.0, MEASURES, TARGETS, TOLERANCES, None, None, [["key", "value"], ["amber_edge", "red"]]], "Red"),
        ("RAG_OF", ["victims", 79.0, MEASURES, TARGETS, TOLERANCES, None, None, [["amber_edge", "red"]]], "#VALUE!"),
        ("SIGNAL", [[[3.0, 4.0, 3.0, 4.0, 3.0, 4.0, None], [3.0, 4.0, 3.0, 4.0, 3.0, 4.0, 9.0]]], "No data Improvement"),
        ("TOLERANCE", [[[9.0, 8.0, 7.0, None], [9.0, 9.0, 8.0, 7.0]], "decline 2"], "#N/A True"),
        ("FORECAST", [[[3.0, 4.0, None]]], "4.0 #N/A #N/A Last value"),
        ("RAG_OF", ["burglary", 154.0, MEASURES, TARGETS, TOLERANCES, "2025-26 Q1"], "Amber"),
        ("RAG_OF", ["burglary", 150.0, MEASURES, TARGETS, None, "2025-26 Q1"], "Green"),
        ("RAG_OF", ["robbery", 150.0, MEASURES, TARGETS], "#VALUE!"),
        ("WHY", [78.0, 80.0, None, 5.0, "percent"], "78 against a target of 80: short by 2, within the tolerance of 5 % of target, so Amber."),
        ("FLIP", [157.0, 156.0, "lower", None, None, None, None, *[None] * 10, "offences"], "1 fewer offence makes this Green."),
    ],
)  # fmt: skip
def test_what_spills(name: str, arguments: list[Any], spills: str) -> None:
    """Ranges in, rows out; blanks take the default; what cannot be read is Excel's error and no other text."""
    found = FUNCTIONS[f"PMXL_{name}"](*arguments)
    told = [str(round(cell, 9) if isinstance(cell, float) else cell) for row in found for cell in row]
    between = "|" if "|" in spills else " "
    assert between.join(told) == spills


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_function_wizard_has_something_to_say(name: str) -> None:
    """A description that it shows whole, and a sentence for every argument."""
    function = FUNCTIONS[name]
    assert function.__doc__
    assert function.__doc__.endswith(".")
    assert len(function.__doc__) <= LONGEST
    assert set(inspect.signature(function).parameters) <= set(ARGUMENTS)


def test_no_argument_is_described_in_vain() -> None:
    """Every sentence about an argument is of one that some function takes."""
    assert set(ARGUMENTS) == {name for f in FUNCTIONS.values() for name in inspect.signature(f).parameters}


cells = st.one_of(
    st.none(), st.floats(allow_nan=False, width=32), st.booleans(), st.text(max_size=6), st.just(datetime(2026, 1, 1))
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FUNCTIONS)), st.data())
def test_nothing_typed_raises(name: str, data: st.DataObject) -> None:
    """Whatever stands in the cells, an answer comes: rows of cells, none of them a traceback."""
    count = len(inspect.signature(FUNCTIONS[name]).parameters)
    grids = st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=3)
    arguments = [data.draw(st.one_of(st.none(), cells, grids)) for _ in range(count)]
    found = FUNCTIONS[name](*arguments)
    assert isinstance(found, list)
    assert all(isinstance(row, list) for row in found)
    assert not any("Traceback" in str(cell) for row in found for cell in row)


def through(door: str, calls: list[list[Any]]) -> list[Any]:
    """What a door answers to calls."""
    lines = "\n".join(json.dumps(call) for call in calls)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", f"tests.doors.{door}"],
        input=lines,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def same(answer: Any) -> list[list[Any]]:
    """An answer in one shape: rows, errors as their text."""
    rows = answer if isinstance(answer, list) else [[answer]]
    rows = rows if all(isinstance(row, list) for row in rows) else [rows]
    errors = {"NotAvailable": "#N/A", "Value": "#VALUE!"}
    return [[errors[cell["errorType"]] if isinstance(cell, dict) else cell for cell in row] for row in rows]


def rating_calls(seed: int, many: int) -> list[list[Any]]:
    """Calls of PMXL_RAG with a column of 25 figures each, on and about every edge."""
    draw = Random(seed)
    calls: list[list[Any]] = []
    for _ in range(many):
        target, width = draw.choice([80.0, 100.0, 62.5]), draw.choice([None, 5.0, 10.0])
        edge = target * (1 - (width or 0) / 100)
        figures = [draw.choice([target, edge, None]) for _ in range(5)]
        figures += [
            round(draw.choice([target, edge]) + draw.choice([-0.5, -0.05, 0.04, 0.06, 1]), 2) for _ in range(20)
        ]
        polarity = draw.choice([None, "higher", "lower", "nearest"])
        decimals = draw.choice([0.0, 1.0])
        calls.append(["PMXL_RAG", [column(*figures), [[target]], polarity, width, "percent", None, decimals]])
    return calls


@pytest.mark.parametrize("door", ["classic", "office"])
def test_every_door_gives_what_the_batch_gives(door: str) -> None:
    """1,500 ratings through xlwings' own call path are those of the rule itself."""
    calls = rating_calls(7, 60)
    answers = [same(answer) for answer in through(door, calls)]
    assert len(answers) == len(calls)
    for (_, (figures, target, polarity, width, unit, _, decimals)), found in zip(calls, answers, strict=True):
        ruled: dict[str, Any] = {"amount": np.nan if width is None else width, "unit": unit, "decimals": decimals}
        wanted = rate([np.nan if f is None else f for [f] in figures], target[0][0], polarity or "higher", **ruled)
        assert [row[0] for row in found] == [str(word) for word in wanted]


@pytest.mark.parametrize("door", ["classic", "office"])
def test_every_function_goes_through_every_door(door: str) -> None:
    """Errors are Excel's own where the door has them; words, figures and several columns come through alike."""
    calls: list[list[Any]] = [
        ["PMXL_RAG", [[["x"]], [[80.0]]]],
        ["PMXL_VARIANCE", [[[None]], [[80.0]]]],
        ["PMXL_FORECAST", [column(3.0, 4.0), None, None]],
        ["PMXL_LIMITS", [column(1.0, 2.0, 1.0, 2.0, 1.0, 2.0), None, None]],
        [
            "PMXL_RAG_OF",
            [column("burglary", "victims"), column(154.0, 78.9), MEASURES, TARGETS, TOLERANCES, "2025-26 Q2"],
        ],
        ["PMXL_PERIOD", [[["Oct-Dec 2025"]], None, None]],
        ["PMXL_WHY", [[[78.0]], [[80.0]]]],
    ]
    found = [same(answer) for answer in through(door, calls)]
    assert found == [FUNCTIONS[name](*arguments) for name, arguments in calls]


def test_importing_the_functions_costs_little_more_than_xlwings_and_pandas() -> None:
    """Nothing of the batch, of workbooks or of the database is pulled into Excel's process."""
    code = "import sys, pmxl.excel.udfs; print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    for heavy in ("openpyxl", "xlsxwriter", "sqlalchemy", "pydantic", "pmxl.batch", "pmxl.framework"):
        assert heavy not in loaded.split()


def test_the_module_lists_every_function() -> None:
    """What is registered is what stands in the module by that name."""
    assert {name: getattr(udfs, name) for name in FUNCTIONS} == FUNCTIONS


def test_ranges_that_make_no_sense_together_are_said_to_be_errors() -> None:
    """Not the first cell of several in silence, no minutes of waiting, no rows of unequal length: #VALUE!."""
    failed = [["#VALUE!"]]
    history = [[1.0, 2.0, 1.0], [3.0, 2.0, 1.0]]
    assert udfs.PMXL_TOLERANCE(history, column("decline 2", "any")) == failed
    assert udfs.PMXL_TOLERANCE(history, column("any", "any")) == [[True], [True]]
    assert udfs.PMXL_TOLERANCE(history, "overrun", "lower", column(1.0, 2.0, 3.0)) == failed
    assert udfs.PMXL_SIGNAL(history, column("lower", "higher", "lower")) == failed
    assert udfs.PMXL_POOL(column(1.0, 2.0), column(4.0, 4.0), column(100.0, 1000.0)) == failed
    assert udfs.PMXL_FORECAST(column(*map(float, range(5_000)))) == failed
    assert udfs.PMXL_VARIANCE(column(*[1.0] * 3_000), [[1.0] * 3_000]) == failed
    assert udfs.PMXL_VARIANCE([[1.0, 2.0], [3.0]], 1.0) == failed
    assert udfs.PMXL_VARIANCE(column(1.0, 2.0), column(1.0, 2.0, 3.0)) == failed
    assert udfs.PMXL_VARIANCE([[]], 1.0) == [["#N/A"]]
    assert udfs.PMXL_PERIOD("Oct-Dec 2025", 5) == failed
