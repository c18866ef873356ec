"""Issue: one return workbook for every partner that is asked for something in a period."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.batch.month import asking
from pmxl.batch.past import past
from pmxl.findings import refuse
from pmxl.framework.asked import asked_by_partner
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.ledger import Issued
from pmxl.ledger import Ledger
from pmxl.ledger import Query
from pmxl.periods import Period
from pmxl.returns.form import ReturnForm
from pmxl.returns.identity import fingerprint
from pmxl.returns.issue import issued_name
from pmxl.returns.mould import Moulds
from pmxl.returns.prepare import prepare_form
from pmxl.sheets.publish import Shelf

LOT = 200
"""Returns recorded at a time; what a run that broke off had written of one is taken up by the next."""


def issue(
    folder: Folder,
    period: Period,
    partners: Collection[str] = (),
    *,
    deadline: date | None = None,
    progress: Callable[[str], None] = lambda _: None,
    wrote: Callable[[Issued], None] = lambda _: None,
) -> list[Path]:
    """Writes the returns of a period, of all partners or of those named; a reissue raises the revision.

    A file that was issued is never overwritten. Returns are recorded in lots; one that was written when a run broke off
    is taken up by the next. `wrote` is told of each once it is recorded, also where a later one is refused. An extra
    month asks only for what is in the hot-house.
    """
    chosen = chosen_partners(folder.framework, period, partners)
    moulds = Moulds(folder.templates.as_issued)
    written: list[Path] = []
    with folder.ledger() as ledger:
        framework = asking(folder, ledger, period)
        history, last = past(framework, ledger), revisions(ledger.issued(period=period), ledger.queries(period))
        folder.inbox(period).mkdir(parents=True, exist_ok=True)
        wanted = asked_by_partner(framework, period)
        named = [partner for partner in chosen if partner.id in wanted]

        def form_of(partner: Partner) -> ReturnForm:
            progress(partner.name)
            revision, asks = 1 + last.get(partner.id, 0), wanted[partner.id]
            return prepare_form(framework, partner, period, history, revision=revision, deadline=deadline, wanted=asks)

        for first in range(0, len(named), LOT):
            lot = map(form_of, named[first : first + LOT])
            written += issue_lot(folder.issued(period), lot, moulds, ledger, wrote)
    return written


def not_issued(folder: Folder, period: Period, partners: Collection[str] = ()) -> list[str]:
    """The partners, all or of those named, who are asked for something in a period and have no return for it yet."""
    with folder.ledger() as ledger:
        wanted = asked_by_partner(asking(folder, ledger, period), period)
        done = {one.partner for one in ledger.issued(period=period)}
    return [one.id for one in chosen_partners(folder.framework, period, partners) if one.id in wanted.keys() - done]


def revisions(issued: Iterable[Issued], queries: Iterable[Query]) -> dict[str, int]:
    """Of each partner the highest revision among the returns and the query workbooks that it was sent."""
    sent = [(one.partner, one.revision) for one in issued]
    return dict(sorted([*sent, *((one.partner, one.revision) for one in queries)]))


def issue_lot(
    place: Path, forms: Iterable[ReturnForm], moulds: Moulds, ledger: Ledger, wrote: Callable[[Issued], None]
) -> list[Path]:
    """Writes the returns of a lot and records those that are on the disk; also what was written before one refused."""
    sent: list[Issued] = []
    shelf = Shelf(place)
    try:
        with shelf:
            for form in forms:
                sent.append(issue_one(place, form, moulds, shelf))  # noqa: PERF401 - those before one refused are kept
    finally:
        failed = shelf.failed
        there = [one for one in sent if one.file not in failed]
        ledger.issue(there)
        for one in there:
            wrote(one)
    return [place / one.file for one in sent]


def chosen_partners(framework: Framework, period: Period, named: Collection[str]) -> list[Partner]:
    """The partners named, or all that exist in the period; a Refusal for a name nobody bears."""
    known = {partner.id: partner for partner in framework.partners}
    for name in named:
        if name not in known:
            raise refuse("RET003", f"No partner has the id '{name}'.", f"Choose from: {', '.join(known)}.", found=name)
    return [p for p in framework.partners if p.exists_in(period) and (not named or p.id in named)]


def issue_one(place: Path, form: ReturnForm, moulds: Moulds, shelf: Shelf) -> Issued:
    """Has one return written beside those issued before, and gives what is to be recorded of it once it is there.

    A file of that name that the ledger does not know is taken up when it is this very return (an earlier run was
    interrupted between writing and recording); any other is refused.
    """
    path = place / issued_name(form.partner, form.revision)
    marked = fingerprint(form)
    data = moulds.bytes_of(form, marked)
    if not path.exists():
        shelf.put(path.name, data)
    elif path.read_bytes() != data:
        raise refuse(
            "OUT005",
            f"{path} exists, though the ledger knows of no revision {form.revision} for this partner and period.",
            "Move that file away, or restore the ledger that belongs to it.",
        )
    return Issued(
        partner=form.partner.id,
        period=form.period,
        revision=form.revision,
        fingerprint=marked,
        framework=form.framework,
        file=path.name,
        issued_at=datetime.now(UTC),
        due=form.deadline,
    )
