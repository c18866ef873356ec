"""What a person at a terminal sees: tables, sentences, progress; records where another program reads."""

from __future__ import annotations

import csv
import json
import math
import sys
import tempfile
import traceback
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from rich.console import Console
from rich.markup import escape as escape_markup
from rich.progress import BarColumn
from rich.progress import MofNCompleteColumn
from rich.progress import Progress
from rich.progress import SpinnerColumn
from rich.progress import TextColumn
from rich.table import Table

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.terms import Severity

if TYPE_CHECKING:
    import pandas as pd

    from pmxl.assess import Assessment
    from pmxl.batch.demo import Quarter
    from pmxl.batch.outcomes import FileOutcome
    from pmxl.periods import Period
    from pmxl.sheets.cells import ReadBook

WIDE = 200
"""Columns for a table that goes to a file or another program, where no terminal says how wide it is."""

out = Console(highlight=False, emoji=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)
INKS = {Severity.ERROR: "bold red", Severity.HOLD: "bold yellow", Severity.QUERY: "yellow", Severity.NOTE: "dim"}
SAID = ("RET008",)
"""Notes that are printed all the same: without them the counts would mislead."""
PLURALS = {Severity.ERROR: "Errors", Severity.HOLD: "Holds", Severity.QUERY: "Queries", Severity.NOTE: "Notes"}


def escape(text: str) -> str:
    """Text as a terminal may have it: no markup of ours, and control characters shown instead of obeyed."""
    return escape_markup(inert(text))


def inert(text: str) -> str:
    """Text with its control characters shown, line breaks and tabs apart."""
    return "".join(ch if ch.isprintable() or ch in "\n\t" else ch.encode("unicode_escape").decode() for ch in text)


def say(text: str) -> None:
    """One plain line."""
    out.print(inert(text), markup=False)


def say_refusal(refusal: Refusal) -> None:
    """What was refused, a sentence a finding."""
    for finding in refusal.findings:
        err.print(inert(str(finding)), markup=False)


def say_machine(error: OSError) -> None:
    """What the machine would not do."""
    name = f" {error.filename}" if error.filename else ""
    err.print(f"The machine would not do it:{name}: {error.strerror or error}. Check the disk and your rights, then "
              "try again. [ENV005]", markup=False)  # fmt: skip


def say_fault() -> None:
    """A fault of pmxl's own: the report is saved and named, and no traceback reaches the user."""
    with tempfile.NamedTemporaryFile("w", prefix="pmxl-fault-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(traceback.format_exc())
    told = "pmxl itself failed. What was kept before is whole."
    err.print(f"{told} The report is {file.name}. Send it to whoever looks after pmxl. [ENV099]", markup=False)


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


def print_findings(findings: Iterable[Finding], form: str) -> None:
    """Findings, the gravest first, and how many of each there are."""
    found = sorted(findings, key=lambda f: list(Severity).index(f.severity))
    if form == "json":
        print_json({"findings": [finding.as_record() for finding in found]})
        return
    if form == "csv":
        print_csv([finding.as_record() for finding in found], Finding.__dataclass_fields__)
        return
    for finding in found:
        out.print(f"[{INKS[finding.severity]}]{finding.severity:<6}[/] {escape(str(finding))}")
    counted = ", ".join(
        f"{n} {PLURALS[s] if n > 1 else s}" for s in Severity if (n := sum(f.severity is s for f in found))
    )
    say(f"{counted}." if counted else "Nothing is wrong: the framework is ready.")


def print_outcomes(outcomes: Iterable[FileOutcome], form: str) -> None:
    """One line a file, its findings under it, and the totals."""
    from pmxl.batch.outcomes import totals

    files = list(outcomes)
    summed = totals(files)
    if form == "json":
        print_json({"files": [file.as_record() for file in files], "totals": summed})
        return
    if form == "csv":
        records = [file.as_record() | {"findings": len(file.findings)} for file in files]
        print_csv(records, records[0] if records else ["file"])
        return
    for file in files:
        which = " ".join(x for x in (file.partner, file.period, f"r{file.revision}" if file.revision else "") if x)
        counts = f"{file.kept} kept, {file.held} held, {file.refused} refused"
        out.print(f"[bold]{file.outcome.value:<9}[/] {escape(file.file)}  [dim]{escape(which)}  {counts}[/]")
        for finding in file.findings:
            if finding.severity is not Severity.NOTE or finding.code in SAID or file.outcome.value == "SKIPPED":
                out.print(f"    [{INKS[finding.severity]}]{finding.severity:<6}[/] {escape(str(finding))}")
    ends = ", ".join(f"{summed[name]} {name}" for name in ("READ", "FINDINGS", "REFUSED", "SKIPPED"))
    figures = (
        f"{summed['figures']} figures = {summed['kept']} kept + {summed['held']} held + {summed['refused']} refused"
    )
    count = "1 file" if len(files) == 1 else f"{len(files)} files"
    say(f"{count}: {ends}. {figures}.")


def print_register(register: pd.DataFrame, period: Period) -> None:
    """Who has returned and who has not."""
    table = Table(title=f"Returns for {period.label}", title_justify="left", box=None, pad_edge=False)
    for heading in ("Partner", "Status"):
        table.add_column(heading)
    for heading in ("Asked", "Kept", "Held", "Missing", "Findings"):
        table.add_column(heading, justify="right")
    table.add_column("Signed off by")
    for row in register.to_dict("records"):
        numbers = [str(row[name]) for name in ("asked", "kept", "held", "missing", "findings")]
        table.add_row(escape(row["name"]), row["status"], *numbers, escape(row["signed_by"] or ""))
    out.print(table)


def print_assessment(found: Assessment, by: str, form: str) -> None:
    """The assessment frame as a table, CSV or records."""
    rows = {"": found.measures, "partner": found.partners, "area": found.areas}[by]
    lines = [{str(name): value for name, value in line.items()} for line in rows.to_dict("records")]
    if form == "json":
        moved = found.goalposts.to_dict("records")
        print_json({"period": found.period.label, "by": by, "rows": lines, "goalposts": moved})
        return
    if form == "csv":
        print_csv(lines, rows.columns)
        return
    listed = (*found.framework.partners, *found.framework.areas)
    named = {row.id: row.name for row in listed}
    table = Table(box=None, pad_edge=False)
    names = [*(["partner"] if by == "partner" else ["area"] if by == "area" else [])]
    for heading in ("Measure", *(n.title() for n in names)):
        table.add_column(heading, overflow="fold", min_width=16)
    for heading in ("Actual", "Target", "Variance"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("Unit", "Rating", "Travel", "Signal", "Year end", "In"):
        table.add_column(heading, no_wrap=heading != "Unit")
    for row in lines:
        figures = [shown(row, name) for name in ("value", "target", "variance")]
        called = [named[row[name]] for name in names]
        told = ("unit", "rating", "travel", "signal", "rating_forecast", "coverage_partners")
        words = [row[name] for name in told]
        table.add_row(*(escape(str(x)) for x in (row["name"], *called, *figures, *words)))
    out.print(table)


def print_publications(found: Iterable[Any], form: str) -> None:
    """Every scorecard published, when, by whom, and whether its file is unchanged."""
    lines = [
        {
            "period": one.record.period.label,
            "published_at": one.record.published_at.isoformat(timespec="seconds"),
            "published_by": one.record.published_by,
            "framework": one.record.framework,
            "sha256": one.record.sha256,
            "file": one.record.file,
            "state": one.state,
        }
        for one in found
    ]
    if form == "json":
        print_json({"publications": lines})
        return
    if form == "csv":
        print_csv(lines, list(lines[0]) if lines else [])
        return
    if not lines:
        out.print("Nothing has been published yet.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Period", "Published", "By", "Framework", "File", "State"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        told = ("period", "published_at", "published_by", "framework", "file", "state")
        table.add_row(*(escape(line[name]) for name in told))
    out.print(table)


def print_rehearsal(found: Any, form: str) -> None:
    """What each proposal would have said of the past, side by side."""
    lines = [{"proposal": one.proposal.name, **one.counts, "words": one.words} for one in found.replays]
    if form == "json":
        periods = [
            {"period": period.label, "value": value, "target": target, "signal": signal}
            | {"ratings": [one.ratings[n] for one in found.replays], "fired": [one.fired[n] for one in found.replays]}
            for n, (period, value, target, signal) in enumerate(
                zip(found.periods, found.values, found.targets, found.signals, strict=True)
            )
        ]
        print_json({"measure": found.measure.id, "partner": found.partner, "proposals": lines, "periods": periods})
        return
    if form == "csv":
        print_csv(lines, list(lines[0]))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Proposal", "Green", "Amber", "Red", "Exceptions", "Noise", "Missed"):
        table.add_column(heading, justify="left" if heading == "Proposal" else "right")
    for line in lines:
        green = (line["green"] or 0) + (line["blue"] or 0)
        told = (green, *(line[name] for name in ("amber", "red", "exceptions", "noise", "missed")))
        table.add_row(escape(line["proposal"]), *("" if count is None else str(count) for count in told))
    out.print(table)
    for line in lines:
        out.print(f"  {escape(line['words'])}")


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


def shown(row: dict[str, Any], name: str) -> str:
    """A figure in its measure's decimals; "at least" where partners are missing from a total; a range by its ends."""
    value = row[name]
    if name == "target" and math.isnan(value):
        return " to ".join(number(row, row[end]) for end in ("low", "high") if not math.isnan(row[end]))
    if math.isnan(value):
        return ""
    if name == "variance":
        return f"{value:,.0f} days" if row["kind"] == "milestone" else number(row, value, sign="+" if value else "")
    if row["kind"] == "yes/no":
        return "Yes" if value else "No"
    return f"≥ {number(row, value)}" if name == "value" and row["at_least"] else number(row, value)


def number(row: dict[str, Any], value: float, sign: str = "") -> str:
    """A number in the measure's decimals, a milestone's as a date."""
    from pmxl.rules.rounding import published

    if row["kind"] == "milestone":
        return day_of(value)
    return f"{float(published(value, row['decimals'])):{sign},.{row['decimals']}f}"


def day_of(serial: float) -> str:
    """An Excel day number as an ISO date."""
    return date.fromordinal(date(1899, 12, 30).toordinal() + round(serial)).isoformat()


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


def print_demo(quarters: list[Quarter]) -> None:
    """What each quarter brought, where the last scorecard is, and what it says."""
    from pmxl.batch.outcomes import totals

    for quarter in quarters:
        summed = totals(quarter.collected.files)
        ends = ", ".join(f"{summed[n]} {n}" for n in ("READ", "FINDINGS", "REFUSED", "SKIPPED") if summed[n])
        say(f"{quarter.period.label}: {quarter.issued} returns issued; {summed['files']} came back: {ends}.")
    last = quarters[-1]
    say(f"\nThe master scorecard for {last.period.label} is {last.scorecard.resolve()}")
    for line in last.lines:
        say(f"  {line}")


@contextmanager
def progress_count(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar for work whose length is known; it shows only on a terminal."""
    with Progress(TextColumn(title), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}"), console=err,
                  transient=True) as bar:  # fmt: skip
        task = bar.add_task(title, total=None, name="")
        yield lambda done, of, name: bar.update(task, completed=done, total=of, name=escape(name))


@contextmanager
def progress_names(title: str) -> Iterator[Callable[[str], None]]:
    """A spinner with the name of what is being worked on."""
    with Progress(SpinnerColumn(), TextColumn(title), TextColumn("{task.fields[name]}"), console=err,
                  transient=True) as bar:  # fmt: skip
        task = bar.add_task(title, total=None, name="")
        yield lambda name: bar.update(task, name=escape(name))
