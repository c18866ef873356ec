"""What would turn a rating, from figures in a ledger."""

from __future__ import annotations

from typing import Any
from typing import NamedTuple

import pytest

from pmxl.assess import Assessment
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

PARTS: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}
MILESTONE: dict[str, Any] = {"kind": "milestone", "pooling": "none", "polarity": "lower"}
LESS: dict[str, Any] = {"polarity": "lower", "unit": "offences"}
MONEY: dict[str, Any] = {"kind": "money", "unit": "£k", "polarity": "lower"}
MEAN: dict[str, Any] = {"kind": "mean", "unit": "days", "decimals": 1}
RANGE: dict[str, Any] = {"kind": "mean", "unit": "days", "polarity": "range"}


class Specimen(NamedTuple):
    """A measure of one partner: its figure, its levels, and what else is to be known of it."""

    figure: dict[str, Any]
    levels: dict[str, Any]
    changes: dict[str, Any]


SPECIMENS = {
    "three-more": Specimen({"value": 93}, {"target": 90}, LESS),
    "one-more": Specimen({"value": 95}, {"target": 90}, LESS),
    "on-target": Specimen({"value": 90}, {"target": 90}, LESS),
    "far-off": Specimen({"value": 99}, {"target": 90}, {"polarity": "lower"}),
    "money": Specimen({"value": 93}, {"target": 90}, MONEY),
    "mean": Specimen({"value": 84.04}, {"target": 90}, MEAN),
    "range": Specimen({"value": 22}, {"low": 10, "high": 20}, RANGE),
    "parts": Specimen({"parts": (479, 1032)}, {"target": 55}, PARTS),
    "no-parts": Specimen({"value": 46.4}, {"target": 55}, PARTS),
    "rolling": Specimen({"parts": (479, 1032)}, {"target": 55}, {**PARTS, "accumulate": "rolling"}),
    "missing": Specimen({"value": 5}, {"target": 90}, {"partners": ("ash", "birch")}),
    "nothing": Specimen({"marker": ".."}, {"target": 90}, {}),
    "done": Specimen({"value": 44900}, {"target": 44890}, MILESTONE),
    "to-do": Specimen({"marker": "not done"}, {"target": 44924}, MILESTONE),
    "overdue": Specimen({"marker": "not done"}, {"target": 44900}, MILESTONE),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """All specimens with a tolerance of five points, assessed once."""
    frame = framework(
        *(measure(id_, **{"partners": ("ash",), **one.changes}) for id_, one in SPECIMENS.items()),
        targets=tuple(target(id_, **one.levels) for id_, one in SPECIMENS.items()),
        tolerances=tuple(tolerance(id_, "band", amount=5, unit="points") for id_ in SPECIMENS),
    )
    figures = [figure(id_, "ash", **one.figure) for id_, one in SPECIMENS.items()]
    return assessed(tmp_path_factory.mktemp("flip"), frame, figures)


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("three-more", "3 more offences turn this Red; 3 fewer make it Green."),
        ("one-more", "1 more offence turns this Red; 5 fewer make it Green."),
        ("on-target", "1 more offence turns this Amber."),
        ("far-off", "4 fewer make this Amber; 9 fewer make it Green."),
        ("money", "£3k more turns this Red; £3k less makes it Green."),
        ("mean", "85.0 days or more makes this Amber; 90.0 days or more makes it Green."),
    ],
)
def test_counts_money_and_means(found: Assessment, id_: str, said: str) -> None:
    """So many more or fewer of what is counted, so much more money, or the figure at which a mean turns."""
    assert row(found, id_)["flip"] == said


def test_a_range_is_met_at_a_figure_and_not_beyond_it(found: Assessment) -> None:
    """Less than the lower end of a range would not be Green again."""
    assert row(found, "range")["flip"] == "26 days or more turns this Red; a figure of 20 days makes it Green."


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("parts", "37 more of the 1,032 make this Amber; 89 more make it Green."),
        ("no-parts", "50.0 % or more makes this Amber; 55.0 % or more makes it Green."),
        ("rolling", "50.0 % or more makes this Amber; 55.0 % or more makes it Green."),
    ],
)
def test_a_percentage_is_told_in_cases(found: Assessment, id_: str, said: str) -> None:
    """Of the cases there are, so many more, rounding allowed for; without parts, and of a rolling year whose cases one
    quarter cannot change at will, by the figure.
    """
    assert row(found, id_)["flip"] == said


@pytest.mark.parametrize("id_", ["missing", "nothing"])
def test_nothing_is_said_of_what_is_not_whole_or_has_no_colour(found: Assessment, id_: str) -> None:
    """With partners missing it is the gaps that are told; a grey word does not turn."""
    assert row(found, id_)["flip"] == ""


@pytest.mark.parametrize(
    ("id_", "rating", "said"),
    [
        ("done", "Red", ""),
        ("to-do", "Amber", "Unless it is done by 3 January 2023, it turns Red."),
        ("overdue", "Red", ""),
    ],
)
def test_days(found: Assessment, id_: str, rating: str, said: str) -> None:
    """What is done is done; what is late and still to do has a last day, five days after 29 December."""
    assert (row(found, id_)["rating"], row(found, id_)["flip"]) == (rating, said)
