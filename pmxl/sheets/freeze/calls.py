"""Calls: where a formula calls a function of an add-in, under whatever name the workbook knows it by."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from typing import NamedTuple

Native = Callable[[str, list[str]], str | None]
"""From a function's name and its arguments to a native formula, or nothing where there is none."""

TEXT = r'"(?:[^"]|"")*"'
QUOTED = r"'(?:[^']|'')*'"
BRACKETED = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
PREFIXED = r"(?:_xlfn\.|_xlws\.|_xludf\.|_xll\.|_xldudf_)*"
"""What Excel puts before the name of a function that it does not know as its own."""


class Call(NamedTuple):
    """A call within a formula: where it begins and ends, the function without its family's name, its arguments."""

    begin: int
    end: int
    function: str
    arguments: list[str]


class Calls:
    """Finds the calls of one family of functions: PMXL_RAG, [1]!PMXL_RAG, _xldudf_PMXL_RAG, PMXL.RAG."""

    def __init__(self, family: str) -> None:
        """`family` is what every function's name begins with, as in `PMXL`."""
        book = rf"(?:(?:{QUOTED}|(?:\[[^\[\]]*\])?[\w.]*)!)?"
        named = rf"(?P<call>{book}{PREFIXED}{family}[._](?P<name>\w+)\s*\()"
        self._token = re.compile(rf"{TEXT}|{named}|{QUOTED}|{BRACKETED}|(?P<word>[\w.\\?]+)|.", re.I | re.S)

    def within(self, formula: str) -> Iterator[Call]:
        """The outermost calls, from left to right."""
        place = 0
        while match := self._token.match(formula, place):
            place = match.end()
            if match["call"]:
                end, arguments = self._arguments(formula, place)
                yield Call(match.start(), end, match["name"], arguments)
                place = end

    def words(self, formula: str) -> set[str]:
        """The names, functions and references that a formula is made of, case aside."""
        return {match["word"].casefold() for match in self._token.finditer(formula) if match["word"]}

    def replaced(self, formula: str, native: Native) -> str | None:
        """The formula with every call as a native one; None where one of them has none."""
        pieces, place = [], 0
        for call in self.within(formula):
            told = native(call.function, call.arguments)
            if told is None:
                return None
            pieces += [formula[place : call.begin], told]
            place = call.end
        return "".join([*pieces, formula[place:]])

    def _arguments(self, formula: str, begin: int) -> tuple[int, list[str]]:
        """Where a call that opens before `begin` ends, and what stands between its commas."""
        depth, place, start = 1, begin, begin
        found: list[str] = []
        while depth and (match := self._token.match(formula, place)):
            sign, place = match[0], match.end()
            depth += (sign in ("{", "(")) + bool(match["call"]) - (sign in ("}", ")"))
            if (sign == "," and depth == 1) or not depth:
                found.append(formula[start : match.start()])
                start = place
        return place, found


def mentions(words: set[str], names: Collection[str]) -> bool:
    """True where one of the names is among the words."""
    return not words.isdisjoint(names)
