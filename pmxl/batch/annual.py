"""Annual: a year put together from its quarters, its summary workbook, and the update forms of lead link officers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from pmxl.assess import Assessment
from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.annual import annual
from pmxl.assess.annual.exceptions import NOTHING_SAID
from pmxl.assess.annual.lessons import COLUMNS
from pmxl.assess.annual.outcomes import may_be_told_at_its_end
from pmxl.assess.annual.requirements import Evidence
from pmxl.assess.annual.updates import Form
from pmxl.assess.annual.updates import Said
from pmxl.assess.own_figures import own_figures
from pmxl.batch.aside import set_aside
from pmxl.batch.folder import Folder
from pmxl.batch.recalled import recalled
from pmxl.batch.recalled import recalled_once
from pmxl.batch.scorecard import PUBLISHED
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import published_file
from pmxl.batch.watched import given_by
from pmxl.findings import refuse
from pmxl.framework.asked import asked
from pmxl.improve.actions.action import Action
from pmxl.improve.actions.followed import followed
from pmxl.improve.learning.lesson import logged
from pmxl.periods import Period
from pmxl.reports.annual.book import plan_annual
from pmxl.reports.annual.front import sentences
from pmxl.reports.improving.line import told
from pmxl.sheets.write import write_workbook

QUARTER = 3
EXCHANGE = "pb-views*"
"""Names of the exchange files for PB Views in the folders of a year's scorecards."""

Progress = Callable[[str], None]


@recalled_once()
def year_of(
    folder: Folder,
    year: Period,
    progress: Progress = lambda _: None,
    *,
    before: bool = True,
    as_at: datetime | None = None,
    status: str = "",
    assessed: Collection[Assessment] = (),
) -> Annual:
    """The year summed up from what framework and ledger say now, or said at `as_at`; refused where it is no year
    (OUT050). `assessed` are periods that were assessed just now, which need not be assessed again.
    """
    if not year.is_year:
        says = f"{year.label} is not a year."
        raise refuse("OUT050", says, f'Name the year, as in "{year.year.label}".', found=year.label)
    progress(year.label)
    whole = assessment(folder, year, as_at, status, is_part=True)
    earlier = [year.previous] if before and has_figures(folder, year.previous, as_at) else []
    quarters = [one for one in quarters_of(folder, year) if one.first_day <= whole.made_at.date()]
    found = {one.period: one for one in assessed}
    ends = ended_before(folder, year, quarters) if earlier else []
    for period in (*earlier, *ends, *quarters):
        if period not in found:
            progress(period.label)
            found[period] = light(assessment(folder, period, as_at, status, is_part=True))
    summed = annual(
        whole,
        found.get(year.previous) if earlier else None,
        [found[period] for period in quarters],
        forms_of(folder, year),
        evidence_of(folder, year, whole, quarters),
        found[ends[0]] if ends else None,
    )
    return replace(summed, lessons=with_logged(folder, summed), exceptions=with_actions(folder, summed, as_at))


def light(found: Assessment) -> Assessment:
    """A part of the year without the figures behind it, which with very many partners are most of it."""
    return replace(found, figures=found.figures.head(0).copy(), scene=None)


def ended_before(folder: Folder, year: Period, quarters: Sequence[Period]) -> list[Period]:
    """The last quarter of the year before, where that tells how any measure ended it."""
    framework, before = folder.framework, year.previous
    if not quarters or not any(may_be_told_at_its_end(framework, one, before) for one in framework.measures):
        return []
    last = before.parts(quarters[-1].months)[-1]
    return [last] if asked(framework, last) else []


def with_actions(folder: Folder, found: Annual, as_at: datetime | None = None) -> pd.DataFrame:
    """The year's exceptions, before what was said of each the actions that were planned or running in the year."""
    rows, year = found.exceptions, found.year
    with folder.ledger() as ledger:
        planned = [one for one in given_by(found.framework, ledger, as_at) if is_of_the_year(one, year)]
        actions = [one for one in planned if one.measure in set(rows["measure"])]
        if not actions:
            return rows
        own = own_figures(found.framework, recalled(folder, ledger, as_at))
    day = (as_at or found.whole.made_at).date()
    period = found.quarters[-1].period if found.quarters else year
    lines: dict[str, list[str]] = {}
    for one in followed(found.framework, own, period, day, actions):
        lines.setdefault(one.action.measure, []).append(f"Planned: {' '.join(told(one))}")
    done = [
        "\n".join([*lines.get(id_, ()), *([] if id_ in lines and said == NOTHING_SAID else [said])])
        for id_, said in zip(rows["measure"], rows["done"], strict=True)
    ]
    return rows.assign(done=done)


def is_of_the_year(action: Action, year: Period) -> bool:
    """True for an action that was written in a plan of the year, or was still running in it."""
    is_over = action.last_day is not None and action.last_day < year.first_day
    return action.period.first_day <= year.last_day and not is_over and (action.is_open or action.last_day is not None)


def with_logged(folder: Folder, found: Annual) -> pd.DataFrame:
    """The year's lessons, those of the logbook first."""
    rows = logged(folder.framework, folder.logbook, found.year)
    written = pd.DataFrame([vars(row) for row in rows], columns=COLUMNS)
    return pd.concat([written, found.lessons], ignore_index=True) if rows else found.lessons


def quarters_of(folder: Folder, year: Period) -> list[Period]:
    """The periods of the year in which returns were issued; its quarters where none was."""
    with folder.ledger() as ledger:
        issued = {period for period in ledger.issued_periods() if year.covers(period) and period != year}
    lengths = {one.months for one in issued}
    length = max(lengths) if lengths else QUARTER
    return [one for one in year.parts(length) if asked(folder.framework, one)]


def has_figures(folder: Folder, year: Period, as_at: datetime | None = None) -> bool:
    """True where the framework asks for anything of a year and the ledger holds some."""
    if not asked(folder.framework_at(as_at) if as_at else folder.framework, year):
        return False
    with folder.ledger() as ledger:
        return bool(ledger.standing_in(range(year.start, year.start + year.months)))


def forms_of(folder: Folder, year: Period) -> list[Form]:
    """The update forms of a year, the last revision of each officer's, with what stands of the answers."""
    with folder.ledger() as ledger:
        sent = {one.to: one for one in ledger.forms("update", year)}
        answers = ledger.form_answers("update", year)
    return [
        Form(
            officer=officer,
            issued_on=form.issued_at.date(),
            file=form.file,
            answers=tuple(
                Said(one.ref, one.field, one.text, one.by, one.at, one.file, one.sheet, one.cell)
                for one in answers
                if one.to == officer
            ),
        )
        for officer, form in sent.items()
    ]


def evidence_of(folder: Folder, year: Period, whole: Assessment, quarters: Sequence[Period]) -> Evidence:
    """What lies in the folder that shows how the year was run."""
    places = [folder.annual(year).parent, *(folder.scorecard(one).parent for one in quarters)]
    exports = [path for place in places if place.is_dir() for path in sorted(place.glob(EXCHANGE))]
    cards = [folder.scorecard(one) for one in quarters]
    return Evidence(
        summary=in_folder(folder, folder.annual(year)),
        exports=tuple(in_folder(folder, path) for path in exports),
        scorecards=tuple(in_folder(folder, path) for path in cards if path.is_file()),
        today=whole.made_at.date(),
    )


def in_folder(folder: Folder, path: Path) -> str:
    """A file as it is named within the partnership's folder, whatever the machine."""
    return path.relative_to(folder.path).as_posix()


def summary(folder: Folder, year: Period, progress: Progress = lambda _: None) -> tuple[Path, Annual]:
    """Writes the annual performance summary and hands back where it is and what it shows.

    Once the year is published a new one is written beside it, marked as the draft that it is.
    """
    found = year_of(folder, year, progress)
    return written(folder, found, folder.annual(year, "draft" if published_file(folder, year) else "")), found


def publish_summary(folder: Folder, year: Period, as_at: datetime, by: str, number: int) -> Path:
    """Writes the summary of a year as it is published; one published before, as the `number` of such times tells, is
    kept beside it under that number.
    """
    found = year_of(folder, year, as_at=as_at, status=PUBLISHED)
    found = replace(found, whole=replace(found.whole, published_by=by))
    path = folder.annual(year)
    set_aside(path, number)
    return written(folder, found, path)


def written(folder: Folder, found: Annual, path: Path) -> Path:
    """The summary as a workbook in the house style."""
    return write_workbook(folder.templates.dressed(plan_annual(found)), path)


def few_lines(found: Annual) -> list[str]:
    """What the year says, for whoever ran the command."""
    missing = len(found.awaited)
    met = int((found.requirements["state"] == "Met").sum())
    lines = [*sentences(found), f"{met} of {len(found.requirements)} minimum requirements are met."]
    if missing:
        lines.append(f"{missing} {'thing is' if missing == 1 else 'things are'} not in yet: see the sheet Not in yet.")
    return lines
