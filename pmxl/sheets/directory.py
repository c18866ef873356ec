"""Directory: the list of a zip's parts, at its end: where each stands, how it is packed and what its checksum is."""

from __future__ import annotations

import struct
import zipfile
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from pmxl.findings import refuse
from pmxl.sheets.sniff import ASK_AGAIN

END = struct.Struct("<4s4H2LH")
ENTRY = struct.Struct("<4s2x3H4x3L4H6xL")
END_MAGIC, ENTRY_MAGIC = b"PK\x05\x06", b"PK\x01\x02"
HUGE = 0xFFFFFFFF
"""Stands for a size or a place that is told elsewhere, in a very large zip."""

MANY = 0xFFFF
NEWEST = 63
"""The newest version of the format that zipfile reads."""


class Entry(NamedTuple):
    """One part as the directory tells it; `orig_filename` is its name as it stands there."""

    filename: str
    orig_filename: str
    flag_bits: int
    compress_type: int
    CRC: int
    compress_size: int
    file_size: int
    header_offset: int


def read_directory(data: bytes, file: str) -> list[Entry]:
    """The parts in the order of the directory, as zipfile reads it; refuses what is no whole zip (FIL002)."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return [Entry(*(getattr(info, name) for name in Entry._fields)) for info in archive.infolist()]
    except (zipfile.BadZipFile, struct.error, ValueError, OverflowError, IndexError, NotImplementedError):
        says = f"The download is incomplete: {len(data):,} bytes arrived and the file's directory is not among them."
        raise refuse("FIL002", says, ASK_AGAIN, file=file) from None


def plain_directory(data: bytes) -> list[Entry] | None:
    """What zipfile says of a zip in which nothing is unusual, ten times faster; None where anything is."""
    at = len(data) - END.size
    if at < 0:
        return None
    magic, disk, begins, here, count, size, begin, comment = END.unpack_from(data, at)
    if magic != END_MAGIC or disk or begins or here != count or count == MANY or comment or begin + size != at:
        return None
    entries, make = [], tuple.__new__
    for _ in range(count):
        if at - begin < ENTRY.size:
            return None
        magic, needs, flags, method, crc, packed, whole, size, more, note, disk, offset = ENTRY.unpack_from(data, begin)
        begin += ENTRY.size + size + more + note
        name = _plain_name(data[begin - size - note : begin - note])
        usual = magic == ENTRY_MAGIC and needs <= NEWEST and not disk and not more
        if not usual or name is None or HUGE in (packed, whole, offset):
            return None
        entries.append(make(Entry, (name, name, flags, method, crc, packed, whole, offset)))
    return entries if begin == at else None


@lru_cache(maxsize=4096)
def _plain_name(name: bytes) -> str | None:
    """The name of a part; None where it needs a closer look."""
    return name.decode("ascii") if name.isascii() and b"\0" not in name else None
