"""Beside a measure: its budget, its gravest risk and what was learned about it, as its page tells them."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.framework.models import Measure
from pmxl.improve.learning.lesson import told
from pmxl.improve.money.budget import BudgetState
from pmxl.improve.money.risk import gravest
from pmxl.improve.money.risk import level
from pmxl.reports.logbook.shown import shown

WORDS = {BudgetState.OVERRUN: "Overrun: ", BudgetState.ALLOWED: "Over, as allowed: "}


def beside(assessment: Assessment, measure: Measure) -> dict[str, str]:
    """Each by its label, "" where there is none."""
    found = shown(assessment)
    if found is None:
        return {}
    spends = [one for one in found.spends if one.row.measure == measure.id]
    risk = gravest(found.risks, measure.id, measure.objective)
    response = f" {risk.response.rstrip('.')}." if risk and risk.response else ""
    return {
        "Budget": " ".join(f"{WORDS.get(one.state, '')}{one.words}." for one in spends),
        "Risk": f"{level(risk)} ({risk.score} of 25): {risk.what.rstrip('.')}.{response}" if risk else "",
        "Learned": " ".join(told(one) for one in found.lessons if one.measure == measure.id),
    }
