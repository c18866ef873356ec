"""Sealed: a return that was read, as the bytes that it is sent and put away as; whose it is stands outside.

Between who read it and who keeps it nobody takes it apart: who collects from many workers would do little else.
"""

from __future__ import annotations

import pickle
from array import array
from dataclasses import dataclass
from dataclasses import field
from typing import ClassVar
from typing import NamedTuple

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.findings import Finding
from pmxl.periods import Period
from pmxl.returns.alike import words_of
from pmxl.sent import sent_by_place
from pmxl.terms import Outcome


class Whose(NamedTuple):
    """What is known of what was read without opening it: its partner ("" for none or several), its periods, its words.

    The words are what its figures say: see pmxl.returns.alike.
    """

    partner: str
    periods: frozenset[Period]
    words: array[int]


NOBODYS = Whose("", frozenset(), words_of(()))


@sent_by_place
@dataclass(frozen=True, slots=True)
class Sealed:
    """A return of one partner of which something was taken, whose it is, and the bytes of what was read."""

    job: Job
    whose: Whose
    found: bytes = field(repr=False)

    refused: ClassVar[tuple[Finding, ...]] = ()
    fault: ClassVar[str] = ""

    def opened(self) -> Examined:
        """What was read of it."""
        return Examined(self.job, found=pickle.loads(self.found))  # noqa: S301 - our own: only who reads makes them


Came = Examined | Sealed
"""What came of a file, as it comes back from who read it."""


def sealed(one: Examined) -> Came:
    """What came of a file, sealed; what was refused, or is of nobody or of several, stays open: it is looked into."""
    found = one.found
    if found is None or not found.partner or found.outcome is Outcome.REFUSED:
        return one
    return Sealed(one.job, whose(one), pickle.dumps(found, pickle.HIGHEST_PROTOCOL))


def whose(one: Came) -> Whose:
    """Whose it is."""
    if isinstance(one, Sealed):
        return one.whose
    if one.found is None:
        return NOBODYS
    figures = one.found.figures
    return Whose(one.found.partner, frozenset(figure.period for figure in figures), words_of(figures))
