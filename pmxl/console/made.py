"""Made: what a command wrote or looked at."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmxl.console.many import MANY
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import print_table
from pmxl.plural import plural

if TYPE_CHECKING:
    from pmxl.batch.demo import Year
    from pmxl.batch.freeze import Freezing
    from pmxl.framework.decision import Decision
    from pmxl.sheets.cells import ReadBook


FIRST = 6
"""Files that are named of very many."""


def print_decisions(found: Iterable[Decision], made: str, form: str) -> None:
    """What has to be decided before a framework can be used for another year."""
    lines = [{"measure": one.measure, "name": one.name, "says": one.says} for one in found]
    if form == "json":
        print_json({"file": made, "decisions": lines})
        return
    if form == "csv":
        print_csv(lines, ["measure", "name", "says"])
        return
    if not lines:
        say("Nothing has to be decided.")
    for line in lines:
        say(f"  {line['name']}: {line['says']}")


def print_demo(year: Year) -> None:
    """What each quarter brought, where the last scorecard is, and what it says."""
    from pmxl.batch.outcomes import totals

    quarters, end = year.quarters, year.end
    for quarter in quarters:
        summed = totals(quarter.collected.files)
        ends = ", ".join(f"{summed[n]} {n}" for n in ("READ", "FINDINGS", "REFUSED", "SKIPPED") if summed[n])
        say(f"{quarter.period.label}: {plural(quarter.issued, 'return')} issued; {summed['files']} came back: {ends}.")
    answers = sum(file.answered or 0 for file in end.collected.files)
    back = f"{len(end.collected.files)} came back with {plural(answers, 'answer')}"
    say(f"{end.year.label}: {plural(end.issued, 'update form')} issued; {back}.")
    for one in (one for quarter in quarters for one in quarter.collected.queried):
        say(f"Sent back: {one.path.parent.parent.name}/queries/{one.path.name}: {plural(one.questions, 'question')}.")
    last = quarters[-1]
    say(f"\nThe master scorecard for {last.period.label} is {last.scorecard.resolve()}")
    for line in last.lines:
        say(f"  {line}")
    say(f'To sum the year up: pmxl annual "{end.year.label}" --partnership "{last.scorecard.resolve().parents[2]}"')


def print_made(files: Iterable[Path], lines: Iterable[str], form: str) -> None:
    """The files that a command wrote, a line each, and what it says of them; or the same for another program."""
    made = [str(path) for path in files]
    if form == "json":
        print_json({"files": made, "lines": list(lines)})
        return
    if form == "csv":
        print_csv([{"file": path} for path in made], ["file"])
        return
    say_files([Path(path) for path in made])
    for line in lines:
        say(f"  {line}")


def say_files(files: Sequence[Path]) -> None:
    """The files, a line each; of more than anybody reads the first and how many lie beside it."""
    for path in files if len(files) <= MANY else files[:FIRST]:
        say(f"{path}")
    if len(files) > MANY:
        say(f"and {len(files) - FIRST:,} more in {files[-1].parent}")


def print_freezing(freezing: Freezing, form: str) -> None:
    """Where the frozen workbook is, and how many formulas became what."""
    found = freezing.found
    record = {
        "file": str(freezing.file),
        "made": str(freezing.made or ""),
        "kept": str(freezing.kept or ""),
        "values": found.values,
        "natives": found.natives,
        "names": list(found.names),
        "links": found.links,
    }
    if form == "json":
        print_json(record)
        return
    if form == "csv":
        print_csv([record | {"names": " ".join(found.names)}], record)
        return
    if freezing.made is None:
        say(f"{freezing.file.name} has no formula of pmxl's: it can be sent as it is.")
        return
    say(f"{freezing.made}")
    counted = [(found.values, "into its value"), (found.natives, "into Excel's own functions")]
    became = " and ".join(f"{plural(n, 'formula')} {what}" for n, what in counted if n)
    gone = [*(f"the name {name}" for name in found.names), *(["the link to the add-in"] if found.links else [])]
    say(f"  Turned: {became or 'no formula'}.{' Taken out: ' + ', '.join(gone) + '.' if gone else ''}")
    if freezing.kept:
        say(f"  The one before is kept as {freezing.kept.name}.")


def print_cells(book: ReadBook, form: str) -> None:
    """Every cell of a workbook as pmxl sees it."""
    rows = [
        {"sheet": sheet.name, "cell": cell.address, "type": cell.type.value, "value": cell.value, "raw": cell.raw}
        | {"formula": cell.formula, "number_format": cell.number_format, "hidden": cell.hidden}
        for sheet in book.sheets
        for cell in sheet.cells.values()
    ]
    if form == "json":
        cells = [{**r, "value": plain(r["value"])} for r in rows]
        print_json({"file": book.file, "sha256": book.sha256, **about(book), "cells": cells})
        return
    columns = ("sheet", "cell", "type", "value", "raw", "formula", "number_format", "hidden")
    if form == "csv":
        print_csv([{**r, "value": plain(r["value"])} for r in rows], columns)
        return
    shown = ((str("" if row[name] is None else row[name]) for name in columns) for row in rows)
    print_table(columns, shown, fold=True)
    for line in remarks(book):
        say(line)


def remarks(book: ReadBook) -> list[str]:
    """Below the cells: sheets that are not in sight, cells that are merged, and what was found of the file itself."""
    lines = [f"The sheet {sheet.name} is {sheet.state}." for sheet in book.sheets if sheet.state != "visible"]
    lines += [f"Merged in {sheet.name}: {', '.join(sheet.merges)}." for sheet in book.sheets if sheet.merges]
    if not book.formats_known:
        lines.append("An .xlsb workbook is read without its number formats, formulas and errors.")
    return lines + [str(note) for note in book.notes]


def about(book: ReadBook) -> dict[str, object]:
    """What there is to say of a workbook beside its cells."""
    return {
        "kind": book.kind.value,
        "date1904": book.date1904,
        "formats_known": book.formats_known,
        "formulas_known": book.formulas_known,
        "sheets": [{"name": s.name, "state": s.state, "merges": list(s.merges)} for s in book.sheets],
        "findings": [note.as_record() for note in book.notes],
    }


def plain(value: object) -> object:
    """A cell's value as a record holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
