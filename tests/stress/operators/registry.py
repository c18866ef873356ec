"""The operators by name, each with the stage at which it works: cells first, bytes last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from tests.stress.filled import Filled

Work = Callable[[Filled], str | None]
"""Changes the return and its expectations, and says what it did."""


class Stage(IntEnum):
    """When an operator works; a later one finds the traces of an earlier one."""

    CELLS = 1
    LABELS = 2
    ROWS = 3
    COLUMNS = 4
    SHEETS = 5
    IDENTITY = 6
    SPELLING = 7
    ADDRESSES = 8
    CONTAINER = 9
    PACKAGE = 10
    BYTES = 11


@dataclass(frozen=True, slots=True)
class Operator:
    """One perturbation."""

    name: str
    stage: Stage
    work: Work


OPERATORS: dict[str, Operator] = {}


def add(name: str, stage: Stage, work: Work) -> None:
    """Puts an operator on the list."""
    assert name not in OPERATORS, name
    OPERATORS[name] = Operator(name, stage, work)


def operator(stage: Stage) -> Callable[[Work], Work]:
    """Puts a function on the list under its own name."""

    def listed(work: Work) -> Work:
        add(work.__name__.replace("_", " "), stage, work)
        return work

    return listed
