"""States of what the logbook holds, each as shape, word and colour, for cells of every sheet that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pmxl.improve.money.budget import BudgetState
from pmxl.improve.money.risk import RiskLevel
from pmxl.improve.partnership.register import AnswerState
from pmxl.improve.services.service import ReviewState
from pmxl.improve.services.test import Result
from pmxl.reports.figure import Cell
from pmxl.reports.look import STATUS
from pmxl.reports.mark import stands
from pmxl.sheets import style
from pmxl.sheets.describe import Style
from pmxl.terms import Rating

COLOURS: Mapping[StrEnum, Rating] = {
    AnswerState.ANSWERED: Rating.GREEN,
    AnswerState.FOR_ALL: Rating.GREEN,
    AnswerState.OVERDUE: Rating.AMBER,
    AnswerState.MISSING: Rating.RED,
    ReviewState.DUE: Rating.RED,
    ReviewState.LATE: Rating.RED,
    ReviewState.UNDER_WAY: Rating.AMBER,
    ReviewState.PLANNED: Rating.AMBER,
    ReviewState.TO_FOLLOW: Rating.AMBER,
    ReviewState.DONE: Rating.GREEN,
    ReviewState.FOLLOWED: Rating.GREEN,
    Result.HOLDS: Rating.RED,
    BudgetState.WITHIN: Rating.GREEN,
    BudgetState.ALLOWED: Rating.AMBER,
    BudgetState.NOT_AGREED: Rating.AMBER,
    BudgetState.OVERRUN: Rating.RED,
    RiskLevel.HIGH: Rating.RED,
    RiskLevel.MEDIUM: Rating.AMBER,
    RiskLevel.LOW: Rating.GREEN,
}
"""The colour of each state; any other is grey."""
LOOK = STATUS.but(size=9, wrap=True)
QUIET = LOOK.but(bold=False, color=style.MUTED)


def mark(state: StrEnum, word: str = "", look: Style = LOOK) -> Cell:
    """A state as shape and word on its tint, `◆ Overrun`; one that asks nothing of anybody stands back."""
    found = COLOURS.get(state)
    if found is None:
        return f"{style.GREY.shape} {word or state}", QUIET
    return stands(found, word or state, look)
