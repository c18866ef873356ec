"""Journey: the self-assessments of partners sent out, and put together from what came back."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.forms import issue_form
from pmxl.batch.forms import reissued
from pmxl.batch.issue import chosen_partners
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.framework.models import Partner
from pmxl.improve.journey.form import KIND
from pmxl.improve.journey.form import journey_form
from pmxl.improve.journey.journey import Together
from pmxl.improve.journey.journey import together
from pmxl.improve.journey.round import Round
from pmxl.improve.journey.round import round_of
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import journey_in
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.reports.journey.book import plan_journey
from pmxl.sheets.write import write_workbook


def issue_journey(
    folder: Folder, period: Period, named: Collection[str] = (), *, deadline: date | None = None
) -> list[Path]:
    """Writes the self-assessment workbook of every partner, or of those named; a reissue raises the revision."""
    framework, journey = folder.framework, stages(folder)
    written = []
    for partner in chosen_partners(framework, period, named):
        form = journey_form(framework, journey, partner, period, deadline)
        with folder.ledger() as ledger:
            form = reissued(ledger, form)
        written.append(issue_form(folder, form, f"journey-{partner.id}"))
    return written


def consolidate(folder: Folder, period: Period) -> Together:
    """A round put together with the one before it; refused (IMP004) where none was sent out for the period."""
    framework, journey = folder.framework, stages(folder)
    with folder.ledger() as ledger:
        rounds = sorted({one.period for one in ledger.forms(KIND)}, key=lambda one: (one.last_day, one.months))
        if period not in rounds:
            sent = ", ".join(one.label for one in rounds)
            ask = f"Name one of: {sent}." if sent else f'Send it out first: pmxl journey issue "{period.label}".'
            says = f"No self-assessment was sent out for {period.label}."
            raise refuse("IMP004", says, ask, found=period.label)
        earlier = [one for one in rounds[: rounds.index(period)] if ledger.form_answers(KIND, one)]
        now = recalled(ledger, framework.partners, period)
        before = recalled(ledger, framework.partners, earlier[-1]) if earlier else None
    return together(framework, journey, now, before)


def write_journey(folder: Folder, period: Period) -> tuple[Path, Together]:
    """Writes journey.xlsx beside the period's scorecard; where it is, and what it shows."""
    found = consolidate(folder, period)
    path = folder.scorecard(period).with_name("journey.xlsx")
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_workbook(folder.templates.dressed(plan_journey(found)), path), found


def replay(folder: Folder, source: Path) -> list[Path]:
    """Plays the rounds that stand in a folder, one below it for each period; the workbooks made, in order."""
    made = []
    for sent in sorted(found for found in source.iterdir() if found.is_dir()) if source.is_dir() else ():
        period = folder.period(sent.name)
        issue_journey(folder, period)
        for file in sorted(found for found in sent.iterdir() if found.is_file()):
            shutil.copy(file, folder.inbox(period) / file.name)
        collect(folder, period=period, queries=False)
        made.append(write_journey(folder, period)[0])
    return made


def stages(folder: Folder) -> Journey:
    """The partnership's stages; what cannot be used of its own file is named by its cells."""
    try:
        return journey_in(folder.templates.path)
    except Refusal as refusal:
        raise Refusal(*(placed(one, folder) for one in refusal.findings)) from None


def placed(one: Finding, folder: Folder) -> Finding:
    """A finding of the file with its folder, so that it can be found."""
    return replace(one, file=f"{folder.templates.path.name}/{one.file}") if one.file else one


def recalled(ledger: Ledger, partners: Collection[Partner], period: Period) -> Round:
    """A round as the ledger has it: the partners of the period, those it was sent to, and what stands."""
    sent = {one.to: one.issued_at.date() for one in ledger.forms(KIND, period)}
    mine = [one for one in partners if one.id in sent or one.exists_in(period)]
    return round_of(period, mine, sent, ledger.form_answers(KIND, period))
