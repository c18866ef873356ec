"""Every measure graded by the six characteristics: what the ledger and the framework tell, and what audits found."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

import pandas as pd

from pmxl.figures import QUALITY
from pmxl.framework.asked import in_order
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.eight_points import eight_points
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.ground import Ground
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.improve.logbook.models import Audit
from pmxl.improve.quality.grade import Graded
from pmxl.improve.quality.grade import Reason
from pmxl.improve.quality.kept import Record
from pmxl.improve.quality.kept import reasons
from pmxl.periods import day_in_words

POINTS = {"relevant": "relevance", "defined": "validity", "verifiable": "validity"}
"""The points of the eight that speak of a characteristic."""
MARKS = {Verdict.MET: 4.0, Verdict.PART: 3.0, Verdict.NOT_MET: 2.0}
COLUMNS = (
    *("measure", "name", "mark", "words", "own", "audits"),
    *QUALITY,
    *(f"{name}_why" for name in QUALITY),
)
"""Of `frame_of`: the mark that counts and why, the lowest that partners gave, what audits found, and each mark."""


def graded(
    framework: Framework, record: Record, figures: pd.DataFrame, audits: Iterable[Audit], today: date
) -> tuple[Graded, ...]:
    """Every measure in the scorecard's order. `figures` are those shown, with the marks that partners gave them.

    An audit stands until a later one of the same measure and characteristic, and the lowest mark counts: a good word
    never hides a poor record.
    """
    ground = Ground(framework, NOTHING_KNOWN)
    stand = standing(audits, today)
    given: dict[str, list[str]] = {}
    for id_, mark in zip(figures["measure"], figures["quality"], strict=True):
        given.setdefault(id_, []).append(str(mark))
    return tuple(
        grade(ground, measure, record, given.get(measure.id, []), [a for a in stand if a.measure == measure.id], today)
        for measure in in_order(framework)
    )


def grade(
    ground: Ground, measure: Measure, record: Record, marks: list[str], audits: list[Audit], today: date
) -> Graded:
    """One measure, with the marks that partners gave its figures."""
    found: dict[str, list[Reason]] = {name: [] for name in QUALITY}
    for name, reason in (*planned(ground, measure), *reasons(record, measure)):
        found[name].append(reason)
    own = [lowest(marks, n) for n in range(len(QUALITY))]
    for name, mark in zip(QUALITY, own, strict=True):
        if not math.isnan(mark):
            found[name].append(Reason(mark, f"Marked {mark:.0f} by the partner itself."))
    for audit in audits:
        found[audit.characteristic].append(audited(audit, today))
    known = [mark for mark in own if not math.isnan(mark)]
    told = {name: tuple(said) for name, said in found.items() if said}
    return Graded(measure.id, measure.name, told, min(known, default=math.nan))


def lowest(marks: Iterable[str], place: int) -> float:
    """The lowest mark given for a characteristic; NaN where none was."""
    given = [int(mark[place]) for mark in marks if len(mark) > place and mark[place].isdigit()]
    return float(min(given)) if given else math.nan


def planned(ground: Ground, measure: Measure) -> Iterator[tuple[str, Reason]]:
    """What the framework tells: is it well defined, can it be verified, does it serve a plan?"""
    for point in eight_points(ground, measure):
        name = POINTS.get(point.criterion.key)
        if name and point.verdict in MARKS:
            yield name, Reason(MARKS[point.verdict], point.why)


def standing(audits: Iterable[Audit], today: date) -> list[Audit]:
    """The latest audit of each measure and characteristic up to a day."""
    found: dict[tuple[str, str], Audit] = {}
    for audit in sorted((one for one in audits if one.on <= today), key=lambda one: one.on):
        found[audit.measure, audit.characteristic] = audit
    return list(found.values())


def audited(audit: Audit, today: date) -> Reason:
    """What an audit found, by whom and when, and whether its follow-up is overdue."""
    by = f" by {audit.auditor}" if audit.auditor else ""
    said = f"Friendly audit{by} on {day_in_words(audit.on)}: {audit.finding.rstrip('.')}."
    if audit.follow_up and not audit.followed_up and audit.follow_up < today:
        said += f" To be followed up by {day_in_words(audit.follow_up)}: overdue."
    return Reason(math.nan if audit.mark is None else float(audit.mark), said)


def frame_of(found: Iterable[Graded]) -> pd.DataFrame:
    """A row for each measure; COLUMNS."""
    rows = [
        {
            "measure": one.measure,
            "name": one.name,
            "mark": one.lowest,
            "words": one.words,
            "own": one.own,
            "audits": " ".join(r.says for said in one.reasons.values() for r in said if r.says.startswith("Friendly")),
            **dict(zip(QUALITY, one.marks, strict=True)),
            **{f"{name}_why": one.why(name) for name in QUALITY},
        }
        for one in found
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
