"""Status: where every partner's return stands on a day, what is missing in it, and who is to be asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from typing import Any

from pmxl.assess.awaited_form import AwaitedForm
from pmxl.assess.awaited_form import chased
from pmxl.assess.chase import SOON
from pmxl.assess.chase import Letter
from pmxl.assess.chase import Sent
from pmxl.assess.chase import form_letter
from pmxl.assess.chase import letter
from pmxl.assess.imported import Came
from pmxl.assess.imported import Open
from pmxl.assess.imported import open_imports
from pmxl.assess.imported import state_with
from pmxl.assess.owners import owners
from pmxl.assess.punctual import Punctuality
from pmxl.assess.punctual import first_days
from pmxl.assess.punctual import periods_issued
from pmxl.assess.punctual import punctuality
from pmxl.assess.register import FigureKey
from pmxl.assess.register import Keys
from pmxl.assess.register import key_of
from pmxl.assess.register import of_the_period
from pmxl.assess.register import registered
from pmxl.assess.register import state_of
from pmxl.findings import Finding
from pmxl.framework.asked import Asked
from pmxl.framework.asked import asked_by_partner
from pmxl.framework.asked import periods_asked
from pmxl.framework.models import Framework
from pmxl.ledger import OF_ANOTHER_PERIOD
from pmxl.ledger import Brought
from pmxl.ledger import Dispute
from pmxl.ledger import Issued
from pmxl.ledger import Outline
from pmxl.ledger import Query
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome
from pmxl.terms import ReturnState

STATUS_COLUMNS = [
    *("partner", "name", "state", "due", "days_late", "issued_on", "sent", "revision", "file", "received_at", "query"),
    *("expected", "kept", "held", "refused", "missing", "open", "contact", "email", "signed_by", "signed_on", "chase"),
]
OPEN_COLUMNS = ["partner", "name", *("severity", "code", "file", "sheet", "cell", "part", "found", "says", "ask")]
Rows = Sequence[dict[str, Any]]

BACK = (ReturnState.EMPTY, ReturnState.RETURNED, ReturnState.QUERIED, ReturnState.ACCEPTED)
"""The states of a return that has come and could be taken."""


@dataclass(frozen=True)
class Known:
    """What the ledger knows on the day: files that came, workbooks that went out, figures that stand, what returns have
    brought, disputes, and the forms that are not back.
    """

    receipts: Sequence[Receipt]
    issued: Sequence[Issued]
    outlines: Sequence[Outline] = field(repr=False)  # of the months in `told_of` at least, held figures too
    brought: Sequence[Brought] = ()
    disputes: Sequence[Dispute] = ()
    queries: Sequence[Query] = ()
    awaited: tuple[AwaitedForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the returns of one period, by partner: the return that stands, the workbook sent last (its day
    is the one that counts, for an extension is agreed by reissuing), the day on which a return that could be read was
    first collected, what is asked, the last form of another period that came in its place, and what the ledger has
    figures of.
    """

    period: Period
    receipts: Mapping[str, Receipt]
    sent: Mapping[str, Issued]
    first_back: Mapping[str, date]
    wanted: Mapping[str, Sequence[Asked]]
    astray: Mapping[str, Receipt]
    settled: Keys
    held: Keys

    def missing(self, partner: str) -> tuple[Asked, ...]:
        """The figures asked of a partner for which the ledger holds nothing, be it accepted or held."""
        there = self.settled.get(partner, set()) | self.held.get(partner, set())
        return tuple(one for one in self.wanted.get(partner, ()) if key_of(one) not in there)


@dataclass(frozen=True)
class Status:
    """The returns of a period as they stand on a day.

    `partners` has a row a partner (STATUS_COLUMNS), `open` one for each finding that waits for an answer
    (OPEN_COLUMNS), `punctual` one a partner with its record over time, `owners` one for each who answers for measures.
    `awaited` are the forms that are not back, and `improvement` is what is being done
    (pmxl.improve.improvement, which stands above), None where nobody looked.
    """

    framework: Framework
    period: Period
    today: date
    due: date
    partners: Rows
    open: Rows
    punctual: Punctuality
    owners: Rows
    letters: tuple[Letter, ...]
    improvement: Any = None
    awaited: tuple[AwaitedForm, ...] = ()


def status(framework: Framework, period: Period, known: Known, today: date) -> Status:
    """Where every return of a period stands on a day; pure: the same knowledge and day give the same status."""
    rows, letters = [], []
    standing = standing_of(framework, period, known)
    answers = open_findings(standing, known.disputes)
    imported = open_imports(period, known.receipts, (Came(*of_what(one), one.received_at) for one in known.outlines))
    forms = chased(framework, known.awaited, today, timedelta(days=SOON))
    for row in register_of(framework, standing, known):
        told = answers.get(row["partner"], ())
        found = standing_row(framework, standing, known.queries, row, told, today)
        wanted = standing.missing(row["partner"])
        written = letter(framework, period, found, told, wanted, today, forms.pop(row["partner"], ()))
        if written:
            letters.append(written)
        theirs = imported.get(row["partner"], ())  # the officer's to answer, and in no letter
        counted = {"open": found["open"] + len(theirs), "state": state_with(found["state"], theirs)}
        rows.append(in_order(found | counted | {"chase": written.why if written else ""}, STATUS_COLUMNS))
    letters += [form_letter(framework, to, of) for to, of in forms.items()]
    return Status(
        framework=framework,
        period=period,
        today=today,
        due=framework.settings.usual_due(period),
        partners=rows,
        open=open_rows(framework, answers, imported),
        punctual=punctuality(framework, period, known.receipts, known.issued, today, standing.settled),
        owners=owners(framework, period, known.issued, known.brought),
        letters=tuple(letters),
        awaited=known.awaited,
    )


def told_of(framework: Framework, period: Period, issued: Iterable[Issued]) -> set[int]:
    """The months in which begins whatever is told of: what is asked for the period, and for those of the record."""
    shown = periods_issued(period, issued)
    wanted = {one.start for each in shown for measure in framework.measures for one in periods_asked(measure, each)}
    return wanted.union(range(period.start, period.start + period.months))  # and what was imported for any part of it


def standing_of(framework: Framework, period: Period, known: Known) -> Standing:
    """All partners at once: a programme of thousands is not walked for each of them."""
    issued = sorted((one for one in known.issued if one.period == period), key=lambda one: one.revision)
    return Standing(
        period=period,
        receipts=of_the_period(period, known.receipts),
        sent={one.partner: one for one in issued},
        first_back={whose: day for (whose, of), day in first_days(known.receipts).items() if of == period},
        wanted=asked_by_partner(framework, period),
        astray={one.partner: one for one in known.receipts if is_astray(one, period)},
        **settled_and_held(known.outlines),
    )


def register_of(framework: Framework, standing: Standing, known: Known) -> list[dict[str, Any]]:
    """The rows of the register, of what is known already."""
    settled, held, wanted = standing.settled, standing.held, standing.wanted
    return registered(framework, standing.period, known.receipts, settled=settled, held=held, wanted=wanted)


def is_astray(receipt: Receipt, period: Period) -> bool:
    """True for a partner's form that came for a period and was refused, for it is of another."""
    if receipt.kind != "return" or not receipt.partner or receipt.outcome is not Outcome.REFUSED:
        return False
    return any(one.code == OF_ANOTHER_PERIOD and one.expected == period.label for one in receipt.findings)


def settled_and_held(outlines: Sequence[Outline]) -> dict[str, Keys]:
    """What the figures of each partner are of: those that count, and those that are held."""
    settled: dict[str, set[FigureKey]] = {}
    held: dict[str, set[FigureKey]] = {}
    for one in outlines:
        there = held if one.held else settled
        there.setdefault(one.partner, set()).add(FigureKey(one.measure, one.area, one.start, one.months))
    return {"settled": settled, "held": held}


def standing_row(
    framework: Framework,
    standing: Standing,
    queries: Sequence[Query],
    row: Sent,
    told: Sequence[Finding],
    today: date,
) -> dict[str, Any]:
    """One partner: its state, and the counts, where expected = kept + held + refused + missing.

    Refused are figures that came in the return that stands and were kept out, but for those that have come since.
    """
    sent, receipt = standing.sent.get(row["partner"]), standing.receipts.get(row["partner"])
    due = (sent.due if sent else None) or framework.settings.usual_due(standing.period)
    state = state_today(row, receipt, sent, told, due, today)
    first = standing.first_back.get(row["partner"])
    until = (first or due) if state in BACK else today
    is_counted = state not in (ReturnState.NOTHING_ASKED, ReturnState.NOT_ISSUED)
    return {
        **{name: row[name] for name in ("partner", "name", "contact", "file", "received_at", "kept", "held")},
        **{name: row[name] for name in ("signed_by", "signed_on")},
        "open": len(told),
        "email": framework.partner(row["partner"]).email,
        "state": state.value,
        "due": due if is_counted else None,
        "days_late": max((until - due).days, 0) if is_counted else 0,
        "issued_on": sent.issued_at.date() if sent else None,
        "sent": sent.file if sent else "",
        "revision": sent.revision if sent else 0,
        "query": query_of(queries, receipt) if told else "",
        "expected": row["asked"],
        "refused": row["refused"],
        "missing": row["missing"] - row["refused"],
        "astray": standing.astray.get(row["partner"]),
    }


def state_today(
    row: Sent, receipt: Receipt | None, sent: Issued | None, told: Sequence[Finding], due: date, today: date
) -> ReturnState:
    """The state in which a return is; a return that came counts though none was issued by this ledger."""
    came = [receipt] if receipt else []
    state = state_of(came, row["asked"], row["kept"], row["held"], is_open=bool(told))
    if state is not ReturnState.NOT_RETURNED:
        return state
    if sent is None:
        return ReturnState.NOT_ISSUED
    return ReturnState.LATE if today > due else ReturnState.ISSUED


def query_of(queries: Iterable[Query], receipt: Receipt | None) -> str:
    """The query workbook that asks about a return; "" where none was written."""
    about = [one.file for one in queries if receipt and one.returned == receipt.sha256]
    return about[-1] if about else ""


def open_findings(standing: Standing, disputes: Iterable[Dispute]) -> dict[str, tuple[Finding, ...]]:
    """What waits for an answer in each partner's return that stands, two files that disagree included."""
    found = {
        partner: tuple(finding for finding in receipt.findings if finding.is_open)
        for partner, receipt in standing.receipts.items()
    }
    for dispute in disputes:
        last = dispute.receipts[-1]
        if last.period == standing.period:
            found[last.partner] = (dispute.finding, *found.get(last.partner, ()))
    return found


def open_rows(framework: Framework, *answers: Open) -> list[dict[str, Any]]:
    """The open findings as rows, in the framework's order of partners; those of imports are the officer's to answer."""
    return [
        in_order(finding.as_record() | {"partner": partner.id, "name": partner.name}, OPEN_COLUMNS)
        for partner in framework.partners
        for found in answers
        for finding in found.get(partner.id, ())
    ]


def of_what(one: Outline) -> tuple[str, str, str, int, int]:
    """Whose a figure is, and what it is of."""
    return one.partner, one.measure, one.area, one.start, one.months


def in_order(row: Mapping[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    """A row with these columns in their order."""
    return {name: row[name] for name in columns}
