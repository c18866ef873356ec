"""Frozen: what freezing a workbook came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frozen:
    """The copy's bytes, how many formulas became values and how many native ones, the names that were taken out (they
    stood for a formula without a value), and how many links to the add-in went.
    """

    data: bytes
    values: int = 0
    natives: int = 0
    names: tuple[str, ...] = ()
    links: int = 0

    @property
    def is_changed(self) -> bool:
        """True where there was something to freeze."""
        return bool(self.values or self.natives or self.names or self.links)
