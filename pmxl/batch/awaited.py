"""Awaited: the forms that went out for a period, or for its year, and of which nothing has come back."""

from __future__ import annotations

from datetime import datetime

from pmxl.assess.awaited_form import AwaitedForm
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.returns.forms.form import CALLED


def awaited_forms(framework: Framework, ledger: Ledger, period: Period, as_at: datetime) -> tuple[AwaitedForm, ...]:
    """Each form once, by its latest revision, as it was known at a moment; those of the period before those of a year.

    A form that came back and was refused, or with nothing filled in, is awaited still.
    """
    names = {one.id: one.name for one in framework.partners}
    found = {}
    for of in dict.fromkeys((period, period.year)):
        sent = [one for one in ledger.forms(period=of) if one.issued_at <= as_at]
        kinds = {one.kind for one in sent}
        back = {(kind, one.to) for kind in kinds for one in ledger.form_answers(kind, of, as_at, withdrawn=True)}
        for one in sorted(sent, key=lambda one: one.revision):
            if (one.kind, one.to) not in back:
                called = CALLED.get(one.kind, one.kind)
                found[one.kind, one.to, of] = AwaitedForm(
                    one.to, called, names.get(one.to, one.to), of, one.file, one.issued_at.date()
                )
    return tuple(found.values())
