"""Forecasts where figures are missing, not due yet, withheld or of another series."""

from __future__ import annotations

import math
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from pmxl.assess import assess
from pmxl.ledger import Ledger
from pmxl.periods import Period
from tests.specimens.forecasts import PERCENT
from tests.specimens.forecasts import Q2
from tests.specimens.forecasts import YEAR
from tests.specimens.forecasts import only
from tests.specimens.forecasts import run
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target


def test_figures_before_a_break_are_left_out(tmp_path: Path) -> None:
    """A series that began anew two quarters ago has too few figures to learn from, however many went before."""
    frame = framework(measure("m1", partners=("ash",), accumulate="stock", rebase=(Q2,)))
    found = only(tmp_path, frame, run(*range(1, 15), 50, 52))
    assert (found["forecast"], found["forecast_method"]) == (52, "Last value")


def test_a_total_with_a_partner_missing_has_no_forecast(tmp_path: Path) -> None:
    """A sum of some is no forecast of all: who is awaited is said."""
    frame = framework(measure("m1"), targets=(target("m1", YEAR, "year", target=300),))
    figures = [*run(10, 10, 10), *run(10, 10, 10, partner="birch"), *run(10, 10, last=Q2, partner="cedar")]
    found = only(tmp_path, frame, figures)
    assert math.isnan(found["forecast"])
    assert (found["rating_forecast"], found["forecast_method"]) == ("", "")
    assert found["forecast_words"] == "No forecast: figures are missing, from Cedar."
    assert (found["required_words"], math.isnan(found["required"])) == ("", True)


def test_a_gap_earlier_in_the_year_leaves_no_forecast_of_it(tmp_path: Path) -> None:
    """Nobody is awaited now, and the year to date is not whole: that is why."""
    frame = framework(measure("m1", partners=("ash",)))
    found = only(tmp_path, frame, [*run(10, last=Q2.previous), *run(10)])
    assert found["forecast_words"] == "No forecast: figures are missing from earlier in the year."


@pytest.mark.parametrize(
    ("bare", "whose"), [(Q3, "the figure for 2022-23 Q3"), (Q2, "a figure from earlier in the year")]
)
def test_a_percentage_without_its_parts_leaves_no_forecast_of_the_year(
    tmp_path: Path, bare: Period, whose: str
) -> None:
    """Nothing is missing from earlier in the year: a figure came, and does not add up with the others."""
    frame = framework(measure("m1", partners=("ash",), **PERCENT), targets=(target("m1", YEAR, "year", target=72),))
    figures = [one for one in run(60, 60, 60, parts=100) if one.period != bare]
    found = only(tmp_path, frame, [*figures, figure("m1", "ash", 60, bare)])
    assert found["forecast_words"] == (
        f"No forecast: {whose} came without the numerator and denominator by which a year adds up."
    )


def test_what_is_not_due_is_still_to_come_and_what_is_withheld_does_not(tmp_path: Path) -> None:
    """A quarter that runs is not missing; nobody waits for what a partner will not give."""
    frame = framework(measure("m1", partners=("ash",)), measure("m2", partners=("ash",)))
    withheld = [figure("m2", "ash", None, marker="Withheld")]
    given = assessed(tmp_path / "given", frame, [*run(10, last=Q2), *withheld])
    assert row(given, "m1")["forecast_words"] == "No forecast: figures are missing, from Ash."
    assert row(given, "m2")["forecast_words"] == "No forecast: figures are withheld."
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, run(10, last=Q2), datetime(2022, 12, 1, tzinfo=UTC))
        running = assess(frame, ledger, Q3, as_at=datetime(2022, 12, 2, tzinfo=UTC))
    assert row(running, "m1")["forecast_words"] == "No forecast: figures are still to come, from Ash."


@pytest.mark.parametrize(("day", "said"), [(30, "figures are still to come"), (31, "figures are missing")])
def test_who_is_early_makes_nobody_else_late(tmp_path: Path, day: int, said: str) -> None:
    """While the quarter runs those who have not returned yet are not missing; from its end they are."""
    frame = framework(measure("m1", partners=("ash", "birch")))
    early = [*run(10, 10), *run(10, partner="birch", last=Q2)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, early, datetime(2022, 12, 1, tzinfo=UTC))
        found = row(assess(frame, ledger, Q3, as_at=datetime(2022, 12, day, tzinfo=UTC)), "m1")
    assert found["forecast_words"] == f"No forecast: {said}, from Birch."


def test_a_percentage_with_a_partner_missing_says_whose_it_is(tmp_path: Path) -> None:
    """It is forecast from those present in every period compared, and its rating waits."""
    frame = framework(measure("m1", **PERCENT), targets=(target("m1", YEAR, "year", target=50),))
    figures = [figure for p in ("ash", "birch") for figure in run(*(60,) * 9, partner=p, parts=100)]
    found = only(tmp_path, frame, [*figures, *run(*(10,) * 8, partner="cedar", parts=100, last=Q2)])
    assert found["forecast"] == pytest.approx(60)
    assert found["rating_forecast"] == "Waiting"
    assert math.isnan(found["probability"])
    assert found["forecast_words"].endswith("It is of the 2 of 3 present in every period compared.")


def test_a_newcomer_is_in_the_forecast_of_the_whole(tmp_path: Path) -> None:
    """Where all are present now, the forecast is of them all, even if they have few figures together."""
    figures = [figure for p in ("ash", "birch") for figure in run(*(60,) * 14, partner=p)]
    found = only(tmp_path, framework(measure("m1", accumulate="stock")), [*figures, *run(5, 5, 5, partner="cedar")])
    assert (found["forecast"], found["forecast_method"]) == (125, "Last value")
