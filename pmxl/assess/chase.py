"""Chase: the letter that asks a partner for what is missing, ready to be sent: kind, exact, and complete in itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Any

from pmxl.assess.awaited_form import AwaitedForm
from pmxl.assess.awaited_form import about
from pmxl.assess.awaited_form import not_in
from pmxl.findings import Finding
from pmxl.framework.asked import Asked
from pmxl.framework.models import Framework
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.terms import ReturnState
from pmxl.terms import Severity

Sent = Mapping[str, Any]
"""One partner's row of a status."""

SOON = 7
"""Days before the last one from which a partner is reminded."""
MOST_NAMED = 8
MOST_SAID, MOST_NAMES = 900, 400
"""Missing measures named in a letter and questions listed, at most so many and of so many characters together: a
longer list is not read, and the rest is counted."""
HELP = "If something stands in the way, tell us and we will help."
CROSSED = "If you have sent it in the meantime, thank you, and please leave this aside."


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail to one partner, or to an officer, and in a few words why it is written."""

    partner: str
    name: str
    why: str
    to: str
    subject: str
    body: str

    def as_record(self) -> dict[str, str]:
        """The letter as one flat record."""
        return asdict(self)


def letter(
    framework: Framework,
    period: Period,
    row: Sent,
    told: Sequence[Finding],
    missing: Sequence[Asked],
    today: date,
    forms: Sequence[AwaitedForm] = (),
) -> Letter | None:
    """The letter to a partner from whom a return, or something in it, is awaited, and any `forms` beside it.

    None where nothing is awaited, or it is not yet due.
    """
    owes = reason(row, today)
    if not owes:
        return form_letter(framework, row["partner"], forms) if forms else None
    why = ", ".join(piece for piece in (owes, not_in(forms)) if piece)
    paragraphs = (
        *opening(period, row, today),
        *open_questions(row, told),
        *lacking(row, missing),
        closing(framework, period, row),
        *map(about, forms),
        HELP if row["state"] in BACK and not forms else f"{HELP} {CROSSED}",
    )
    return written(framework, row["partner"], f"return for {period.label}", why, paragraphs)


def form_letter(framework: Framework, to: str, forms: Sequence[AwaitedForm]) -> Letter:
    """The letter to a partner, or an officer, from whom nothing but forms is awaited."""
    them = "it" if len(forms) == 1 else "them"
    ask = f"Please fill {them} in as far as you can, and send {them}{send_to(framework)}."
    labels = list(dict.fromkeys(one.period.label for one in forms))
    why = capital(not_in(forms))
    return written(framework, to, listed(labels), why, (*map(about, forms), ask, f"{HELP} {CROSSED}"))


def written(framework: Framework, to: str, about_what: str, why: str, paragraphs: Sequence[str]) -> Letter:
    """A letter between its greeting and its signature, to a partner or to an officer who is none."""
    settings = framework.settings
    partner = framework.partner(to) if framework.has_partner(to) else None
    name, contact, email = (partner.name, partner.contact, partner.email) if partner else (to, "", "")
    signed = "\n".join(line for line in ("With thanks,", settings.officer, settings.name) if line)
    body = "\n\n".join((f"Dear {contact or name},", *paragraphs, signed))
    subject = f"{settings.name}: {about_what} – {why[0].lower()}{why[1:]}"
    return Letter(to, name, why, email, subject, body)


BACK = (ReturnState.EMPTY, ReturnState.RETURNED, ReturnState.QUERIED)
"""The states of a return that came, and of which something is still awaited."""


def reason(row: Sent, today: date) -> str:
    """Why a partner is written to, in a few words; "" where there is nothing to ask."""
    state = ReturnState(row["state"])
    if state is ReturnState.LATE:
        return f"{plural(row['days_late'], 'day')} late"
    if state is ReturnState.ISSUED and (row["due"] - today).days <= SOON:
        return f"Due {in_days((row['due'] - today).days)}"
    if state is ReturnState.REFUSED:
        return "Could not be taken"
    if state not in BACK:
        return ""
    asks = plural(row["open"], "question") if row["open"] else ""
    lacks = f"{plural(row['missing'], 'figure')} missing" if row["missing"] else ""
    return ", ".join(part for part in (asks, lacks) if part)


def opening(period: Period, row: Sent, today: date) -> Iterator[str]:
    """What has become of the return so far."""
    of = f"the return for {period.label} ({period.spoken})"
    due = day_in_words(row["due"])
    if row["astray"] and row["state"] in (ReturnState.LATE, ReturnState.ISSUED):
        yield instead(period, row["astray"])
    if row["state"] == ReturnState.LATE:
        yield f"{capital(of)} was due on {due}, {plural(row['days_late'], 'day')} ago, and has not reached us yet."
    elif row["state"] == ReturnState.ISSUED:
        yield f"A reminder: {of} is due on {due}, {in_days((row['due'] - today).days)}. It has not reached us yet."
    else:
        came = f" of {day_in_words(row['received_at'])}" if isinstance(row["received_at"], datetime) else ""
        yield f"Thank you for {row['file']}{came}, {of}."


def instead(period: Period, astray: Receipt) -> str:
    """What came in place of the return, and why it could not be used."""
    came = f"{astray.file} of {day_in_words(astray.received_at)}"
    of = next((one.found for one in astray.findings if one.severity is Severity.ERROR and one.found), "")
    is_of = f", for it is of {of}" if of else ""
    return f"Thank you for {came}. We could not use it for {period.label}{is_of}."


def open_questions(row: Sent, told: Sequence[Finding]) -> Iterator[str]:
    """What is open, numbered: the place, the fact and the request of each."""
    if row["state"] not in (*BACK, ReturnState.REFUSED) or not told:
        return
    head = "We could not take it:" if row["state"] == ReturnState.REFUSED else "Before we can use all of it, we ask:"
    lines = fitting([f"{n}. {spoken(finding, row['file'])}" for n, finding in enumerate(told, 1)], MOST_SAID)
    more = len(told) - len(lines)
    yield "\n".join([head, *lines, *([f"And {more} more, which we can send you."] if more else [])])


def fitting(texts: Sequence[str], most: int) -> list[str]:
    """The first of these texts, at least one: MOST_NAMED of them, of so many characters together."""
    found = list(texts[:MOST_NAMED])
    while len(found) > 1 and sum(map(len, found)) > most:
        found.pop()
    return found


def spoken(finding: Finding, file: str) -> str:
    """A finding as one line; the file is named only where it is another than the letter is about."""
    return str(finding.to_sender).removeprefix(f"{file} › ").removeprefix(f"{file}: ")


def lacking(row: Sent, missing: Sequence[Asked]) -> Iterator[str]:
    """Which figures are missing, by measure."""
    if row["state"] == ReturnState.REFUSED or not missing:
        return
    counts = Counter(one.measure.name for one in missing)
    names = [name if count == 1 else f"{name} ({count} figures)" for name, count in counts.items()]
    first = fitting(names, MOST_NAMES)
    more = len(names) - len(first)
    said = "; ".join(first) + (f"; and {plural(more, 'measure')} more" if more else "")
    if row["state"] in BACK:
        one = len(missing) == 1
        number = "One figure" if one else f"{len(missing)} of {row['expected']} figures"
        how = "could not be used, or " if row["refused"] else ""
        yield f"{number} {how}{'is' if one else 'are'} still missing: {said}."
    else:
        yield f"It asks for {plural(len(missing), 'figure')}: {said}."


def closing(framework: Framework, period: Period, row: Sent) -> str:
    """What to do, with which workbook, and where to send it."""
    to = send_to(framework)
    if row["query"]:
        what = (
            f"The workbook {row['query']}, sent with this letter, marks each cell in question and has a sheet Queries"
        )
        answer = "Please correct the figures there or answer on that sheet"
        return f"{what}. {answer}, and send it{to}. Where you do not have a figure, write x and say why."
    if row["state"] in BACK:
        what = "Please correct or add the figures in your workbook, or explain them in the commentary"
        return f"{what}, and send it{to}. Where you do not have a figure, write x in its place and say why."
    workbook = to_be_filled_in(period, row)
    if row["state"] == ReturnState.REFUSED:
        return f"Please fill in {workbook}, and send it{to}."
    least = "Where you do not have a figure yet, write x in its place, say why, and send the others."
    return f"Please fill in {workbook}, and send it{to}. {least}"


def to_be_filled_in(period: Period, row: Sent) -> str:
    """The workbook that was sent; each period's has the same name, so where another came back it says of which."""
    if not row["sent"]:
        return "the workbook"
    named = f"the workbook for {period.label}, also named {row['sent']}"
    same = row["astray"] and row["astray"].file == row["sent"]
    return f"{named if same else row['sent']}, which we sent on {day_in_words(row['issued_on'])}"


def send_to(framework: Framework) -> str:
    """Where to send what is awaited."""
    return f" to {framework.settings.return_to}" if framework.settings.return_to else " back to us"


def in_days(days: int) -> str:
    """`today`, `tomorrow`, `in 5 days`."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
