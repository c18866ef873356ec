"""The year of what was to reach a level: it is told as its last quarter ended, not by its average."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import assess
from pmxl.assess.annual.annual import annual
from pmxl.framework.models import Target
from pmxl.ledger import Ledger
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


def told(folder: Path, targets: Sequence[Target], months: int = 12, **more: Any) -> dict[str, Any]:
    """The outcome of the year, of which so many months are over, and what its forecasts were held against."""
    frame = framework(measure("m", **(RATE | more)), targets=tuple(targets))
    over = QUARTERS[: months // 3]
    now = datetime(2023, 5, 5, tzinfo=UTC) if months == 12 else datetime(2022, 11, 5, tzinfo=UTC)
    with Ledger.open(folder / "ledger.db") as ledger:
        given = zip(over, LATE, strict=False)
        keep(ledger, [figure("m", "ash", parts=(late, 100), period=one) for one, late in given], now)
        found = annual(
            assess(frame, ledger, THIS, as_at=now), None, [assess(frame, ledger, q, as_at=now) for q in over]
        )
    row = {str(name): value for name, value in found.outcomes.iloc[0].items()}
    return {**row, "held": set(found.foretold["value"])}


def test_a_level_to_be_reached_by_the_end_is_that_of_the_last_quarter(tmp_path: Path) -> None:
    """20 % was reached; that 24.5 % of the year were late is no miss. Its forecasts were of that level, too."""
    row = told(tmp_path, [target("m", QUARTERS[-1], "point", target=20)])
    assert (row["value"], row["target"], row["rating"], row["verdict"]) == (20, 20, "Green", "Achieved")
    assert row["why"].endswith("So it was in 2022-23 Q4: its target was to be reached by then.")
    assert row["through"] == ("No target", "No target", "No target", "Green")
    assert (row["travel"], row["value_before"] != row["value_before"]) == ("Not comparable", True)
    assert row["held"] <= {20}


def test_so_is_what_had_a_target_for_each_quarter(tmp_path: Path) -> None:
    """The year as a whole is not held against the target of its last quarter alone."""
    row = told(
        tmp_path, [target("m", one, "period", target=aim) for one, aim in zip(QUARTERS, (29, 27, 25, 19), strict=True)]
    )
    assert (row["value"], row["target"], row["rating"]) == (20, 19, "Red")
    assert row["why"].endswith("So it was in 2022-23 Q4: its targets are those of quarters.")


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
    assert "So it was in" not in row["why"]
    assert value is None or row["value"] == value
