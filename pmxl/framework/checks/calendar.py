"""Checks of the sheet calendar: each date stands once."""

from __future__ import annotations

from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.faults import Fault

SHEET = "calendar"


def dates_twice(draft: Draft) -> Iterator[Finding]:
    """The same thing on the same day."""
    first: dict[tuple[str, str], int] = {}
    for line in draft.of(SHEET):
        if not line.get("what") or not line.get("on") or not line.is_sound("what", "on"):
            continue
        key = (line.text("what").casefold(), line.text("on"))
        if key in first:
            says = f"Row {first[key]} has “{line.text('what')}” on the same day."
            yield line.finding(Fault.DATE_TWICE, "on", says, "Keep one of them, or correct the day.")
        first.setdefault(key, line.row)


CHECKS = (dates_twice,)
