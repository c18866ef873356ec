"""Listed: words as a sentence lists them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "and", *, most: int | None = None) -> str:
    """`Ash, Birch and Cedar`, or with `most` names at the most `Ash, Birch and 3 more`; "" for none.

    `last` stands before the last of them.
    """
    every = list(words) or [""]
    if most is not None and len(every) > most:
        every = [*every[:most], f"{len(every) - most} more"]
    *others, final = every
    return f"{', '.join(others)} {last} {final}" if others else final
