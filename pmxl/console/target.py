"""What `pmxl target` prints: what is known, and what each proposal needs, side by side."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import out
from pmxl.improve.target import ranged
from pmxl.improve.target import words
from pmxl.improve.target.letters import Letters
from pmxl.improve.target.letters import letters
from pmxl.improve.target.study import Study

NEEDS = ("change", "percent", "met", "share", "pace", "times", "chance")
COLUMNS = ("name", "level", *NEEDS, "capability", "smart")


def print_target(found: Study, path: Path, form: str) -> None:
    """The study as a table, as one JSON object, or the proposals as CSV."""
    judged = letters(found)
    lines = [record(one) for one in judged]
    if form == "json":
        print_json(whole(found, lines, path))
    elif form == "csv":
        print_csv(lines, COLUMNS)
    else:
        told(found, judged, path)


def record(one: Letters) -> dict[str, Any]:
    """One proposal with what it needs; `smart` are the letters that are met."""
    proposal = one.proposal
    needs = {name: proposal.number(name) for name in NEEDS}
    met = "".join(letter.criterion.name[0] for letter in one.smart if letter.verdict.value == "Met")
    return {"name": proposal.name, "level": proposal.level, **needs, "capability": proposal.capability, "smart": met}


def whole(found: Study, lines: list[dict[str, Any]], path: Path) -> dict[str, Any]:
    """Everything as one object."""
    limits = found.line.limits
    known = {
        "measure": found.measure.id,
        "partner": found.partner,
        "year": found.year.label,
        "now": number(found.now),
        "stood": found.stood,
        "mean": number(limits.mean),
        "lower": number(limits.lower),
        "upper": number(limits.upper),
        "figures": limits.figures,
        "trend": str(found.line.trend.word),
        "forecast": number(float(found.outlook.forecast)),
    }
    periods = [period.label for period in found.periods]
    paths = [
        {**line, "path": list(one.path), "to_date": list(one.to_date), "partners": parts(found, one.partners)}
        for line, one in zip(lines, found.proposals, strict=True)
    ]
    return {**known, "periods": periods, "proposals": paths, "file": str(path)}


def parts(found: Study, values: tuple[float, ...]) -> dict[str, float | None]:
    """What falls to each partner."""
    return {one.id: number(value) for one, value in zip(found.partners, values, strict=True)}


def number(value: float) -> float | None:
    """None where there is none."""
    return None if math.isnan(value) else value


def told(found: Study, judged: tuple[Letters, ...], path: Path) -> None:
    """The study as a person reads it."""
    out.print(f"[bold]{escape(found.measure.name)}[/bold], a target for {found.year.label}")
    facts = [("Stands", words.stands(found)), ("Now", words.baseline(found)), ("Trend", words.course(found))]
    facts += [] if found.can_propose else [("Met as things are", ranged.kept(found))]
    facts += [("Without action", words.outlook(found)), ("Others", words.others(found))]
    for name, said in facts:
        out.print(f"  {name}: {escape(said)}")
    if judged:
        out.print(proposals(found, judged))
        for one in judged:
            sentence = one.proposal.words(seasonal=found.line.seasonal)
            out.print(f"  {escape(one.proposal.name)}: {escape(sentence)} {escape(words.hurry(found, one.proposal))}")
    out.print(str(path), markup=False, highlight=False, soft_wrap=True)


def proposals(found: Study, judged: tuple[Letters, ...]) -> Table:
    """A row for each proposal."""
    table = Table(box=None, pad_edge=False)
    for heading in (
        "Proposal",
        "Level",
        "Change of average",
        "Met so far",
        "As it is",
        "Chance without action",
        "SMART",
    ):
        table.add_column(heading, justify="left" if heading in ("Proposal", "As it is") else "right")
    for one in judged:
        line, size = record(one), found.past.figures.size
        change = "" if line["change"] is None else f"{line['change']:+,.{found.measure.decimals}f}"
        chance = "" if line["chance"] is None else f"{line['chance']:.0%}"
        level = f"{line['level']:,.{found.measure.decimals}f}"
        met = f"{line['met']:.0f} of {size}"
        cells = (line["name"], level, change, met, line["capability"] or "–", chance, line["smart"])
        table.add_row(*(escape(str(cell)) for cell in cells))
    return table
