"""One rule, four ways: what the batch works out, what Excel gets through either door, and what native formulas give."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pmxl.excel import udfs
from pmxl.excel.worksheet import PREFIX
from pmxl.terms import Quartiles
from tests.native import groups
from tests.native import rows
from tests.native import series
from tests.native.part import Cell
from tests.native.part import Part
from tests.native.witnesses import as_handed
from tests.native.witnesses import by_ironcalc
from tests.native.witnesses import by_libreoffice
from tests.native.witnesses import write_book
from tests.test_udfs import same
from tests.test_udfs import through

LEAST_CASES = 3_000

WITHOUT = {
    "FORECAST": "only the last value is native; damped trend and the range rest on every forecast of the past",
    "SIGNAL": "runs, trends and two of three would take a sheet of helper columns; its limits are native",
    "TOLERANCE": "decline and standard are native; the other triggers are travel, variance or signal again",
    "RAG_OF": "FIELD and RAG in one, both of which are native",
    "WHY": "sentences",
    "FLIP": "sentences",
    "PERIOD": "no formula reads a period as people write it",
}
"""Functions of which something, or everything, has no native form, and why."""


@cache
def parts() -> list[Part]:
    """The table."""
    return [
        rows.ratings(),
        rows.variances(),
        rows.travels(),
        rows.run_rates(),
        rows.fields(),
        groups.rankings(),
        *(groups.quartiles(method) for method in Quartiles),
        groups.pools(rate=True),
        groups.pools(rate=False),
        groups.contributions(rate=True),
        groups.contributions(rate=False),
        series.process_limits(),
        series.last_values(),
        series.declines(),
        series.standards(),
    ]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case with its formula, saved with a wrong value."""
    path = tmp_path_factory.mktemp("native") / "native.xlsx"
    write_book(path, parts())
    return path


def differences(found: list[list[Any]]) -> list[str]:
    """Where what was found is not what the rules say."""
    return [
        f"{part.name}, case {at}: {got!r} and the rules say {says!r}"
        for part, answers in zip(parts(), found, strict=True)
        for at, (got, says) in enumerate(zip(answers, part.says, strict=True))
        if not agree(got, says, part.near)
    ]


def agree(got: Any, says: Cell, near: float) -> bool:
    """The same text, the same truth, or numbers no further apart than binary arithmetic can set them."""
    if isinstance(says, bool):
        return str(got).upper() == str(says).upper()
    if isinstance(says, str):
        return bool(got == says)
    try:
        return abs(float(got) - float(says or 0)) <= near * max(1.0, abs(float(says or 0)))
    except ValueError:
        return False


def test_the_table_is_long_and_has_every_answer() -> None:
    """Cases by the thousand, and of each kind of answer many."""
    says = [one for part in parts() for one in part.says]
    assert len(says) >= LEAST_CASES
    kinds = Counter(type(one).__name__ for one in says)
    assert min(kinds["float"], kinds["str"], kinds["bool"]) >= 200
    words = Counter(one for one in says if isinstance(one, str))
    wanted = (
        "#N/A",
        "Green",
        "Amber",
        "Red",
        "Blue",
        "Improving",
        "Worsening",
        "Steady",
        "Not comparable",
        "No target",
    )
    assert min(words[word] for word in wanted) >= 10
    assert {True, False} <= {one for one in says if isinstance(one, bool)}


def test_every_function_is_in_the_table_or_is_said_to_be_missing() -> None:
    """No function is forgotten, and none is excused that need not be."""
    called = {call[0].removeprefix(PREFIX) for part in parts() for call in part.calls}
    ours = {name.removeprefix(PREFIX) for name in vars(udfs) if name.startswith(PREFIX)}
    assert called | set(WITHOUT) == ours


@pytest.mark.parametrize("witness", [by_ironcalc, by_libreoffice])
def test_native_formulas_say_what_the_rules_say(book: Path, witness: Any) -> None:
    """Recalculated by a spreadsheet."""
    wrong = differences(witness(book, parts()))
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("door", ["classic", "office"])
def test_every_door_says_what_the_rules_say(door: str) -> None:
    """One array call a function, through xlwings' own call path."""
    calls = [[name, as_handed(given, door)] for part in parts() for name, given in part.calls]
    answers = iter(through(door, calls))
    found = [
        [cell for _ in part.calls for row in same(next(answers)) for cell in chosen(row, part)] for part in parts()
    ]
    wrong = differences(found)
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:20])


def chosen(row: list[Any], part: Part) -> list[Any]:
    """The columns that have a native form."""
    return [row[at] for at in part.columns or range(len(row))]
