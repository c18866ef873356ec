"""Naming: the numbers that stand for the ids of measures, partners and areas, and figures with their words again."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import select

from pmxl.ledger.inserting import insert_rows
from pmxl.ledger.tables import among
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import names

_measure, _partner, _area = names.alias("measure"), names.alias("partner"), names.alias("area")
MEASURE, PARTNER, AREA = (alias.c.name.label(alias.name) for alias in (_measure, _partner, _area))
"""The three words of a figure, as columns of `worded`."""


def worded(*columns: Any) -> Select[Any]:
    """A question for figures: their three words, and these columns."""
    c = figures.c
    return (
        select(MEASURE, PARTNER, AREA, *columns)
        .select_from(figures)
        .join(_measure, _measure.c.id == c.measure)
        .join(_partner, _partner.c.id == c.partner)
        .join(_area, _area.c.id == c.area)
    )


def known_numbers(connection: Connection, words: Collection[str]) -> dict[str, int]:
    """The numbers of those among the words that have one."""
    number: dict[str, int] = {}
    for some in in_lots(sorted(words)):
        question = select(names).where(among(names.c.name, some))
        number |= {name: id_ for id_, name in connection.execute(question)}
    return number


def numbers(connection: Connection, words: Collection[str]) -> dict[str, int]:
    """The number of each of the words; new ones are numbered on."""
    number = known_numbers(connection, words)
    last: int | None = connection.execute(select(func.max(names.c.id))).scalar()
    new = [(id_, word) for id_, word in enumerate(sorted(words - number.keys()), (last or 0) + 1)]
    insert_rows(connection, names, ("id", "name"), new)
    return number | {word: id_ for id_, word in new}


def words_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The words that some numbers stand for."""
    found: dict[int, str] = {}
    for some in in_lots(sorted(ids)):
        found |= dict(map(tuple, connection.execute(select(names).where(among(names.c.id, some)))))
    return found


def begins_in(starts: Sequence[int]) -> ColumnElement[bool]:
    """That a figure begins in one of these months; that it is of a partner is said for the index, which asks for it."""
    return and_(figures.c.partner.in_(select(names.c.id)), among(figures.c.start, starts))
