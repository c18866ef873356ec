"""Logs: every sheet of the logbook with the model of its rows, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pmxl.framework.column import Sheet
from pmxl.framework.row import Row
from pmxl.improve.logbook import models
from pmxl.improve.logbook.columns_audits import AUDITS
from pmxl.improve.logbook.columns_learning import LEARNING
from pmxl.improve.logbook.columns_learning import MEETINGS
from pmxl.improve.logbook.columns_learning import REVISIONS
from pmxl.improve.logbook.columns_money import BUDGETS
from pmxl.improve.logbook.columns_money import EFFICIENCY
from pmxl.improve.logbook.columns_money import RISKS
from pmxl.improve.logbook.columns_partnership import ALIGNMENT
from pmxl.improve.logbook.columns_partnership import OVERLAPS
from pmxl.improve.logbook.columns_partnership import PARTNERSHIP
from pmxl.improve.logbook.columns_reviews import REVIEWS
from pmxl.improve.logbook.columns_reviews import SCRUTINY


class Log(NamedTuple):
    """A sheet and what its rows become."""

    sheet: Sheet
    row: Callable[..., Row]


LOGS = (
    Log(REVIEWS, models.Said),
    Log(SCRUTINY, models.InDepth),
    Log(AUDITS, models.Audit),
    Log(LEARNING, models.Lesson),
    Log(REVISIONS, models.Revision),
    Log(MEETINGS, models.Meeting),
    Log(PARTNERSHIP, models.Agreed),
    Log(OVERLAPS, models.Overlap),
    Log(ALIGNMENT, models.Alignment),
    Log(BUDGETS, models.Budget),
    Log(EFFICIENCY, models.Saving),
    Log(RISKS, models.Risk),
)
"""A sheet more is a line here, a field of Logbook, and its checks; each may be left out of the workbook."""

SHEETS = tuple(log.sheet for log in LOGS)
