"""A small framework with a logbook: one right row or more on every sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_rows
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.make import plan_logbook
from pmxl.improve.logbook.read import logbook_of
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import plan_to_bytes
from tests.test_judged import sound

Rows = dict[str, list[dict[str, Any]]]

ROWS: Rows = {
    "reviews": [
        {"objective": "aim-1", "test": "policy", "answer": "yes", "evidence": "A new duty", "on": date(2026, 5, 4)},
        {"objective": "aim-2", "test": "need", "answer": "no", "said_by": "Chief", "on": date(2026, 5, 4)},
    ],
    "scrutiny": [
        {
            "what": "Why visits fail",
            "sort": "service review",
            "objective": "aim-2",
            "begun": date(2026, 4, 2),
            "reported": date(2026, 6, 1),
            "found": "Nobody is in",
            "recommended": "Evening visits",
            "follow_up": date(2026, 12, 1),
        },
    ],
    "audits": [
        {"measure": "output-1", "characteristic": "validity", "mark": 2, "finding": "Two districts count attempts too"}
        | {"auditor": "The health trust", "on": date(2026, 5, 11), "follow_up": date(2026, 9, 1)},
    ],
    "learning": [
        {
            "what": "Evening visits",
            "worked": "worked",
            "source": "Evaluation",
            "measure": "output-1",
            "next": "Go on in every district",
            "share": "yes",
            "shared_with": "all",
            "on": date(2026, 6, 2),
        },
    ],
    "revisions": [
        {"plan": "Strategy", "objective": "aim-1", "changed": "Evenings", "why": "Nobody in", "on": date(2026, 6, 9)},
    ],
    "meetings": [
        {
            "on": date(2026, 7, 20),
            "what": "Board",
            "period": "2026-27 Q1",
            "present": "north",
            "apologies": "south",
            "others": "two tenants; a councillor",
        },
    ],
    "partnership": [
        {"question": "vision", "answer": "A safe place", "agreed_on": date(2026, 3, 2), "review": date(2027, 3, 1)},
        {"question": "type", "answer": "delivery"},
        {"partner": "north", "question": "accountability", "answer": "Its cabinet", "review": date(2026, 6, 30)},
    ],
    "overlaps": [
        {"partner": "north", "other": "south", "objective": "aim-1", "sort": "conflict", "says": "Two aims, one budget"}
    ],
    "alignment": [
        {"partner": "north", "objective": "aim-1", "in_their_plan": "yes", "from_their_plan": "in part"},
        {"partner": "south", "objective": "aim-1", "in_their_plan": "no"},
    ],
    "budgets": [
        {
            "measure": "input-1",
            "period": "2026-27 Q1",
            "budget": 1000,
            "spend": 1060,
            "tolerance": 5,
            "unit": "percent",
        },
        {"objective": "aim-2", "partner": "south", "period": "2026-27", "budget": 500, "held": "aligned"},
    ],
    "efficiency": [
        {"what": "One desk", "sort": "cashable", "partner": "north", "period": "2026-27", "claimed": 300}
        | {"verified": 250, "verified_by": "Audit"},
    ],
    "risks": [
        {"what": "The contractor leaves", "measure": "output-1", "likelihood": 4, "impact": 5, "owner": "Chief"},
    ],
}


def framework(**changes: Any) -> Framework:
    """Two partners, two objectives, a measure for each link of the chain; `changes` add rows to sheets."""
    rows = sound()
    for sheet, more in changes.items():
        rows[sheet] = [*rows.get(sheet, []), *more]
    found, findings = read_rows(rows)
    assert found is not None, [str(finding) for finding in findings]
    return found


def logged(rows: Rows | None = None, frame: Framework | None = None) -> Logbook:
    """The logbook of these rows, written and read again."""
    frame = frame or framework()
    data = plan_to_bytes(plan_logbook(frame, ROWS if rows is None else rows))
    return logbook_of(read_workbook("logbook.xlsx", data), frame)
