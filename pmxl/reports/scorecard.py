"""The master scorecard of a period: every sheet in its order, described and ready to be written."""

from __future__ import annotations

from dataclasses import replace

from pmxl.assess import Assessment
from pmxl.reports import areas
from pmxl.reports import goalposts
from pmxl.reports import perspective
from pmxl.reports.band import when
from pmxl.reports.contributions import plan_contributions
from pmxl.reports.data import plan_data
from pmxl.reports.drawn import Drawing
from pmxl.reports.drawn import plan_drawn
from pmxl.reports.exceptions import plan_exceptions
from pmxl.reports.front import plan_front
from pmxl.reports.measure.material import material
from pmxl.reports.measure.page import sheets as measure_sheets
from pmxl.reports.method import plan_method
from pmxl.reports.partners import plan_partners
from pmxl.reports.places import places
from pmxl.reports.questions import plan_questions
from pmxl.reports.register import plan_register
from pmxl.reports.trend import plan_trend
from pmxl.sheets.describe import BookPlan


def plan_scorecard(assessment: Assessment) -> BookPlan:
    """The workbook of an assessment: the scorecard, a sheet for each perspective, exceptions, a sheet for each key
    measure, partners, areas, contributions, who returned, method, data and the hidden trend. It holds values only and
    opens anywhere.
    """
    where = places(assessment)
    trend, lines = plan_trend(assessment)
    full = list(perspective.sheets(assessment, where))
    where = replace(where, rows={measure_: row for _, rows in full for measure_, row in rows.items()})
    drawing = Drawing(assessment)
    pages = list(measure_sheets(material(assessment, where, drawing)))
    exceptions = plan_exceptions(assessment, where, drawing)
    name = assessment.framework.settings.name
    return BookPlan(
        title=f"{name}: scorecard {assessment.period.label}",
        subject=f"Balanced scorecard of {name} for {when(assessment)}, {assessment.status.lower()}",
        sheets=(
            plan_front(assessment, where, lines),
            *(sheet for sheet, _ in full),
            plan_questions(assessment, where),
            exceptions,
            *pages,
            *plan_partners(assessment, where),
            *areas.sheets(assessment, where),
            plan_contributions(assessment),
            *goalposts.sheets(assessment),
            plan_register(assessment),
            plan_method(assessment),
            plan_data(assessment),
            trend,
            plan_drawn(drawing),
        ),
        created=assessment.made_at,
    )
