"""The workbook of setting a target, sheet by sheet."""

from __future__ import annotations

from pmxl.improve.target.study import Study
from pmxl.reports.target.asked import asked
from pmxl.reports.target.asked import judged
from pmxl.reports.target.page import front
from pmxl.reports.target.page import levels
from pmxl.reports.target.page import met_cells
from pmxl.reports.target.partners import partners
from pmxl.reports.target.paste import paste
from pmxl.reports.target.peers import others
from pmxl.reports.target.workings import workings
from pmxl.reports.target.year import through
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan


def plan_target(found: Study) -> BookPlan:
    """What is known, proposals, the year, partners, others, the checklist, SMART, the rows to paste, the figures."""
    sheets: list[SheetPlan] = [front(found)]
    if found.proposals:
        cells = levels(found)
        sheets += [through(found, cells)] if found.has_way else []
        sheets += [partners(found, cells)] if found.partners else []
    sheets += [others(found)] if not found.peers.empty else []
    sheets.append(asked(found))
    if found.proposals:
        sheets += [judged(found), paste(found, levels(found), met_cells(found)), workings(found, levels(found))]
    return BookPlan(
        title=f"{found.framework.settings.name}: setting a target for {found.measure.name}",
        subject="What is known of a measure, and what each proposed target would need",
        sheets=tuple(sheets),
    )
