"""Messages: every code with what it says, from the tables of faults and the places where a message is made."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pmxl
from guide.made.codes import dropped
from guide.made.table import table
from pmxl.returns.catalogue import checks
from pmxl.returns.catalogue import layouts
from pmxl.returns.catalogue import readings

PACKAGE = Path(pmxl.__file__).parent
CODE = re.compile(r"[A-Z]{3}\d{3}")
Words = Mapping[str, list[str]]
"""What each name may stand for."""
BREAK = "\0"
"""Between the ways in which a code is said, until they are cells of a table."""
UNSAID = "Its sentence is another in each case."
"""Of a code whose sentence is put together elsewhere than where the code stands."""
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
    "ADD": "The add-in",
    "XLS": "In Excel, and freezing",
    "SRV": "Serving Excel",
}
HEAD = """# Messages by code

Every message is a place, a fact with its figures, and a request; its code stands at the end in square brackets. Here
are the codes with what they say, made from the code; … stands for what differs from case to case. The checks of
returned figures have [a page of their own](checks.md). A code is never used again for something else.
"""

GONE = """## No longer used

Earlier versions had these. They stand here so that nobody looks for them in vain, and none is given out again.
"""


def messages() -> str:
    """The page messages.md."""
    said = by_code()
    families: dict[str, list[str]] = defaultdict(list)
    for code in sorted(said):
        families[code[:3]].append(code)
    order = sorted(families, key=list(FAMILIES).index)
    return "\n".join([HEAD, *(_family(name, families[name], said) for name in order), GONE, table(*_gone())])


def _gone() -> tuple[tuple[str, str], list[tuple[str, str]]]:
    return ("code", "what it said"), sorted(dropped().items())


def _family(name: str, codes: list[str], said: dict[str, list[str]]) -> str:
    rows = ((code, BREAK.join(said[code])) for code in codes)
    shown = table(("code", "what it says, and what it asks for"), rows).replace(BREAK, "<br>").replace("….", "…")
    return "\n".join([f"## {name}: {FAMILIES[name]}\n", shown])


@cache
def by_code() -> dict[str, list[str]]:
    """What each code says, in each of the ways in which it is said."""
    said: dict[str, list[str]] = defaultdict(list)
    for one in (*checks(), *readings(), *layouts()):
        said[one.code] = [one.fails]
    listed = set(said)
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for code, words in _of_module(ast.parse(text)) if CODE.search(text) else ():
            ways = said[code]
            if words and words not in ways and code not in listed:
                ways.append(words)
    return {code: ways or [UNSAID] for code, ways in said.items()}


def _of_module(module: ast.Module) -> Iterator[tuple[str, str]]:
    named = dict(_texts(module))
    for scope in ast.walk(module):
        if isinstance(scope, ast.Module | ast.FunctionDef):
            words = named | dict(_texts(scope))
            yield from (found for node in _own(scope) for found in _made(node, words))
    texts = (node.value for node in ast.walk(module) if isinstance(node, ast.Constant))
    yield from ((text, "") for text in texts if isinstance(text, str) and CODE.fullmatch(text))


def _texts(scope: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """What the names of a function stand for, where that is a text."""
    gathered: dict[str, list[str]] = defaultdict(list)
    for node in _own(scope):
        if isinstance(node, ast.Assign):
            for name, value in _pairs(node.targets[0], node.value):
                gathered[name] += _text(value, {})
    yield from gathered.items()


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """What an assignment gives to which name: `a = x`, and `a, b = x, y`."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, given in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, given)


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the functions in it."""
    for node in ast.iter_child_nodes(scope):
        if not isinstance(node, ast.FunctionDef):
            yield node
            yield from _own(node)


def _made(node: ast.AST, words: Words) -> Iterator[tuple[str, str]]:
    """A finding made of a code, what it says and what it asks: in a call, or in a row of a table."""
    given = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
    named = {one.arg: one.value for one in node.keywords if one.arg} if isinstance(node, ast.Call) else {}
    for place, one in enumerate(given):
        codes = [code for code in _text(one, words) if CODE.fullmatch(code)]
        if codes:
            after = {str(at): later for at, later in enumerate(given[place + 1 :])} | named
            yield from ((code, said) for code in codes for said in _said(after, words))
            return


def _said(after: dict[str, ast.expr], words: Words) -> list[str]:
    """The sentences behind a code: what is said in each of its ways, and what is asked for."""
    sentences = {name: [text for text in _text(node, words) if " " in text] for name, node in after.items()}
    called = [
        name for name, node in after.items() if name == "says" or (isinstance(node, ast.Name) and node.id == "says")
    ]
    name = next(iter(called), next((name for name, texts in sentences.items() if texts), ""))
    next_one = str(int(name) + 1) if name.isdigit() else ""
    asks = sentences.get("ask") or sentences.get(next_one) or [""]
    return [f"{text} {asks[0]}".strip() for text in sentences.get(name, [])] or [""]


def _text(node: ast.AST, words: Words) -> list[str]:
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
