"""What a zip says of a part: a record in front of it, and an entry in the directory behind all."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5HL")
PLACE = struct.Struct("<L")
END = struct.Struct("<4s4H2LH")
VERSION, UTF_8, DEFLATED, MIDNIGHT, FIRST_DAY = 20, 0x800, 8, 0, 0x21
"""As every part says: unpacked by any program, and written on the first day that a zip knows."""


class Record(NamedTuple):
    """A part as it stands in a zip: its name, all its bytes, and its entry as far as its place, which comes next."""

    name: bytes
    whole: bytes
    entry: bytes


def record(name: bytes, packed: bytes, crc: int, size: int) -> Record:
    """The record of a part packed already, with the sum that a zip checks and its size unpacked."""
    facts = (UTF_8, DEFLATED, MIDNIGHT, FIRST_DAY, crc, len(packed), size, len(name), 0)
    whole = b"".join((LOCAL.pack(b"PK\3\4", VERSION, *facts), name, packed))
    return Record(name, whole, CENTRAL.pack(b"PK\1\2", VERSION, VERSION, *facts, 0, 0, 0, 0))


def zipped(records: Iterable[Record]) -> bytes:
    """A zip of these parts, in order."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, whole, entry in records:
        parts.append(whole)
        directory += (entry, PLACE.pack(place), name)
        place += len(whole)
    entries, count = b"".join(directory), len(parts)
    return b"".join([*parts, entries, END.pack(b"PK\5\6", 0, 0, count, count, len(entries), place, 0)])
