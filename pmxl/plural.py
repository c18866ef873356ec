"""Plural: a number of things in words."""

from __future__ import annotations


def plural(count: int, noun: str, none: str = "") -> str:
    """`1 measure`, `3 measures`; where there is none, the word for that: `no measures`."""
    return f"{none if none and not count else count} {noun}{'' if count == 1 else 's'}"
