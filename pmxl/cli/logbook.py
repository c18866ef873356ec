"""Logbook: the commands of the logbook and of the partnership register made from it."""

from __future__ import annotations

import typer

from pmxl.cli.app import app
from pmxl.cli.options import ACT
from pmxl.cli.options import HERE
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import Partnership
from pmxl.cli.options import folder_of


@app.command()
def logbook(
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Make the logbook for reviews, lessons, meetings, agreements, budgets and risks, or read it and check it."""
    from pmxl.batch.logbook import logbook as run
    from pmxl.console.logbook import print_logbook

    found = run(folder_of(partnership, ""))
    print_logbook(found, format)
    if found.logbook.has_errors:
        raise typer.Exit(ACT)


@app.command("partnership")
def register(
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Write the partnership register: what partners have agreed about working together, and what is missing."""
    from datetime import datetime

    from pmxl.batch.partnership import partnership as run
    from pmxl.console.logbook import print_register
    from pmxl.terms import Severity

    found = run(folder_of(partnership, ""), datetime.now().astimezone().date())
    print_register(found, format)
    if any(finding.severity is Severity.ERROR for finding in found.faults):
        raise typer.Exit(ACT)
