"""Stored: a package of parts as the same bytes on every machine: fixed times, a fixed order, nothing compressed."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

FIRST = "[Content_Types].xml"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
MS_DOS = 0


def stored(parts: Mapping[str, bytes]) -> bytes:
    """The package; compressors differ from machine to machine, so there is none."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda part: (part != FIRST, part)):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = MS_DOS  # else the maker's operating system would be in it
            archive.writestr(entry, parts[name])
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package of our own or of a library's; one from outside is read by `Container`."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
