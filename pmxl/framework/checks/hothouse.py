"""Checks of the sheet hothouse: each way out is of a measure and a partner that are there, and stands once."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import partners_of_others
from pmxl.framework.draft import unknown
from pmxl.framework.faults import Fault

SHEET = "hothouse"


def unknown_references(draft: Draft) -> Iterator[Finding]:
    """A way out names a measure or a partner that is not there."""
    for line in draft.of(SHEET):
        for column, sheet in (("measure", "measures"), ("partner", "partners")):
            if line.get(column):
                yield from unknown(draft, line, column, (line.text(column),), sheet)


def exits_twice(draft: Draft) -> Iterator[Finding]:
    """Two ways out for the same measure and partner."""
    first: dict[tuple[str, str], int] = {}
    for line in draft.of(SHEET):
        key = (line.text("measure"), line.text("partner"))
        if not key[0] or not line.is_sound("measure", "partner"):
            continue
        if key in first:
            whose = f" of {key[1]}" if key[1] else ""
            says = f"Row {first[key]} says already when {key[0]}{whose} leaves the hot-house."
            yield line.finding(Fault.EXIT_TWICE, "measure", says, "Keep the later one.")
        first.setdefault(key, line.row)


def of_nobody(draft: Draft) -> Iterator[Finding]:
    """A way out is for a partner that does not return the measure."""
    yield from partners_of_others(draft, SHEET, Fault.EXIT_OF_NOBODY)


CHECKS = (unknown_references, exits_twice, of_nobody)
