"""Annual: everything the annual performance summary may show of a year; reports lay it out and compute nothing."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pmxl.assess.annual.awaited import awaited
from pmxl.assess.annual.exceptions import exceptions
from pmxl.assess.annual.foretold import foretold
from pmxl.assess.annual.goalposts import goalposts
from pmxl.assess.annual.lessons import lessons
from pmxl.assess.annual.outcomes import outcomes
from pmxl.assess.annual.perspectives import perspectives
from pmxl.assess.annual.requirements import Evidence
from pmxl.assess.annual.requirements import requirements
from pmxl.assess.annual.successes import successes
from pmxl.assess.annual.updates import Form
from pmxl.assess.annual.updates import updates
from pmxl.assess.assessment import Assessment
from pmxl.framework.models import Framework
from pmxl.periods import Period


@dataclass(frozen=True)
class Annual:
    """A year as it is summed up.

    `whole` and `before` are the assessments of the year and of the year before it, `quarters` those of the periods in
    which returns were asked. `outcomes` has one row a measure (see outcomes.COLUMNS); the other frames say in their
    modules what they hold. `requirements` is what is expected of every partnership, met or not.
    """

    whole: Assessment
    before: Assessment | None
    quarters: tuple[Assessment, ...]
    outcomes: pd.DataFrame
    perspectives: pd.DataFrame
    successes: pd.DataFrame
    exceptions: pd.DataFrame
    foretold: pd.DataFrame
    goalposts: pd.DataFrame
    awaited: pd.DataFrame
    lessons: pd.DataFrame
    updates: pd.DataFrame
    requirements: pd.DataFrame

    @property
    def framework(self) -> Framework:
        """The framework under which the year is summed up."""
        return self.whole.framework

    @property
    def year(self) -> Period:
        """The year."""
        return self.whole.period

    @property
    def is_over(self) -> bool:
        """True once its last day has passed."""
        return self.year.last_day < self.whole.made_at.date()


def annual(
    whole: Assessment,
    before: Assessment | None,
    quarters: Sequence[Assessment],
    forms: Collection[Form] = (),
    evidence: Evidence | None = None,
    last_before: Assessment | None = None,
) -> Annual:
    """Sums a year up. `forms` are the update forms issued, with their answers; `evidence` is what the files show;
    `last_before` is the last quarter of the year before, for what is told as its last quarter ended.
    """
    said = updates(whole.framework, forms)
    found = outcomes(whole, before, quarters, last_before)
    fired = exceptions(found, quarters, said)
    ahead = foretold(found, quarters)
    missing = awaited(found, whole, quarters, forms)
    return Annual(
        whole=whole,
        before=before,
        quarters=tuple(quarters),
        outcomes=found,
        perspectives=perspectives(whole.framework, found),
        successes=successes(found),
        exceptions=fired,
        foretold=ahead,
        goalposts=goalposts([whole, *quarters]),
        awaited=missing,
        lessons=lessons(found, fired, ahead, said),
        updates=said,
        requirements=requirements(whole.framework, whole.period, quarters, forms, evidence or Evidence()),
    )
