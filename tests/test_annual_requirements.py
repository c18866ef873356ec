"""The minimum requirements of a year: met or not, with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.requirements import Evidence
from pmxl.assess.annual.requirements import State
from pmxl.assess.annual.requirements import requirements
from pmxl.assess.annual.updates import Form
from pmxl.framework.models import Framework
from tests.specimens.years import FORMS
from tests.specimens.years import THIS
from tests.specimens.years import usual


@pytest.fixture(scope="module")
def found() -> Annual:
    """The year of the specimens."""
    return usual()


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
