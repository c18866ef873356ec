"""Listing: what stands in a folder, each file by a line that tells all by which a change of it shows."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pmxl.findings import refuse
from pmxl.readings import read_period

BETWEEN = "/"
"""What no file's name holds, on any system."""


class Listing(NamedTuple):
    """The lines of some files of one folder, or of all of them, by name.

    Lines, not objects: a programme has thousands, and an object for each costs more than to look at it.
    """

    folder: str
    lines: list[str]
    is_whole: bool

    def place(self, line: str) -> str:
        """Where the file of a line stands."""
        return os.path.join(self.folder, name_in(line))  # noqa: PTH118 - a text, as above


def listed(path: Path) -> Listing:
    """The file itself, or everything in a folder by name (not what stands in folders within it)."""
    if path.is_dir():
        names = sorted(os.listdir(path), key=os.path.normcase)  # noqa: PTH208
        return Listing(str(path), lines_in(str(path), names), is_whole=True)
    if not path.exists():
        raise refuse("ENV009", f"There is no file or folder {path}.", meant_by(path.as_posix()))
    folder, name = os.path.split(path)
    return Listing(folder, lines_in(folder, [name]), is_whole=False)


def lines_in(folder: str, names: Iterable[str]) -> list[str]:
    """Each file's name, and of a regular file how it stands: its size, its two times of change, and its number."""
    before = os.path.join(folder, "")  # noqa: PTH118
    lines = []
    for name in names:
        found = look_at(before + name)
        if found is None or not stat.S_ISREG(found.st_mode):
            lines.append(name + BETWEEN)
        else:
            times = f"{found.st_mtime_ns}{BETWEEN}{found.st_ctime_ns}"
            lines.append(f"{name}{BETWEEN}{found.st_size}{BETWEEN}{times}{BETWEEN}{found.st_ino}")
    return lines


def look_at(place: str | Path) -> os.stat_result | None:
    """What there is to know of a file without opening it, by one look; None where it cannot be asked.

    Not what the folder itself tells of it: on Windows that may be older than the file.
    """
    try:
        return os.lstat(place)
    except OSError:
        return None


def name_in(line: str) -> str:
    """The name of the file."""
    return line.partition(BETWEEN)[0]


def is_regular(line: str) -> bool:
    """True where it is a file to be read, and neither a folder nor a link nor a device."""
    return not line.endswith(BETWEEN)


def changed_in(line: str) -> int:
    """When the bytes of the file, or the file itself, last changed, in nanoseconds."""
    _, _, of_bytes, of_file, _ = line.split(BETWEEN)
    return max(int(of_bytes), int(of_file))


def meant_by(named: str) -> str:
    """What to type where nothing of that name is there: a period is often named without its option."""
    period = read_period(named)
    if period.period or period.readings:
        return f'If a period is meant, name it so: pmxl collect --period "{named}".'
    return "Check the name, or leave it out for the inbox."
