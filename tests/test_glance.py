"""What a glance looks at: what came before a figure, and what is the same for all figures of its measure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmxl.returns.check import asked_of
from pmxl.returns.check import judge
from pmxl.returns.checks import ground
from pmxl.returns.checks.before import walked
from tests.specimens.given import parts
from tests.specimens.given import past
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import Q3
from tests.test_silent import in_full


def test_a_period_that_is_there_twice_is_left_to_the_checks() -> None:
    """Which of the two figures counts, no glance can say."""
    ((cell, told),) = past("h1", (52.0, 54.0)).items()
    assert walked(told, row_of("h1", value(56)).ground) is not None
    assert walked([*told, told[-1]], row_of("h1", value(56)).ground) is None
    twice = row_of("h1", parts(159, 280), history={cell: [*told, told[-1]]})
    assert judge(replace(twice, denominators=twice.history)) == in_full(replace(twice, denominators=twice.history))


def test_of_a_figure_out_of_its_place_nothing_else_is_spared() -> None:
    """Its other checks wait for what is said of that, as of a figure that is not plain."""
    nobodys = row_of("h1", value(56), partner="police")
    asked_before = [one.code for stage in asked_of(nobodys) for one in stage]
    assert {"VAL021", "VAL007", "VAL052"} <= set(asked_before)
    assert [one.code for one in judge(nobodys).findings] == ["VAL021"]


def test_a_framework_is_remembered_only_while_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run over many frameworks and periods keeps no more grounds than it has room for."""
    monkeypatch.setattr(ground, "KNOWN", {})
    monkeypatch.setattr(ground, "MOST", 2)
    measure = FRAMEWORK.measure("h1")
    first, *_ = [ground.ground_of(FRAMEWORK, measure, Q3.step(-n)) for n in range(3)]
    assert len(ground.KNOWN) == 1
    again = ground.ground_of(FRAMEWORK, measure, Q3)
    assert again is not first
    assert ground.ground_of(FRAMEWORK, measure, Q3) is again
