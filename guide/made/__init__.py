"""Pages made from the code: rules, commands, functions, columns, messages, licences, the map, CONTRIBUTING.md."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from guide.made.columns import columns
from guide.made.commands import commands
from guide.made.contributing import contributing
from guide.made.functions import functions
from guide.made.house import house
from guide.made.licences import licences
from guide.made.messages import messages
from guide.made.rules import GROUPS
from guide.made.rules import rules

MADE: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "functions.md": functions,
    "columns.md": columns,
    "messages.md": messages,
    "licences.md": licences,
    "house.md": house,
    "contributing.md": contributing,
    **{f"rules/{name}.md": partial(rules, name) for name in GROUPS},
}
"""The page, and what makes it."""
