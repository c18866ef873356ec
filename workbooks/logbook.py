"""The logbook of the worked year: reviews, learning, meetings, and what figures cannot tell. All of it is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pmxl.framework.models import Framework
from pmxl.improve.logbook.make import plan_logbook
from pmxl.sheets.write import write_workbook
from workbooks.audits import AUDITS
from workbooks.logbook_money import BUDGETS
from workbooks.logbook_money import EFFICIENCY
from workbooks.logbook_money import RISKS
from workbooks.logbook_register import OVERLAPS
from workbooks.logbook_register import PARTNERSHIP
from workbooks.logbook_register import alignment
from workbooks.rows import Rows
from workbooks.rows import table

NAME = "logbook.xlsx"

REVIEWS = table(
    ("objective", "test", "answer", "evidence", "said_by", "on"),
    ("homes-kept", "policy", "no", "No new duty this quarter", "Head of housing", date(2025, 7, 18)),
    (
        "homes-kept",
        "policy",
        "yes",
        "From April 2026 councils must help 120 days before a home is lost, not 56",
        "Head of housing",
        date(2026, 4, 16),
    ),
    ("homes-kept", "need", "no", "577 households asked for help in the year", "Head of housing", date(2026, 4, 16)),
    (
        "act-early",
        "others",
        "yes",
        "Fire and health visit the same homes; one visit could do for both",
        "Area manager, prevention",
        date(2025, 10, 21),
    ),
    (
        "act-early",
        "need",
        "no",
        "Visits are asked for faster than made",
        "Area manager, prevention",
        date(2025, 10, 21),
    ),
    (
        "victims-supported",
        "case",
        "no",
        "One service for all victims was set up in 2024 and is still settling",
        "Head of victim services",
        date(2026, 1, 20),
    ),
    (
        "well-at-home",
        "case",
        "yes",
        "Two walk-in centres close at 6 pm",
        "Director of operations",
        date(2026, 1, 22),
    ),
    ("trusted", "users", "no", "27 complaints, as in the year before", "Chief executive", date(2026, 4, 14)),
)
"""What people said of services: a policy shift in housing, a service that two could share."""

SCRUTINY: Rows = [
    {
        "what": "Safe and well visits: one visit for fire and health",
        "sort": "service review",
        "objective": "act-early",
        "led_by": "Area manager; a tenant and a health visitor challenge",
        "begun": date(2025, 11, 3),
        "due": date(2026, 1, 30),
        "reported": date(2026, 1, 27),
        "found": "Four homes in ten were visited twice within three months",
        "recommended": "One visit, one form, from April",
        "decided": "Agreed by the board on 12 February",
        "follow_up": date(2026, 10, 30),
    },
    {
        "what": "Waiting in accident and emergency",
        "sort": "service review",
        "objective": "well-at-home",
        "led_by": "Director of operations; a patient group challenges",
        "begun": date(2026, 4, 20),
        "due": date(2026, 7, 31),
    },
    {
        "what": "Why households stay long in temporary homes",
        "sort": "scrutiny",
        "measure": "temporary-homes",
        "led_by": "Housing scrutiny panel",
        "begun": date(2025, 9, 8),
        "due": date(2025, 12, 19),
        "reported": date(2025, 12, 15),
        "found": "Empty flats wait eleven weeks for repair",
        "recommended": "A repair team shared by council and Quill and Marsh",
        "decided": "Team began in February",
        "follow_up": date(2026, 6, 30),
    },
    {
        "what": "What the voluntary sector adds to prevention",
        "sort": "contribution",
        "objective": "homes-kept",
        "partner": "voluntary",
        "led_by": "Partnership manager",
        "begun": date(2026, 2, 2),
        "due": date(2026, 3, 31),
    },
]
"""A service review that is under way, one that is done and waits to be followed up, and a panel's inquiry."""

LEARNING: Rows = [
    {
        "what": "A housing officer in the job centre",
        "worked": "worked",
        "why": "People ask for help before the notice, not after",
        "source": "Evaluation by the council, January 2026",
        "measure": "homelessness-prevented",
        "partner": "council",
        "next": "A second job centre from September",
        "share": "yes",
        "shared_with": "homes; voluntary",
        "on": date(2026, 1, 15),
    },
    {
        "what": "Evening phone clinics for victims",
        "worked": "in part",
        "why": "Calls were answered sooner; half the evenings were quiet",
        "source": "Call records and a survey of 64 people",
        "measure": "victim-satisfaction",
        "partner": "voluntary",
        "next": "Keep Monday and Thursday evenings",
        "share": "no",
        "on": date(2025, 12, 4),
    },
    {
        "what": "Text reminders of case conferences",
        "worked": "did not",
        "why": "Dates changed after the reminder had gone",
        "source": "Figures of Q3 and Q4",
        "measure": "case-conferences",
        "next": "Fix the dates first",
        "on": date(2026, 3, 26),
    },
    {
        "what": "Flu jabs for staff at the depot",
        "worked": "worked",
        "why": "Nobody had to travel",
        "source": "Sickness figures, two winters",
        "measure": "sickness",
        "partner": "fire",
        "share": "yes",
        "shared_with": "all",
        "on": date(2026, 3, 31),
    },
]
"""What worked, what worked in part, and what did not."""

REVISIONS: Rows = [
    {
        "plan": "Homelessness Strategy 2023-28",
        "objective": "homes-kept",
        "changed": "Repair of empty flats is shared with Quill and Marsh Homes",
        "why": "The scrutiny panel found that repair takes eleven weeks",
        "agreed_by": "Executive board",
        "on": date(2026, 1, 22),
    },
    {
        "plan": "Prevention Concordat 2024",
        "objective": "act-early",
        "changed": "One visit does for fire safety and health",
        "why": "The service review found that homes were visited twice",
        "agreed_by": "Executive board",
        "on": date(2026, 2, 12),
    },
]
"""Two changes of plans."""

MEETINGS = table(
    ("on", "what", "period", "present", "apologies", "others", "decided"),
    (date(2025, 7, 31), "Executive board", "2025-26 Q1", "all", "", "two councillors", "Watch beds in use"),
    (
        date(2025, 10, 30),
        "Executive board",
        "2025-26 Q2",
        "council; constabulary; health; homes; voluntary",
        "fire",
        "a tenant; a carer",
        "Panel to look into temporary homes",
    ),
    (
        date(2026, 2, 12),
        "Executive board",
        "2025-26 Q3",
        "council; constabulary; fire; health; voluntary",
        "homes",
        "two councillors",
        "One visit for fire and health",
    ),
    (
        date(2026, 4, 30),
        "Executive board",
        "2025-26 Q4",
        "council; constabulary; fire; health; homes",
        "",
        "a tenant; a patient; two councillors",
        "Review of accident and emergency to report by July",
    ),
)
"""Four reviews of a quarter, and who was there."""


def write_logbook(framework: Framework, path: Path) -> Path:
    """Writes the logbook as the partnership had kept it by the end of its year."""
    rows = {
        "reviews": REVIEWS,
        "scrutiny": SCRUTINY,
        "audits": AUDITS,
        "learning": LEARNING,
        "revisions": REVISIONS,
        "meetings": MEETINGS,
        "partnership": PARTNERSHIP,
        "overlaps": OVERLAPS,
        "alignment": alignment(),
        "budgets": BUDGETS,
        "efficiency": EFFICIENCY,
        "risks": RISKS,
    }
    return write_workbook(plan_logbook(framework, rows), path)
