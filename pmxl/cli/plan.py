"""Plan: the commands that make, check and try the framework."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.mistyped import Mistyped
from pmxl.cli.options import ACT
from pmxl.cli.options import HERE
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import Partnership
from pmxl.cli.options import folder_of


@app.command()
def new(
    directory: Annotated[Path, typer.Argument(help="The folder to make.")],
    name: Annotated[str, typer.Option(help="The partnership's name.")] = "",
) -> None:
    """Make a partnership folder with a framework workbook to fill in."""
    from pmxl.batch.begin import new as make
    from pmxl.console.say import say

    framework = make(directory, name)
    say(f'Made {framework}. Open it in Excel and fill it in; then run: pmxl review --partnership "{directory}"')


@app.command()
def template(
    name: Annotated[str, typer.Argument(help="house-style, return, scorecard or journey.")],
    partnership: Partnership = HERE,
) -> None:
    """Copy a template into the partnership's folder, to be changed in Excel: how workbooks look and what they hold."""
    from pmxl.batch.begin import copy_template
    from pmxl.console.say import say

    folder_of(partnership, "").must_be_one()
    path = copy_template(partnership, name)
    say(f"Made {path}. Change it in Excel and save it there; what is made from then on follows it.")


@app.command()
def review(
    workbook: Annotated[bool, typer.Option("--workbook", help="Write review.xlsx beside the framework.")] = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Read the framework, say everything that is wrong with it in one go, and judge it by what the guides ask."""
    from pmxl.batch.review import next_issued
    from pmxl.batch.review import review as run
    from pmxl.batch.review import write_review
    from pmxl.console.afterwards import after_review
    from pmxl.console.reviewed import print_review
    from pmxl.console.say import say
    from pmxl.terms import Severity

    folder = folder_of(partnership, ledger)
    found = run(folder)
    made = write_review(folder, found) if workbook else None
    print_review(found, format, str(made or ""))
    if format is Form.TABLE and made:
        say(f"{made}")
    if format is Form.TABLE and not found.faults:
        say(after_review(folder, next_issued(folder)))
    if any(finding.severity is Severity.ERROR for finding in found.faults):
        raise typer.Exit(ACT)


@app.command()
def calendar(
    year: Annotated[str, typer.Argument(help='The year, as in "2026-27".')],
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Write a year's dates, from planning to finance, as a workbook and as an .ics file for any calendar."""
    from pmxl.batch.calendar import calendar as run
    from pmxl.console.dates import print_dates

    print_dates(run(folder_of(partnership, ""), year), format)


@app.command()
def roll(
    year: Annotated[str, typer.Argument(help='The next year, as in "2023-24".')],
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Carry the framework into the next year, and list what must be decided."""
    from pmxl.batch.roll import roll as run
    from pmxl.console.made import print_decisions
    from pmxl.console.say import say

    folder = folder_of(partnership, "")
    path, decisions = run(folder, folder.period(year))
    print_decisions(decisions, str(path), format)
    if format is Form.TABLE:
        say(f"Made {path}. Fill in what is empty; when it is agreed, let it take the place of framework.xlsx.")


@app.command()
def rehearse(
    measure: Annotated[str, typer.Argument(help="The measure's id.")],
    tolerance: Annotated[
        list[str] | None,
        typer.Option(help='What is proposed, as "5%", "3 points" or "5% + decline 2"; may be repeated.'),
    ] = None,
    partner: Annotated[str, typer.Option(help="One partner's figures (its id) instead of the partnership's.")] = "",
    target: Annotated[
        float | None, typer.Option(help="One target for all periods instead of those that stood.")
    ] = None,
    to: Annotated[Path | None, typer.Option(help="Where the workbook goes, if not to scorecards/rehearsals.")] = None,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Replay proposed tolerances over the past: what they would have said, and how much of it was noise."""
    import math

    from pmxl.batch.rehearse import rehearsal
    from pmxl.console.assessed import print_rehearsal
    from pmxl.console.say import say
    from pmxl.framework.proposal import read_proposal

    try:
        proposals = [read_proposal(text) for text in tolerance or ()]
    except ValueError as problem:
        raise Mistyped(str(problem)) from None
    level = math.nan if target is None else target
    folder = folder_of(partnership, ledger)
    path, found = rehearsal(folder, measure, proposals, partner=partner, level=level, to=to)
    print_rehearsal(found, format)
    if format is Form.TABLE:
        say(f"{path}")


@app.command()
def target(
    measure: Annotated[str, typer.Argument(help="The measure's id.")],
    propose: Annotated[
        list[str] | None, typer.Option(help="A level to weigh, as 85; may be repeated, five times at most.")
    ] = None,
    year: Annotated[str, typer.Option(help='The target\'s year, as "2026-27"; the year to come unless given.')] = "",
    partner: Annotated[str, typer.Option(help="One partner's target (its id) instead of the partnership's.")] = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Study a measure before its target is set: baseline, trend, others, and what each proposed level would need."""
    from pmxl.batch.target import level_in
    from pmxl.batch.target import target as run
    from pmxl.console.target import print_target

    proposals = [level_in(written) for written in propose or ()]
    path, found = run(folder_of(partnership, ledger), measure, proposals, year=year, partner=partner)
    print_target(found, path, format)
