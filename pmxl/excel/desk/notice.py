"""Notice: what a message box shows of many lines, and where the rest of them is."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pmxl.sheets.publish import write_bytes_beside

SHOWN = 3
FILE = "pmxl-messages.txt"
LONGEST = 900
"""Characters: Excel cuts off a message box at 1,024."""


def notice(lines: Sequence[str], head: str = "", folder: Path | None = None) -> str:
    """The first lines under a heading; where there are more, all of them are in a file that is named."""
    shown = "\n\n".join([*([head] if head else []), *(_short(line) for line in lines[:SHOWN])])
    if len(lines) <= SHOWN and len(shown) <= LONGEST:
        return shown
    path = (folder or Path(tempfile.gettempdir())) / FILE
    text = "\r\n".join([*([head] if head else []), *lines, ""])
    write_bytes_beside(path, text.encode("utf-8-sig"))
    more = len(lines) - SHOWN
    rest = f"{more} more {'is' if more == 1 else 'are'} in {path}" if more > 0 else f"The whole text is in {path}"
    return f"{shown[:LONGEST]}\n\n{rest}"


def _short(line: str) -> str:
    """A line of a box is at most a third of it."""
    most = LONGEST // SHOWN
    return line if len(line) <= most else f"{line[: most - 1]}…"
