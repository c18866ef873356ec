"""Afterwards: the commands that come after one, as they are typed from where the person stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmxl.batch.folder import Folder
    from pmxl.periods import Period


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


def after_collect(folder: Folder, period: Period) -> list[str]:
    """Where to see who is to be asked for what, and what the figures make so far."""
    return [
        "Who is late, with letters: " + typed(f'pmxl status "{period.label}"', folder),
        "The scorecard as it stands: " + typed(f'pmxl scorecard "{period.label}"', folder),
    ]


def after_draft(folder: Folder, period: Period) -> str:
    """How a draft ends."""
    return "It is a DRAFT. Once it is agreed: " + typed(f'pmxl publish "{period.label}"', folder)
