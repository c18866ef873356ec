"""Panels: the headings under which `pmxl --help` lists the commands, in the order in which an officer meets them."""

from __future__ import annotations

from typing import Any

from typer import BadParameter
from typer import Typer
from typer.core import TyperGroup
from typer.models import CommandInfo
from typer.models import TyperInfo

from pmxl.cli.mistyped import in_our_words

PANELS = {
    "To begin": ("demo", "guide", "new", "review", "import", "library", "target", "rehearse"),
    "Every quarter": ("issue", "collect", "query", "accept", "enter", "status", "scorecard", "publish", "public"),
    "What is done about it": ("actions", "hothouse", "logbook", "partnership", "journey"),
    "Every year": ("calendar", "annual", "roll"),
    "To look closer": ("assess", "export", "layout", "cells", "copy-ledger"),
    "In Excel, and how it looks": ("template", "addin", "press", "shortcuts", "freeze", "serve", "doctor"),
}
"""Every command stands in one of them."""


HEADING = {name: title for title, names in PANELS.items() for name in names}
ORDER = [*HEADING]


class InOrder(TyperGroup):
    """Lists the commands in the order of their panels."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in order."""
        return sorted(super().list_commands(ctx), key=ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that is named; what it cannot take is said in our own words."""
        try:
            return super().invoke(ctx)
        except BadParameter as wrong:
            raise in_our_words(wrong) from None


def arrange(app: Typer) -> None:
    """Puts every command of a program, groups too, under its heading."""
    every: list[CommandInfo | TyperInfo] = [*app.registered_commands, *app.registered_groups]
    for one in every:
        one.rich_help_panel = HEADING[named(one)]


def named(one: CommandInfo | TyperInfo) -> str:
    """What is typed for a command."""
    return one.name or getattr(one.callback, "__name__", "").replace("_", "-")
