"""What would turn a rating, from figures in a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmxl.figures import Figure
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

PARTS: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}


def flip_of(folder: Path, figures: list[Figure], goal: float, band: float = 5, **changes: Any) -> str:
    """The sentence of one measure of one partner."""
    one = measure("m1", **{"partners": ("ash",), **changes})
    levels: dict[str, Any] = {"stretch": changes.pop("stretch")} if "stretch" in changes else {}
    frame = framework(
        one,
        targets=(target("m1", target=goal, **levels),),
        tolerances=(tolerance("m1", "band", amount=band, unit="points"),),
    )
    return str(row(assessed(folder, frame, figures), "m1")["flip"])


@pytest.mark.parametrize(
    ("value", "changes", "said"),
    [
        (93, {"unit": "offences", "polarity": "lower"}, "3 more offences turn this Red; 3 fewer make it Green."),
        (95, {"unit": "offences", "polarity": "lower"}, "1 more turns this Red; 5 fewer make it Green."),
        (90, {"unit": "offences", "polarity": "lower"}, "1 more turns this Amber."),
        (99, {"polarity": "lower"}, "4 fewer make this Amber; 9 fewer make it Green."),
        (93, {"kind": "money", "unit": "£k", "polarity": "lower"}, "£3k more turns this Red; £3k less makes it Green."),
        (
            84.04,
            {"kind": "mean", "unit": "days", "decimals": 1},
            "85.0 days or more makes this Amber; 90.0 days or more makes it Green.",
        ),
    ],
)
def test_counts_money_and_means(tmp_path: Path, value: float, changes: dict[str, Any], said: str) -> None:
    """So many more or fewer of what is counted, so much more money, or the figure at which a mean turns."""
    assert flip_of(tmp_path, [figure("m1", "ash", value)], 90, **changes) == said


def test_a_percentage_is_told_in_cases(tmp_path: Path) -> None:
    """Of the cases there are, so many more; rounding is allowed for."""
    said = flip_of(tmp_path, [figure("m1", "ash", parts=(479, 1032))], 55, **PARTS)
    assert said == "37 more of the 1,032 make this Amber; 89 more make it Green."


def test_without_parts_it_is_told_by_the_figure(tmp_path: Path) -> None:
    """A percentage that came alone turns at a percentage."""
    said = flip_of(tmp_path, [figure("m1", "ash", 46.4)], 55, **PARTS)
    assert said == "50.0 % or more makes this Amber; 55.0 % or more makes it Green."


def test_nothing_is_said_of_what_is_not_whole_or_has_no_colour(tmp_path: Path) -> None:
    """With partners missing it is the gaps that are told; a grey word does not turn."""
    partners = ("ash", "birch")
    assert flip_of(tmp_path / "a", [figure("m1", "ash", 5)], 90, partners=partners) == ""
    assert flip_of(tmp_path / "b", [], 90) == ""


def test_days_do_not_turn(tmp_path: Path) -> None:
    """What is done on a day is done."""
    milestone: dict[str, Any] = {"kind": "milestone", "pooling": "none", "polarity": "lower"}
    assert flip_of(tmp_path, [figure("m1", "ash", 44900)], 44890, **milestone) == ""
