"""The partnership of the stress runs: every kind of figure, by area and by month, with a steady past."""

from __future__ import annotations

from random import Random

from pmxl.framework.models import Area
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models import Perspective
from pmxl.framework.models_settings import Settings
from pmxl.periods import Period
from pmxl.returns.history import Cell
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling
from tests.specimens.small import Q3
from tests.specimens.small import measure
from tests.specimens.small import month

COUNCIL = "millford"
POLICE = "valley-police"
AREAS = ("north", "east", "south", "west")
PERIOD = Q3
EARLIER = 8

BASES: dict[str, tuple[float, float]] = {
    "help": (530, 1000),
    "fill": (2700, 3000),
    "rare": (900, 100000),
    "relief": (1240, 4100),
    "posts": (310, 640),
    "relet": (2400, 100),
    "sat": (430, 500),
    "seen": (640, 800),
    "stops": (1210, 3300),
    "burg": (98, 0),
    "thefts": (1180, 0),
    "spend": (760, 0),
    "gross": (48200, 0),
    "fuel": (2150, 0),
    "wait": (14.5, 0),
    "conf": (104.2, 0),
    "calls": (5100, 0),
    "staff": (1480, 0),
}
"""For each measure of a number: the numerator and denominator, or the value and nought, about which figures lie."""


def _measure(id_: str, name: str, kind: Kind, partner: str, *, by_area: bool = False, **words: object) -> Measure:
    """A measure of one partner, asked once or in each area."""
    areas = AREAS if by_area else ()
    pairs = tuple((partner, area) for area in areas or ("",))
    multiplier = {Kind.PERCENTAGE: 100, Kind.RATE: 1000}.get(kind, 1)
    plain: dict[str, object] = {"partners": (partner,), "areas": areas, "pairs": pairs, "multiplier": multiplier}
    return measure(id_, name, kind, **(plain | words))


LOWER, UNPOOLED = Polarity.LOWER, Pooling.NONE
MEASURES = (
    _measure("help", "Households helped early", Kind.PERCENTAGE, COUNCIL, decimals=1, unit="%"),
    _measure("fill", "Posts filled", Kind.PERCENTAGE, COUNCIL, decimals=1, unit="%", pooling=UNPOOLED),
    _measure("rare", "Homes without heat", Kind.PERCENTAGE, COUNCIL, decimals=2, unit="%", polarity=LOWER),
    _measure("relief", "Relief duties owed", Kind.RATE, COUNCIL, decimals=2, unit="per 1,000 homes", polarity=LOWER),
    _measure("posts", "Cases for each worker", Kind.RATIO, COUNCIL, decimals=2, unit="cases", polarity=LOWER),
    _measure("relet", "Days to relet a home", Kind.MEAN, COUNCIL, decimals=1, unit="days", polarity=LOWER),
    _measure("sat", "Residents satisfied", Kind.PERCENTAGE, COUNCIL, by_area=True, decimals=1, unit="%"),
    _measure("spend", "Budget spent", Kind.MONEY, COUNCIL, unit="£k", accumulate=Accumulate.CUMULATIVE, polarity=LOWER),
    _measure("gross", "Grants paid", Kind.MONEY, COUNCIL, unit="£"),
    _measure("wait", "Typical wait", Kind.MEDIAN, COUNCIL, decimals=1, unit="weeks", polarity=LOWER, pooling=UNPOOLED),
    _measure("conf", "Confidence index", Kind.INDEX, COUNCIL, decimals=1, unit="points", pooling=UNPOOLED),
    _measure("staff", "Staff in post", Kind.COUNT, COUNCIL, unit="people", accumulate=Accumulate.STOCK),
    _measure("plan", "Plan published", Kind.YES_NO, COUNCIL, pooling=Pooling.SHARE),
    _measure("depot", "Shared depot open", Kind.MILESTONE, COUNCIL, polarity=LOWER, pooling=UNPOOLED),
    _measure("burg", "Residential burglary", Kind.COUNT, POLICE, by_area=True, unit="offences", polarity=LOWER),
    _measure("seen", "Victims seen in a day", Kind.PERCENTAGE, POLICE, by_area=True, decimals=1, unit="%"),
    _measure("thefts", "Thefts from shops", Kind.COUNT, POLICE, unit="offences", polarity=LOWER),
    _measure("stops", "Stops that found something", Kind.PERCENTAGE, POLICE, decimals=1, unit="%"),
    _measure("fuel", "Fuel bought", Kind.MONEY, POLICE, unit="£k", polarity=LOWER),
    _measure("calls", "Emergency calls answered", Kind.COUNT, POLICE, unit="calls", frequency=Frequency.MONTH),
    _measure("chart", "Charter signed", Kind.YES_NO, POLICE, pooling=Pooling.SHARE),
    _measure("base", "Shared base open", Kind.MILESTONE, POLICE, polarity=LOWER, pooling=UNPOOLED),
)

FRAMEWORK = Framework(
    settings=Settings(name="Vale Partnership", return_to="scorecard@example.org", officer="Performance officer"),
    partners=(
        Partner(id=COUNCIL, name="Millford Borough Council", aliases=("Millford",), kind="council"),
        Partner(id=POLICE, name="Valley Police", aliases=("Valley Constabulary",), kind="police"),
    ),
    areas=tuple(Area(id=area, name=f"{area.title()} Division", aliases=(area.title(),)) for area in AREAS),
    perspectives=(Perspective(id="people", name="Communities and users", order=1),),
    objectives=(Objective(id="safe", name="People are safe", perspective="people"),),
    measures=MEASURES,
    targets=(),
    tolerances=(),
    comparators=(),
    version="57e55000",
)


def _base(one: Measure) -> float:
    """The value about which a measure's figures lie."""
    above, below = BASES[one.id]
    return above * one.multiplier / below if below else above


def _periods(one: Measure) -> list[Period]:
    """The periods before the one returned, oldest first."""
    if one.frequency is Frequency.MONTH:
        return [month(2022, 7).step(-n) for n in range(3 * EARLIER, 0, -1)]
    return [PERIOD.step(-n) for n in range(EARLIER, 0, -1)]


def _past() -> dict[Cell, list[tuple[Period, float]]]:
    """Earlier figures that wander by a fifteenth about their base, ending on it: a figure near it surprises nobody."""
    rng = Random(4)
    past: dict[Cell, list[tuple[Period, float]]] = {}
    for one in MEASURES:
        for partner, area in one.pairs if one.id in BASES else ():
            for period in _periods(one):
                so_far = period.number / PERIOD.number if one.accumulate is Accumulate.CUMULATIVE else 1
                wander = 0 if period == _periods(one)[-1] else rng.uniform(-0.066, 0.066)
                value = _base(one) * so_far * (1 + wander)
                past.setdefault((one.id, partner, area), []).append((period, round(value, one.decimals + 1)))
    return past


HISTORY = _past()
