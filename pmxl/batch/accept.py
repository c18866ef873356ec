"""Accept: an officer closes a Query or a Hold of a return, with a reason and a name; a figure held then counts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from string import ascii_uppercase
from typing import TYPE_CHECKING

from pmxl.assess.imported import open_imports
from pmxl.assess.register import arrivals
from pmxl.assess.register import of_the_period
from pmxl.batch.folder import Folder
from pmxl.batch.issue import chosen_partners
from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.ledger import Answer
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.sheets.text import kept_text
from pmxl.terms import Severity

if TYPE_CHECKING:
    import pandas as pd


TWO_FIGURES = "VAL006"
"""The code of a value that is not what its parts make."""

OF_SEVERAL = ""
"""The partner of a file of history, which is of several."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted: the findings closed, the figures that count from now on, and what is still open.

    `of` names the partner and the period, for of others more may be.
    """

    of: str
    closed: tuple[Finding, ...]
    released: tuple[Key, ...]
    still_open: tuple[Finding, ...]


def accept(
    folder: Folder, period: Period, partner: str, measure: str = "", *, code: str = "", reason: str, by: str
) -> Accepted:
    """Closes the open Queries and Holds of a partner's return for a period, or of one measure or code of it.

    Refused without a reason and a name (RET045), for an Error or two figures in one (RET044), and where nothing is open
    (RET043).
    """
    reason, by = signed(reason, by)
    chosen_partners(folder.framework, period, [partner])
    if measure:
        known_measure(folder, measure)
    with folder.ledger() as ledger:
        receipts = ledger.receipts(partners=[partner, OF_SEVERAL])
        recalled = ledger.recall(held=True, partners=[partner])
        every = open_of(period, partner, receipts, recalled)
        wanted = [f for f in every if f.measure == (measure or f.measure) and f.code == (code.upper() or f.code)]
        closed = [f for f in wanted if f.severity is not Severity.ERROR and f.code != TWO_FIGURES]
        held = held_keys(recalled, period, measure)
        loose = [] if code else imported(held, receipts, every)
        if not closed and not loose:
            raise nothing_open(wanted, partner, period)
        left = [f for f in every if f not in closed]
        freed = [*free(held, closed, left), *loose]
        said = [answer_to(finding, partner, period, reason, by) for finding in closed]
        ledger.answer(said, freed, note=f"Accepted by {by}: {reason}" if loose else "")
    of = f"{folder.framework.partner(partner).name} for {period.label}"
    return Accepted(of, tuple(closed), tuple(freed), tuple(left))


def open_of(period: Period, partner: str, receipts: Sequence[Receipt], recalled: pd.DataFrame) -> list[Finding]:
    """What waits for an answer in a partner's return that stands, and in imports about figures of the period."""
    receipt = of_the_period(period, receipts).get(partner)
    returned = [finding for finding in receipt.findings if finding.is_open] if receipt else []
    return [*returned, *open_imports(period, receipts, arrivals(recalled, receipts)).get(partner, ())]


def signed(reason: str, by: str) -> tuple[str, str]:
    """A reason and a name, both in one line; refused where one is missing."""
    reason, by = (" ".join(kept_text(text).split()) for text in (reason, by))
    if not reason or not by:
        lacks = "reason" if not reason else "name"
        ask = 'Give both: --reason "why" --by "who", for they are shown wherever the figure is.'
        raise refuse("RET045", f"There is no {lacks}.", ask)
    return reason, by


def known_measure(folder: Folder, measure: str) -> None:
    """Refuses the id of a measure that nobody knows."""
    known = [one.id for one in folder.framework.measures]
    if measure not in known:
        raise refuse(
            "RET046", f"No measure has the id '{measure}'.", f"Choose from: {', '.join(known)}.", found=measure
        )


Held = list[tuple[Key, str, str, str]]
"""Figures held now: of what, the hash of their file, and their sheet and cell."""


def held_keys(recalled: pd.DataFrame, period: Period, measure: str) -> Held:
    """Those of a partner's figures that are held now in a period, or in the shorter periods within it."""
    mine = recalled[recalled["held"]]
    mine = mine[(mine["start"] >= period.start) & (mine["start"] + mine["months"] <= period.start + period.months)]
    found = []
    for row in mine.to_dict("records"):
        if not measure or row["measure"] == measure:
            when = Period(int(row["start"]), int(row["months"]), period.first_month)
            key = Key(row["measure"], row["partner"], row["area"], when)
            found.append((key, row["sha256"], row["sheet"], row["cell"]))
    return found


def imported(held: Held, receipts: Iterable[Receipt], known: Iterable[Finding]) -> list[Key]:
    """Those held that came in a file of history whose findings do not say whose they are: kept by an older version."""
    history = {receipt.sha256 for receipt in receipts if receipt.kind == "import"}
    asked = list(known)
    return [
        key
        for key, sha256, _, _ in held
        if sha256 in history and not any(f.is_about(key.measure, key.area, key.period.label) for f in asked)
    ]


def free(held: Held, closed: Sequence[Finding], left: Iterable[Finding]) -> list[Key]:
    """The figures held for which a Hold was closed and none is left."""
    waiting = [f for f in left if f.severity is Severity.HOLD]
    answered = [f for f in closed if f.severity is Severity.HOLD]
    return [
        key
        for key, _, sheet, cell in held
        if any(is_about(f, key, sheet, cell) for f in answered)
        and not any(is_about(f, key, sheet, cell) for f in waiting)
    ]


def is_about(finding: Finding, key: Key, sheet: str, cell: str) -> bool:
    """True where a finding is about a figure: by what it says, or by its row where an older ledger did not say."""
    if finding.measure:
        return finding.is_about(key.measure, key.area, key.period.label)
    row, told = (spot.partition(":")[0].lstrip(ascii_uppercase) for spot in (cell, finding.cell))
    return finding.sheet == sheet and bool(row) and told == row


def nothing_open(wanted: Sequence[Finding], partner: str, period: Period) -> Exception:
    """Why there is nothing to accept."""
    if wanted:
        is_two = wanted[0].code == TWO_FIGURES
        says = f"What is open for {partner} there is {'two figures in one' if is_two else 'an Error'}: {wanted[0].says}"
        ask = "No reason says which of them is meant." if is_two else "An Error cannot be accepted."
        ask += " Let the partner correct it, or record the figure with: pmxl enter."
        return refuse("RET044", says, ask, sheet=wanted[0].sheet, cell=wanted[0].cell)
    says = f"No Query or Hold like that is open of {partner} for {period.label}."
    ask = f'See what is open on the sheet Open questions of the register workbook: pmxl status "{period.label}".'
    return refuse("RET043", says, ask)


def answer_to(finding: Finding, partner: str, period: Period, reason: str, by: str) -> Answer:
    """The acceptance of one finding, as the ledger keeps it."""
    return Answer(
        partner=partner,
        period=period,
        code=finding.code,
        says=finding.says,
        how="accepted",
        text=reason,
        by=by,
        at=datetime.now(UTC),
        measure=finding.measure,
        area=finding.area,
        of=finding.period,
        finding=int(finding.number or 0),
    )
