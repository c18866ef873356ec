"""Afterwards: the commands that come after one, as they are typed from where the person stands."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.terms import Severity

if TYPE_CHECKING:
    from pmxl.batch.folder import Folder
    from pmxl.findings import Finding
    from pmxl.ledger import Issued
    from pmxl.periods import Period

NAMED = 12
"""Files that are named of many."""


def typed(command: str, folder: Folder) -> str:
    """A command of a partnership; with its folder named where the person is in another."""
    return command if folder.path.resolve() == Path.cwd() else f'{command} --partnership "{folder.path}"'


def after_review(folder: Folder, period: Period) -> str:
    """What comes after a framework in which nothing is wrong; `period` is the next to be issued."""
    return "To send out the returns of a period, as in: " + typed(f'pmxl issue "{period.label}"', folder)


def after_issue(folder: Folder, period: Period, *more: str) -> list[str]:
    """What to do once workbooks have gone out, and the commands by which they are taken in."""
    commands = (f'pmxl collect --period "{period.label}"', *more)
    return [
        f"Put what comes back into {folder.inbox(period)}",
        f"Then run: {', and '.join(typed(command, folder) for command in commands)}",
    ]


def after_late_issue(folder: Folder, period: Period, written: Sequence[Issued], only: Iterable[str]) -> list[str]:
    """What to do where the day of return has passed already; `only` are the partners issued to, where not all were."""
    today = datetime.now(UTC).date()
    past = [one.due for one in written if one.due and one.due < today]
    if not past:
        return []
    later = today + timedelta(days=folder.framework.settings.deadline_days)
    named = "".join(f" --partner {one}" for one in only)
    again = typed(f'pmxl issue "{period.label}"{named} --deadline {later.isoformat()}', folder)
    return [
        f"The day of return that stands in them, {day_in_words(max(past))}, has passed: pmxl status calls them late.",
        f"To give another day, issue them again, which raises their revision, as in: {again}",
    ]


def after_part_of_issue(folder: Folder, period: Period, written: Sequence[Issued], deadline: str) -> list[str]:
    """What is there where issuing was stopped, and how the rest is issued without raising the revision of these."""
    files = listed((one.file for one in written), most=NAMED)
    rest = f'pmxl issue "{period.label}" --missing{f" --deadline {deadline}" if deadline else ""}'
    return [
        f"Written and recorded before this stopped, in {folder.issued(period)}: {files}.",
        f"For the rest, and for action plans: {typed(rest, folder)}",
    ]


def after_collect(folder: Folder, period: Period) -> list[str]:
    """Where to see who is to be asked for what, and what the figures make so far."""
    return [
        "Who is late, with letters: " + typed(f'pmxl status "{period.label}"', folder),
        "The scorecard as it stands: " + typed(f'pmxl scorecard "{period.label}"', folder),
    ]


def after_import(folder: Folder, findings: Iterable[Finding]) -> list[str]:
    """How to settle what is asked about figures that came in a file of history."""
    asked = next((one for one in findings if one.is_open and one.partner and one.severity is not Severity.ERROR), None)
    if asked is None:
        return []
    command = f'pmxl accept "{asked.period}" {asked.partner} {asked.measure} --reason "why" --by "who"'
    return ["Where such a figure is right, say so, as in: " + typed(command, folder)]


def after_publish(folder: Folder, period: Period, public: Sequence[Path]) -> str:
    """What to do with the public workbook and page that were made before the scorecard was published."""
    files = f"{listed(one.name for one in public)} {'was' if len(public) == 1 else 'were'} made before this"
    again = typed(f'pmxl public "{period.label}"', folder)
    return f"{files}. To make them as published, with the options that you gave then: {again}"


def after_draft(folder: Folder, period: Period) -> str:
    """How a draft ends."""
    return "It is a DRAFT. Once it is agreed: " + typed(f'pmxl publish "{period.label}"', folder)
