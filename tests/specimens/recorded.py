"""The specimen of an assessment with a logbook: services, money, risks and lessons as a scorecard shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pmxl.assess import Assessment
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Budget
from pmxl.improve.logbook.models import InDepth
from pmxl.improve.logbook.models import Lesson
from pmxl.improve.logbook.models import Meeting
from pmxl.improve.logbook.models import Revision
from pmxl.improve.logbook.models import Risk
from pmxl.improve.logbook.models import Said
from pmxl.improve.logbook.models import Saving
from pmxl.improve.logbook.record import record
from pmxl.periods import Period
from pmxl.reports.logbook import budgets_sheet
from pmxl.reports.logbook import efficiency_sheet
from pmxl.reports.logbook import learning_sheet
from pmxl.reports.logbook import risks_sheet
from pmxl.reports.logbook import services_sheet
from tests.specimens.assessment import specimen

SHEETS: tuple[Any, ...] = (services_sheet, budgets_sheet, efficiency_sheet, risks_sheet, learning_sheet)
YEAR = Period(2022 * 12 + 3, 12)
Q3 = YEAR.parts(3)[2]
MADE = date(2023, 2, 3)
NINTH = date(2023, 1, 9)

LOGBOOK = Logbook(
    reviews=(
        Said(
            objective="housed", test="policy", answer=True, evidence="A new duty", said_by="Chief", on=date(2023, 1, 9)
        ),
        Said(objective="housed", test="need", answer=False, evidence="900 asked for help", on=NINTH),
    ),
    scrutiny=(
        InDepth(what="Beds", sort="service review", objective="spend", begun=date(2023, 1, 4), due=date(2023, 1, 31)),
        InDepth(
            what="Who joins in",
            sort="contribution",
            partner="forum",
            begun=date(2022, 9, 5),
            reported=date(2022, 12, 1),
            found="Two of five meet",
            recommended="Meet at seven",
            decided="Agreed",
        ),
    ),
    learning=(
        Lesson(what="Evening visits", worked="worked", source="Survey", measure="h1", share=True, on=date(2022, 11, 3)),
        Lesson(what="Text messages", worked="did not", source="Figures", partner="whitlow", on=date(2022, 12, 3)),
        Lesson(what="One desk", worked="in part", source="Visits", objective="joint", on=date(2023, 1, 3)),
    ),
    revisions=(Revision(plan="Safety plan", changed="Evenings", why="Nobody in", on=date(2022, 12, 8)),),
    meetings=(
        Meeting(
            on=date(2022, 11, 3),
            what="Board",
            period=YEAR.parts(3)[1],
            present=("redmarsh", "whitlow", "police"),
            apologies=("hospital",),
            others=("two tenants",),
            decided="Visit in the evening",
        ),
    ),
    budgets=(
        Budget(measure="m1", period=Q3, budget=1000, spend=1100, tolerance=5, held="pooled", why="Overtime"),
        Budget(objective="housed", partner="redmarsh", period=YEAR, budget=500, spend=510, tolerance=5, held="aligned"),
        Budget(objective="safe", partner="police", period=YEAR, budget=700, spend=600),
        Budget(measure="l1", partner="whitlow", period=Q3, budget=50),
        Budget(measure="h1", partner="whitlow", period=Q3, budget=50, spend=60),
    ),
    efficiency=(
        Saving(what="One desk", sort="cashable", partner="redmarsh", period=YEAR, planned=90, claimed=80, verified=70),
        Saving(what="Fewer calls", sort="non-cashable", partner="police", period=YEAR, claimed=40),
    ),
    risks=(
        Risk(what="The roof leaks", measure="m5", likelihood=4, impact=5, owner="Estates", review=date(2023, 1, 1)),
        Risk(what="Rents rise", objective="housed", partner="whitlow", likelihood=3, impact=3, response="Watch rents"),
        Risk(what="Snow", likelihood=1, impact=2),
    ),
)


def recorded(**changes: Any) -> Assessment:
    """The specimen with its record; `changes` are of the assessment, before the record is made."""
    found = replace(specimen(), **changes)
    return replace(found, record=record(found, LOGBOOK, MADE))
