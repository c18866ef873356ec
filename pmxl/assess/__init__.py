"""Ledger and framework in, one assessment out: every figure beside its target, rating, travel and coverage.

Each name is loaded when it is first asked for: who wants to know where the returns stand need not wait for forecasts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from pmxl.assess.assessment import DRAFT
    from pmxl.assess.assessment import Assessment
    from pmxl.assess.assessment import assess
    from pmxl.assess.audience import audiences
    from pmxl.assess.audience import for_audience
    from pmxl.assess.goalpost_changes import Version

HOMES = {
    "DRAFT": "assessment",
    "Assessment": "assessment",
    "assess": "assessment",
    "audiences": "audience",
    "for_audience": "audience",
    "Version": "goalpost_changes",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)


__all__ = ["DRAFT", "Assessment", "Version", "assess", "audiences", "for_audience"]
