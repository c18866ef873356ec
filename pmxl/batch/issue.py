"""Issue: one return workbook for every partner that is asked for something in a period."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Collection
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.batch.past import past
from pmxl.figures import Key
from pmxl.findings import refuse
from pmxl.framework.asked import Asked
from pmxl.framework.asked import asked
from pmxl.framework.expected import baseline_period
from pmxl.framework.expected import expected
from pmxl.framework.expected import target_row
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.ledger import Issued
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.returns.form import AskedRow
from pmxl.returns.form import ReturnForm
from pmxl.returns.history import History
from pmxl.returns.history import at
from pmxl.returns.history import earlier
from pmxl.returns.issue import fingerprint
from pmxl.returns.issue import issued_name
from pmxl.returns.issue import plan_return
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook


def issue(
    folder: Folder,
    period: Period,
    partners: Collection[str] = (),
    *,
    deadline: date | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Writes the returns of a period, of all partners or of those named; a reissue raises the revision.

    A file that was issued is never overwritten.
    """
    framework = folder.framework
    chosen = chosen_partners(framework, period, partners)
    written = []
    with folder.ledger() as ledger:
        history = past(framework, ledger)
        before = {(i.partner, i.revision) for i in ledger.issued(period=period)}
        inbox = folder.inbox(period)
        inbox.mkdir(parents=True, exist_ok=True)
        for partner in chosen:
            progress(partner.name)
            rows = asked(framework, period, partner.id)
            if not rows:
                continue
            revision = 1 + max((r for p, r in before if p == partner.id), default=0)
            form = form_for(framework, partner, period, revision, rows, history, deadline)
            written.append(issue_one(folder, ledger, form))
    return written


def chosen_partners(framework: Framework, period: Period, named: Collection[str]) -> list[Partner]:
    """The partners named, or all that exist in the period; a Refusal for a name nobody bears."""
    known = {partner.id: partner for partner in framework.partners}
    for name in named:
        if name not in known:
            raise refuse("RET003", f"No partner has the id '{name}'.", f"Choose from: {', '.join(known)}.", found=name)
    return [p for p in framework.partners if p.exists_in(period) and (not named or p.id in named)]


def form_for(
    framework: Framework,
    partner: Partner,
    period: Period,
    revision: int,
    rows: tuple[Asked, ...],
    history: History,
    deadline: date | None,
) -> ReturnForm:
    """One partner's form: what is asked, against what target, and what came before."""
    settings = framework.settings
    return ReturnForm(
        partnership=settings.name,
        partner=partner,
        period=period,
        revision=revision,
        framework=framework.version,
        deadline=deadline or period.last_day + timedelta(days=settings.deadline_days),
        return_to=settings.return_to,
        officer=settings.officer,
        currency=settings.currency,
        rows=tuple(asked_row(framework, row, history) for row in rows),
    )


def asked_row(framework: Framework, row: Asked, history: History) -> AskedRow:
    """One row of a form."""
    key = Key(row.measure.id, row.partner, row.area, row.period)
    before = earlier(history, key)
    return AskedRow(
        measure=row.measure,
        area=row.area,
        area_name=framework.area(row.area).name if row.area else "",
        period=row.period,
        expected=expected(
            framework, *(row.measure, row.period, row.partner, row.area), start_of(framework, row, history)
        ),
        last=before[-1][1] if before else None,
        last_period=before[-1][0].label if before else "",
        last_year=at(history, key, row.period.last_year),
    )


def start_of(framework: Framework, row: Asked, history: History) -> float:
    """The partner's own figure from which a point target starts, NaN where not known."""
    target = target_row(framework, row.measure, row.period, row.partner, row.area)
    if target is None or target.baseline is not None:
        return math.nan
    key = Key(row.measure.id, row.partner, row.area, row.period)
    found = at(history, key, baseline_period(target, row.period.months))
    return math.nan if found is None else found


def issue_one(folder: Folder, ledger: Ledger, form: ReturnForm) -> Path:
    """Writes one return beside those issued before, and records its fingerprint.

    A file of that name that the ledger does not know is taken up when it is this very return (an earlier run was
    interrupted between writing and recording); any other is refused.
    """
    path = folder.issued(form.period) / issued_name(form.partner, form.revision)
    plan = plan_return(form)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_workbook(plan, path)
    elif path.read_bytes() != plan_to_bytes(plan):
        raise refuse(
            "OUT005",
            f"{path} exists, though the ledger knows of no revision {form.revision} for this partner and period.",
            "Move that file away, or restore the ledger that belongs to it.",
        )
    ledger.issue(
        [
            Issued(
                partner=form.partner.id,
                period=form.period,
                revision=form.revision,
                fingerprint=fingerprint(form),
                framework=form.framework,
                file=path.name,
                issued_at=datetime.now(UTC),
            )
        ]
    )
    return path
