"""Studies of two invented measures before their targets are set, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmxl.figures import Figure
from pmxl.framework.models import Comparator
from pmxl.framework.models import Framework
from pmxl.framework.models_tests import Tested
from pmxl.improve.target.studied import study
from pmxl.improve.target.studied import weighed
from pmxl.improve.target.study import Study
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import month_index
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target

YEAR = Period(month_index(2023, 4), 12)
"""The year for which a target is set."""
UPS_AND_DOWNS = (100, 98, 101, 99, 100, 98, 102, 99, 101, 98, 100, 99)
RATES = (80, 82, 79, 81, 83, 80, 82, 81, 84, 82, 83, 82)
GROUP = {f"Place {n}": 74.0 + 2 * n for n in range(1, 10)}


def studied(
    frame: Framework, figures: Sequence[Figure], *levels: float, partner: str = "", year: Period = YEAR
) -> Study:
    """The study of the first measure, with proposals at those levels."""
    with TemporaryDirectory() as place, Ledger.open(Path(place) / "ledger.db") as ledger:
        keep(ledger, figures)
        found = study(frame, ledger.recall(held=True), frame.measures[0], year, partner)
    return weighed(found, [(f"Proposal {n}", level) for n, level in enumerate(levels, 1)])


def run(partner: str, values: Sequence[float | None], of: str = "m1") -> list[Figure]:
    """A partner's quarters up to now, None for a gap."""
    periods = [Q3.step(-n) for n in range(len(values) - 1, -1, -1)]
    return [figure(of, partner, v, p) for v, p in zip(values, periods, strict=True) if v is not None]


def total(**changes: Any) -> Framework:
    """A count of two partners that adds up through the year; last year's target stands."""
    one = measure("m1", **{"name": "People helped", "unit": "people", "partners": ("ash", "birch"), **changes})
    goal = target("m1", Period(month_index(2022, 4), 12), "year", target=600, standard=400)
    return framework(one, targets=(goal,))


@cache
def of_total(*levels: float, **changes: Any) -> Study:
    """The study of the count, Ash helping twice as many as Birch."""
    figures = [*run("ash", UPS_AND_DOWNS), *run("birch", [value / 2 for value in UPS_AND_DOWNS])]
    return studied(total(**changes), figures, *levels)


def rate(**changes: Any) -> Framework:
    """A percentage of two partners, with a group to compare with, and people's answers."""
    given = {
        "name": "Helped in time",
        "unit": "%",
        "kind": "percentage",
        "multiplier": 100,
        "decimals": 1,
        "pooling": "ratio",
        "partners": ("ash", "birch"),
        "comparison_group": "Places like ours",
        "source": "Case records",
        "performance_owner": "Head of service",
    }
    said = Tested(measure="m1", criterion="consulted", answer="yes", reason="Two workshops", by="The board")
    comparators = tuple(Comparator(group="Places like ours", member=name) for name in GROUP)
    return framework(measure("m1", **{**given, **changes}), comparators=comparators, tests=(said,))


@cache
def of_rate(*levels: float, band: str = "", **changes: Any) -> Study:
    """The study of the percentage; `band` names the tolerance that it has."""
    figures = []
    periods = [Q3.step(-n) for n in range(len(RATES) - 1, -1, -1)]
    for value, period in zip(RATES, periods, strict=True):
        figures += [figure("m1", "ash", period=period, parts=(value + 2, 100))]
        figures += [figure("m1", "birch", period=period, parts=(value - 2, 100))]
    figures += [figure("m1", "", value, Q3, area=name) for name, value in GROUP.items()]
    frame = rate(**changes)
    settings = frame.settings.model_copy(update={"default_band": band})
    return studied(frame.model_copy(update={"settings": settings}), figures, *levels)
