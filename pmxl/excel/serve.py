"""Serve: Office.js from the licence notice to the server's end."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from pmxl.console.say import say
from pmxl.excel.extras import how_to_get
from pmxl.excel.office.licence import NOTICE
from pmxl.excel.office.service import agreed
from pmxl.findings import refuse

NEEDED = ("starlette", "uvicorn")


def serve(manifest: Path, **wanted: Any) -> None:
    """Writes the manifest and answers Excel until it is interrupted; what it takes is said in office.service.agreed."""
    say(NOTICE)
    service = agreed(**wanted)
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        says = f"The server needs {' and '.join(missing)}, and this machine does not have it."
        raise refuse("SRV004", says, how_to_get("server"), part=missing[0])
    from pmxl.excel.office.calls import prepare

    prepare()
    from pmxl.excel.office.listen import listen
    from pmxl.excel.office.manifest import write_manifest

    write_manifest(service, manifest)

    def started() -> None:
        say(f"Serving Excel at {service.url}. Its manifest is {manifest}, with the token in it: keep it to yourselves.")
        say("To stop: Ctrl+C")

    listen(service, started)
