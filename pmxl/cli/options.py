"""Options: what every command takes in the same way, and the exit codes they leave with."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from pmxl.cli.mistyped import Mistyped

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from datetime import date
    from datetime import datetime

    from pmxl.batch.folder import Folder
    from pmxl.batch.outcomes import FileOutcome


USAGE, ACT, MACHINE, FAULT = 2, 3, 4, 5
"""Exit codes: something was left out or not understood; something was refused or held and a person must act; the
machine would not; a fault of pmxl's own.
"""


class Form(StrEnum):
    """How a command prints what it found."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class By(StrEnum):
    """Whose figures are shown."""

    PARTNERSHIP = "partnership"
    PARTNER = "partner"
    AREA = "area"


Partnership = Annotated[Path, typer.Option("--partnership", "-C", help="The partnership's folder.")]
LedgerUrl = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="PMXL_LEDGER",
        help="Where the ledger is, if not in ledger.db: postgresql://user@host/database.",
    ),
]
ClusterAddress = Annotated[
    str, typer.Option("--cluster", help="Read on the Dask cluster of that scheduler, as tcp://planning-7:8786.")
]
PeriodName = Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3".')]
OnlyPartners = Annotated[list[str] | None, typer.Option(help="Only this partner (its id); may be repeated.")]
Deadline = Annotated[str, typer.Option(help="The day by which they are to be back, as 2023-01-20.")]
Format = Annotated[Form, typer.Option("--format", help="How to print it.")]
AsAt = Annotated[str, typer.Option("--as-at", help="As it stood on that day (2023-02-03) or at that moment.")]
Pdf = Annotated[bool, typer.Option("--pdf", help="Make a PDF of it too, with LibreOffice or Excel.")]
AskPasswords = Annotated[
    bool, typer.Option("--ask-passwords", help="Ask at the terminal for the passwords of locked workbooks.")
]
HERE = Path()


def folder_of(partnership: Path, ledger: str) -> Folder:
    """The folder a command works in."""
    from pmxl.batch.folder import Folder

    return Folder(partnership, ledger)


def executor_of(address: str) -> AbstractContextManager[Executor | None]:
    """Where files are read: on the cluster at an address, or on this machine where none is named."""
    if not address:
        return nullcontext()
    from pmxl.batch.cluster import cluster

    return cluster(address)


def day(written: str) -> date:
    """A day as a person writes it; wrong usage when it is none."""
    from pmxl.readings import read_day

    found = read_day(written)
    if found is None:
        raise Mistyped(f"{written} is not a day. Write it as 2023-01-20 or 20/01/2023.")
    return found[0]


def due(deadline: str) -> date | None:
    """The day of a deadline; nothing where none is given."""
    return day(deadline) if deadline else None


def moment(written: str) -> datetime | None:
    """The moment a person names: the end of a day, or a time of it; nothing where nothing is written."""
    from datetime import UTC
    from datetime import datetime
    from datetime import time

    if not written:
        return None
    if "T" in written:
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            raise Mistyped(f"{written} is not a moment. Write it as 2023-02-03T10:15.") from None
        return found if found.tzinfo else found.astimezone()
    return datetime.combine(day(written), time.max).astimezone(UTC)


def asker(asks: bool) -> Callable[[str], str] | None:
    """What asks a person for the password of a file, unseen; nothing unless that is wanted and somebody is there."""
    import sys
    from getpass import getpass

    if not (asks and sys.stdin.isatty()):
        return None
    return lambda file: getpass(f"Password of {file} (Enter leaves it locked): ")


def leave(files: Collection[FileOutcome]) -> None:
    """Ends with the exit code that the outcomes of files ask for."""
    from pmxl.terms import Outcome
    from pmxl.terms import Severity

    is_fault = asks = False
    for file in files:  # once: of thousands each is put together when it is asked for
        is_fault = is_fault or bool(file.fault)
        asks = asks or file.outcome is Outcome.REFUSED or bool(file.held or file.refused)
        asks = asks or any(finding.severity is Severity.HOLD and finding.is_open for finding in file.findings)
    if is_fault:
        raise typer.Exit(FAULT)
    if asks:
        raise typer.Exit(ACT)
