"""What may change in a framework between one quarter and the next, as changes of the rows of its sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Change = Callable[[Rows], None]
Where = Callable[[Row], bool]

PERCENT: Row = {"kind": "percentage", "unit": "%", "multiplier": 100, "decimals": 1, "pooling": None}
COUNT: Row = {"kind": "count", "unit": "people", "multiplier": None, "pooling": None}
ANSWER: Row = {"kind": "yes/no", "unit": "%", "pooling": "share", "multiplier": None}
KINDS = ("count", "money", "percentage", "rate", "ratio", "mean", "median", "index")
YEAR = "2025-26"


def every(sheet: str, where: Where = lambda _: True, **cells: object) -> Change:
    """Those cells in all rows of a sheet, or in those that are named."""

    def change(rows: Rows) -> None:
        for row in filter(where, rows[sheet]):
            row.update(cells)

    return change


def measure(*ids: str, **cells: object) -> Change:
    """Those cells of one measure or more."""
    return every("measures", lambda row: row["id"] in ids, **cells)


def having(column: str, *values: object) -> Where:
    """True of a row that has one of these there."""
    return lambda row: row[column] in values


def without(sheet: str, where: Where = lambda _: True) -> Change:
    """The sheet without its rows, or without some."""

    def change(rows: Rows) -> None:
        rows[sheet] = [row for row in rows.get(sheet, []) if not where(row)]

    return change


def loose(*ids: str) -> Change:
    """Measures of which nothing is expected: no target, no tolerance, no way out of the hot-house."""
    return together(*(without(sheet, having("measure", *ids)) for sheet in ("targets", "tolerances", "hothouse")))


def settings(values: Row) -> Change:
    """Those settings, whatever stood there."""

    def change(rows: Rows) -> None:
        kept = [row for row in rows["settings"] if row["key"] not in values]
        rows["settings"] = kept + [{"key": key, "value": value} for key, value in values.items()]

    return change


def together(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(rows: Rows) -> None:
        for one in changes:
            one(rows)

    return change


def only(*ids: str) -> Change:
    """No measure but these, and nothing that speaks of another."""
    told = ("targets", "tolerances", "hothouse")
    return together(
        without("measures", lambda row: row["id"] not in ids),
        without("audiences"),
        *(without(sheet, lambda row: row["measure"] not in ids) for sheet in told),
    )


def replaced(*ids: str) -> Change:
    """Measures that end in the middle of the year, each with another begun in its place."""

    def change(rows: Rows) -> None:
        old = [row for row in rows["measures"] if row["id"] in ids]
        new = [{**row, "id": f"{row['id']}-new", "name": f"{row['name']}, anew"} for row in old]
        rows["measures"] += [{**row, "first_period": f"{YEAR} Q3"} for row in new]
        measure(*ids, last_period=f"{YEAR} Q2")(rows)

    return change


def swapped(one: str, other: str) -> Change:
    """Two measures that have each other's ids."""

    def change(rows: Rows) -> None:
        names = {one: other, other: one}
        for row in rows["measures"]:
            row["id"] = names.get(row["id"], row["id"])

    return together(loose(one, other), change)


def partner_renamed(old: str, new: str) -> Change:
    """A partner with another id wherever the framework names it; the ledger knows the one before."""

    def change(rows: Rows) -> None:
        for row in (row for sheet in rows.values() for row in sheet):
            row.update({name: value.replace(old, new) for name, value in row.items() if isinstance(value, str)})

    return change


def ranges(rows: Rows) -> None:
    """Every number to be reached becomes a range about it."""
    for row in rows["targets"]:
        if isinstance(row["target"], int | float):
            row.update(low=row["target"] * 0.9, high=row["target"] * 1.1, target=None, profile=None)
    without("targets", having("measure", "decisions-kept"))(rows)
    every("measures", lambda row: row["kind"] not in ("milestone", "yes/no"), polarity="range")(rows)


def levels(rows: Rows) -> None:
    """A level in place of the one range that there is."""
    every("targets", having("measure", "beds-in-use"), low=None, high=None, target=85)(rows)
    without("tolerances", having("measure", "beds-in-use"))(rows)


def goal(level: float) -> Change:
    """The same number to be reached by every measure."""
    numbers = every("targets", lambda row: isinstance(row["target"], int | float), target=level)
    return together(NO_STANDARD, without("tolerances"), loose("decisions-kept"), numbers)


def tolerances(*rules: Row) -> Change:
    """No tolerance but these, for every kind of measure."""

    def change(rows: Rows) -> None:
        rows["tolerances"] = [{"measure": f"kind:{kind}", **rule} for rule in rules for kind in KINDS]

    return change


NO_STANDARD, NO_PROFILE = every("targets", standard=None), every("targets", profile=None)
QUARTERLY, MONTHLY = having("frequency", "quarter"), having("frequency", "month")
FLOWING, COUNTED = having("accumulate", "flow"), having("kind", "count", "money")

KINDS_CHANGED = together(
    loose("burglary", "home-fires", "decisions-kept", "sharing-agreement", "volunteers", "days-to-contact", "disorder"),
    measure("burglary", "temporary-homes", "evaluations", **PERCENT),
    measure("home-fires", "days-to-contact", "disorder", **ANSWER),
    measure("caseload", polarity="lower", **PERCENT),
    measure("four-hours", "decisions-kept", "sharing-agreement", "avoidable-admissions", "sickness", **COUNT),
    measure("confidence", kind="mean", pooling=None),
    measure("referrals", kind="money", unit="£", pooling=None),
    measure("volunteers", "claimants", kind="milestone", unit=None, pooling=None),
    measure("cost-per-victim", kind="median", multiplier=None, pooling=None),
    measure("staff-trained", kind="rate", multiplier=1000, unit="per 1,000", pooling=None),
)
"""Measures with figures in the ledger, each of another kind now."""

TIMES_CHANGED = together(
    NO_PROFILE,
    measure("burglary", "pooled-budget", frequency="year"),
    measure("homelessness-prevented", "home-fires", frequency="half-year"),
    measure("disorder", "four-hours", frequency="quarter"),
    measure("evaluations", frequency="month"),
    measure("confidence", frequency="quarter"),
    measure("temporary-homes", "ready-to-go-home", accumulate="cumulative", seasonal="yes"),
    measure("safe-and-well", accumulate="flow"),
    measure("sickness", accumulate="stock", rebase=f"{YEAR} Q2"),
    measure("caseload", accumulate="rolling", lag=3),
    measure("abuse-repeated", first_period=f"{YEAR} Q3"),
    measure("volunteers", last_period=f"{YEAR} Q2"),
    measure("cost-per-victim", rebase="; ".join(f"{YEAR} Q{n}" for n in range(1, 5)), dead_band=1_000_000),
)
"""Measures that are returned at other times, add up another way, begin, end, or begin anew."""

ASKED_CHANGED = together(
    without("targets", lambda row: bool(row["partner"] or row["area"])),
    measure("burglary", pooling="none"),
    measure("temporary-homes", "sickness", by_area="yes"),
    measure("home-fires", by_area=None),
    measure("homelessness-prevented", pooling="none"),
    measure("ready-to-go-home", lead="council"),
    measure("caseload", pooling="lead", lead="voluntary"),
    measure("confidence", partners="council; homes", pooling="weights council=10; homes=90"),
    measure("pooled-budget", partners="council"),
    measure("staff-trained", partners="fire; homes"),
)
"""Measures that others are asked for, elsewhere, or that are put together another way."""

LEAST: Row = {
    "amber_edge": "red",
    "default_band": "strict",
    "deadline_days": 1,
    "quartile_method": "rank",
    "spc_screening": "no",
    "layout": "list",
    "executive_limit": 1,
    "target_times": 1.01,
    "commentary_limit": 100,
    "quality_asked": "yes",
    "risk_based_reporting": "yes",
    "risk_based_periods": 2,
    "suppress_below": 100,
}
MOST: Row = {
    "default_band": "10%",
    "deadline_days": 120,
    "quartile_method": "exclusive",
    "layout": "thread",
    "executive_limit": 200,
    "target_times": 1000,
    "commentary_limit": 32000,
    "suppress_below": 0,
    "risk_based_periods": 40,
    "currency": "€",
    "checks_off": "VAL051; VAL030",
}
"""Settings at one end of what they may be, and at the other."""

CHANGES: dict[str, Change] = {
    "kinds": KINDS_CHANGED,
    "times": TIMES_CHANGED,
    "asked": ASKED_CHANGED,
    "nothing is pooled": every("measures", pooling="none"),
    "everything adds up": every("measures", COUNTED, accumulate="cumulative"),
    "nothing adds up": together(NO_PROFILE, every("measures", FLOWING, accumulate="stock")),
    "seasonal": every("measures", seasonal="yes"),
    "neither way is better": together(levels, every("measures", polarity="none")),
    "lower is better": together(NO_STANDARD, every("measures", having("polarity", "higher"), polarity="lower")),
    "higher is better": together(NO_STANDARD, every("measures", having("polarity", "lower"), polarity="higher")),
    "ranges": together(NO_STANDARD, ranges, every("targets", stretch=None)),
    "yearly": together(NO_PROFILE, every("measures", QUARTERLY, frequency="year")),
    "monthly": together(NO_PROFILE, every("measures", QUARTERLY, frequency="month")),
    "half-yearly": together(NO_PROFILE, every("measures", MONTHLY, frequency="half-year")),
    "begun anew now": every("measures", rebase=f"{YEAR} Q4"),
    "begun anew next": every("measures", rebase="2026-27 Q1"),
    "begun this year": every("measures", first_period=f"{YEAR} Q3"),
    "ended this year": every("measures", having("first_period", None), last_period=f"{YEAR} Q2"),
    "ended long ago": every("measures", having("first_period", None), last_period="2023-24 Q4"),
    "replaced": replaced("burglary", "homelessness-prevented", "decisions-kept", "pooled-budget", "confidence"),
    "late by a year": every("measures", lag=12),
    "told otherwise": together(
        every("measures", having("decimals", 0), decimals=3),
        every("measures", having("decimals", 1), decimals=0),
        every("measures", having("kind", "count"), unit=None),
        every("measures", having("kind", "rate", "mean"), multiplier=1000),
        every("measures", definition_version="7"),
    ),
    "no areas": together(every("measures", by_area=None), without("targets", lambda row: bool(row["area"]))),
    "swapped": together(swapped("burglary", "sickness"), swapped("four-hours", "beds-in-use")),
    "one measure": only("burglary"),
    "only context": only("claimants", "private-renters"),
    "a partner has another id": partner_renamed("constabulary", "police"),
    "a perspective has another id": together(
        every("perspectives", having("id", "users"), id="folk", name="Folk", order=None),
        every("objectives", having("perspective", "users"), perspective="folk"),
    ),
    "an objective is gone": together(
        every("measures", having("objective", "homes-kept", "money-that-works"), objective="trusted"),
        without("objectives", having("id", "homes-kept", "money-that-works")),
    ),
    "no targets": without("targets"),
    "no targets any more": without("targets", having("period", YEAR, f"{YEAR} M12")),
    "nothing to reach": goal(0),
    "far too much to reach": goal(1e9),
    "less than nothing to reach": goal(-5),
    "no tolerances": without("tolerances"),
    "all is observed": tolerances(
        {"rule": "travel-modified"}, {"rule": "any"}, {"rule": "forecast", "strength": "act"}
    ),
    "nothing is tolerated": tolerances(
        {"rule": "band", "amount": 0, "unit": "percent"},
        {"rule": "relative median"},
        {"rule": "decline", "n": 24, "compare": "last-year", "silent": "; ".join(str(n) for n in range(1, 13))},
    ),
    "floors and overruns": tolerances({"rule": "floor"}, {"rule": "overrun", "amount": 0, "unit": "own"}),
    "no sheets beside": together(*(without(sheet) for sheet in ("comparators", "audiences", "hothouse"))),
    "all is key": every("measures", key="yes"),
    "least of all settings": settings(LEAST),
    "most of all settings": settings(MOST),
}
"""Changes of the worked year's framework, by what they are."""
