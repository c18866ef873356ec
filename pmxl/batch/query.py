"""Query: for each partner with something open, a workbook that asks about it; its answer carries the next revision."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from pmxl.assess.register import of_the_period
from pmxl.batch.folder import Folder
from pmxl.batch.issue import chosen_partners
from pmxl.batch.passwords import passwords_of
from pmxl.batch.query_book import make_query
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.framework.models import Partner
from pmxl.ledger import Ledger
from pmxl.ledger import Query
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.returns.query import Asked
from pmxl.returns.query import QueryForm
from pmxl.returns.query import questions
from pmxl.sheets.publish import write_bytes_beside
from pmxl.terms import Severity

NONE_TYPED: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Queried:
    """A query workbook: where it is, for whom, how many questions it asks, and why it is no copy ("" where it is).

    `is_new` is False for one that was written before and still says what there is to say.
    """

    path: Path
    partner: str
    questions: int
    why: str = ""
    is_new: bool = True


def query(
    folder: Folder, period: Period, partners: Collection[str] = (), *, opened: Mapping[str, Sequence[str]] = NONE_TYPED
) -> list[Queried]:
    """Writes a query workbook for every partner (or those named) whose return for a period has something open.

    One that says the same already is left as it is; one that was answered, or that somebody worked in, is never
    written over: the next stands beside it. `opened` are passwords that a person typed, by the file's hash.
    """
    passwords = passwords_of(folder)
    chosen = chosen_partners(folder.framework, period, partners)
    with folder.ledger() as ledger:
        stands = of_the_period(period, ledger.receipts(period))
        disputed = {one.receipts[-1].partner for one in ledger.disputes() if one.receipts[-1].period == period}
        ready = [one for one in chosen if one.id in stands and one.id not in disputed]
        written = []
        for one in ready:
            receipt = stands[one.id]
            likely = passwords.likely(receipt.file, opened.get(receipt.sha256, ()))
            written.append(query_one(folder, ledger, one, period, receipt, likely))
    return [one for one in written if one]


def ask_back(
    folder: Folder, periods: Sequence[Period], opened: Mapping[str, Sequence[str]] = NONE_TYPED
) -> tuple[list[Queried], tuple[Finding, ...]]:
    """The query workbooks of some periods, or why the machine would not write them: what was kept stays kept."""
    try:
        return [one for period in periods for one in query(folder, period, opened=opened)], ()
    except Refusal as refusal:
        return [], refusal.findings
    except OSError as error:
        says = f"The query workbooks could not be written: {error.strerror or error}."
        ask = "Check that the folder queries may be written to; then run: pmxl query."
        return [], (Finding("ENV004", Severity.ERROR, says, ask, file=Path(error.filename or "").name),)


def query_one(
    folder: Folder, ledger: Ledger, partner: Partner, period: Period, receipt: Receipt, passwords: Iterable[str]
) -> Queried | None:
    """Writes what is asked about one return, and records it; None where nothing is open."""
    asked = questions(folder.framework, receipt.findings)
    if not asked:
        return None
    before = [one for one in ledger.queries(period) if one.partner == partner.id]
    last = next((one for one in reversed(before) if one.returned == receipt.sha256), None)
    asks = tuple(int(ask.finding.number or 0) for ask in asked)
    place = folder.queries(period)
    if last and last.asks == asks and (place / last.file).is_file():
        return Queried(place / last.file, partner.id, len(asked), is_new=False)
    revision = last.revision if last else 1 + highest_revision(ledger, partner.id, period)
    form = form_of(folder, partner, period, revision, asked)
    made = make_query(folder, ledger, form, receipt, passwords)
    path = free_path(place, before, form, made.data)
    write_bytes_beside(path, made.data)
    ledger.query(
        Query(
            partner=partner.id,
            period=period,
            revision=form.revision,
            fingerprints=made.fingerprints,
            returned=receipt.sha256,
            asks=asks,
            file=path.name,
            sha256=hashlib.sha256(made.data).hexdigest(),
            queried_at=datetime.now(UTC),
        )
    )
    return Queried(path, partner.id, len(asked), made.why)


def form_of(folder: Folder, partner: Partner, period: Period, revision: int, asked: tuple[Asked, ...]) -> QueryForm:
    """What a partner is asked, before any workbook is made of it."""
    settings = folder.framework.settings
    return QueryForm(
        partnership=settings.name,
        partner=partner,
        period=period,
        revision=revision,
        return_to=settings.return_to,
        officer=settings.officer,
        of="",
        asked=asked,
    )


def highest_revision(ledger: Ledger, partner: str, period: Period) -> int:
    """The highest revision that a partner's return has had, issued or sent back with queries."""
    sent = [one.revision for one in ledger.issued(partner, period)]
    asked = [one.revision for one in ledger.queries(period) if one.partner == partner]
    came = [one.revision for one in ledger.receipts(period) if one.partner == partner]
    return max((*sent, *asked, *came), default=0)


def free_path(place: Path, before: Sequence[Query], form: QueryForm, data: bytes) -> Path:
    """The first name that is free: not there yet, these very bytes, or one of this revision that nobody worked in."""
    ours = {one.file: one.sha256 for one in before if one.revision == form.revision}
    number = 1
    while True:
        path = place / (f"{form.partner.id}.xlsx" if number == 1 else f"{form.partner.id}-r{number}.xlsx")
        if not path.exists():
            return path
        there = path.read_bytes()
        if there == data or ours.get(path.name) == hashlib.sha256(there).hexdigest():
            return path
        number += 1
