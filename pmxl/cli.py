"""The command line: arguments, progress bars, tables and exit codes; every command is one call into the batch."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any

import typer

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime

    from pmxl.batch.folder import Folder
    from pmxl.batch.outcomes import FileOutcome

app = typer.Typer(
    name="pmxl",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The quarterly scorecard of a public partnership: issue returns, collect them, make the scorecard.",
)

ACT, MACHINE, FAULT = 3, 4, 5
"""Exit codes: something was refused or held and a person must act; the machine would not; a fault of pmxl's own."""


class Form(StrEnum):
    """How a command prints what it found."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class By(StrEnum):
    """Whose figures are shown."""

    PARTNERSHIP = "partnership"
    PARTNER = "partner"
    AREA = "area"


Partnership = Annotated[Path, typer.Option("--partnership", "-C", help="The partnership's folder.")]
LedgerUrl = Annotated[str, typer.Option("--ledger", help="Where the ledger is, if not in ledger.db.")]
Format = Annotated[Form, typer.Option("--format", help="How to print it.")]
AsAt = Annotated[str, typer.Option("--as-at", help="As it stood on that day (2023-02-03) or at that moment.")]
HERE = Path()


def main() -> None:
    """Runs a command; what a person must mend is said in a sentence, and a fault of pmxl's own is saved as a report."""
    from pmxl.findings import Refusal

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know every sign we print
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Refusal as refusal:
        from pmxl.console import say_refusal

        say_refusal(refusal)
        sys.exit(refusal.exit_code)
    except OSError as error:
        from pmxl.console import say_machine

        say_machine(error)
        sys.exit(MACHINE)
    except Exception:
        from pmxl.console import say_fault

        say_fault()
        sys.exit(FAULT)


def folder_of(partnership: Path, ledger: str) -> Folder:
    """The folder a command works in."""
    from pmxl.batch.folder import Folder

    return Folder(partnership, ledger)


@app.command()
def new(
    directory: Annotated[Path, typer.Argument(help="The folder to make.")],
    name: Annotated[str, typer.Option(help="The partnership's name.")] = "",
) -> None:
    """Make a partnership folder with a framework workbook to fill in."""
    from pmxl.batch.begin import new as make
    from pmxl.console import say

    framework = make(directory, name)
    say(f"Made {framework}. Open it in Excel and fill it in; then run: pmxl review --partnership {directory}")


@app.command()
def review(partnership: Partnership = HERE, format: Format = Form.TABLE) -> None:  # noqa: A002 - the option's name
    """Read the framework and say everything that is wrong with it in one go."""
    from pmxl.console import print_findings
    from pmxl.terms import Severity

    findings = folder_of(partnership, "").findings
    print_findings(findings, format)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(ACT)


@app.command()
def issue(
    period: Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3".')],
    partner: Annotated[list[str] | None, typer.Option(help="Only this partner (its id); may be repeated.")] = None,
    deadline: Annotated[str, typer.Option(help="The day returns are due, as 2023-01-20.")] = "",
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write one return workbook per partner; issuing again raises the revision and overwrites nothing."""
    from pmxl.batch.issue import issue as run
    from pmxl.console import progress_names
    from pmxl.console import say

    folder = folder_of(partnership, ledger)
    wanted = folder.period(period)
    due = day(deadline) if deadline else None
    with progress_names("Issuing") as tick:
        written = run(folder, wanted, partner or (), deadline=due, progress=tick)
    for path in written:
        say(f"  {path}")
    say(f"{len(written)} returns for {wanted.label}. Put what comes back into {folder.inbox(wanted)}")
    say(f'Then run: pmxl collect --period "{wanted.label}"')


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A tidy CSV or workbook.")],
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Load history from a tidy file: partner, area, measure, period, numerator, denominator, value."""
    from pmxl.batch.take import import_figures
    from pmxl.console import print_outcomes

    outcome = import_figures(folder_of(partnership, ledger), file)
    print_outcomes([outcome], format)
    leave([outcome])


@app.command()
def export(partnership: Partnership = HERE, ledger: LedgerUrl = "") -> None:
    """Print every current figure as a tidy CSV, which import reads again."""
    from pmxl.batch.take import export_figures

    typer.echo(export_figures(folder_of(partnership, ledger)), nl=False)


@app.command()
def collect(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; the period's inbox if none.")] = None,
    period: Annotated[str, typer.Option(help="The period whose inbox is read; the last issued if none.")] = "",
    prefer: Annotated[Path | None, typer.Option(help="Of two different files of one revision, the right one.")] = None,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Read returns, check them, keep what is accepted, and say who has returned and who has not."""
    from pmxl.batch.collect import collect as run
    from pmxl.batch.scorecard import assessment
    from pmxl.console import print_outcomes
    from pmxl.console import print_register
    from pmxl.console import progress_count
    from pmxl.console import say

    folder = folder_of(partnership, ledger)
    wanted = folder.period(period) if period else None
    with progress_count("Collecting") as tick:
        collected = run(folder, paths or (), period=wanted, prefer=prefer, progress=tick)
    if format is Form.TABLE and collected.inbox:
        say(f"Reading {collected.inbox} ({collected.period})")
    print_outcomes(collected.files, format)
    if format is Form.TABLE and collected.preferred:
        say(f"The figures of {collected.preferred} stand now; those of its rivals are set aside.")
    for other, count in collected.elsewhere if format is Form.TABLE else ():
        say(f'Not read: {count} new in {folder.inbox(other)}. To read them: pmxl collect --period "{other}"')
    labels = [collected.period.label] if collected.period else sorted({f.period for f in collected.files if f.period})
    for shown in (folder.period(label) for label in labels if format is Form.TABLE):
        print_register(assessment(folder, shown).register, shown)
    leave(collected.files)


@app.command()
def assess(
    period: Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3".')],
    by: Annotated[By, typer.Option(help="Whose figures.")] = By.PARTNERSHIP,
    as_at: AsAt = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Print every measure's figure, target, rating, travel, signal and forecast."""
    from pmxl.batch.scorecard import assessment
    from pmxl.console import print_assessment

    folder = folder_of(partnership, ledger)
    found = assessment(folder, folder.period(period), moment(as_at))
    print_assessment(found, "" if by is By.PARTNERSHIP else by.value, format)


@app.command()
def scorecard(
    period: Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3".')],
    as_at: AsAt = "",
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write the master scorecard workbook of a period: a DRAFT until it is published."""
    from pmxl.batch.scorecard import five_lines
    from pmxl.batch.scorecard import scorecard as run
    from pmxl.batch.scorecard import still_open
    from pmxl.console import say

    folder = folder_of(partnership, ledger)
    path, found = run(folder, folder.period(period), moment(as_at))
    say(f"{path}")
    for line in (*five_lines(found), *still_open(found)):
        say(f"  {line}")
    if path.stem.endswith("-draft"):
        say("The scorecard of this period was published, so this one was written beside it.")


@app.command()
def publish(
    period: Annotated[str, typer.Argument(help='The period, as in "2022-23 Q3".')] = "",
    by: Annotated[str, typer.Option(help="Who publishes it: a name or a role.")] = "",
    list_: Annotated[
        bool, typer.Option("--list", help="Show what was published, and whether it is unchanged.")
    ] = False,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Publish the scorecard of a period: freeze what it shows, so that it can be shown again as it stood."""
    from pmxl.batch.publish import publications
    from pmxl.batch.publish import publish as run
    from pmxl.batch.scorecard import five_lines
    from pmxl.batch.scorecard import still_open
    from pmxl.console import print_publications
    from pmxl.console import say

    folder = folder_of(partnership, ledger)
    if list_ or not period:
        found = publications(folder, folder.period(period) if period else None)
        print_publications(found, format)
        if any(one.state in ("changed", "gone") for one in found):
            raise typer.Exit(ACT)
        return
    done = run(folder, folder.period(period), by)
    say(f"{done.path}")
    for line in (*five_lines(done.assessment), *still_open(done.assessment)):
        say(f"  {line}")
    if done.earlier:
        say(f"The one published before is kept as {done.earlier.name}.")
    moment_ = done.record.as_at
    say(f'To see it again as it stands now: pmxl scorecard "{period}" --as-at {moment_:%Y-%m-%dT%H:%M:%S.%f}+00:00')


@app.command()
def roll(
    year: Annotated[str, typer.Argument(help='The next year, as in "2023-24".')],
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Carry the framework into the next year, and list what must be decided."""
    from pmxl.batch.roll import roll as run
    from pmxl.console import print_decisions
    from pmxl.console import say

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
    from pmxl.console import print_rehearsal
    from pmxl.console import say
    from pmxl.framework.proposal import read_proposal

    try:
        proposals = [read_proposal(text) for text in tolerance or ()]
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from None
    level = math.nan if target is None else target
    folder = folder_of(partnership, ledger)
    path, found = rehearsal(folder, measure, proposals, partner=partner, level=level, to=to)
    print_rehearsal(found, format)
    if format is Form.TABLE:
        say(f"{path}")


@app.command()
def cells(
    file: Annotated[Path, typer.Argument(help="A workbook.")],
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Show what pmxl sees in a workbook, cell by cell."""
    from pmxl.console import print_cells
    from pmxl.sheets.read import read_workbook

    print_cells(read_workbook(file), format)


@app.command()
def demo(
    directory: Annotated[Path, typer.Argument(help="The folder to make.")] = Path("demo"),
) -> None:
    """Run the worked year of an invented partnership and show its master scorecard."""
    from pmxl.batch.demo import demo as run
    from pmxl.console import print_demo
    from pmxl.console import progress_names

    with progress_names("Running the year") as tick:
        quarters = run(directory, tick)
    print_demo(quarters)


def day(written: str) -> date:
    """A day as a person writes it; wrong usage when it is none."""
    from pmxl.readings import read_day

    found = read_day(written)
    if found is None:
        raise typer.BadParameter(f"{written} is not a day. Write it as 2023-01-20 or 20/01/2023.")
    return found[0]


def moment(written: str) -> datetime | None:
    """The moment a person names: the end of a day, or a time of it; nothing where nothing is written."""
    from datetime import UTC
    from datetime import datetime
    from datetime import time

    if not written:
        return None
    if "T" in written:
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            raise typer.BadParameter(f"{written} is not a moment. Write it as 2023-02-03T10:15.") from None
        return found if found.tzinfo else found.astimezone()
    return datetime.combine(day(written), time.max).astimezone(UTC)


def leave(outcomes: Any) -> None:
    """Ends with the exit code that the outcomes ask for."""
    from pmxl.terms import Outcome
    from pmxl.terms import Severity

    files: list[FileOutcome] = list(outcomes)
    if any(file.fault for file in files):
        raise typer.Exit(FAULT)
    asks = any(finding.severity is Severity.HOLD for file in files for finding in file.findings)
    if asks or any(file.outcome is Outcome.REFUSED or file.held or file.refused for file in files):
        raise typer.Exit(ACT)
