"""Answers: the commands that ask partners back, and that settle what they do not."""

from __future__ import annotations

from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.options import HERE
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import LedgerUrl
from pmxl.cli.options import OnlyPartners
from pmxl.cli.options import Partnership
from pmxl.cli.options import PeriodName
from pmxl.cli.options import folder_of

Reason = Annotated[str, typer.Option(help="Why; it is shown wherever the figure is.")]
Name = Annotated[str, typer.Option("--by", help="Who says so.")]


@app.command()
def query(
    period: PeriodName,
    partner: OnlyPartners = None,
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Write for each partner with something open a copy of its return that asks about it; collect does so too."""
    from pmxl.batch.query import query as run
    from pmxl.console.answers import print_queried

    folder = folder_of(partnership, ledger)
    wanted = folder.period(period)
    print_queried(run(folder, wanted, partner or ()), format)


@app.command()
def accept(
    period: PeriodName,
    partner: Annotated[str, typer.Argument(help="The partner's id.")],
    measure: Annotated[str, typer.Argument(help="The measure's id; all if none.")] = "",
    code: Annotated[str, typer.Option(help="Only findings of this code, as VAL007.")] = "",
    reason: Reason = "",
    by: Name = "",
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Close a Query or a Hold for a partner, with a reason and a name; a figure that was held then counts."""
    from pmxl.batch.accept import accept as run
    from pmxl.console.answers import print_accepted

    folder = folder_of(partnership, ledger)
    print_accepted(run(folder, folder.period(period), partner, measure, code=code, reason=reason, by=by))


@app.command()
def enter(
    measure: Annotated[str, typer.Argument(help="The measure's id.")],
    period: PeriodName,
    partner: Annotated[str, typer.Option(help="In whose place (the partner's id).")],
    area: Annotated[str, typer.Option(help="The area's id, where the measure is by area.")] = "",
    value: Annotated[str, typer.Option(help="The figure, or n/a and the like.")] = "",
    numerator: Annotated[str, typer.Option(help="Its numerator.")] = "",
    denominator: Annotated[str, typer.Option(help="Its denominator.")] = "",
    reason: Reason = "",
    by: Name = "",
    partnership: Partnership = HERE,
    ledger: LedgerUrl = "",
) -> None:
    """Record a figure in a partner's place, with a reason and a name, until the partner gives its own."""
    from pmxl.batch.enter import Typed
    from pmxl.batch.enter import enter as run
    from pmxl.console.answers import print_entered

    folder = folder_of(partnership, ledger)
    typed = Typed(measure, partner, area, numerator, denominator, value)
    print_entered(run(folder, folder.period(period), typed, reason=reason, by=by), folder.framework)
