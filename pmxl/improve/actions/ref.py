"""Ref: by what an action is known from one plan to the next, and what its ref says of it."""

from __future__ import annotations

from typing import NamedTuple

from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.forms.form import NEW

BETWEEN = " · "
IN = "in "
"""What stands before the id of an area, which may be that of a partner too."""


class About(NamedTuple):
    """The measure and the partner, or the area, that a ref names; "" where it does not."""

    measure: str
    partner: str
    area: str = ""


def owed_ref(measure: str, partner: str, period: Period, area: str = "") -> str:
    """The ref of an action that is owed: `burglary · police · 2025-26 Q4`, `burglary · in old-town · 2025-26 Q4`."""
    where = f"{IN}{area}" if area else ""
    return BETWEEN.join(part for part in (measure, partner, where, period.label) if part)


def lasting_ref(ref: str, period: Period) -> str:
    """The ref of an action in later plans: one written into a spare row gets the period in which it was."""
    return f"{ref}{BETWEEN}{period.label}" if is_new(ref) else ref


def ref_in(ref: str, period: Period) -> str:
    """The ref of an action in the plan of a period: one written into a spare row of that plan has its own there."""
    own = ref.removesuffix(f"{BETWEEN}{period.label}")
    return own if is_new(own) else ref


def is_new(ref: str) -> bool:
    """True for an action written into a spare row of the plan in hand."""
    return ref.startswith(NEW) and BETWEEN not in ref


def about(ref: str, framework: Framework) -> About:
    """What a ref is about."""
    parts = ref.split(BETWEEN)
    measures, partners = ({row.id for row in rows} for rows in (framework.measures, framework.partners))
    if parts[0] not in measures:
        return About("", "")
    said = parts[1] if len(parts) > 2 else ""
    areas = {row.id for row in framework.areas}
    area = said.removeprefix(IN) if said.startswith(IN) and said.removeprefix(IN) in areas else ""
    return About(parts[0], said if said in partners else "", area)
