"""Mould: a workbook written once, of which many copies are made that differ in some texts alone.

Every part that holds no gap is packed once and stands in each copy byte for byte; of the others only what lies behind
the first gap is packed anew.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from pmxl.sheets.describe import BookPlan
from pmxl.sheets.write import sound_bytes

GAP = re.compile("\uf8f1([0-9]{4})\uf8f2".encode())
"""Stands in a plan where the copies differ; characters that no typeface has and nobody types."""
WORD = r"[^\s\x00-\x1f{}\ud800-\udfff\uf8f1\uf8f2\ufffe\uffff]+"
PLAIN = re.compile(rf"{WORD}(?: {WORD})*")
"""Words with single blanks between them: texts that stand everywhere as they are, but for the signs of the markup."""
CODED = "_x"
"""Begins a character written out in a workbook; a text that holds it must be written with more care."""
LONGEST = 150
"""Characters of a text that no footer cuts."""

SHEETS = "xl/worksheets/"
"""Texts of cells stand elsewhere; in a sheet itself a gap stands in its footer, where an ampersand is written twice."""

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
VERSION, UTF_8, DEFLATED, MIDNIGHT, FIRST_DAY = 20, 0x800, 8, 0, 0x21
"""As every part of every copy says: unpacked by any program, and written on the first day that a zip knows."""


def gap(number: int) -> str:
    """What stands in a plan for the text of a number."""
    return f"\uf8f1{number:04d}\uf8f2"


def fits_gap(text: str) -> bool:
    """True for a text that may stand in a gap."""
    return len(text) <= LONGEST and CODED not in text and PLAIN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the workbook: what of it is packed already (`packed`, of `size` bytes), and what follows: `fixed` bytes
    with the text of the gap of that number behind each but the last.
    """

    name: bytes
    packed: bytes
    crc: int
    size: int
    fixed: tuple[bytes, ...] = ()
    gaps: tuple[int, ...] = ()
    in_sheet: bool = False

    def behind(self, texts: Sequence[bytes]) -> bytes:
        """What follows the packed bytes in a copy."""
        pieces = [piece for n, fixed in zip(self.gaps, self.fixed[:-1], strict=True) for piece in (fixed, texts[n])]
        return b"".join([*pieces, self.fixed[-1]])


class Mould:
    """A workbook written once, to be copied with texts in its gaps."""

    def __init__(self, plan: BookPlan, file: str) -> None:
        """Writes the plan, in which gaps stand for what differs; raises what `sound_bytes` does."""
        with zipfile.ZipFile(BytesIO(sound_bytes(plan, file))) as archive:
            self._parts = tuple(part_of(name, archive.read(name)) for name in archive.namelist())

    def copy(self, texts: Sequence[str]) -> bytes:
        """A workbook with these texts in its gaps, in order; each must fit (`fits_gap`)."""
        in_cells = [escape(text).encode() for text in texts]
        in_footers = [text.replace(b"&amp;", b"&amp;&amp;") for text in in_cells]
        records: list[bytes] = []
        directory: list[bytes] = []
        place = 0
        for part in self._parts:
            packed, crc, size = part.packed, part.crc, part.size
            if part.gaps:
                behind = part.behind(in_footers if part.in_sheet else in_cells)
                packed, crc, size = packed + packed_last(behind), zlib.crc32(behind, crc), size + len(behind)
            facts = (UTF_8, DEFLATED, MIDNIGHT, FIRST_DAY, crc, len(packed), size, len(part.name), 0)
            records += (LOCAL.pack(b"PK\3\4", VERSION, *facts), part.name, packed)
            directory += (CENTRAL.pack(b"PK\1\2", VERSION, VERSION, *facts, 0, 0, 0, 0, place), part.name)
            place += LOCAL.size + len(part.name) + len(packed)
        entries, count = b"".join(directory), len(self._parts)
        return b"".join([*records, entries, END.pack(b"PK\5\6", 0, 0, count, count, len(entries), place, 0)])


def part_of(name: str, content: bytes) -> Part:
    """A part packed as far as its first gap."""
    fixed, gaps = GAP.split(content)[::2], [int(number) for number in GAP.findall(content)]
    if not gaps:
        return Part(name.encode(), packed_last(content), zlib.crc32(content), len(content))
    first = fixed[0]
    packer = deflater()
    packed = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)  # what follows can be packed on its own
    behind = (b"", *fixed[1:])
    return Part(name.encode(), packed, zlib.crc32(first), len(first), behind, tuple(gaps), name.startswith(SHEETS))


def packed_last(content: bytes) -> bytes:
    """The bytes packed, ending a part."""
    packer = deflater()
    return packer.compress(content) + packer.flush()


def deflater() -> zlib._Compress:
    """A packer as zip files have it, without a header."""
    return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
