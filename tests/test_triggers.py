"""All ten triggers, from figures in a ledger to the sentence on the exception sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.figures import Figure
from pmxl.framework.models import Comparator
from pmxl.framework.models import Tolerance
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance

AGREED: dict[str, Any] = {"agreed_by": "the Board", "agreed_on": date(2022, 3, 24)}
BY = " Agreed by the Board on 24 March 2022."


def run(*values: float | None, **more: Any) -> list[Figure]:
    """One partner's figures up to now, None for a gap."""
    periods = [Q3.step(-n) for n in range(len(values) - 1, -1, -1)]
    return [figure("m1", "ash", v, p, **more) for v, p in zip(values, periods, strict=True) if v is not None]


def sentences(folder: Path, figures: list[Figure], *triggers: Tolerance, **changes: Any) -> list[str]:
    """What the exception sheet says of the one measure; what is Red without a trigger is left out."""
    targets = changes.pop("targets", ())
    comparators = changes.pop("comparators", ())
    one = measure("m1", **{"partners": ("ash",), "unit": "cases", **changes})
    found = assessed(folder, framework(one, tolerances=triggers, targets=targets, comparators=comparators), figures)
    return told(found)


def told(found: Assessment) -> list[str]:
    """The sentences of the partnership's exceptions that a trigger made."""
    rows = found.exceptions[(found.exceptions["trigger"] != "Red") & (found.exceptions["partner"] == "")]
    return [str(sentence) for sentence in rows["sentence"]]


def agreed(rule: str, **settings: Any) -> Tolerance:
    """A trigger agreed by the Board."""
    return tolerance("m1", rule, **AGREED, **settings)


def test_any_worsening(tmp_path: Path) -> None:
    """One worse figure is enough; a tie is none."""
    said = sentences(tmp_path / "a", run(10, 9), agreed("any"))
    assert said == ["Worse than the period before: 9 cases against 10 cases." + BY]
    assert sentences(tmp_path / "b", run(9, 9), agreed("any")) == []


def test_any_worsening_on_last_year(tmp_path: Path) -> None:
    """With the seasonal setting it is the same period last year that counts."""
    said = sentences(tmp_path / "a", run(10, 3, 3, 3, 9), agreed("any", compare="last-year"))
    assert said == ["Worse than the same period last year: 9 cases against 10 cases." + BY]
    assert sentences(tmp_path / "b", run(9, 30, 30, 30, 9), agreed("any", compare="last-year")) == []


def test_decline_needs_three_figures_and_a_tie_breaks_it(tmp_path: Path) -> None:
    """Two worsening moves; of a cumulative measure by each quarter's own amount."""
    assert sentences(tmp_path / "a", run(9, 8), agreed("decline", n=2)) == []
    assert sentences(tmp_path / "b", run(9, 8, 8), agreed("decline", n=2)) == []
    said = sentences(tmp_path / "c", run(9, 8, 7), agreed("decline", n=2))
    assert said == ["Worsening for 2 periods running: 9 cases, 8 cases, 7 cases." + BY]
    year = run(10, 19, 27)
    said = sentences(tmp_path / "d", year, agreed("decline", n=2), accumulate="cumulative")
    assert said == ["Worsening for 2 periods running: 10 cases, 9 cases, 8 cases (each period's own amount)." + BY]


def test_red_for_three_periods(tmp_path: Path) -> None:
    """Each period is rated by its own target; two Reds are not three."""
    goal = (target("m1", Q3.year, "year", target=400),)
    red = agreed("rating", n=3)
    assert sentences(tmp_path / "a", run(100, 99, 98), red, targets=goal) == []
    said = sentences(tmp_path / "b", run(90, 99, 98), red, targets=goal)
    assert said == ["Red for 3 periods running: 2022-23 Q1, 2022-23 Q2 and 2022-23 Q3." + BY]


def test_amber_or_worse_now(tmp_path: Path) -> None:
    """Without a number one period is enough."""
    band = tolerance("m1", "band", amount=10, unit="points")
    goal = (target("m1", Q3.year, "year", target=400),)
    said = sentences(tmp_path, run(95), band, agreed("rating", preset="amber"), targets=goal)
    assert said == ["Amber in 2022-23 Q3." + BY]


def test_missing_for_two_periods(tmp_path: Path) -> None:
    """Nothing returned twice running; one that is not due is passed over, and one in between ends it."""
    twice = agreed("missing", n=2)
    said = sentences(tmp_path / "a", run(1, None, None), twice)
    assert said == ["No figure for 2 periods running: 2022-23 Q2 and 2022-23 Q3." + BY]
    assert sentences(tmp_path / "b", run(1, 1, None), twice) == []
    assert sentences(tmp_path / "c", run(1, None, None), agreed("missing")) == [
        "No figure for 2022-23 Q3, and it was due." + BY
    ]


def test_a_concern_signal(tmp_path: Path) -> None:
    """The trigger tells what the chart shows."""
    said = sentences(tmp_path, run(*[10, 11] * 5, 2), agreed("signal"))
    assert said[0].startswith("A concern signal: 2")
    assert said[0].endswith(BY)
    assert sentences(tmp_path / "b", run(*[10, 11] * 5), agreed("signal")) == []


def test_a_silent_month_silences_the_quarter_it_closes(tmp_path: Path) -> None:
    """December closes the third quarter, November does not."""
    assert sentences(tmp_path / "a", run(10, 9), agreed("any", silent=(12,))) == []
    assert len(sentences(tmp_path / "b", run(10, 9), agreed("any", silent=(11,)))) == 1


def peers(*values: float, ago: int = 0) -> list[Figure]:
    """Members of the group."""
    return [figure("m1", "", v, Q3.step(-ago), area=f"Peer {n}") for n, v in enumerate(values)]


@pytest.mark.parametrize(
    ("trigger", "starts"),
    [
        (agreed("relative"), "Lost a quartile among Peers; it was 3rd of 9 the period before."),
        (agreed("relative", amount=3), "Lost 3 places among Peers; it was 3rd of 9 the period before."),
        (agreed("relative", amount=4), ""),
        (agreed("relative", preset="median"), "Behind the median of Peers, 50 cases."),
        (agreed("relative", preset="best quartile"), "Behind the edge of the best quartile of Peers, 60 cases."),
    ],
)
def test_falling_behind_others(tmp_path: Path, trigger: Tolerance, starts: str) -> None:
    """A quartile or so many places lost, or below the median or the best quartile, though one's own figure rose."""
    before = peers(10, 20, 30, 40, 45, 45, 70, 80, ago=1)
    now = peers(10, 20, 30, 50, 55, 60, 70, 80)
    group = tuple(Comparator(group="Peers", member=f"Peer {n}") for n in range(8))
    given = [*before, *now, *run(46, 47)]
    said = sentences(tmp_path, given, trigger, comparison_group="Peers", comparators=group)
    assert [sentence[: len(starts)] for sentence in said] == ([starts] if starts else [])


def test_what_owes_action_is_marked_so(tmp_path: Path) -> None:
    """The strength that was agreed stands with the exception."""
    one = measure("m1", partners=("ash",))
    found = assessed(tmp_path, framework(one, tolerances=(agreed("any", strength="act"),)), run(10, 9))
    assert found.exceptions["strength"].tolist() == ["act"]
    assert found.measures["triggers"].tolist() == ["any"]
