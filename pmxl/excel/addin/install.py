"""Install: puts the add-in where Excel opens it and sets down which Python it calls; and takes both away again."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from pmxl.excel.addin.build import addin
from pmxl.excel.addin.place import FILE_NAME
from pmxl.excel.addin.place import encoding
from pmxl.excel.addin.place import interpreter_line
from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.place import start_folder
from pmxl.excel.addin.stamp import installed
from pmxl.excel.addin.stamp import stamp_of
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import refuse
from pmxl.sheets.publish import write_bytes_beside
from pmxl.terms import Severity

INTERPRETERS = ('"INTERPRETER_WIN"', '"INTERPRETER_MAC"')


@dataclass(frozen=True, slots=True)
class Installed:
    """What was put where."""

    addin: Path
    settings: Path | None


def install(to: Path | None = None, ready: Path | None = None) -> Installed:
    """Puts the add-in (`ready`, or one built now) into Excel's start folder or into `to`.

    The settings are written only where Excel looks for them, that is unless `to` is given.
    """
    folder = to or start_folder()
    data = _checked(ready) if ready else addin()
    path = write_bytes_beside(folder / FILE_NAME, data)
    settings = None if to else settings_file()
    if settings:
        write_bytes_beside(settings, _with_interpreter(settings).encode(encoding()))
    return Installed(path, settings)


def uninstall(to: Path | None = None) -> Path | None:
    """Takes the add-in away and gives where it was; None where there was none. Other add-ins are not touched."""
    path = (to or start_folder()) / FILE_NAME
    if not path.exists():
        return None
    try:
        path.unlink()
    except OSError as error:
        says = f"{path} cannot be taken away: {error.strerror or type(error).__name__}."
        ask = "Close Excel and run this again."
        raise MachineRefusal(Finding("ADD008", Severity.ERROR, says, ask, file=path.name)) from error
    return path


def _checked(ready: Path) -> bytes:
    """A built add-in that was handed over, if it is ours and of the versions that Python has here."""
    found, wanted = stamp_of(ready), installed()
    if found != wanted:
        says = f"This file is {found or 'no add-in of pmxl'}, and Python has {wanted}."
        raise refuse(
            "ADD007", says, "Build it again with: pmxl addin build, or install the matching pmxl.", file=ready.name
        )
    return ready.read_bytes()


def _with_interpreter(settings: Path) -> str:
    """The settings with the Python that runs this; other lines stay as they are."""
    try:
        lines = settings.read_text(encoding=encoding()).splitlines()
    except (OSError, UnicodeError):
        lines = []
    kept = [line for line in lines if line.strip() and not line.upper().startswith(INTERPRETERS)]
    return "\r\n".join([interpreter_line(sys.executable), *kept]) + "\r\n"
