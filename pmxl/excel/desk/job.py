"""Job: a command of pmxl run as a process of its own, watched for how far it is.

Whoever watches waits; Excel does not, for what a button does is itself a process apart (pmxl.excel.away).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmxl.console.say import PROGRESS
from pmxl.console.say import PROGRESS_ASKED
from pmxl.excel.away import NO_WINDOW
from pmxl.excel.away import command
from pmxl.excel.away import environment

OFTEN = 0.25
"""Seconds between two looks at how far it is."""


class Failed(Exception):
    """A command that ended without what it was asked for; `lines` is what it said."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: its exit code, its record where it gave one, the lines that it printed and those it said."""

    code: int
    record: dict[str, Any] | None
    printed: tuple[str, ...]
    said: tuple[str, ...]


def run(words: Sequence[str], status: Callable[[str], None], title: str) -> Done:
    """Runs `pmxl words...` and says in the status bar how far it is."""
    with tempfile.TemporaryDirectory(prefix="pmxl-") as place:
        out, err = Path(place, "out"), Path(place, "err")
        code = _watched(words, out, err, lambda far: status(f"{title} … {far}"))
        printed = out.read_text(encoding="utf-8", errors="replace")
        said = [line for line in _lines(err) if line.strip() and not line.startswith(PROGRESS)]
    return Done(code, _record(printed), tuple(printed.splitlines()), tuple(said))


def _watched(words: Sequence[str], out: Path, err: Path, tell: Callable[[str], None]) -> int:
    """Runs to the end, telling how far it is; its exit code."""
    started = time.monotonic()
    with out.open("wb") as printed, err.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - pmxl itself, its words as arguments
            command(words), stdin=subprocess.DEVNULL, stdout=printed, stderr=said,
            env=environment(**{PROGRESS_ASKED: "lines"}), creationflags=NO_WINDOW,
        )  # fmt: skip
        while (code := _ended(process)) is None:
            tell(_last(err) or f"{time.monotonic() - started:.0f} s")
    return code


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(OFTEN)
    except subprocess.TimeoutExpired:
        return None


def asked(words: Sequence[str], status: Callable[[str], None], title: str) -> dict[str, Any]:
    """The record that a command gives as JSON, and under `said` what it said besides; Failed where it gives none."""
    done = run([*words, "--format", "json"], status, title)
    if done.record is None:
        raise Failed(done.said or done.printed)
    return {**done.record, "said": list(done.said)}


def option(name: str, value: str) -> list[str]:
    """An option with its value; nothing where there is none."""
    return [name, value] if value else []


def _record(printed: str) -> dict[str, Any] | None:
    try:
        found = json.loads(printed)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _last(err: Path) -> str:
    """The last word on progress."""
    told = [line.removeprefix(PROGRESS) for line in _lines(err) if line.startswith(PROGRESS)]
    return told[-1].strip() if told else ""


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()
