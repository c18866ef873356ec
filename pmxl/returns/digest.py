"""Digest: the few digits by which a return, a query or a form of ours is known again, and any change by hand seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

LENGTH = 16


def digest(whole: Sequence[object], more: str = "") -> str:
    """16 hex digits of whatever makes a thing itself; `more` is the rest of it as `written`."""
    text = f"{json.dumps(whole)[:-1]}, {more[1:]}" if more else json.dumps(whole)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def written(part: Sequence[object]) -> str:
    """A part of what a digest is taken of, to be written once where many have it in common."""
    return json.dumps(part)
