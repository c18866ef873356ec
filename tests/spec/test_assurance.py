"""Assurance: limits against a target."""

from __future__ import annotations

from pmxl.rules.assurance import assurance
from pmxl.rules.xmr import limits_of
from tests.spec.conftest import Spec


def test_limits_against_a_target(spec: Spec) -> None:
    """A target exactly on a limit is hit and miss; a hair beyond, it is met or missed whatever chance does."""
    spec(
        assurance,
        """
        lower | upper | target  | polarity || assurance
        ------+-------+---------+----------++-------------
         76.1 |    88 |      95 | higher   || Failing
         76.1 |    88 | 88.0001 | higher   || Failing
         76.1 |    88 |      88 | higher   || Hit and miss
         76.1 |    88 |      80 | higher   || Hit and miss
         76.1 |    88 |    76.1 | higher   || Hit and miss
         76.1 |    88 | 76.0999 | higher   || Passing
         76.1 |    88 |      70 | higher   || Passing
         76.1 |    88 |      95 | lower    || Passing
         76.1 |    88 |      88 | lower    || Hit and miss
         76.1 |    88 |    76.1 | lower    || Hit and miss
         76.1 |    88 |      70 | lower    || Failing
           -5 |     3 |       0 | higher   || Hit and miss
           -5 |    -3 |       0 | lower    || Passing
           10 |    10 |      10 | higher   || Hit and miss
         76.1 |    88 |      95 | none     ||
         76.1 |    88 |         | higher   ||
              |       |      95 | higher   ||
        """,
    )


def test_limits_against_a_range(spec: Spec) -> None:
    """Wholly inside the range is passing, wholly beyond one bound is failing; a blank bound is open."""
    spec(
        assurance,
        """
        lower | upper | low | high || assurance
        ------+-------+-----+------++-------------
           96 |   104 |  95 |  105 || Passing
           95 |   104 |  95 |  105 || Hit and miss
           90 |   110 |  95 |  105 || Hit and miss
           96 |   106 |  95 |  105 || Hit and miss
          106 |   110 |  95 |  105 || Failing
           90 |    94 |  95 |  105 || Failing
           90 |    95 |  95 |  105 || Hit and miss
           96 |   400 |  95 |      || Passing
           90 |    94 |  95 |      || Failing
           96 |   104 |     |  105 || Passing
           96 |   104 |     |      ||
        """,
        polarity="range",
    )


def test_limits_against_a_target_to_be_near(spec: Spec) -> None:
    """A target to be near is met within its green half-width; without one hardly any process can be sure of it."""
    spec(
        assurance,
        """
        lower | upper | target | green_half_width || assurance
        ------+-------+--------+------------------++-------------
           49 |    51 |     50 |                2 || Passing
           48 |    51 |     50 |                2 || Hit and miss
           49 |    51 |     50 |                  || Hit and miss
           53 |    55 |     50 |                2 || Failing
           44 |    47 |     50 |                2 || Failing
        """,
        polarity="nearest",
    )


def test_a_target_on_a_limit_that_was_worked_out() -> None:
    """What binary arithmetic adds to a limit decides nothing: 0.1 + 2.66 x 0.1 is 0.366."""
    limits = limits_of([0.05, 0.15] * 6, screening=False)
    assert assurance(limits.lower, limits.upper, 0.366).tolist() == ["Hit and miss"] * 12
