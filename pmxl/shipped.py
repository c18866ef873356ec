"""Where the workbooks, templates and pages of pmxl stand: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `workbooks`, `templates` or `docs`; FileNotFoundError when the installation is incomplete."""
    for place in (HERE / "_shipped" / name, HERE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"pmxl's own folder '{name}' is missing from this installation: install pmxl again")


TEMPLATES = ("house-style", "return", "scorecard")
"""The workbooks that a partnership may make its own, in its folder `templates`."""


LISTS = ("journey",)
"""The lists (CSV) that a partnership may make its own, in the same folder."""


def is_as_shipped(template: Path) -> bool:
    """True for a template that is, byte for byte, the one that came with the program."""
    own = shipped("templates") / template.name
    return own.is_file() and own.read_bytes() == template.read_bytes()
