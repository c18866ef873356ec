"""The partnership of north-east London for the real run: its framework is ours, its figures are read from public data.

Nothing of the data stands here or is committed; `observations()` reads it where it is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workbooks.fill import Line
from workbooks.fill import fill_in

Rows = list[dict[str, Any]]

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
OBSERVATIONS = SHARED / "data" / "north-east-london" / "observations.csv"
QUARTER = "2022-23 Q3"
HOSPITAL_CODE = "RF4"
TIDY = ("partner", "area", "measure", "period", "numerator", "denominator", "value")
OF_TWO_PARTS = ("H1", "H2", "A1")
SIGNED_BY = "Head of performance"
SIGNED_ON = date(2023, 1, 20)
BOARD = {"agreed_by": "North east London partnership board", "agreed_on": "2022-03-24"}

BOROUGHS = {
    "Barking & Dagenham": ("lb-barking-dagenham", "barking-dagenham", "Barking and Dagenham"),
    "Havering": ("lb-havering", "havering", "Havering"),
    "Redbridge": ("lb-redbridge", "redbridge", "Redbridge"),
}
"""Council id, area id and printed name of each borough, by its name in the data."""
POLICE = "east-area-police"
HOSPITAL = "hospital-trust"
PARTNERS = (*(council for council, _, _ in BOROUGHS.values()), POLICE, HOSPITAL)


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure: who returns it, the borough as the data spells it ("" for none), and its parts."""

    partner: str
    borough: str
    measure: str
    period: str
    numerator: float
    denominator: float | None

    @property
    def is_whole(self) -> bool:
        """False for a rate published without its denominator, which is no figure yet."""
        return self.measure not in OF_TWO_PARTS or self.denominator is not None


def observations() -> tuple[Observation, ...]:
    """Every figure of the partnership, as published."""
    with OBSERVATIONS.open(encoding="utf-8", newline="") as file:
        return tuple(_observation(row) for row in csv.DictReader(file))


def _observation(row: dict[str, str]) -> Observation:
    kind, place = row["partner_kind"], row["area"]
    partner = {"police": POLICE, "hospital": HOSPITAL}.get(kind) or BOROUGHS[place][0]
    denominator = float(row["denominator"]) if row["denominator"] else None
    borough = "" if place == HOSPITAL_CODE else place
    return Observation(partner, borough, row["measure"], row["period"], float(row["numerator"]), denominator)


def write_history(path: Path, found: Iterable[Observation]) -> int:
    """Everything before the quarter as a tidy file, the boroughs spelled as in the data; how many figures it holds."""
    before = [one for one in found if one.is_whole and one.period < QUARTER]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TIDY)
        for one in before:
            numbers = (one.numerator, one.denominator, "") if one.denominator is not None else ("", "", one.numerator)
            writer.writerow((one.partner, one.borough, measure_id(one.measure), one.period, *numbers))
    return len(before)


def fill_return(issued: Path, filled: Path, partner: str, found: Iterable[Observation]) -> None:
    """Fill in one issued return of the quarter from the published figures."""
    own = {
        (measure_id(one.measure), BOROUGHS[one.borough][2] if one.borough else ""): one
        for one in found
        if one.partner == partner and one.period == QUARTER
    }

    def type_row(line: Line) -> None:
        one = own[line.ref, line.area]
        if one.denominator is None:
            line.type_in("Value", one.numerator)
        else:
            line.type_in("Numerator", one.numerator)
            line.type_in("Denominator", one.denominator)
        line.type_in("Commentary", "As published.")

    fill_in(issued, filled, type_row, SIGNED_BY, SIGNED_ON)


def measure_id(code: str) -> str:
    """H1 is h1 in the framework."""
    return code.lower()


def framework_rows() -> dict[str, Rows]:
    """The rows of framework.xlsx by sheet."""
    return {
        "settings": [
            {"key": "name", "value": "North east London partnership"},
            {"key": "place", "value": "Barking and Dagenham, Havering and Redbridge"},
            {"key": "year_starts", "value": 4},
        ],
        "partners": _partners(),
        "areas": [
            {"id": area, "name": name, "aliases": spelled if spelled != name else ""}
            for spelled, (_, area, name) in BOROUGHS.items()
        ],
        "perspectives": [
            {"id": i, "name": name, "question": question, "order": n}
            for n, (i, name, question) in enumerate(PERSPECTIVES, 1)
        ],
        "objectives": [
            {"id": i, "name": name, "perspective": perspective, "owner": owner, "priority": priority}
            for i, name, perspective, owner, priority in OBJECTIVES
        ],
        "measures": _measures(),
        "targets": _targets(),
        "tolerances": [
            {"measure": measure, "rule": rule, "amount": amount, "unit": unit, "n": n, **BOARD}
            for measure, rule, amount, unit, n in TOLERANCES
        ],
    }


PERSPECTIVES = (
    ("outcomes", "Community outcomes", "Are people safer?"),
    ("users", "Stakeholders and users", "Do people get help in time?"),
    ("process", "Partnership working and process", "Do we act before a crisis?"),
    ("resources", "Resources and learning", "How much is asked of us?"),
)
OBJECTIVES = (
    ("safer", "Fewer people are victims of crime", "outcomes", "Borough commander", "high"),
    ("seen", "Patients are seen quickly", "users", "Chief operating officer", "high"),
    ("early", "Households are helped before they lose their home", "process", "Directors of housing", "medium"),
    ("demand", "We know how much is asked of us", "resources", "Partnership manager", "low"),
)
MEASURES: tuple[tuple[str, str, str, str, str, str, int, float, str, str], ...] = (
    (
        "H1",
        "Households owed a duty who were helped early",
        "Of the households owed a homelessness duty, the share owed the duty to prevent it.",
        "early",
        "percentage",
        "%",
        1,
        100,
        "higher",
        "",
    ),
    (
        "H2",
        "Households owed help after losing their home, per 1,000",
        "Households owed a relief duty for every thousand households in the borough.",
        "early",
        "rate",
        "per 1,000 households",
        2,
        1,
        "lower",
        "2019-20 Q1",
    ),
    ("H3", "Households owed a duty", "Households owed any homelessness duty.", "demand", "count", "", 0, 1, "none", ""),
    ("C1", "Burglary of homes", "Residential burglary offences recorded.", "safer", "count", "", 0, 1, "lower", ""),
    ("C2", "Robbery of people", "Robberies of personal property recorded.", "safer", "count", "", 0, 1, "lower", ""),
    ("C3", "Violence with injury", "Offences of violence with injury.", "safer", "count", "", 0, 1, "lower", ""),
    ("C4", "Theft of motor vehicles", "Thefts or takings of a motor vehicle.", "safer", "count", "", 0, 1, "lower", ""),
    ("C5", "Theft from vehicles", "Thefts from a vehicle recorded.", "safer", "count", "", 0, 1, "lower", ""),
    (
        "A1",
        "Accident and emergency patients seen within four hours",
        "Of all attendances, the share admitted, transferred or sent home within four hours.",
        "seen",
        "percentage",
        "%",
        1,
        100,
        "higher",
        "2020-21 Q4",
    ),
    (
        "A2",
        "Emergency admissions",
        "People admitted through accident and emergency.",
        "demand",
        "count",
        "",
        0,
        1,
        "none",
        "2020-21 Q4",
    ),
)
"""Code, name, definition, objective, kind, unit, decimals, multiplier, polarity, first period."""

KEY = ("H1", "C1", "A1")
TARGETS = (
    ("H1", "2022-23", "year", 55),
    ("H2", "2022-23", "year", 1.9),
    ("C1", "2022-23 Q3", "period", 640),
    ("C2", "2022-23", "year", 1440),
    ("C3", "2022-23", "year", 6400),
    ("C4", "2022-23", "year", 3800),
    ("C5", "2022-23", "year", 6000),
    ("A1", "2022-23", "year", 95),
    ("A1", "2023-24 Q4", "point", 76),
)
TOLERANCES = (
    ("h1", "points", 5, "points", None),
    ("a1", "points", 5, "points", None),
    ("c1", "10%", None, "", None),
    ("kind:count", "5%", None, "", None),
    ("kind:rate", "band", 5, "percent", None),
    ("priority:high", "decline", None, "", 2),
)


def _partners() -> Rows:
    councils: Rows = [
        {"id": council, "name": f"London Borough of {name}", "kind": "council", "contact": "Performance team"}
        for council, _, name in BOROUGHS.values()
    ]
    return [
        *councils,
        {"id": POLICE, "name": "East Area police", "kind": "police", "contact": "Performance analyst"},
        {"id": HOSPITAL, "name": "Acute hospital trust", "kind": "hospital", "contact": "Head of information"},
    ]


def _measures() -> Rows:
    columns = ("name", "definition", "objective", "kind", "unit", "decimals", "multiplier", "polarity", "first_period")
    of_councils = "; ".join(f"{council}={area}" for council, area, _ in BOROUGHS.values())
    whose = {
        "H": {"partners": "kind:council", "by_area": of_councils, "data_owner": "Housing performance team"},
        "C": {"partners": POLICE, "by_area": "yes", "data_owner": "Police performance analyst"},
        "A": {"partners": HOSPITAL, "data_owner": "Head of information"},
    }
    owners = {i: owner for i, _, _, owner, _ in OBJECTIVES}
    return [
        {
            "id": measure_id(row[0]),
            **dict(zip(columns, row[1:], strict=True)),
            "frequency": "quarter",
            "accumulate": "flow",
            "performance_owner": owners[row[3]],
            "key": "yes" if row[0] in KEY else "",
            **whose[row[0][0]],
        }
        for row in MEASURES
    ]


def _targets() -> Rows:
    return [
        {"measure": measure_id(code), "period": period, "basis": basis, "target": level, "purpose": "manage", **BOARD}
        for code, period, basis, level in TARGETS
    ]


PEERS = OBSERVATIONS.with_name("peers.csv")
GROUPS = {
    "H": ("council", "London boroughs"),
    "C": ("police", "London police areas"),
    "A": ("hospital", "London hospitals"),
}
"""By the first letter of a measure's code, who its comparators are and what the group is called."""


def peers() -> list[dict[str, str]]:
    """The published figures of every comparator."""
    with PEERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if row["denominator"] or row["measure"] not in OF_TWO_PARTS]


def compared_rows() -> dict[str, Rows]:
    """The framework with every other borough, police area and hospital to be compared with."""
    rows, found = framework_rows(), peers()
    rows["comparators"] = [
        {"group": group, "member": member}
        for kind, group in GROUPS.values()
        for member in sorted({peer["area"] for peer in found if peer["partner_kind"] == kind})
    ]
    for row in rows["measures"]:
        row["comparison_group"] = GROUPS[str(row["id"])[0].upper()][1]
    return rows


def write_everything(path: Path) -> int:
    """All figures of the partnership and of its comparators as a tidy file; how many there are."""
    groups = dict(GROUPS.values())
    lines: list[tuple[Any, ...]] = [
        (one.partner, one.borough, one.measure, one.period, one.numerator, one.denominator)
        for one in observations()
        if one.is_whole
    ]
    lines += [
        (groups[p["partner_kind"]], p["area"], p["measure"], p["period"], p["numerator"], p["denominator"] or None)
        for p in peers()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TIDY)
        for who, area, measure, period, above, below in lines:
            numbers = (above, below, "") if below is not None else ("", "", above)
            writer.writerow((who, area, measure_id(str(measure)), period, *numbers))
    return len(lines)
