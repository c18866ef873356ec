"""Contributing: how to change pmxl, as it stands in the repository."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
ALSO = """
[The map of the house](house.md) shows every room on its floor, and [Requirements](requirements.md) what the guides to
performance management ask, with the test that shows each.
"""


def contributing() -> str:
    """The page contributing.md."""
    title, rest = SOURCE.read_text(encoding="utf-8").split("\n", 1)
    return f"{title}\n{ALSO}{rest}"
