"""The table of requirements is in step with the code: what it names is there, and tests and table agree."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command

from pmxl.cli import app

TESTS = Path(__file__).resolve().parent
PAGE = TESTS.parent / "docs" / "requirements.md"
COMPUTED, RECORDED, LEFT_OUT = "computed", "recorded", "left out"
LAST = 136
QUOTED = re.compile(r"(A\d+(?:-A\d+)?(?:, A\d+(?:-A\d+)?)*): ")
"""What a docstring begins with that says which requirements its test shows: `A110:`, `A113, A84:`, `A119-A130:`."""
COMMAND = re.compile(r"`pmxl ([a-z]+)")
PLACE = re.compile(r"framework\.xlsx|logbook\.xlsx|\bsheets? [A-Z]|`pmxl ")


class Row(NamedTuple):
    """A row of the table."""

    id: str
    what: str
    label: str
    tests: tuple[str, ...]
    served: str
    why: str


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@cache
def rows() -> tuple[Row, ...]:
    """The table, row by row."""
    lines = [cells(line) for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| A")]
    return tuple(
        Row(id_, what, label, tuple(re.findall(r"`([^`]+)`", tests)), served, why)
        for id_, what, label, tests, served, why in lines
    )


def named(row: Row) -> str:
    """A row by its id."""
    return row.id


@cache
def known() -> dict[str, str]:
    """Every test by its path and name, with its docstring."""
    found = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        place = path.relative_to(TESTS).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[f"{place}::{node.name}"] = ast.get_docstring(node) or ""
    return found


def ids_in(docstring: str) -> Iterator[str]:
    """The ids that a docstring quotes, wherever in it: a range stands for all that lie in it."""
    for quoted in QUOTED.findall(" ".join(docstring.split())):
        for piece in quoted.split(", "):
            first, _, last = piece.partition("-")
            yield from (f"A{n}" for n in range(int(first[1:]), int((last or first)[1:]) + 1))


@cache
def quoted() -> dict[str, set[str]]:
    """The tests that say they show a requirement, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    for test, docstring in known().items():
        for id_ in ids_in(docstring):
            found[id_].add(test)
    return found


def test_every_requirement_stands_once_and_in_order() -> None:
    """A1 to A136, none twice and none missing."""
    assert [row.id for row in rows()] == [f"A{n}" for n in range(1, LAST + 1)]


@pytest.mark.parametrize("row", rows(), ids=named)
def test_a_label_has_what_it_needs(row: Row) -> None:
    """What is done names a test and a place; what is left out says why, and nothing else."""
    assert row.label in (COMPUTED, RECORDED, LEFT_OUT)
    assert row.what
    if row.label == LEFT_OUT:
        assert len(row.why.split()) > 4, "say why"
        assert not row.tests
        assert not row.served
    else:
        assert row.tests, "name a test"
        assert PLACE.search(row.served), "name a command, a sheet or a column"
        assert not row.why


@pytest.mark.parametrize("row", rows(), ids=named)
def test_every_test_named_is_there(row: Row) -> None:
    """By its path and its name."""
    assert [test for test in row.tests if test not in known()] == []


def test_every_command_named_is_there() -> None:
    """In the program's own list."""
    commands = set(getattr(get_command(app), "commands", {}))
    assert {name for row in rows() for name in COMMAND.findall(row.served)} <= commands


def test_what_tests_say_they_show_is_in_the_table() -> None:
    """No test shows what is left out or is no requirement, and a row names one at least of the tests that quote it."""
    table = {row.id: row for row in rows()}
    assert set(quoted()) <= set(table)
    assert [id_ for id_ in quoted() if table[id_].label == LEFT_OUT] == []
    silent = [id_ for id_, tests in quoted().items() if not tests & set(table[id_].tests)]
    assert not silent, f"{silent}: name one of the tests that quote them"


@pytest.mark.parametrize(
    ("docstring", "ids"),
    [
        ("A110: something. A5: more.", ["A110", "A5"]),
        ("A113, A84: the cost.", ["A113", "A84"]),
        ("A119-A121: each question.", ["A119", "A120", "A121"]),
        ("Nothing is quoted of A4 paper.", []),
    ],
)
def test_ids_are_read_from_docstrings(docstring: str, ids: list[str]) -> None:
    """One, several, a range, none."""
    assert list(ids_in(docstring)) == ids
