"""A part of a mould: packed once where every copy says the same, and anew only where a gap is near."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pmxl.sheets.zip_record import Record
from pmxl.sheets.zip_record import record

GAP = re.compile("\uf8f1([0-9]{4})\uf8f2".encode())
"""Stands in a plan where the copies differ; characters that no typeface has and nobody types."""
SHEETS = "xl/worksheets/"
"""Texts of cells stand elsewhere; in a sheet itself a gap stands in its footer, where an ampersand is written twice."""

LONG = 256
"""Bytes from which what stands between two gaps is packed once, and what is packed anew is the smaller for it."""
SMALL_MEMORY = 4
"""Of a packer for little: to lay out what a packer for much needs takes longer than the packing."""
AS_IT_IS = struct.Struct("<BHH")
NOT = 0xFFFF
LAST_BLOCK = b"\x03\x00"
"""Holds nothing, and says that no block follows."""


class Stretch(NamedTuple):
    """What follows in a part: short pieces, the text of a gap behind each but the last, then a long piece, packed."""

    short: tuple[bytes, ...]
    gaps: tuple[int, ...]
    long: bytes
    packed: bytes

    def loose(self, texts: Sequence[bytes]) -> bytes:
        """The short pieces of a copy with the texts between them."""
        pieces = [piece for n, short in zip(self.gaps, self.short[:-1], strict=True) for piece in (short, texts[n])]
        return b"".join([*pieces, self.short[-1]])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the workbook: its beginning, packed already, of `size` bytes, and what follows in stretches.

    `alone` is the record of the beginning, which is the whole part where nothing follows.
    """

    alone: Record
    packed: bytes
    crc: int
    size: int
    stretches: tuple[Stretch, ...] = ()
    in_sheet: bool = False

    def filled(self, texts: Sequence[bytes]) -> Record:
        """The part of a copy."""
        if not self.stretches:
            return self.alone
        pieces, crc, size = [self.packed], self.crc, self.size
        for stretch in self.stretches:
            loose = stretch.loose(texts)
            pieces += (packed_anew(loose), stretch.packed)
            crc, size = zlib.crc32(stretch.long, zlib.crc32(loose, crc)), size + len(loose) + len(stretch.long)
        return record(self.alone.name, b"".join([*pieces, LAST_BLOCK]), crc, size)


def part_of(name: str, content: bytes) -> Part:
    """A part with all that is long packed."""
    pieces, gaps = GAP.split(content)[::2], [int(number) for number in GAP.findall(content)]
    first, stretches = pieces[0], tuple(stretches_of(pieces[1:], gaps))
    packed = packed_once(first, zlib.Z_FULL_FLUSH if gaps else zlib.Z_FINISH)
    crc, size = zlib.crc32(first), len(first)
    return Part(record(name.encode(), packed, crc, size), packed, crc, size, stretches, name.startswith(SHEETS))


def stretches_of(pieces: list[bytes], gaps: list[int]) -> Iterator[Stretch]:
    """What follows the first gap, `pieces` each behind the gap of that place, cut where a piece is long."""
    ends = [n for n, piece in enumerate(pieces, 1) if len(piece) >= LONG]
    for begin, end in pairwise(dict.fromkeys([0, *ends, len(pieces)])):
        last = pieces[end - 1]
        long = last if len(last) >= LONG else b""
        short = (b"", *pieces[begin : end - 1], b"" if long else last)
        yield Stretch(short, tuple(gaps[begin:end]), long, packed_once(long) if long else b"")


def packed_once(content: bytes, end: int = zlib.Z_FULL_FLUSH) -> bytes:
    """The bytes packed as well as can be: all of a part, or (the `end` unless told) so that others can follow."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(end)


def packed_anew(content: bytes) -> bytes:
    """The bytes packed in a moment: those too few to gain by it stand as they are."""
    if len(content) < LONG:
        return AS_IT_IS.pack(0, len(content), len(content) ^ NOT) + content
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS, SMALL_MEMORY)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
