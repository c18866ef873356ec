"""Astray: a file in the inbox of a period whose very bytes were taken for another, and that brings none of this one."""

from __future__ import annotations

from dataclasses import replace

from pmxl.assess.register import of_the_period
from pmxl.batch.files import Files
from pmxl.batch.inbox import skipped
from pmxl.batch.looked import EPOCH
from pmxl.batch.outcomes import FileOutcome
from pmxl.framework.asked import asked_by_partner
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.terms import Outcome
from pmxl.terms import Severity


def say_astray(files: Files, ledger: Ledger, framework: Framework, period: Period) -> None:
    """Says of such files what is to be done: of those taken before the period was first issued, and of new ones.

    Nothing is to be done where nothing is asked of who sent it, or where the right one has come.
    """
    places = files.taken_until(ledger.first_issued(period) or EPOCH)
    if not places:
        return
    came = ledger.receipts_of(sorted(set(places.values())))
    apart = {one.sha256: one for one in came.values() if one.period and is_apart(one.period, period)}
    senders = {one.partner for one in apart.values() if one.kind == "return"} & asked_by_partner(
        framework, period
    ).keys()
    back = of_the_period(period, ledger.receipts(period, partners=senders)) if senders else {}
    owing = {partner for partner in senders if partner not in back or back[partner].outcome is Outcome.REFUSED}
    for place, sha256 in places.items():
        receipt = apart.get(sha256)
        if receipt and receipt.partner in owing:
            files.say(place, told(files[place], receipt, framework, period))


def is_apart(one: Period, other: Period) -> bool:
    """True where neither period lies in the other."""
    return not (one.covers(other) or other.covers(one))


def told(file: FileOutcome, receipt: Receipt, framework: Framework, period: Period) -> FileOutcome:
    """The outcome of such a file."""
    when = f"taken for {receipt.period} on {day_in_words(receipt.received_at)}"
    found = skipped(file.file, file.sha256, "RET010", f"These are the same bytes as {receipt.file}, {when}.")
    ask = (
        f"Ask {framework.partner(receipt.partner).name} for the return for {period.label}: this file brings none of it."
    )
    (note,) = found.findings
    return replace(found, findings=(replace(note, severity=Severity.QUERY, ask=ask),))
