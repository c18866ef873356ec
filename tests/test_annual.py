"""The annual performance summary: what was achieved and what was not, why, and what is not in yet."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from pmxl.assess import assess
from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.outcomes import Verdict
from pmxl.assess.annual.outcomes import outcomes
from pmxl.assess.annual.requirements import Evidence
from pmxl.assess.annual.requirements import State
from pmxl.assess.annual.requirements import requirements
from pmxl.assess.annual.updates import Form
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.reports.annual.band import FRONT
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.annual.counts import JUDGED
from pmxl.reports.annual.listed import HEAD_ROW
from pmxl.reports.paper import page_height
from pmxl.reports.places import MEASURES
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.small import quarter
from tests.specimens.years import FORMS
from tests.specimens.years import ONE
from tests.specimens.years import THIS
from tests.specimens.years import summed_up
from tests.specimens.years import two_years
from tests.specimens.years import usual

LONG = "Households that were helped before they lost the home in which they had lived for longer than a year " * 2


@pytest.fixture(scope="module")
def found() -> Annual:
    """The year of the specimens."""
    return usual()


def of(frame: Any, measure: str, column: str = "measure") -> dict[str, Any]:
    """The one row of a measure."""
    [only] = frame[frame[column] == measure].to_dict("records")
    return dict(only)


@pytest.mark.parametrize(
    ("measure", "verdict", "before"),
    [
        ("met", Verdict.ACHIEVED, Verdict.ACHIEVED),
        ("turned", Verdict.ACHIEVED, Verdict.MISSED),
        ("nearly", Verdict.NARROWLY, Verdict.ACHIEVED),
        ("missed", Verdict.MISSED, Verdict.ACHIEVED),
        ("untold", Verdict.UNKNOWN, Verdict.ACHIEVED),
        ("sure", Verdict.ACHIEVED, Verdict.ACHIEVED),
        ("bare", Verdict.NO_TARGET, Verdict.NO_TARGET),
        ("late", Verdict.UNKNOWN, Verdict.ACHIEVED),
        ("signed", Verdict.MISSED, Verdict.UNKNOWN),
    ],
)
def test_every_measure_has_one_verdict(found: Annual, measure: str, verdict: str, before: str) -> None:
    """Green is achieved, Amber narrowly missed, Red not; what cannot be told is called so, this year and last."""
    row = of(found.outcomes, measure)
    assert (row["verdict"], row["verdict_before"]) == (verdict, before)


def test_a_figure_carried_from_an_earlier_year_is_no_outcome(found: Annual) -> None:
    """A yearly figure that is a year late shows nothing of this year: no figure, no target, and the reason."""
    row = of(found.outcomes, "late")
    assert row["value"] != row["value"]
    assert row["target"] != row["target"]
    assert row["why"].startswith("The figure of this year is not due yet.")


@pytest.mark.parametrize(
    ("accumulate", "more", "said"),
    [
        ("flow", {}, "So far 4 of 12 quarterly figures are in."),
        ("stock", {}, "So far 4 of 12 quarterly figures are in."),
        ("cumulative", {}, "So far 4 of 12 quarterly figures are in."),
        ("rolling", {}, "So far 4 of 12 quarterly figures are in."),
        ("stock", {"pooling": "lead", "lead": "ash"}, "So far 2 of 4 quarterly figures are in."),
        ("stock", {"partners": ("ash",), "first_period": quarter(2022, 2)}, "So far 1 of 3 quarterly figures are in."),
        ("stock", {"partners": ("cedar",)}, ""),
    ],
)
def test_in_the_middle_of_the_year_it_says_how_many_figures_are_in(
    tmp_path: Path, accumulate: str, more: dict[str, Any], said: str
) -> None:
    """Of what adds up, and of what is told by its last figure too; "x" is no figure."""
    frame = framework(measure("m", accumulate=accumulate, **more))
    given = [figure("m", partner, 10, quarter(2022, n)) for partner in ("ash", "birch") for n in (1, 2)]
    given.append(figure("m", "cedar", None, quarter(2022, 1), marker="No data"))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given, datetime(2022, 10, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2022, 11, 5, tzinfo=UTC))
    row = of(outcomes(whole, None, []), "m")
    assert row["why"] == f"Not due yet: 2022-23 is not over until 31 March 2023. {said}".strip()


def test_of_a_yearly_rate_early_figures_that_came_without_their_parts_are_in(tmp_path: Path) -> None:
    """They cannot be pooled, so the year is not due; that they are in is said."""
    frame = framework(measure("m", kind="percentage", pooling="ratio", accumulate="stock", frequency="year"))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("m", "ash", 10, THIS)], datetime(2022, 10, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2022, 11, 5, tzinfo=UTC))
    row = of(outcomes(whole, None, []), "m")
    assert row["why"] == "Not due yet: 2022-23 is not over until 31 March 2023. So far 1 of 3 yearly figures are in."


def test_figures_that_are_parts_of_a_rate_are_in(tmp_path: Path) -> None:
    """Numerator and denominator are a figure though no value was typed; a numerator alone is none."""
    frame = framework(measure("m", kind="percentage", pooling="ratio", accumulate="stock", multiplier=100))
    q1 = quarter(2022, 1)
    given = [figure("m", "ash", None, q1, numerator=4, denominator=10), figure("m", "birch", None, q1, numerator=4)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given, datetime(2022, 7, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2022, 8, 5, tzinfo=UTC))
    assert of(outcomes(whole, None, []), "m")["why"].endswith(" So far 1 of 12 quarterly figures are in.")


def test_of_a_year_that_is_over_it_says_no_more_how_many_figures_are_in(tmp_path: Path) -> None:
    """Only of what is not due yet; here the last level stands."""
    frame = framework(measure("m", accumulate="stock", partners=("ash",)))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("m", "ash", 10, period) for period in THIS.parts(3)], datetime(2023, 4, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2023, 5, 5, tzinfo=UTC))
    assert of(outcomes(whole, None, []), "m")["why"] == "10. Monitored only: no target was set."


def test_what_is_missing_and_cannot_matter_leaves_the_rating(found: Annual) -> None:
    """Two figures of twelve are missing; whatever they are the target is met, so it is achieved and says why."""
    row = of(found.outcomes, "sure")
    assert row["rating"] == "Green"
    assert row["settled_by"] == "Figures of the year are missing, but Green whatever they are."
    assert of(found.outcomes, "untold")["settled_by"] == ""


def test_each_quarter_s_rating_is_told(found: Annual) -> None:
    """Beside the year stand its quarters."""
    assert of(found.outcomes, "missed")["through"] == ("Red",) * 3


def test_targets_are_counted_by_perspective(found: Annual) -> None:
    """The counts of the verdicts add up to the measures."""
    [row] = found.perspectives.to_dict("records")
    assert (row["achieved"], row["narrowly"], row["missed"], row["unknown"], row["no_target"]) == (3, 1, 3, 2, 1)
    assert sum(row[verdict.name.lower()] for verdict in Verdict) == row["measures"] == 10
    assert row["before"] == 6


def test_successes_begin_with_what_was_turned_round(found: Annual) -> None:
    """Missed last year and met now comes first; better than last year though short of the target is one too."""
    kinds = dict(zip(found.successes["measure"], found.successes["kind_of_success"], strict=True))
    assert list(kinds) == ["turned", "met", "better", "sure"]
    assert kinds["turned"] == "Turned round"
    assert kinds["better"] == "Better than last year, though short of the target"
    assert of(found.successes, "turned")["words"] == "105 against a target of 100: better by 5. It was 80 in 2021-22."


def test_an_exception_tells_its_quarters_what_was_done_and_how_it_ended(found: Annual) -> None:
    """Each measure once, with the quarters in which anything fired and the officer's reasons word for word."""
    row = of(found.exceptions, "missed")
    assert row["quarters"] == "Q1, Q3, Q4"
    assert row["ended"] == "The year ended off target."
    assert row["done"] == "Year's end, A. Shah: =HYPERLINK(1) two closed."
    assert "met" not in set(found.exceptions["measure"])


def test_forecasts_stand_beside_outcomes(found: Annual) -> None:
    """Each quarter before the last, and only where the whole outcome is known."""
    mine = found.foretold[found.foretold["measure"] == "missed"]
    assert list(mine["quarter"]) == ["2022-23 Q1", "2022-23 Q3"]
    assert set(mine["value"]) == {60.0}
    assert set(mine["came_true"]) == {True}
    assert not {"untold", "late"} & set(found.foretold["measure"])


def test_what_is_not_in_yet_is_named(found: Annual) -> None:
    """Returns that did not come, measures whose year cannot be told and forms that are not back."""
    said = {(row["what"], row["who"]) for row in found.awaited.to_dict("records")}
    assert ("Figure of the year", "The untold one") in said
    assert ("Figure of the year", "The late one") in said
    assert ("Update form", "B. Cole") in said
    assert ("Update form", "A. Shah") not in said
    assert ("Return", "Birch") in said


def test_lessons_are_the_officers_first_and_the_figures_then(found: Annual) -> None:
    """What an officer learned is told in its own words; a year of exceptions is a lesson too."""
    rows = found.lessons.to_dict("records")
    assert (rows[0]["source"], rows[0]["words"]) == ("A. Shah", "Ask schools in spring.")
    persistent = next(row for row in rows if row["measure"] == "missed" and row["source"] == "From the figures")
    assert persistent["words"].startswith("It was an exception in 3 quarters")


def test_a_year_without_a_figure_says_so(tmp_path: Path) -> None:
    """Nothing is judged, nothing fails, and the page says that nothing can be judged."""
    empty = summed_up(tmp_path, given=(), forms=(), quarters=(), before=False)
    assert set(empty.outcomes["verdict"]) <= {Verdict.UNKNOWN, Verdict.NO_TARGET, Verdict.MISSED}
    texts = said_on(empty, FRONT)
    assert "No target of the year can be judged yet." in texts
    assert said_on(empty, "Successes")[-1] == "No success of the year can be told from the figures that are in."
    assert clipped(plan_annual(empty)) == []


def test_the_page_says_what_the_year_came_to(found: Annual) -> None:
    """Counts, the sentence of the targets, the milestone's lateness and what is awaited stand on the first sheet."""
    texts = said_on(found, FRONT)
    assert (
        "Of 7 targets that can be judged, 3 were achieved, 1 narrowly missed and 3 not achieved: The missed one, "
        "The better one and The signed one. A year before, 6 of 8 were achieved."
    ) in texts
    assert "21 days late" in texts
    assert "Update form issued on 20 April 2023 and not back." in said_on(found, "Not in yet")


def test_none_is_a_word_where_nothing_was_achieved(found: Annual) -> None:
    """`none was`, as a person says it."""
    verdicts = found.outcomes["verdict"].where(~found.outcomes["verdict"].isin(list(JUDGED)), Verdict.NARROWLY)
    missed = replace(found, outcomes=found.outcomes.assign(verdict=verdicts))
    said = "Of 7 targets that can be judged, none was achieved, 7 narrowly missed and none not achieved."
    assert any(text.startswith(said) for text in said_on(missed, FRONT))


def test_nothing_is_live_and_nothing_is_clipped(found: Annual) -> None:
    """The workbook passes the lint, has no formula though an officer's words look like one, and shows all it holds."""
    plan = plan_annual(found)
    assert formulas_of(plan) == set()
    assert lint_workbook(plan_to_bytes(plan), set()) == []
    assert clipped(plan) == []


def test_the_longest_names_still_fit(found: Annual) -> None:
    """With names of two hundred characters nothing is clipped, and every sheet has a name that Excel takes."""
    frames = {
        name: frame.assign(name=[f"{LONG[:190]} {n}" for n in range(len(frame))])
        for name in ("outcomes", "successes", "exceptions", "foretold", "lessons")
        if len(frame := getattr(found, name))
    }
    side = found.perspectives.assign(name="Exceptions", question=LONG[:150])
    plan = plan_annual(replace(found, perspectives=side, **frames))
    assert clipped(plan) == []
    assert len({sheet.name.casefold() for sheet in plan.sheets}) == len(plan.sheets)


def test_every_link_leads_to_a_sheet(found: Annual) -> None:
    """The first sheet leads to all the others, and each of them back."""
    book = load_workbook(io.BytesIO(plan_to_bytes(plan_annual(found))))
    links = {str(c.hyperlink.location) for row in book[FRONT].iter_rows() for c in row if c.hyperlink}
    assert {link.rpartition("!")[0].strip("'") for link in links} == set(book.sheetnames) - {FRONT}
    assert {str(book[name]["A3"].hyperlink.location) for name in book.sheetnames if name != FRONT} == {f"'{FRONT}'!A1"}


def in_groups(found: Annual, each: int) -> Annual:
    """The same year with its measures under so many to a perspective, in order."""
    rows = found.outcomes.assign(perspective=[f"p{n // each}" for n in range(len(found.outcomes))])
    ids = list(dict.fromkeys(rows["perspective"]))
    sides = pd.concat([found.perspectives] * len(ids)).assign(perspective=ids, name=[f"Side {id_}" for id_ in ids])
    return replace(found, outcomes=rows, perspectives=sides)


@pytest.mark.parametrize("each", [1, 2, 3, 5])
def test_the_first_sheet_leads_to_a_perspective_s_heading(found: Annual, each: int) -> None:
    """Where all measures share a sheet the link goes to the row of the heading, not to the head of the sheet."""
    some = in_groups(found, each)
    book = load_workbook(io.BytesIO(plan_to_bytes(plan_annual(some))), rich_text=True)
    links = {str(c.value): c.hyperlink.location for row in book[FRONT].iter_rows() for c in row if c.hyperlink}
    for name in some.perspectives["name"]:
        sheet, _, cell = str(links[name]).rpartition("!")
        assert sheet == f"'{MEASURES}'"
        assert str(book[MEASURES][cell].value).startswith(f"{name}   ")


@pytest.mark.parametrize("each", [1, 2, 3, 5])
@pytest.mark.parametrize("words", [40, 60, 80, 100, 120])
def test_no_page_ends_between_a_heading_and_its_first_row(found: Annual, each: int, words: int) -> None:
    """However high the rows: a page begins with a heading, or with a row that is not the first under one."""
    some = in_groups(found, each)
    sheet = full_sheet(replace(some, outcomes=some.outcomes.assign(why="Owed to the winter. " * words)))
    headings = {put.row for put in sheet.puts if isinstance(put.value, Rich) and "Side" in shown(put.value)}
    assert len(headings) == len(some.perspectives)
    assert sheet.page.breaks
    assert not {row - 1 for row in sheet.page.breaks} & headings
    ends = [*sheet.page.breaks, sheet.page.area[2] + 1] if sheet.page.area else []
    room = page_height([column.width for column in sheet.columns])
    again = sheet.heights[HEAD_ROW]
    for start, end in pairwise([1, *ends]):
        assert sum(sheet.heights.get(row, 15.0) for row in range(start, end)) + again * (start > 1) <= room


def test_a_year_that_nearly_fits_a_page_is_drawn_in_to_it(found: Annual) -> None:
    """Few short rows have no page break."""
    sheet = full_sheet(in_groups(found, 5))
    assert (sheet.page.breaks, sheet.page.tall) == ((), 1)


def test_what_cannot_be_pooled_shows_its_range_over_the_partners(tmp_path: Path) -> None:
    """A median has no figure of the whole: the lowest and the highest of the partners stand there, as on the
    scorecard.
    """
    ends = ("ash", "birch", "cedar")
    medians = measure("wait", name="The wait", kind="median", pooling="none", accumulate="stock", decimals=1)
    others = measure("met", name="The met one", partners=ONE)
    frame = two_years().model_copy(update={"measures": (medians, others), "targets": (), "tolerances": ()})
    given = [figure("wait", ends[n], 3 + n * 0.75, quarter(2022, q)) for n in range(3) for q in (1, 2, 3, 4)]
    year = summed_up(tmp_path, frame, given, forms=(), before=False)
    assert "3.0 to 4.5 across 3" in said_on(year, "Community")
    assert clipped(plan_annual(year)) == []


def full_sheet(annual: Annual) -> SheetPlan:
    """The sheet of all measures."""
    return next(sheet for sheet in plan_annual(annual).sheets if sheet.name == MEASURES)


def said_on(annual: Annual, name: str) -> list[str]:
    """Every text on a sheet."""
    book = load_workbook(io.BytesIO(plan_to_bytes(plan_annual(annual))))
    return [cell.value for row in book[name].iter_rows() for cell in row if isinstance(cell.value, str)]


def bare(frame: Framework) -> Framework:
    """A framework whose objectives name no plan."""
    return frame.model_copy(update={"objectives": tuple(o.model_copy(update={"plan": ""}) for o in frame.objectives)})


def decided(frame: Framework) -> Framework:
    """A framework in which it is written down what was decided about PB Views."""
    said = {"pb_views": "Considered on 3 March 2022: the council enters our figures itself."}
    return frame.model_copy(update={"settings": frame.settings.model_copy(update={"extra": said})})


def same(frame: Framework) -> Framework:
    """The framework as it is."""
    return frame


AFTER, BEFORE = date(2023, 6, 1), date(2023, 3, 1)
PLAN, QUARTERLY, PB_VIEWS, SUMMARY, FORM = range(5)


@pytest.mark.parametrize(
    ("number", "change", "evidence", "forms", "state", "fact"),
    [
        (PLAN, same, Evidence(today=AFTER), (), State.MET, "1 of 1 objective name the plan they come from: Plan."),
        (PLAN, bare, Evidence(today=AFTER), (), State.NOT_MET, "0 of 1 objective name the plan they come from."),
        (QUARTERLY, same, Evidence(today=AFTER), (), State.NOT_MET, "2022-23 Q1: 0 returns"),
        (QUARTERLY, same, Evidence(today=THIS.first_day), (), State.NOT_YET, "No quarter of the year is over."),
        (PB_VIEWS, same, Evidence(today=AFTER), (), State.NOT_MET, "No exchange file was made"),
        (PB_VIEWS, decided, Evidence(today=AFTER), (), State.MET, "The framework says: Considered on 3 March 2022"),
        (PB_VIEWS, same, Evidence(exports=("pb-views.csv",), today=AFTER), (), State.MET, "1 exchange file made"),
        (SUMMARY, same, Evidence(today=AFTER), (), State.MET, "The annual performance summary was made on 1 June"),
        (SUMMARY, same, Evidence(today=BEFORE), (), State.NOT_YET, "The year ends on 31 March 2023"),
        (FORM, same, Evidence(today=AFTER), (), State.NOT_MET, "No update forms were issued."),
        (FORM, same, Evidence(today=BEFORE), (), State.NOT_YET, "No update forms were issued."),
        (FORM, same, Evidence(today=AFTER), FORMS, State.IN_PART, "1 of 2 update forms came back."),
        (FORM, same, Evidence(today=AFTER), FORMS[:1], State.MET, "1 of 1 update form came back."),
        (FORM, same, Evidence(today=AFTER), FORMS[1:], State.NOT_MET, "0 of 1 update form came back."),
    ],
)
def test_a_minimum_requirement_is_met_or_not_with_evidence(
    found: Annual,
    number: int,
    change: Callable[[Framework], Framework],
    evidence: Evidence,
    forms: tuple[Form, ...],
    state: State,
    fact: str,
) -> None:
    """Each rule says whether it is met and what was found; one that is not met says what is to be done."""
    rows = requirements(change(found.framework), THIS, found.quarters, forms, evidence).to_dict("records")
    row = rows[number]
    assert (row["state"], row["found"][: len(fact)]) == (state.value, fact)
    owes_nothing = state is State.MET or (state, number) == (State.NOT_YET, QUARTERLY)
    assert bool(row["todo"]) != owes_nothing


def test_a_quarter_without_a_return_leaves_monitoring_met_in_part(found: Annual) -> None:
    """Returns in some quarters and not in others is monitoring in part, and the quarters are named."""
    came = [
        replace(one, register=one.register.assign(revision=1)) if n < 2 else one for n, one in enumerate(found.quarters)
    ]
    row = requirements(found.framework, THIS, came, (), Evidence(today=AFTER)).to_dict("records")[QUARTERLY]
    assert row["state"] == State.IN_PART
    assert row["todo"] == "Collect the returns of 2022-23 Q4."
