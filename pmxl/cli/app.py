"""The program: its name, and what it says when something goes wrong."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from pmxl import __version__
from pmxl.cli.options import FAULT
from pmxl.cli.options import MACHINE
from pmxl.cli.panels import InOrder

SELDOM = 50_000
"""After so many new objects Python looks for circular garbage, of which there is hardly any: as it comes, after every
700, it looks hundreds of times while the libraries load."""

app = typer.Typer(
    name="pmxl",
    cls=InOrder,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The quarterly scorecard of a public partnership: issue returns, collect them, make the scorecard.",
)


def tell_version(asked: bool) -> None:
    """Prints the version and ends."""
    if asked:
        typer.echo(f"pmxl {__version__}")
        raise typer.Exit


@app.callback()
def of_the_program(
    version: Annotated[
        bool, typer.Option("--version", help="Which version this is.", callback=tell_version, is_eager=True)
    ] = False,
) -> None:
    """What may be asked of the program itself, before any command."""


def main() -> None:
    """Runs a command; what a person must mend is said in a sentence, and a fault of pmxl's own is saved as a report."""
    from pmxl.findings import Refusal

    gc.set_threshold(SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know every sign we print
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Refusal as refusal:
        from pmxl.console.say import say_refusal

        say_refusal(refusal)
        sys.exit(refusal.exit_code)
    except OSError as error:
        from pmxl.console.say import say_machine

        say_machine(error)
        sys.exit(MACHINE)
    except Exception:
        from pmxl.console.say import say_fault

        say_fault()
        sys.exit(FAULT)
