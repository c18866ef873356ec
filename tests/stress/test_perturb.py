"""Perturbed returns: a seeded sample of what `make stress` plays by the ten thousand, and the judge judged."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.stress.cases import Case
from tests.stress.cases import play
from tests.stress.expected import named
from tests.stress.expected import same
from tests.stress.filled import Filled
from tests.stress.filled import filled
from tests.stress.filled import spelled
from tests.stress.operators.catalogue import CATALOGUE
from tests.stress.operators.registry import Operator
from tests.stress.operators.registry import Stage
from tests.stress.partnership import COUNCIL
from tests.stress.partnership import HISTORY
from tests.stress.partnership import POLICE
from tests.stress.perturb import told
from tests.stress.plausible import EARLIER
from tests.stress.verdict import Verdict
from tests.stress.verdict import judge

SEED = "ci"
TOGETHER = 120
RETURNS = 20
OWED = frozenset(
    {
        "day that cannot be",
        "endless commentary",
        "merge of a strange place",
        "name of something else",
        "value twice in a cell",
    }
)
"""Faults of the product that are known and not mended yet: a name leaves this list with its mending."""


def bad(case: Case) -> list[str]:
    """What is wrong with a case and not known."""
    if any(name in OWED for name, _told in case.done):
        return []
    worst = [one for one in case.judged if one.verdict > Verdict.NAMED]
    return [f"{one.verdict.name} {one.operator}: {one.why}\n{told(case)}" for one in worst]


@pytest.mark.parametrize("partner", [COUNCIL, POLICE])
def test_a_valid_return_is_read_right_and_raises_no_alarm(partner: str) -> None:
    """Every figure as typed, and nothing to ask about."""
    made = filled(partner, Random(1))
    assert {one.verdict for one in judge(made, made.data())} == {Verdict.RIGHT}


@pytest.mark.parametrize("partner", [COUNCIL, POLICE])
def test_a_valid_return_copies_nothing(partner: str) -> None:
    """No figure is that of an earlier period or of a neighbour, so a question about a copy is a false alarm."""
    for seed in range(RETURNS):
        made = filled(partner, Random(seed))
        numbers = [line for line in made.lines if line.is_number]
        assert not [line.key for line in numbers if line.stand.value in EARLIER[line.key[0]]]
        assert len({(line.key[0], line.stand.value) for line in numbers}) == len(numbers)


@pytest.mark.parametrize("stage", Stage)
def test_each_perturbation_alone_is_read_right_or_named(stage: Stage) -> None:
    """Each operator by itself: the figures that stand, or a finding that names the cell, the part or the file."""
    operators = [one for one in CATALOGUE if one.stage is stage]
    assert operators
    found = [trouble for one in operators for trouble in bad(play(f"{SEED}-{one.name}", (one,))[0])]
    assert not found, "\n".join(found)


def test_perturbations_together_are_read_right_or_named() -> None:
    """One to three operators at once, as real returns have it."""
    found = [trouble for number in range(TOGETHER) for trouble in bad(play(f"{SEED}-{number}")[0])]
    assert not found, "\n".join(found)


def lie(made: Filled) -> str:
    """Types another figure and says that it is the same."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    made.put(line, "Value", spelled((line.stand.value or 0) + 1))
    return "another figure"


def blank(made: Filled) -> str:
    """Takes a figure away and expects nobody to notice."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    made.type_text(line, "Value", "n/a")
    return "no figure"


def alarm(made: Filled) -> str:
    """Makes a figure surprising, and allows nobody to be surprised."""
    line = made.pick(lambda one: one.key[0] in ("gross", "thefts"))
    value = (line.stand.value or 0) * 30
    made.put(line, "Value", spelled(value))
    made.expect(line, replace(made.expected[line.key], stands=(replace(line.stand, value=value),)))
    return "a surprising figure"


def copied(made: Filled) -> str:
    """Types what stood last time, and allows nobody to ask."""
    line = made.pick(lambda one: one.key[0] in ("conf", "thefts"))
    value = next(past[-1][1] for (measure, _, _), past in HISTORY.items() if measure == line.key[0])
    made.put(line, "Value", spelled(value))
    made.expect(line, same(replace(line.stand, value=value)))
    return "the figure of last time"


def elsewhere(made: Filled) -> str:
    """Expects a finding of another family than the one that comes."""
    line = made.pick(lambda one: one.is_number)
    made.type_text(line, line.figure_heading, "twelve")
    made.expect(line, named("SEC", line.figure_heading))
    return "a word"


@pytest.mark.parametrize(
    ("work", "verdict"),
    [
        (lie, Verdict.SILENTLY_WRONG),
        (blank, Verdict.SILENTLY_WRONG),
        (alarm, Verdict.FALSE_ALARM),
        (copied, Verdict.FALSE_ALARM),
        (elsewhere, Verdict.MIS_NAMED),
    ],
)
def test_the_judge_sees_what_is_wrong(work: object, verdict: Verdict) -> None:
    """A figure changed or lost in silence, a needless alarm and a wrong name are each called what they are."""
    assert callable(work)
    case, _data = play("judge", (Operator("saboteur", Stage.CELLS, work),))
    assert case.worst.verdict is verdict
    assert case.worst.operator == "saboteur"


def test_a_case_can_be_played_again() -> None:
    """A seed gives the same file and the same verdicts."""
    assert play("again-7") == play("again-7")
