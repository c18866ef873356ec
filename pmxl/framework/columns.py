"""The sheets and columns of framework.xlsx as data, from which the reader, the maker of workbooks and the help work.

Names are fixed by the contract. A heading is found by its name, case, spaces and underscores aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pmxl.framework.column import AGREED_ON
from pmxl.framework.column import MEASURE
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.framework.column import aliases_column
from pmxl.framework.column import id_column
from pmxl.framework.column import life_columns
from pmxl.framework.column import name_column
from pmxl.framework.columns_audiences import AUDIENCES
from pmxl.framework.columns_calendar import CALENDAR
from pmxl.framework.columns_forecasts import FORECASTS
from pmxl.framework.columns_hothouse import HOTHOUSE
from pmxl.framework.columns_layouts import LAYOUTS
from pmxl.framework.columns_measures import MEASURES
from pmxl.framework.columns_tests import TESTS
from pmxl.rules import presets
from pmxl.terms import Basis
from pmxl.terms import Purpose
from pmxl.terms import Strength
from pmxl.terms import Trigger

BAND = "band"
PRESETS = tuple(name for name in presets.PRESETS if name)
"""The tolerances that go by a name; a rule of that name is a band."""
VARIANTS = {
    "relative median": (Trigger.RELATIVE, "median"),
    "relative best quartile": (Trigger.RELATIVE, "best quartile"),
    "rating amber": (Trigger.RATING, "amber"),
    "forecast amber": (Trigger.FORECAST, "amber"),
}
"""Triggers of another form than their plain word: below a group's median, or Amber or worse instead of Red."""
RULES = (BAND, *PRESETS, *(trigger.value for trigger in Trigger), *VARIANTS)
SCOPES = ("priority", "perspective", "kind")
ALL = "all"
KEY = "key"

UNIT_ALSO = {"%": "percent", "per cent": "percent", "percentage": "percent", "point": "points"}
COMPARE_ALSO = {"last year": "last-year", "same period last year": "last-year", "previous period": "previous"}
BASIS_ALSO = {"annual": "year", "yearly": "year", "quarter": "period", "month": "period", "by": "point"}

AGREED_BY = Column("agreed_by", Holds.TEXT, "The meeting or person who agreed it.", "Executive board", width=20)

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
        id_column(
            "A short name for files and figures: small letters, digits and hyphens. It never changes.", "riverside"
        ),
        name_column("The partner's name as it is printed.", "Riverside Borough Council"),
        aliases_column("Riverside BC; Riverside"),
        Column("contact", Holds.TEXT, "Who fills in the return: a role is best.", "Performance manager", width=30),
        Column("email", Holds.TEXT, "Where the return is sent.", "performance@riverside.example", width=42),
        Column("kind", Holds.TEXT, "The sort of body; measures can ask all of one kind.", "council", width=14),
        *life_columns("partner", "partners"),
    ),
    needed=True,
    one="partner",
)
AREAS = Sheet(
    "areas",
    "The places that figures are about, where a measure is returned area by area. Leave empty if none is.",
    (
        id_column("A short name: small letters, digits and hyphens. It never changes.", "north-vale"),
        name_column("The area's name as it is printed.", "North Vale"),
        aliases_column("N Vale; North Vale district"),
        *life_columns("area", "areas"),
    ),
    one="area",
)
PERSPECTIVES = Sheet(
    "perspectives",
    "The sides of the balanced scorecard, each with the question it answers. Adapt them to local needs.",
    (
        id_column("A short name: small letters, digits and hyphens.", "outcomes"),
        name_column("The perspective's name as it is printed.", "Community outcomes"),
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
        id_column("A short name: small letters, digits and hyphens.", "safer-homes"),
        name_column("The objective in one line.", "Fewer homes are broken into", width=40),
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
TARGETS = Sheet(
    "targets",
    "What is expected, by when, for what purpose, and who agreed it. A measure without a row is watched, not rated.",
    (
        MEASURE,
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
            "green_half_width",
            Holds.NUMBER,
            "Where polarity is nearest: as far off the target as this is still Green.",
            None,
            low=0,
            width=17,
        ),
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
            "band for the Amber band, or a trigger, such as decline (n worse in a row), overrun (beyond an amount), "
            "standard, signal, relative, rating (Red for n periods), missing, forecast, any.",
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
OPTIONAL = (FORECASTS, LAYOUTS, TESTS, CALENDAR, HOTHOUSE)
"""Sheets that are read where they are there, and that a new workbook does not have."""

BY_NAME: Mapping[str, Sheet] = MappingProxyType({sheet.name: sheet for sheet in SHEETS})
