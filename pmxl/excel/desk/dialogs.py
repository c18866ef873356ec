"""Dialogs: asking for a line of text or a folder, in Excel's own way on Windows and in the system's on a Mac."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from typing import Protocol

TITLE = "Scorecards"
TEXT, FOLDER_PICKER, CHOSEN = 2, 4, -1
"""Excel's numbers: a text is wanted, a folder is picked, something was chosen."""
LINE = """on run given
  set answer to display dialog (item 1 of given) default answer (item 2 of given) with title "Scorecards"
  return text returned of answer
end run"""
BOX = """on run given
  display dialog (item 1 of given) with title "Scorecards" buttons {"OK"} default button 1 with icon caution
end run"""
ICON = 0x10030
"""Windows' numbers: a sign of warning, in front of everything."""
FOLDER = """on run given
  return POSIX path of (choose folder with prompt (item 1 of given))
end run"""


class Dialogs(Protocol):
    """Two questions."""

    def line(self, question: str, default: str) -> str | None:
        """A line of text; None for Cancel."""

    def folder(self, title: str) -> Path | None:
        """A folder; None for Cancel."""


def of(app: Any) -> Dialogs:
    """The dialogs of this system."""
    return MacDialogs() if sys.platform == "darwin" else ExcelDialogs(app)


class ExcelDialogs:
    """Excel's input box and folder picker."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def line(self, question: str, default: str) -> str | None:
        """Excel says False for Cancel."""
        answer = self.app.api.InputBox(question, TITLE, default, Type=TEXT)
        return None if answer is False else str(answer).strip()

    def folder(self, title: str) -> Path | None:
        """Windows' own picker."""
        picker = self.app.api.FileDialog(FOLDER_PICKER)
        picker.Title = title
        return Path(picker.SelectedItems(1)) if picker.Show() == CHOSEN else None


class MacDialogs:
    """The system's dialogs; a script is given its words as arguments and never as part of itself."""

    def line(self, question: str, default: str) -> str | None:
        """The system's dialog with a field."""
        return self._answer(LINE, question, default)

    def folder(self, title: str) -> Path | None:
        """The system's folder picker."""
        answer = self._answer(FOLDER, title)
        return Path(answer) if answer else None

    def _answer(self, script: str, *given: str) -> str | None:
        done = subprocess.run(  # noqa: S603 - the system's own program, with words as arguments
            ["/usr/bin/osascript", "-e", script, *given], capture_output=True, text=True, check=False
        )
        return done.stdout.strip() if done.returncode == 0 else None


def say(text: str) -> None:
    """A box of the system's own, where there is no Excel to show one; elsewhere a line for whoever reads it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, TITLE, ICON)
    elif sys.platform == "darwin":
        subprocess.run(["/usr/bin/osascript", "-e", BOX, text], capture_output=True, check=False)  # noqa: S603
    else:
        sys.stderr.write(f"{text}\n")


def show_folder(path: Path) -> None:
    """Opens a folder where people look at files."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a folder that pmxl made
    else:
        subprocess.run(["/usr/bin/open", str(path)], check=False)  # noqa: S603 - the system's own program
