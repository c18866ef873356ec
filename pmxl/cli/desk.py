"""Desk: the commands for the workbook that is open in Excel, and for those that leave the house."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.mistyped import Mistyped
from pmxl.cli.options import ACT
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.plural import plural


@app.command()
def freeze(
    file: Annotated[Path, typer.Argument(help="The workbook to send out.")],
    to: Annotated[Path | None, typer.Option("--to", help="Where the frozen copy goes, if not beside it.")] = None,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Write a copy in which formulas of pmxl are values or native formulas, so that it lives without pmxl."""
    from pmxl.batch.freeze import freeze as run
    from pmxl.console.made import print_freezing

    print_freezing(run(file, to), format)


@app.command()
def press(
    button: Annotated[str, typer.Argument(help="The button's name, as in rate_selection.")],
    for_: Annotated[str, typer.Option("--for", help="For which audience, of the button scorecard.")] = "",
    window: Annotated[
        int | None, typer.Option(help="The window of Excel that is meant, as the add-in tells it.", hidden=True)
    ] = None,
) -> None:
    """Do what a button of the ribbon does, with the workbook that is open in Excel."""
    from pmxl.excel.desk.press import BUTTONS
    from pmxl.excel.desk.press import press as run

    if button not in BUTTONS:
        raise Mistyped(f"There is no button {button}. There are {', '.join(BUTTONS)}.")
    if for_ and button != "scorecard":
        raise Mistyped(f"The button {button} knows no audience: leave out --for.")
    if not run(button, for_, window):
        raise typer.Exit(ACT)


@app.command()
def shortcuts(
    to: Annotated[Path | None, typer.Option("--to", help="The folder they go to, if not the Start menu.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take them away again.")] = False,
) -> None:
    """Put the buttons into the Start menu, for places that forbid macros; with --remove take them away."""
    from pmxl.console.say import say
    from pmxl.excel.desk.shortcuts import remove_shortcuts
    from pmxl.excel.desk.shortcuts import write_shortcuts

    if remove:
        gone = remove_shortcuts(to)
        say(f"Taken away: {plural(len(gone), 'shortcut')}." if gone else "There is no shortcut of pmxl there.")
        return
    written = write_shortcuts(to)
    say(f"{plural(len(written), 'shortcut')} in {written[0].parent}")
