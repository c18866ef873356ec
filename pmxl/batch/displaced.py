"""Displaced: answers of a form that another file gives otherwise, or not any more, told so that nobody has to guess."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pmxl.batch.examine import Examined
from pmxl.batch.forms import answers_of
from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.improve.actions.ref import lasting_ref
from pmxl.improve.actions.register import KIND as PLAN
from pmxl.ledger import FormAnswer
from pmxl.ledger import Ledger
from pmxl.plural import plural
from pmxl.returns.forms.found import ReadForm
from pmxl.terms import WITHDRAWN
from pmxl.terms import Outcome
from pmxl.terms import Severity

OLDER, OTHERWISE, CLEARED = "IMP005", "IMP006", "IMP007"
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
        given = ledger.form_answers(form.kind, form.period, withdrawn=True)
        known[of] = {(one.ref, one.field): one for one in given if one.to == form.to}
    answers = answers_of(examined.job, form, now)
    before = earlier_plans(ledger, form) | {at: one for at, one in known[of].items() if one.revision < form.revision}
    gone = cleared(form, before)
    # what stands since before is not lacking
    kept = [one for one in form.findings if one.found or (one.sheet, one.cell) not in gone]
    odd = [*said(answers, known[of]), *about_cleared(gone)]
    odd = [replace(one, file=examined.job.file, sha256=examined.job.sha256) for one in odd]
    for one in answers:
        stands = known[of].get((one.ref, one.field))
        if stands is None or stands.revision <= one.revision:
            known[of][one.ref, one.field] = one
    return replace(examined, form=replace(form, findings=(*kept, *odd)))


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


def earlier_plans(ledger: Ledger, form: ReadForm) -> Standing:
    """What the action plans of earlier periods said of the rows of this one; nothing of any other form."""
    if form.kind != PLAN or form.period is None:
        return {}
    found: Standing = {}
    given = ledger.form_answers(PLAN, withdrawn=True)
    for one in sorted(given, key=lambda one: (one.period, one.revision, one.at)):
        if one.to == form.to and one.period < form.period:
            found[lasting_ref(one.ref, one.period), one.field] = one
    return found


def cleared(form: ReadForm, before: Standing) -> dict[tuple[str, str], FormAnswer]:
    """The cells that are blank and in which something stood before, from the top, with what it was."""
    held = {(one.sheet, one.cell) for one in form.findings if one.found}  # what could not be read there is told already
    held |= {(one.sheet, one.cell) for one in form.filled}
    order = {ref: n for n, ref in enumerate(form.rows)}
    cells = {}
    for ref, field in sorted(before.keys(), key=lambda at: order.get(at[0], 0)):
        place = form.rows.get(ref, ("", 0))[0], form.cell(ref, field)
        if place[1] and place not in held and before[ref, field].text != WITHDRAWN:
            cells[place] = before[ref, field]
    return cells


def about_cleared(gone: Mapping[tuple[str, str], FormAnswer]) -> Iterator[Finding]:
    """A Query where something was cleared: a blank takes nothing back, the word `withdrawn` does."""
    for (sheet, cell), was in list(gone.items())[:1]:
        others = f", and {plural(len(gone) - 1, 'other cell')} likewise" if len(gone) > 1 else ""
        says = f"'{show(was.text)}', as {was.file} said, was cleared here{others}. A blank takes nothing back."
        ask = f"If something no longer holds, type {WITHDRAWN} in its cell and send the form again."
        yield Finding(CLEARED, Severity.QUERY, says, ask, sheet=sheet, cell=cell)


def otherwise(differing: Sequence[object]) -> str:
    """`otherwise`, or `3 things otherwise`."""
    return "otherwise" if len(differing) == 1 else f"{len(differing)} things otherwise"


def query(code: str, where: FormAnswer, says: str, ask: str) -> Finding:
    """A Query about the first cell that differs."""
    return Finding(code, Severity.QUERY, says, ask, sheet=where.sheet, cell=where.cell)
