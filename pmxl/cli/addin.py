"""Add-in: the commands that build Excel's tab, install it and take it away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmxl.cli.app import app

addin = typer.Typer(no_args_is_help=True, help="The tab Scorecards in Excel: build it, install it, take it away.")
app.add_typer(addin, name="addin")

Folder = Annotated[Path | None, typer.Option("--to", help="Another folder than the one Excel opens at its start.")]


@addin.command()
def build(
    to: Annotated[Path, typer.Option(help="The file to write.")] = Path("pmxl.xlam"),
) -> None:
    """Build the add-in file: on any machine, without Excel, the same bytes each time."""
    import hashlib

    from pmxl.console.say import say
    from pmxl.excel.addin.build import build as run

    path = run(to)
    say(f"{path}")
    say(f"  SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


@addin.command()
def install(
    to: Folder = None,
    ready: Annotated[
        Path | None, typer.Option("--from", help="A built add-in, as handed out by an IT desk.", exists=True)
    ] = None,
    attach: Annotated[
        bool | None,
        typer.Option(
            "--attach/--no-attach", help="Excel starts no program for the functions: pmxl serve --attach runs."
        ),
    ] = None,
) -> None:
    """Put the add-in where Excel opens it at its start, and set down which Python it calls."""
    from pmxl.console.say import say
    from pmxl.excel.addin.install import install as run

    done = run(to, ready, attach=attach)
    say(f"{done.addin}")
    if done.settings:
        say(f"  Which Python it calls is set down in {done.settings}")
    if done.script:
        say(f"  Excel starts it through {done.script}")
    say("Close Excel and open it again: the tab Scorecards is there. What is missing, pmxl doctor says.")


@addin.command()
def uninstall(to: Folder = None) -> None:
    """Take the add-in and its settings away; workbooks with its functions keep their last values until recalculated."""
    from pmxl.console.say import say
    from pmxl.excel.addin.uninstall import uninstall as run

    gone = run(to)
    for path in gone:
        say(f"Taken away: {path}")
    if not gone:
        say("There is no add-in of pmxl there.")
