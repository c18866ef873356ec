"""How much is tried: `make test` holds a sample of what `make stress` tries (the variable THOROUGH)."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("THOROUGH"))
SAMPLE = 4
"""Of so many cases made by chance one is tried in a usual run."""


def cases(thorough: int) -> int:
    """How many cases to make by chance where a thorough run makes so many."""
    return thorough if THOROUGH else max(thorough // SAMPLE, 20)
