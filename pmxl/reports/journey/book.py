"""The workbook of a round of the journey: overview with radar, statements by partner, change, gates, gaps, evidence."""

from __future__ import annotations

from pmxl.improve.journey.journey import Together
from pmxl.reports.journey.change import change
from pmxl.reports.journey.evidence import evidence
from pmxl.reports.journey.evidence import gap_report
from pmxl.reports.journey.front import front
from pmxl.reports.journey.gates import gate_sheet
from pmxl.reports.journey.matrix import culture
from pmxl.reports.journey.matrix import statements
from pmxl.sheets.describe import BookPlan


def plan_journey(found: Together) -> BookPlan:
    """Its sheets; that of change only where there was a round before, that of culture only where it is asked."""
    return BookPlan(
        title=f"{found.framework.settings.name}: improvement journey {found.now.period.label}",
        subject="How partners see their management of performance, stage by stage, and where their views differ",
        sheets=(
            front(found),
            statements(found),
            *change(found),
            gate_sheet(found),
            gap_report(found),
            *culture(found),
            evidence(found),
        ),
    )
