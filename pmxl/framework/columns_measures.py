"""The columns of the sheet measures."""

from __future__ import annotations

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.framework.column import id_column
from pmxl.framework.column import name_column
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity

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
DOING = ("input", "process", "output")
OUTCOMES = ("early outcome", "outcome")
"""The chain from what is put in to what it was for; the guide's throughput is process."""

MEASURES = Sheet(
    "measures",
    "What is measured, how it is published, who returns it and who answers for it. A few good ones beat many.",
    (
        id_column("A short name: small letters, digits and hyphens. It never changes.", "burglary"),
        name_column("The measure's name as it is printed.", "Residential burglary"),
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
            choices=(*DOING, *OUTCOMES),
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
        Column(
            "seasonal",
            Holds.YES,
            "yes: signals and checks go by the change on last year.",
            "no",
            width=10,
        ),
        Column("rebase", Holds.PERIODS, "Periods at which the series begins anew, separated by ;", None, width=18),
        Column("definition_version", Holds.TEXT, "Raise it when the definition changes.", "1", width=16),
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
