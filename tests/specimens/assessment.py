"""A made-up assessment: five partners of an invented place, some twenty measures, every rating and every gap."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any
from typing import NamedTuple

import pandas as pd

from pmxl.assess import Assessment
from pmxl.assess.questions import questions
from pmxl.assess.series import AIMS
from pmxl.framework.models import Area
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models import Perspective
from pmxl.framework.models_settings import Settings
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from tests.specimens.outlook import BLANK
from tests.specimens.outlook import CONTRIBUTIONS
from tests.specimens.outlook import outlook
from tests.specimens.pictures import pictures

NAN = math.nan
PERIOD = Period(month_index(2022, 10), 3)
MADE_AT = datetime(2023, 2, 3, 14, 5, 30, 250, tzinfo=UTC)
RECEIVED_AT = datetime(2023, 1, 20, 9, 30, tzinfo=UTC)

LONG_NAME = (
    "Share of all adults with care and support needs who said, when asked in the yearly survey of the partnership, "
    "that they knew whom to ring and were answered on the same day by a person"
)
HOSTILE = '=HYPERLINK("http://example.org","look")'
"""What a partner may write and what must stay text."""
COMMENTARY = (
    "Redmarsh Borough Council: Demand rose by a fifth over the winter and two of the five advisers left. Three have "
    "been appointed since and start in February; the duty desk is covered by the housing team until then.\n"
    f"Whitlow Borough Council: {HOSTILE} is what our system printed here."
)
VERY_LONG = " ".join(f"Sentence {n} of a commentary that somebody took great trouble over." for n in range(1, 121))

PARTNERS = (
    Partner(
        id="redmarsh", name="Redmarsh Borough Council", aliases=("Redmarsh", "E09000099"), contact="Head of Insight"
    ),
    Partner(id="whitlow", name="Whitlow Borough Council", aliases=("Whitlow",), contact="Policy team"),
    Partner(id="police", name="Thamesmere Police", contact="Performance unit"),
    Partner(
        id="hospital",
        name="Queen Eleanor Hospital NHS Trust",
        aliases=("Queen Eleanor",),
        contact="Chief operating officer",
    ),
    Partner(id="forum", name="=Voluntary Sector Forum", contact="Secretary"),
)
COUNCILS = ("redmarsh", "whitlow")
AREAS = (Area(id="north", name="North Division"), Area(id="east", name="East Division"))
PERSPECTIVES = (
    Perspective(id="users", name="Communities and users", question="What do people here experience?", order=1),
    Perspective(id="value", name="Resources and value", question="Is the pooled budget well spent?", order=2),
    Perspective(id="process", name="Working together", question="Do our joint processes work?", order=3),
    Perspective(id="learning", name="Data", question="Are we getting better at this?", order=4),
)
OBJECTIVES = (
    Objective(id="safe", name="People are safe", perspective="users", owner="Police superintendent"),
    Objective(id="housed", name="Nobody is without a home", perspective="users"),
    Objective(id="spend", name="Every pound counts", perspective="value", owner="Chief finance officer"),
    Objective(id="joint", name="We act as one", perspective="process"),
    Objective(id="learn", name="We learn", perspective="learning"),
)
PERSPECTIVE = {objective.id: objective.perspective for objective in OBJECTIVES}

# ref | name | objective | kind | unit | decimals | better | value | target | rating | travel | on last year | who
TABLE = """
c1* | Residential burglary | safe | count | offences | 0 | lower | 688 | 640 | Amber | Worsening | Improving | police
c2 | Robbery of property | safe | count | offences | 0 | lower | 385 | 360 | Amber | Improving | Improving | police
c3 | Violence with injury | safe | count | offences | 0 | lower | 1565 | 1500 | Amber | Steady | Worsening | police
h1* | Households helped early | housed | percentage | % | 1 | higher | 46.4147 | 55 | Red | Worsening | Worsening | BOTH
s1 | LONG_NAME | housed | percentage | % | 1 | higher | 71.2 | 70 | Green | Improving | Not comparable | BOTH
m1* | Pooled budget variance | spend | money | £k | 0 | lower | 18 | 0 | Amber | Steady | Steady | BOTH
m2 | Cost per victim supported | spend | ratio | £ | 0 | lower | 412 | 430 | Green | Improving | Improving | BOTH
m3 | External funding | spend | money | £ | 0 | higher | 126543210 | 12e7 | Blue | Improving | Improving | BOTH
m4 | Savings | spend | money | £k | 0 | higher | nan | 120 | No data | Not comparable | Not comparable | forum
m5 | Beds in use | spend | percentage | % | 0 | range | 93 | nan | Green | Steady | | hospital
a1* | A&E seen in four hours | joint | percentage | % | 1 | higher | 56.1 | 76 | Red | Worsening | Worsening | hospital
p1 | Referrals shared in 24 hours | joint | percentage | % | 1 | higher | 93.8 | 95 | Amber | Improving | | BOTH
p2 | Joint plan published | joint | yes/no | % | 0 | higher | 50 | 100 | Red | Steady | Steady | BOTH
p3 | Depot open | joint | milestone | | 0 | lower | 44920 | 44926 | Green | Not comparable | Not comparable | redmarsh
p4* | Calls answered | joint | count | calls | 0 | higher | 8214 | 12000 | Waiting | Not comparable | | BOTH police
l1 | Staff trained together | learn | percentage | % | 1 | higher | 82.4 | 80 | Green | Improving | Improving | BOTH
l2 | Evaluations completed | learn | count | | 0 | higher | 6 | nan | No target | Steady | | forum
l3 | Typical wait for a course | learn | median | weeks | 1 | lower | nan | nan | Not applicable | | | BOTH
l4 | Volunteers active | learn | count | people | 0 | higher | 341 | nan | Baseline | Worsening | | forum
l5 | Annual residents' survey | learn | percentage | % | 1 | higher | 64.2 | 60 | Green | | Improving | BOTH
l6 | Next year's plan agreed | learn | percentage | % | 0 | higher | nan | 100 | Not due | | | BOTH
l7 | Reviews of serious cases | learn | count | | 0 | lower | nan | 3 | Suppressed | | | hospital
l8 | Complaints upheld | learn | count | | 0 | lower | nan | 3 | Withheld | | | hospital
"""
"""The measures; a star marks a key measure."""


class Line(NamedTuple):
    """One measure of the table."""

    id: str
    name: str
    objective: str
    kind: str
    unit: str
    decimals: int
    polarity: str
    value: float
    target: float
    rating: str
    travel: str
    travel_year: str
    partners: tuple[str, ...]
    key: bool


def line(text: str) -> Line:
    """A line of the table, read."""
    pieces = [piece.strip() for piece in text.split("|")]
    ref, name, objective, kind, unit, decimals, polarity, value, target, rating, travel, travel_year, who = pieces
    return Line(
        id=ref.strip("*"),
        name=name.replace("LONG_NAME", LONG_NAME),
        objective=objective,
        kind=kind,
        unit=unit,
        decimals=int(decimals),
        polarity=polarity,
        value=float(value),
        target=float(target),
        rating=rating,
        travel=travel,
        travel_year=travel_year,
        partners=tuple(who.replace("BOTH", " ".join(COUNCILS)).split()),
        key=ref.endswith("*"),
    )


MEASURES = tuple(line(text) for text in TABLE.strip().splitlines())
CARRIED = {"l5": "2021-22"}
WAITING = {"p4": ("2 of 3", "Whitlow Borough Council", 0.71), "m4": ("0 of 1", "=Voluntary Sector Forum", NAN)}
QUARTERS = tuple(PERIOD.step(-n) for n in range(12, -1, -1))


def framework() -> Framework:
    """The framework behind the specimen."""
    return Framework(
        settings=Settings(name="Thamesmere Partnership", place="Thamesmere"),
        partners=PARTNERS,
        areas=AREAS,
        perspectives=PERSPECTIVES,
        objectives=OBJECTIVES,
        measures=tuple(model(row) for row in MEASURES),
        version="f0f0f0f0",
    )


def model(row: Line) -> Measure:
    """A measure of the framework."""
    return Measure(
        id=row.id,
        name=row.name,
        definition=f"{row.name}: counted as the partnership agreed, each case once, by the day it was first known.",
        objective=row.objective,
        kind=Kind(row.kind),
        unit=row.unit,
        decimals=row.decimals,
        polarity=Polarity(row.polarity),
        frequency=Frequency.QUARTER,
        accumulate=Accumulate.FLOW,
        pooling=Pooling.SUM,
        partners=row.partners,
        pairs=tuple((partner, "") for partner in row.partners),
        key=row.key,
        data_owner="Data lead",
        performance_owner="Service director",
    )


def measure_row(row: Line) -> dict[str, Any]:
    """One measure as the assessment frame has it."""
    coverage, waiting, share = WAITING.get(row.id, (f"{len(row.partners)} of {len(row.partners)}", "", 1.0))
    in_range = row.polarity == "range"
    to_date = row.id == "c1"
    return {
        "measure": row.id,
        "name": row.name,
        "perspective": PERSPECTIVE[row.objective],
        "partner": "",
        "area": "",
        "period": PERIOD.label,
        "frequency": "quarter",
        "unit": row.unit,
        "decimals": row.decimals,
        "kind": "percentage" if row.kind == "yes/no" else row.kind,
        "polarity": row.polarity,
        "key": row.key,
        "numerator": NAN,
        "denominator": NAN,
        "value": row.value,
        "at_least": row.rating == "Waiting",
        "carried": CARRIED.get(row.id, ""),
        "target": row.target,
        "low": 85.0 if in_range else NAN,
        "high": 95.0 if in_range else NAN,
        "standard": NAN,
        "target_basis": "year",
        "target_words": f"The year's level for {PERIOD.year.label}, agreed by the Partnership Board on 4 April 2022.",
        "variance": row.value - row.target,
        "rating": row.rating,
        "rating_ytd": "Amber" if to_date else "",
        "value_ytd": 2011.0 if to_date else NAN,
        "target_ytd": 1920.0 if to_date else NAN,
        "travel": row.travel,
        "travel_words": moved(row.travel, row, "2022-23 Q2"),
        "travel_year": row.travel_year,
        "travel_year_words": moved(row.travel_year, row, "2021-22 Q3"),
        "coverage_partners": coverage,
        "coverage_share": share,
        "waiting": waiting,
        "provisional": row.id in ("a1", "p4"),
        "quality": 2.0 if row.id == "h1" else 4.0 if row.key else NAN,
        "commentary": {"h1": COMMENTARY, "a1": VERY_LONG}.get(row.id, ""),
        "settled": SETTLED if row.id == "p4" else "",
        "held": 1 if row.id == "p4" else 0,
        "why": f"{row.name[:40]} against its target, so {row.rating}. Tolerance 5 points, agreed by the Board.",
        "exception": row.rating == "Red",
        "triggers": "decline 2" if row.id in ("h1", "a1") else "",
        "sources": len(row.partners),
        **outlook(row.id),
    }


def moved(travel: str, row: Line, period: str) -> str:
    """What a direction of travel is measured against."""
    if travel == "Not comparable":
        return "Not comparable (coverage)"
    return f"was {row.value * 1.02:,.{row.decimals}f} in {period}" if travel and not math.isnan(row.value) else ""


def unit_rows(rows: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """A row for each partner of each measure; by area for the first measure only."""
    partners = {row.id: row.partners for row in MEASURES}
    kinds = {row.id: row.kind for row in MEASURES}
    found = []
    for row in rows:
        units = partners[row["measure"]] if by == "partner" else ("north", "east") if row["measure"] == "c1" else ()
        for n, unit in enumerate(units):
            yes_no = kinds[row["measure"]] == "yes/no"
            value = float(n) if yes_no else row["value"] + n
            awaited = row["measure"] in WAITING and unit in ("whitlow", "forum")
            own = {by: unit, "kind": kinds[row["measure"]], "value": NAN if awaited else value, "at_least": False}
            if row["rating"] == "Waiting":
                own["rating"] = "No data" if awaited else "No target"
            own |= BLANK | {
                "numerator": 159.0 + n,
                "denominator": 295.5 - n,
                "commentary": "" if n else "Said by the partner.",
            }
            found.append(row | own)
    return found


def series_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Thirteen quarters of every measure that has a figure, with a gap in them."""
    found = []
    for row in rows:
        if row["kind"] in ("milestone", "median") or row["rating"] in ("No data", "Not due", "Suppressed", "Withheld"):
            continue
        for n, period in enumerate(QUARTERS):
            value = row["value"] * (1 + 0.03 * math.sin(n * 1.7) + 0.004 * (12 - n))
            value = NAN if n == 4 else row["value"] if n == 12 else value
            found.append(
                {
                    "measure": row["measure"],
                    "partner": "",
                    "period": period.label,
                    "start": period.start,
                    "value": value,
                    **{aim: row[aim] for aim in AIMS},
                    "last_year": value * 1.05 if n >= 4 else NAN,
                }
            )
    return found


def figure_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every partner's figure with where it came from."""
    names = {partner.id: partner.name for partner in PARTNERS}
    return [
        {
            "measure": row["measure"],
            "name": row["name"],
            "partner": row["partner"],
            "partner_name": names[row["partner"]],
            "area": "",
            "period": row["period"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "value": row["value"],
            "marker": "" if row["value"] == row["value"] else "x",
            "provisional": row["provisional"],
            "held": False,
            "commentary": HOSTILE if row["partner"] == "forum" else row["commentary"],
            "quality": "443344",
            "revision": 1,
            "file": f"{row['partner']}.xlsx",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "sheet": "Return",
            "cell": f"K{n + 6}",
            "received_at": RECEIVED_AT,
            "signed_by": "Director of Place",
            "framework": "f0f0f0f0",
            "note": HOSTILE if row["partner"] == "forum" else row["settled"],
        }
        for n, row in enumerate(rows)
    ]


def exception_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What fired and what is Red."""
    facts = ("measure", "name", "perspective", "partner", "area", "value", "target", "rating", "commentary", "settled")
    found = []
    for row in rows:
        if row["rating"] == "Red":
            fired = bool(row["triggers"])
            why = "Worsening for 2 periods running: 60.5 %, 53.1 %, 46.4 %. Agreed by the Board on 4 April 2022."
            found.append(
                {key: row[key] for key in facts}
                | {
                    "trigger": row["triggers"] or "Red",
                    "sentence": why if fired else row["why"],
                    "strength": "act" if fired else "observe",
                    "agreed_by": "Partnership Board" if fired else "",
                    "agreed_on": date(2022, 4, 4) if fired else None,
                }
            )
    return found


def register_rows() -> list[dict[str, Any]]:
    """One row a partner, each in another state."""
    states = ("Accepted", "Queried", "Returned", "Refused", "Not returned")
    found = []
    for partner, status in zip(PARTNERS, states, strict=True):
        came = status != "Not returned"
        kept = status in ("Accepted", "Queried", "Returned")
        found.append(
            {
                "partner": partner.id,
                "name": partner.name,
                "contact": partner.contact,
                "status": status,
                "revision": 1 if came else 0,
                "file": f"{partner.id}-q3-final.xlsx" if came else "",
                "received_at": RECEIVED_AT if came else None,
                "asked": 12,
                "kept": 11 if kept else 0,
                "held": 1 if kept else 0,
                "missing": 0 if kept else 12,
                "refused": 0,
                "findings": 2 if status == "Queried" else 0,
                "signed_by": "Director of Place" if kept else "",
                "signed_on": date(2023, 1, 19) if kept else None,
            }
        )
    return found


def finding_rows() -> list[dict[str, Any]]:
    """What is still open, of every severity."""
    return [
        {
            "code": code,
            "severity": severity,
            "file": "whitlow-q3-final.xlsx",
            "sheet": "Return",
            "cell": cell,
            "found": found,
            "expected": "",
            "says": says,
            "ask": "Confirm the figure or correct it.",
            "partner": "whitlow",
        }
        for code, severity, cell, found, says in (
            ("VAL007", "Query", "D8", "41", "Days to relet was 24 last quarter and is 41 now."),
            ("NUM003", "Hold", "D9", "0.95", "The figure can be read two ways: 0.95 or 95."),
            ("VAL002", "Error", "D10", HOSTILE, "Here stands text where a number belongs."),
        )
    ]


SETTLED = "Entered by A. Officer on 3 February 2023: the partner telephoned the figure, its system being down."


def change_rows() -> list[dict[str, Any]]:
    """A figure corrected, and one that came at last with a name that tries to be a formula."""
    where = {"partner": "whitlow", "area": "", "period": "2022-23 Q3", "sheet": "Return", "file": "whitlow.xlsx"}
    first = {"measure": "h1", "name": "Helped early", "cell": "I9:J9", "before": 46.4, "before_words": "46 over 99"}
    second = {"measure": "p4", "name": "Days to relet", "cell": "K8", "before": NAN, "before_words": "no figure"}
    return [
        where | first | {"after": 47.5, "after_words": "47 over 99", "by": "Head of Insight", "at": RECEIVED_AT},
        where | second | {"after": 41.0, "after_words": "41", "by": HOSTILE, "at": RECEIVED_AT},
    ]


def answer_rows() -> list[dict[str, Any]]:
    """An explanation that tries to be a formula, and an acceptance of something about the whole return."""
    about = {"partner": "whitlow", "area": "", "period": "2022-23 Q3", "at": RECEIVED_AT}
    said = {"code": "VAL007", "says": "Days to relet was 24 last quarter and is 41 now.", "text": HOSTILE}
    signed = {"code": "RET006", "says": "The return is not signed off: there is no name.", "text": "He is on leave."}
    return [
        about | said | {"measure": "p4", "name": "Days to relet", "how": "explained", "by": "Head of Insight"},
        about | signed | {"measure": "", "name": "", "how": "accepted", "by": "A. Officer"},
    ]


def specimen() -> Assessment:
    """The assessment of 2022-23 Q3."""
    rows = [measure_row(row) for row in MEASURES]
    partners = unit_rows(rows, "partner")
    found = Assessment(
        framework=framework(),
        period=PERIOD,
        made_at=MADE_AT,
        measures=pd.DataFrame(rows),
        partners=pd.DataFrame(partners),
        areas=pd.DataFrame(unit_rows(rows, "area")),
        series=pd.DataFrame(series_rows(rows)),
        figures=pd.DataFrame(figure_rows(partners)),
        exceptions=pd.DataFrame(exception_rows(rows)),
        register=pd.DataFrame(register_rows()),
        findings=pd.DataFrame(finding_rows()),
        changes=pd.DataFrame(change_rows()),
        answers=pd.DataFrame(answer_rows()),
        method=(
            ("Rounding", "Figures are compared as published: rounded half away from zero on decimal arithmetic."),
            ("Missing partners", "A missing figure is never nought and never left out in silence. " * 4),
        ),
        contributions=pd.DataFrame(CONTRIBUTIONS),
        pictures=pictures(),
    )
    apart = replace(found, framework=framework())  # a framework that was asked keeps what it found when it is copied
    return replace(found, questions=questions(apart))
