"""The sheet of layouts: where figures stand in workbooks that are not ours. It may be left out, and a new one has none.

One row a measure; what a later row of the same layout leaves blank is as in its first row.
"""

from __future__ import annotations

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.sheets.formulas import MAX_ROW
from pmxl.terms import Frequency

FIXED, FILE, SHEET, CELL, COLUMN, HEADING = "fixed", "file", "sheet", "cell", "column", "heading"
PERIOD_FROM = (FIXED, FILE, SHEET, CELL, COLUMN, HEADING)
"""Where a workbook says what period its figures are of."""

OF_THE_WHOLE = (
    *("files", "sheet", "head_row", "first_row", "partner", "partner_column", "area", "area_column"),
    *("period_from", "period", "period_text", "every", "measure_column", "missing"),
)
"""What belongs to a layout as a whole, so that its later rows may leave it blank."""

LAYOUTS = Sheet(
    "layouts",
    "Where figures stand in a workbook that is not ours, one row a measure. * stands for any text.",
    (
        Column("layout", Holds.ID, "A short name, the same in all of its rows.", "housing", required=True, width=18),
        Column("measure", Holds.REF, "The measure; blank: the workbook names it.", "burglary", refers="measures"),
        Column("files", Holds.LIST, "The names such files have, separated by ; Blank: any.", "Housing_*", width=24),
        Column("sheet", Holds.LIST, "The names its sheet has, with ; between them.", "A1; A1 - *", width=16),
        Column("head_row", Holds.WHOLE, "The first row of its headings.", 3, low=1, high=MAX_ROW, width=11),
        Column("first_row", Holds.WHOLE, "The first row of figures, below them.", 6, low=2, high=MAX_ROW, width=11),
        Column("partner", Holds.REF, "Whose workbook it is, where it is one partner's.", None, refers="partners"),
        Column("partner_column", Holds.TEXT, "The heading (or: column B) over partners' names.", None, width=18),
        Column("area", Holds.REF, "The area it speaks of, where it is one.", None, refers="areas"),
        Column("area_column", Holds.TEXT, "The heading (or: column B) over areas' names.", "column B", width=18),
        Column(
            "period_from",
            Holds.CHOICE,
            "Where the period stands: in the name of the file or sheet, a cell, a column or the headings; or fixed.",
            FILE,
            choices=PERIOD_FROM,
            also={"columns": COLUMN, "headings": HEADING, "column heading": HEADING},
            width=13,
        ),
        Column("period", Holds.TEXT, "The period if fixed, the cell (A1), or the column's heading.", None, width=14),
        Column(
            "period_text",
            Holds.TEXT,
            "The text round it, with {period}, or {year} and {month}, in its place. Blank: nothing round it.",
            "Housing_{year}{month}*",
            width=28,
        ),
        Column(
            "every",
            Holds.CHOICE,
            "How long its periods are, where shorter than the measure's: they are added up.",
            "month",
            choices=tuple(f.value for f in Frequency),
            width=12,
        ),
        Column("measure_column", Holds.TEXT, "The heading (or: column B) over measures' names.", None, width=18),
        Column("measure_label", Holds.TEXT, "What it is called there. Blank: its name or id.", None, width=24),
        Column("numerator", Holds.TEXT, "The heading over numerators.", None, width=32),
        Column("denominator", Holds.TEXT, "The heading over denominators.", None, width=32),
        Column("value", Holds.TEXT, "The heading over values, where there are no parts.", "Offences*", width=32),
        Column("missing", Holds.LIST, "Marks for a missing figure, such as .. or c = withheld", "..; -", width=20),
    ),
    one="row",
)
