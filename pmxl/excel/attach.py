"""Attach: a server that classic Excel on Windows finds running, so that Excel need start no program itself."""

from __future__ import annotations

import sys
from collections.abc import Callable

from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.settings import attaches
from pmxl.findings import refuse

CLSID = "{506e67c3-55b5-48c3-a035-eed5deea7d6d}"
"""The name under which Excel looks for a server that is running: xlwings' own for its attach mode."""


def attach(started: Callable[[], None]) -> None:
    """Answers classic Excel until it is told to stop; refuses where there is none, or where it would not look here."""
    if sys.platform != "win32":
        says = "Attach mode is for Excel on Windows, and this is not Windows."
        raise refuse("SRV006", says, "On a Mac or on the web use pmxl serve with a certificate.", part="--attach")
    settings = settings_file()
    if not attaches(settings):
        says = f"The add-in is not told in {settings} to look for a server that is running."
        raise refuse("SRV017", says, "Run: pmxl addin install --attach, then start Excel again.", part="--attach")
    import xlwings as xw

    import pmxl.excel.udfs  # noqa: F401 - loaded before Excel asks for it; it spares other Excels too

    started()
    xw.serve(CLSID)
