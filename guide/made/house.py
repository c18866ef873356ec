"""House: the map of the code, from the table that its own test holds."""

from __future__ import annotations

import ast

from guide.made.table import table
from tests.test_house import DOORS
from tests.test_house import FLOORS
from tests.test_house import PACKAGE

HEAD = """# The map of the house

For engineers who want to change something. [Contributing](contributing.md) says how to begin. The house has floors:
data goes up, imports go down. A room imports only from floors below its own, and rooms on one floor do not know each
other. `tests/test_house.py` holds the two tables below and fails when an import climbs or a library is used
outside its door.
"""
DOOR_HEAD = """## Each library has its door

Only these rooms may use them, so a library can be changed for another in one place.
"""


def house() -> str:
    """The page house.md."""
    floors = [(level, f"`{room}`", _says(room)) for level, rooms in enumerate(FLOORS) for room in rooms]
    top_down = table(("floor", "room", "what it holds"), reversed(floors))
    doors = table(("library", "rooms"), ((f"`{name}`", ", ".join(sorted(DOORS[name]))) for name in sorted(DOORS)))
    return "\n".join([HEAD, "## The floors, from the top\n", top_down, DOOR_HEAD, doors])


def _says(room: str) -> str:
    """The docstring of a room: of its folder, or of its one file."""
    place = PACKAGE / room / "__init__.py"
    module = place if place.exists() else PACKAGE / f"{room}.py"
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return said.split("\n\n")[0]
