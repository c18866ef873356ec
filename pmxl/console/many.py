"""Many: what is told at a terminal where there are more than anybody reads there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from pmxl.terms import ReturnState

MANY = 60
"""More lines than these nobody reads at a terminal: of more, those about which there is nothing to do are counted."""

IN_ORDER = (ReturnState.ACCEPTED, ReturnState.QUERIED, ReturnState.NOTHING_ASKED)
"""Where nobody need be reminded: who has an open question is sent a query workbook."""

Rows = Sequence[Mapping[str, Any]]


def standing(rows: Rows, state: str) -> tuple[str, Rows, str]:
    """Of many partners how they stand, those who have to be reminded, and how many more of these there are; of few all.

    `state` is the column that says where a partner's return stands.
    """
    if len(rows) <= MANY:
        return "", rows, ""
    states = Counter(str(row[state]) for row in rows)
    counts = ", ".join(f"{count:,} {which}" for which, count in states.most_common())
    late = [row for row in rows if row[state] not in IN_ORDER]
    more = len(late) - MANY
    return f": {counts}", late[:MANY], f"And {more:,} more to remind." if more > 0 else ""
