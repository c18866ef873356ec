"""One specimen of every kind of workbook that we write, for the tests that hold for all of them.

A new kind of workbook, or a new audience's, adds a line to KINDS: contrast, golden renderings, the validator and the
formulas are then asked of it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pmxl.assess import assess
from pmxl.assess import for_audience
from pmxl.assess.disclosed import disclosed
from pmxl.findings import Finding
from pmxl.framework.make import plan_framework
from pmxl.improve.journey.form import journey_form
from pmxl.improve.journey.stages import journey_in
from pmxl.improve.logbook.make import plan_logbook
from pmxl.improve.logbook.models import Audit
from pmxl.improve.partnership.alignment import matrix
from pmxl.improve.partnership.alignment import one_sided
from pmxl.improve.partnership.register import register
from pmxl.improve.quality.graded import frame_of
from pmxl.improve.quality.graded import graded
from pmxl.improve.quality.kept import Record
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
from pmxl.returns.query import Asked
from pmxl.returns.query import QueryForm
from pmxl.returns.query_sheet import plan_mark
from pmxl.returns.query_sheet import plan_queries
from pmxl.returns.update_form import UpdateRow
from pmxl.returns.update_form import update_form
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Severity
from tests.specimens.assessment import specimen
from tests.specimens.improvement import improving
from tests.specimens.improvement import plan_of_the_hospital
from tests.specimens.journey import specimen as journey_specimen
from tests.specimens.logged import ROWS as LOGGED
from tests.specimens.logged import framework as framework_logged
from tests.specimens.logged import logged
from tests.specimens.paper import form_of
from tests.specimens.proposed import of_rate
from tests.specimens.proposed import of_total
from tests.specimens.recorded import SHEETS
from tests.specimens.recorded import recorded
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q3
from tests.specimens.small import year
from tests.specimens.statuses import TODAY
from tests.specimens.statuses import standing
from tests.specimens.years import usual
from tests.test_batch import ROWS
from tests.test_rehearse import UPS_AND_DOWNS
from tests.test_rehearse import frame
from tests.test_rehearse import replayed
from tests.test_rehearse import run

MADE_AT = datetime(2023, 1, 25, 9, 30, tzinfo=UTC)


def query_form() -> QueryForm:
    """The form of the queries, of every severity and one about the whole return."""
    found = [
        Finding("VAL007", Severity.QUERY, "Days to relet was 24 and is 41 now.", "Confirm it.", "", "Return", "K8"),
        Finding("NUM010", Severity.ERROR, "'about 90' is not a number.", "Type the figure.", "", "Return", "I9"),
        Finding("NUM030", Severity.HOLD, "0.95 can be read two ways.", "Type 95 or 0.95.", "", "Return", "K10"),
        Finding("RET006", Severity.QUERY, "The return is not signed off.", "Sign it.", "", "Cover"),
    ]
    asked = tuple(Asked(n, one, "Helped early") for n, one in enumerate(found, 1))
    partner = FRAMEWORK.partner(POLICE)
    return QueryForm("Northvale Partnership", partner, Q3, 1, "data@northvale.example", "The officer", "", asked)


def _queries() -> BookPlan:
    form = query_form()
    return BookPlan("Queries", (plan_queries(form), plan_mark(form)), created=MADE_AT)


def _rehearsal() -> BookPlan:
    found = frame()
    with TemporaryDirectory() as place:
        one, other = Path(place) / "one", Path(place) / "other"
        one.mkdir()
        other.mkdir()
        replay = replayed(one, run(*UPS_AND_DOWNS), "5% + decline 2", "strict")
        with Ledger.open(other / "ledger.db") as ledger:
            around = assess(found, ledger, Q3, status="REHEARSAL")
    return plan_rehearsal(around, replay)


def _journey_form() -> BookPlan:
    form = journey_form(FRAMEWORK, journey_in(Path("nowhere")), FRAMEWORK.partner(POLICE), year(2022), None)
    said = {"stock-1": {"score": "3", "evidence": "Minutes of May."}, "stock-2": {"score": "1"}}
    rows = tuple(replace(row, said=said.get(row.ref, {})) for row in form.sheets[0].rows)
    return plan_form(replace(form, revision=2, sheets=(replace(form.sheets[0], rows=rows), *form.sheets[1:])))


def _update_form() -> BookPlan:
    figures = ("46 %", "50 %", "Amber", "44, Red", "Q1 Red, Q2 Amber")
    rows = (
        UpdateRow("early", "Helped early", "Safer streets", "Community plan, aim 1", *figures),
        UpdateRow("kept", "=Kept promises", "Safer streets"),
    )
    return plan_form(update_form("Northvale Partnership", "Board", year(2022), "test", rows, return_to="a@b.example"))


def _of_partner() -> BookPlan:
    found = specimen()
    return plan_scorecard(for_audience(found, f"partner:{found.partners['partner'].iloc[0]}"))


def _public() -> BookPlan:
    found = specimen()
    return plan_public(disclosed(found, "public", [one.id for one in found.framework.measures], 5))


def _partnership() -> BookPlan:
    found = register(framework_logged(), logged(), TODAY)
    gaps = (*found.findings, *one_sided(found, logged()))
    return replace(plan_partnership(found, matrix(found, logged()), gaps), created=MADE_AT)


def _logbook_sheets() -> BookPlan:
    """The sheets of a scorecard that a logbook fills."""
    shown = recorded()
    sheets = (sheet for page in SHEETS for sheet in page.sheets(shown))
    return tied(BookPlan("Scorecard", tuple(sheets), created=MADE_AT))


def _data_quality() -> BookPlan:
    """The scorecard's sheet of data quality: marks that partners gave, figures that are missing, and an audit."""
    shown = specimen()
    ids = [measure.id for measure in shown.framework.measures]
    few = Counter({ids[0]: 1, ids[1]: 8})
    whole = Record(Counter(dict.fromkeys(ids, 20)), few, Counter(), Counter(), Counter(), Counter(), Counter())
    finding = "Two districts count attempts too"
    audit = Audit(measure=ids[2], characteristic="validity", mark=2, finding=finding, on=MADE_AT.date())
    every = graded(shown.framework, whole, shown.figures, (audit,), MADE_AT.date())
    shown = replace(shown, qualities=frame_of(every))
    return tied(BookPlan("Data quality", quality_sheets(shown), created=MADE_AT))


KINDS: dict[str, Callable[[], BookPlan]] = {
    "framework-new": lambda: plan_framework({}, name="Riverside Partnership"),
    "framework": lambda: plan_framework(ROWS, name="Threewoods Partnership"),
    "return": lambda: plan_return(form_of(NORTHVALE)),
    "return-areas": lambda: plan_return(form_of(POLICE)),
    "queries": _queries,
    "scorecard": lambda: plan_scorecard(specimen()),
    "scorecard-partner": _of_partner,
    "public": _public,
    "annual": lambda: plan_annual(usual()),
    "register": lambda: plan_register_book(standing(TODAY)),
    "rehearsal": _rehearsal,
    "data-quality": _data_quality,
    "target": lambda: replace(plan_target(of_total(560, 597, 640)), created=MADE_AT),
    "target-rate": lambda: replace(plan_target(of_rate(81.5, 84, 95)), created=MADE_AT),
    "logbook": lambda: plan_logbook(framework_logged(), LOGGED),
    "partnership": _partnership,
    "logbook-sheets": _logbook_sheets,
    "update-form": _update_form,
    "journey-form": _journey_form,
    "journey": lambda: plan_journey(journey_specimen()),
    "improving": lambda: plan_scorecard(improving()),
    "actions": lambda: plan_form(plan_of_the_hospital()),
}


@cache
def plan_of(kind: str) -> BookPlan:
    """The specimen of a kind."""
    return KINDS[kind]()


def every_put(sheet: SheetPlan) -> Iterator[Put]:
    """Every cell of a sheet, those of its tables too."""
    for table in sheet.tables:
        yield from table.puts()
    yield from sheet.puts
