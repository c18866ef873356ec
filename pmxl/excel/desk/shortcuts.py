"""Shortcuts: the buttons in the Start menu, for places that forbid macros; each a few lines that anybody can read."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from pmxl.findings import MachineRefusal
from pmxl.findings import refuse
from pmxl.sheets.publish import write_bytes_beside

FOLDER = "Scorecards"
MENU = Path("Microsoft", "Windows", "Start Menu", "Programs")
SHORTCUTS: dict[str, str] = {
    "New partnership": "new_framework",
    "Check the framework": "review",
    "Calendar of the year": "calendar",
    "Issue returns": "issue",
    "Collect returns": "collect",
    "Where returns stand": "status",
    "Open queries": "open_queries",
    "Make the scorecard": "scorecard",
    "Exceptions": "exceptions",
    "Annual summary": "annual_summary",
    "Public file": "public_file",
    "Rate the selection": "rate_selection",
    "Explain the selected cell": "explain_cell",
    "Freeze before sending": "freeze",
    "Library of measures": "library",
}
"""What stands in the menu, and the button behind it."""


def write_shortcuts(to: Path | None = None, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Writes a shortcut for each button into the Start menu, or into a folder that is named, over those of before."""
    folder = to or start_menu(environment)
    lines = {name: script(button) for name, button in SHORTCUTS.items()}
    return [write_bytes_beside(folder / f"{name}.cmd", text.encode()) for name, text in lines.items()]


def remove_shortcuts(to: Path | None = None, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Takes away what write_shortcuts wrote, and the folder where nothing else is in it; what was there and is gone.

    A file of the same name that presses no button of pmxl's is somebody else's, and stays.
    """
    folder = to or start_menu(environment)
    named = {folder / f"{name}.cmd": f" -m pmxl press {button}".encode() for name, button in SHORTCUTS.items()}
    gone = [path for path, pressed in named.items() if path.is_file() and pressed in path.read_bytes()]
    for path in gone:
        path.unlink()
    if gone and folder.name == FOLDER and not any(folder.iterdir()):
        folder.rmdir()
    return gone


def start_menu(environment: Mapping[str, str]) -> Path:
    """The person's own part of the Start menu; a Refusal where there is none."""
    roaming = environment.get("APPDATA", "")
    if sys.platform != "win32" or not roaming:
        says = f"There is no Start menu to write to: this is {platform.system()}."
        ask = "Name a folder with --to, and copy what is in it to where it is wanted."
        raise MachineRefusal(refuse("XLS021", says, ask).finding)
    return Path(roaming) / MENU / FOLDER


def script(button: str) -> str:
    """A command file that presses a button with pmxl's own Python, and waits where something went wrong.

    `-P`: what lies in the folder where it is started is never taken for a part of the program.
    """
    python = sys.executable.replace("%", "%%")
    run = f'"{python}" -P -m pmxl press {button}'
    lines = ("@echo off", "chcp 65001 >nul", run, "if errorlevel 1 pause")
    return "\r\n".join((*lines, ""))
