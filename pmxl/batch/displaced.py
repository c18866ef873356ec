"""Displaced: answers of a form that another file gives otherwise, told so that nobody has to guess which stands."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pmxl.batch.examine import Examined
from pmxl.batch.forms import answers_of
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.ledger import FormAnswer
from pmxl.ledger import Ledger
from pmxl.terms import Outcome
from pmxl.terms import Severity

OLDER, OTHERWISE = "IMP005", "IMP006"
Standing = dict[tuple[str, str], FormAnswer]
"""What stands of one form, by ref and field."""


def displaced(ledger: Ledger, read: Sequence[Examined], now: datetime) -> list[Examined]:
    """What was read, each form with a Query where it says otherwise than one of its revision, or than a later one.

    The highest revision stands, and of that the file that was read last, as `ledger.form_answers` has it.
    """
    known: dict[tuple[object, ...], Standing] = {}
    return [one if one.form is None else told(ledger, one, known, now) for one in read]


def told(ledger: Ledger, examined: Examined, known: dict[tuple[object, ...], Standing], now: datetime) -> Examined:
    """One form with what it displaces, or what displaces it; what it says stands from now on."""
    form = examined.form
    if form is None or form.period is None or form.outcome is Outcome.REFUSED:
        return examined
    of = (form.kind, form.to, form.period)
    if of not in known:
        given = ledger.form_answers(form.kind, form.period)
        known[of] = {(one.ref, one.field): one for one in given if one.to == form.to}
    answers = answers_of(examined.job, form, now)
    odd = [replace(one, file=examined.job.file, sha256=examined.job.sha256) for one in said(answers, known[of])]
    for one in answers:
        before = known[of].get((one.ref, one.field))
        if before is None or before.revision <= one.revision:
            known[of][one.ref, one.field] = one
    return replace(examined, form=replace(form, findings=(*form.findings, *odd)))


def said(answers: Sequence[FormAnswer], standing: Standing) -> Iterator[Finding]:
    """A Query for what does not stand of a lower revision, and one for what displaces a file of the same one."""
    pairs = [(one, standing[one.ref, one.field]) for one in answers if (one.ref, one.field) in standing]
    differing = [(one, before) for one, before in pairs if one.text != before.text]
    older = [(one, before) for one, before in differing if before.revision > one.revision]
    alike = [(one, before) for one, before in differing if before.revision == one.revision]
    if older:
        first, before = older[0]
        says = (
            f"This is revision {first.revision}. Revision {before.revision} came in {before.file} and says "
            f"{otherwise(older)}: '{show(before.text)}', and here '{show(first.text)}'. The later revision stands."
        )
        yield query(OLDER, first, says, f"If this is what is meant, type it into revision {before.revision}.")
    if alike:
        first, before = alike[0]
        says = (
            f"{before.file}, of the same revision, says {otherwise(alike)}: '{show(before.text)}', and here "
            f"'{show(first.text)}'. What stands here was taken."
        )
        yield query(OTHERWISE, first, says, "Confirm that this file is meant. If not, type what is meant into it.")


def otherwise(differing: Sequence[object]) -> str:
    """`otherwise`, or `3 things otherwise`."""
    return "otherwise" if len(differing) == 1 else f"{len(differing)} things otherwise"


def query(code: str, where: FormAnswer, says: str, ask: str) -> Finding:
    """A Query about the first cell that differs."""
    return Finding(code, Severity.QUERY, says, ask, sheet=where.sheet, cell=where.cell)
