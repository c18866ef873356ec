"""Made: what a command wrote or looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Any

from rich.table import Table

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say

if TYPE_CHECKING:
    from pmxl.batch.demo import Quarter
    from pmxl.sheets.cells import ReadBook


def print_decisions(found: Iterable[Any], made: str, form: str) -> None:
    """What has to be decided before a framework can be used for another year."""
    lines = [{"measure": one.measure, "name": one.name, "says": one.says} for one in found]
    if form == "json":
        print_json({"file": made, "decisions": lines})
        return
    if form == "csv":
        print_csv(lines, ["measure", "name", "says"])
        return
    if not lines:
        out.print("Nothing has to be decided.")
    for line in lines:
        out.print(f"  {escape(line['name'])}: {escape(line['says'])}")


def print_demo(quarters: list[Quarter]) -> None:
    """What each quarter brought, where the last scorecard is, and what it says."""
    from pmxl.batch.outcomes import totals

    for quarter in quarters:
        summed = totals(quarter.collected.files)
        ends = ", ".join(f"{summed[n]} {n}" for n in ("READ", "FINDINGS", "REFUSED", "SKIPPED") if summed[n])
        say(f"{quarter.period.label}: {quarter.issued} returns issued; {summed['files']} came back: {ends}.")
    for one in (one for quarter in quarters for one in quarter.collected.queried):
        count = "1 question" if one.questions == 1 else f"{one.questions} questions"
        say(f"Sent back: {one.path.parent.parent.name}/queries/{one.path.name}: {count}.")
    last = quarters[-1]
    say(f"\nThe master scorecard for {last.period.label} is {last.scorecard.resolve()}")
    for line in last.lines:
        say(f"  {line}")


def print_cells(book: ReadBook, form: str) -> None:
    """Every cell of a workbook as pmxl sees it."""
    rows = [
        {"sheet": sheet.name, "cell": cell.address, "type": cell.type.value, "value": cell.value, "raw": cell.raw}
        | {"formula": cell.formula, "number_format": cell.number_format, "hidden": cell.hidden}
        for sheet in book.sheets
        for cell in sheet.cells.values()
    ]
    if form == "json":
        print_json(
            {"file": book.file, "sha256": book.sha256, "cells": [{**r, "value": plain(r["value"])} for r in rows]}
        )
        return
    columns = ("sheet", "cell", "type", "value", "raw", "formula", "number_format", "hidden")
    if form == "csv":
        print_csv([{**r, "value": plain(r["value"])} for r in rows], columns)
        return
    table = Table(box=None, pad_edge=False)
    for heading in columns:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str("" if row[name] is None else row[name])) for name in columns))
    out.print(table)


def plain(value: object) -> object:
    """A cell's value as a record holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
