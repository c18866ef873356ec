"""Who moved the number, from figures in a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.figures import Figure
from pmxl.framework.models import Area
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure

Q2 = Q3.previous
RATE: dict[str, Any] = {"kind": "percentage", "unit": "%", "multiplier": 100, "pooling": "ratio", "decimals": 1}


def rate(partner: str, before: tuple[int, int], now: tuple[int, int]) -> list[Figure]:
    """A partner's parts in two quarters."""
    return [figure("m1", partner, parts=before, period=Q2), figure("m1", partner, parts=now)]


def said(found: Assessment, compare: str = "previous") -> str:
    """The sentence of the measure."""
    rows = found.contributions
    [words] = rows.loc[(rows["measure"] == "m1") & (rows["compare"] == compare), "words"].unique()
    return str(words)


def test_every_partner_improved_and_the_total_fell(tmp_path: Path) -> None:
    """The field's own example: the split, the mix and the warning."""
    frame = framework(measure("m1", partners=("ash", "birch"), **RATE))
    found = assessed(tmp_path, frame, [*rate("ash", (80, 100), (41, 50)), *rate("birch", (20, 100), (33, 150))])
    assert said(found) == (
        "Fell by 13.0 points: Ash −8.6, Birch −4.4. Of this −15.0 is mix: shares of the whole that changed, not rates. "
        "Every partner improved by itself, and the whole got worse: more of it now lies with partners whose rate is "
        "poorer."
    )
    assert found.contributions["effect"].tolist() == [-8.6, -4.4]


def test_a_total_counts_only_those_in_both_periods(tmp_path: Path) -> None:
    """A partner missing now did not make the total fall."""
    given = [figure("m1", p, v, Q2) for p, v in (("ash", 10), ("birch", 20), ("cedar", 30))]
    found = assessed(tmp_path, framework(measure("m1")), [*given, figure("m1", "ash", 12), figure("m1", "birch", 19)])
    assert said(found) == "Rose by 1: Ash +2, Birch −1. Counting the 2 of 3 figures present in both periods."


def test_one_partner_with_areas_is_split_by_area(tmp_path: Path) -> None:
    """Where one partner returns the whole, its areas are told."""
    areas = (Area(id="n", name="North"), Area(id="s", name="South"))
    frame = framework(measure("m1", partners=("ash",), areas=("n", "s"), polarity="lower"), areas=areas)
    given = [figure("m1", "ash", v, p, area=a) for a, p, v in (("n", Q2, 5), ("s", Q2, 9), ("n", Q3, 4), ("s", Q3, 13))]
    found = assessed(tmp_path, frame, given)
    assert said(found) == "Rose by 3: South +4, North −1."
    assert found.contributions["area"].tolist() == ["n", "s"]


def test_simpsons_case_among_areas_speaks_of_areas(tmp_path: Path) -> None:
    """Where one partner returns them all it is the areas that improved."""
    areas = (Area(id="n", name="North"), Area(id="s", name="South"))
    sides = (("n", (80, 100), Q2), ("s", (20, 100), Q2), ("n", (41, 50), Q3), ("s", (33, 150), Q3))
    given = [figure("m1", "ash", parts=p, period=q, area=a) for a, p, q in sides]
    frame = framework(measure("m1", partners=("ash",), areas=("n", "s"), **RATE), areas=areas)
    assert "Every area improved by itself, and the whole got worse" in said(assessed(tmp_path, frame, given))


def test_a_partner_without_cases_before_is_in_the_split(tmp_path: Path) -> None:
    """0 of 0 pools as nothing, so that the cases it has now are what moved the number."""
    frame = framework(measure("m1", partners=("ash", "birch"), **RATE))
    given = [*rate("ash", (50, 100), (50, 100)), figure("m1", "birch", parts=(90, 100))]
    found = assessed(tmp_path, frame, [*given, figure("m1", "birch", numerator=0, denominator=0, period=Q2)])
    assert said(found).startswith("Rose by 20.0 points: Birch +15.0, Ash +5.0. Of this +20.0 is mix")


@pytest.mark.parametrize("before", [{"value": 50.0}, {"parts": (50, 100)}])
def test_a_figure_alone_without_its_parts_moved_as_a_whole(tmp_path: Path, before: dict[str, Any]) -> None:
    """One partner may give a percentage without numerator and denominator; nothing is split and nothing is lost."""
    frame = framework(measure("m1", partners=("ash",), **RATE))
    found = assessed(tmp_path, frame, [figure("m1", "ash", period=Q2, **before), figure("m1", "ash", 52.0)])
    assert said(found) == "Rose by 2.0 points."
    assert found.contributions["change"].tolist() == [2.0]


def test_no_cases_at_all_before_is_no_change(tmp_path: Path) -> None:
    """A whole of 0 of 0 has no figure to change from."""
    nothing = figure("m1", "ash", numerator=0, denominator=0, period=Q2)
    frame = framework(measure("m1", partners=("ash",), **RATE))
    assert assessed(tmp_path, frame, [nothing, figure("m1", "ash", parts=(1, 2))]).contributions.empty


def test_what_cannot_be_compared_has_no_contributions(tmp_path: Path) -> None:
    """Cumulative figures, a break in the series, no better way, and figures that are not pooled; any other has."""
    without: dict[str, dict[str, Any]] = {
        "cumulative": {"accumulate": "cumulative"},
        "broken": {"rebase": (Q3,)},
        "neither-better": {"polarity": "none"},
        "not-pooled": {"pooling": "none", "kind": "median"},
    }
    parts = [("ash", 10), ("birch", 20), ("cedar", 3)]
    given = [figure(id_, p, v, q) for id_ in (*without, "usual") for p, v in parts for q in (Q2, Q3)]
    frame = framework(*(measure(id_, **changes) for id_, changes in without.items()), measure("usual"))
    assert set(assessed(tmp_path, frame, given).contributions["measure"]) == {"usual"}
