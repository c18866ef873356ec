"""Calls: a worksheet function or a script that Excel asks for, through xlwings' own way from Office.js to Python."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from typing import Any

from pmxl.excel.office.licence import refusal
from pmxl.findings import Refusal
from pmxl.findings import refuse

ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}(:[A-Z]{1,3}[1-9]\d{0,6})?", re.ASCII)
OLDEST, NEWEST = "1.1", "1.4"
"""Versions of Excel's runtime for custom functions: from the newest on errors are errors, before they are texts."""


def prepare() -> None:
    """Loads xlwings as a server and the functions with it; refuses where its licence is not settled.

    xlwings decides when it is first imported whether functions are for a server, so nothing may import it before.
    """
    os.environ["XLWINGS_ON_SERVER"] = "true"
    try:
        import xlwings.server  # noqa: F401 - the way to it is what is tried
    except ImportError as problem:  # a key of old needs the package cryptography
        raise refusal(str(problem).rstrip(".")) from problem
    except Exception as problem:
        if type(problem).__name__ == "LicenseError":
            raise refusal(str(problem).rstrip(".")) from None
        raise
    import pmxl.excel.scripts
    import pmxl.excel.udfs  # noqa: F401 - with xlwings a server from here on


def described() -> dict[str, Any]:
    """What Excel is told of the functions: names, descriptions and arguments; the manifest gives the namespace."""
    from xlwings import server

    from pmxl.excel import udfs
    from pmxl.excel.worksheet import NAMESPACE

    describe: Any = server.custom_functions_meta
    found: dict[str, Any] = describe(udfs)
    for function in found["functions"]:
        function["name"] = function["name"].removeprefix(f"{NAMESPACE}.")
        del function["options"]  # no function asks where it stands
    return found


async def function_answer(name: str, call: Mapping[str, Any]) -> Any:
    """What a worksheet function gives; refuses a function that there is not, and more arguments than it has."""
    import xlwings as xw
    from xlwings import server

    from pmxl.excel import udfs
    from pmxl.excel.worksheet import FUNCTIONS

    given = call.get("args")
    if name not in FUNCTIONS or not isinstance(given, list) or len(given) > arguments_of(FUNCTIONS[name]):
        raise refuse("SRV012", f"There is no function {name} with these arguments.", "Reload the add-in in Excel.")
    if not all(is_range(one) for one in given):
        raise not_a_call()
    whole = {
        "client": "Office.js",
        "version": xw.__version__,
        "func_name": name,
        "args": given,
        "runtime": NEWEST if call.get("runtime") == NEWEST else OLDEST,
        "date_format": None,
    }
    return await server.custom_functions_call(whole, udfs)


def is_range(argument: Any) -> bool:
    """True for rows of cells as Excel sends them, and for nothing; a cell is a number, a text, a truth or an error."""
    rows = argument if isinstance(argument, list) else [[argument]]
    return all(isinstance(row, list) and all(map(is_cell, row)) for row in rows)


def is_cell(cell: Any) -> bool:
    """True for what a cell may hold."""
    if isinstance(cell, float):
        return math.isfinite(cell)
    error = isinstance(cell, dict) and isinstance(cell.get("basicValue"), str)
    return cell is None or error or isinstance(cell, (int, str))


def arguments_of(function: Any) -> int:
    """How many arguments a function takes."""
    return len(function.__xlfunc__["args"])


async def script_answer(name: str, sent: Mapping[str, Any]) -> Any:
    """What a script wants done in the workbook, as xlwings lists it; refuses a script that there is not."""
    import xlwings as xw
    from xlwings import server

    from pmxl.excel import scripts

    if name not in scripts.SCRIPTS:
        raise refuse("SRV012", f"There is no script {name}.", "Reload the add-in in Excel.")
    try:
        book = xw.Book(json={"client": "Office.js", "version": xw.__version__, **book_of(sent)})
    except (KeyError, TypeError, ValueError) as problem:
        raise not_a_call() from problem
    try:
        done = await server.custom_scripts_call(scripts, name, typehint_to_value={xw.Book: book})
        return done.json()
    finally:
        book.close()


def not_a_call() -> Refusal:
    """What is said to something that is not the add-in."""
    return refuse("SRV016", "What was sent is not a call of the add-in's.", "Reload the add-in in Excel.")


def book_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The workbook as xlwings takes it: sheets that hold the cells of the named ranges and nothing else."""
    if any(not 0 <= int(one["sheet"]) < len(sent["sheets"]) for one in sent["names"]):
        raise ValueError("a name is on no sheet that was sent.")
    if not all(ADDRESS.fullmatch(str(one["address"])) for one in sent["names"]):
        raise ValueError("a name has an address that is none.")
    sheets = [
        {"name": str(one["name"]), "values": one["values"], "pictures": [], "tables": []} for one in sent["sheets"]
    ]
    names = [
        {
            "name": str(one["name"]),
            "sheet_index": int(one["sheet"]),
            "address": str(one["address"]),
            "book_scope": True,
            "scope_sheet_name": None,
            "scope_sheet_index": None,
        }
        for one in sent["names"]
    ]
    return {"book": {"name": "Workbook", "active_sheet_index": 0, "selection": "A1"}, "names": names, "sheets": sheets}
