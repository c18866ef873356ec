"""Journey: the command that sends the partners' self-assessments out, and puts together what came back."""

from __future__ import annotations

from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.mistyped import Mistyped
from pmxl.cli.options import HERE
from pmxl.cli.options import Deadline
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import Partnership
from pmxl.cli.options import due
from pmxl.cli.options import folder_of
from pmxl.plural import plural

ISSUE = "issue"


@app.command()
def journey(
    what: Annotated[str, typer.Argument(metavar="[issue] PERIOD", help='The period, as "2025-26"; `issue` sends it.')],
    period: Annotated[str, typer.Argument(metavar="", hidden=True, show_default=False)] = "",
    partner: Annotated[list[str] | None, typer.Option(help="Only this partner's (its id); may be repeated.")] = None,
    deadline: Deadline = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Put the partners' self-assessments of a period together in journey.xlsx; with `issue`, send the workbooks out."""
    from pmxl.batch.journey import issue_journey
    from pmxl.batch.journey import write_journey
    from pmxl.console.afterwards import after_issue
    from pmxl.console.made import print_made

    folder = folder_of(partnership, ledger)
    if what != ISSUE and period:
        ways = f'pmxl journey issue "{period}", or pmxl journey "{period}"'
        raise Mistyped(f"{what} is not known here: {ways}.")
    if what == ISSUE and not period:
        raise Mistyped('Name the period too, as in: pmxl journey issue "2025-26".')
    wanted = folder.period(period or what)
    if what == ISSUE:
        files = issue_journey(folder, wanted, partner or (), deadline=due(deadline))
        made = f"{plural(len(files), 'self-assessment')} for {wanted.label}."
        lines = [made, *after_issue(folder, wanted, f'pmxl journey "{wanted.label}"')]
    else:
        path, found = write_journey(folder, wanted)
        files, lines = [path], found.sentences
    print_made(files, lines, format)
