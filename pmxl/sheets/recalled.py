"""Recalled: what was made of a part, for the next file of a run in which the very same bytes stand.

Returns made from one issued workbook have the same styles, the same list of sheets and the same settings around their
rows; these are read once, and again only where a single bit differs.
"""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Iterable
from typing import Any

LARGEST = 1 << 20
"""A part beyond this is not kept: it would push all others out."""

ROOM = 1 << 24
"""Bytes of parts kept in all; when they are more, all are forgotten and it begins anew."""


class Recalled:
    """Values by the bytes that they were made from; a key is compared whole, so nothing is taken for another."""

    def __init__(self, room: int = ROOM, largest: int = LARGEST) -> None:
        self._room = room
        self._largest = largest
        self._made: dict[Hashable, Any] = {}
        self._held = 0

    def get(self, key: Hashable) -> Any:
        """What is kept under this key; None where nothing is."""
        return self._made.get(key)

    def get_all(self, keys: Iterable[Hashable]) -> list[Any]:
        """The same of each."""
        return [*map(self._made.get, keys)]

    def keep(self, key: Hashable, size: int, made: object) -> None:
        """Keep what was made of so many bytes."""
        if size > self._largest:
            return
        if self._held + size > self._room:
            self._made.clear()
            self._held = 0
        self._made[key] = made
        self._held += size


PARTS = Recalled()
"""Of parts of workbooks, in this process."""
