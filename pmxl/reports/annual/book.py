"""The annual performance summary as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess.annual.annual import Annual
from pmxl.reports.annual import sheets
from pmxl.reports.annual.band import FRONT
from pmxl.reports.annual.front import plan_front
from pmxl.reports.figure import rows_of
from pmxl.reports.places import MEASURES
from pmxl.reports.places import NUMBERED
from pmxl.reports.places import is_shared
from pmxl.reports.places import reference
from pmxl.reports.places import shortened
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.text import SHEET_LIMIT
from pmxl.sheets.text import sheet_name

FIXED = (
    FRONT,
    *(sheets.SUCCESSES, sheets.EXCEPTIONS, sheets.FORECASTS, sheets.GOALPOSTS),
    *(sheets.LESSONS, sheets.AWAITED, sheets.REQUIREMENTS),
)


def plan_annual(annual: Annual) -> BookPlan:
    """The year in one page, a sheet for each perspective or one for all, then successes and the rest; values only."""
    full = list(sheets.perspective_sheets(annual, perspective_names(annual)))
    behind = (
        sheets.plan_successes(annual),
        sheets.plan_exceptions(annual),
        sheets.plan_forecasts(annual),
        sheets.plan_goalposts(annual),
        sheets.plan_lessons(annual),
        sheets.plan_awaited(annual),
        sheets.plan_requirements(annual),
    )
    name = annual.framework.settings.name
    return BookPlan(
        title=f"{name}: annual performance summary {annual.year.label}",
        subject=f"What {name} achieved and did not achieve in {annual.year.label}, {annual.whole.status.lower()}",
        sheets=(
            plan_front(annual, places(annual, full), [sheet.name for sheet in behind]),
            *full,
            *behind,
        ),
        created=annual.whole.made_at,
    )


def places(annual: Annual, full: Sequence[SheetPlan]) -> dict[str, str]:
    """Where each perspective stands in full, as a link names it: its sheet, or its heading on the sheet of all."""
    every = rows_of(annual.perspectives)
    if len(full) == len(every):
        return {one["perspective"]: reference(sheet.name) for one, sheet in zip(every, full, strict=True)}
    [shared] = full
    rows = {put.value: put.row for put in shared.puts if isinstance(put.value, Rich)}
    return {one["perspective"]: reference(shared.name, rows[sheets.heading(one)]) for one in every}


def perspective_names(annual: Annual) -> dict[str, str]:
    """The names of the perspectives' sheets, or of the one that they share; one that is a fixed sheet's gives way."""
    if is_shared(len(annual.perspectives), len(annual.outcomes)):
        return dict.fromkeys(annual.perspectives["perspective"], MEASURES)
    taken = list(FIXED)
    found: dict[str, str] = {}
    for row in rows_of(annual.perspectives):
        found[row["perspective"]] = sheet_name(shortened(row["name"], SHEET_LIMIT - NUMBERED), taken)
        taken.append(found[row["perspective"]])
    return found
