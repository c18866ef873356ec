"""Install: puts the add-in where Excel opens it and sets down which Python it calls."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmxl.excel.addin.build import addin
from pmxl.excel.addin.build import from_xlwings
from pmxl.excel.addin.place import FILE_NAME
from pmxl.excel.addin.place import script_file
from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.place import start_folder
from pmxl.excel.addin.settings import ATTACHES
from pmxl.excel.addin.settings import INTERPRETERS
from pmxl.excel.addin.settings import OURS
from pmxl.excel.addin.settings import interpreter_line
from pmxl.excel.addin.settings import lines_without
from pmxl.excel.addin.settings import write_lines
from pmxl.excel.addin.stamp import installed
from pmxl.excel.addin.stamp import stamp_of
from pmxl.findings import refuse
from pmxl.sheets.publish import write_bytes_beside


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
        write_lines(settings, _with_interpreter(settings, attach=attach))
    if script:
        write_bytes_beside(script, from_xlwings(script.name))
    return Installed(path, settings, script)


def _checked(ready: Path) -> bytes:
    """A built add-in that was handed over, if it is ours and of the versions that Python has here."""
    found, wanted = stamp_of(ready), installed()
    if found != wanted:
        says = f"This file is {found or 'no add-in of pmxl'}, and Python has {wanted}."
        raise refuse(
            "ADD007", says, "Build it again with: pmxl addin build, or install the matching pmxl.", file=ready.name
        )
    return ready.read_bytes()


def _with_interpreter(settings: Path, *, attach: bool | None) -> list[str]:
    """The settings with the Python that runs this; other lines stay as they are."""
    made = [interpreter_line(), *([f'{ATTACHES},"True"'] if attach else [])]
    return [*made, *lines_without(settings, INTERPRETERS if attach is None else OURS)]
