"""Checks of the sheet hothouse: each way out is of a partner that returns the measure, and stands once."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import again
from pmxl.framework.draft import key_of
from pmxl.framework.draft import partners_of_others
from pmxl.framework.faults import Fault

SHEET = "hothouse"


def exits_twice(draft: Draft) -> Iterator[Finding]:
    """Two ways out for the same measure and partner."""
    for line, first in again(draft.of(SHEET), lambda line: key_of(line, "measure", "partner")):
        whose = f" of {line.text('partner')}" if line.get("partner") else ""
        says = f"Row {first.row} says already when {line.text('measure')}{whose} leaves the hot-house."
        yield line.finding(Fault.EXIT_TWICE, "measure", says, "Keep the later one.")


def of_nobody(draft: Draft) -> Iterator[Finding]:
    """A way out is for a partner that does not return the measure."""
    yield from partners_of_others(draft, SHEET, Fault.EXIT_OF_NOBODY)


CHECKS = (exits_twice, of_nobody)
