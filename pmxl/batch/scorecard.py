"""Scorecard: the master workbook of a period, and what it says in five lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pmxl.assess import DRAFT
from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.annual.part import part_of_year
from pmxl.assess.master import of_everybody
from pmxl.batch.aside import with_tail
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.moment import in_name
from pmxl.batch.moment import in_words
from pmxl.batch.moment import is_to_come
from pmxl.batch.moment import local
from pmxl.batch.quality import with_quality
from pmxl.batch.recalled import recalled
from pmxl.batch.recalled import recalled_once
from pmxl.batch.relieved import relieved
from pmxl.findings import refuse
from pmxl.framework.asked import asked
from pmxl.framework.asked import own_period
from pmxl.improve.logbook.record import record
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.plural import named
from pmxl.plural import plural
from pmxl.reports.beside import files_beside
from pmxl.reports.entry import entries
from pmxl.reports.goalposts import counted
from pmxl.reports.improving.promised import promised
from pmxl.reports.layouts.frame import too_many
from pmxl.reports.pages import lying_beside
from pmxl.reports.scorecard import plan_scorecard
from pmxl.reports.summary import returns
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.resting import collector_resting
from pmxl.sheets.write import sound_bytes
from pmxl.terms import COLOURS
from pmxl.terms import Rating
from pmxl.terms import Severity

PUBLISHED = "PUBLISHED"
"""The status of what is published; anything else is a draft, or as at a day."""
Files = dict[str, bytes]
"""The bytes of each file of a scorecard, by what follows the name of its workbook; nothing follows its own."""
PLURALS = {Severity.QUERY: "Queries"}
SAID = {
    Rating.BLUE: "better than target",
    Rating.GREEN: "on target",
    Rating.AMBER: "within tolerance",
    Rating.RED: "off target",
}


@collector_resting()  # rows of thousands are no garbage, and looking for some takes a fifth of the time
def assessment(
    folder: Folder,
    period: Period,
    as_at: datetime | None = None,
    status: str = "",
    *,
    is_part: bool = False,
    is_master: bool = False,
) -> Assessment:
    """Every figure of the period assessed now, or by framework and ledger as they stood at `as_at`.

    `is_part` where only the partnership's rows and the exceptions are told of it, as where a year is summed up: what
    only its own scorecard shows is left out. `is_master` where nothing else is: then what partners' own ones show is.
    """
    now = datetime.now().astimezone()
    if as_at and not status and is_to_come(as_at, now):
        says = f"{in_words(as_at)} is still to come, and nobody knows how the figures will stand then."
        raise refuse("RET080", says, f"Name a moment up to now, {in_words(now)}.", found=as_at.isoformat())
    framework = folder.framework_at(as_at) if as_at else folder.framework
    if not asked(framework, period):
        raise refuse(
            "RET004",
            f"Nothing is asked of anyone for {period.label}, so there is nothing to assess.",
            "Name a period in which measures are returned, such as a quarter.",
        )
    today = min(local(as_at).date(), period.last_day) if as_at else None
    stood = f"AS AT {in_words(as_at).upper()}" if as_at else DRAFT
    with folder.ledger() as ledger:
        framework = relieved(framework, ledger, period)
        versions, lost = folder.versions(ledger, framework, as_at)
        frames = part_of_year if is_part else of_everybody if is_master else None
        every, receipts = recalled(folder, ledger, as_at), ledger.receipts(as_at=as_at)
        given: dict[str, Any] = {"as_at": as_at, "today": today, "status": status or stood, "frames": frames}
        given |= {"versions": versions, "lost": lost, "recalled": every, "receipts": receipts}
        found = assess(framework, ledger, period, **given)
        found = replace(found, made_at=local(as_at) if as_at and status else now)
        if is_part:
            return found
        found = with_quality(folder, ledger, found, every, receipts, as_at, today or local(now).date())
    return replace(found, record=record(found, folder.logbook, local(as_at).date() if as_at else now.date()))


def scorecard(folder: Folder, period: Period, as_at: datetime | None = None) -> tuple[Path, Assessment]:
    """Writes the master scorecard of a period and hands back where it is and what it shows.

    Once it is published a new one is written beside it, marked as the draft that it is; one as at a day beside both.
    """
    with recalled_once():
        found = with_improvement(folder, assessment(folder, period, as_at, is_master=True), as_at)
    return written(folder, found, place_of(folder, period, as_at)), found


def written(folder: Folder, found: Assessment, path: Path) -> Path:
    """The workbook of an assessment, written as the partnership has it, and the files beside it."""
    return put(path, bytes_of(folder, found, path.name))


def put(path: Path, made: Files) -> Path:
    """Writes what was made, the workbook last: where it is new all that it tells of is."""
    for ending, data in made.items():
        write_bytes_beside(with_tail(path, ending) if ending else path, data)
    return path


@collector_resting()  # nor are their cells
def bytes_of(folder: Folder, found: Assessment, file: str) -> Files:
    """The same as bytes; `file` is how it is called in what is refused."""
    workbook = sound_bytes(folder.templates.as_shown(plan_scorecard(found), found), file)
    return {**dict(files_beside(found)), "": workbook}


def place_of(folder: Folder, period: Period, as_at: datetime | None) -> Path:
    """Where a master scorecard made now belongs: never where a published one lies."""
    if as_at:
        return folder.scorecard(period, f"as-at-{in_name(as_at)}")
    return folder.scorecard(period, "draft" if published_file(folder, period) else "")


def published_file(folder: Folder, period: Period) -> Path | None:
    """The published scorecard of a period where it still lies in its place, or has been changed since; None before."""
    with folder.ledger() as ledger:
        published = ledger.publications(period)
    path = folder.scorecard(period)
    return path if published and path.exists() else None


def five_lines(found: Assessment) -> list[str]:
    """What the scorecard says, in five lines: counts, returns, what owes action, what worsened, what improved."""
    ratings = found.measures["rating"]
    counts = [f"{(ratings == r).sum()} {SAID[r]}" for r in COLOURS if (ratings == r).any() or r is not Rating.BLUE]
    grey = int((~ratings.isin([r.value for r in COLOURS])).sum())
    done, asked, late = returns(found)
    back = f"{done} of {plural(asked, 'partner')} {'has' if asked == 1 else 'have'} returned"
    moved = found.measures[(found.measures["carried"] == "") & (found.measures["waiting"] == "")]
    acts = found.exceptions[found.exceptions["strength"] == "act"]
    exceptions = f"{plural(len(entries(found)), 'exception', none='No')}; action is owed on {names(acts['name'])}."
    return [
        f"{plural(len(ratings), 'measure', none='No')}: {', '.join(counts)}; {grey} without a colour and not counted.",
        f"{back}{': waiting for ' + named(late) if late else ''}.",
        f"{exceptions} {promised(found)}".rstrip(),
        f"Worsening on last period: {names(moved.loc[moved['travel'] == 'Worsening', 'name'])}.",
        f"Improving on last period: {names(moved.loc[moved['travel'] == 'Improving', 'name'])}.",
    ]


def still_open(found: Assessment) -> list[str]:
    """What a reader should know besides: more measures than an executive can attend to, a period not over, figures
    held that nobody has answered for, goalposts that moved, and what in the logbook is wrong.
    """
    held = int(found.register["held"].sum())
    said = f"{plural(held, 'figure')} {'is' if held == 1 else 'are'} held until somebody answers, and left out."
    moved = f"{counted(found.goalposts)}: see the sheet Goalposts."
    faults = found.record.faults if found.record else 0
    wrong = "logbook.xlsx could not be read, and nothing of it is shown: run pmxl logbook."
    if found.record and not found.record.is_unread:
        wrong = f"{faults} wrong {'entry' if faults == 1 else 'entries'} of logbook.xlsx left out: run pmxl logbook."
    return [
        *too_many(found),
        *not_over(found),
        *([beside] if (beside := lying_beside(found)) else []),
        *(line for line, count in ((said, held), (moved, len(found.goalposts)), (wrong, faults)) if count),
    ]


def when_published(found: Assessment) -> list[str]:
    """What is said of a scorecard as it is published: its five lines, what a reader should know, and what is open."""
    return [*five_lines(found), *still_open(found), *unanswered(found)]


def unanswered(found: Assessment) -> list[str]:
    """`2 Queries and 1 Hold are still open: Ash (2) and Birch (1).`; nothing where nothing is open."""
    asked = found.findings
    if asked.empty:
        return []
    kinds = [(severity, int((asked["severity"] == severity).sum())) for severity in Severity]
    told = listed(plural(count, kind, PLURALS.get(kind, "")) for kind, count in kinds if count)
    counts = asked["partner"].value_counts()
    whose = (f"{partner.name} ({counts[partner.id]})" for partner in found.framework.partners if partner.id in counts)
    return [f"{told} {'is' if len(asked) == 1 else 'are'} still open: {named(whose)}."]


def not_over(found: Assessment) -> list[str]:
    """`2026-27 Q3 ends on 31 December 2026; 20 measures are not due yet.`; nothing of a period that is over."""
    period, today = found.period, found.made_at.date()
    if period.last_day < today:
        return []
    waiting = found.measures[found.measures["value"].isna() | (found.measures["carried"] != "")]
    names = dict.fromkeys(waiting["measure"])
    open_ = [name for name in names if own_period(found.framework.measure(name), period).last_day >= today]
    several = f"; {plural(len(open_), 'measure')} {'is' if len(open_) == 1 else 'are'} not due yet" if open_ else ""
    return [f"{period.label} ends on {day_in_words(period.last_day)}{several}."]


def names(column: object, limit: int = 4) -> str:
    """Up to four names in a row, and how many more there are."""
    found = list(dict.fromkeys(column))  # type: ignore[call-overload]
    if not found:
        return "none"
    more = f" and {len(found) - limit} more" if len(found) > limit else ""
    return ", ".join(found[:limit]) + more
