"""Annual: the command of the year's end."""

from __future__ import annotations

from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.options import HERE
from pmxl.cli.options import Deadline
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import Partnership
from pmxl.cli.options import Pdf
from pmxl.cli.options import due
from pmxl.cli.options import folder_of
from pmxl.cli.pdf import also_pdf
from pmxl.plural import plural


@app.command()
def annual(
    year: Annotated[str, typer.Argument(help='The year, as in "2025-26".')],
    forms: Annotated[bool, typer.Option("--forms", help="Write the update forms instead.")] = False,
    pdf: Pdf = False,
    officer: Annotated[list[str] | None, typer.Option(help="Only this officer's form; may be repeated.")] = None,
    deadline: Deadline = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write the annual performance summary of a year; with --forms, the update form of each lead link officer."""
    from pmxl.batch.annual import few_lines
    from pmxl.batch.annual import summary
    from pmxl.batch.update import issue_updates
    from pmxl.console.afterwards import after_issue
    from pmxl.console.made import print_made
    from pmxl.console.say import progress_names

    folder = folder_of(partnership, ledger)
    wanted = folder.period(year)
    with progress_names("Summing up") as tick:
        if forms:
            files = issue_updates(folder, wanted, officer or (), deadline=due(deadline), progress=tick)
            lines = [f"{plural(len(files), 'update form')} for {wanted.label}.", *after_issue(folder, wanted)]
        else:
            path, found = summary(folder, wanted, tick)
            files, lines = [path, *also_pdf(found, path, asked=pdf)], few_lines(found)
    print_made(files, lines, format)
