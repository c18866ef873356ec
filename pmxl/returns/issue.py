"""Issuing: a ReturnForm becomes the workbook that a partner fills in."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import time

from pmxl.framework.models import Partner
from pmxl.returns.body import FIRST_ROW
from pmxl.returns.body import plan_body
from pmxl.returns.body import progress
from pmxl.returns.cover import plan_cover
from pmxl.returns.cover import title_of
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.identity import plan_identity
from pmxl.returns.lists import plan_lists
from pmxl.sheets.describe import BookPlan


def plan_return(form: ReturnForm) -> BookPlan:
    """The workbook of one return: Cover, Return, Lists (hidden) and _pmxl (very hidden). ValueError if it asks nothing.

    The same form always gives the same bytes.
    """
    if not form.rows:
        raise ValueError(f"Nothing is asked of {form.partner.name} in {form.period.label}, so there is no return")
    return BookPlan(
        title=book_title(form),
        subject=form.partnership,
        sheets=(
            plan_cover(form, progress(form, RETURN_SHEET)),
            plan_body(form),
            plan_lists(),
            plan_identity(form, FIRST_ROW),
        ),
        created=datetime.combine(form.period.last_day, time(), tzinfo=UTC),
    )


def book_title(form: ReturnForm) -> str:
    """The title of the workbook in its properties."""
    return f"{form.partner.name}: {title_of(form).lower()} for {form.period.label}"


def issued_name(partner: Partner, revision: int) -> str:
    """The file name of a return: `police.xlsx`, and `police-r2.xlsx` when it is issued again."""
    return f"{partner.id}.xlsx" if revision == 1 else f"{partner.id}-r{revision}.xlsx"
