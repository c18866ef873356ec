"""A row of the sheet `layouts`, as a model."""

from __future__ import annotations

from typing import Annotated
from typing import Literal

from pydantic import Field

from pmxl.framework.row import Id
from pmxl.framework.row import Row
from pmxl.terms import Frequency


class LayoutRow(Row):
    """Where the figures of one measure (of all that it names: "") stand in a workbook that is not ours.

    Rows of one `layout` belong together. `files` and `sheet` are patterns of names; `numerator`, `denominator` and
    `value` are patterns of headings; the columns are headings, or `column B`. `head_row` to above `first_row` are the
    rows of headings. `every` is the length of its periods, "" for the measure's own.
    """

    layout: Id
    measure: str = ""
    files: tuple[str, ...] = ()
    sheet: tuple[str, ...]
    head_row: Annotated[int, Field(ge=1)]
    first_row: Annotated[int, Field(ge=2)]
    partner: str = ""
    partner_column: str = ""
    area: str = ""
    area_column: str = ""
    period_from: Literal["fixed", "file", "sheet", "cell", "column", "heading"]
    period: str = ""
    period_text: str = ""
    every: Frequency | None = None
    measure_column: str = ""
    measure_label: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    missing: tuple[str, ...] = ()
