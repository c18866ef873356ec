"""Records: JSON and CSV where another program reads."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable
from datetime import date
from datetime import datetime
from typing import Any


def print_json(record: dict[str, Any]) -> None:
    """One object; missing numbers are null."""
    print(json.dumps(tidy(record), ensure_ascii=False, indent=1), file=sys.stdout)  # noqa: T201 - records go to stdout


def tidy(value: Any) -> Any:
    """A value as JSON can hold it: no NaN, dates as ISO text."""
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [tidy(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def print_csv(rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> None:
    """Rows as CSV on standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    names = list(columns)
    writer.writerow(names)
    for row in rows:
        writer.writerow([in_csv(tidy(row[name])) for name in names])


def in_csv(value: Any) -> Any:
    """A value as CSV may hold it: nothing for none, and text that a spreadsheet would run gets an apostrophe."""
    from pmxl.sheets.tidy import guarded

    return "" if value is None else guarded(value) if isinstance(value, str) else value
