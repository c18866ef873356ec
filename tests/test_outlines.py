"""What stands in outline is what is recalled of it; and its marks are others as soon as anything about it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import settings

from pmxl.ledger import Ledger
from tests.test_ledger import DAY
from tests.test_ledger import FILES
from tests.test_ledger import NOON
from tests.test_ledger import Files
from tests.test_ledger import filed
from tests.thorough import cases

WORDS = ("", "Fewer came.", " ")
Told = list[tuple[object, ...]]


def by_frame(ledger: Ledger, at: int | None) -> Told:
    """The figures that stand, the long way."""
    frame = ledger.recall(None if at is None else NOON + at * DAY, held=True)
    numbered = frame[["numerator", "value"]].notna().any(axis=1)
    names = ("measure", "partner", "area", "start", "months", "held", "commentary", "revision", "received_at")
    return sorted(zip(*(frame[name].tolist() for name in names), numbered.tolist(), strict=True), key=str)


def in_outline(ledger: Ledger, at: int | None) -> Told:
    """The same in outline."""
    found = ledger.outlines(None if at is None else NOON + at * DAY)
    told = ((*one[:6], one.commentary, one.revision, one.received_at, one.has_number) for one in found)
    return sorted(told, key=str)


@given(FILES)
@settings(max_examples=cases(10), deadline=None)
def test_an_outline_says_of_each_figure_what_is_recalled_of_it(files: Files) -> None:
    """Now and as at each day: withdrawn, held, in dispute, with words or without."""
    with Ledger.open("sqlite://") as ledger:
        for place, (revision, told) in enumerate(files):
            paper, figures = filed(str(place), revision, dict(told))
            given_ = [replace(one, commentary=WORDS[place % 3]) for one in figures]
            ledger.keep([(replace(paper, received_at=NOON + place * DAY), given_)])
        for at in (None, *range(len(files))):
            assert in_outline(ledger, at) == by_frame(ledger, at)


@given(FILES)
@settings(max_examples=cases(10), deadline=None)
def test_the_marks_of_the_figures_change_with_them(files: Files) -> None:
    """Whatever makes another figure stand, or the same in another state; and asking changes nothing."""
    with Ledger.open("sqlite://") as ledger:
        seen = [(ledger.figures_reach(), by_frame(ledger, None))]
        for place, (revision, told) in enumerate(files):
            paper, figures = filed(str(place), revision, dict(told))
            ledger.keep([(replace(paper, received_at=NOON + place * DAY), figures)])
            seen.append((ledger.figures_reach(), by_frame(ledger, None)))
            ledger.prefer(paper.sha256, NOON + place * DAY)
            seen.append((ledger.figures_reach(), by_frame(ledger, None)))
        for (marks, stood), (later, stands) in pairwise(seen):
            assert marks != later or stood == stands
        assert ledger.figures_reach() == seen[-1][0]
