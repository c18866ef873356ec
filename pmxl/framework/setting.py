"""The settings a framework may have, as data: what each holds, the words that help, and what stands unless changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pmxl.framework.column import Column
from pmxl.framework.column import Example
from pmxl.framework.column import Holds
from pmxl.framework.columns import PRESETS
from pmxl.framework.columns_audiences import LAYOUT_NAMES
from pmxl.periods import MONTHS
from pmxl.plural import offered
from pmxl.rules.rule_sets import MAKING_DATA_COUNT
from pmxl.rules.rule_sets import RULE_SETS
from pmxl.terms import Edge
from pmxl.terms import Quartiles


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `usual` is what a new workbook shows; a blank one takes the model's own default."""

    key: str
    holds: Holds
    help: str
    usual: Example = None
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    required: bool = False

    @property
    def column(self) -> Column:
        """The cell beside its key as a column would have it; a month is chosen by its name."""
        choices = MONTHS if self.holds is Holds.MONTHS else self.choices
        return Column(self.key, self.holds, self.help, choices=choices, low=self.low, high=self.high)


SETTING_ROWS = (
    Setting("name", Holds.NAME, "The partnership's name as it is printed.", required=True),
    Setting("place", Holds.TEXT, "The place it serves."),
    Setting("officer", Holds.TEXT, "Who runs the returns: a role is best."),
    Setting("return_to", Holds.TEXT, "The address to which returns are sent."),
    Setting(
        "year_starts", Holds.MONTHS, "The month in which the reporting year starts; April unless changed.", "April"
    ),
    Setting("currency", Holds.TEXT, "The sign before amounts of money; £ unless changed.", "£"),
    Setting(
        "deadline_days",
        Holds.WHOLE,
        "Days after the end of a period by which returns are due; 21 unless changed.",
        21,
        low=1,
        high=120,
    ),
    Setting(
        "default_band",
        Holds.CHOICE,
        "The Amber band where no tolerance speaks: strict, 5%, 10%, points, floor, travel-modified … Blank means none.",
        choices=PRESETS,
    ),
    Setting(
        "amber_edge",
        Holds.CHOICE,
        f"The colour of a figure exactly on the edge of the band: {offered(Edge)}.",
        Edge.AMBER.value,
        choices=tuple(edge.value for edge in Edge),
    ),
    Setting(
        "quartile_method",
        Holds.CHOICE,
        f"How quartiles are worked out: {offered(Quartiles, 'usual, as Excel does')}.",
        Quartiles.INCLUSIVE.value,
        choices=tuple(method.value for method in Quartiles),
    ),
    Setting(
        "spc_rules",
        Holds.CHOICE,
        f"The rule set for signals: {offered(RULE_SETS)}.",
        MAKING_DATA_COUNT,
        choices=tuple(RULE_SETS),
    ),
    Setting("spc_screening", Holds.YES, "yes (usual): extreme moving ranges are left out of the limits once.", "yes"),
    Setting(
        "layout",
        Holds.CHOICE,
        "How the first sheet is laid out, unless its audience says otherwise. Blank: perspectives one under another "
        "where a page holds them, else quadrants.",
        choices=LAYOUT_NAMES,
    ),
    Setting(
        "executive_limit",
        Holds.WHOLE,
        "How many key measures an executive scorecard should have at most; 30 unless changed.",
        30,
        low=1,
        high=200,
    ),
    Setting(
        "suppress_below",
        Holds.WHOLE,
        "What is published hides numbers of cases from 1 to one fewer than this; 5 unless changed, 0 hides nothing.",
        low=0,
        high=100,
    ),
    Setting(
        "read_seconds",
        Holds.WHOLE,
        "Seconds after which a return that is still being read is stopped and refused; 60 unless changed.",
        low=1,
        high=3600,
    ),
    Setting(
        "read_megabytes",
        Holds.WHOLE,
        "Megabytes of memory that reading one return may take; 1,024 unless changed.",
        low=64,
        high=1 << 16,
    ),
    Setting(
        "passwords_file",
        Holds.TEXT,
        "The file with the passwords of locked returns, a line each: partner-id = password. Best kept elsewhere.",
    ),
    Setting(
        "target_times",
        Holds.NUMBER,
        "A figure more than so many times its target, or so many times under it, is asked about; 3 unless changed.",
        low=1.01,
        high=1000,
    ),
    Setting(
        "commentary_limit",
        Holds.WHOLE,
        "How many characters a commentary may have before its partner is asked to shorten it; 2,000 unless changed.",
        low=100,
        high=32_000,
    ),
    Setting("quality_asked", Holds.YES, "yes: a figure without its six marks for data quality is asked about."),
    Setting("checks_off", Holds.LIST, "Codes of checks that only ask, and that you do not want asked: VAL051; VAL030."),
    Setting(
        "risk_based_reporting",
        Holds.YES,
        "yes: measures long on target are asked for every half-year only; without it they are just named.",
    ),
    Setting(
        "risk_based_periods",
        Holds.WHOLE,
        "How many periods in a row on target make a measure long on target; 8 unless changed.",
        low=2,
        high=40,
    ),
)
SETTING_BY_KEY: Mapping[str, Setting] = MappingProxyType({row.key: row for row in SETTING_ROWS})
