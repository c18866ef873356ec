"""A row of the sheet `audiences`, as a model."""

from __future__ import annotations

from pmxl.framework.row import Id
from pmxl.framework.row import Name
from pmxl.framework.row import Row


class Audience(Row):
    """Who a scorecard is for, how its first sheet is laid out, and what is on it; blank is the usual, or all."""

    id: Id
    name: Name
    for_: str = ""
    layout: str = ""
    measures: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    order: float | None = None

    @property
    def partner(self) -> str:
        """The id of the one partner whom it is for; "" where it is for others."""
        return self.for_.partition(":")[2]
