"""Redefined: measures whose definition changed while figures came in, and from which period on the new one counts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pmxl.assess.goalpost_aspects import known
from pmxl.assess.goalpost_changes import Version
from pmxl.framework.models import Framework
from pmxl.periods import Period


def redefined(framework: Framework, versions: Sequence[Version], recalled: pd.DataFrame) -> dict[str, Period]:
    """The first period by the new definition of each measure whose definition_version has changed.

    Other words for the same thing are no break. It is the first period whose figures came after the change and after
    all that came before it; a measure without figures on both sides is left out. A break that the framework names
    itself, at or after that period, stands instead.
    """
    found = {}
    for measure in framework.measures:
        having = [version for version in versions if known(version.framework, measure.id)]
        said = [version.framework.measure(measure.id).definition_version for version in having]
        changed = [v.since for v, before, now in zip(having[1:], said, said[1:], strict=False) if before != now]
        if not changed:
            continue
        first = first_after(recalled[recalled["measure"] == measure.id], pd.Timestamp(max(changed)))
        if first is not None:
            found[measure.id] = Period(first, measure.frequency.months, framework.settings.year_starts)
    return {key: first for key, first in found.items() if not named_already(framework, key, first)}


def first_after(figures: pd.DataFrame, since: pd.Timestamp) -> int | None:
    """The month index of the first period whose figures came after a moment, None where there are none before it."""
    late = figures["received_at"] >= since
    before, after = figures.loc[~late, "start"], figures.loc[late, "start"]
    after = after[after > before.max()] if len(before) else after
    return int(after.min()) if len(before) and len(after) else None


def named_already(framework: Framework, measure: str, first: Period) -> bool:
    """True where the framework itself says that the series begins anew then or later."""
    return any(brk.start >= first.start for brk in framework.measure(measure).rebase)


def with_breaks(framework: Framework, breaks: dict[str, Period]) -> Framework:
    """The framework with a break in series where a new definition begins to count."""
    if not breaks:
        return framework
    measures = tuple(
        measure.model_copy(update={"rebase": tuple(sorted({*measure.rebase, breaks[measure.id]}))})
        if measure.id in breaks
        else measure
        for measure in framework.measures
    )
    given = {name: getattr(framework, name) for name in Framework.model_fields}
    return Framework(**{**given, "measures": measures})
