"""Settings: the user's own file in which the add-in finds which Python it calls; the lines of others are kept."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pmxl.excel.addin.place import MAC
from pmxl.excel.addin.place import WINDOWS
from pmxl.findings import refuse
from pmxl.sheets.publish import write_bytes_beside

INTERPRETERS = ('"INTERPRETER_WIN"', '"INTERPRETER_MAC"')
INTERPRETER = re.compile(rf'(?:{"|".join(INTERPRETERS)}),"([^"]*)"', re.I)
ATTACHES = '"DEBUG UDFS"'
"""xlwings' word for a server that is found running and never started."""

OURS = (*INTERPRETERS, ATTACHES)
"""How the lines begin that are set down here."""


def interpreter_line() -> str:
    """The setting that names the Python that runs this, as the add-in's VBA reads it."""
    return f'{INTERPRETERS[sys.platform == MAC]},"{sys.executable}"'


def interpreter_in(settings: Path | None) -> str:
    """The Python that the add-in calls, as it is set down; "" where none is."""
    found = map(INTERPRETER.match, lines_of(settings))
    return next((match[1] for match in found if match), "")


def attaches(settings: Path | None) -> bool:
    """Whether the settings say that the functions are answered by a server that is running already."""
    return any(line.upper() == f'{ATTACHES},"TRUE"' for line in lines_of(settings))


def lines_without(settings: Path | None, heads: tuple[str, ...]) -> list[str]:
    """The lines that begin otherwise."""
    return [line for line in lines_of(settings) if line.strip() and not line.upper().startswith(heads)]


def lines_of(settings: Path | None) -> list[str]:
    """The settings, a line each; none where there is no such file, or none that can be read."""
    try:
        return settings.read_text(encoding=encoding()).splitlines() if settings else []
    except (OSError, UnicodeError):
        return []


def write_lines(settings: Path, lines: list[str]) -> Path:
    """Writes the settings as VBA reads them; refuses (ADD009) a path that it could not."""
    text = "".join(f"{line}\r\n" for line in lines)
    try:
        return write_bytes_beside(settings, text.encode(encoding()))
    except UnicodeEncodeError as error:
        says = f"The path of this Python, {sys.executable}, has letters that Excel's VBA cannot read on this machine."
        ask = "Make the environment in a folder of plain letters, such as C:\\pmxl, and install from there."
        raise refuse("ADD009", says, ask, found=text[error.start : error.end]) from error


def encoding() -> str:
    """How VBA reads a file of settings: on Windows in the machine's own code page."""
    return "mbcs" if sys.platform == WINDOWS else "utf-8"
