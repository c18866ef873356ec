"""Every kind of workbook made of the longest names, titles and figures that anybody has sent, to see that they fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmxl.assess.annual.annual import Annual
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.register_book import plan_register_book
from pmxl.returns.forms.sheet import plan_form
from pmxl.returns.issue import plan_return
from pmxl.returns.query_sheet import plan_mark
from pmxl.returns.query_sheet import plan_queries
from pmxl.returns.update_form import UpdateRow
from pmxl.returns.update_form import update_form
from pmxl.sheets.describe import BookPlan
from tests.kinds import plan_of
from tests.kinds import query_form
from tests.specimens.assessment import LONG_NAME
from tests.specimens.paper import form_of
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import year
from tests.specimens.years import summed_up
from tests.specimens.years import two_years
from tests.test_batch import ROWS
from tests.test_status import TODAY
from tests.test_status import framework
from tests.test_status import standing

BODY = "Metropolitan Borough of North and South Thamesmere-on-the-Marsh Adult and Children's Social Care Directorate"
OFFICER = "Interim Assistant Director of Performance, Partnerships, Insight and Continuous Improvement"
LONG: dict[str, str] = {"name": LONG_NAME, "definition": f"{LONG_NAME}. " * 6}
PEOPLE = dict.fromkeys(("contact", "owner", "data_owner", "performance_owner", "agreed_by"), OFFICER)


def longest(found: Framework) -> Framework:
    """A framework whose every name is as long as they come, its measures' and perspectives' among them."""
    partners = tuple(one.model_copy(update={"name": f"{one.id} {BODY}", "contact": OFFICER}) for one in found.partners)
    areas = tuple(one.model_copy(update={"name": f"{one.id} {BODY}"}) for one in found.areas)
    measures = tuple(
        one.model_copy(update={**LONG, "name": f"{one.id} {LONG_NAME}", **PEOPLE}) for one in found.measures
    )
    objectives = tuple(
        one.model_copy(update={"name": f"{one.id} {LONG_NAME}", "plan": BODY, "owner": OFFICER})
        for one in found.objectives
    )
    perspectives = tuple(
        one.model_copy(update={"name": f"{one.id} {BODY}", "question": LONG_NAME}) for one in found.perspectives
    )
    settings = found.settings.model_copy(update={"name": BODY, "officer": OFFICER})
    return found.model_copy(
        update={
            "partners": partners,
            "areas": areas,
            "measures": measures,
            "objectives": objectives,
            "perspectives": perspectives,
            "settings": settings,
        }
    )


def _rows() -> dict[str, list[dict[str, Any]]]:
    long = {"name": LONG_NAME, "question": LONG_NAME, "definition": LONG["definition"], **PEOPLE}
    return {
        sheet: [{key: long.get(key, value) for key, value in row.items()} for row in rows]
        for sheet, rows in ROWS.items()
    }


def _queries() -> BookPlan:
    form = query_form()
    asked = tuple(
        replace(one, figure=LONG_NAME, finding=replace(one.finding, says=LONG_NAME * 3)) for one in form.asked
    )
    partner = longest(FRAMEWORK).partner(POLICE)
    form = replace(form, partnership=BODY, partner=partner, officer=OFFICER, asked=asked)
    return BookPlan("Queries", (plan_queries(form), plan_mark(form)))


def _year() -> Annual:
    with TemporaryDirectory() as place:
        return summed_up(Path(place), longest(two_years()))


def _update() -> BookPlan:
    figures = ("1,234,567,890", "50 %", "Amber", "44, Red", "Q1 Red")
    rows = tuple(UpdateRow(ref, LONG_NAME, LONG_NAME, BODY, *figures) for ref in ("early", "kept"))
    return plan_form(update_form(BODY, OFFICER, year(2022), "test", rows, return_to="office@threewoods.example"))


AS_THEY_ARE = ("scorecard", "scorecard-partner", "public", "rehearsal", "journey-form", "journey")
"""Made of a specimen that has such names and figures anyway."""

USUAL = (
    *("improving", "actions", "target", "target-rate", "logbook", "partnership", "logbook-sheets"),
    "data-quality",
)
"""Measured with the names that they have, which are long enough to wrap."""

LONGEST: dict[str, Callable[[], BookPlan]] = {
    "framework-new": lambda: plan_framework({}, name=BODY),
    "framework": lambda: plan_framework(_rows(), name=BODY),
    "return": lambda: plan_return(form_of(NORTHVALE, longest(FRAMEWORK))),
    "return-areas": lambda: plan_return(form_of(POLICE, longest(FRAMEWORK))),
    "queries": _queries,
    "register": lambda: plan_register_book(standing(TODAY, of=longest(framework()))),
    "annual": lambda: plan_annual(_year()),
    "update-form": _update,
    **{kind: partial(plan_of, kind) for kind in (*AS_THEY_ARE, *USUAL)},
}
"""By kind."""
