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
        "Down by 13.0 points: Ash −8.6, Birch −4.4. Of this −15.0 is mix: shares of the whole that changed, not rates. "
        "Every partner improved by itself, and the whole got worse: more of it now lies with partners whose rate is "
        "poorer."
    )
    assert found.contributions["effect"].tolist() == [-8.6, -4.4]


def test_a_total_counts_only_those_in_both_periods(tmp_path: Path) -> None:
    """A partner missing now did not make the total fall."""
    given = [figure("m1", p, v, Q2) for p, v in (("ash", 10), ("birch", 20), ("cedar", 30))]
    found = assessed(tmp_path, framework(measure("m1")), [*given, figure("m1", "ash", 12), figure("m1", "birch", 19)])
    assert said(found) == "Up by 1: Ash +2, Birch −1. Counting the 2 of 3 figures present in both periods."


def test_one_partner_with_areas_is_split_by_area(tmp_path: Path) -> None:
    """Where one partner returns the whole, its areas are told."""
    areas = (Area(id="n", name="North"), Area(id="s", name="South"))
    frame = framework(measure("m1", partners=("ash",), areas=("n", "s"), polarity="lower"), areas=areas)
    given = [figure("m1", "ash", v, p, area=a) for a, p, v in (("n", Q2, 5), ("s", Q2, 9), ("n", Q3, 4), ("s", Q3, 13))]
    found = assessed(tmp_path, frame, given)
    assert said(found) == "Up by 3: South +4, North −1."
    assert found.contributions["area"].tolist() == ["n", "s"]


@pytest.mark.parametrize(
    "changes",
    [{"accumulate": "cumulative"}, {"rebase": (Q3,)}, {"polarity": "none"}, {"pooling": "none", "kind": "median"}],
)
def test_what_cannot_be_compared_has_no_contributions(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Cumulative figures, a break in the series, no better way, and figures that are not pooled."""
    given = [figure("m1", p, v, q) for p, v in (("ash", 10), ("birch", 20), ("cedar", 3)) for q in (Q2, Q3)]
    assert assessed(tmp_path, framework(measure("m1", **changes)), given).contributions.empty
