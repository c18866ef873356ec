"""Away: a button's work in a process of its own, for which Excel does not wait; it imports nothing that takes time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

WINDOW = "--hwnd="
"""How the add-in's VBA says which window of Excel the button was pressed in."""

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
APART = NO_WINDOW | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


def start(button: str, audience: str = "") -> None:
    """Starts `pmxl press` and comes back at once, so that the macro that called ends and Excel is free.

    Where the machine forbids a program to start another, the work is done here, and Excel waits for it.
    """
    window = window_of(sys.argv)
    asked = ["press", button, "--window", str(window), *(["--for", audience] if audience else [])]
    try:
        detached(asked)
    except OSError:
        from pmxl.excel.desk.press import press

        press(button, audience, window)


def detached(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Runs `pmxl words...` apart from this process: nothing of ours is held open by it, and it outlives us."""
    return subprocess.Popen(  # noqa: S603 - pmxl itself, its words as arguments
        command(words),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path.home(),
        env=environment(), creationflags=APART, start_new_session=True,
    )  # fmt: skip


def command(words: Sequence[str]) -> list[str]:
    """`pmxl words...` with the Python that runs this.

    `-P`: Excel may have been started from a folder of somebody else's, and nothing in it may be taken for our code.
    """
    return [sys.executable, "-P", "-m", "pmxl", *words]


def environment(**more: str) -> dict[str, str]:
    """This process's own, so that texts come and go as UTF-8, and what else is asked."""
    return {**os.environ, "PYTHONUTF8": "1", **more}


def window_of(arguments: Sequence[str]) -> int:
    """The window of Excel that the button was pressed in; 0 where none is told, as on a Mac, which has one Excel."""
    told = [text.removeprefix(WINDOW) for text in arguments if text.startswith(WINDOW)]
    return int(told[-1]) if told and told[-1].isdecimal() and told[-1].isascii() else 0
