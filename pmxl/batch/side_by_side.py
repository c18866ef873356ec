"""Side by side: the scorecards of many audiences written in worker processes, given in the order of the audiences."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pmxl.assess import Assessment
from pmxl.assess import for_audience
from pmxl.batch.aside import set_aside
from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import written
from pmxl.findings import Finding
from pmxl.findings import Refusal

EACH = 4
"""A worker for every so many scorecards: to start one costs as much as to write one or two."""

MOST = 8
"""Workers at most: where processes begin afresh each has all the figures once more."""

LIMITS = Limits(600.0, 8 << 30)
"""What one scorecard may take in a worker; one that takes more is written here."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An audience's scorecard: the audience as it is asked for, how its file is called, and the number under which one
    that was published before is kept.
    """

    audience: str
    kind: str
    aside: int = 0


Found = tuple[Finding, ...]
"""Why an audience has no scorecard; nothing where it has one."""

See = Callable[[str], Assessment]
"""What an audience sees."""


def write_all(folder: Folder, whole: Assessment, wanted: Sequence[Wanted], see: See) -> Iterator[tuple[Wanted, Found]]:
    """Writes what is wanted, on as many processors as there are; each is given as soon as all before it are written.

    An audience that sees nothing of the period has findings and no file. Where a worker stops, for whatever reason, its
    scorecard is written here: what is to be said of it is said by this process.
    """
    workers = min(os.cpu_count() or 1, len(wanted) // EACH, MOST)
    here, there = partial(write, folder, see), partial(write, folder, partial(for_audience, whole))
    if workers < 2:
        yield from ((one, here(one)) for one in wanted)
        return
    answers = carry_out(there, wanted, LIMITS, workers)
    yield from in_order(wanted, ((one, here(one) if isinstance(came, Lost) else came) for one, came in answers))


def in_order(wanted: Sequence[Wanted], done: Iterable[tuple[Wanted, Found]]) -> Iterator[tuple[Wanted, Found]]:
    """What is done in any order, in that of the wanted."""
    waiting: dict[Wanted, Found] = {}
    left = iter(wanted)
    following = next(left, None)
    for one, found in done:
        waiting[one] = found
        while following in waiting:
            yield following, waiting.pop(following)
            following = next(left, None)


def write(folder: Folder, see: See, one: Wanted) -> Found:
    """Writes one of them."""
    try:
        found = see(one.audience)
    except Refusal as refusal:
        return refusal.findings
    path = folder.scorecard(found.period, one.kind)
    set_aside(path, one.aside)
    written(folder, found, path)
    return ()
