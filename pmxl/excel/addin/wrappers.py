"""Wrappers: the VBA of each worksheet function, written from the Python function itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from pmxl.docstring import first_paragraph
from pmxl.excel.arguments import ARGUMENTS
from pmxl.excel.worksheet import LONGEST

FUNCTIONS_MODULE = "PmxlFunctions"
HELP_MODULE = "PmxlHelp"
FIRST_OWN_CATEGORY = 20
"""Excel numbers its own categories of functions below this."""

WRITTEN = "' Written by pmxl addin build from pmxl/excel/udfs.py.\n"
Functions = Mapping[str, Callable[..., Any]]


def functions_module(functions: Functions) -> str:
    """The module whose functions Excel shows."""
    return f'Attribute VB_Name = "{FUNCTIONS_MODULE}"\nOption Explicit\n{WRITTEN}' + "".join(
        wrapper(name, function) for name, function in functions.items()
    )


def wrapper(name: str, function: Callable[..., Any]) -> str:
    """One function: its arguments, what the function wizard says of it, and one call."""
    taken = inspect.signature(function).parameters
    listed = [one if given.default is inspect.Parameter.empty else f"Optional {one}" for one, given in taken.items()]
    return (
        f"\nPublic Function {name}({', '.join(listed)})\n"
        f"Attribute {name}.VB_Description = {quoted(first_paragraph(function))}\n"
        f'Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n{FIRST_OWN_CATEGORY}"\n'
        f"    {name} = PmxlAsk({quoted(name)}, Array({', '.join(taken)}))\n"
        "End Function\n"
    )


def help_module(functions: Functions) -> str:
    """The module that tells Excel what each argument is; Excel keeps that only while it runs."""
    told = "".join(_told(name, function) for name, function in functions.items())
    return (
        f'Attribute VB_Name = "{HELP_MODULE}"\nOption Explicit\n{WRITTEN}\nPublic Sub PmxlRegister()\n{told}End Sub\n'
    )


def _told(name: str, function: Callable[..., Any]) -> str:
    texts = ", _\n        ".join(quoted(ARGUMENTS[one]) for one in inspect.signature(function).parameters)
    return f"    PmxlDescribe {quoted(name)}, Array( _\n        {texts})\n"


def quoted(text: str) -> str:
    """A text as VBA writes it, as long as Excel shows it; characters that its code page lacks become plain ones."""
    plain = text.encode("cp1252", "replace").decode("cp1252")
    return '"' + plain[:LONGEST].replace('"', '""') + '"'
