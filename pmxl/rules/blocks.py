"""Blocks: a rule over a long column goes block by block, so that what it works with stays near the processor."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import wraps
from typing import Any

import numpy as np
import numpy.typing as npt

from pmxl.rules.columns import numbers

LENGTH = 32_768
"""Rows of a block: a dozen columns of them fit into the cache of a processor's core."""

MOST_WORDS = 60_000
"""Up to so many different lines of words, rows are brought together by them; a number of 16 bits sorts fastest."""

Column = npt.NDArray[Any]
Rule = Callable[..., Column]


def in_blocks(rule: Rule) -> Rule:
    """The rule, put to long columns in blocks of rows that have the same words; short ones go as they are.

    Within a block a word is one word, so that it is looked at once and not row by row.
    """

    @wraps(rule)
    def blocked(*places: npt.ArrayLike, **names: npt.ArrayLike) -> Column:
        columns: dict[int | str, Column] = {**dict(enumerate(map(_column, places)))}
        columns |= {name: _column(argument) for name, argument in names.items()}
        length = max((len(column) for column in columns.values() if column.ndim == 1), default=0)
        if length <= LENGTH or any(column.ndim > 1 for column in columns.values()):
            return rule(*places, **names)
        long = {name: column for name, column in columns.items() if column.ndim and len(column) > 1}
        found = [(rows, _put(rule, len(places), columns, long, rows)) for rows in _blocks(long, length)]
        answer = np.empty(length, dtype=found[0][1].dtype)
        for rows, part in found:
            answer[rows] = part
        return answer

    return blocked


def _column(argument: Any) -> Column:
    if hasattr(argument, "to_numpy"):  # a pandas column
        from pandas.api.types import is_numeric_dtype  # here, so that a return is read and checked without it

        return numbers(argument) if is_numeric_dtype(argument) else np.asarray(argument.to_numpy(dtype=object))
    return np.asarray(argument)


def _is_words(column: Column) -> bool:
    return column.dtype.kind in "OUT"


def _blocks(long: Mapping[int | str, Column], length: int) -> Iterator[npt.NDArray[np.intp] | slice]:
    """Rows to be taken together: a stretch of the column or, where it has words, rows that have the same ones."""
    words = [column for column in long.values() if _is_words(column)]
    line = _lines(words, length) if words else None
    if line is None:
        yield from (slice(at, at + LENGTH) for at in range(0, length, LENGTH))
        return
    order = np.argsort(line, kind="stable")
    ends = np.flatnonzero(np.diff(line[order])) + 1
    for start, end in zip([0, *ends], [*ends, length], strict=True):
        yield from (order[at : min(at + LENGTH, end)] for at in range(start, end, LENGTH))


def _lines(words: list[Column], length: int) -> npt.NDArray[np.uint16] | None:
    """Which of the different lines of words each row has; None where there are too many of them."""
    from pandas import factorize  # here, as above

    line, different = np.zeros(length, dtype=np.int64), 1
    for column in words:
        codes, found = factorize(column.astype(object))
        line = line * (len(found) + 1) + codes + 1
        different *= len(found) + 1
        if different > MOST_WORDS:
            return None
    return line.astype(np.uint16)


def _put(
    rule: Rule, places: int, columns: Mapping[int | str, Column], long: Mapping[int | str, Column], rows: Any
) -> Column:
    """The rule's answer for some rows; rows brought together by their words have one word each way."""
    block = dict(columns)
    for name, column in long.items():
        one = not isinstance(rows, slice) and _is_words(column)
        block[name] = np.asarray(column[rows[0]], dtype=object) if one else column[rows]
    return rule(*(block[place] for place in range(places)), **{k: v for k, v in block.items() if isinstance(k, str)})
