"""Exceptions of areas: an area with a target of its own is watched, told and followed up as a partner's figure is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.assess.audience import of_partner
from pmxl.framework.models import Area
from pmxl.framework.models_audiences import Audience
from pmxl.framework.tolerated import watched
from pmxl.improve.actions.owed import owed
from pmxl.improve.improvement import Improvement
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.shown import shown
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

YEAR = Period(month_index(2022, 4), 12)
AREAS = (Area(id="north", name="North Vale"), Area(id="south", name="South Vale"))
CAME = {"ash": ("north", (50, 55, 60)), "birch": ("south", (60, 50, 40))}


def thefts(tmp_path: Path, *own: str) -> Assessment:
    """Thefts fall as a whole and rise in the north; the areas in `own` have a target of their own."""
    one = measure("m1", name="Thefts", polarity="lower", partners=("ash", "birch"), areas=("north", "south"))
    one = one.model_copy(update={"by_area": True, "pairs": (("ash", "north"), ("birch", "south"))})
    aims = (target("m1", YEAR, "year", target=600), *(target("m1", YEAR, "year", area=a, target=200) for a in own))
    frame = framework(one, targets=aims, tolerances=(tolerance("m1", "decline", n=2, strength="act"),), areas=AREAS)
    figures = [figure("m1", who, v, Q3.step(n - 2), a) for who, (a, vs) in CAME.items() for n, v in enumerate(vs)]
    return assessed(tmp_path, frame, figures)


def exceptions(found: Assessment) -> list[tuple[Any, ...]]:
    """Measure, partner, area and trigger of each."""
    return list(found.exceptions[["measure", "partner", "area", "trigger"]].itertuples(index=False, name=None))


def test_an_area_with_a_target_of_its_own_is_an_exception_as_the_hothouse_has_it(tmp_path: Path) -> None:
    """It rose twice running while the whole fell: its name, figure and plan owed stand on the sheet Exceptions."""
    found = thefts(tmp_path, "north")
    assert exceptions(found) == [("m1", "", "north", "decline 2")]
    plans = owed(found, (), ())
    assert [plan.of for plan in plans] == [("m1", "", "north")]
    book = plan_scorecard(replace(found, improvement=Improvement(owed=tuple(plans))))
    sheet = next(each for each in book.sheets if each.name == "Exceptions")
    said = [shown(put.value) for put in sheet.puts if put.value is not None]
    assert "Thefts\nNorth Vale" in [text.replace("offences · ", "") for text in said]
    assert "60" in said
    assert any(text.startswith("A plan is owed by") for text in said)
    assert "Only the whole's figures and partners' are drawn." in said


@pytest.mark.parametrize("own", [(), ("south",)])
def test_an_area_without_one_is_no_exception_of_its_own(tmp_path: Path, own: tuple[str, ...]) -> None:
    """Nobody agreed anything for the north: its rise is the whole's matter; the south fell and met its own."""
    assert exceptions(thefts(tmp_path, *own)) == []


def test_a_partner_sees_the_exceptions_of_areas_that_it_alone_returns(tmp_path: Path) -> None:
    """The north is Ash's: the exception stands on its scorecard and not on Birch's."""
    found = thefts(tmp_path, "north")
    for partner, expected in (("ash", ["north"]), ("birch", [])):
        own = of_partner(found, Audience(id=f"partner-{partner}", name=partner, for_=f"partner:{partner}"), ["m1"])
        assert [area for _, _, area, _ in exceptions(own) if area] == expected


def test_partners_whose_figures_nothing_pools_are_watched_each() -> None:
    """There is no figure of the whole to watch in their place."""
    one = measure("m1", pooling="none")
    assert list(watched(framework(one), one)) == [("partner", "ash"), ("partner", "birch"), ("partner", "cedar")]
