"""Reviewed: what is wrong with a framework, and apart from it what the guides would ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any

from pmxl.console.findings import say_finding
from pmxl.console.findings import say_findings
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.findings import Finding

if TYPE_CHECKING:
    from pmxl.batch.review import Reviewed
    from pmxl.framework.judged.criterion import Judged

APART = "Apart from faults, the guides would ask (a review argues, it stops nothing):"
FEW = 4
"""So many of one matter are printed at the terminal; the workbook and --format json have all."""


def print_review(found: Reviewed, form: str, made: str = "") -> None:
    """Faults first, then the advice; as records the scores too."""
    if form == "json":
        print_json(as_record(found) | {"file": made})
        return
    if form == "csv":
        faults = [finding.as_record() | {"sort": "fault"} for finding in found.faults]
        advice = [finding.as_record() | {"sort": "advice"} for finding in found.advice]
        whole = dict.fromkeys((*Finding.__dataclass_fields__, "sort"), "")
        print_csv([whole | row for row in (*faults, *advice)], whole)
        return
    say_findings(found.faults)
    print_advice(found.advice)


def print_advice(advice: Sequence[Finding]) -> None:
    """The advice, a few of each matter, and how many more there are."""
    if not advice:
        return
    say(f"\n{APART}")
    codes = dict.fromkeys(finding.code for finding in advice)
    for code in codes:
        mine = [finding for finding in advice if finding.code == code]
        for finding in mine[:FEW]:
            say_finding(finding)
        if len(mine) > FEW:
            say(f"       and {len(mine) - FEW} more like it [{code}]")
    say(f"{len(advice)} to talk about. With scores, balance and the golden thread: pmxl review --workbook")


def as_record(found: Reviewed) -> dict[str, Any]:
    """Findings, advice and every score."""
    record: dict[str, Any] = {
        "findings": [finding.as_record() for finding in found.faults],
        "advice": [finding.as_record() for finding in found.advice],
    }
    judged = found.judgement
    if judged is None:
        return record
    return record | {
        "fabric": scores(judged.fabric),
        "measures": [
            {"measure": one.measure.id, "serves": one.upwards, "points": scores(one.points)} for one in judged.measures
        ],
        "targets": [
            {"measure": one.measure.id, "partner": one.target.partner, "area": one.target.area}
            | {"period": one.target.period.label, "smart": scores(one.smart), "worth": scores(one.worth)}
            for one in judged.targets
        ],
        "spread": {title: dict(counts) for title, counts in judged.spread.items()},
    }


def scores(judged: Sequence[Judged]) -> list[dict[str, str]]:
    """Each criterion with its verdict and why."""
    return [{"criterion": one.criterion.key, "verdict": one.verdict.value, "why": one.why} for one in judged]
