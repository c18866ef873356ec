"""A row of the sheet `tests`, as a model."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pmxl.framework.row import Row


class Tested(Row):
    """What people say of a criterion of the guides, for one measure ("": the whole framework)."""

    measure: str = ""
    criterion: str
    answer: Literal["yes", "in part", "no"]
    reason: str = ""
    by: str = ""
    on: date | None = None
