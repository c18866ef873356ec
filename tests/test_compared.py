"""Comparison with a group, from figures in a ledger."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pmxl.figures import Figure
from pmxl.framework.models import Area
from pmxl.framework.models import Comparator
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models_settings import Settings
from pmxl.periods import Period
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import row
from tests.specimens.ledgers import tolerance

Q2 = Q3.previous
PEERS = tuple(f"Peer {n}" for n in range(1, 9))
RATE: dict[str, Any] = {
    "kind": "percentage",
    "unit": "%",
    "multiplier": 100,
    "pooling": "ratio",
    "decimals": 1,
    "partners": ("ash",),
    "comparison_group": "Peers",
}


def compared_with(*measures: Measure, peers: Iterable[str] = PEERS, **changes: Any) -> Framework:
    """A framework with a group of peers."""
    group = tuple(Comparator(group="Peers", member=member) for member in peers)
    return framework(*measures, comparators=group, **changes)


def peers(period: Period = Q3, of: Iterable[str] = PEERS) -> list[Figure]:
    """Peers at 10, 20, 30 ... per cent."""
    return [figure("m1", "", parts=(10 * n, 100), period=period, area=peer) for n, peer in enumerate(of, 1)]


def own(share: int, period: Period = Q3) -> Figure:
    """The partnership's figure."""
    return figure("m1", "ash", parts=(share, 100), period=period)


def test_rank_quartile_and_median(tmp_path: Path) -> None:
    """The own figure is counted among them; 65 % is 3rd of 9, exactly on the edge of the best quartile."""
    found = row(assessed(tmp_path, compared_with(measure("m1", **RATE)), [own(65), *peers()]), "m1")
    assert (found["rank"], found["of"], found["quartile"], found["group_median"]) == (3, 9, 1, 50)
    assert found["compare_words"] == (
        "65.0 % in 2022-23 Q3 is 3rd of 9 (Peers), in the best quartile (inclusive); their median is 50.0 %, the best "
        "quartile 65.0 % or more."
    )


def test_the_chart_s_lines_are_of_figures_as_published(tmp_path: Path) -> None:
    """The median between 92.5 (of 92.46) and 92.4 is 92.45, in the chart as in the words beside it."""
    given = [figure("m1", "ash", parts=(9246, 10_000)), figure("m1", "", parts=(924, 1000), area="Peer 1")]
    found = assessed(tmp_path, compared_with(measure("m1", **RATE), peers=PEERS[:1]), given)
    assert row(found, "m1")["group_median"] == pytest.approx(92.45)
    assert set(found.pictures.peers["median"].round(9)) == {92.45}


def test_comparators_a_quarter_late_are_held_against_the_own_figure_of_their_quarter(tmp_path: Path) -> None:
    """What is compared is the period that the group has; a straggler or two does not make it a later one."""
    given = [own(95), own(35, Q2), *peers(Q2), *peers(Q3, PEERS[:2])]
    found = row(assessed(tmp_path, compared_with(measure("m1", **RATE)), given), "m1")
    assert found["compare_words"].startswith("35.0 % in 2022-23 Q2 is 6th of 9 (Peers), in the third quartile")


def test_seven_are_too_few_for_quartiles(tmp_path: Path) -> None:
    """Rank and median are told, a quartile is not."""
    frame = compared_with(measure("m1", **RATE), peers=PEERS[:6])
    found = row(assessed(tmp_path, frame, [own(65), *peers(of=PEERS[:6])]), "m1")
    assert (found["rank"], found["of"]) == (1, 7)
    assert math.isnan(found["quartile"])
    assert found["compare_words"].endswith("(Peers); their median is 40.0 %. Too few for quartiles.")


def test_the_partnership_is_not_its_own_comparator(tmp_path: Path) -> None:
    """A member under the partnership's name is left out."""
    frame = compared_with(measure("m1", **RATE), settings=Settings(name="Peer 8"))
    assert row(assessed(tmp_path, frame, [own(65), *peers()]), "m1")["of"] == 8


def test_a_partner_is_not_its_own_comparator_and_nobody_is_ranked_alone(tmp_path: Path) -> None:
    """Ash's figure stands in the group too: it is counted once, and where it is the only one there is no rank."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    given = [own(65), *peers(of=("Ash", "Oak"))]
    frame = compared_with(measure("m1", **RATE), peers=("Ash", "Oak"))
    assert row(assessed(tmp_path / "a", frame, given), "m1")["of"] == 2
    alone = row(assessed(tmp_path / "b", compared_with(measure("m1", **RATE), peers=("Ash",)), given), "m1")
    assert (alone["compare_words"], math.isnan(alone["rank"])) == ("", True)


def test_a_comparator_with_a_name_on_the_sheet_of_areas_is_compared(tmp_path: Path) -> None:
    """An area for which nobody returns anything is no part of the own figure."""
    frame = compared_with(measure("m1", **RATE), peers=("oak",), areas=(Area(id="oak", name="Oakshire"),))
    assert row(assessed(tmp_path, frame, [own(65), *peers(of=("oak",))]), "m1")["of"] == 2


def test_a_rank_among_early_comers_is_none_to_have_fallen_from(tmp_path: Path) -> None:
    """First of three when two of eight members were in, and third of nine now: no place was lost."""
    watched = compared_with(measure("m1", **RATE), tolerances=(tolerance("m1", "relative", amount=2),))
    early, late = ([own(65), own(65, Q2), *peers(), *peers(Q2, PEERS[:n])] for n in (2, 8))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert assessed(tmp_path / "a", watched, early).exceptions.empty
    late = [own(85, Q2) if figure == own(65, Q2) else figure for figure in late]
    assert len(assessed(tmp_path / "b", watched, late).exceptions) == 1


def test_a_boundary_is_said_in_full(tmp_path: Path) -> None:
    """66 misses a boundary of 66.25, and the sentence shows why; the median of eight lies between two figures."""
    frame = compared_with(measure("m1", partners=("ash",), comparison_group="Peers"), peers=PEERS[:7])
    levels = zip(PEERS, (61, 62, 63, 64, 65, 67, 68), strict=False)
    given = [figure("m1", "ash", 66), *(figure("m1", "", value, area=peer) for peer, value in levels)]
    assert row(assessed(tmp_path, frame, given), "m1")["compare_words"] == (
        "66 in 2022-23 Q3 is 3rd of 8 (Peers), in the second quartile (inclusive); their median is 64.5, the best "
        "quartile 66.25 or more."
    )


def test_a_total_of_areas_is_not_held_against_single_members_but_its_areas_are(tmp_path: Path) -> None:
    """Three districts' burglaries are no burglary figure of one."""
    areas = (Area(id="n", name="North"), Area(id="s", name="South"))
    count = measure("m1", partners=("ash",), areas=("n", "s"), polarity="lower", comparison_group="Peers")
    given = [figure("m1", "ash", 25, area="n"), figure("m1", "ash", 85, area="s")]
    given += [figure("m1", "", 10 * n, area=peer) for n, peer in enumerate(PEERS, 1)]
    found = assessed(tmp_path, compared_with(count, areas=areas), given)
    assert row(found, "m1")["compare_words"] == ""
    assert row(found, "m1", area="n")["rank"] == 3
    assert row(found, "m1", area="s")["quartile"] == 4


@pytest.mark.parametrize("changes", [{"comparison_group": ""}, {"kind": "milestone", "pooling": "none"}])
def test_nothing_to_compare(tmp_path: Path, changes: dict[str, Any]) -> None:
    """A measure without a group, and a day, have no rank and no words."""
    frame = compared_with(measure("m1", **{**RATE, **changes}))
    found = row(assessed(tmp_path, frame, [figure("m1", "ash", 44900)]), "m1")
    assert (found["compare_words"], math.isnan(found["rank"])) == ("", True)
