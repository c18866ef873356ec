"""Guide: the command that opens the pages that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmxl.cli.app import app
from pmxl.cli.mistyped import Mistyped


@app.command()
def guide(
    page: Annotated[str, typer.Argument(help="A page by its name, as in it-desk; without it the first.")] = "index",
    to: Annotated[Path | None, typer.Option("--to", help="A folder to write the pages into; none is opened.")] = None,
) -> None:
    """Open the guide in the browser: pages that come with pmxl, written out for this; nothing is fetched."""
    import tempfile
    import webbrowser

    from pmxl.batch.guide import pages
    from pmxl.batch.guide import write_guide
    from pmxl.console.say import say

    if page not in pages():
        others = "Others are in the guide that `make docs` builds in the sources of pmxl."
        raise Mistyped(f"There is no page {page}. There are {', '.join(pages())}. {others}")
    written = write_guide(to or Path(tempfile.mkdtemp(prefix="pmxl-guide-")))
    wanted = written[0].parent / f"{page}.html"
    say(f"{wanted}")
    if to is None:
        webbrowser.open(wanted.as_uri())
