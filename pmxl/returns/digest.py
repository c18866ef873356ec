"""Digest: the few digits by which a return, a query or a form of ours is known again, and any change by hand seen."""

from __future__ import annotations

import hashlib
import json

LENGTH = 16


def digest(whole: object) -> str:
    """16 hex digits of whatever makes a thing itself."""
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:LENGTH]
