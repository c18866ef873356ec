"""The zip container of a workbook: its parts by name, inflated in memory under limits, never written to disk."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from functools import cached_property
from functools import lru_cache
from typing import Any
from typing import TypeVar

try:
    from isal import isal_zlib as zlib
except ImportError:  # on the few machines that it is not built for
    import zlib  # type: ignore[no-redef]

from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.sheets.directory import ENTRY_MAGIC
from pmxl.sheets.directory import Entry
from pmxl.sheets.directory import plain_directory
from pmxl.sheets.directory import read_directory
from pmxl.sheets.recalled import PARTS
from pmxl.sheets.sniff import ASK_AGAIN
from pmxl.sheets.sniff import SAVE_AS_XLSX
from pmxl.sheets.sniff import locked_zip
from pmxl.sheets.sniff import refuse_unless_zip

T = TypeVar("T")
MIB = 1 << 20
MAX_PARTS = 2_000
MAX_PART = 256 * MIB
MAX_TOTAL = 512 * MIB
MAX_RATIO = 200
RATIO_GRACE = 1 * MIB
"""A part may grow to this size whatever its ratio: small parts of blanks compress very well."""

LOCAL_HEADER = struct.Struct("<4s2x4H12x2H")  # magic, flags, method, time, date, length of name, length of extra
ENCRYPTED = 1
ASK_FOR_FRESH_COPY = "Do not open it; ask the sender for a copy saved afresh in Excel."


class Container:
    """Parts of a workbook by name, case aside, as the packaging standard has it."""

    def __init__(self, data: bytes, file: str) -> None:
        """Reads the directory; refuses what is no whole zip (FIL), oversized or has two parts of a name (SEC)."""
        refuse_unless_zip(data, file)
        self.file = file
        self._data = data
        self._inflated = 0
        self._parts: dict[str, Entry] = {}
        plain = plain_directory(data)
        parts = data.count(ENTRY_MAGIC) if plain is None else len(plain)  # before zipfile walks them
        if parts > MAX_PARTS:
            says = f"It holds {parts:,} parts and the limit is {MAX_PARTS:,}."
            raise refuse("SEC001", says, ASK_FOR_FRESH_COPY, file=file)
        for info in plain or read_directory(data, file):
            name = _key(info.filename)
            if name in self._parts:
                raise refuse("SEC003", "Two parts carry this one name.", ASK_FOR_FRESH_COPY, file=file, part=show(name))
            self._parts[name] = info

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    @property
    def listing(self) -> frozenset[str]:
        """Which parts there are, whatever stands in them: the same for all files that have the same."""
        return frozenset(self._parts)

    def tells_of(self, words: Iterable[str]) -> bool:
        """True where one of these words, in lower case, stands in the name of a part."""
        names = "\n".join(self._parts).casefold()
        return any(word in names for word in words)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the parts as they are written, in the order of the directory; folders are left out."""
        names = (_written(info.filename) for info in self._parts.values())
        return tuple(name for name in names if not name.endswith("/"))

    def read(self, name: str) -> bytes:
        """The whole part; refuses one that grows past a limit (SEC001) or does not match its checksum (FIL002)."""
        info = self._info(name)
        return self._content(info, self._stored(info))

    def together(self, names: tuple[str, ...], how: Hashable, make: Callable[[], T]) -> T:
        """The same of what is made of several parts, for which `how` stands."""
        infos = [self._info(name) for name in names]
        key = how, *(self._key_of(info, None) for info in infos)
        made: T | None = PARTS.get(key)
        size = sum(info.file_size for info in infos)
        if made is None or self._inflated + size > MAX_TOTAL:
            made = make()
            PARTS.keep(key, size, made)
        else:
            self._inflated += size
        return made

    def once(self, name: str, make: Callable[[bytes, str, str], T]) -> T:
        """What `make`, a function of a module, makes of a part, the file's name and its own: once for the same bytes.

        What it made is shared by all files in which they stand: nobody changes it.
        """
        made: T | None = self.known(name, make)
        if made is None:
            made = make(self.read(name), self.file, name)
            self.keep(name, make, made)
        return made

    def known(self, name: str, how: Hashable) -> Any:
        """What was kept of these very bytes in this or an earlier file; None where nothing was."""
        info = self._info(name)
        made = PARTS.get(self._key_of(info, how))
        if made is None or self._inflated + info.file_size > MAX_TOTAL:
            return None
        self._inflated += info.file_size
        return made

    def keep(self, name: str, how: Hashable, made: object) -> None:
        """Keep what was made of a part that was read, under how it was."""
        info = self._info(name)
        PARTS.keep(self._key_of(info, how), info.file_size, made)

    def _key_of(self, info: Entry, how: Hashable) -> Hashable:
        return how, info.compress_type, info.CRC, info.file_size, self._stored(info)

    def _info(self, name: str) -> Entry:
        info = self._parts.get(_key(name))
        if info is None:
            raise refuse("FIL006", "The workbook lacks this part.", SAVE_AGAIN, file=self.file, part=show(name))
        if info.flag_bits & ENCRYPTED:
            raise locked_zip(self.file)
        return info

    def _content(self, info: Entry, stored: bytes) -> bytes:
        if info.compress_type == zipfile.ZIP_DEFLATED:
            content = self._inflate(info, stored)
        elif info.compress_type == zipfile.ZIP_STORED:
            content = stored
            self._check_growth(info, len(content), len(content))
        else:
            says = f"It is packed by zip method {info.compress_type}, which Excel does not use."
            raise refuse("FIL005", says, SAVE_AS_XLSX, file=self.file, part=show(info.filename))
        self._inflated += len(content)
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise self._damaged(info, "does not match its checksum")
        return content

    def _stored(self, info: Entry) -> bytes:
        """The part's packed bytes; its local header must repeat the directory, or two readers would differ."""
        try:
            magic, *_, name_length, extra_length = LOCAL_HEADER.unpack_from(self._data, info.header_offset)
        except struct.error:
            raise self._damaged(info, "is cut off") from None
        names = info.header_offset + LOCAL_HEADER.size
        start = names + name_length + extra_length
        name = self._data[names : names + name_length]
        known = name == info.orig_filename.encode() or name in _spellings(info.orig_filename)
        if magic != b"PK\x03\x04" or not known:
            raise self._damaged(info, "is not where the directory says")
        stored = self._data[start : start + info.compress_size]
        if len(stored) != info.compress_size:
            raise self._damaged(info, "is cut off")
        return stored

    def _inflate(self, info: Entry, stored: bytes) -> bytes:
        limit = min(MAX_PART, MAX_TOTAL - self._inflated, max(RATIO_GRACE, MAX_RATIO * len(stored)))
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(stored, min(limit, info.file_size) + 1)  # as long as it is told to be
            if not inflater.eof and len(content) <= limit:
                content += inflater.decompress(inflater.unconsumed_tail, limit + 1 - len(content))
        except zlib.error:  # type: ignore[misc]  # isal tells its type as one of them
            raise self._damaged(info, "cannot be unpacked") from None
        self._check_growth(info, len(content), len(stored))
        if not inflater.eof:
            raise self._damaged(info, "is cut off")
        return content

    def _check_growth(self, info: Entry, size: int, stored: int) -> None:
        """Counts what came out, whatever the headers promised."""
        if size > MAX_PART:
            says = f"This part grows past {MAX_PART // MIB} MiB ({stored:,} bytes stored)."
        elif size > MAX_TOTAL - self._inflated:
            says = f"With this part the file grows past {MAX_TOTAL // MIB} MiB."
        elif size > max(RATIO_GRACE, MAX_RATIO * stored):
            says = f"This part grows past {MAX_RATIO} times its {stored:,} bytes stored."
        else:
            return
        raise refuse("SEC001", says, ASK_FOR_FRESH_COPY, file=self.file, part=show(info.filename))

    def _damaged(self, info: Entry, what: str) -> Refusal:
        return refuse(
            "FIL002", f"The file is damaged: this part {what}.", ASK_AGAIN, file=self.file, part=show(info.filename)
        )


SAVE_AGAIN = "Open it in Excel, let Excel repair it, save it and send it again."


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _written(name).lower()


@lru_cache(maxsize=4096)
def _written(name: str) -> str:
    """Some writers use backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/")


def _spellings(name: str) -> set[bytes]:
    """Names are UTF-8 or, without the flag for it, code page 437."""
    return {name.encode(), name.encode("cp437", errors="replace")}
