"""Risks that are open by a day, gravest first, and the gravest of each measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Risk

HIGH_FROM, MEDIUM_FROM = 15, 8
"""Of likelihood times impact, each 1 to 5."""


class RiskLevel(StrEnum):
    """How grave a risk is, by likelihood times impact."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


def level(risk: Risk) -> RiskLevel:
    """High from 15, medium from 8, else low."""
    if risk.score >= HIGH_FROM:
        return RiskLevel.HIGH
    return RiskLevel.MEDIUM if risk.score >= MEDIUM_FROM else RiskLevel.LOW


def open_risks(logbook: Logbook, day: date) -> tuple[Risk, ...]:
    """Those not closed by a day, the gravest first."""
    found = [risk for risk in logbook.risks if not (risk.closed and risk.closed <= day)]
    return tuple(sorted(found, key=lambda risk: -risk.score))


def is_overdue(risk: Risk, day: date) -> bool:
    """True where it should have been looked at again by a day."""
    return risk.review is not None and risk.review < day


def gravest(risks: Sequence[Risk], measure: str, objective: str) -> Risk | None:
    """The gravest risk to a measure, or to the objective it serves where none is named for the measure."""
    mine = [risk for risk in risks if risk.measure == measure] or [
        risk for risk in risks if not risk.measure and risk.objective and risk.objective == objective
    ]
    return mine[0] if mine else None
