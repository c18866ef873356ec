"""Explain: why a figure has its rating, in a sentence or two."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.explain import explain
from pmxl.rules.ground import ground
from pmxl.rules.ground import hidden
from pmxl.rules.progress import progress
from pmxl.rules.rating import rate
from tests.spec.conftest import Spec
from tests.spec.test_flip import levels
from tests.spec.test_flip import rules
from tests.thorough import cases

NAN = float("nan")
PERCENT: dict[str, Any] = {"kind": "percentage", "decimals": 1, "amount": 5, "unit": "points"}


def test_which_part_of_the_rule_decides(spec: Spec) -> None:
    """Standard, stretch, target, tolerance, its edge: the first that holds."""
    spec(
        ground,
        """
        actual | standard | stretch | modifier        | last_year || ground
        -------+----------+---------+-----------------+-----------++------------------------------------------
            90 |          |         |                 |           || target met
            93 |          |       2 |                 |           || better by more than the stretch
            92 |          |       2 |                 |           || target met
            89 |          |         |                 |           || within the tolerance
            85 |          |         |                 |           || on the edge of the tolerance
            84 |          |         |                 |           || beyond the tolerance
            95 |       96 |         |                 |           || standard broken
            84 |       80 |         | floor           |           || saved by the standard or by last year
            86 |          |         | travel-modified |           || in a band that counts as met
            80 |          |         | travel-modified |        80 || saved by the standard or by last year
            79 |          |         | travel-modified |        80 || beyond the tolerance
            79 |          |         | travel-modified |           || beyond the tolerance
               |          |         |                 |           ||
        """,
        target=90,
        amount=5,
        unit="points",
    )


def test_where_rounding_decided(spec: Spec) -> None:
    """The fewest decimals that show another rating than the figures as published; none where rounding hides nothing."""
    spec(
        hidden,
        """
        actual | target | decimals || seen
        -------+--------+----------++------
         74.96 |     75 |        1 ||    2
          74.9 |     75 |        1 ||
            75 |     75 |        1 ||
          75.4 |     75 |        0 ||
          74.5 |     75 |        0 ||    1
        74.996 |     75 |        2 ||    3
            75 |   75.4 |        0 ||    1
               |     75 |        0 ||
        """,
    )


@pytest.mark.parametrize(
    ("actual", "target", "rule", "said"),
    [
        (84, 84, {}, "84.0 % against a target of 84.0 %: on target, so Green."),
        (86, 84, {}, "86.0 % against a target of 84.0 %: better by 2.0 points, so Green."),
        (
            83.4,
            84,
            {},
            "83.4 % against a target of 84.0 %: short by 0.6 points, within the tolerance of 5 points, so Amber.",
        ),
        (
            79,
            84,
            {},
            (
                "79.0 % against a target of 84.0 %: short by 5.0 points, exactly on the edge of the tolerance of "
                "5 points, which counts as Amber."
            ),
        ),
        (
            79,
            84,
            {"edge": "red"},
            (
                "79.0 % against a target of 84.0 %: short by 5.0 points, exactly on the edge of the tolerance of "
                "5 points, which counts as Red."
            ),
        ),
        (
            27.7,
            26.5,
            {"polarity": "lower", "amount": 1},
            "27.7 % against a target of 26.5 %: over by 1.2 points, more than the tolerance of 1 point, so Red.",
        ),
        (8, 9, {"amount": NAN}, "8.0 % against a target of 9.0 %: short by 1.0 points, so Red."),
        (72.3, 78, {"standard": 73}, "72.3 % breaks the standard of 73.0 %, so Red whatever the target."),
        (
            90,
            84,
            {"stretch": 5},
            (
                "90.0 % against a target of 84.0 %: better by 6.0 points, more than the 5 points that Blue asks for, "
                "so Blue."
            ),
        ),
        (
            75.5,
            77.8,
            {"modifier": "floor", "standard": 73},
            (
                "75.5 % against a target of 77.8 %: short by 2.3 points, but no lower than the standard of 73.0 %, "
                "so Amber."
            ),
        ),
        (
            93.5,
            NAN,
            {"polarity": "range", "low": 85, "high": 92},
            (
                "93.5 % against a range of 85.0 to 92.0 %: above it by 1.5 points, within the tolerance of 5 points, "
                "so Amber."
            ),
        ),
        (
            90,
            NAN,
            {"polarity": "range", "low": 85, "high": 92},
            "90.0 % against a range of 85.0 to 92.0 %: inside it, so Green.",
        ),
        (
            90,
            NAN,
            {"polarity": "range", "high": 92},
            "90.0 % against a limit of at most 92.0 %: as it should be, so Green.",
        ),
        (90, NAN, {}, "90.0 %. There is no target to rate it by."),
        (NAN, 90, {}, ""),
        (
            83.96,
            84,
            {},
            "84.0 % against a target of 84.0 %: on target, so Green. 83.96 % is published as 84.0 %.",
        ),
        (
            79.96,
            80.04,
            {"amount": NAN},
            (
                "80.0 % against a target of 80.0 %: on target, so Green. "
                "79.96 % is published as 80.0 %, and the target of 80.04 % is published as 80.0 %."
            ),
        ),
    ],
)
def test_percentages(actual: float, target: float, rule: dict[str, Any], said: str) -> None:
    """The figure, the target, the distance in points, what the tolerance says of it, and rounding where it decided."""
    assert explain(actual, target, **{**PERCENT, **rule}).item() == said


DAYS: dict[str, Any] = {
    "kind": "mean",
    "decimals": 1,
    "polarity": "lower",
    "modifier": "travel-modified",
    "measured_in": "days per post",
}


@pytest.mark.parametrize(
    ("actual", "last_year", "said"),
    [
        (10.0, NAN, "over by 0.6, within the 10 % of target that counts as met, so Green."),
        (
            11.0,
            11.2,
            (
                "over by 1.6, more than the 10 % of target that counts as met, but no worse than the same period last "
                "year (11.2), so Amber."
            ),
        ),
        (
            11.3,
            11.2,
            (
                "over by 1.9, more than the 10 % of target that counts as met, and worse than the same period last "
                "year (11.2), so Red."
            ),
        ),
        (
            11.3,
            NAN,
            (
                "over by 1.9, more than the 10 % of target that counts as met, with no figure for the same period last "
                "year to set against it, so Red."
            ),
        ),
    ],
)
def test_last_year_may_save_it(actual: float, last_year: float, said: str) -> None:
    """The travel-modified rule says what it looked at."""
    found = explain(actual, 9.4, last_year=last_year, **DAYS).item()
    assert found == f"{actual:.1f} days per post against a target of 9.4: {said}"


def test_the_edge_and_the_rounding_of_last_year_are_told() -> None:
    """Exactly at what no longer counts is not more than it; last year's figure may be rounded too."""
    how: dict[str, Any] = {"modifier": "travel-modified"}
    edge = explain(90, 100, edge="red", last_year=89, **how).item()
    assert "short by 10, exactly the 10 % of target that no longer counts as met, but no worse than" in edge
    rounded = explain(80, 100, last_year=80.4, **how).item()
    assert rounded.endswith(" so Amber. Last year's figure of 80.4 is published as 80.")


def test_counts_money_indices_and_targets_to_be_near() -> None:
    """The unit is said once; money and per cent carry theirs each time."""
    assert [
        explain(157, 156.8, "lower", measured_in="offences").item(),
        explain(1, 2, measured_in="evaluations").item(),
        explain(2454, 2400, "lower", kind="money", measured_in="£k", amount=2).item(),
        explain(101.6, 104, kind="index", decimals=1, measured_in="2019 = 100", amount=2, unit="points").item(),
        explain(18, 16, "nearest", amount=3, unit="points", measured_in="cases").item(),
        explain(17, 16, "nearest", amount=3, unit="points", measured_in="cases", green_half_width=1).item(),
    ] == [
        "157 offences against a target of 157: on target, so Green. The target of 156.8 offences is published as 157.",
        "1 evaluation against a target of 2: short by 1, so Red.",
        "£2,454k against a target of £2,400k: over by £54k, more than the tolerance of 2 % of target, so Red.",
        "101.6 (2019 = 100) against a target of 104.0: short by 2.4, more than the tolerance of 2, so Red.",
        "18 cases against a target of 16: off by 2, within the tolerance of 3 cases, so Amber.",
        "17 cases against a target of 16: off by 1, within the 1 case that counts as on target, so Green.",
    ]


def test_answers_and_days() -> None:
    """Yes and no, and days early or late; what is still to do says so."""
    day: dict[str, Any] = {"target": 44890, "kind": "milestone", "amount": 30}
    assert [
        explain([1, 0], 1, kind="yes/no").tolist(),
        explain([44890, 44887, 44891, 44920, 44931], **day).tolist(),
        explain(44931, done=False, **day).item(),
        explain(44931, standard=44900, **day).item(),
        explain([44931, 44880], NAN, kind="milestone", standard=44900).tolist(),
    ] == [
        ["Yes, as wanted, so Green.", "No where Yes is wanted, so Red."],
        [
            "Done on the day, so Green.",
            "Done 3 days early, so Green.",
            "Done 1 day late, within the tolerance of 30 days, so Amber.",
            "Done 30 days late, exactly on the edge of the tolerance of 30 days, which counts as Amber.",
            "Done 41 days late, more than the tolerance of 30 days, so Red.",
        ],
        "Not done yet, 41 days late, more than the tolerance of 30 days, so Red.",
        "Done 41 days late, later than its standard allows, so Red.",
        ["Done, later than its standard allows, so Red.", "Done. There is no day to rate it by."],
    ]


def test_the_way_made_to_a_goal(spec: Spec) -> None:
    """From the baseline in per cent of the whole way; below 0 on the wrong side, nothing where there is no way."""
    spec(
        progress,
        """
        actual | baseline | goal || share
        -------+----------+------++-------
            40 |       40 |   55 ||     0
            55 |       40 |   55 ||   100
            46 |       40 |   55 ||    40
            37 |       40 |   55 ||   -20
            58 |       40 |   55 ||   120
           197 |      213 |  163 ||    32
            40 |       55 |   55 ||
               |       40 |   55 ||
            46 |          |   55 ||
        """,
    )


@pytest.mark.parametrize(
    ("actual", "way"),
    [
        (49.3, " It has come 62 % of the way from 40.0 % to 55.0 %."),
        (40, " It is where it began, at 40.0 %."),
        (38, " It is further from 55.0 % than the 40.0 % it began at."),
        (54.99, " It has come 99 % of the way from 40.00 % to 55.00 %."),
    ],
)
def test_a_stretch_target_tells_its_progress(actual: float, way: str) -> None:
    """Never Red, and never the whole way before it is made."""
    decimals = 2 if actual == 54.99 else 1
    said = explain(actual, 55, baseline=40, **{**PERCENT, "purpose": "stretch", "decimals": decimals}).item()
    assert said.endswith(f"so Amber: a stretch target is never Red.{way}")


def test_a_stretch_target_without_a_baseline_tells_no_way() -> None:
    """From where it leads is not known, so nothing is said of how far it has come."""
    said = explain(49.3, 55, **{**PERCENT, "purpose": "stretch"}).item()
    assert said.endswith("so Amber: a stretch target is never Red.")


def test_a_stretch_target_that_is_met_is_green() -> None:
    """There is no way left to tell of, and no Blue."""
    said = explain(62, 55, baseline=40, **{**PERCENT, "purpose": "stretch", "stretch": 5}).item()
    assert said == "62.0 % against a stretch target of 55.0 %: better by 7.0 points, so Green."


@settings(max_examples=cases(100), deadline=None)
@given(levels, levels, rules, st.booleans())
def test_the_sentence_says_the_rating(actual: float, target: float, rule: dict[str, Any], floored: bool) -> None:
    """Whatever the rule, the rating that follows is the one that the figure has."""
    rule = rule | {"low": target - 3, "high": target + 3, "standard": target - 2 if floored else NAN}
    rating = rate(actual, target, **rule).item()
    said = explain(actual, target, **rule).item()
    assert f"so {rating}" in said or f"which counts as {rating}" in said
    assert said.endswith(".")
    assert "nan" not in said
