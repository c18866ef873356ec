"""Beyond: what a partnership needs when one machine is no longer enough."""

from __future__ import annotations

from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.options import HERE
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import Partnership
from pmxl.cli.options import folder_of


@app.command("copy-ledger")
def copy_ledger(
    to: Annotated[str, typer.Argument(help="An empty database, as postgresql://user@host/database, or a new file.")],
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Copy all that the ledger holds to a server, or back into a file; the ledger it came from stays as it is."""
    from pmxl.batch.copied import copy_ledger as run
    from pmxl.console.say import say

    copied = run(folder_of(partnership, ledger), to)
    told = ", ".join(f"{number:,} {table.replace('_', ' ')}" for table, number in copied.items() if number)
    say(f"Copied: {told or 'nothing, for the ledger is empty'}.")
    say("From now on name it to every command with --ledger, or once in the variable PMXL_LEDGER.")
