"""Install: puts the add-in where Excel opens it and sets down which Python it calls."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from pmxl.excel.addin.build import addin
from pmxl.excel.addin.build import from_xlwings
from pmxl.excel.addin.place import FILE_NAME
from pmxl.excel.addin.place import encoding
from pmxl.excel.addin.place import interpreter_line
from pmxl.excel.addin.place import script_file
from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.place import start_folder
from pmxl.excel.addin.stamp import installed
from pmxl.excel.addin.stamp import stamp_of
from pmxl.findings import refuse
from pmxl.sheets.publish import write_bytes_beside

INTERPRETERS = ('"INTERPRETER_WIN"', '"INTERPRETER_MAC"')
ATTACHES = '"DEBUG UDFS"'
"""xlwings' word for a server that is found running and never started."""

OURS = (*INTERPRETERS, ATTACHES)
"""How the lines begin that are set down here."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What was put where."""

    addin: Path
    settings: Path | None
    script: Path | None = None


def install(to: Path | None = None, ready: Path | None = None, *, attach: bool | None = None) -> Installed:
    """Puts the add-in (`ready`, or one built now) into Excel's start folder or into `to`.

    The settings are written only where Excel looks for them, that is unless `to` is given: which Python is called, and
    whether (`attach`; None leaves it as it is) the functions are answered by `pmxl serve --attach` alone.
    """
    folder = to or start_folder()
    data = _checked(ready) if ready else addin()
    path = write_bytes_beside(folder / FILE_NAME, data)
    settings = None if to else settings_file()
    script = None if to else script_file(installed().xlwings)
    if settings:
        write_bytes_beside(settings, encoded(_with_interpreter(settings, attach=attach)))
    if script:
        write_bytes_beside(script, from_xlwings(script.name))
    return Installed(path, settings, script)


def attaches(settings: Path | None) -> bool:
    """Whether the settings say that the functions are answered by a server that is running already."""
    return any(line.upper() == f'{ATTACHES},"TRUE"' for line in lines_of(settings))


def _checked(ready: Path) -> bytes:
    """A built add-in that was handed over, if it is ours and of the versions that Python has here."""
    found, wanted = stamp_of(ready), installed()
    if found != wanted:
        says = f"This file is {found or 'no add-in of pmxl'}, and Python has {wanted}."
        raise refuse(
            "ADD007", says, "Build it again with: pmxl addin build, or install the matching pmxl.", file=ready.name
        )
    return ready.read_bytes()


def _with_interpreter(settings: Path, *, attach: bool | None) -> str:
    """The settings with the Python that runs this; other lines stay as they are."""
    replaced = INTERPRETERS if attach is None else OURS
    kept = [line for line in lines_of(settings) if line.strip() and not line.upper().startswith(replaced)]
    made = [interpreter_line(sys.executable), *([f'{ATTACHES},"True"'] if attach else [])]
    return "\r\n".join([*made, *kept]) + "\r\n"


def lines_of(settings: Path | None) -> list[str]:
    """The settings, a line each; none where there is no such file."""
    try:
        return settings.read_text(encoding=encoding()).splitlines() if settings else []
    except (OSError, UnicodeError):
        return []


def encoded(text: str) -> bytes:
    """As VBA reads it; refuses (ADD009) a path that it could not."""
    try:
        return text.encode(encoding())
    except UnicodeEncodeError as error:
        says = f"The path of this Python, {sys.executable}, has letters that Excel's VBA cannot read on this machine."
        ask = "Make the environment in a folder of plain letters, such as C:\\pmxl, and install from there."
        raise refuse("ADD009", says, ask, found=text[error.start : error.end]) from error
