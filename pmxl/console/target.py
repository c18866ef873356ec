"""What `pmxl target` prints: what is known, and what each proposal needs, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say
from pmxl.console.table import print_table
from pmxl.improve.target import ranged
from pmxl.improve.target import words
from pmxl.improve.target.letters import Letters
from pmxl.improve.target.letters import letters
from pmxl.improve.target.study import Study

NEEDS = ("change", "percent", "met", "share", "pace", "times", "chance")
NUMBERS = ("Level", "Change of average", "Met so far", "Chance without action", "SMART")
"""Headings of what stands to the right."""
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
        "now": found.now,
        "stood": found.stood,
        "mean": limits.mean,
        "lower": limits.lower,
        "upper": limits.upper,
        "figures": limits.figures,
        "trend": str(found.line.trend.word),
        "forecast": float(found.outlook.forecast),
    }
    periods = [period.label for period in found.periods]
    paths = [
        {**line, "path": list(one.path), "to_date": list(one.to_date), "partners": parts(found, one.partners)}
        for line, one in zip(lines, found.proposals, strict=True)
    ]
    return {**known, "periods": periods, "proposals": paths, "file": str(path)}


def parts(found: Study, values: tuple[float, ...]) -> dict[str, float]:
    """What falls to each partner."""
    return {one.id: value for one, value in zip(found.partners, values, strict=True)}


def told(found: Study, judged: tuple[Letters, ...], path: Path) -> None:
    """The study as a person reads it."""
    out.print(f"[bold]{escape(found.measure.name)}[/bold], a target for {found.year.label}")
    facts = [("Stands", words.stands(found)), ("Now", words.baseline(found)), ("Trend", words.course(found))]
    facts += [] if found.can_propose else [("Met as things are", ranged.kept(found))]
    facts += [("Without action", words.outlook(found)), ("Others", words.others(found))]
    for name, said in facts:
        say(f"  {name}: {said}")
    if judged:
        headings = ("Proposal", *NUMBERS[:3], "As it is", *NUMBERS[3:])
        print_table(headings, (line(found, one) for one in judged), right=NUMBERS)
        for one in judged:
            sentence = one.proposal.words(seasonal=found.line.seasonal)
            say(f"  {one.proposal.name}: {sentence} {words.hurry(found, one.proposal)}")
    say(f"{path}")


def line(found: Study, one: Letters) -> tuple[str, ...]:
    """One proposal as a person reads it."""
    facts, decimals = record(one), found.measure.decimals
    change = "" if facts["change"] is None else f"{facts['change']:+,.{decimals}f}"
    chance = "" if facts["chance"] is None else f"{facts['chance']:.0%}"
    level, met = f"{facts['level']:,.{decimals}f}", f"{facts['met']:.0f} of {found.past.figures.size}"
    return facts["name"], level, change, met, facts["capability"] or "–", chance, facts["smart"]
