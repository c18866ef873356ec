"""The master scorecard of a period, or an audience's: every sheet in its order, described and ready to be written."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from pmxl.assess import Assessment
from pmxl.reports import areas
from pmxl.reports import goalposts
from pmxl.reports import perspective
from pmxl.reports import quality
from pmxl.reports.band import called
from pmxl.reports.band import when
from pmxl.reports.band import whom
from pmxl.reports.captions import captioned
from pmxl.reports.captions import captions
from pmxl.reports.contents import MANY
from pmxl.reports.contents import plan_contents
from pmxl.reports.contributions import plan_contributions
from pmxl.reports.data import plan_data
from pmxl.reports.drawn import Drawing
from pmxl.reports.drawn import plan_drawn
from pmxl.reports.exceptions import plan_exceptions
from pmxl.reports.front import plan_front
from pmxl.reports.improving import actions
from pmxl.reports.improving import agenda
from pmxl.reports.improving import hothouse
from pmxl.reports.logbook import budgets_sheet
from pmxl.reports.logbook import efficiency_sheet
from pmxl.reports.logbook import learning_sheet
from pmxl.reports.logbook import risks_sheet
from pmxl.reports.logbook import services_sheet
from pmxl.reports.measure.material import material
from pmxl.reports.measure.page import sheets as measure_sheets
from pmxl.reports.method import plan_method
from pmxl.reports.pages import pages_of
from pmxl.reports.partners import plan_partners
from pmxl.reports.places import AREAS
from pmxl.reports.places import Places
from pmxl.reports.places import places
from pmxl.reports.questions import plan_questions
from pmxl.reports.register import plan_register
from pmxl.reports.ties import tied
from pmxl.reports.trend import plan_trend
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan


def plan_scorecard(assessment: Assessment) -> BookPlan:
    """The workbook of an assessment: the scorecard, its contents where there are many sheets, a sheet for each
    perspective, exceptions, a sheet for each key measure, partners, areas, contributions, who returned, method, data
    and the hidden trend; for an audience those that it is given. It holds values only and opens anywhere.
    """
    pages = pages_of(assessment)
    where = places(assessment)
    where = where if "measures" in pages else replace(where, measures={})
    trend, lines = plan_trend(assessment)
    full = list(perspective.sheets(assessment, where)) if "perspectives" in pages else []
    where = replace(where, rows=merged(one.rows for one in full), tops=merged(one.tops for one in full))
    drawing = Drawing(assessment)
    sheets = behind(assessment, where, pages, [one.sheet for one in full], drawing)
    contents = [plan_contents(assessment, where, sheets)] if len(sheets) + 1 > MANY else []
    where = replace(where, sheets=frozenset(sheet.name for sheet in (*contents, *sheets)))
    kind = f"scorecard {whom(assessment)}".strip()
    book = BookPlan(
        title=f"{assessment.framework.settings.name}: {kind} {assessment.period.label}",
        subject=f"Balanced scorecard of {called(assessment)}, {when(assessment)}, {assessment.status.lower()}",
        sheets=(plan_front(assessment, where, lines), *contents, *sheets, trend, plan_drawn(drawing)),
        created=assessment.made_at,
    )
    return captioned(tied(book), captions(assessment))


def merged(found: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Rows by what stands on them, those of several sheets together."""
    return {id_: row for rows in found for id_, row in rows.items()}


def behind(
    assessment: Assessment, where: Places, pages: Sequence[str], perspectives: Sequence[SheetPlan], drawing: Drawing
) -> list[SheetPlan]:
    """The sheets of these pages, in order."""
    matrices = list(plan_partners(assessment, where)) if {"partners", "areas"} & set(pages) else []
    made: Mapping[str, Callable[[], Iterable[SheetPlan]]] = {
        "perspectives": lambda: perspectives,
        "questions": lambda: (plan_questions(assessment, where),),
        "exceptions": lambda: (plan_exceptions(assessment, where, drawing),),
        "agenda": lambda: agenda.sheets(assessment),
        "actions": lambda: actions.sheets(assessment),
        "hothouse": lambda: hothouse.sheets(assessment),
        "measures": lambda: measure_sheets(material(assessment, where, drawing)),
        "partners": lambda: (one for one in matrices if one.name != AREAS),
        "areas": lambda: (*(one for one in matrices if one.name == AREAS), *areas.sheets(assessment, where)),
        "contributions": lambda: (plan_contributions(assessment),),
        "goalposts": lambda: goalposts.sheets(assessment),
        "quality": lambda: quality.sheets(assessment),
        "services": lambda: services_sheet.sheets(assessment),
        "budgets": lambda: budgets_sheet.sheets(assessment),
        "efficiency": lambda: efficiency_sheet.sheets(assessment),
        "risks": lambda: risks_sheet.sheets(assessment),
        "learning": lambda: learning_sheet.sheets(assessment),
        "returned": lambda: (plan_register(assessment),),
        "method": lambda: (plan_method(assessment),),
        "data": lambda: (plan_data(assessment),),
    }
    return [sheet for page in pages if page in made for sheet in made[page]()]
