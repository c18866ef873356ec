"""Uninstall: takes away what install put on a machine: the add-in, our lines of the settings, the script of a Mac."""

from __future__ import annotations

from pathlib import Path

from pmxl.excel.addin.build import from_xlwings
from pmxl.excel.addin.place import FILE_NAME
from pmxl.excel.addin.place import script_file
from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.place import start_folder
from pmxl.excel.addin.settings import OURS
from pmxl.excel.addin.settings import lines_without
from pmxl.excel.addin.settings import write_lines
from pmxl.excel.addin.stamp import installed
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.terms import Severity


def uninstall(to: Path | None = None) -> list[Path]:
    """Takes the add-in away, and unless `to` is given what Excel found Python by; what was there and is gone.

    Other add-ins are not touched, nor lines of the settings that are not ours.
    """
    gone = [_away((to or start_folder()) / FILE_NAME)]
    if to is None:
        gone += [_without_ours(settings_file()), _script(script_file(installed().xlwings))]
    return [path for path in gone if path]


def _away(path: Path) -> Path | None:
    if not path.exists():
        return None
    try:
        path.unlink()
    except OSError as error:
        says = f"{path} cannot be taken away: {error.strerror or type(error).__name__}."
        ask = "Close Excel and run this again."
        raise MachineRefusal(Finding("ADD008", Severity.ERROR, says, ask, file=path.name)) from error
    return path


def _without_ours(settings: Path | None) -> Path | None:
    """The settings, where nothing else was set down in them; others of the user's keep their lines."""
    if settings is None or not settings.exists():
        return None
    if kept := lines_without(settings, OURS):
        write_lines(settings, kept)
        return None
    gone = _away(settings)
    if settings.parent.name == ".pmxl" and not any(settings.parent.iterdir()):
        settings.parent.rmdir()
    return gone


def _script(script: Path | None) -> Path | None:
    """xlwings' own script, if it is the one that was put there."""
    if script is None or not script.exists() or script.read_bytes() != from_xlwings(script.name):
        return None
    return _away(script)
