"""Shown: the commands that show what the figures say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from pmxl.cli.active import Active
from pmxl.cli.active import desk_of
from pmxl.cli.app import app
from pmxl.cli.mistyped import Mistyped
from pmxl.cli.options import ACT
from pmxl.cli.options import HERE
from pmxl.cli.options import USAGE
from pmxl.cli.options import AsAt
from pmxl.cli.options import AskPasswords
from pmxl.cli.options import By
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import Partnership
from pmxl.cli.options import Pdf
from pmxl.cli.options import PeriodName
from pmxl.cli.options import asker
from pmxl.cli.options import folder_of
from pmxl.cli.options import moment
from pmxl.cli.pdf import also_pdf

if TYPE_CHECKING:
    from datetime import datetime

    from pmxl.batch.folder import Folder
    from pmxl.periods import Period


@app.command()
def assess(
    period: PeriodName,
    by: Annotated[By, typer.Option(help="Whose figures.")] = By.PARTNERSHIP,
    as_at: AsAt = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Print every measure's figure, target, rating, travel, signal and forecast."""
    from pmxl.batch.scorecard import assessment
    from pmxl.console.assessed import print_assessment

    folder = folder_of(partnership, ledger)
    found = assessment(folder, folder.period(period), moment(as_at))
    print_assessment(found, "" if by is By.PARTNERSHIP else by.value, format)


@app.command()
def scorecard(
    period: Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3"; with --active the workbook\'s.')] = "",
    for_: Annotated[
        list[str] | None,
        typer.Option("--for", help="For an audience (its id), as members or partner:ash; may be repeated."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="The master scorecard and every audience's.")] = False,
    as_at: AsAt = "",
    active: Active = False,
    pdf: Pdf = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write the scorecard workbook of a period, everybody's or an audience's: a DRAFT until it is published."""
    if for_ and all_:
        raise Mistyped("--all makes every audience's already: leave out --for.")
    from pmxl.batch.scorecard import five_lines
    from pmxl.batch.scorecard import scorecard as run
    from pmxl.batch.scorecard import still_open
    from pmxl.console.afterwards import after_draft
    from pmxl.console.made import print_made
    from pmxl.console.say import say

    desk = desk_of(active, partnership, period)
    folder = folder_of(desk.folder, ledger)
    wanted, moment_ = folder.period(desk.asked_period()), moment(as_at)
    if for_ or all_:
        files, lines = for_audiences(folder, wanted, list(dict.fromkeys(for_ or ())), moment_, pdf=pdf)
    else:
        path, found = run(folder, wanted, moment_)
        lines = [*five_lines(found), *still_open(found)]
        if path.stem.endswith("-draft"):
            lines.append("The scorecard of this period was published, so this one was written beside it.")
        files = [path, *also_pdf(found, path, asked=pdf)]
    print_made(files, lines, format)
    if format is Form.TABLE and files and files[0].stem == "scorecard" and not as_at:
        say(f"  {after_draft(folder, wanted)}")
    if files:
        desk.show(files[0])


@app.command()
def public(
    period: PeriodName,
    as_at: AsAt = "",
    suppress_below: Annotated[
        int | None,
        typer.Option(min=0, max=100, help="Hide numbers of cases below this, 0 for none; else as the settings say."),
    ] = None,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write what the public may see of a period: an accessible workbook and a web page of the same figures."""
    from pmxl.batch.public import public as run
    from pmxl.batch.public import said_of
    from pmxl.console.made import print_made

    folder = folder_of(partnership, ledger)
    made = run(folder, folder.period(period), moment(as_at), suppress_below)
    print_made([made.workbook, made.page], said_of(made), format)


def for_audiences(
    folder: Folder, period: Period, names: Sequence[str], as_at: datetime | None, *, pdf: bool
) -> tuple[list[Path], list[str]]:
    """Writes the scorecards of audiences, of all of them unless named, each with its PDF where that is asked for.

    The files, and what there is to say: why an audience has none, and of one alone what it shows.
    """
    from pmxl.batch.audience import every_scorecard
    from pmxl.batch.audience import scorecards
    from pmxl.batch.scorecard import five_lines
    from pmxl.batch.scorecard import still_open
    from pmxl.console.say import progress_names

    files, lines = [], []
    with progress_names("Making scorecards") as tick:
        for made in scorecards(folder, period, names, as_at) if names else every_scorecard(folder, period, as_at):
            if made.path is None:
                lines.append(made.why_none)
                continue
            tick(made.path.name)
            files += [made.path, *(also_pdf(made.assessment, made.path, asked=True) if pdf else ())]
            if len(names) == 1:
                lines += [*five_lines(made.assessment), *still_open(made.assessment)]
    return files, lines


@app.command()
def publish(
    period: PeriodName = "",
    by: Annotated[str, typer.Option(help="Who publishes it: a name or a role.")] = "",
    list_: Annotated[
        bool, typer.Option("--list", help="Show what was published, and whether it is unchanged.")
    ] = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Publish the scorecard of a period: freeze what it shows, so that it can be shown again as it stood."""
    from pmxl.batch.publish import publish as run
    from pmxl.batch.scorecard import when_published
    from pmxl.console.afterwards import after_publish
    from pmxl.console.made import say_files
    from pmxl.console.say import say

    folder = folder_of(partnership, ledger)
    if list_ or not period:
        list_published(folder, period, format)
        if not list_:
            say('To publish a scorecard, name its period, as in: pmxl publish "2022-23 Q3"')
            raise typer.Exit(USAGE)
        return
    wanted = folder.period(period)
    done = run(folder, wanted, by)
    say(f"Published: {wanted.label} is no DRAFT any more, and on record as it stands now.")
    say(f"{done.path}")
    for line in when_published(done.assessment):
        say(f"  {line}")
    say_files(done.others)
    if done.public:
        say(after_publish(folder, done.record.period, done.public))
    for none in done.left_out:
        say(none.why_none)
    if done.earlier:
        say(f"The one published before is kept as {done.earlier.name}.")
    moment_ = done.record.as_at
    say(f'To see it again as it stands now: pmxl scorecard "{period}" --as-at {moment_:%Y-%m-%dT%H:%M:%S.%f}+00:00')


def list_published(folder: Folder, period: str, form: Form) -> None:
    """What was published of a period, or of all; where of that one nothing was, what there is instead."""
    from pmxl.batch.publish import publications
    from pmxl.console.assessed import print_publications
    from pmxl.console.say import say

    wanted = folder.period(period) if period else None
    found = publications(folder, wanted)
    if not found and form is Form.TABLE:
        others = publications(folder) if wanted else []
        which = f"for {wanted.label}" if wanted else "yet"
        say(f"Nothing has been published {which}.{' What is:' if others else ''}")
        found = others
    if found or form is not Form.TABLE:
        print_publications(found, form)
    if any(one.state in ("changed", "gone") for one in found):
        raise typer.Exit(ACT)


@app.command()
def cells(
    file: Annotated[Path, typer.Argument(help="A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a .csv.")],
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    ask_passwords: AskPasswords = False,
) -> None:
    """Show what pmxl sees in a workbook, cell by cell."""
    from pmxl.batch.passwords import opened
    from pmxl.console.made import print_cells

    print_cells(opened(file, asker(ask_passwords)), format)


@app.command()
def demo(
    directory: Annotated[Path, typer.Argument(help="The folder to make.")] = Path("demo"),
) -> None:
    """Run the worked year of an invented partnership and show its master scorecard."""
    from pmxl.batch.demo import demo as run
    from pmxl.console.made import print_demo
    from pmxl.console.say import progress_names

    with progress_names("Running the year") as tick:
        quarters = run(directory, tick)
    print_demo(quarters)
