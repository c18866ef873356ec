"""Library: the measures there are to choose from, and what was put into a framework."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import print_table
from pmxl.plural import plural

if TYPE_CHECKING:
    from pmxl.batch.library import Added
    from pmxl.framework.library import Indicator

FEW = 3
"""Up to so many are told in full."""
FULL = ("definition", "formula", "source", "caveats")


def print_library(found: Sequence[Indicator], form: str) -> None:
    """A line each, theme by theme; a few in full."""
    records = [one.model_dump(mode="json") for one in found]
    if form == "json":
        print_json({"measures": records})
        return
    if form == "csv":
        names = ("id", "theme", "name", "definition", "kind", "unit", "decimals", "multiplier", "polarity", "frequency")
        print_csv(records, (*names, "accumulate", "chain", "source", "formula", "caveats"))
        return
    rows = [
        (one.theme, one.id, one.name, one.kind.value, one.polarity.value, one.frequency.value, one.chain)
        for one in found
    ]
    print_table(("Theme", "Id", "Measure", "Kind", "Better", "Every", "Stage"), rows)
    for one in found if len(found) <= FEW else ():
        say(f"\n{one.name}")
        for name in FULL:
            if text := getattr(one, name):
                say(f"  {name.capitalize()}: {text}")
    say(f"{plural(len(found), 'measure')}. To take some: pmxl library add ID... --objective ID")


def print_added(found: Added, form: str) -> None:
    """Which rows hold what now."""
    lines = [{"measure": one.id, "row": cell} for one, cell in zip(found.indicators, found.cells, strict=True)]
    if form == "json":
        print_json({"file": str(found.path), "added": lines, "findings": [one.as_record() for one in found.findings]})
        return
    if form == "csv":
        print_csv(lines, ("measure", "row"))
        return
    for one, cell in zip(found.indicators, found.cells, strict=True):
        say(f"{found.path.name} › {cell}: {one.id}, {one.name}")
        say(f"  Mind: {one.caveats}")
    say("Read the definitions with those who will count, name the owners, and set the targets; then: pmxl review")
