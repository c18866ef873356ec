"""Exceptions through the year: what departed from what was agreed, in which quarters, what was done, how it ended."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pmxl.assess.annual.outcomes import Verdict
from pmxl.assess.answered import ASKED
from pmxl.assess.assessment import Assessment
from pmxl.assess.scene import records
from pmxl.terms import ON_TARGET
from pmxl.terms import Rating
from pmxl.terms import Strength

COLUMNS = ["measure", "name", "perspective", "quarters", "times", "strength", "triggers", "done", "ended", "rating"]
"""`quarters` are the labels of those in which anything fired, `ended` how the year did."""

NOTHING_SAID = "Nothing was said about it in the returns."
ENDS = {
    Verdict.ACHIEVED: "The year ended on target.",
    Verdict.NARROWLY: "The year ended within tolerance.",
    Verdict.MISSED: "The year ended off target.",
    Verdict.NOT_JUDGED: "The year cannot be judged.",
}


def exceptions(outcomes: pd.DataFrame, quarters: Sequence[Assessment], updates: pd.DataFrame) -> pd.DataFrame:
    """A row for each measure that was an exception in any quarter, those that owed action and lasted longest first."""
    every = [{**row, "quarter": quarter.period.label} for quarter in quarters for row in records(quarter.exceptions)]
    frame = pd.DataFrame(every, columns=["measure", "trigger", "strength", "quarter"])
    rows = []
    for outcome in records(outcomes):
        mine = frame[frame["measure"] == outcome["measure"]]
        if mine.empty:
            continue
        labels = list(dict.fromkeys(mine["quarter"]))
        acts = (mine["strength"] == Strength.ACT.value).any()
        rows.append(
            {
                **{name: outcome[name] for name in ("measure", "name", "perspective", "rating")},
                "quarters": ", ".join(label.rpartition(" ")[2] for label in labels),
                "times": len(labels),
                "strength": (Strength.ACT if acts else Strength.OBSERVE).value,
                "triggers": "\n".join(fired(mine)),
                "done": done(outcome["measure"], quarters, labels, updates),
                "ended": ended(outcome["verdict"], outcome["through"]),
            }
        )
    rows.sort(key=lambda row: (row["strength"] != Strength.ACT, -row["times"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def fired(mine: pd.DataFrame) -> list[str]:
    """Each trigger with the quarters in which it fired: `decline 2: Q2, Q3`."""
    found: dict[str, list[str]] = {}
    for trigger, quarter in zip(mine["trigger"], mine["quarter"], strict=True):
        label = quarter.rpartition(" ")[2]
        if label not in found.setdefault(trigger, []):
            found[trigger].append(label)
    return [f"{trigger}: {', '.join(labels)}" for trigger, labels in found.items()]


def done(measure: str, quarters: Sequence[Assessment], labels: Sequence[str], updates: pd.DataFrame) -> str:
    """What the returns said in the quarters in which it was an exception, what was settled, and what the form says."""
    said: list[str] = []
    for quarter in quarters:
        if quarter.period.label not in labels:
            continue
        for row in records(quarter.measures[quarter.measures["measure"] == measure]):
            words = [answered(str(row[name])) for name in ("commentary", "settled") if row[name]]
            said += [f"{quarter.period.label.rpartition(' ')[2]}: {text}" for text in words if text]
    mine = updates[(updates["ref"] == measure) & (updates["field"] == "reasons")]
    said += [f"Year's end, {who}: {text}" for who, text in zip(mine["officer"], mine["text"], strict=True)]
    return "\n".join(said) or NOTHING_SAID


def answered(words: str) -> str:
    """What was said and settled, without what is only asked yet: nothing has been done by that."""
    return "\n".join(line for line in words.strip().splitlines() if ASKED not in line)


def ended(verdict: str, through: Sequence[str]) -> str:
    """How the year ended, and the last quarter of it where that says otherwise."""
    closing = ENDS.get(Verdict(verdict), "How the year ended is not known yet.")
    last = through[-1] if through else ""
    if last == Rating.RED and verdict != Verdict.MISSED:
        return f"{closing} Its last quarter was Red."
    if last in ON_TARGET and verdict in (Verdict.MISSED, Verdict.NARROWLY):
        return f"{closing} Its last quarter was on target."
    return closing
