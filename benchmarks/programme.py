"""Programme: the framework of an invented national programme of as many partners as wanted, all asked the same."""

from __future__ import annotations

from typing import Any

from pmxl.framework.rows import FrameworkRows

PERIOD = "2024-25 Q3"
AGREED = {"agreed_by": "the Programme Board", "agreed_on": "2024-03-05"}

MEASURES: tuple[tuple[str, str, str, float, str, str, float], ...] = (
    # id, name, kind, multiplier, polarity, frequency, target of the year
    ("seen-in-time", "People seen within four weeks", "percentage", 100, "higher", "quarter", 85),
    ("helped-early", "Families helped early", "percentage", 100, "higher", "quarter", 70),
    ("plans-made", "Plans made within the time agreed", "percentage", 100, "higher", "quarter", 90),
    ("returned-work", "People in work after six months", "percentage", 100, "higher", "quarter", 45),
    ("re-referrals", "Referred again within a year", "percentage", 100, "lower", "quarter", 18),
    ("complaints", "Complaints upheld", "percentage", 100, "lower", "quarter", 30),
    ("visits", "Visits for each worker", "ratio", 1, "higher", "quarter", 24),
    ("falls", "Falls for 1,000 residents", "rate", 1000, "lower", "quarter", 12),
    ("starts", "People who started", "count", 1, "higher", "quarter", 1400),
    ("waiting", "People waiting at the end", "count", 1, "lower", "quarter", 140),
    ("spent", "Spent", "money", 1, "lower", "quarter", 900_000),
    ("days-to-help", "Days from asking to help", "ratio", 1, "lower", "quarter", 21),
    ("sessions", "Sessions held", "count", 1, "higher", "month", 600),
)
"""Thirteen measures in fifteen rows: the last is asked month by month."""


def programme(partners: int) -> FrameworkRows:
    """The rows of its framework workbook."""
    return {
        "settings": [{"key": "name", "value": "Early Help Programme"}, {"key": "year_starts", "value": 4}],
        "partners": [{"id": partner_id(n), "name": partner_name(n)} for n in range(partners)],
        "perspectives": [{"id": "people", "name": "People", "question": "Is help there in time?", "order": 1}],
        "objectives": [{"id": "in-time", "name": "Help in time", "perspective": "people", "owner": "Director"}],
        "measures": [_measure(*row) for row in MEASURES],
        "targets": [
            {"measure": row[0], "period": "2024-25", "basis": "year", "target": row[6], "purpose": "manage"} | AGREED
            for row in MEASURES
            if row[2] in ("percentage", "ratio", "rate")
        ],
        "tolerances": [
            {"measure": "kind:percentage", "rule": "points", "amount": 5} | AGREED,
            {"measure": "re-referrals", "rule": "points", "amount": 3} | AGREED,
        ],
    }


def partner_id(number: int) -> str:
    """All of one length, so that a return made for one can be made another's without writing it anew."""
    return f"p{number:05}"


def partner_name(number: int) -> str:
    """Told apart by its number alone."""
    return f"Partnership {number:05}"


def _measure(
    id_: str, name: str, kind: str, multiplier: float, polarity: str, frequency: str, _target: float
) -> dict[str, Any]:
    return {
        "id": id_,
        "name": name,
        "definition": f"{name} in the period, as counted by the partner's own system on its last day.",
        "objective": "in-time",
        "kind": kind,
        "unit": {"percentage": "%", "money": "£"}.get(kind, ""),
        "decimals": 0 if kind in ("count", "money") else 1,
        "multiplier": multiplier,
        "polarity": polarity,
        "frequency": frequency,
        "accumulate": "flow",
        "partners": "all",
        "data_owner": "Analyst",
        "performance_owner": "Director",
    }
