"""Public: the workbook and the page for the public, of one assessment, written where they say what the board sees."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.assess.audience import measures_for
from pmxl.assess.disclosed import Disclosed
from pmxl.assess.disclosed import disclosed
from pmxl.batch.folder import Folder
from pmxl.batch.moment import in_name
from pmxl.batch.same_figures import differences
from pmxl.batch.scorecard import PUBLISHED
from pmxl.batch.scorecard import assessment
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.framework.columns_audiences import PUBLIC
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.plural import plural
from pmxl.reports.public.book import plan_public
from pmxl.reports.public.page import page
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import plan_to_bytes
from pmxl.sheets.write import write_workbook

TOLD = 20
"""Differences told at most: the first few say what is wrong."""


@dataclass(frozen=True)
class PublicFiles:
    """The workbook and the page, what they show, and the scorecard that they were compared with, if there was one."""

    workbook: Path
    page: Path
    shown: Disclosed
    board: Path | None


def public(folder: Folder, period: Period, as_at: datetime | None = None, below: int | None = None) -> PublicFiles:
    """Writes public.xlsx and public.html of a period: of what was published, else of the figures as they are, a DRAFT.

    `as_at` is another moment, with files named for it beside them. `below` is another number than the framework's under
    which cases are hidden. Raises Refusal OUT030 or OUT031 where the public workbook, the page and the scorecard of the
    same moment do not say the same, OUT032 where no measure is for the public; then nothing is written.
    """
    found, kind = assessed(folder, period, as_at)
    shown = for_public(found, found.framework.settings.suppress_below if below is None else below)
    workbook = folder.public(period, kind)
    plan, text = plan_public(shown), page(shown)
    html = workbook.with_suffix(".html")
    place = folder.scorecard(period, kind)
    board = place if place.is_file() else None
    seen = read_workbook(board) if board else None
    faults = differences(shown, read_workbook(workbook, plan_to_bytes(plan)), text, html.name, seen)
    if faults:
        raise Refusal(*faults[:TOLD])
    write_workbook(plan, workbook)
    write_bytes_beside(html, text.encode())
    return PublicFiles(workbook, html, shown, board)


def assessed(folder: Folder, period: Period, as_at: datetime | None) -> tuple[Assessment, str]:
    """What the period's public file shows, and the name that sets it apart: as published, as at a moment, or now."""
    if as_at:
        look_through(folder.framework_at(as_at), period)
        return assessment(folder, period, as_at), f"as-at-{in_name(as_at)}"
    with folder.ledger() as ledger:
        published = ledger.publications(period)
    if not published:
        look_through(folder.framework, period)
        return assessment(folder, period), ""
    last = published[-1]
    look_through(folder.framework_at(last.as_at), period)
    return replace(assessment(folder, period, last.as_at, PUBLISHED), published_by=last.published_by), ""


def for_public(found: Assessment, below: int) -> Disclosed:
    """What of an assessment the public may see."""
    measures = [one for one in measures_for(found.framework, PUBLIC) if one in set(found.measures["measure"])]
    if not measures:
        raise nothing_public(found.period)
    return disclosed(found, PUBLIC, measures, below)


def look_through(framework: Framework, period: Period) -> None:
    """Refuses a framework of which nothing is for the public, before an assessment: of thousands that takes minutes."""
    if not measures_for(framework, PUBLIC):
        raise nothing_public(period)


def nothing_public(period: Period) -> Refusal:
    """Where no measure of a period is for the public (OUT032)."""
    says = f"No measure of {period.label} is for the public: none is key, and no audience 'public' lists any."
    ask = "Mark key measures in the sheet measures, or list some in a row 'public' of the sheet audiences."
    return refuse("OUT032", says, ask, file="framework.xlsx", sheet="measures")


def said_of(made: PublicFiles) -> list[str]:
    """What an officer should know of the files: what is in them, what is hidden, and what they were compared with."""
    shown = made.shown
    count = plural(len(shown.assessment.measures), "measure", none="No")
    small = f"Numbers of cases below {shown.below} are hidden" if shown.below > 1 else "Small numbers are not hidden"
    board = f"{made.board.name}, " if made.board else ""
    compared = f"Read back: {board}{made.workbook.name} and {made.page.name} carry the same figures."
    alone = (
        [] if made.board else ["No scorecard of this moment lies beside them to compare with: pmxl scorecard makes it."]
    )
    hidden = f"{small} (suppress_below): {plural(shown.hidden, 'figure', none='no')}."
    return [f"{count}, {shown.assessment.status}. {hidden}", compared, *alone]
