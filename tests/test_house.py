"""The map of the house: which room stands on which floor, and which library has its door where."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "pmxl"

FLOORS = (
    ("terms", "shipped", "days", "plural", "docstring", "sent"),
    ("periods",),
    ("findings", "figures"),
    ("rules", "disk"),
    ("sheets",),
    ("readings",),
    ("framework",),
    ("returns", "ledger"),
    ("assess",),
    ("improve",),
    ("reports",),
    ("batch",),
    ("console",),
    ("excel",),
    ("cli",),
    ("__main__",),
)
"""Lowest first: a room imports only from floors below its own; rooms on one floor do not know each other."""

DOORS = {
    "openpyxl": {"sheets"},
    "xlsxwriter": {"sheets"},
    "python_calamine": {"sheets"},
    "xlrd": {"sheets"},
    "msoffcrypto": {"sheets"},
    "keyring": {"batch"},
    "defusedxml": {"sheets"},
    "zipfile": {"sheets"},
    "isal": {"sheets"},
    "sqlalchemy": {"ledger"},
    "sqlite3": {"ledger"},
    "psycopg": {"ledger"},
    "distributed": {"batch"},
    "dask": {"batch"},
    "xlwings": {"excel"},
    "pyopenvba": {"excel"},
    "starlette": {"excel"},
    "uvicorn": {"excel"},
    "typer": {"cli"},
    "rich": {"console"},
    "jinja2": {"reports"},
    "icalendar": {"reports"},
    "markdown_it": {"batch"},
    "pydantic": {"framework"},
}
"""Each library, and the rooms that may use it."""

BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)
"""What holds statements, or is one."""
ALLOWED_IN_RULES = {"numpy", "pandas", "pmxl.terms", "pmxl.rules"}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def room(path: Path) -> str:
    """The room a module stands in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> set[str]:
    """Full names of what a module imports, in functions and type-checking blocks too."""
    found = set()
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement at every depth: what stands within an expression imports nothing."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        yield (node := waiting.pop())
        waiting += [one for one in ast.iter_child_nodes(node) if isinstance(one, BLOCKS)]


def floor(name: str) -> int:
    """The number of a room's floor."""
    return next((n for n, rooms in enumerate(FLOORS) if name in rooms), -1)


EVERYWHERE = """
import a
if a: import b1
elif b1: import b2
else: import b3
def f():
    async def g(): import c
class C:
    for _ in a: import d1
    else: import d2
try: import e1
except E: import e2
else: import e3
finally: import e4
with a: import f.g
while a:
    match a:
        case 1: from h.i import j
"""


def test_an_import_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    """At every depth at which the grammar allows one."""
    path = tmp_path / "one.py"
    path.write_text(EVERYWHERE, encoding="utf-8")
    assert imports(path) == {"a", "b1", "b2", "b3", "c", "d1", "d2", "e1", "e2", "e3", "e4", "f.g", "h.i"}


@pytest.mark.parametrize("name", sorted({room(path) for path in modules()}))
def test_every_room_has_a_floor_and_imports_only_go_down(name: str) -> None:
    """A module imports only from its own room or from floors below it."""
    mine = floor(name)
    assert mine >= 0, f"give the room {name} a floor"
    ours = [(path, one, one.split(".")[1]) for path, one in imported_in(name) if one.startswith("pmxl.")]
    above = [f"{path} imports {one}" for path, one, other in ours if other != name and floor(other) >= mine]
    assert not above, f"not below {name}"


@pytest.mark.parametrize("name", sorted({room(path) for path in modules()}))
def test_every_library_has_one_door(name: str) -> None:
    """A library is used only in the room that is its door."""
    outside = [
        f"{path} uses {one}, whose door is {door}"
        for path, one in imported_in(name)
        if (door := DOORS.get(one.split(".")[0])) is not None and name not in door
    ]
    assert not outside


def imported_in(name: str) -> list[tuple[Path, str]]:
    """What the modules of a room import, each with its module."""
    return [(path.relative_to(PACKAGE), one) for path in modules() if room(path) == name for one in imports(path)]


@pytest.mark.parametrize("path", [p for p in modules() if room(p) == "rules"], ids=lambda p: p.name)
def test_rules_know_only_numbers_and_words(path: Path) -> None:
    """A rule can be called from a cell: it imports terms, numpy, pandas and the standard library only."""
    for name in imports(path):
        ours = name.startswith("pmxl")
        assert not ours or any(name.startswith(allowed) for allowed in ALLOWED_IN_RULES), f"{path.name}: {name}"


def test_folders_hold_at_least_two_modules() -> None:
    """A folder for one file is a detour."""
    for folder in {path.parent for path in modules()} - {PACKAGE}:
        files = [p for p in folder.glob("*.py") if p.name != "__init__.py"]
        assert len(files) != 1 or any(folder.glob("*/__init__.py")), folder


@pytest.mark.parametrize("drawer", ["util", "utils", "helpers", "common", "manager", "processor", "misc"])
def test_there_are_no_drawers(drawer: str) -> None:
    """A file is named for the one noun it holds."""
    assert not [path for path in modules() if drawer in path.stem]


def test_no_pattern_takes_a_whole_group_for_good() -> None:
    """`(...)*+` matches nothing of what it should before Python 3.11.5, which a Debian of today still has."""
    whole = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+[^+ ]")
    found = [path.name for path in PACKAGE.rglob("*.py") if whole.search(path.read_text(encoding="utf-8"))]
    assert found == []
