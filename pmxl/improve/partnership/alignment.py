"""Mutual alignment: is each objective in each partner's plan, and does it reflect a priority of theirs?"""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.findings import Finding
from pmxl.framework.models import Objective
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Alignment
from pmxl.improve.partnership.register import UNALIGNED
from pmxl.improve.partnership.register import Register
from pmxl.improve.partnership.register import finding
from pmxl.terms import Severity

HIGH = "high"
NO = "no"


@dataclass(frozen=True, slots=True)
class Pair:
    """An objective and a partner: what is said of them, and whether the partner returns a measure of it."""

    objective: Objective
    partner: str
    row: Alignment | None
    returns: bool


def matrix(found: Register, logbook: Logbook) -> tuple[Pair, ...]:
    """Every objective by every partner that is there, in the framework's order."""
    framework = found.framework
    said = {(row.objective, row.partner): row for row in logbook.alignment}
    takes_part = {(one.objective, partner) for one in framework.measures for partner in one.partners}
    return tuple(
        Pair(aim, one.id, said.get((aim.id, one.id)), (aim.id, one.id) in takes_part)
        for aim in framework.objectives
        for one in found.partners
    )


def one_sided(found: Register, logbook: Logbook) -> tuple[Finding, ...]:
    """Objectives of high priority that a partner returns figures for and that its own plan does not hold."""
    framework = found.framework
    return tuple(
        finding(
            UNALIGNED,
            Severity.QUERY,
            f"{framework.partner(one.partner).name} returns figures for “{one.objective.name}”, a high priority, and "
            "it is not in their plan.",
            "Bring it into their plan, or ask whether the objective is theirs.",
            "alignment",
            logbook.cell("alignment", "in_their_plan", one.row.row),
        )
        for one in matrix(found, logbook)
        if one.row and one.row.in_their_plan == NO and one.returns and one.objective.priority.casefold() == HIGH
    )
