"""Functions: the worksheet functions, from their docstrings and the words of their arguments."""

from __future__ import annotations

import inspect

from guide.made.table import table
from pmxl.excel import udfs
from pmxl.excel.arguments import ARGUMENTS
from pmxl.excel.worksheet import FUNCTIONS
from pmxl.excel.worksheet import PREFIX

HEAD = """# Worksheet functions

{count} functions give in a cell what the scorecard gives, for they call the same rules. In classic Excel they are
called `PMXL_RAG` and so on; in Excel on the Mac and the web `PMXL.RAG` and its sisters. Every argument takes a cell or
a range; arguments in square brackets may be left out. [In Excel](excel.md) says how to install them.
"""


def functions() -> str:
    """The page functions.md."""
    names = [name for name in vars(udfs) if name in FUNCTIONS]
    return "\n".join([HEAD.format(count=len(names)), *(_one(name) for name in names)])


def _one(name: str) -> str:
    function = FUNCTIONS[name]
    takes = inspect.signature(function).parameters.values()
    words = [one.name if one.default is inspect.Parameter.empty else f"[{one.name}]" for one in takes]
    says = "\n\n".join(" ".join(each.split()) for each in inspect.cleandoc(function.__doc__ or "").split("\n\n"))
    also = f"In Excel on the Mac and the web: `PMXL.{name.removeprefix(PREFIX)}`.\n"
    usage = f"``` {{ .text .usage }}\n={name}({', '.join(words)})\n```\n"
    rows = [(f"`{one.name}`", ARGUMENTS[one.name]) for one in takes]
    return "\n".join([f"## {name}\n", says, "", usage, table(("argument", "what it is"), rows), also])
