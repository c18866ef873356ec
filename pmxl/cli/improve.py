"""Improve: the commands of what is done about the figures: actions and the hot-house."""

from __future__ import annotations

from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.mistyped import OfAPeriod
from pmxl.cli.options import HERE
from pmxl.cli.options import Deadline
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import Partnership
from pmxl.cli.options import due
from pmxl.cli.options import folder_of
from pmxl.plural import plural

actions = typer.Typer(
    cls=OfAPeriod, help="Say how every action stands: owed, late, running, over and what it did; issue the plans."
)
app.add_typer(actions, name="actions")

Shown = Annotated[str, typer.Option("--period", help='The period, as in "2025-26 Q4"; the last issued if none.')]


@actions.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    period: Shown = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Say how every action stands: owed, late, running, over and what it did."""
    if context.invoked_subcommand:
        return
    from pmxl.batch.actions import looked_at
    from pmxl.batch.actions import standing
    from pmxl.console.improved import print_actions

    folder = folder_of(partnership, ledger)
    print_actions(looked_at(folder, folder.period(period)) if period else standing(folder), format)


@actions.command("issue")
def issue_(
    period: Annotated[str, typer.Argument(help='The period, as in "2025-26 Q4".')],
    to: Annotated[
        list[str] | None, typer.Option(help="Only to this partner (its id) or officer; may be repeated.")
    ] = None,
    deadline: Deadline = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write an action plan for whoever owes one or has an action running, or for those named."""
    from pmxl.batch.actions import issue_plans
    from pmxl.console.afterwards import after_issue
    from pmxl.console.made import print_made
    from pmxl.console.say import progress_names

    folder = folder_of(partnership, ledger)
    wanted = folder.period(period)
    with progress_names("Issuing") as tick:
        files = issue_plans(folder, wanted, to or (), deadline=due(deadline), progress=tick)
    made = f"{plural(len(files), 'action plan')} for {wanted.label}."
    print_made(files, [made, *(after_issue(folder, wanted) if files else ())], format)


@app.command()
def hothouse(
    named: Annotated[str, typer.Argument(metavar="[period]", help="The same as --period.")] = "",
    period: Shown = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Say what is in the hot-house, since when and what lets it out, and what needs asking for less often."""
    from pmxl.batch.actions import looked_at
    from pmxl.batch.actions import standing
    from pmxl.console.improved import print_hothouse

    folder, period = folder_of(partnership, ledger), named or period
    print_hothouse(looked_at(folder, folder.period(period)) if period else standing(folder), format)
