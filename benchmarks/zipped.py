"""Zipped: a workbook of which a few parts are put in anew and the rest is copied as it was packed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

LEVEL = 6
DAY, HOUR = (2025 - 1980) << 9 | 1 << 5 | 15, 9 << 11
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
Packed = tuple[int, int, bytes]
"""Checksum, size and packed bytes."""


class Zipped:
    """The parts of a workbook; those that stay are packed once."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self._parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        self._packed = {name: packed(content) for name, content in self._parts.items()}

    def part(self, name: str) -> bytes:
        """What stands in a part."""
        return self._parts[name]

    def put(self, name: str, content: bytes) -> None:
        """Change a part for good."""
        self._parts[name], self._packed[name] = content, packed(content)

    def with_parts(self, changed: dict[str, bytes]) -> bytes:
        """The workbook with some parts changed for this once."""
        parts = self._packed | {name: packed(content) for name, content in changed.items()}
        body, directory = bytearray(), bytearray()
        for name, (crc, size, content) in parts.items():
            told = (zipfile.ZIP_DEFLATED, HOUR, DAY, crc, len(content), size, len(name), 0)
            directory += CENTRAL.pack(b"PK\1\2", 20, 20, 0, *told, 0, 0, 0, 0, len(body)) + name.encode()
            body += LOCAL.pack(b"PK\3\4", 20, 0, *told) + name.encode() + content
        count = len(parts)
        return bytes(body + directory + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0))


def packed(content: bytes) -> Packed:
    """A part as it stands in the archive."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(content), len(content), packer.compress(content) + packer.flush()
