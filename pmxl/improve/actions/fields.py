"""Fields: what an action plan asks of each action, and which of it makes a plan, and a robust one."""

from __future__ import annotations

from pmxl.improve.actions.action import STATES
from pmxl.returns.forms.field import Field

FIELDS = (
    Field("what", "What will be done", 34),
    Field("owner", "Owner", 18),
    Field("begins", "Begins", 12, "date"),
    Field("by_when", "By when", 12, "date"),
    Field("resources", "Resources moved", 22),
    Field("expected", "Expected effect", 24),
    Field("progress", "Done %", 8, "number", least=0, most=100, number_format="0"),
    Field("status", "Status", 13, "choice", STATES),
    Field("ended", "Ended on", 12, "date"),
    Field("going", "How it is going", 30),
)
"""What is asked of an action."""
HEADINGS = {field.key: field.heading for field in FIELDS}
DAYS = tuple(field.key for field in FIELDS if field.holds == "date")
NUMBERS = tuple(field.key for field in FIELDS if field.holds == "number")
TEXTS = tuple(field.key for field in FIELDS if field.holds in ("text", "choice"))
PLANNED = ("what", "owner", "begins", "by_when", "resources", "expected")
"""The fields that make a plan; how far it has come is no change of it."""
