"""A budget with its spend: within it, within what was allowed, or an overrun."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmxl.framework.models import Framework
from pmxl.framework.tolerated import triggers_of
from pmxl.improve.logbook.columns_money import OWN
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Budget
from pmxl.periods import Period
from pmxl.returns.text_numbers import TIMES
from pmxl.rules.tolerance import overrun
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Trigger

WHOLE = "Partnership"
HUNDREDTH = 0.01
PENCE = 2
"""Decimals of money."""
POUNDS = ("pound", "pounds", "gbp", "eur", "euro", "euros", "usd", "dollar", "dollars")
NO_PRIORITY = "none named"
RANKS = ("high", "medium", "low", "none")
"""Priorities in order; others stand after them."""


class BudgetState(StrEnum):
    """How spend stands against its budget."""

    WITHIN = "Within budget"
    ALLOWED = "Over, as allowed"
    OVERRUN = "Overrun"
    NOT_AGREED = "Over budget"
    NOT_KNOWN = "Spend not known"


@dataclass(frozen=True, slots=True)
class Spend:
    """A row of budgets with what it comes to; `objective` is the one it serves, perhaps through its measure."""

    row: Budget
    name: str
    objective: str
    whose: str
    state: BudgetState
    allowed: float | None
    words: str

    @property
    def is_overrun(self) -> bool:
        """True where more was spent than the agreed tolerance allows."""
        return self.state is BudgetState.OVERRUN

    @property
    def over(self) -> float | None:
        """Spend less budget; None while the spend is not known."""
        return None if self.row.spend is None else self.row.spend - self.row.budget


def spends(framework: Framework, logbook: Logbook, period: Period) -> tuple[Spend, ...]:
    """The budgets that count in a period: its own, those of the year it lies in, and of the year so far."""
    return tuple(spend(framework, row) for row in logbook.budgets if counts(row.period, period))


def counts(mine: Period, period: Period) -> bool:
    """True for a budget of the period, of a longer one around it, or of an earlier part of its year."""
    return mine.covers(period) or (period.year.covers(mine) and mine.last_day <= period.last_day)


def spend(framework: Framework, row: Budget) -> Spend:
    """One budget."""
    measure = framework.measure(row.measure) if row.measure else None
    objective = framework.objective(measure.objective if measure else row.objective)
    whose = framework.partner(row.partner).name if row.partner else WHOLE
    allowed = allowance(framework, row)
    state = state_of(row, allowed)
    words = words_of(framework, row, state, allowed)
    return Spend(row, measure.name if measure else objective.name, objective.id, whose, state, allowed, words)


def allowance(framework: Framework, row: Budget) -> float | None:
    """How much more than the budget may be spent: as the row says, else as the measure's own overrun trigger does.

    The trigger of a measure stands for its money only where the measure is money, and its unit says how much one of it
    is: 50 of `£ thousand` is 50,000. None: nothing was agreed.
    """
    if row.tolerance is not None:
        return row.tolerance if row.unit == OWN else row.budget * row.tolerance * HUNDREDTH
    measure = framework.measure(row.measure) if row.measure else None
    times = times_of(measure.unit, framework.settings.currency) if measure and measure.kind is Kind.MONEY else None
    if measure is None or times is None:
        return None
    agreed = [one.amount for one in triggers_of(framework, measure) if one.rule == Trigger.OVERRUN]
    return next((amount * times for amount in agreed if amount is not None), None)


def times_of(unit: str, currency: str) -> float | None:
    """How much money one of a unit is: 1 of `£`, 1,000 of `£ thousand`; None of what is no sum, as `£ a head`."""
    word = unit.replace(currency, "").strip().casefold()
    return 1.0 if word in ("", *POUNDS) else TIMES.get(word.removesuffix("s"))


def state_of(row: Budget, allowed: float | None) -> BudgetState:
    """How spend stands, by the rule of tolerances: strictly more than is allowed is an overrun."""
    if row.spend is None:
        return BudgetState.NOT_KNOWN
    if not is_over(row.spend, row.budget, 0.0):
        return BudgetState.WITHIN
    if allowed is None:
        return BudgetState.NOT_AGREED
    return BudgetState.OVERRUN if is_over(row.spend, row.budget, allowed) else BudgetState.ALLOWED


def is_over(spend: float, budget: float, allowed: float) -> bool:
    """True where more than the budget and what was allowed is spent, be it a penny."""
    return bool(overrun(spend, budget, allowed, Polarity.LOWER, kind=Kind.MONEY, decimals=PENCE))


def words_of(framework: Framework, row: Budget, state: BudgetState, allowed: float | None) -> str:
    """`£131,500 spent of £120,000 in 2026-27 Q1, £11,500 over; £6,000 was allowed`."""
    sign = framework.settings.currency
    if row.spend is None:
        return f"{money(row.budget, sign)} set aside for {row.period.label}; the spend is not known yet"
    said = f"{money(row.spend, sign)} spent of {money(row.budget, sign)} in {row.period.label}"
    if state is BudgetState.WITHIN:
        return said
    agreed = f"{money(allowed, sign)} was allowed" if allowed is not None else "no tolerance was agreed"
    return f"{said}, {money(row.spend - row.budget, sign)} over; {agreed}"


def money(amount: float, sign: str) -> str:
    """`£1,250`, or `£0.50` where there are pence."""
    return f"{sign}{amount:,.0f}" if float(amount).is_integer() else f"{sign}{amount:,.2f}"


@dataclass(frozen=True, slots=True)
class PriorityMoney:
    """What was set aside and spent for objectives of one priority, and how many there are.

    `spend` is None where none of it is known, and `unknown` counts the budgets of which it is not known yet.
    """

    priority: str
    objectives: int
    budget: float
    spend: float | None
    share: float
    unknown: int


def by_priority(framework: Framework, found: Iterable[Spend]) -> tuple[PriorityMoney, ...]:
    """Where the money goes, by the priority of the objectives it serves: resources should follow priorities."""
    every = list(found)
    rows = [one for one in every if not any(is_part_of(one.row, other.row) for other in every)]
    total = sum(one.row.budget for one in rows)
    order = dict.fromkeys((one.priority.casefold() or NO_PRIORITY) for one in framework.objectives)
    ranked = sorted(order, key=lambda word: RANKS.index(word) if word in RANKS else len(RANKS))
    return tuple(sum_of(framework, rows, word, total) for word in ranked) if rows else ()


def is_part_of(row: Budget, other: Budget) -> bool:
    """True for a quarter of a budget whose year has a row of its own: its money is not counted twice."""
    same = (row.measure, row.objective, row.partner) == (other.measure, other.objective, other.partner)
    return same and row.period != other.period and other.period.covers(row.period)


def sum_of(framework: Framework, rows: Sequence[Spend], priority: str, total: float) -> PriorityMoney:
    """The sums of one priority."""
    aims = [one.id for one in framework.objectives if (one.priority.casefold() or NO_PRIORITY) == priority]
    mine = [one.row for one in rows if one.objective in aims]
    budget = sum(row.budget for row in mine)
    known = [row.spend for row in mine if row.spend is not None]
    spent = None if mine and not known else sum(known)
    return PriorityMoney(priority, len(aims), budget, spent, budget / total if total else 0.0, len(mine) - len(known))
