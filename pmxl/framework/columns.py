"""The sheets and columns of framework.xlsx as data, from which the reader, the maker of workbooks and the help work.

Names are fixed by the contract. A heading is found by its name, case, spaces and underscores aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import Enum
from enum import auto
from types import MappingProxyType

from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Purpose
from pmxl.terms import Strength
from pmxl.terms import Trigger

Example = str | float | date | None


class Holds(Enum):
    """What a column's cells hold, and so how they are read."""

    ID = auto()  # the row's own id
    REF = auto()  # the id of a row of another sheet
    REFS = auto()  # several ids, separated by ;
    TEXT = auto()
    NAME = auto()
    LIST = auto()  # several texts, separated by ;
    CHOICE = auto()
    YES = auto()
    NUMBER = auto()
    WHOLE = auto()
    LEVEL = auto()  # a number, or a date where the measure is a milestone
    PROFILE = auto()
    PERIOD = auto()
    PERIODS = auto()
    DATE = auto()
    MONTHS = auto()
    SCOPE = auto()
    RULE = auto()
    SETTING = auto()  # read by the key beside it


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, whether it must be filled in, what may be typed, and the words that help.

    `also` maps other spellings to a choice. `low` and `high` bound a number. `refers` is the sheet whose ids are meant.
    """

    name: str
    holds: Holds
    help: str
    example: Example = None
    required: bool = False
    choices: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    refers: str = ""
    low: float | None = None
    high: float | None = None
    width: float = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the framework: what it is for and its columns; `needed` means that it must hold at least one row."""

    name: str
    purpose: str
    columns: tuple[Column, ...]
    needed: bool = False
    one: str = "row"  # what a row is, in words
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the sheet cannot be read."""
        return tuple(column for column in self.columns if column.required)


BAND = "band"
PRESETS = ("strict", "5%", "10%", "points", "floor", "travel-modified", "range", "milestone")
"""The tolerances that go by a name; a rule of that name is a band."""
RULES = (BAND, *PRESETS, *(trigger.value for trigger in Trigger))
SCOPES = ("priority", "perspective", "kind")
ALL = "all"
KEY = "key"

KINDS_ALSO = {
    "number": "count",
    "%": "percentage",
    "percent": "percentage",
    "currency": "money",
    "average": "mean",
    "yes-no": "yes/no",
    "yes no": "yes/no",
    "date milestone": "milestone",
    "date": "milestone",
}
POLARITY_ALSO = {
    "high": "higher",
    "higher is better": "higher",
    "low": "lower",
    "lower is better": "lower",
    "within a range": "range",
    "nearest to target": "nearest",
    "context": "none",
}
FREQUENCY_ALSO = {
    "monthly": "month",
    "quarterly": "quarter",
    "half-yearly": "half-year",
    "half yearly": "half-year",
    "half year": "half-year",
    "six-monthly": "half-year",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
UNIT_ALSO = {"%": "percent", "per cent": "percent", "percentage": "percent", "point": "points"}
COMPARE_ALSO = {"last year": "last-year", "same period last year": "last-year", "previous period": "previous"}
BASIS_ALSO = {"annual": "year", "yearly": "year", "quarter": "period", "month": "period", "by": "point"}


def _id(help_: str, example: str) -> Column:
    return Column("id", Holds.ID, help_, example, required=True, width=20)


def _name(help_: str, example: str, width: float = 32) -> Column:
    return Column("name", Holds.NAME, help_, example, required=True, width=width)


def _life(what: str, sheet: str) -> tuple[Column, ...]:
    return (
        Column(
            "from", Holds.PERIOD, f"The first period in which the {what} belongs; blank means always.", "2021-22 Q1"
        ),
        Column("to", Holds.PERIOD, f"The last period in which the {what} belongs; blank means still.", "2025-26 Q4"),
        Column(
            "successor", Holds.REF, f"The id of the {what} that took over after a merger.", None, refers=sheet, width=20
        ),
    )


def _aliases(example: str) -> Column:
    return Column(
        "aliases", Holds.LIST, "Other spellings that figures may arrive under, separated by ;", example, width=28
    )


AGREED_BY = Column("agreed_by", Holds.TEXT, "The meeting or person who agreed it.", "Executive board", width=20)
AGREED_ON = Column("agreed_on", Holds.DATE, "The day on which it was agreed.", date(2026, 3, 12), width=14)

SETTINGS = Sheet(
    "settings",
    "How the partnership works: one setting a row. What is left blank takes the value named beside it.",
    (
        Column("key", Holds.TEXT, "The name of the setting.", "name", required=True, width=22),
        Column("value", Holds.SETTING, "What it is set to.", "Riverside Partnership", required=True, width=36),
    ),
    needed=True,
    one="setting",
)
PARTNERS = Sheet(
    "partners",
    "The bodies that return figures. Each gets its own return workbook every period.",
    (
        _id("A short name for files and figures: small letters, digits and hyphens. It never changes.", "riverside"),
        _name("The partner's name as it is printed.", "Riverside Borough Council"),
        _aliases("Riverside BC; Riverside"),
        Column("contact", Holds.TEXT, "Who fills in the return: a role is best.", "Performance manager", width=24),
        Column("email", Holds.TEXT, "Where the return is sent.", "performance@riverside.example", width=30),
        Column("kind", Holds.TEXT, "The sort of body; measures can ask all of one kind.", "council", width=14),
        *_life("partner", "partners"),
    ),
    needed=True,
    one="partner",
)
AREAS = Sheet(
    "areas",
    "The places that figures are about, where a measure is returned area by area. Leave empty if none is.",
    (
        _id("A short name: small letters, digits and hyphens. It never changes.", "north-vale"),
        _name("The area's name as it is printed.", "North Vale"),
        _aliases("N Vale; North Vale district"),
        *_life("area", "areas"),
    ),
    one="area",
)
PERSPECTIVES = Sheet(
    "perspectives",
    "The sides of the balanced scorecard, each with the question it answers. Adapt them to local needs.",
    (
        _id("A short name: small letters, digits and hyphens.", "outcomes"),
        _name("The perspective's name as it is printed.", "Community outcomes"),
        Column("question", Holds.TEXT, "The question it answers.", "Are people's lives getting better?", width=64),
        Column("order", Holds.NUMBER, "Its place on the scorecard: 1 comes first.", 1, width=10),
    ),
    needed=True,
    one="perspective",
)
OBJECTIVES = Sheet(
    "objectives",
    "What the partnership means to achieve, each under a perspective and in line with a plan above it.",
    (
        _id("A short name: small letters, digits and hyphens.", "safer-homes"),
        _name("The objective in one line.", "Fewer homes are broken into", width=40),
        Column(
            "perspective",
            Holds.REF,
            "The id of its perspective.",
            "outcomes",
            required=True,
            refers="perspectives",
            width=18,
        ),
        Column(
            "parent",
            Holds.REF,
            "The id of the objective it serves: the golden thread upwards.",
            "safer-place",
            refers="objectives",
            width=18,
        ),
        Column("plan", Holds.TEXT, "The high-level plan it contributes to.", "Community strategy, aim 2", width=30),
        Column("owner", Holds.TEXT, "Who answers for it: a role is best.", "Director of place", width=24),
        Column(
            "priority", Holds.TEXT, "How much it matters: high, medium, low or none. Tolerances can follow it.", "high"
        ),
    ),
    needed=True,
    one="objective",
)
MEASURES = Sheet(
    "measures",
    "What is measured, how it is published, who returns it and who answers for it. A few good ones beat many.",
    (
        _id("A short name: small letters, digits and hyphens. It never changes.", "burglary"),
        _name("The measure's name as it is printed.", "Residential burglary"),
        Column(
            "definition",
            Holds.TEXT,
            "What exactly is counted, so that everyone counts alike.",
            "Offences recorded in the period, by date recorded",
            required=True,
            width=64,
        ),
        Column(
            "objective",
            Holds.REF,
            "The id of the objective it shows progress on.",
            "safer-homes",
            required=True,
            refers="objectives",
            width=18,
        ),
        Column(
            "kind",
            Holds.CHOICE,
            "What sort of figure it is. Percentage, rate, ratio and mean are a numerator over a denominator.",
            "count",
            required=True,
            choices=tuple(k.value for k in Kind),
            also=KINDS_ALSO,
            width=14,
        ),
        Column("unit", Holds.TEXT, "The unit printed beside the figure.", "offences", width=14),
        Column(
            "decimals",
            Holds.WHOLE,
            "Places after the point as published, 0 to 6. Ratings compare figures as published.",
            0,
            required=True,
            low=0,
            high=6,
            width=11,
        ),
        Column(
            "multiplier",
            Holds.NUMBER,
            "Numerator over denominator times this: 100 for a percentage (the default), 1000 for a rate per thousand.",
            1000,
            width=12,
        ),
        Column(
            "polarity",
            Holds.CHOICE,
            "Which way is better; range and nearest stay close to the target; none is for context only.",
            "lower",
            required=True,
            choices=tuple(p.value for p in Polarity),
            also=POLARITY_ALSO,
            width=12,
        ),
        Column(
            "frequency",
            Holds.CHOICE,
            "How often it is reported.",
            "quarter",
            required=True,
            choices=tuple(f.value for f in Frequency),
            also=FREQUENCY_ALSO,
            width=12,
        ),
        Column(
            "accumulate",
            Holds.CHOICE,
            "How it builds through the year: flow adds up, stock is a level, cumulative is the year to date, "
            "rolling is the last twelve months.",
            "flow",
            required=True,
            choices=tuple(a.value for a in Accumulate),
            width=13,
        ),
        Column(
            "pooling",
            Holds.TEXT,
            "How partners' figures become one. Blank is the usual way of the kind; else sum, ratio, share, lead, none, "
            "or weights such as: weights a=50; b=50",
            None,
            width=20,
        ),
        Column(
            "lead",
            Holds.REF,
            "The partner whose figure stands, where pooling is lead.",
            "riverside",
            refers="partners",
            width=14,
        ),
        Column(
            "partners",
            Holds.LIST,
            "Who returns it: all, or ids separated by ;, or all of one kind such as kind:council",
            "kind:council",
            required=True,
            width=24,
        ),
        Column(
            "by_area",
            Holds.LIST,
            "Blank: not by area. yes: every partner returns every area. Else area ids separated by ;, or partner=area.",
            "north-vale; police=south-vale",
            width=26,
        ),
        Column(
            "chain",
            Holds.CHOICE,
            "Its place in the chain from input to outcome.",
            "outcome",
            choices=("input", "process", "output", "early outcome", "outcome"),
            also={"throughput": "process", "activity": "process", "intermediate outcome": "early outcome"},
            width=14,
        ),
        Column("proxy_for", Holds.TEXT, "What it stands in for, where that is hard to measure.", None, width=20),
        Column(
            "data_owner",
            Holds.TEXT,
            "Who answers for the figure: a role is best.",
            "Police analyst",
            required=True,
            width=26,
        ),
        Column(
            "performance_owner",
            Holds.TEXT,
            "Who answers for the performance: a role is best.",
            "Borough commander",
            required=True,
            width=26,
        ),
        Column("key", Holds.YES, "yes: it stands on the first sheet and gets a sheet with a chart.", "yes", width=8),
        Column(
            "audiences",
            Holds.REFS,
            "The audiences that see it, separated by ; Blank means all.",
            None,
            refers="audiences",
            width=18,
        ),
        Column("first_period", Holds.PERIOD, "The first period for which it is reported.", "2021-22 Q1", width=14),
        Column("last_period", Holds.PERIOD, "The last period for which it is reported.", None, width=14),
        Column(
            "lag", Holds.WHOLE, "How many periods late figures normally arrive; 0 if none.", 0, low=0, high=12, width=8
        ),
        Column(
            "dead_band",
            Holds.NUMBER,
            "A move of at most this much, in the measure's unit, is called steady.",
            5,
            low=0,
            width=12,
        ),
        Column("seasonal", Holds.YES, "yes: compare with the same period last year first.", "no", width=10),
        Column("rebase", Holds.PERIODS, "Periods at which the series begins anew, separated by ;", None, width=18),
        Column("definition_version", Holds.TEXT, "Raise it when the definition changes.", "1", width=12),
        Column("source", Holds.TEXT, "Where the figure is taken from.", "Crime recording system", width=26),
        Column("formula", Holds.TEXT, "How it is worked out, in words.", None, width=24),
        Column(
            "comparison_group",
            Holds.TEXT,
            "The group of the comparators sheet it is compared with.",
            "family",
            width=18,
        ),
    ),
    needed=True,
    one="measure",
)
TARGETS = Sheet(
    "targets",
    "What is expected, by when, for what purpose, and who agreed it. A measure without a row is watched, not rated.",
    (
        Column("measure", Holds.REF, "The id of the measure.", "burglary", required=True, refers="measures", width=20),
        Column(
            "partner",
            Holds.REF,
            "Only for one partner's own target; blank means the partnership.",
            None,
            refers="partners",
        ),
        Column(
            "area", Holds.REF, "Only for one area's own target; blank means the whole.", None, refers="areas", width=16
        ),
        Column("period", Holds.PERIOD, "The period or year it speaks of.", "2026-27", required=True, width=14),
        Column(
            "basis",
            Holds.CHOICE,
            "period: that period's level. year: the year's total or level. point: a level to reach by the end of it.",
            "year",
            required=True,
            choices=tuple(b.value for b in Basis),
            also=BASIS_ALSO,
            width=10,
        ),
        Column("target", Holds.LEVEL, "The level: 95 means 95 %. A date for a milestone.", 1480, width=12),
        Column("low", Holds.NUMBER, "The lower bound, where polarity is range.", None, width=10),
        Column("high", Holds.NUMBER, "The upper bound, where polarity is range.", None, width=10),
        Column("standard", Holds.NUMBER, "A floor that must never be broken; broken is Red.", None, width=11),
        Column("stretch", Holds.NUMBER, "Better than the target by more than this is Blue.", 10, low=0, width=10),
        Column(
            "purpose",
            Holds.CHOICE,
            "Why it was set, one purpose a target: a stretch target is never Red.",
            "manage",
            required=True,
            choices=tuple(p.value for p in Purpose),
            also={"self-improvement": "improvement", "manage service": "manage"},
            width=15,
        ),
        Column(
            "profile",
            Holds.PROFILE,
            "The share of the year's target due in each period, such as 25;25;20;30. Blank is even.",
            "25;25;20;30",
            width=26,
        ),
        Column("baseline", Holds.NUMBER, "The level a point target starts from; blank takes the last figure.", None),
        Column("baseline_period", Holds.PERIOD, "The period that level belongs to.", None),
        AGREED_BY,
        AGREED_ON,
        Column("reason", Holds.TEXT, "Why this level.", "A tenth below the best of three years", width=36),
    ),
    one="target",
)
TOLERANCES = Sheet(
    "tolerances",
    "How far off target is Amber (band), and what makes a figure an exception (triggers), agreed beforehand.",
    (
        Column(
            "measure",
            Holds.SCOPE,
            "The id of a measure, or all of some: priority:high, perspective:outcomes, kind:money",
            "kind:count",
            required=True,
            width=24,
        ),
        Column(
            "rule",
            Holds.RULE,
            "band for the Amber band, or a trigger: decline for so many worse in a row (n), overrun beyond an amount.",
            "band",
            required=True,
            choices=RULES,
            width=16,
        ),
        Column("amount", Holds.NUMBER, "How much: 5 with percent is 5 % of target.", 5, low=0, width=10),
        Column(
            "unit",
            Holds.CHOICE,
            "percent of target, points, or the measure's own unit.",
            "percent",
            choices=("points", "percent", "own"),
            also=UNIT_ALSO,
            width=10,
        ),
        Column("n", Holds.WHOLE, "How many times in a row.", 2, low=1, high=24, width=8),
        Column(
            "compare",
            Holds.CHOICE,
            "Compared with the previous period (the default) or with the same one last year.",
            "previous",
            choices=("previous", "last-year"),
            also=COMPARE_ALSO,
            width=12,
        ),
        Column("silent", Holds.MONTHS, "Months in which it stays silent, separated by ;", "Aug; Dec", width=14),
        Column(
            "strength",
            Holds.CHOICE,
            "observe: shown, no action owed (the default). act: an action is owed.",
            "observe",
            choices=tuple(s.value for s in Strength),
            width=11,
        ),
        AGREED_BY,
        AGREED_ON,
    ),
    one="tolerance",
)
COMPARATORS = Sheet(
    "comparators",
    "Groups of other places to compare with. Leave empty if there are none yet.",
    (
        Column("group", Holds.NAME, "The name of the group.", "family", required=True, width=20),
        Column("member", Holds.NAME, "One member of it.", "Hillshire", required=True, width=32),
    ),
    one="member",
)
AUDIENCES = Sheet(
    "audiences",
    "Who gets a scorecard of their own, and what is on it. Leave empty for one scorecard for all.",
    (
        _id("A short name: small letters, digits and hyphens.", "executive"),
        _name("Who they are.", "Executive board"),
        Column("layout", Holds.TEXT, "The layout of their scorecard.", None, width=16),
        Column(
            "measures",
            Holds.REFS,
            "Measure ids separated by ;, or key, or all.",
            "key",
            refers="measures",
            width=28,
        ),
        Column("columns", Holds.LIST, "Columns shown, separated by ; Blank means the usual ones.", None, width=28),
    ),
    one="audience",
)

SHEETS = (
    SETTINGS,
    PARTNERS,
    AREAS,
    PERSPECTIVES,
    OBJECTIVES,
    MEASURES,
    TARGETS,
    TOLERANCES,
    COMPARATORS,
    AUDIENCES,
)
"""The sheets in the order in which they are filled in."""
LAYOUTS = "layouts"
"""A sheet that belongs to the reading of partners' own workbooks; the framework leaves it alone."""

BY_NAME: Mapping[str, Sheet] = MappingProxyType({sheet.name: sheet for sheet in SHEETS})


def plain(heading: str) -> str:
    """A heading as it is compared: letters and digits alone, in lower case."""
    return "".join(ch for ch in heading.casefold() if ch.isalnum())
