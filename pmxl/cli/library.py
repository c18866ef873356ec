"""Library: the commands that list, search and take from the indicator library."""

from __future__ import annotations

from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.options import HERE
from pmxl.cli.options import Form
from pmxl.cli.options import Format
from pmxl.cli.options import Partnership
from pmxl.cli.options import folder_of

library = typer.Typer(no_args_is_help=False)
app.add_typer(library, name="library")


@library.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    find: Annotated[str, typer.Option(help="Only those in which all of these words stand.")] = "",
    theme: Annotated[str, typer.Option(help="Only those of a theme, such as housing.")] = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List well-defined measures of partnerships; `library add` puts some into the framework."""
    if context.invoked_subcommand:
        return
    from pmxl.console.library import print_library
    from pmxl.framework.library import library as every
    from pmxl.framework.library import matching

    found = matching(every(), find)
    print_library([one for one in found if theme.casefold() in one.theme.casefold()], format)


@library.command("add")
def added(
    ids: Annotated[list[str], typer.Argument(help="The measures' ids, as the list shows them.")],
    objective: Annotated[str, typer.Option(help="The id of the objective they show progress on.")] = "",
    partners: Annotated[str, typer.Option(help="Who returns them: all, kind:council, or ids separated by ;")] = "all",
    owner: Annotated[str, typer.Option(help="The role that answers for them; the objective's owner if blank.")] = "",
    format: Format = Form.TABLE,  # noqa: A002 - the option's name
    partnership: Partnership = HERE,
) -> None:
    """Put measures of the library into framework.xlsx, below its last; all else in the workbook stays as it is."""
    from pmxl.batch.library import add
    from pmxl.console.library import print_added

    done = add(folder_of(partnership, ""), ids, objective=objective, partners=partners, owner=owner)
    print_added(done, format)
