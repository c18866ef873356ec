"""A period of which only the year is told: what is told of it is what its own scorecard says."""

from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from pmxl.assess import Assessment
from pmxl.assess import Version
from pmxl.assess import assess
from pmxl.assess.annual.part import part_of_year
from pmxl.batch.actions import standing
from pmxl.batch.annual import year_of
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.scorecard import assessment
from pmxl.framework.models import Area
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.reports.annual.book import plan_annual
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_actions import PERIOD
from tests.test_actions import partnership

YEAR = Period(month_index(2022, 4), 12)
AREAS = (Area(id="north", name="North Vale"), Area(id="south", name="South Vale"))
FIRST, NOW = (datetime(2022, month, 1, tzinfo=UTC) for month in (4, 11))
TOLD = ("measures", "exceptions", "register", "goalposts", "findings")
"""The frames that the sum of a year looks into."""


def watched() -> Framework:
    """Thefts, of which an area has its own target; rents, of which a partner has; and calls, which nothing pools."""
    thefts = measure("thefts", polarity="lower", partners=("ash", "birch"), areas=("north", "south"))
    thefts = thefts.model_copy(update={"by_area": True, "pairs": (("ash", "north"), ("birch", "south"))})
    aims = (
        target("thefts", YEAR, "year", target=600),
        target("thefts", YEAR, "year", area="north", target=200),
        target("rents", YEAR, "year", target=600),
        target("rents", YEAR, "year", partner="birch", target=160),
        target("calls", YEAR, "year", target=160),
    )
    declines = [tolerance(one, "decline", n=2, strength="act") for one in ("thefts", "rents", "calls")]
    rest = (measure("rents", polarity="lower"), measure("calls", polarity="lower", pooling="none"), measure("plain"))
    return framework(thefts, *rest, targets=aims, tolerances=tuple(declines), areas=AREAS)


def agreed_first() -> Framework:
    """The same as it was first agreed: the targets of the whole, of an area and of a partner were others."""
    now = watched()
    first = tuple(row.model_copy(update={"target": row.target - 50}) for row in now.targets if row.target)
    return framework(*now.measures, targets=first, tolerances=now.tolerances, areas=AREAS, version="first")


def both(folder: Path, frame: Framework) -> tuple[Assessment, Assessment]:
    """The period assessed for its own scorecard, and as a part of its year."""
    came = {"ash": ("north", (50, 55, 60)), "birch": ("south", (40, 45, 50))}
    figures = [figure("thefts", who, v, Q3.step(n - 2), a) for who, (a, vs) in came.items() for n, v in enumerate(vs)]
    for one in ("rents", "calls", "plain"):
        figures += [figure(one, who, v, Q3.step(n - 2)) for who, (_, vs) in came.items() for n, v in enumerate(vs)]
        figures += [figure(one, "cedar", v, Q3.step(n - 2)) for n, v in enumerate((90, 50, 10))]
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        versions = [Version(agreed_first(), FIRST), Version(frame, NOW)]
        at = {"as_at": None, "today": Q3.last_day, "versions": versions}
        return assess(frame, ledger, Q3, **at), assess(frame, ledger, Q3, frames=part_of_year, **at)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TOLD)
def test_what_the_year_tells_of_a_period_is_what_its_scorecard_says(tmp_path: Path, name: str) -> None:
    """Exceptions of partners and areas too, in the same order and the same words."""
    whole, part = both(tmp_path, watched())
    long_way, short_way = getattr(whole, name), getattr(part, name)
    assert list(long_way.columns) == list(short_way.columns)
    assert repr(long_way.to_dict("records")) == repr(short_way.to_dict("records"))


def test_the_goalposts_compared_are_those_of_partners_and_areas_too(tmp_path: Path) -> None:
    """Each with the rating of the unit whose target moved, though a part works out no frame of theirs."""
    found = both(tmp_path, watched())[1].goalposts
    assert set(found["name"]) >= {"Measure thefts", "Measure thefts · North Vale", "Measure rents · Birch"}
    assert all(found["rating"])
    assert all(found["original"])


def test_the_exceptions_compared_are_those_of_partners_and_areas(tmp_path: Path) -> None:
    """Else there would be nothing to leave out."""
    found = both(tmp_path, watched())[1].exceptions
    assert set(zip(found["measure"], found["partner"], found["area"], strict=True)) >= {
        ("thefts", "", "north"),
        ("rents", "birch", ""),
        ("calls", "ash", ""),
    }


def test_a_year_is_summed_up_alike_from_whole_periods_and_from_parts(tmp_path: Path) -> None:
    """The workbook says the same, whether its quarters were assessed for their own scorecards or only for it."""
    folder = partnership(tmp_path / "threewoods")
    year = folder.period("2021-22")
    parts = year_of(folder, year, before=False)
    whole = [assessment(Folder(folder.path), one.period) for one in parts.quarters]
    assert any(len(one.partners) for one in whole)
    summed = year_of(folder, year, before=False, assessed=whole)
    sheets = [re.sub(r" at \d\d:\d\d", "", repr(plan_annual(found).sheets)) for found in (parts, summed)]
    assert sheets[0] == sheets[1]  # but for the minute in which each was made


def test_what_is_done_about_a_period_rests_on_the_part_alone(tmp_path: Path) -> None:
    """Plans owed, actions, spells and what was long on target: as they stand beside the whole scorecard."""
    folder = partnership(tmp_path / "threewoods")
    period = folder.period(PERIOD)
    whole = with_improvement(folder, assessment(folder, period)).improvement
    assert whole.owed
    assert repr(standing(folder, period).improvement) == repr(whole)
