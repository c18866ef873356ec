"""Extras: how to get what only a part of pmxl needs, in a line that a shell takes as it stands."""

from __future__ import annotations

EXTRAS = {
    "addin": ("pyOpenVBA==6.5.0",),
    "server": ("starlette>=1.0,<2", "uvicorn>=0.40,<1"),
}
"""What each asks for, as pyproject.toml has it; what was installed once may tell of an earlier version."""


def how_to_get(extra: str) -> str:
    """The command that installs an extra's packages, by their own names: pmxl itself may have come from anywhere."""
    wanted = " ".join(map(quoted, EXTRAS[extra]))
    checkout = f"in a checkout of pmxl, python -m pip install --editable {quoted(f'.[{extra}]')}"
    return f"Run with the Python of pmxl: python -m pip install {wanted}; or {checkout}."


def quoted(requirement: str) -> str:
    """Between marks that every shell knows: < and > would send to a file, [ and ] name files."""
    return f'"{requirement}"'
