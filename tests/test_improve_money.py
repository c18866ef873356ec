"""Budgets, savings and risks: what an overrun is, where the money goes, what is saved, what threatens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmxl.framework.models import Framework
from pmxl.improve.money import risk
from pmxl.improve.money.budget import BudgetState
from pmxl.improve.money.budget import by_priority
from pmxl.improve.money.budget import spends
from pmxl.improve.money.saving import of_year
from pmxl.improve.money.saving import saved
from pmxl.periods import Period
from tests.specimens.logged import framework
from tests.specimens.logged import logged

Q1 = Period(2026 * 12 + 3, 3)
Q2 = Q1.step(1)

BUDGETS: tuple[tuple[str, dict[str, Any], BudgetState], ...] = (
    ("spent as planned", {"spend": 1000, "tolerance": 5}, BudgetState.WITHIN),
    ("less than planned", {"spend": 10, "tolerance": 5}, BudgetState.WITHIN),
    ("over, on the edge of 5 %", {"spend": 1050, "tolerance": 5}, BudgetState.ALLOWED),
    ("a pound beyond 5 %", {"spend": 1051, "tolerance": 5}, BudgetState.OVERRUN),
    ("on the edge of an amount", {"spend": 1030, "tolerance": 30, "unit": "own"}, BudgetState.ALLOWED),
    ("beyond an amount", {"spend": 1031, "tolerance": 30, "unit": "own"}, BudgetState.OVERRUN),
    ("nothing allowed", {"spend": 1001, "tolerance": 0}, BudgetState.OVERRUN),
    ("nothing agreed", {"spend": 1001}, BudgetState.NOT_AGREED),
    ("not known yet", {"tolerance": 5}, BudgetState.NOT_KNOWN),
)


@pytest.mark.parametrize(("what", "cells", "state"), BUDGETS, ids=[row[0] for row in BUDGETS])
def test_an_overrun_is_strictly_more_than_was_allowed(what: str, cells: dict[str, Any], state: BudgetState) -> None:
    """A84: spend beyond budget by more than the agreed amount or percentage is an overrun, and only then."""
    row = {"measure": "input-1", "period": "2026-27 Q1", "budget": 1000} | cells
    (found,) = spends(framework(), logged({"budgets": [row]}), Q1)
    assert found.state is state, what
    assert found.is_overrun == (state is BudgetState.OVERRUN)


def money(unit: str = "£", amount: float = 40) -> Framework:
    """A framework in which a measure of money has an overrun trigger of its own."""
    costs = {
        "id": "costs",
        "name": "Money spent",
        "definition": "What was spent.",
        "objective": "aim-1",
        "kind": "money",
        "unit": unit,
        "decimals": 0,
        "polarity": "lower",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "all",
        "data_owner": "Clerk",
        "performance_owner": "Chief",
    }
    trigger = {"measure": "costs", "rule": "overrun", "amount": amount, "unit": "own", "agreed_by": "Board"}
    return framework(measures=[costs], tolerances=[trigger | {"agreed_on": "2026-03-01"}])


def test_the_trigger_of_a_measure_of_money_stands_where_the_budget_says_nothing() -> None:
    """A84: an amount that was agreed in the framework need not be agreed twice."""
    rows = [{"measure": "costs", "period": "2026-27 Q1", "budget": 1000, "spend": 1041}]
    (found,) = spends(money(), logged({"budgets": rows}, money()), Q1)
    assert found.state is BudgetState.OVERRUN
    assert found.words == "£1,041 spent of £1,000 in 2026-27 Q1, £41 over; £40 was allowed"


@pytest.mark.parametrize(
    ("unit", "amount", "spend", "state", "allowed"),
    [
        ("£ thousand", 40, 1_040_000, BudgetState.ALLOWED, 40_000),
        ("£ thousand", 40, 1_040_000.01, BudgetState.OVERRUN, 40_000),
        ("million £", 0.04, 1_040_000, BudgetState.ALLOWED, 40_000),
        ("£", 0, 1_000_000.01, BudgetState.OVERRUN, 0),
        ("pounds", 40, 1_000_040, BudgetState.ALLOWED, 40),
        ("£ a head", 40, 1_000_041, BudgetState.NOT_AGREED, None),
    ],
)
def test_what_a_trigger_allows_is_in_the_measures_own_unit(
    unit: str, amount: float, spend: float, state: BudgetState, allowed: float | None
) -> None:
    """A84: 50 of a measure in thousands of pounds is £50,000 of a budget; of a cost a head it is no sum at all."""
    frame = money(unit, amount)
    row = {"measure": "costs", "period": "2026-27 Q1", "budget": 1_000_000, "spend": spend}
    (found,) = spends(frame, logged({"budgets": [row]}, frame), Q1)
    assert (found.state, found.allowed) == (state, allowed)


def test_the_budgets_of_a_period_are_its_own_its_years_and_those_of_the_year_so_far() -> None:
    """A7: nothing of the future or of another year stands beside a quarter."""
    periods = ("2026-27 Q1", "2026-27 Q2", "2026-27 Q3", "2026-27", "2025-26")
    rows = [{"measure": "input-1", "period": label, "budget": 10} for label in periods]
    found = spends(framework(), logged({"budgets": rows}), Q2)
    assert [one.row.period.label for one in found] == ["2026-27 Q1", "2026-27 Q2", "2026-27"]


def test_money_is_counted_by_priority_and_never_twice() -> None:
    """A27: what is set aside is summed by the priority of the objective; a quarter of a budgeted year adds nothing."""
    rows = [
        {"objective": "aim-1", "period": "2026-27", "budget": 300, "spend": 100},
        {"objective": "aim-1", "period": "2026-27 Q1", "budget": 75, "spend": 100},
        {"objective": "low", "period": "2026-27 Q1", "budget": 100},
    ]
    low = {"id": "low", "name": "Low", "perspective": "outcomes", "owner": "Chief", "priority": "low"}
    frame = framework(objectives=[low])
    found = by_priority(frame, spends(frame, logged({"budgets": rows}, frame), Q1))
    assert [(one.priority, one.objectives, one.budget, one.spend, one.share, one.unknown) for one in found] == [
        ("high", 2, 300, 100, 0.75, 0),
        ("low", 1, 100, None, 0.25, 1),
    ]


def test_savings_are_summed_by_partner_and_sort_and_what_is_not_verified_is_not() -> None:
    """A34: cashable and non-cashable, claimed and verified, each partner's and all together."""
    rows = [
        {"what": "a", "sort": "cashable", "partner": "north", "period": "2026-27", "claimed": 300, "verified": 250}
        | {"verified_by": "Audit", "planned": 400},
        {"what": "b", "sort": "non-cashable", "partner": "north", "period": "2026-27 Q1", "claimed": 50},
        {"what": "c", "sort": "cashable", "period": "2026-27 Q1", "claimed": 7},
        {"what": "later", "sort": "cashable", "partner": "south", "period": "2026-27 Q2", "claimed": 999},
        {"what": "before", "sort": "cashable", "partner": "south", "period": "2025-26", "claimed": 999},
    ]
    found = saved(framework(), of_year(logged({"efficiency": rows}), Q1))
    assert [(one.whose, one.cashable, one.cashable_verified, one.other, one.other_verified) for one in found] == [
        ("North", 300, 250, 50, 0),
        ("Partnership", 7, 0, 0, 0),
        ("All", 307, 250, 50, 0),
    ]
    assert (found[-1].claimed, found[-1].verified, found[-1].planned) == (357, 250, 400)


@pytest.mark.parametrize(("likelihood", "impact", "level"), [(3, 5, "High"), (2, 4, "Medium"), (1, 5, "Low")])
def test_a_risk_is_weighed_by_likelihood_and_impact(likelihood: int, impact: int, level: str) -> None:
    """A22: the product decides, high from 15 and medium from 8."""
    found = logged({"risks": [{"what": "Rain", "likelihood": likelihood, "impact": impact}]})
    assert risk.level(found.risks[0]) == level


def test_the_gravest_open_risk_stands_beside_its_measure() -> None:
    """A22, A7: a risk of the measure itself, else of its objective; closed ones are gone."""
    rows = [
        {"what": "of the aim", "objective": "aim-1", "likelihood": 5, "impact": 5},
        {"what": "small", "measure": "input-1", "likelihood": 1, "impact": 1},
        {"what": "over", "measure": "input-1", "likelihood": 5, "impact": 5, "closed": date(2026, 5, 1)},
    ]
    open_ = risk.open_risks(logged({"risks": rows}), date(2026, 6, 1))
    assert [one.what for one in open_] == ["of the aim", "small"]
    beside = [risk.gravest(open_, measure, aim) for measure, aim in (("input-1", "aim-1"), ("output-1", "aim-1"))]
    assert [one.what for one in beside if one] == ["small", "of the aim"]
    assert risk.gravest(open_, "input-2", "aim-2") is None
