"""The Office.js door: what xlwings' server does with a call of a custom function, in this process.

Reads one JSON call a line, [function, [arguments]], and writes one JSON answer a line.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
os.environ["XLWINGS_ON_SERVER"] = "true"

import xlwings as xw
from xlwings import server

from pmxl.excel import udfs


def main() -> None:
    """Answers calls until there are none."""
    for line in sys.stdin:
        name, given = json.loads(line)
        call = {
            "client": "Office.js",
            "func_name": name,
            "args": given,
            "caller_address": "[Q2.xlsx]Sheet1!E2",
            "session_id": "s",
            "culture_info_name": "en-GB",
            "date_format": "dd/mm/yyyy",
            "version": xw.__version__,
            "runtime": "1.4",
        }
        print(json.dumps(asyncio.run(server.custom_functions_call(call, udfs))))  # noqa: T201


if __name__ == "__main__":
    main()
