"""Messages: every code with what it says, read from the code: the tables of faults, and the places where one is made."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pmxl
from guide.made.table import table
from pmxl.returns.catalogue import checks
from pmxl.returns.catalogue import layouts
from pmxl.returns.catalogue import readings

PACKAGE = Path(pmxl.__file__).parent
CODE = re.compile(r"[A-Z]{3}\d{3}")
FAMILIES = {
    "FIL": "The file itself",
    "SEC": "What a file must not hold",
    "STR": "Sheets, headings and layouts",
    "CEL": "Cells",
    "NUM": "Numbers and days",
    "VAL": "Figures",
    "RET": "Whose return it is, and of when",
    "FRM": "The framework",
    "TPL": "Your templates",
    "IMP": "Improvement: actions, the journey, the logbook",
    "CAL": "The calendar",
    "OUT": "Writing",
    "ENV": "The machine",
    "LED": "The ledger",
    "SRV": "Serving Excel",
}
HEAD = """# Messages by code

Every message is a place, a fact with its figures, and a request; its code stands at the end in square brackets. Here are
the codes with what they say, made from the code; … stands for what differs from case to case. The checks of returned
figures have [a page of their own](checks.md). A code is never used again for something else.
"""


def messages() -> str:
    """The page messages.md."""
    said = by_code()
    families: dict[str, list[str]] = defaultdict(list)
    for code in sorted(said):
        families[code[:3]].append(code)
    order = [*FAMILIES, *sorted(families.keys() - FAMILIES.keys())]
    return "\n".join([HEAD, *(_family(name, families[name], said) for name in order if families[name])])


def _family(name: str, codes: list[str], said: dict[str, list[str]]) -> str:
    rows = ((code, "; or: ".join(said[code])) for code in codes)
    return "\n".join([f"## {name}: {FAMILIES.get(name, name)}\n", table(("code", "what it says"), rows)])


def by_code() -> dict[str, list[str]]:
    """What each code says, in each of the ways in which it is said."""
    said: dict[str, list[str]] = defaultdict(list)
    for one in (*checks(), *readings(), *layouts()):
        said[one.code] = [one.fails]
    listed = set(said)
    for path in sorted(PACKAGE.rglob("*.py")):
        for code, words in _of_module(ast.parse(path.read_text(encoding="utf-8"))):
            ways = said[code]
            if words and words not in ways and code not in listed:
                ways.append(words)
    return dict(said)


def _of_module(module: ast.Module) -> Iterator[tuple[str, str]]:
    named = dict(_constants(module))
    for scope in ast.walk(module):
        if isinstance(scope, ast.Module | ast.FunctionDef):
            words = named | dict(_texts(scope))
            yield from (found for node in _own(scope) for found in _made(node, words))


def _constants(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Names of the module that stand for a code, as in `CODE = "VAL068"`."""
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and (words := _text(node.value, {})):
            yield node.targets[0].id, words


def _texts(scope: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """What the names of a function stand for, where that is a text."""
    gathered: dict[str, list[str]] = defaultdict(list)
    for node in _own(scope):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            gathered[node.targets[0].id] += _text(node.value, {})
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
            for name, value in zip(node.targets[0].elts, node.value.elts, strict=False):
                if isinstance(name, ast.Name):
                    gathered[name.id] += _text(value, {})
    yield from gathered.items()


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the functions in it."""
    for node in ast.iter_child_nodes(scope):
        if not isinstance(node, ast.FunctionDef):
            yield node
            yield from _own(node)


def _made(node: ast.AST, words: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """A finding made of a code and the text after it: in a call, or in a row of a table."""
    given = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
    for place, one in enumerate(given):
        codes = [code for code in _text(one, words) if CODE.fullmatch(code)]
        if codes:
            after = (text for later in given[place + 1 :] for text in _text(later, words) if " " in text)
            yield from ((code, text) for code in codes for text in [next(after, "")])
            return


def _text(node: ast.AST, words: dict[str, list[str]]) -> list[str]:
    """What an expression may say, with … in each gap."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        whole = "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
        return [re.sub(r"…(?:\W{0,2}…)+", "…", whole)]
    if isinstance(node, ast.Name):
        return words.get(node.id, [])
    if isinstance(node, ast.IfExp):
        return [*_text(node.body, words), *_text(node.orelse, words)]
    return []
