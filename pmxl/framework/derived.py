"""Derived: what follows from a framework alone, found once for each framework and kept with it.

A framework is known here by which it is: what two of them say is long to compare, and a process that reads its
framework again, as the add-in's does at every button, would compare them at every look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from typing import TypeVar

from pmxl.framework.models import Framework

T = TypeVar("T")


def derived(find: Callable[[Framework], T]) -> Callable[[Framework], T]:
    """Makes a function of a framework one that is worked out at its first look and never again."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(framework: Framework) -> T:
        kept = framework.derived
        if name not in kept:
            kept[name] = find(framework)
        known: T = kept[name]
        return known

    return found


class Same:
    """A framework, or a row of it, taken for itself: known by which it is; what it says is long to compare."""

    __slots__ = ("row",)

    def __init__(self, row: Any) -> None:
        self.row = row

    def __hash__(self) -> int:
        return id(self.row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.row is other.row
