"""Native: the worksheet functions that Excel's own functions can say word for word, for a workbook that leaves us.

A native formula stands for a call on single cells and constants, and answers every cell as the function does: a number,
TRUE or FALSE, a blank, text of nothing but spaces, an error (taken for a blank) and words (#VALUE!).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence

from pmxl.rules.presets import PERCENT
from pmxl.rules.presets import UNITS
from pmxl.rules.rule import default_unit
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Rating

SHEET = r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
CELL = re.compile(
    rf"{SHEET}\$?[A-Za-z]{{1,3}}\$?[1-9][0-9]{{0,6}}|[^\W\d][\w.]*\[\[#This Row\],\[[^\[\]']+\]\]", re.IGNORECASE
)
NUMBER = re.compile(r"-?(\d+)(?:\.(\d+))?")
WORD = re.compile(r'"([^"]*)"')
MOST_PLACES, MOST_DIGITS = 9, 9
"""Decimals, and digits of a constant, up to which decimal and binary arithmetic agree whatever the figure."""
PLAIN_KINDS = frozenset(Kind) - {Kind.MILESTONE, Kind.YES_NO}
ACTUAL, TARGET, POLARITY, TOLERANCE, UNIT, KIND, DECIMALS = range(7)
"""Where PMXL_RAG has its arguments; those after them have no native form."""


def native(function: str, arguments: Sequence[str]) -> str | None:
    """The native formula, without its equals sign, that a call of a function such as `RAG` can be replaced by.

    `arguments` as they are written, "" for one left out. None where there is none that says the same of every cell.
    """
    write = FORMULAS.get(function.upper())
    return write([argument.strip() for argument in arguments]) if write else None


def _variance(arguments: list[str]) -> str | None:
    actual, target, decimals, *more = [*arguments, "", ""]
    places = _places(decimals)
    if len(arguments) < 2 or any(more) or places is None or not (_is_single(actual) and _is_single(target)):
        return None
    gap = f"ROUND({_rounded(actual, places)}-{_rounded(target, places)},{places})"
    return _unless_words((actual, target), f"IF(AND({_holds_figure(actual)},{_holds_figure(target)}),{gap},NA())")


def _rag(arguments: list[str]) -> str | None:
    given = [*arguments, *[""] * (DECIMALS + 1)]
    actual, target, decimals = given[ACTUAL], given[TARGET], _places(given[DECIMALS])
    polarity = _word(given[POLARITY], Polarity.HIGHER)
    kind, amount = _word(given[KIND], Kind.COUNT), NUMBER.fullmatch(given[TOLERANCE] or "0")
    if any(given[DECIMALS + 1 :]) or not (_is_single(actual) and _is_single(target)) or decimals is None:
        return None
    if polarity not in (Polarity.HIGHER, Polarity.LOWER) or kind not in PLAIN_KINDS or amount is None:
        return None
    unit = _word(given[UNIT], default_unit(kind).item())
    if unit not in UNITS or given[TOLERANCE].startswith("-") or len(amount[0]) > MOST_DIGITS:
        return None
    better, sign = (">=", "-") if polarity == Polarity.HIGHER else ("<=", "+")
    figure, level = _rounded(actual, decimals), _rounded(target, decimals)
    answer = _text(Rating.RED)
    if float(amount[0]):
        edge = _edge(level, amount, unit, sign, decimals)
        answer = f"IF({figure}{better}{edge},{_text(Rating.AMBER)},{answer})"
    answer = f"IF({figure}{better}{level},{_text(Rating.GREEN)},{answer})"
    answer = f"IF({_holds_figure(target)},{answer},{_text(Rating.NO_TARGET)})"
    return _unless_words((actual, target), f'IF({_holds_figure(actual)},{answer},"")')


FORMULAS: dict[str, Callable[[list[str]], str | None]] = {"VARIANCE": _variance, "RAG": _rag}
"""The functions that have a native form."""


def _edge(level: str, amount: re.Match[str], unit: str, sign: str, decimals: int) -> str:
    """Where the tolerance ends, rounded to as many decimals as it can have: so much binary noise is taken off."""
    places = max(decimals, len(amount[2] or ""))
    if unit != PERCENT:
        return f"ROUND({level}{sign}{amount[0]},{places})"
    return f"ROUND({level}{sign}ABS({level})*{amount[0]}/100,{decimals + len(amount[2] or '') + 2})"


def _unless_words(cells: Sequence[str], answer: str) -> str:
    """#VALUE! where a cell holds words, else the answer."""
    words = [f'IFERROR(TRIM(T({cell})),"")' for cell in cells if CELL.fullmatch(cell)]
    return f'IF({"&".join(words)}="",{answer},#VALUE!)' if words else answer


def _holds_figure(cell: str) -> str:
    """The condition that there is a figure, TRUE and FALSE being figures."""
    return f"OR(ISNUMBER({cell}),ISLOGICAL({cell}))" if CELL.fullmatch(cell) else "TRUE"


def _rounded(cell: str, places: int) -> str:
    return f"ROUND({f'N({cell})' if CELL.fullmatch(cell) else cell},{places})"


def _is_single(argument: str) -> bool:
    """True for one cell, or a number that is written out."""
    return bool(CELL.fullmatch(argument) or (NUMBER.fullmatch(argument) and len(argument) <= MOST_DIGITS))


def _places(argument: str) -> int | None:
    """A number of decimals that is written out, 0 where it is left out."""
    return int(argument or "0") if (argument or "0").isdecimal() and int(argument or "0") <= MOST_PLACES else None


def _word(argument: str, otherwise: str) -> str:
    """A word that is written out, case and spaces aside; "?" for anything else."""
    found = WORD.fullmatch(argument) if argument else None
    if not argument or (found and not found[1].strip()):
        return otherwise
    return "".join(found[1].split()).casefold() if found else "?"


def _text(word: str) -> str:
    return f'"{word}"'
