"""Assessed: the figures of a period, what was published of them, and what a proposal would have made of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Any

from rich.table import Table

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say
from pmxl.console.table import print_table
from pmxl.days import day_of
from pmxl.terms import yes_or_no

if TYPE_CHECKING:
    from pmxl.assess import Assessment
    from pmxl.assess.rehearsal import Rehearsal
    from pmxl.batch.publish import Held


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
    names = {one.id: one.name for one in (*found.framework.partners, *found.framework.areas)}
    table = Table(box=None, pad_edge=False)
    for heading in ("Measure", by.title())[: 2 if by else 1]:
        table.add_column(heading, overflow="fold", min_width=16)
    for heading in ("Actual", "Target", "Variance"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("Unit", "Rating", "Travel", "Signal", "Year end", "In"):
        table.add_column(heading, no_wrap=heading != "Unit")
    for row in lines:
        whose = [names[row[by]]] if by else []
        figures = [shown(row, name) for name in ("value", "target", "variance")]
        told = ("unit", "rating", "travel", "signal", "rating_forecast", "coverage_partners")
        table.add_row(*(escape(str(x)) for x in (named_in(row), *whose, *figures, *(row[name] for name in told))))
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
        return yes_or_no(value)
    return f"≥ {number(row, value)}" if name == "value" and row["at_least"] else number(row, value)


def number(row: dict[str, Any], value: float, sign: str = "") -> str:
    """A number in the measure's decimals, a milestone's as a date."""
    from pmxl.rules.rounding import published

    if row["kind"] == "milestone":
        return day_of(value).isoformat()
    return f"{float(published(value, row['decimals'])):{sign},.{row['decimals']}f}"


PUBLISHED = ("period", "published_at", "published_by", "framework", "sha256", "file", "state")
"""What is told of a publication; the hash only where another program reads."""


def print_publications(found: Iterable[Held], form: str) -> None:
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
    rows = ((line[name] for name in PUBLISHED if name != "sha256") for line in lines)
    print_table(("Period", "Published", "By", "Framework", "File", "State"), rows, fold=True)


COUNTED = ("Green", "Amber", "Red", "Exceptions", "Noise", "Real", "Improving", "Missed")
"""The counts of a replay as they are shown."""


def print_rehearsal(found: Rehearsal, form: str) -> None:
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
    print_table(("Proposal", *COUNTED), map(replay_line, lines), right=COUNTED)
    for said in (*(line["words"] for line in lines), *found.notes):
        say(f"  {said}")


def replay_line(line: dict[str, Any]) -> list[str]:
    """What one proposal would have said; Blue counts as Green."""
    counts = {**line, "green": (line["green"] or 0) + (line["blue"] or 0)}
    told = (counts[name.lower()] for name in COUNTED)
    return [line["proposal"], *("" if count is None else str(count) for count in told)]
