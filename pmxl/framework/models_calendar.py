"""A row of the sheet `calendar`, as a model."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pmxl.framework.row import Name
from pmxl.framework.row import Row


class Dated(Row):
    """A date of the partnership's year that no setting tells; `on` is the first where it repeats."""

    what: Name
    on: date
    repeats: Literal["once", "month", "quarter", "half-year", "year"] = "once"
    sort: Literal["plan", "return", "review", "report", "finance"]
    who: str = ""
