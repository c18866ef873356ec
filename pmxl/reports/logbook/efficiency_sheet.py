"""The sheet Efficiency: savings, cashable and not, claimed and verified, by partner and one by one."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.framework.models import Framework
from pmxl.improve.logbook.models import Saving
from pmxl.improve.logbook.record import Record
from pmxl.improve.money.budget import WHOLE
from pmxl.improve.money.budget import money
from pmxl.improve.money.saving import Saved
from pmxl.reports import listing
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.logbook.budgets_sheet import MONEY
from pmxl.reports.logbook.budgets_sheet import known
from pmxl.reports.logbook.shown import plan
from pmxl.reports.logbook.shown import shown
from pmxl.reports.look import CELL
from pmxl.reports.look import STRONG
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

WIDE = (40.0, 14.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0)
SUM = MONEY.but(bold=True)
SAYS = (
    "Cashable is spending less for the same; non-cashable is doing better for the same money. Verified is what "
    "somebody independent has confirmed: what is only claimed is not counted in it."
)


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet, where anything is claimed."""
    found = shown(assessment)
    return (plan_efficiency(assessment, found),) if found and found.savings else ()


def plan_efficiency(assessment: Assessment, found: Record) -> SheetPlan:
    """The sums by partner with the sum of all last, then each saving."""
    whole, sign = found.saved[-1], assessment.framework.settings.currency
    aside = f"{money(whole.claimed, sign)} claimed, {money(whole.verified, sign)} verified · in {sign}"
    top = band(assessment, here.EFFICIENCY, WIDE, aside)
    names = (
        *("Whose", "Planned", "Cashable, claimed", "Cashable, verified", "Non-cashable, claimed"),
        *("Non-cashable, verified", "All claimed", "All verified"),
    )
    lines = [sums(one, last=one is whole) for one in found.saved]
    looks = (STRONG, *[MONEY] * 7)
    body = table("SavingsByPartner", top.below, 1, names, lines, looks, WIDE)
    said = listing.sentence(SAYS, body.below, WIDE, style.NOTE)
    sub = listing.subhead("One by one", said.below, len(WIDE))
    titles = ("What saves it", "Sort", "Whose", "Period", "Planned", "Claimed", "Verified")
    spans = (1, 1, 2, 1, 1, 1, 1)
    head = heads(titles, (STRONG, CELL, CELL, CELL, MONEY, MONEY, MONEY))
    each = lay(sub.below, 1, [head, *(line(assessment.framework, one) for one in found.savings)], WIDE, spans)
    return plan(assessment, here.EFFICIENCY, [top, body, said, sub, each], WIDE, head_row=top.below, paper="A4")


def sums(one: Saved, *, last: bool) -> list[Cell]:
    """The sums of one partner."""
    look = SUM if last else MONEY
    amounts = (
        *(one.planned, one.cashable, one.cashable_verified, one.other, one.other_verified),
        *(one.claimed, one.verified),
    )
    return [(one.whose, STRONG), *((amount, look) for amount in amounts)]


def line(framework: Framework, one: Saving) -> list[Cell]:
    """One saving."""
    by = f" ({one.verified_by})" if one.verified_by else ""
    return [
        (f"{one.what}{by}", STRONG),
        (one.sort.capitalize(), CELL),
        (framework.partner(one.partner).name if one.partner else WHOLE, CELL),
        (one.period.label, CELL),
        known(one.planned),
        known(one.claimed),
        known(one.verified) if one.verified is not None else (DASH, MONEY),
    ]
