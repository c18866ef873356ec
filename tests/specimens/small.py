"""A small framework for tests: three partners of an invented place, one measure of each sort."""

from __future__ import annotations

from datetime import date

from pmxl.framework.models import Area
from pmxl.framework.models import Comparator
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models import Perspective
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.models_settings import Settings
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.returns.history import Cell
from pmxl.terms import Accumulate
from pmxl.terms import Basis
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from pmxl.terms import Purpose

NORTHVALE = "northvale"
EASTMOOR = "eastmoor"
POLICE = "police"
COUNCILS = (NORTHVALE, EASTMOOR)


def quarter(year: int, number: int) -> Period:
    """Quarter `number` of the financial year that opens in `year`."""
    return Period(month_index(year, 4) + 3 * (number - 1), 3)


def month(year: int, number: int) -> Period:
    """Month `number` of the financial year that opens in `year`."""
    return Period(month_index(year, 4) + number - 1, 1)


def year(opens: int) -> Period:
    """The financial year that opens in that calendar year."""
    return Period(month_index(opens, 4), 12)


Q2 = quarter(2022, 2)
Q3 = quarter(2022, 3)
DONE_BY = 44926.0
"""31 December 2022 as an Excel serial number."""


def measure(id_: str, name: str, kind: Kind, **words: object) -> Measure:
    """A measure with the plain answers filled in; `words` say what is particular to it."""
    plain: dict[str, object] = {
        "definition": f"{name}, counted as the partnership agreed.",
        "objective": "safe",
        "polarity": Polarity.HIGHER,
        "frequency": Frequency.QUARTER,
        "accumulate": Accumulate.FLOW,
        "pooling": Pooling.RATIO if kind.of_two_parts else Pooling.SUM,
        "multiplier": 100 if kind is Kind.PERCENTAGE else 1,
        "partners": COUNCILS,
        "pairs": tuple((partner, "") for partner in COUNCILS),
    }
    return Measure.model_validate({"id": id_, "name": name, "kind": kind} | plain | words)


MEASURES = (
    measure(
        "h1",
        "Households helped early",
        Kind.PERCENTAGE,
        decimals=1,
        unit="%",
        definition="Of all households owed a homelessness duty in the period, the share owed a prevention duty when "
        "it first asked for help. Count each household once, by the duty first owed.",
    ),
    measure("h2", "Relief duties owed", Kind.RATE, decimals=2, unit="per 1,000 households", polarity=Polarity.LOWER),
    measure(
        "c1",
        "Residential burglary",
        Kind.COUNT,
        unit="offences",
        polarity=Polarity.LOWER,
        partners=(POLICE,),
        areas=("north", "east"),
        pairs=((POLICE, "north"), (POLICE, "east")),
    ),
    measure(
        "c2",
        "Emergency calls answered",
        Kind.COUNT,
        unit="calls",
        frequency=Frequency.MONTH,
        partners=(POLICE,),
        pairs=((POLICE, ""),),
    ),
    measure("b1", "Budget spent", Kind.MONEY, unit="£k", accumulate=Accumulate.CUMULATIVE, polarity=Polarity.LOWER),
    measure(
        "d1",
        "Days to relet a home",
        Kind.MEAN,
        decimals=1,
        unit="days",
        polarity=Polarity.LOWER,
        partners=(NORTHVALE,),
        pairs=((NORTHVALE, ""),),
    ),
    measure("o1", "Beds in use", Kind.PERCENTAGE, decimals=0, unit="%", polarity=Polarity.RANGE),
    measure("y1", "Plan published", Kind.YES_NO, pooling=Pooling.SHARE),
    measure("k1", "Shared depot open", Kind.MILESTONE, pooling=Pooling.NONE, polarity=Polarity.LOWER),
    measure("t1", "Typical wait", Kind.MEDIAN, decimals=1, unit="weeks", polarity=Polarity.LOWER, pooling=Pooling.NONE),
    measure("z1", "Volunteers", Kind.COUNT, unit="people", accumulate=Accumulate.STOCK, first_period=quarter(2023, 1)),
)

TARGETS = (
    Target(
        measure="h1",
        period=year(2022),
        basis=Basis.YEAR,
        target=55,
        purpose=Purpose.MANAGE,
        agreed_by="Partnership Board",
        agreed_on=date(2022, 4, 4),
    ),
    Target(measure="h2", period=year(2022), basis=Basis.YEAR, target=1.5, purpose=Purpose.MANAGE),
    Target(
        measure="c1",
        partner=POLICE,
        area="north",
        period=year(2022),
        basis=Basis.YEAR,
        target=400,
        purpose=Purpose.MANAGE,
    ),
    Target(measure="d1", period=year(2022), basis=Basis.YEAR, target=25, standard=40, purpose=Purpose.ACCOUNTABILITY),
    Target(measure="o1", period=year(2022), basis=Basis.YEAR, low=85, high=95, purpose=Purpose.MANAGE),
    Target(measure="y1", period=year(2022), basis=Basis.YEAR, target=100, purpose=Purpose.MANAGE),
    Target(measure="k1", period=Q3, basis=Basis.POINT, target=DONE_BY, purpose=Purpose.MANAGE),
)

FRAMEWORK = Framework(
    settings=Settings(name="Thamesmere Partnership", return_to="scorecard@example.org", officer="Performance officer"),
    partners=(
        Partner(
            id=NORTHVALE,
            name="Northvale Borough Council",
            aliases=("Northvale", "LB Northvale"),
            contact="Head of Insight",
            email="insight@example.org",
            kind="council",
        ),
        Partner(id=EASTMOOR, name="Eastmoor & Dale Council", aliases=("Eastmoor and Dale",), kind="council"),
        Partner(id=POLICE, name="Thamesmere Police", kind="police"),
    ),
    areas=(
        Area(id="north", name="North Division", aliases=("North",)),
        Area(id="east", name="East Division"),
        Area(id="peer-a", name="Peerborough"),
    ),
    perspectives=(Perspective(id="people", name="Communities and users", order=1),),
    objectives=(Objective(id="safe", name="People are safe", perspective="people"),),
    measures=MEASURES,
    targets=TARGETS,
    tolerances=(
        Tolerance(scope=("measure", "h1"), rule="band", amount=5, unit="points"),
        Tolerance(scope=("kind", "count"), rule="band", amount=10, unit="percent"),
        Tolerance(scope=("measure", "d1"), rule="band", preset="floor"),
    ),
    comparators=(Comparator(group="neighbours", member="peer-a"),),
    version="f0f0f0f0",
)

HISTORY: dict[Cell, list[tuple[Period, float]]] = {
    ("h1", NORTHVALE, ""): [(quarter(2021, 3), 52.0), (quarter(2022, 1), 53.9), (Q2, 53.1)],
    ("c1", POLICE, "north"): [
        (Q3.step(-n), v) for n, v in zip(range(8, 0, -1), (101, 97, 99, 104, 98, 95, 99, 102), strict=True)
    ],
    ("d1", NORTHVALE, ""): [
        (Q3.step(-n), v) for n, v in zip(range(6, 0, -1), (23.0, 24.0, 23.5, 24.5, 23.0, 24.0), strict=True)
    ],
    ("b1", NORTHVALE, ""): [(quarter(2022, 1), 250.0), (Q2, 510.0)],
    ("y1", NORTHVALE, ""): [(Q2, 0.0)],
}
"""What was accepted before 2022-23 Q3."""


def amended(**changes: object) -> Framework:
    """The framework with some of its tables changed, made anew so that nothing of the old one is remembered."""
    fields: dict[str, object] = {name: getattr(FRAMEWORK, name) for name in Framework.model_fields}
    return Framework.model_validate(fields | {"version": "amended"} | changes)
