"""A proposed target: what it would need of the process as it runs now."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from pmxl.rules.presets import Near
from pmxl.rules.proposed import Past
from pmxl.rules.proposed import on_the_way
from pmxl.rules.proposed import proposed
from pmxl.rules.proposed import shared_out
from pmxl.terms import Assurance

FIGURES = np.array([80.0, 82.0, 84.0, 86.0])
LEVEL = Past(FIGURES, np.ones(4), 1.0, 83.0, 77.0, 89.0, 85.0, 2.0, 2.0, 86.0, 2.0)
TOTAL = Past(np.array([20.0, 30.0]), np.array([0.2, 0.3]), 0.5, 50.0, 15.0, 60.0, 50.0, 1.0, nan, nan, nan)


@pytest.mark.parametrize(
    ("target", "polarity", "change", "met", "capability", "pace", "times"),
    [
        (84, "higher", 1, 2, Assurance.HIT_AND_MISS, -0.5, nan),
        (83.6, "higher", 1, 2, Assurance.HIT_AND_MISS, -0.5, nan),
        (89, "higher", 6, 0, Assurance.HIT_AND_MISS, 2, 1),
        (90, "higher", 7, 0, Assurance.FAILING, 2.5, 1.25),
        (77, "higher", -6, 4, Assurance.HIT_AND_MISS, -4, nan),
        (76, "higher", -7, 4, Assurance.PASSING, -4.5, nan),
        (84, "lower", 1, 3, Assurance.HIT_AND_MISS, -0.5, nan),
        (76, "lower", -7, 0, Assurance.FAILING, -4.5, nan),
        (90, "lower", 7, 4, Assurance.PASSING, 2.5, 1.25),
    ],
)
def test_a_level(
    target: float, polarity: str, change: float, met: int, capability: str, pace: float, times: float
) -> None:
    """A46: met is as published, a target on a limit is hit and miss, one beyond it failing; a pace the other way than
    the trend is no multiple of it.
    """
    need = proposed(target, LEVEL, polarity)
    assert (need.change.item(), need.met.item(), need.capability.item()) == (change, met, capability)
    assert (need.pace.item(), need.times.item()) == pytest.approx((pace, times), nan_ok=True)


@pytest.mark.parametrize(("target", "met", "capability"), [(100, 2, "Hit and miss"), (105, 0, "Hit and miss")])
def test_a_total_is_held_against_each_period_by_its_share(target: float, met: int, capability: str) -> None:
    """A42: of a year's 100, 20 were due in a period of a fifth: 20 met it; of 105, 21 were."""
    need = proposed(target, TOTAL)
    assert (need.met.item(), need.share.item(), need.capability.item()) == (met, met / 2, capability)
    assert np.isnan(need.times.item())


@pytest.mark.parametrize(
    ("target", "polarity", "near", "met"),
    [
        (90, "higher", Near(), 0),
        (90, "higher", Near(10), 3),
        (82, "higher", Near(2.5), 4),
        (88, "higher", Near(10), 4),
        (91.1, "higher", Near(10), 3),
        (100, "higher", Near(20), 4),
        (100, "higher", Near(20, edge_inside=False), 3),
        (80, "higher", Near(20, edge_inside=False), 4),
        (80, "lower", Near(5), 3),
        (80, "lower", Near(5, edge_inside=False), 2),
        (0, "lower", Near(10), 0),
    ],
)
def test_near_enough_counts_as_met(target: float, polarity: str, near: Near, met: int) -> None:
    """A46: where a tolerance calls a figure Green that is so near its target, the figure has met it."""
    assert proposed(target, LEVEL, polarity, near=near).met.item() == met


def test_nothing_is_known() -> None:
    """Without figures, limits and a forecast nothing is said, and nothing fails."""
    need = proposed([5.0, 6.0], Past(np.zeros(0), np.zeros(0), 1.0, *[nan] * 8))
    assert need.capability.tolist() == ["", ""]
    assert need.met.tolist() == [0, 0]
    assert np.isnan([need.change, need.share, need.pace, need.chance]).all()


@pytest.mark.parametrize(
    ("target", "shares", "parts"),
    [
        (10, [1, 1, 1], [3, 4, 3]),
        (100, [0.5, 0.25, 0.25], [50, 25, 25]),
        (1, [1, 1, 1, 1], [0, 1, 0, 0]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_parts_add_up_to_the_whole(target: float, shares: list[float], parts: list[float]) -> None:
    """A20: whatever the shares, the published parts are the published whole."""
    assert shared_out(target, shares).tolist() == parts


def test_the_way_to_a_level() -> None:
    """A28: straight from where it stands, with the season of each period on it."""
    assert on_the_way([90, 80], 82, [1, 2, 4], 4).tolist() == [[84, 86, 90], [81.5, 81, 80]]
    assert on_the_way(90, 82, [1, 4], 4, [3, 0]).tolist() == [87, 90]
