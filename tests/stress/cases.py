"""Random cases: a valid return, one to three operators, and the verdicts on what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.stress.book import NotHere
from tests.stress.filled import Filled
from tests.stress.filled import filled
from tests.stress.operators.catalogue import CATALOGUE
from tests.stress.operators.registry import Operator
from tests.stress.operators.registry import Stage
from tests.stress.partnership import COUNCIL
from tests.stress.partnership import POLICE
from tests.stress.verdict import Judged
from tests.stress.verdict import Verdict
from tests.stress.verdict import judge

MOST = 3
"""Operators in one case at most."""

UNTOUCHED = "(none)"


@dataclass(frozen=True)
class Case:
    """One case: its seed, what was done, and what came of it for each operator."""

    seed: str
    done: tuple[tuple[str, str], ...]
    judged: tuple[Judged, ...]

    @property
    def worst(self) -> Judged:
        """The worst of its verdicts."""
        return max(self.judged, key=lambda one: one.verdict)


def play(seed: str, chosen: tuple[Operator, ...] | None = None) -> tuple[Case, bytes]:
    """Plays the case of a seed, with operators of its own choice unless some are given; gives the file too."""
    rng = Random(seed)
    picked = chosen if chosen is not None else _choose(rng)
    made = filled(rng.choice((COUNCIL, POLICE)), rng)
    done = tuple(_perturb(made, picked))
    data = _data(made)
    judged = tuple(
        Judged(one.verdict, laid, one.why) for one in judge(made, data) for laid in _laid_to(one, made, done)
    )
    return Case(seed, done, judged), data


def _choose(rng: Random) -> tuple[Operator, ...]:
    picked = rng.sample(CATALOGUE, rng.randint(1, MOST))
    last = [one for one in picked if one.stage is Stage.PACKAGE][1:]  # parts that moved can be moved but once
    return tuple(sorted((one for one in picked if one not in last), key=lambda one: one.stage))


def _perturb(made: Filled, operators: tuple[Operator, ...]) -> Iterator[tuple[str, str]]:
    for one in operators:
        made.now = one.name
        try:
            told = one.work(made)
        except NotHere:
            continue
        yield one.name, told or ""


def _data(made: Filled) -> bytes:
    try:
        return made.data()
    except NotHere:
        made.last.clear()
        made.whole = made.whole if made.whole and made.whole.or_read else None
        return made.data()


def _laid_to(one: Judged, made: Filled, done: tuple[tuple[str, str], ...]) -> list[str]:
    """The operators a verdict is laid to: the one that touched the row, else those that touched none, else all."""
    if one.operator and one.operator != "whole":
        return [one.operator]
    claimed = set(made.claims.values())
    free = [name for name, _told in done if name not in claimed]
    return free or [name for name, _told in done] or [UNTOUCHED]


def table(cases: list[Case]) -> dict[str, Counter[Verdict]]:
    """For each operator, how many cases ended in each verdict; a case counts once, by its worst."""
    rows: dict[str, Counter[Verdict]] = {}
    for case in cases:
        for name in {name for name, _told in case.done} or {UNTOUCHED}:
            mine = [one.verdict for one in case.judged if one.operator == name]
            rows.setdefault(name, Counter())[max(mine, default=Verdict.RIGHT)] += 1
    return rows
