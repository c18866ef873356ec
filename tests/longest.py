"""Every kind of workbook made of the longest names, titles and figures that anybody has sent, to see that they fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmxl.assess import assess
from pmxl.assess import for_audience
from pmxl.assess.annual.annual import Annual
from pmxl.assess.disclosed import disclosed
from pmxl.framework.make import plan_framework
from pmxl.improve.actions.form import action_form
from pmxl.improve.improvement import Improvement
from pmxl.improve.journey.form import journey_form
from pmxl.improve.journey.stages import journey_in
from pmxl.improve.logbook.make import plan_logbook
from pmxl.improve.logbook.models import Audit
from pmxl.improve.logbook.record import record
from pmxl.improve.partnership.alignment import matrix
from pmxl.improve.partnership.alignment import one_sided
from pmxl.improve.partnership.register import register
from pmxl.improve.quality.graded import frame_of
from pmxl.improve.quality.graded import graded
from pmxl.improve.quality.kept import Record
from pmxl.improve.target.study import Study
from pmxl.ledger import Ledger
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.journey.book import plan_journey
from pmxl.reports.logbook.register_book import plan_register as plan_partnership
from pmxl.reports.public.book import plan_public
from pmxl.reports.quality import sheets as quality_sheets
from pmxl.reports.register_book import plan_register_book
from pmxl.reports.rehearsal import plan_rehearsal
from pmxl.reports.scorecard import plan_scorecard
from pmxl.reports.target.book import plan_target
from pmxl.reports.ties import tied
from pmxl.returns.forms.sheet import plan_form
from pmxl.returns.issue import plan_return
from pmxl.returns.query_sheet import plan_mark
from pmxl.returns.query_sheet import plan_queries
from pmxl.returns.update_form import UpdateRow
from pmxl.returns.update_form import update_form
from pmxl.sheets.describe import BookPlan
from tests.kinds import query_form
from tests.specimens.assessment import LONG_NAME
from tests.specimens.assessment import specimen
from tests.specimens.improvement import improving
from tests.specimens.journey import specimen as journey_specimen
from tests.specimens.logged import ROWS as LOGGED
from tests.specimens.logged import framework as framework_logged
from tests.specimens.logged import logged
from tests.specimens.paper import form_of
from tests.specimens.proposed import of_rate
from tests.specimens.proposed import of_total
from tests.specimens.recorded import LOGBOOK
from tests.specimens.recorded import MADE
from tests.specimens.recorded import SHEETS
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q3
from tests.specimens.small import year
from tests.specimens.statuses import TODAY
from tests.specimens.statuses import framework
from tests.specimens.statuses import standing
from tests.specimens.years import summed_up
from tests.specimens.years import two_years
from tests.stretched import BODY
from tests.stretched import LONG
from tests.stretched import OFFICER
from tests.stretched import PEOPLE
from tests.stretched import at_length
from tests.stretched import longest
from tests.stretched import wordy_logbook
from tests.stretched import wordy_rows
from tests.test_batch import ROWS
from tests.test_rehearse import UPS_AND_DOWNS
from tests.test_rehearse import frame
from tests.test_rehearse import replayed
from tests.test_rehearse import run


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


def _scorecard() -> BookPlan:
    return plan_scorecard(at_length(specimen()))


def _of_partner() -> BookPlan:
    found = at_length(specimen())
    return plan_scorecard(for_audience(found, f"partner:{found.framework.partners[0].id}"))


def _public() -> BookPlan:
    found = at_length(specimen())
    return plan_public(disclosed(found, "public", [one.id for one in found.framework.measures], 5))


def _rehearsal() -> BookPlan:
    found = longest(frame())
    with TemporaryDirectory() as place:
        one, other = Path(place) / "one", Path(place) / "other"
        one.mkdir()
        other.mkdir()
        replay = replayed(one, run(*UPS_AND_DOWNS), "5% + decline 2", "strict", of=found)
        with Ledger.open(other / "ledger.db") as ledger:
            return plan_rehearsal(assess(found, ledger, Q3, status="REHEARSAL"), replay)


def _journey_form() -> BookPlan:
    found = longest(FRAMEWORK)
    form = journey_form(found, journey_in(Path("nowhere")), found.partner(POLICE), year(2022), None)
    rows = tuple(replace(row, said={"score": "3", "evidence": LONG_NAME}) for row in form.sheets[0].rows)
    return plan_form(replace(form, revision=2, sheets=(replace(form.sheets[0], rows=rows), *form.sheets[1:])))


def _study(found: Study) -> BookPlan:
    frame_ = longest(found.framework)
    return plan_target(replace(found, framework=frame_, measure=frame_.measure(found.measure.id)))


def _logbook_sheets() -> BookPlan:
    found = at_length(specimen())
    shown = replace(found, record=record(found, wordy_logbook(LOGBOOK), MADE))
    return tied(BookPlan("Scorecard", tuple(sheet for page in SHEETS for sheet in page.sheets(shown))))


def _data_quality() -> BookPlan:
    found = at_length(specimen())
    ids = [measure.id for measure in found.framework.measures]
    audit = Audit(measure=ids[2], characteristic="validity", mark=2, finding=LONG_NAME, on=TODAY, auditor=OFFICER)
    every = Counter(dict.fromkeys(ids, 20)), *(Counter[str]() for _ in range(6))
    marks = graded(found.framework, Record(*every), found.figures, (audit,), TODAY)
    return tied(BookPlan("Data quality", quality_sheets(replace(found, qualities=frame_of(marks)))))


def _partnership() -> BookPlan:
    found = longest(framework_logged())
    book = wordy_logbook(logged())
    told = register(found, book, TODAY)
    return plan_partnership(told, matrix(told, book), (*told.findings, *one_sided(told, book)))


def _actions() -> BookPlan:
    found = at_length(improving())
    assert isinstance(found.improvement, Improvement)
    running = [replace(one, action=replace(one.action, to="hospital")) for one in found.improvement.actions[:1]]
    owed = found.improvement.owed[:1]
    return plan_form(action_form(found.framework, "hospital", found.period, owed, running, deadline=TODAY))


LONGEST: dict[str, Callable[[], BookPlan]] = {
    "framework-new": lambda: plan_framework({}, name=BODY),
    "framework": lambda: plan_framework(_rows(), name=BODY),
    "return": lambda: plan_return(form_of(NORTHVALE, longest(FRAMEWORK))),
    "return-areas": lambda: plan_return(form_of(POLICE, longest(FRAMEWORK))),
    "queries": _queries,
    "scorecard": _scorecard,
    "scorecard-partner": _of_partner,
    "public": _public,
    "annual": lambda: plan_annual(_year()),
    "register": lambda: plan_register_book(standing(TODAY, of=longest(framework()))),
    "rehearsal": _rehearsal,
    "data-quality": _data_quality,
    "target": lambda: _study(of_total(560, 597, 640)),
    "target-rate": lambda: _study(of_rate(81.5, 84, 95)),
    "logbook": lambda: plan_logbook(longest(framework_logged()), wordy_rows(LOGGED)),
    "partnership": _partnership,
    "logbook-sheets": _logbook_sheets,
    "update-form": _update,
    "journey-form": _journey_form,
    "journey": lambda: plan_journey(journey_specimen(longest(FRAMEWORK), LONG_NAME)),
    "improving": lambda: plan_scorecard(at_length(improving())),
    "actions": _actions,
}
"""By kind; there is no kind that goes by usual names."""
