"""Rules: the rule book, from the tables that specify each rule and what their tests say."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from guide.made.table import table
from pmxl.sheets.style import status_text
from pmxl.terms import COLOURS

SPEC = Path(__file__).resolve().parents[2] / "tests" / "spec"
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "rating": ("Rating", ("rate", "rate_kinds", "rate_algebra", "percent_of_target", "published", "native")),
    "tolerance": ("Tolerance and triggers", ("tolerance", "presets", "spell", "stay")),
    "travel": ("Direction of travel", ("travel", "trend")),
    "signals": ("Is it real? Process charts", ("xmr", "patterns", "signal", "assurance", "real")),
    "pooling": (
        "One figure out of many",
        ("pool", "sums", "contribution", "gaps", "shortfall", "plausible"),
    ),
    "forecast": (
        "Where the year will end",
        ("forecast", "forecast_year", "forecast_required", "forecast_chance", "proposed"),
    ),
    "comparing": ("How others do", ("compare", "relative")),
    "small-numbers": ("Small numbers", ("small_numbers", "suppression")),
    "words": ("Why, and what would turn it", ("explain", "flip", "flip_words", "questions", "effect", "quality")),
}
"""Each page: its title and the specifications on it."""
HEAD = """# {title}

Made from the tables that specify each rule: the same lines are executed whenever pmxl is changed. What
stands in the last column is what the rule says of the line. A blank cell is a missing figure. Under each heading stands
the file of its tables, and behind it the code: [how to change a rule](../contributing.md#how-to-change-a-rule).
"""
WORDS = ("pmxl.terms", "pmxl.periods")
"""What specifications only speak with."""
MARKED = {str(rating): status_text(rating) for rating in COLOURS}
"""A rating as it stands on a scorecard: never by its colour alone."""
TABLE = re.compile(r".*\|.*\n.*\|", re.DOTALL)


def rules(group: str) -> str:
    """The page of one group of rules."""
    title, names = GROUPS[group]
    return "\n".join([HEAD.format(title=title), *(_specification(SPEC / f"test_{name}.py") for name in names)])


def _specification(path: Path) -> str:
    module = ast.parse(path.read_text(encoding="utf-8"))
    title = (ast.get_docstring(module) or path.stem).split("\n")[0].rstrip(".")
    tests = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    shown = [(test, tables) for test in tests if (tables := list(_tables(test, module)))]
    others = [test for test in tests if test not in [one for one, _ in shown]]
    also = ["### Also held\n", *(f"- {_says(test)}" for test in others), ""] if others else []
    examples = (_example(*one) for one in shown)
    return "\n".join([f"## {title}\n", _where(path, module), *_rules_of(module), *examples, *also])


def _where(path: Path, module: ast.Module) -> str:
    """For who would change it: the file that specifies the rule, and those that work it out."""
    named = {node.module or "" for node in module.body if isinstance(node, ast.ImportFrom)}
    ours = {name for name in named if name.startswith("pmxl.") and name not in WORDS}
    code = sorted(f"`{name.replace('.', '/')}.py`" for name in ours)
    return f"In `tests/spec/{path.name}`{': ' if code else ''}{', '.join(code)}\n"


def _says(test: ast.FunctionDef) -> str:
    return " ".join((ast.get_docstring(test) or "").split())


def _rules_of(module: ast.Module) -> Iterator[str]:
    """What each rule that is specified says of itself."""
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pmxl.rules."):
            for name in (one.name for one in node.names):
                found = getattr(importlib.import_module(str(node.module)), name)
                if inspect.isfunction(found) and found.__doc__:
                    first, *more = inspect.cleandoc(found.__doc__).split("\n\n")
                    yield f"**{name.replace('_', ' ')}**: {' '.join(first.split())}\n"
                    yield from (f"{' '.join(each.split())}\n" for each in more if not each.startswith(("-", " ")))


def _tables(test: ast.FunctionDef, module: ast.Module) -> Iterator[tuple[str, str]]:
    """The tables that a test reads, its own and the module's, each with the settings beside it."""
    for node in ast.walk(test):
        if isinstance(node, ast.Call):
            settings = ", ".join(f"{one.arg} = {ast.unparse(one.value)}" for one in node.keywords if one.arg)
            yield from ((text, settings) for one in node.args if (text := _table(one)))
    named = {
        node.targets[0].id: text
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and (text := _table(node.value))
    }
    helpers = {node.name: _names(node) for node in module.body if isinstance(node, ast.FunctionDef)}
    used = _names(test) | {name for called in _names(test) for name in helpers.get(called, set())}
    yield from ((text, "") for name, text in named.items() if name in used)


def _table(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and TABLE.search(node.value):
        return inspect.cleandoc(node.value)
    return ""


def _shown(text: str) -> str:
    """The lines of a specification as a table; as they stand where they are none."""
    lines = [line for line in text.replace("||", "|").splitlines() if set(line.strip()) - set("-+ ")]
    heads, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    if any(len(row) != len(heads) for row in rows):
        return f"```text\n{text}\n```\n"
    shown = [[MARKED.get(cell, cell) for cell in row] for row in rows]
    return table([head.replace("_", " ") for head in heads], shown)


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _example(test: ast.FunctionDef, tables: list[tuple[str, str]]) -> str:
    name = test.name.removeprefix("test_").replace("_", " ")
    parts = [f"### {name[:1].upper()}{name[1:]}\n", f"{_says(test)}\n"]
    for text, settings in tables:
        parts += [f"With {settings}:\n" if settings else "", _shown(text)]
    return "\n".join(parts)
