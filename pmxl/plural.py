"""Plural: how many of a thing there are, in words."""

from __future__ import annotations


def plural(count: int, noun: str, nouns: str = "", *, none: str = "") -> str:
    """`1 figure`, `3 figures`; `nouns` for a word that takes more than an s, `none` for the word that stands for 0."""
    return f"{none if none and not count else count} {noun if count == 1 else nouns or f'{noun}s'}"
