"""Target: the study of a measure before its target is set, and the workbook in which it is set."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.batch.freeze import free_name
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.improve.target.studied import study
from pmxl.improve.target.studied import suggested
from pmxl.improve.target.studied import weighed
from pmxl.improve.target.study import Study
from pmxl.periods import Period
from pmxl.reports.target.book import plan_target
from pmxl.sheets.intake import take
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.write import write_workbook
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling

MOST = 5
"""Proposals beside one another on a page."""
BEFORE = "before"
WHOLE = 100.0
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""A number with commas where commas belong: 1,450 and not 1,45, which may be meant for 1.45."""


def level_in(written: str) -> float:
    """A level as somebody types it, as 85, 1,450 or 92.5%; refused (IMP107) where it is no number."""
    digits = written.strip().removesuffix("%").strip()
    try:
        level = float(digits.replace(",", "") if GROUPED.fullmatch(digits) else digits)
    except ValueError:
        level = math.nan
    if not math.isfinite(level):
        raise refuse("IMP107", f"“{show(written)}” is no level.", "Type a number, as in --propose 85.", found=written)
    return level


def target(
    folder: Folder,
    measure_id: str,
    proposals: Sequence[float] = (),
    *,
    year: str = "",
    partner: str = "",
    to: Path | None = None,
) -> tuple[Path, Study]:
    """What is known of a measure and what each proposal would need, and `target-MEASURE.xlsx` beside the framework.

    Without proposals, what stands, what others reach and what comes of itself are weighed. `year` is the target's, the
    year after the latest figure unless given.
    """
    framework = folder.framework
    measure = measure_of(framework, measure_id, partner)
    if len(proposals) > MOST:
        raise refuse("IMP080", f"{len(proposals)} levels are proposed.", f"Propose {MOST} at most at a time.")
    with folder.ledger() as ledger:
        recalled = ledger.recall(held=True)
    mine = recalled[(recalled["measure"] == measure.id) & (recalled["partner"] != "") & recalled["value"].notna()]
    if mine.empty:
        says = f"There is no figure of {measure.name} in the ledger yet, so nothing to start a target from."
        raise refuse("IMP081", says, "Import its history first: pmxl import FILE.", found=measure.id)
    latest = Period(int(mine["start"].max()), measure.frequency.months, framework.settings.year_starts)
    found = study(framework, recalled, measure, year_of(folder, year, latest), partner)
    if proposals and not found.can_propose:
        says = f"Of {measure.name} neither more nor less is better, so one level cannot be weighed."
        raise refuse("IMP082", says, "Leave --propose out; agree its range by its two ends.", found=measure.id)
    possible(found, proposals)
    if found.can_propose:
        named = [(f"Proposal {n}", level) for n, level in enumerate(proposals, 1)]
        found = weighed(found, named or list(suggested(found))[:MOST])
    name = f"{measure.id}-{partner}" if partner else measure.id
    return written(folder, found, to or folder.path / f"target-{name}.xlsx"), found


def written(folder: Folder, found: Study, path: Path) -> Path:
    """The workbook of a study; one that stood there is kept beside it, for levels may have been typed into it."""
    if path.exists():
        write_bytes_beside(free_name(path, BEFORE), take(path))
    return write_workbook(folder.templates.dressed(plan_target(found)), path)


def possible(found: Study, proposals: Sequence[float]) -> None:
    """Refuses a level that no figure can be: beyond 100 per cent, or below nought, where none has ever been so."""
    measure, figures = found.measure, found.line.present
    most = WHOLE if found.is_share and not (figures > WHOLE).any() else math.inf
    least = -math.inf if (figures < 0).any() else 0.0
    for level in proposals:
        if not least <= level <= most:
            end = f"more than {most:g}" if level > most else f"less than {least:g}"
            says = f"The level {level:g} is {end}, which {measure.name} can never be."
            raise refuse("IMP108", says, "Propose a level that a figure can have.", found=f"{level:g}")


def year_of(folder: Folder, written: str, latest: Period) -> Period:
    """The year that was named, or the one after the latest figure's."""
    if not written:
        return latest.year.step(1)
    year = folder.period(written)
    if not year.is_year:
        raise refuse("IMP083", f"{year.label} is not a whole year.", f"Name one: {year.year.label}.", found=written)
    if year.last_day <= latest.last_day:
        says = f"{year.label} is over: there are figures up to {latest.label}."
        raise refuse("IMP084", says, f"Name a year to come: {latest.year.step(1).label}.", found=written)
    return year


def measure_of(framework: Framework, measure_id: str, partner: str) -> Measure:
    """The measure of that id, one for which a target can be studied, and the partner one that returns it."""
    known = {measure.id: measure for measure in framework.measures}
    if measure_id not in known:
        says = f"“{measure_id}” is no measure of the framework."
        raise refuse("IMP085", says, f"Name one of: {', '.join(known)}.", found=measure_id)
    measure = known[measure_id]
    partners = sorted({one for one, _ in measure.pairs})
    if measure.kind is Kind.MILESTONE:
        says = f"{measure.name} is done on a day, once: there is no level to propose."
        raise refuse("IMP086", says, "Agree its day on the sheet targets.", found=measure_id)
    if measure.polarity is Polarity.NONE:
        says = f"{measure.name} is for context: neither way is better, so it has no target."
        raise refuse("IMP087", says, "Watch it without a target, or say which way is better.", found=measure_id)
    if partner and partner not in partners:
        says = f"{partner} does not return {measure.name}."
        raise refuse("IMP088", says, f"Name one of: {', '.join(partners)}.", found=partner)
    if not partner and measure.pooling is Pooling.NONE and len(partners) > 1:
        says = f"The figures of {measure.name} are not brought together: each partner has its own target."
        raise refuse("IMP089", says, f"Name one with --partner: {', '.join(partners)}.", found=measure_id)
    return measure
