"""What is expected by the end of a year, and how a year's total is agreed to be spread through it."""

from __future__ import annotations

import math

from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected
from pmxl.framework.expected import expected_to_date
from pmxl.framework.expected import target_row
from pmxl.framework.level import share_to
from pmxl.framework.level import spreads
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.terms import Basis


def expected_at_year_end(
    framework: Framework,
    measure: Measure,
    last: Period,
    partner: str = "",
    area: str = "",
    baseline: float = math.nan,
) -> Expected:
    """What is expected of the year that ends with the period `last`: its total where figures add up, else that level.

    `baseline` as for `expected`.
    """
    if spreads(measure):
        return expected_to_date(framework, measure, last, partner, area)
    return expected(framework, measure, last, partner, area, baseline)


def agreed_shares(
    framework: Framework, measure: Measure, periods: tuple[Period, ...], partner: str = "", area: str = ""
) -> tuple[float, ...]:
    """How a year's total is agreed to be spread over its periods: by its profile, or by a target for each of them.

    Empty where nothing is agreed, or where the targets of the periods are not all above 0.
    """
    row = target_row(framework, measure, periods[-1], partner, area)
    if row is None or not spreads(measure):
        return ()
    if row.basis is Basis.YEAR:
        due = [share_to(row, period) for period in periods]
        before = [0.0, *due[:-1]]
        return tuple(up_to - earlier for up_to, earlier in zip(due, before, strict=True)) if row.profile else ()
    levels = [expected_to_date(framework, measure, period, partner, area).target for period in periods]
    steps = [level - before for level, before in zip(levels, [0.0, *levels[:-1]], strict=True)]
    own = row.basis is Basis.PERIOD and all(step > 0 for step in steps)
    return tuple(step / levels[-1] for step in steps) if own else ()
