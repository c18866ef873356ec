"""Ledger and framework in, one assessment out: every figure beside its target, rating, travel and coverage."""

from __future__ import annotations

from pmxl.assess.assessment import DRAFT
from pmxl.assess.assessment import Assessment
from pmxl.assess.assessment import assess
from pmxl.assess.audience import audiences
from pmxl.assess.audience import for_audience
from pmxl.assess.goalpost_changes import Version

__all__ = ["DRAFT", "Assessment", "Version", "assess", "audiences", "for_audience"]
