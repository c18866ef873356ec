"""The sheet Budgets: what was set aside and spent, where it goes by priority, and each measure beside its money."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.improve.logbook.record import Record
from pmxl.improve.money.budget import BudgetState
from pmxl.improve.money.budget import Spend
from pmxl.improve.money.risk import gravest
from pmxl.improve.money.risk import level
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark as marks
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import signed
from pmxl.reports.figure import target
from pmxl.reports.logbook.shown import plan
from pmxl.reports.logbook.shown import shown
from pmxl.reports.logbook.state import LOOK
from pmxl.reports.logbook.state import mark
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.look import NUMBER_BESIDE
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

WIDE = (44.0, 34.0, 13.0, 14.0, 14.0, 13.0, 13.0, 19.0, 11.0, 46.0)
MONEY = NUMBER.but(number_format="#,##0")
OVER = NUMBER_BESIDE.but(number_format=signed("#,##0"))
THREAT = "What threatens it"
SHARE = NUMBER_BESIDE.but(number_format="0%")
ORDER = (
    *(BudgetState.OVERRUN, BudgetState.NOT_AGREED, BudgetState.ALLOWED, BudgetState.NOT_KNOWN, BudgetState.WITHIN),
)
SAYS = (
    "An overrun is spend beyond the budget by more than was agreed: a tolerance of the budget's own, or the overrun "
    "trigger of its measure where that is money."
)


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet, where anything was set aside."""
    found = shown(assessment)
    return (plan_budgets(assessment, found),) if found and found.spends else ()


def plan_budgets(assessment: Assessment, found: Record) -> SheetPlan:
    """Budgets with overruns first, the sums by priority, and the measures that have money or a risk."""
    over = len(found.overruns)
    sign = assessment.framework.settings.currency
    aside = f"{plural(len(found.spends), 'budget')}, {over or 'none'} overrun · in {sign}"
    top = band(assessment, here.BUDGETS, WIDE, aside)
    names = ("What it pays for", "Whose", "Period", "Budget", "Spent", "Over", "Allowed", "State", "Held", "Why")
    looks = (STRONG, CELL, CELL, MONEY, MONEY, OVER, MONEY, LOOK, CELL, CELL)
    lines = [line(one) for one in sorted(found.spends, key=lambda one: ORDER.index(one.state))]
    body = table("BudgetsAndSpend", top.below, 1, names, lines, looks, WIDE)
    blocks = [top, body, listing.sentence(SAYS, body.below, WIDE, style.NOTE)]
    if found.priorities:
        blocks += by_priority(found, blocks[-1].below)
    blocks.append(listing.subhead("Measures beside their money and their gravest risk", blocks[-1].below, len(WIDE)))
    blocks.append(beside(assessment, found, blocks[-1].below))
    return plan(assessment, here.BUDGETS, blocks, WIDE, head_row=top.below)


def line(one: Spend) -> list[Cell]:
    """One budget."""
    row = one.row
    return [
        (one.name, STRONG),
        (one.whose, CELL),
        (row.period.label, CELL),
        (row.budget, MONEY),
        known(row.spend),
        known(one.over, OVER),
        known(one.allowed),
        mark(one.state),
        (row.held.capitalize() or DASH, CELL),
        (row.why or DASH, CELL),
    ]


def known(amount: float | None, look: Style = MONEY) -> Cell:
    """An amount, or a dash."""
    return (DASH, look) if amount is None else (amount, look)


def by_priority(found: Record, row: int) -> Sequence[Block]:
    """Whether money follows priorities."""
    head = listing.subhead("Does the money follow the priorities?", row, len(WIDE))
    lines: list[list[Cell]] = [
        [
            (one.priority.capitalize(), STRONG),
            (plural(one.objectives, "objective"), CELL),
            (one.share, SHARE),
            (one.budget, MONEY),
            known(one.spend),
            (plural(one.unknown, "budget") if one.unknown else DASH, CELL),
        ]
        for one in found.priorities
    ]
    names = ("Priority of the objective", "How many", "Share", "Budget", "Spent", "Not known")
    looks = (STRONG, CELL, SHARE, MONEY, MONEY, CELL)
    return (head, table("MoneyByPriority", head.below, 1, names, lines, looks, WIDE[: len(names)]))


def beside(assessment: Assessment, found: Record, row: int) -> Block:
    """Each measure that has a budget or a risk, with its figure and rating."""
    names = ("Measure", "Objective", *("Actual", "Target", "Rating", "Budget", "Spent", "State", "Risk"), THREAT)
    looks = (STRONG, CELL, NUMBER, NUMBER, STATUS, MONEY, MONEY, LOOK, LOOK, CELL)
    lines: list[list[Cell]] = [heads(names, looks)]
    for facts in rows_of(assessment.measures):
        lines += measure_line(assessment, found, facts)
    return lay(row, 1, lines, WIDE)


def measure_line(assessment: Assessment, found: Record, facts: Row) -> list[list[Cell]]:
    """The line of one measure; none where it has neither."""
    measure = assessment.framework.measure(facts["measure"])
    mine = [one for one in found.spends if one.row.measure == measure.id]
    threat = gravest(found.risks, measure.id, measure.objective)
    if not mine and threat is None:
        return []
    spent = [one.row.spend for one in mine if one.row.spend is not None]
    worst = min(mine, key=lambda one: ORDER.index(one.state)) if mine else None
    return [
        [
            (measure.name, STRONG),
            (assessment.framework.objective(measure.objective).name, CELL),
            actual(facts, NUMBER),
            target(facts, NUMBER),
            marks.rating(facts["rating"], STATUS.but(size=9)),
            known(sum(one.row.budget for one in mine) if mine else None),
            known(sum(spent) if spent else None),
            mark(worst.state) if worst else (DASH, CELL),
            mark(level(threat)) if threat else (DASH, CELL),
            (threat.what if threat else DASH, CELL),
        ]
    ]
