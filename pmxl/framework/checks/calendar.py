"""Checks of the sheet calendar: each date stands once."""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import again
from pmxl.framework.draft import key_of
from pmxl.framework.faults import Fault


def dates_twice(draft: Draft) -> Iterator[Finding]:
    """The same thing on the same day."""
    for line, first in again(draft.of("calendar"), _date):
        says = f"Row {first.row} has “{line.text('what')}” on the same day."
        yield line.finding(Fault.DATE_TWICE, "on", says, "Keep one of them, or correct the day.")


def _date(line: Line) -> Hashable | None:
    return (line.text("what").casefold(), line.get("on")) if key_of(line, "what", "on", needed=2) else None


CHECKS = (dates_twice,)
