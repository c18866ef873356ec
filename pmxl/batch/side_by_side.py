"""Side by side: the scorecards of many audiences made in worker processes, and each put in its place in its turn."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Generator
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from pmxl.assess import Assessment
from pmxl.assess import for_audience
from pmxl.batch.aside import set_aside
from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import Files
from pmxl.batch.scorecard import bytes_of
from pmxl.batch.scorecard import put
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal

EACH = 4
"""A worker for every so many scorecards: to start one costs as much as to make one or two."""

MOST = 8
"""Workers at most: where processes begin afresh each has all the figures once more."""

LIMITS = Limits(600.0, 8 << 30)
"""What one scorecard may take in a worker; one that takes more is made here."""


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

Came = Files | Found
"""What came of one: its workbook and what lies beside it, or why there is none."""

See = Callable[[str], Assessment]
"""What an audience sees."""


def write_all(folder: Folder, whole: Assessment, wanted: Sequence[Wanted], see: See) -> Iterator[tuple[Wanted, Found]]:
    """Writes what is wanted, in order; made on as many processors as there are.

    An audience that sees nothing of the period has findings and no file. What a worker does not make, for whatever
    reason, is made here: what is to be said of it is said by this process. Files are put in their places here alone.
    """
    waiting: dict[Wanted, Came | Lost] = {}
    with closing(elsewhere(partial(make, folder, partial(for_audience, whole)), wanted)) as answers:
        for one in wanted:
            for other, came in answers if one not in waiting else ():
                waiting[other] = came
                if other == one:
                    break
            told = waiting.pop(one, Lost.DIED)
            made = make(folder, see, one) if isinstance(told, Lost) else told
            if isinstance(made, dict):
                place(folder, whole, one, made)
            yield one, () if isinstance(made, dict) else made


def elsewhere(
    work: Callable[[Wanted], Came], wanted: Sequence[Wanted]
) -> Generator[tuple[Wanted, Came | Lost], None, None]:
    """What workers make, as it is done; nothing more where there is no use for two, or the machine starts none."""
    workers = min(os.cpu_count() or 1, len(wanted) // EACH, MOST)
    if workers > 1:
        try:
            yield from carry_out(work, wanted, LIMITS, workers)
        except MachineRefusal:
            return


def make(folder: Folder, see: See, one: Wanted) -> Came:
    """One scorecard, nothing of it on the disk yet."""
    try:
        found = see(one.audience)
    except Refusal as refusal:
        return refusal.findings
    return bytes_of(folder, found, folder.scorecard(found.period, one.kind).name)


def place(folder: Folder, whole: Assessment, one: Wanted, made: Files) -> None:
    """Puts it in its place; one that was published before is kept beside it."""
    path = folder.scorecard(whole.period, one.kind)
    set_aside(path, one.aside)
    put(path, made)
