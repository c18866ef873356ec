"""How much is tried: `make test` holds a sample of what `make stress` tries (the variable THOROUGH)."""

from __future__ import annotations

import os

import pytest

THOROUGH = bool(os.environ.get("THOROUGH"))
LONG = pytest.mark.skipif(not THOROUGH, reason="takes long: make stress tries it")
"""A test of ten seconds and more, of which shorter ones try the parts."""
SAMPLE = 4
"""Of so many cases made by chance one is tried in a usual run."""


def cases(thorough: int) -> int:
    """How many cases to make by chance where a thorough run makes so many."""
    return thorough if THOROUGH else max(thorough // SAMPLE, 20)
