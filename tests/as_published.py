"""The layouts of workbooks as their publishers laid them out: homelessness in two generations of headings, hospitals.

Nothing of the data stands here or is committed; the workbooks are read where they are kept.
"""

from __future__ import annotations

from typing import Any

from tests import north_east_london as london

Rows = list[dict[str, Any]]

PUBLISHED = london.SHARED / "data" / "as-published"
HOMELESSNESS = PUBLISHED / "homelessness"
HOSPITALS = PUBLISHED / "hospitals" / "ae_all_providers.xlsx"

OWED = "Assessed as owed a duty / "
PREVENTION = "Threatened with homelessness * Prevention duty owed"
RELIEF = "Homeless - Relief duty owed*"
THOUSANDS = "Number of households in area* (000s)"

QUARTERS = {
    "DetailedLA_201806.xlsx": "2018-19 Q1",
    "DetailedLA_202003.xlsx": "2019-20 Q4",
    "Detailed_LA_202209.xlsx": "2022-23 Q2",
    "Detailed_LA_202212.xlsx": "2022-23 Q3",
    "Detailed_LA_202306_all_dropdowns_fix.xlsx": "2023-24 Q1",
}
"""The quarter of each workbook, which its name tells by the last month."""


def layout_rows() -> Rows:
    """The framework's sheet of layouts."""
    return [
        *_housing("housing-2018", "DetailedLA_2018*", "A1 - *", 3, OWED + "Total", thousands=""),
        *_housing("housing-2020", "DetailedLA_2020*", "A1", 3, "Total owed *"),
        *_housing("housing-2022", "Detailed_LA_*", "A1", 5, "Total owed *"),
        {
            "layout": "hospitals",
            "measure": "a1",
            "files": "ae_all_providers",
            "sheet": "Sheet1",
            "head_row": 1,
            "first_row": 3,
            "partner_column": "Code",
            "period_from": "column",
            "period": "Month",
            "every": "month",
            "numerator": "Total Attendances < 4 hours",
            "denominator": "A&E attendances / Total attendances",
            "missing": "-",
        },
        {"layout": "hospitals", "measure": "a2", "value": "Total Emergency Admissions via A&E"},
    ]


def _housing(layout: str, files: str, sheet: str, head_row: int, total: str, thousands: str = THOUSANDS) -> Rows:
    """One generation of the homelessness workbooks; the earliest does not count the households of an area."""
    whole = {
        "layout": layout,
        "measure": "h1",
        "files": files,
        "sheet": sheet,
        "head_row": head_row,
        "first_row": head_row + 3,
        "area_column": "column B",
        "period_from": "file",
        "period_text": "Detailed*LA_{year}{month}*",
        "numerator": PREVENTION,
        "denominator": total,
        "missing": "..; -",
    }
    rates = [{"layout": layout, "measure": "h2", "numerator": RELIEF, "denominator": thousands}] if thousands else []
    return [whole, *rates, {"layout": layout, "measure": "h3", "value": total}]


def framework_rows() -> dict[str, Rows]:
    """The framework of north-east London, with everyone it is compared with, and the layouts."""
    rows = london.compared_rows()
    hospital = next(row for row in rows["partners"] if row["id"] == london.HOSPITAL)
    hospital["aliases"] = london.HOSPITAL_CODE
    rows["layouts"] = layout_rows()
    return rows
