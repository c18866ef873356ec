"""Gathering: figures as columns. They may be millions: what many say in the same words is kept once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import case
from sqlalchemy import or_
from sqlalchemy import select

from pmxl.ledger.naming import words_of
from pmxl.ledger.plain import plain_in_lots
from pmxl.ledger.tables import among
from pmxl.ledger.tables import figures
from pmxl.ledger.tables import in_lots
from pmxl.ledger.tables import receipts
from pmxl.terms import WITHDRAWN
from pmxl.terms import Rating

LOT = 20_000
"""Figures that are read at once."""

WORDS = ("measure", "partner", "area")
NUMBERS = (*WORDS, "start", "months", "receipt")
AMOUNTS = ("numerator", "denominator", "value")
FLAGS = ("low", "withdrawn", "provisional", "held")
TEXTS = ("marker", "commentary", "quality", "sheet", "cell", "note")
OF_RECEIPTS = ("revision", "received_at", "file", "sha256", "framework", "signed_by")

Arrays = dict[str, Any]
"""A numpy array for each column."""


def gathered(connection: Connection, conditions: Sequence[ColumnElement[bool]], columns: Sequence[str]) -> pd.DataFrame:
    """The figures that meet these conditions, ordered by measure, partner, area, period and receipt.

    `columns` are those of the frame, in their order; each has its type however few rows there are.
    """
    found = arrays(connection, conditions)
    places: Arrays = {}
    made: Arrays = {}
    for name in WORDS:
        ids, places[name] = np.unique(found[name], return_inverse=True)
        made[name] = texts([word for _, word in sorted(words_of(connection, ids.tolist()).items())])
    came, places["receipt"] = np.unique(found["receipt"], return_inverse=True)
    of_receipts = receipts_of(connection, came.tolist())
    ranks = [rank(made[name])[places[name]] for name in WORDS]
    order = np.lexsort((found["receipt"], found["months"], found["start"], *reversed(ranks)))
    out: Arrays = {name: made[name].take(places[name][order]) for name in WORDS}
    out |= {name: column.take(places["receipt"][order]) for name, column in of_receipts.items()}
    out |= {name: found[name][order] for name in ("start", "months", *AMOUNTS, *FLAGS)}
    out |= {name: texts(found[name][order]) for name in TEXTS}
    return pd.DataFrame({name: out[name] for name in columns}, copy=False)


def arrays(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> Arrays:
    """The figures as they stand in the ledger, with numbers for words; one withdrawn is an absence, and says so."""
    c = figures.c
    noted = case((c.note == "", WITHDRAWN), else_=WITHDRAWN + "; " + c.note)
    told = {
        **{part: case((~c.withdrawn, c[part]), else_=None) for part in AMOUNTS},
        "marker": case((c.withdrawn, Rating.NO_DATA.value), else_=c.marker),
        "held": or_(c.held, c.disputed),
        "note": case((c.withdrawn, noted), else_=c.note),
    }
    names = (*NUMBERS, *AMOUNTS, *FLAGS, *TEXTS)
    question = select(*(told.get(name, c[name]).label(name) for name in names)).where(*conditions)
    kinds = dict.fromkeys(NUMBERS, np.int64) | dict.fromkeys(AMOUNTS, np.float64) | dict.fromkeys(FLAGS, np.bool_)
    parts: dict[str, list[Any]] = {name: [np.empty(0, kinds.get(name, object))] for name in names}
    shared: dict[str, str] = {}
    for rows in plain_in_lots(connection, question, LOT):
        for name, column in zip(names, zip(*rows, strict=True), strict=True):
            given = column if name in kinds else [*map(shared.setdefault, column, column)]
            parts[name].append(np.array(given, kinds.get(name, object)))
    return {name: np.concatenate(parts.pop(name)) for name in names}


def receipts_of(connection: Connection, ids: Sequence[int]) -> Mapping[str, Any]:
    """What is known of some receipts, in the order of their numbers."""
    c = receipts.c
    rows: list[Sequence[Any]] = []
    for some in in_lots(ids):
        rows += connection.execute(select(*(c[name] for name in OF_RECEIPTS)).where(among(c.id, some)).order_by(c.id))
    revision, received_at, *said = zip(*rows, strict=True) if rows else ((),) * len(OF_RECEIPTS)
    return {
        "revision": np.array(revision, np.int64),
        "received_at": pd.to_datetime(pd.array(received_at, "Int64"), unit="us", utc=True),
        **{name: texts(column) for name, column in zip(OF_RECEIPTS[2:], said, strict=True)},
    }


def texts(words: Sequence[str]) -> Any:
    """Words as a column has them."""
    return pd.array(np.array(words, object), "str")


def rank(words: Any) -> Any:
    """The place of each word in the order of all."""
    found = np.empty(len(words), np.int64)
    found[np.argsort(words.to_numpy(object))] = np.arange(len(words))
    return found
