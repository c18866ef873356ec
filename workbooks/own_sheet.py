"""A partner's own spreadsheet, sent instead of the return: figures are in it, and nothing says what they are of."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from workbooks.fill import save
from workbooks.history import Figures
from workbooks.typing_in import period_named

NAME = "QMH KPI sheet - Dec 25.xlsx"
PARTNER = "homes"
PERIOD = "2025-26 Q3"
SHOWN = (
    ("Prevention - helped / owed", "homelessness-prevented"),
    ("Cases per worker", "caseload"),
    ("S&W visits YTD", "safe-and-well"),
    ("Referrals out", "referrals"),
)


def write_own_sheet(path: Path, figures: Figures) -> None:
    """Write it: a title, three headings and a few figures, in the partner's own words."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "KPIs"
    sheet.append(["Quill and Marsh Homes - KPIs to end December 2025"])
    sheet.append([])
    sheet.append(["KPI", "Actual", "Out of"])
    for words, measure in SHOWN:
        amount = figures[measure, PARTNER, "", period_named(PERIOD)]
        first = amount.value if amount.denominator is None else amount.numerator
        sheet.append([words, first, amount.denominator])
    save(book, path)
