"""Returns: the commands that send templates out and take figures in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from pmxl.cli.active import Active
from pmxl.cli.active import desk_of
from pmxl.cli.app import app
from pmxl.cli.options import ACT
from pmxl.cli.options import HERE
from pmxl.cli.options import MACHINE
from pmxl.cli.options import AsAt
from pmxl.cli.options import AskPasswords
from pmxl.cli.options import ClusterAddress
from pmxl.cli.options import Deadline
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import OnlyPartners
from pmxl.cli.options import Partnership
from pmxl.cli.options import Pdf
from pmxl.cli.options import PeriodName
from pmxl.cli.options import asker
from pmxl.cli.options import due
from pmxl.cli.options import executor_of
from pmxl.cli.options import folder_of
from pmxl.cli.options import leave
from pmxl.cli.options import moment
from pmxl.cli.pdf import also_pdf
from pmxl.plural import plural

if TYPE_CHECKING:
    from pmxl.ledger import Issued


@app.command()
def issue(
    period: PeriodName,
    partner: OnlyPartners = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only to those who have none for the period yet.")] = False,
    deadline: Deadline = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write one return workbook per partner; issuing again raises the revision and overwrites nothing."""
    from pmxl.batch.actions import plans_beside
    from pmxl.batch.issue import issue as run
    from pmxl.batch.issue import not_issued
    from pmxl.console.afterwards import after_issue
    from pmxl.console.afterwards import after_late_issue
    from pmxl.console.afterwards import after_part_of_issue
    from pmxl.console.made import print_made
    from pmxl.console.say import progress_names
    from pmxl.console.say import warn

    folder = folder_of(partnership, ledger)
    wanted = folder.period(period)
    chosen = not_issued(folder, wanted, partner or ()) if missing else partner or ()
    recorded: list[Issued] = []
    try:
        with progress_names("Issuing") as tick:
            if chosen or not missing:
                run(folder, wanted, chosen, deadline=due(deadline), progress=tick, wrote=recorded.append)
            plans = plans_beside(folder, wanted, partner or (), deadline=due(deadline), progress=tick)
    except BaseException:
        if recorded:  # or they would go unsent, and to issue all again would raise their revision
            for line in after_part_of_issue(folder, wanted, recorded, deadline):
                warn(line)
        raise
    written = [folder.issued(wanted) / one.file for one in recorded]
    beside = f" and {plural(len(plans), 'action plan')}" if plans else ""
    made = f"{plural(len(written), 'return')}{beside} for {wanted.label}."
    late = after_late_issue(folder, wanted, recorded, chosen)
    print_made((*written, *plans), [made, *late, *after_issue(folder, wanted)], format)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A tidy CSV or workbook.")],
    pb_views: Annotated[bool, typer.Option("--pb-views", help="It is a table of the council's PB Views.")] = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Load history from a tidy file: partner, area, measure, period, numerator, denominator, value."""
    from pmxl.batch.pb_views import import_pb_views
    from pmxl.batch.take import import_figures
    from pmxl.console.afterwards import after_import
    from pmxl.console.outcomes import print_outcomes
    from pmxl.console.say import say

    take = import_pb_views if pb_views else import_figures
    folder = folder_of(partnership, ledger)
    outcome = take(folder, file)
    print_outcomes([outcome], format)
    if format is Form.TABLE:
        for line in after_import(folder, outcome.findings):
            say(line)
    leave([outcome])


@app.command()
def export(
    pb_views: Annotated[bool, typer.Option("--pb-views", help="Write a table for the council's PB Views.")] = False,
    period: Annotated[str, typer.Option(help="Of a period only; with --pb-views the last issued if none.")] = "",
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Print every current figure, or those of a period, as a tidy CSV, which import reads again."""
    from pmxl.batch.pb_views import export_pb_views
    from pmxl.batch.take import export_figures

    folder = folder_of(partnership, ledger)
    wanted = folder.period(period) if period else None
    if pb_views:
        typer.echo(f"{export_pb_views(folder, wanted)}")
        return
    typer.echo(export_figures(folder, wanted), nl=False)


@app.command()
def collect(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; the period's inbox if none.")] = None,
    period: Annotated[str, typer.Option(help="The period whose inbox is read; the last issued if none.")] = "",
    prefer: Annotated[
        Path | None,
        typer.Option(help="Of two different files of one revision, the right one, or the digits it is told apart by."),
    ] = None,
    queries: Annotated[bool, typer.Option(help="Write a query workbook for each partner with something open.")] = True,
    ask_passwords: AskPasswords = False,
    cluster: ClusterAddress = "",
    active: Active = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Read returns, check them, keep what is accepted, and say who has returned and who has not."""
    from pmxl.batch.collect import collect as run
    from pmxl.console.collected import print_collected
    from pmxl.console.say import progress_count
    from pmxl.console.say import say_refusal
    from pmxl.findings import Refusal

    desk = desk_of(active, partnership, period)
    folder = folder_of(desk.folder, ledger)
    wanted = folder.period(desk.period) if desk.period else None
    with executor_of(cluster) as executor, progress_count("Collecting") as tick:
        ask, files = asker(ask_passwords), paths or ()
        collected = run(
            folder, files, period=wanted, executor=executor, prefer=prefer, queries=queries, progress=tick, ask=ask
        )
    print_collected(collected, folder, format)
    if collected.trouble:
        say_refusal(Refusal(*collected.trouble))
        raise typer.Exit(MACHINE)
    leave(collected.files)


@app.command()
def layout(
    file: Annotated[Path, typer.Argument(help="A workbook that is not one of our returns.")],
    layout: Annotated[str, typer.Option(help="A layout of the framework to read it through; proposed if none.")] = "",
    sheet: Annotated[str, typer.Option(help="The sheet to propose a layout for; the likeliest if none.")] = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Propose where the figures stand in a partner's own workbook and show what is read there; nothing is stored."""
    from pmxl.batch.layout import look
    from pmxl.console.layout import print_layout

    looked = look(folder_of(partnership, ledger), file, layout, sheet)
    print_layout(looked, format)
    if looked.needs_answer:
        raise typer.Exit(ACT)


@app.command()
def status(
    period: Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3"; the last issued if none.')] = "",
    as_at: AsAt = "",
    active: Active = False,
    pdf: Pdf = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Say where every return stands and who is to be asked for what, and write the register workbook."""
    from pmxl.batch.status import status as run
    from pmxl.batch.status import write_register
    from pmxl.console.say import say
    from pmxl.console.status import print_status

    desk = desk_of(active, partnership, period)
    folder = folder_of(desk.folder, ledger)
    at = moment(as_at)
    found = run(folder, folder.period(desk.period) if desk.period else None, at)
    if format is Form.TABLE:
        print_status(found, format)  # before the workbook, which cannot be written while Excel has it open
    path = write_register(folder, found, at)
    printed = also_pdf(found, path, asked=pdf)
    if format is not Form.TABLE:
        print_status(found, format, path)
    else:
        letters = f" Letters ready to copy: {len(found.letters)}, on its sheet Chase." if found.letters else ""
        say(f"{path}{letters}")
        for file in printed:
            say(f"{file}")
    desk.show(path)
