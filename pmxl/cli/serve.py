"""Serve: the command that answers Excel while it is open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmxl.cli.app import app


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Where to listen; this machine alone if left out.")] = "localhost",
    port: Annotated[int, typer.Option(help="The port.", min=1, max=65535)] = 8731,
    cert: Annotated[Path | None, typer.Option(help="The certificate: a PEM file.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key: a PEM file.")] = None,
    token: Annotated[
        str, typer.Option(envvar="PMXL_TOKEN", help="What every caller must show; drawn anew if left out.")
    ] = "",
    url: Annotated[str, typer.Option(help="The address people use, if not https://HOST:PORT.")] = "",
    manifest: Annotated[Path, typer.Option(help="Where the manifest for Excel goes.")] = Path("pmxl-manifest.xml"),
    attach: Annotated[
        bool, typer.Option("--attach", help="Serve classic Excel on Windows, which then starts no program.")
    ] = False,
    insecure_local: Annotated[
        bool, typer.Option("--insecure-local", help="HTTP on this machine alone, to try it without a certificate.")
    ] = False,
) -> None:
    """Serve the worksheet functions to Excel on Mac and the web, or to classic Excel on Windows."""
    if attach:
        from pmxl.console.say import say
        from pmxl.excel.attach import attach as run

        run(lambda: say("Classic Excel finds the worksheet functions here while this runs. To stop: Ctrl+C"))
        return
    from pmxl.excel.serve import serve as run_service

    run_service(
        manifest, host=host, port=port, token=token, url=url, certificate=cert, key=key, insecure=insecure_local
    )
