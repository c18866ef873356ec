"""The run of a figure that is to lie in a range: each period beside the range that stood in it."""

from __future__ import annotations

from pathlib import Path

from pmxl.reports.figure import rows_of
from pmxl.reports.measure.run import history
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target

FIGURES = (84, 88, 91, 97)
"""Beds in use, in per cent; the range rose with the last two quarters."""


def test_the_range_of_each_period_stands_beside_its_figure(tmp_path: Path) -> None:
    """A column Target in which nothing stands would say that none was agreed."""
    quarters = [Q3.step(n - 3) for n in range(4)]
    frame = framework(
        measure("beds", kind="percentage", polarity="range", accumulate="stock", decimals=0, partners=("ash",)),
        targets=tuple(
            target("beds", one, low=85 if n < 2 else 88, high=92 if n < 2 else None) for n, one in enumerate(quarters)
        ),
    )
    given = [figure("beds", "ash", value, one) for one, value in zip(quarters, FIGURES, strict=True)]
    found = assessed(tmp_path, frame, given)
    (row,) = rows_of(found.measures)
    block = history(row, [one for one in rows_of(found.series) if not one["partner"]], 1, (12.0,) * 14)
    (table,) = block.tables
    told = {str(line[0]): tuple(line[1:3]) for line in table.rows}
    assert told == {
        quarters[0].label: (84, "85 to 92"),
        quarters[1].label: (88, "85 to 92"),
        quarters[2].label: (91, "from 88"),
        quarters[3].label: (97, "from 88"),
    }
