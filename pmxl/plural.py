"""Plural: several things in words, counted or listed."""

from __future__ import annotations

from collections.abc import Iterable


def plural(count: int, noun: str, nouns: str = "", *, none: str = "") -> str:
    """`1 figure`, `3 figures`; `nouns` for a word that takes more than an s, `none` for the word that stands for 0."""
    return f"{none if none and not count else count} {noun if count == 1 else nouns or f'{noun}s'}"


def listed(words: Iterable[str], last: str = "and", *, most: int | None = None) -> str:
    """`Ash, Birch and Cedar`, or with `most` names at the most `Ash, Birch and 3 more`; "" for none.

    `last` stands before the last of them.
    """
    every = list(words) or [""]
    if most is not None and len(every) > most:
        every = [*every[:most], f"{len(every) - most} more"]
    *others, final = every
    return f"{', '.join(others)} {last} {final}" if others else final


def named(words: Iterable[str]) -> str:
    """All of them as far as anybody reads so many, else the first and how many more."""
    every = list(words)
    return listed(every, most=None if len(every) <= READ else NAMED)


def offered(words: Iterable[str], usual: str = "usual") -> str:
    """Words of which one may be chosen, the first being what stands unless another is: `amber (usual) or red`."""
    first, *others = words
    return listed([f"{first} ({usual})", *others], "or")


NAMED = 5
"""Names in a row before the others are counted."""
READ = 12
"""So many in a row are still read, and all told."""
COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(count: int) -> str:
    """`three`, and from 13 on the number."""
    return COUNTED[count] if count < len(COUNTED) else str(count)
