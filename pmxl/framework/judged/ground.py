"""The ground on which a framework is judged: the framework, what is known beside it, and what people have said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pmxl.framework.judged.criterion import Criterion
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.criterion import worse
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Target
from pmxl.framework.models_tests import Tested

SAID = {"yes": Verdict.MET, "in part": Verdict.PART, "no": Verdict.NOT_MET}


@dataclass(frozen=True)
class Ground:
    """A framework with its evidence, indexed for the tests."""

    framework: Framework
    evidence: Evidence

    @cached_property
    def told(self) -> Mapping[tuple[str, str], Tested]:
        """What people said, by measure and criterion."""
        return {(row.measure, row.criterion): row for row in self.framework.tests}

    @cached_property
    def measures(self) -> Mapping[str, list[Measure]]:
        """The measures of each objective, by its id."""
        return {
            objective.id: [measure for measure in self.framework.measures if measure.objective == objective.id]
            for objective in self.framework.objectives
        }

    @cached_property
    def year(self) -> int:
        """The first month of the year with the most targets, the later of two: the year that the framework is for."""
        starts = Counter(target.period.year.start for target in self.framework.targets)
        return max(starts, key=lambda start: (starts[start], start), default=0)

    @cached_property
    def standing(self) -> tuple[Target, ...]:
        """The targets of that year and of those beyond: what is past can no longer be mended."""
        return tuple(t for t in self.framework.targets if t.period.start + t.period.months > self.year)

    def line(self, objective: Objective) -> list[Objective]:
        """An objective and all that it serves, upwards."""
        found = [objective]
        while found[-1].parent and found[-1].parent not in {one.id for one in found}:
            found.append(self.framework.objective(found[-1].parent))
        return found

    def plans(self, objective: Objective) -> tuple[str, ...]:
        """The plans that an objective serves, its own first."""
        return tuple(dict.fromkeys(one.plan for one in self.line(objective) if one.plan))

    def judged(self, measure: str, criterion: Criterion, verdict: Verdict, why: str, column: str = "") -> Judged:
        """A criterion with what people said of it: the worse stands, and what waits for people gives way."""
        said = self.told.get((measure, criterion.key))
        if said is None:
            return Judged(criterion, verdict, why, column)
        whole = worse(verdict, SAID[said.answer])
        if whole is verdict and verdict is not SAID[said.answer]:
            return Judged(criterion, whole, why, column)
        by = f" ({said.by})" if said.by else ""
        return Judged(criterion, whole, said.reason or f"Answered {said.answer} on the sheet tests{by}.", column)
