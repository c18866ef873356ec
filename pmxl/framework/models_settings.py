"""The settings of a partnership, as a model."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from pmxl.framework.row import Name
from pmxl.periods import Period
from pmxl.rules.rule_sets import MAKING_DATA_COUNT
from pmxl.rules.rule_sets import rule_set
from pmxl.terms import Edge
from pmxl.terms import Quartiles


def known_rules(name: str) -> str:
    """The full name of a rule set; ValueError where there is none of that name."""
    return rule_set(name).name


class Settings(BaseModel):
    """The settings sheet; whatever stands there that is not listed here is kept in `extra`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Name
    place: str = ""
    year_starts: Annotated[int, Field(ge=1, le=12)] = 4
    currency: str = "£"
    deadline_days: Annotated[int, Field(ge=1, le=120)] = 21
    return_to: str = ""
    officer: str = ""
    amber_edge: Edge = Edge.AMBER
    default_band: str = ""
    quartile_method: Quartiles = Quartiles.INCLUSIVE
    spc_rules: Annotated[str, AfterValidator(known_rules)] = MAKING_DATA_COUNT
    spc_screening: bool = True
    layout: str = ""
    executive_limit: int = 30
    suppress_below: Annotated[int, Field(ge=0, le=100)] = 5
    read_seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    read_megabytes: Annotated[int, Field(ge=64, le=1 << 16)] = 1024
    passwords_file: str = ""
    target_times: Annotated[float, Field(gt=1)] = 3
    commentary_limit: Annotated[int, Field(ge=100, le=32_000)] = 2_000
    quality_asked: bool = False
    checks_off: tuple[str, ...] = ()
    risk_based_reporting: bool = False
    risk_based_periods: Annotated[int, Field(ge=2, le=40)] = 8
    extra: dict[str, str] = Field(default_factory=dict)

    def usual_due(self, period: Period) -> date:
        """The day by which what is asked for a period is due, unless a workbook says another."""
        return period.last_day + timedelta(days=self.deadline_days)


READING = ("read_seconds", "read_megabytes", "passwords_file")
"""The settings that are about the machine on which returns are read."""
