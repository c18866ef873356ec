"""What is expected is worked out once for all of whom the same rows speak: nobody gets another's target by it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.assess.assessment import scene_of
from pmxl.assess.pooled import cells_by
from pmxl.assess.rows import every_unit
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.assess.scene import who
from pmxl.assess.series import BACKS
from pmxl.assess.series import series
from pmxl.assess.year import to_date_expected
from pmxl.assess.year_ahead import starts
from pmxl.assess.year_ahead import year_ahead
from pmxl.assess.year_ahead import years_ahead
from pmxl.framework.expected import expected
from pmxl.framework.expected import expected_to_date
from pmxl.framework.expected import heard_by
from pmxl.framework.models import Target
from pmxl.ledger import Ledger
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.thorough import cases

PARTNERS = ("ash", "birch", "cedar")
MEASURES = (
    measure("thefts", polarity="lower"),
    measure("helped", kind="percentage", pooling="ratio", accumulate="stock"),
    measure("trained", kind="yes/no", pooling="share", accumulate="stock"),
    measure("built", accumulate="cumulative"),
)
BASES = (("period", Q3), ("year", Q3.year), ("point", Q3.year), ("point", Q3.step(4).year))


@st.composite
def rows(draw: st.DrawFn) -> Target:
    """A target of anybody for any measure, some of them points whose way begins at one's own figure."""
    basis, period = draw(st.sampled_from(BASES))
    given_: dict[str, Any] = {"target": float(draw(st.integers(1, 90)))}
    if basis == "point":
        given_ |= draw(st.sampled_from(({}, {"baseline": 10.0}, {"baseline_period": Q3.step(-3)})))
    whose = draw(st.sampled_from(("", *PARTNERS)))
    return target(draw(st.sampled_from(MEASURES)).id, period, basis, partner=whose, **given_)


TARGETS = st.lists(rows(), min_size=2, max_size=12)


def staged(targets: list[Target]) -> Scene:
    """The scene of partners whose figures differ, with these targets."""
    frame = framework(*MEASURES, targets=tuple(targets))
    given_ = [
        figure(one.id, partner, float(40 + 3 * n + ago % 4), Q3.step(-ago))
        for one in MEASURES
        if one.kind != "yes/no"
        for n, partner in enumerate(PARTNERS)
        for ago in range(6)
    ]
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        keep(ledger, given_)
        return scene_of(frame, ledger.recall(held=True), Q3, Q3.last_day)


def test_one_is_not_taken_for_all() -> None:
    """The same row speaks for both, and of one partner's yes or no it is the answer that is expected."""
    row = target("trained", Q3.year, "year", target=80.0)
    frame = framework(*MEASURES, targets=(row,))
    trained = frame.measure("trained")
    assert heard_by(frame, trained, "ash", "") == heard_by(frame, trained, "birch", "")
    assert heard_by(frame, trained, "ash", "") != heard_by(frame, trained, "", "")
    assert expected(frame, trained, Q3, "ash").target != expected(frame, trained, Q3).target


@settings(max_examples=cases(80), deadline=None)
@given(TARGETS, st.sampled_from(("", "partner")))
def test_each_is_expected_what_it_would_be_by_itself(targets: list[Target], by: str) -> None:
    """Of the year so far and of the year ahead, whoever has rows of its own and wherever its way begins."""
    scene = staged(targets)
    frame = pd.DataFrame(index=every_unit(scene, by))
    found = runs(scene, cells_by(scene, by))
    one_by_one = [
        expected_to_date(scene.framework, m, scene.shown(m.id), *who(scene, m, unit, by))
        for m, unit in ((scene.framework.measure(id_), unit) for id_, unit in frame.index)
    ]
    assert repr(list(to_date_expected(scene, frame, by))) == repr(one_by_one)
    past = starts(scene, found)
    ahead = [year_ahead(scene, past, id_, unit, by) for id_, unit in frame.index]
    assert repr(years_ahead(scene, found, frame, by)) == repr(ahead)


@settings(max_examples=cases(80), deadline=None)
@given(TARGETS)
def test_each_series_has_the_targets_it_would_have_alone(targets: list[Target]) -> None:
    """As if there were no other partner of whom the same rows speak."""
    scene = staged(targets)
    together = series(scene)
    for partner in PARTNERS:
        mine = together[together["partner"] == partner]
        alone = Scene(scene.framework, Q3, scene.today, scene.table, scene.grid[scene.grid["root_partner"] == partner])
        own = series(alone)
        own = own[own["partner"] == partner]
        assert mine["period"].tolist() == own["period"].tolist()
        assert np.array_equal(mine["target"], own["target"], equal_nan=True)
        assert set(mine["period"]) <= {scene.shown("thefts", back).label for back in BACKS}
