"""The year of what was to reach a level: it is told as its last quarter ended, not by its average."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.annual.annual import annual
from pmxl.batch.annual import ended_before
from pmxl.batch.folder import Folder
from pmxl.figures import Figure
from pmxl.framework.models import Target
from pmxl.ledger import Ledger
from pmxl.periods import Period
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.years import THIS

RATE: dict[str, Any] = {
    "kind": "percentage",
    "polarity": "lower",
    "pooling": "ratio",
    "multiplier": 100,
    "decimals": 1,
    "partners": ("ash",),
}
LATE = (28, 26, 24, 20)
"""Of a hundred cases each quarter; 24.5 % in the year."""
QUARTERS = THIS.parts(3)


BEFORE = THIS.previous.parts(3)


def told(folder: Path, targets: Sequence[Target], months: int = 12, **more: Any) -> dict[str, Any]:
    """The outcome of the year, of which so many months are over, and what its forecasts were held against."""
    over = QUARTERS[: months // 3]
    now = datetime(2023, 5, 5, tzinfo=UTC) if months == 12 else datetime(2022, 11, 5, tzinfo=UTC)
    given = [figure("m", "ash", parts=(late, 100), period=one) for one, late in zip(over, LATE, strict=False)]
    return of_these(folder, targets, given, over, now, **more)


def of_these(
    folder: Path,
    targets: Sequence[Target],
    given: Iterable[Figure],
    quarters: Sequence[Period] = QUARTERS,
    now: datetime = datetime(2023, 5, 5, tzinfo=UTC),
    *,
    before: bool = False,
    living: Mapping[str, Period] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The outcome of those figures, as on that day; `living` are partners with the last period of each."""
    frame = framework(measure("m", **(RATE | more)), targets=tuple(targets))
    left = living or {}
    frame = frame.model_copy(
        update={"partners": tuple(one.model_copy(update={"to": left.get(one.id)}) for one in frame.partners)}
    )
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, given, now)

        def of(period: Period) -> Assessment:
            return assess(frame, ledger, period, as_at=now)

        earlier = (of(THIS.previous), of(BEFORE[-1])) if before else (None, None)
        found = annual(of(THIS), earlier[0], [of(one) for one in quarters], last_before=earlier[1])
    row = {str(name): value for name, value in found.outcomes.iloc[0].items()}
    return {**row, "held": set(found.foretold["value"])}


def test_a_level_to_be_reached_by_the_end_is_that_of_the_last_quarter(tmp_path: Path) -> None:
    """20 % was reached; that 24.5 % of the year were late is no miss. Its forecasts were of that level, too."""
    row = told(tmp_path, [target("m", QUARTERS[-1], "point", target=20)])
    assert (row["value"], row["target"], row["rating"], row["verdict"]) == (20, 20, "Green", "Achieved")
    assert row["why"].endswith("This is of 2022-23 Q4: its target was to be reached by then.")
    assert row["through"] == ("No target", "No target", "No target", "Green")
    assert (row["travel"], row["value_before"] != row["value_before"]) == ("Not comparable", True)
    assert row["held"] <= {20}


def test_so_is_what_had_a_target_for_each_quarter(tmp_path: Path) -> None:
    """The year as a whole is not held against the target of its last quarter alone."""
    row = told(
        tmp_path, [target("m", one, "period", target=aim) for one, aim in zip(QUARTERS, (29, 27, 25, 19), strict=True)]
    )
    assert (row["value"], row["target"], row["rating"]) == (20, 19, "Red")
    assert row["why"].endswith("This is of 2022-23 Q4: its targets are those of shorter periods.")


@pytest.mark.parametrize(
    ("targets", "months", "more", "value"),
    [
        ([target("m", THIS, "year", target=20)], 12, {}, 24.5),  # the year was to keep to it
        ([], 12, {}, 24.5),
        ([target("m", QUARTERS[-1], "point", target=20)], 6, {}, None),  # it is not over
        ([target("m", QUARTERS[-1], "point", target=900)], 12, {"kind": "count", "pooling": "sum"}, None),
    ],
)
def test_a_year_that_has_a_target_or_none_is_told_as_a_whole(
    tmp_path: Path, targets: Sequence[Target], months: int, more: dict[str, Any], value: float | None
) -> None:
    """As is what adds up, and a year that goes on."""
    row = told(tmp_path, targets, months, **more)
    assert "This is of" not in row["why"]
    assert value is None or row["value"] == value


def test_a_point_at_the_end_of_the_year_needs_no_baseline(tmp_path: Path) -> None:
    """On the way to it nothing can be said; in the last quarter it is the target, reached or not."""
    row = told(tmp_path, [target("m", THIS, "point", target=20)])
    assert (row["value"], row["target"], row["verdict"]) == (20, 20, "Achieved")
    assert row["through"] == ("No target", "No target", "No target", "Green")


def test_before_its_last_quarter_is_in_the_year_says_how_much_of_it_is(tmp_path: Path) -> None:
    """The quarter that still runs is not how the year ended."""
    given = [figure("m", "ash", parts=(late, 100), period=one) for one, late in zip(QUARTERS[:3], LATE, strict=False)]
    row = of_these(
        tmp_path, [target("m", QUARTERS[-1], "point", target=20)], given, now=datetime(2023, 2, 1, tzinfo=UTC)
    )
    assert row["why"].endswith("2022-23 is not over until 31 March 2023. So far 3 of 4 quarterly figures are in.")


def test_what_reached_its_level_stands_beside_the_last_quarter_of_the_year_before(tmp_path: Path) -> None:
    """As it was rated then; not beside the average of that year."""
    given = [
        figure("m", "ash", parts=(late, 100), period=one)
        for one, late in zip((*BEFORE, *QUARTERS), (44, 42, 40, 32, *LATE), strict=True)
    ]
    targets = [
        target("m", one, "period", target=aim) for one, aim in ((BEFORE[-1], 30), *zip(QUARTERS, LATE, strict=True))
    ]
    row = of_these(tmp_path, targets, given, before=True)
    assert (row["value"], row["verdict"]) == (20, "Achieved")
    assert (row["value_before"], row["rating_before"], row["verdict_before"]) == (32, "Red", "Not achieved")


def test_the_year_before_is_told_as_it_was_in_its_own_summary(tmp_path: Path) -> None:
    """Whole where its target was one of the whole year, at its end where it was to be reached by then."""
    given = [
        figure("m", "ash", parts=(late, 100), period=one)
        for one, late in zip((*BEFORE, *QUARTERS), (44, 42, 40, 30, *LATE), strict=True)
    ]
    was_of_the_year = target("m", THIS.previous, "year", target=35), target("m", QUARTERS[-1], "point", target=20)
    row = of_these(tmp_path, was_of_the_year, given, before=True)
    assert (row["value"], row["value_before"], row["verdict_before"]) == (20, 39, "Not achieved")
    (tmp_path / "ledger.db").unlink()
    was_a_point = target("m", BEFORE[-1], "point", target=30), target("m", THIS, "year", target=25)
    row = of_these(tmp_path, was_a_point, given, before=True)
    assert (row["value"], row["value_before"], row["verdict_before"]) == (24.5, 30, "Achieved")


def test_a_quarter_in_which_nothing_was_asked_tells_nothing() -> None:
    """All that was asked for in the year before ended in its middle, and what is asked now began after it."""
    old = measure("old", **RATE, last_period=BEFORE[1])
    new = measure("new", **RATE, first_period=QUARTERS[0])
    point = target("new", THIS, "point", target=20)
    begun = Folder(Path())
    vars(begun)["framework"] = framework(old, new, targets=(point,))
    assert ended_before(begun, THIS, QUARTERS) == []
    vars(begun)["framework"] = framework(measure("old", **RATE), new, targets=(point,))
    assert ended_before(begun, THIS, QUARTERS) == [BEFORE[-1]]
    assert ended_before(begun, THIS, []) == []


@pytest.mark.parametrize("accumulate", ["stock", "rolling", "cumulative"])
def test_a_point_of_the_last_quarter_holds_for_a_year_that_is_its_last_figure(tmp_path: Path, accumulate: str) -> None:
    """Without a baseline too: there is no way to it any more, and the quarter was rated against it."""
    row = told(tmp_path, [target("m", QUARTERS[-1], "point", target=20)], accumulate=accumulate)
    assert (row["value"], row["target"], row["through"][-1], row["verdict"]) == (20, 20, "Green", "Achieved")


def test_a_total_as_told_is_there_in_the_last_quarter_of_its_year(tmp_path: Path) -> None:
    """A cumulative count is in its last quarter what it is in the year, and is rated against the year's point."""
    counted: dict[str, Any] = {
        "kind": "count",
        "accumulate": "cumulative",
        "pooling": "sum",
        "multiplier": 1,
        "decimals": 0,
    }
    given = [figure("m", "ash", late, period=one) for one, late in zip(QUARTERS, LATE, strict=True)]
    row = of_these(tmp_path, [target("m", THIS, "point", target=20)], given, **counted)
    assert (row["through"][-1], row["rating"]) == ("Green", "Green")


@pytest.mark.parametrize("basis", ["period", "year"])
def test_a_good_last_quarter_does_not_settle_a_year_that_adds_up(tmp_path: Path, basis: str) -> None:
    """Half of three quarters' cases were late: that the fourth was better, while a figure is missing, is no success."""
    given = [
        figure("m", who, parts=(late, 100), period=one)
        for one, late in zip(QUARTERS, (50, 50, 50, 4), strict=True)
        for who in ("ash", "birch")
        if (who, one) != ("birch", QUARTERS[1])
    ]
    row = of_these(tmp_path, [target("m", THIS, basis, target=5)], given, partners=("ash", "birch"))
    assert row["through"][-1] == "Green"
    assert row["verdict"] in ("Not known yet", "Not achieved")


def test_nor_does_it_where_one_who_left_is_awaited(tmp_path: Path) -> None:
    """Its last figure belongs to the year, though none is asked of it in the last quarter."""
    given = [figure("m", "birch", 12, period=one) for one in QUARTERS]
    stock: dict[str, Any] = {
        "kind": "count",
        "pooling": "sum",
        "accumulate": "stock",
        "polarity": "higher",
        "partners": ("ash", "birch"),
    }
    row = of_these(tmp_path, [target("m", THIS, "year", target=40)], given, living={"ash": QUARTERS[1]}, **stock)
    assert (row["rating"], row["settled_by"]) == ("Waiting", "")
