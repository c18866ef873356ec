"""Runs of figures: the same members in every period, gaps where one is missing, phases at breaks in the series."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pmxl.assess.assessment import scene_of
from pmxl.assess.pooled import units
from pmxl.assess.runs import Runs
from pmxl.assess.runs import runs
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure


def run(folder: Path, frame: Framework, figures: Iterable[Figure], by: str = "") -> Runs:
    """The runs of a ledger of those figures."""
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        recalled = ledger.recall()
    scene = scene_of(frame, recalled, Q3, Q3.last_day)
    return runs(scene, units(scene.grid, scene.table, by))


def through(partner: str, back: int, value: float = 10, id_: str = "m1", gaps: tuple[int, ...] = ()) -> list[Figure]:
    """A partner's figures from so far back up to now."""
    return [figure(id_, partner, value, Q3.step(-n)) for n in range(back, -1, -1) if n not in gaps]


def line(found: pd.DataFrame, unit: str = "") -> list[float]:
    """A unit's row."""
    return list(found.to_numpy(float)[found.index.tolist().index(("m1", unit))])


def told(found: pd.DataFrame, unit: str = "") -> list[float | None]:
    """A unit's run from its first figure on, None for a gap."""
    values = line(found, unit)
    first = next((n for n, value in enumerate(values) if value == value), len(values))
    return [value if value == value else None for value in values[first:]]


def test_a_missing_partner_makes_a_gap_and_not_a_smaller_sum(tmp_path: Path) -> None:
    """Where one of those present now is missing, the period has no figure."""
    given = [*through("ash", 13), *through("birch", 13, gaps=(5,)), *through("cedar", 13)]
    found = run(tmp_path, framework(measure("m1")), given)
    assert told(found.value) == [30] * 8 + [None] + [30] * 5
    assert line(found.counts) == [3, 3]


def test_who_is_missing_now_is_in_no_period(tmp_path: Path) -> None:
    """The partners compared are those present now."""
    given = [*through("ash", 3), *through("birch", 3), *through("cedar", 3, 50, gaps=(0,))]
    found = run(tmp_path, framework(measure("m1")), given)
    assert told(found.value) == [20, 20, 20, 20]
    assert line(found.counts) == [2, 3]


def test_a_newcomer_is_left_out_only_where_too_few_figures_would_be_left(tmp_path: Path) -> None:
    """Twelve figures with all three are a run; with three figures of the newcomer the others go on without it."""
    frame, old = framework(measure("m1")), [*through("ash", 19), *through("birch", 19)]
    assert told(run(tmp_path / "a", frame, [*old, *through("cedar", 11)]).value) == [30] * 12
    found = run(tmp_path / "b", frame, [*old, *through("cedar", 2)])
    assert told(found.value) == [20] * 20
    assert line(found.counts) == [2, 3]


def test_each_partner_has_its_own_run(tmp_path: Path) -> None:
    """By partner each has its own figures and gaps."""
    given = [*through("ash", 3, 1), *through("birch", 3, 2, gaps=(1,))]
    found = run(tmp_path, framework(measure("m1")), given, "partner")
    assert told(found.value, "ash") == [1, 1, 1, 1]
    assert told(found.value, "birch") == [2, 2, None, 2]
    assert told(found.value, "cedar") == []


def test_a_break_begins_a_new_phase(tmp_path: Path) -> None:
    """The period at which the series begins anew belongs to the later phase."""
    frame = framework(measure("m1", rebase=(Q3.step(-2),)))
    found = run(tmp_path, frame, through("ash", 4))
    assert line(found.phase)[-5:] == [0, 0, 1, 1, 1]


def test_a_cumulative_figure_counts_by_each_periods_own_amount(tmp_path: Path) -> None:
    """The year so far becomes the quarter's own figure."""
    frame = framework(measure("m1", accumulate="cumulative", partners=("ash",)))
    found = run(tmp_path, frame, [figure("m1", "ash", v, Q3.step(-b)) for v, b in ((10, 2), (25, 1), (45, 0))])
    assert told(found.value) == [10, 15, 20]


def test_of_a_base_that_does_not_build_up_each_period_has_its_share(tmp_path: Path) -> None:
    """Of a council tax of about 100 due in the year, 30, 28 and 28 were collected in its quarters."""
    percent: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "multiplier": 100}
    frame = framework(measure("m1", partners=("ash",), accumulate="cumulative", **percent))
    collected = zip((30, 58, 86), (100, 100.5, 101), (Q3.step(-2), Q3.step(-1), Q3), strict=True)
    figures = [figure("m1", "ash", period=period, parts=(got, due)) for got, due, period in collected]
    found = run(tmp_path, frame, figures).value.iloc[0, -3:]
    assert found.tolist() == pytest.approx([30, 28 / 1.005, 28 / 1.01])
