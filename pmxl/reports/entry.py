"""Entries: the exceptions as a reader counts them, all that fired on one measure (of one partner) together."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import word
from pmxl.reports.trigger import in_a_row
from pmxl.terms import Strength

if TYPE_CHECKING:
    from pmxl.assess import Assessment

AGREED = " Agreed by "
"""Begins the sentence in which a trigger names its agreement."""


def entries(assessment: Assessment) -> list[Row]:
    """A row for each measure, partner and area on which anything fired or that is Red, what owes action first.

    One that asks for action asks for it whatever else fired; sentences and triggers stand below one another.
    """
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows_of(assessment.exceptions):
        found.setdefault(whose(row), []).append(row)
    return acts_first(merged(acts_first(rows)) for rows in found.values())


def whose(row: Row) -> tuple[str, ...]:
    """Measure, partner and area, "" for the whole partnership."""
    return tuple(word(row.get(name)) for name in ("measure", "partner", "area"))


def acts_first(rows: Iterable[Row]) -> list[Row]:
    """Those that owe action, then the others, else in order."""
    return sorted(rows, key=lambda row: row["strength"] != Strength.ACT)


def merged(rows: Sequence[Row]) -> Row:
    """Rows of one entry as one: the first of them, with the sentences and triggers of all."""
    return {
        **rows[0],
        "sentence": together([word(row["sentence"]) for row in rows]),
        "trigger": in_a_row((word(row["trigger"]) for row in rows), "\n"),
    }


def together(sentences: Iterable[str]) -> str:
    """Sentences below one another, none twice; an agreement that several share in a row is named after the last."""
    parts = [sentence.partition(AGREED) for sentence in dict.fromkeys(sentences) if sentence]
    following = [agreed for _, _, agreed in parts[1:]] + [""]
    return "\n".join(
        head if agreed and agreed == after else f"{head}{between}{agreed}"
        for (head, between, agreed), after in zip(parts, following, strict=True)
    )
