"""Query: for each partner with something open, a workbook that asks about it; its answer carries the next revision."""

from __future__ import annotations

import hashlib
import math
import os
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from functools import partial
from itertools import chain
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from pmxl.assess.register import of_the_period
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.folder import Folder
from pmxl.batch.issue import chosen_partners
from pmxl.batch.issue import revisions
from pmxl.batch.limits import limits_of
from pmxl.batch.passwords import passwords_of
from pmxl.batch.query_book import NoCopy
from pmxl.batch.query_book import QueryBook
from pmxl.batch.query_book import Returned
from pmxl.batch.query_book import ask_in_copy
from pmxl.batch.query_book import renewed
from pmxl.batch.readers import FILES_EACH
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.framework.models import Partner
from pmxl.ledger import Ledger
from pmxl.ledger import Query
from pmxl.ledger import Receipt
from pmxl.ledger import raw_path
from pmxl.periods import Period
from pmxl.returns.query import Asked
from pmxl.returns.query import QueryForm
from pmxl.returns.query import questions
from pmxl.sheets.publish import Shelf
from pmxl.terms import Outcome
from pmxl.terms import Severity

LOOKED_UP, LOT = 1000, 100
"""Partners looked up at a time, and query workbooks written and recorded."""

STOPPED = {Lost.DIED: "reading it again stopped its reader", Lost.LATE: "reading it again took too long"}
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
    written over: the next stands beside it. `opened` are passwords that a person typed, by the file's hash. Returns are
    read again in processes of their own, as they were when they came.
    """
    chosen = chosen_partners(folder.framework, period, partners)
    with folder.ledger() as ledger:
        desk = Asking(folder, ledger, period, opened)
        made = made_of(folder, desk.returned(chosen))
        while lot := list(islice(made, LOT)):
            desk.write(lot)
    return [desk.written[one.id] for one in chosen if one.id in desk.written]


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


def made_of(folder: Folder, asks: Iterator[Returned]) -> Iterator[tuple[Returned, QueryBook | NoCopy]]:
    """What came of copying each return that is asked about, as they are done."""
    cores = os.cpu_count() or 1
    first = list(islice(asks, FILES_EACH * cores))
    if not first:
        return
    limits = limits_of(folder.framework.settings)
    work = partial(ask_in_copy, folder.framework, folder.templates.house)
    for one, made in carry_out(work, chain(first, asks), limits, math.ceil(len(first) / FILES_EACH)):
        yield one, NoCopy(STOPPED[made]) if isinstance(made, Lost) else made


class Asking:
    """What was sent for a period before and what came back, looked up once; and what is written now, by partner."""

    def __init__(self, folder: Folder, ledger: Ledger, period: Period, opened: Mapping[str, Sequence[str]]) -> None:
        self._folder, self._ledger, self._period, self._opened = folder, ledger, period, opened
        self._passwords = passwords_of(folder)
        self._disputed = {one.receipts[-1].partner for one in ledger.disputes() if one.receipts[-1].period == period}
        before = ledger.queries(period)
        self._highest = revisions(ledger.issued(period=period), before)
        self._before: defaultdict[str, list[Query]] = defaultdict(list)
        for one in before:
            self._before[one.partner].append(one)
        self._about: dict[str, Receipt] = {}
        self.written: dict[str, Queried] = {}

    def returned(self, partners: Sequence[Partner]) -> Iterator[Returned]:
        """The returns with something open of which no query workbook says so yet; those of which one does are noted."""
        left = iter(partners)
        while lot := list(islice(left, LOOKED_UP)):
            came = self._ledger.receipts(self._period, partners=[one.id for one in lot])
            for receipt in came:
                self._highest[receipt.partner] = max(self._highest.get(receipt.partner, 0), receipt.revision)
            stands = of_the_period(self._period, came)
            for one in lot:
                if one.id in stands and one.id not in self._disputed:
                    yield from self._asked(one, stands[one.id])

    def _asked(self, partner: Partner, receipt: Receipt) -> Iterator[Returned]:
        asked = questions(self._folder.framework, receipt.findings)
        if not asked:
            return
        last = next((one for one in reversed(self._before[partner.id]) if one.returned == receipt.sha256), None)
        if last and last.asks == asks_of(asked) and (path := self._place / last.file).is_file():
            self.written[partner.id] = Queried(path, partner.id, len(asked), is_new=False)
            return
        revision = last.revision if last else 1 + self._highest.get(partner.id, 0)
        self._about[partner.id] = receipt
        yield Returned(
            form=form_of(self._folder, partner, self._period, revision, asked),
            raw=str(raw_path(self._folder.raw, receipt.sha256)),
            file=receipt.file,
            is_refused=receipt.outcome is Outcome.REFUSED,
            passwords=tuple(self._passwords.likely(receipt.file, self._opened.get(receipt.sha256, ()))),
        )

    @property
    def _place(self) -> Path:
        return self._folder.queries(self._period)

    def write(self, lot: Sequence[tuple[Returned, QueryBook | NoCopy]]) -> None:
        """Writes a lot and records those that are on the disk."""
        rows: list[Query] = []
        shelf, put = Shelf(self._place), set[str]()
        try:
            with shelf:
                for one, made in lot:
                    book = renewed(self._folder, self._ledger, one.form, made) if isinstance(made, NoCopy) else made
                    path = free_path(self._place, self._before[one.form.partner.id], one.form, book.data, put)
                    shelf.put(path.name, book.data)
                    put.add(path.name)
                    rows.append(self._row(one, book, path))
        finally:
            failed = shelf.failed
            self._ledger.query(*(row for row in rows if row.file not in failed))

    def _row(self, one: Returned, book: QueryBook, path: Path) -> Query:
        form, about = one.form, self._about.pop(one.form.partner.id)
        self.written[form.partner.id] = Queried(path, form.partner.id, len(form.asked), book.why)
        return Query(
            partner=form.partner.id,
            period=form.period,
            revision=form.revision,
            fingerprints=book.fingerprints,
            returned=about.sha256,
            asks=asks_of(form.asked),
            file=path.name,
            sha256=hashlib.sha256(book.data).hexdigest(),
            queried_at=datetime.now(UTC),
        )


def asks_of(asked: Sequence[Asked]) -> tuple[int, ...]:
    """The findings that are asked about, by their numbers in the ledger."""
    return tuple(int(ask.finding.number or 0) for ask in asked)


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


def free_path(place: Path, before: Sequence[Query], form: QueryForm, data: bytes, put: Collection[str] = ()) -> Path:
    """The first name that is free: not there yet, these very bytes, or one of this revision that nobody worked in.

    `put` are names under which others of this lot are being written.
    """
    ours = {one.file: one.sha256 for one in before if one.revision == form.revision}
    number = 1
    while True:
        path = place / (f"{form.partner.id}.xlsx" if number == 1 else f"{form.partner.id}-r{number}.xlsx")
        number += 1
        if path.name in put:
            continue
        if not path.exists():
            return path
        there = path.read_bytes()
        if there == data or ours.get(path.name) == hashlib.sha256(there).hexdigest():
            return path
