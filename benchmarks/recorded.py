"""Recorded: every call that a writing makes of XlsxWriter, to be made again by XlsxWriter alone."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isfunction
from io import BytesIO
from typing import Any
from typing import NamedTuple

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

CLASSES = (Workbook, Worksheet, Format, Chart)
MADE, LAST = "__init__", "close"
PLAIN = {str, int, float, bool, type(None)}
"""Types of what is handed over as it is; asked of often, so that little but XlsxWriter takes time."""


class Call(NamedTuple):
    """One call from outside: on what, by which name, with what, and what it gave."""

    of: Any
    name: str
    places: tuple[Any, ...]
    names: dict[str, Any]
    gave: Any


@contextmanager
def recorded() -> Iterator[list[Call]]:
    """The calls that are made of XlsxWriter from outside while it lasts, those that it makes of itself left out."""
    calls: list[Call] = []
    inside = [False]

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def called(self: Any, *places: Any, **names: Any) -> Any:
            if inside[0]:
                return work(self, *places, **names)
            inside[0] = True
            try:
                gave = work(self, *places, **names)
            finally:
                inside[0] = False
            calls.append(Call(self, name, places, names, gave))
            return gave

        return called

    kept = {(one, name): work for one in CLASSES for name, work in vars(one).items() if is_asked(name, work)}
    for (one, name), work in kept.items():
        setattr(one, name, noted(name, work))
    try:
        yield calls
    finally:
        for (one, name), work in kept.items():
            setattr(one, name, work)


def is_asked(name: str, work: Any) -> bool:
    """True for what a caller may ask of it."""
    return isfunction(work) and (name == MADE or not name.startswith("_"))


def again(calls: list[Call], options: dict[str, Any]) -> bytes:
    """The same workbook by XlsxWriter alone."""
    out = BytesIO()
    book = Workbook(out, options)
    theirs: dict[int, Any] = {id(call.of): book for call in calls if isinstance(call.of, Workbook)}

    def own(given: Any) -> Any:
        kind = type(given)
        if kind in PLAIN:
            return given
        if kind is dict:
            return {name: own(value) for name, value in given.items()}
        if kind is list or kind is tuple:
            return kind([own(value) for value in given])
        return theirs.get(id(given), given)

    for call in calls:
        if call.name in (MADE, LAST):
            continue
        of = theirs[id(call.of)]
        names = {name: own(value) for name, value in call.names.items()} if call.names else {}
        gave = getattr(of, call.name)(*map(own, call.places), **names)
        if isinstance(call.gave, list):
            theirs.update(zip(map(id, call.gave), gave, strict=True))
        elif isinstance(call.gave, CLASSES):
            theirs[id(call.gave)] = gave
    book.close()
    return out.getvalue()
