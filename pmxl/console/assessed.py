"""Assessed: the figures of a period, what was published of them, and what a proposal would have made of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from rich.table import Table

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out

if TYPE_CHECKING:
    from pmxl.assess import Assessment


def print_assessment(found: Assessment, by: str, form: str) -> None:
    """The assessment frame as a table, CSV or records."""
    rows = {"": found.measures, "partner": found.partners, "area": found.areas}[by]
    lines = [{str(name): value for name, value in line.items()} for line in rows.to_dict("records")]
    if form == "json":
        moved = found.goalposts.to_dict("records")
        behind = {name: getattr(found, name).to_dict("records") for name in ("figures", "changes", "answers")}
        print_json({"period": found.period.label, "by": by, "rows": lines, "goalposts": moved, **behind})
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
        table.add_row(*(escape(str(x)) for x in (named_in(row), *called, *figures, *words)))
    out.print(table)


def named_in(row: dict[str, Any]) -> str:
    """The measure's name, with the period of a figure carried from an earlier one."""
    return f"{row['name']} ({row['carried']})" if row["carried"] else str(row["name"])


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


PUBLISHED = ("period", "published_at", "published_by", "framework", "sha256", "file", "state")
"""What is told of a publication; the hash only where another program reads."""


def print_publications(found: Iterable[Any], form: str) -> None:
    """Every scorecard published, when, by whom, where its file is, and whether it is unchanged."""
    lines = [
        {
            "period": one.record.period.label,
            "published_at": one.record.published_at.isoformat(timespec="seconds"),
            "published_by": one.record.published_by,
            "framework": one.record.framework,
            "sha256": one.record.sha256,
            "file": one.file,
            "state": one.state,
        }
        for one in found
    ]
    if form == "json":
        print_json({"publications": lines})
        return
    if form == "csv":
        print_csv(lines, PUBLISHED)
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Period", "Published", "By", "Framework", "File", "State"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        table.add_row(*(escape(line[name]) for name in PUBLISHED if name != "sha256"))
    out.print(table)


COUNTED = ("amber", "red", "exceptions", "noise", "real", "improving", "missed")
"""The counts of a replay as they are shown, after Green."""


def print_rehearsal(found: Any, form: str) -> None:
    """What each proposal would have said of the past, side by side."""
    lines = [{"proposal": one.proposal.name, **one.counts, "words": one.words} for one in found.replays]
    if form == "json":
        periods = [
            {"period": period.label, "value": value, "target": target, "signal": signal}
            | {"ratings": [one.ratings[n] for one in found.replays], "fired": [one.fired[n] for one in found.replays]}
            | {"whole": found.whole[n]}
            for n, (period, value, target, signal) in enumerate(
                zip(found.periods, found.values, found.targets, found.signals, strict=True)
            )
        ]
        told_of = {"measure": found.measure.id, "partner": found.partner, "proposals": lines, "periods": periods}
        print_json({**told_of, "notes": list(found.notes)})
        return
    if form == "csv":
        print_csv(lines, list(lines[0]))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Proposal", "Green", "Amber", "Red", "Exceptions", "Noise", "Real", "Improving", "Missed"):
        table.add_column(heading, justify="left" if heading == "Proposal" else "right")
    for line in lines:
        green = (line["green"] or 0) + (line["blue"] or 0)
        told = (green, *(line[name] for name in COUNTED))
        table.add_row(escape(line["proposal"]), *("" if count is None else str(count) for count in told))
    out.print(table)
    for said in (*(line["words"] for line in lines), *found.notes):
        out.print(f"  {escape(said)}")
