"""Doctor: the command that says what is missing on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.options import ACT
from pmxl.cli.options import HERE
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import Partnership


@app.command()
def doctor(
    excel: Annotated[bool, typer.Option("--excel", help="Try the add-in in the Excel of this machine.")] = False,
    to: Annotated[Path, typer.Option(help="The folder for the report of --excel.")] = HERE,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Say what is missing on this machine, in words for an IT desk; with --excel try the add-in in a real Excel."""
    if excel:
        with_excel(to)
        return
    from pmxl.console.records import print_csv
    from pmxl.console.records import print_json
    from pmxl.console.say import say
    from pmxl.excel.doctor.checks import examine
    from pmxl.excel.doctor.machine import this_machine
    from pmxl.excel.doctor.report import lines
    from pmxl.excel.doctor.report import record

    told = examine(this_machine(partnership))
    if format is Form.JSON:
        print_json(record(told))
    elif format is Form.CSV:
        print_csv(({"name": one.name, "state": one.state, "says": one.says} for one in told), ("name", "state", "says"))
    else:
        for line in lines(told):
            say(line)
    if any(one.findings for one in told):
        raise typer.Exit(ACT)


def with_excel(to: Path) -> None:
    """Runs the steps and says where their report is."""
    from pmxl.console.say import say
    from pmxl.excel.doctor.acceptance import accept
    from pmxl.excel.doctor.live import LiveExcel
    from pmxl.excel.doctor.report import accepted_lines
    from pmxl.excel.doctor.report import write_accepted

    excel = LiveExcel()
    version = excel.version()
    seen = accept(excel)
    for line in accepted_lines(version, seen):
        say(line)
    say(f"{write_accepted(to, version, seen)}")
    if not all(one.passed for one in seen):
        raise typer.Exit(ACT)
