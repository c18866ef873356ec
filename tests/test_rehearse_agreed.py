"""What was agreed, replayed: it says of every past period what the scorecard of that period said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmxl.assess.assessment import scene_of
from pmxl.assess.assessment import view
from pmxl.assess.rehearsal import Rehearsal
from pmxl.assess.rehearsal import rehearse
from pmxl.assess.sources import figures
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.framework.proposal import as_agreed
from pmxl.ledger import Ledger
from pmxl.terms import Signal
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_compared import PEERS
from tests.test_compared import RATE
from tests.test_compared import compared_with
from tests.test_compared import peers

AGREED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("band", {"amount": 4, "unit": "points"}),
    ("decline", {"n": 2}),
    ("decline %", {"amount": 10, "compare": "last-year"}),
    ("any", {"silent": (12,)}),
    ("standard", {}),
    ("overrun", {"amount": 5}),
    ("rating", {"preset": "amber", "n": 2}),
    ("rating", {"preset": "red", "n": 1}),
    ("missing", {"n": 2}),
    ("missing", {"n": 1, "compare": "last-year"}),
    ("relative", {"preset": "median"}),
    ("forecast", {"preset": "amber"}),
)
"""Every trigger but signals, which a rehearsal judges with all figures known now."""

SHARES = (61, 58, None, 55, 53, 53, 50, 38)
OTHERS = (60, 59, None, 54, None, 52, 47, 36)
"""Ash's and Birch's; None is a gap."""


def tolerances() -> tuple[Any, ...]:
    """Those agreed of m1."""
    return tuple(tolerance("m1", rule, **given) for rule, given in AGREED)


def history(shares: tuple[int | None, ...], partner: str) -> list[Figure]:
    """Shares of a hundred up to now."""
    periods = [Q3.step(-n) for n in range(len(shares) - 1, -1, -1)]
    pairs = zip(shares, periods, strict=True)
    return [figure("m1", partner, parts=(share, 100), period=period) for share, period in pairs if share is not None]


def goals(**levels: Any) -> tuple[Any, ...]:
    """A target for each of the quarters replayed."""
    return tuple(target("m1", Q3.step(-n), **levels) for n in range(12))


def test_every_period_is_replayed_as_its_scorecard_had_it(tmp_path: Path) -> None:
    """Rating and triggers, in every period: whole, with one missing, with nobody; the group, the forecast and all."""
    frame = compared_with(
        measure("m1", **{**RATE, "partners": ("ash", "birch")}),
        targets=goals(target=56, standard=45),
        tolerances=tolerances(),
    )
    given = [*history(SHARES, "ash"), *history(OTHERS, "birch")]
    given += [one for n in range(6) for one in peers(Q3.step(-n), PEERS)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given)
        recalled = ledger.recall(held=True)
    one = frame.measure("m1")
    found = rehearse(scene_of(frame, recalled, Q3, Q3.last_day), one, [as_agreed(frame, one)])
    [replay] = found.replays
    assert len(found.periods) == len(SHARES)
    every = list(zip(found.periods, replay.ratings, replay.fired, strict=True))
    for period, rating, fired in (every[2], every[4], every[7]):
        scene = scene_of(frame, recalled, period, period.last_day)
        [row] = view(scene, "", figures(scene, recalled))[0].to_dict("records")
        assert (rating, sorted(fired.split(", "))) == (row["rating"], sorted(set(row["triggers"].split(", "))))
    assert {name for fired in replay.fired for name in fired.split(", ") if name} == {
        *("decline 2", "decline 10%", "any", "standard", "overrun 5", "rating amber 2", "rating red 1", "missing 1"),
        *("relative median", "forecast amber"),
    }


def small(folder: Path, frame: Framework, given: list[Figure], **how: Any) -> Rehearsal:
    """What is agreed over those figures."""
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, given)
        recalled = ledger.recall(held=True)
    one = frame.measure("m1")
    return rehearse(scene_of(frame, recalled, Q3, Q3.last_day), one, [as_agreed(frame, one)], **how)


def counts(ash: tuple[int | None, ...], birch: tuple[int | None, ...]) -> list[Figure]:
    """Counts of two partners up to now."""
    pairs = [("ash", ash), ("birch", birch)]
    every = [(who, n, value) for who, values in pairs for n, value in enumerate(reversed(values))]
    return [figure("m1", who, value, Q3.step(-n)) for who, n, value in every if value is not None]


def test_a_period_with_a_gap_is_rated_where_those_missing_cannot_change_it(tmp_path: Path) -> None:
    """A Red that stands whatever Birch reports is Red and an exception; of a sum the part is not told as the figure."""
    frame = framework(measure("m1", partners=("ash", "birch"), accumulate="stock"), targets=goals(target=100))
    ash = (60, 61, 60, 59, 60, 61, 60, 59, 60, 61, 5, 60)
    birch = (50, 51, 50, 49, 50, 51, 50, 49, 50, 51, None, 50)
    found = small(tmp_path, frame, counts(ash, birch))
    assert (found.replays[0].ratings[-2], found.whole[-2], str(found.values[-2])) == ("Red", False, "nan")
    assert found.replays[0].counts["exceptions"] == 1
    assert "In 2022-23 Q2 not all have reported: rated where those missing cannot change it." in found.notes


def test_an_exception_at_an_improvement_is_not_a_real_one(tmp_path: Path) -> None:
    """Noise, real and improving make up the exceptions: eight figures above the mean and still short of the target."""
    frame = framework(measure("m1", partners=("ash",), accumulate="stock"), targets=goals(target=100))
    values = (50, 51, 49, 50, 51, 50, 49, 50, 50, 51, 80, 82)
    found = small(tmp_path, frame, [figure("m1", "ash", v, Q3.step(n - 11)) for n, v in enumerate(values)])
    signals = list(found.signals)
    told = found.replays[0].counts
    assert told["exceptions"] == told["red"] == 12
    groups = (Signal.COMMON_CAUSE, Signal.CONCERN, Signal.IMPROVEMENT)
    assert (told["noise"], told["real"], told["improving"]) == tuple(signals.count(one) for one in groups)
    assert told["improving"]
    assert f"{told['improving']} at an improvement" in found.replays[0].words


def test_several_missed_are_told_as_several(tmp_path: Path) -> None:
    """One real worsening missed, two real worsenings missed."""
    frame = framework(measure("m1", partners=("ash",), accumulate="stock"), targets=goals(target=1))
    for name, tail, said in (
        ("a", (20,), "; 1 real worsening missed."),
        ("b", (20, 18), "; 2 real worsenings missed."),
    ):
        (tmp_path / name).mkdir()
        values = (*[50, 51, 49, 50, 51, 50, 49, 50, 50, 51][: 12 - len(tail)], *tail)
        given = [figure("m1", "ash", v, Q3.step(n - len(values) + 1)) for n, v in enumerate(values)]
        assert small(tmp_path / name, frame, given).replays[0].words.endswith(said)


@pytest.mark.parametrize(
    ("partner", "group", "note"),
    [
        ("", True, "Not replayed: relative median, for there is no figure of Peers."),
        ("ash", True, "Not replayed: relative median, for one partner's figure is not compared with a group."),
        ("", False, None),
    ],
)
def test_what_cannot_be_replayed_is_said(tmp_path: Path, partner: str, group: bool, note: str | None) -> None:
    """A comparison with a group of which there is nothing, and of a partner, who is not compared."""
    agreed = (tolerance("m1", "relative", preset="median"),) if group else ()
    frame = compared_with(measure("m1", **RATE), targets=goals(target=50), tolerances=agreed)
    found = small(tmp_path, frame, history((50, 51), "ash"), partner=partner)
    assert found.notes == ((note,) if note else ())


def test_partners_with_targets_of_their_own_are_rehearsed_by_themselves(tmp_path: Path) -> None:
    """The scorecard shows their exceptions; the rehearsal of the whole says that it does not."""
    own = target("m1", partner="ash", target=60)
    frame = framework(measure("m1", partners=("ash", "birch")), targets=(*goals(target=100), own))
    found = small(tmp_path, frame, counts((50, 50), (50, 50)))
    assert found.notes == ("Not replayed: exceptions of single partners. To replay one of them, give --partner.",)


def test_a_proposal_is_replayed_with_one_level_for_all_periods(tmp_path: Path) -> None:
    """Also where somebody is missing: it is that level which those missing can or cannot reach."""
    frame = framework(measure("m1", partners=("ash", "birch"), accumulate="stock"))
    birch = (50, 51, 50, 49, 50, 51, 50, 49, 50, 51, None, 50)
    ash = (60, 61, 60, 59, 60, 61, 60, 59, 60, 61, 5, 60)
    assert small(tmp_path, frame, counts(ash, birch)).periods == ()
    (tmp_path / "b").mkdir()
    found = small(tmp_path / "b", frame, counts(ash, birch), level=100)
    assert (len(found.periods), found.targets[0], found.replays[0].ratings[-2]) == (12, 100, "Red")
