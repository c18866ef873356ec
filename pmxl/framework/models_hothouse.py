"""A row of the sheet `hothouse`, as a model."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pmxl.framework.row import Row


class Exit(Row):
    """When a measure leaves the hot-house: what its figures must be for `n` periods in a row, and who agreed it."""

    measure: str
    partner: str = ""
    exit: Literal["on target", "within tolerance", "no concern"] = "on target"
    n: int = 2
    agreed_by: str = ""
    agreed_on: date | None = None
