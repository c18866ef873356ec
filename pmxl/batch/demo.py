"""Demo: the worked year of the invented partnership, replayed from the shipped workbooks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.batch.actions import PLAN
from pmxl.batch.actions import plans_beside
from pmxl.batch.collect import Collected
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.inbox import hash_of
from pmxl.batch.issue import issue
from pmxl.batch.journey import replay
from pmxl.batch.scorecard import five_lines
from pmxl.batch.scorecard import scorecard
from pmxl.batch.take import import_figures
from pmxl.batch.target import target
from pmxl.batch.update import issue_updates
from pmxl.findings import refuse
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.shipped import shipped

QUARTERLY = "-q"
"""In the name of a quarter's folder; that of the year has none."""
FORMS_DUE = date(2026, 5, 29)
OUT_OF_REACH = "temporary-homes"
"""The measure whose target its process has never met: what the next would need is studied."""
MARK = "made-by-pmxl-demo.txt"
MADE = "An invented partnership, made by `pmxl demo`, which may remake it."
BOOKS = ("framework.xlsx", "logbook.xlsx")
"""What people change to try things out."""
OURS = {
    *BOOKS,
    "ledger.db",
    "raw",
    "returns",
    "scorecards",
    "templates",
    "made",
    "target",
    "review.xlsx",
    "partnership.xlsx",
}
"""How the names of all begin, up to a hyphen, that the demo and the commands tried in it make."""


@dataclass(frozen=True)
class Quarter:
    """What one quarter of the demo brought."""

    period: Period
    issued: int
    collected: Collected
    scorecard: Path
    lines: list[str]
    assessment: Assessment


@dataclass(frozen=True)
class YearEnd:
    """What the update forms of the year brought."""

    year: Period
    issued: int
    collected: Collected


@dataclass(frozen=True)
class Year:
    """The worked year: its quarters in order, and its end."""

    quarters: list[Quarter]
    end: YearEnd


def demo(path: Path, progress: Callable[[str], None] = lambda _: None) -> Year:
    """Makes the invented partnership's folder and runs its year: import, then issue, collect and scorecard by quarter,
    and at its end the update forms of the lead link officers.

    A folder made by an earlier demo is made anew, but for one in which somebody has put or changed something; that,
    and any other that is not empty, is refused.
    """
    if path.exists() and any(path.iterdir()):
        refuse_unless_remade(path)
        shutil.rmtree(path)
    path.mkdir(parents=True, exist_ok=True)
    source = shipped("workbooks")
    folder = Folder(path)
    for book in (folder.framework_file, folder.logbook_file):
        shutil.copy(source / book.name, book)
    marks = (f"{name} {hash_of(path / name)}\n" for name in BOOKS)
    (path / MARK).write_text(f"{MADE}\n{''.join(marks)}", encoding="utf-8")
    progress("history")
    for name in ("history.csv", "comparators.csv"):
        import_figures(folder, source / name)
    returns = sorted(found for found in (source / "returns").iterdir() if found.is_dir())
    quarters: list[Quarter] = []
    for found in returns:
        if QUARTERLY in found.name:
            quarters.append(quarter(folder, found, progress, quarters[-1].assessment if quarters else None))
    end = year_end(folder, source / "returns", quarters, progress)
    progress("journey")
    replay(folder, source / "journey")
    progress("target")
    target(folder, OUT_OF_REACH)
    return Year(quarters, end)


def refuse_unless_remade(path: Path) -> None:
    """Refuses a folder that the demo did not make (OUT006), or in which there is more than it made, or another book."""
    if not (path / MARK).exists():
        raise refuse("OUT006", f"{path} is not empty and was not made by the demo.", "Name an empty or a new folder.")
    made = (path / MARK).read_text(encoding="utf-8").splitlines()
    others = [one.name for one in sorted(path.iterdir()) if one.name.partition("-")[0] not in OURS]
    marks = dict(line.partition(" ")[::2] for line in made[1:])
    others += [name for name, mark in marks.items() if not (path / name).exists() or hash_of(path / name) != mark]
    if others:
        says = f"In {path}, which the demo would make anew, you have put or changed {listed(others)}."
        raise refuse("OUT006", says, "Move it away, or name another folder.")


def quarter(folder: Folder, source: Path, progress: Callable[[str], None], before: Assessment | None = None) -> Quarter:
    """Issues one quarter, puts what partners sent back into its inbox, collects it, and makes the scorecard.

    `before` is what the quarter before came to, where it is known.
    """
    period = period_of_slug(folder.framework, source.name)
    progress(period.label)
    issued = issue(folder, period)
    inbox = folder.inbox(period)
    sent = sorted(found for found in source.iterdir() if found.is_file())
    again = {name_of_partner(found) for found in sent if found.stem.endswith("-r2")}
    issued += issue(folder, period, again) if again else []
    also = [one.stem.removeprefix(PLAN) for one in sent if one.stem.startswith(PLAN)]
    plans_beside(folder, period, also=also, seen=before)
    for found in sent:
        shutil.copy(found, inbox / found.name)
    collected = collect(folder, period=period)
    path, assessment = scorecard(folder, period)
    return Quarter(period, len(issued), collected, path, five_lines(assessment), assessment)


def year_end(folder: Folder, source: Path, quarters: list[Quarter], progress: Callable[[str], None]) -> YearEnd:
    """Issues the update forms of the year, puts what officers sent back into its inbox, and collects it."""
    year = quarters[-1].period.year
    progress(year.label)
    last = quarters[-1].assessment  # of the others later returns said more since
    issued = issue_updates(folder, year, deadline=FORMS_DUE, assessed=[last])
    for found in sorted((source / year.slug).iterdir()):
        shutil.copy(found, folder.inbox(year) / found.name)
    return YearEnd(year, len(issued), collect(folder, period=year))


def period_of_slug(framework: Framework, slug: str) -> Period:
    """The quarter that a folder such as `2025-26-q3` is for."""
    opens, number = int(slug[:4]), int(slug[-1])
    first_month = framework.settings.year_starts
    return Period(opens * 12 + first_month - 1 + 3 * (number - 1), 3, first_month)


def name_of_partner(path: Path) -> str:
    """The partner whose second return a file is: `fire-r2.xlsx` is the fire service's."""
    return path.stem.removesuffix("-r2")
