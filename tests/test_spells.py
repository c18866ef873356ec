"""What is in the hot-house is told from what was noted of it, as long as nothing that it follows from has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.assess.own_figures import own_figures
from pmxl.batch.folder import Folder
from pmxl.batch.improve import improvement_of
from pmxl.batch.scorecard import assessment
from pmxl.batch.spells import NOTE
from pmxl.batch.spells import noted
from pmxl.batch.spells import record_of
from pmxl.batch.spells import spell_of
from pmxl.batch.watched import watched
from pmxl.improve.hothouse.replay import replayed
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.hothouse.spell import Step
from pmxl.improve.hothouse.spell import exit_of
from pmxl.periods import Period
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.test_actions import given as imported
from tests.test_actions import partnership
from tests.test_hothouse import FALL_AND_RISE
from tests.test_hothouse import TARGETS

LAST = "2022-23 Q4"
NOTHING_NEW = "nothing has changed, so that nothing is replayed"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership in which one measure was in the hot-house and came out of it."""
    return partnership(tmp_path / "threewoods", FALL_AND_RISE, targets=TARGETS)


def told(folder: Folder, period: Period, day: date, replay: Callable[[], list[Spell]] | None = None) -> list[Spell]:
    """The spells by what is noted, else by a replay, which fails where none is given."""

    def none() -> list[Spell]:
        pytest.fail(NOTHING_NEW)

    with folder.ledger() as ledger:
        return noted(folder, ledger, period, day).spells(replay or none)


def by_replay(folder: Folder, period: Period, day: date) -> list[Spell]:
    """The spells the long way."""
    with folder.ledger() as ledger:
        return replayed(folder.framework, own_figures(folder.framework, ledger.recall(held=True)), period, day)


@pytest.mark.parametrize("label", ["2021-22 Q4", "2022-23 Q1", LAST])
def test_what_is_noted_says_what_a_replay_says(folder: Folder, label: str) -> None:
    """Still in, on its way out, and out again: with all its periods, and by status as by the scorecard."""
    period = folder.period(label)
    long_way = by_replay(folder, period, period.last_day)
    assert long_way
    first = watched(folder, period)
    assert told(folder, period, period.last_day) == list(first.spells)
    assert repr(watched(folder, period)) == repr(first)
    assert repr(list(first.spells)) == repr(long_way)
    assert repr(improvement_of(folder, assessment(folder, period)).spells) == repr(first.spells)


def test_a_scorecard_notes_what_status_asks_for(folder: Folder) -> None:
    """Who has just made the scorecard waits for no replay."""
    period = folder.period(LAST)
    found = improvement_of(folder, assessment(folder, period))
    assert repr(told(folder, period, period.last_day)) == repr(list(found.spells))


def new_figures(folder: Folder) -> Folder:
    """The last three quarters are given anew, and are bad."""
    imported(folder, (40, 30, 20), len(FALL_AND_RISE) - 3)
    return folder


def another_framework(folder: Folder) -> Folder:
    """The way out is agreed to be a long one."""
    exit_ = {"measure": "early", "exit": "within tolerance", "n": 9, "agreed_by": "the Board"}
    return partnership(folder.path, FALL_AND_RISE, targets=TARGETS, hothouse=[exit_])


@pytest.mark.parametrize("change", [new_figures, another_framework])
def test_it_is_replayed_as_soon_as_anything_has_changed(folder: Folder, change: Callable[[Folder], Folder]) -> None:
    """New figures, another framework: what was noted before counts for nothing."""
    period = folder.period(LAST)
    before = watched(folder, period)
    changed = change(folder)
    after = watched(changed, period)
    assert repr(list(after.spells)) == repr(by_replay(changed, period, period.last_day))
    assert repr(after.spells) != repr(before.spells)


def test_what_is_noted_is_of_one_period_and_day(folder: Folder) -> None:
    """Another of either is replayed."""
    period = folder.period(LAST)
    watched(folder, period)
    for of, day in ((period.previous, period.last_day), (period, period.first_day)):
        assert told(folder, of, day, list) == []


@pytest.mark.parametrize("note", ["", "[]", '{"state": 3}', '{"state": [], "spells": [{}]}'])
def test_a_note_that_cannot_be_read_counts_for_nothing(folder: Folder, note: str) -> None:
    """It is replayed and noted again, whatever somebody has made of the file."""
    period = folder.period(LAST)
    first = watched(folder, period)
    file = folder.notes / NOTE
    state = json.loads(file.read_text(encoding="utf-8"))["state"]
    file.write_text(note.replace("[], ", f"{json.dumps(state)}, "), encoding="utf-8")
    assert repr(watched(folder, period)) == repr(first)
    assert repr(told(folder, period, period.last_day)) == repr(list(first.spells))


WORDS = st.text(max_size=12)
NUMBERS = st.floats(allow_infinity=True, allow_nan=True)
PERIODS = st.builds(Period, st.integers(0, 30_000), st.sampled_from((1, 3, 12)), st.integers(1, 12))
STEPS = st.lists(st.builds(Step, PERIODS, NUMBERS, NUMBERS, WORDS, WORDS, WORDS), min_size=1, max_size=6)


@given(STEPS, WORDS, WORDS, st.booleans(), st.integers(0, 40))
def test_a_spell_is_read_as_it_was_noted(steps: list[Step], partner: str, area: str, left: bool, run: int) -> None:
    """Whatever it says, and where there was no figure too."""
    one = measure("m1")
    frame = framework(one)
    spell = Spell(
        measure=one,
        partner=partner,
        exit=exit_of(frame, one, partner),
        entered=steps[0].period,
        left=steps[-1].period if left else None,
        run=run,
        steps=tuple(steps),
        area=area,
    )
    assert repr(spell_of(frame, **json.loads(json.dumps(record_of(spell))))) == repr(spell)
