"""Audience: the scorecards of a period for those who are to see a part of it, all from one assessment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from functools import partial
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.assess import audiences
from pmxl.assess import for_audience
from pmxl.assess.audience import audience_named
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.moment import in_name
from pmxl.batch.recalled import recalled_once
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import place_of
from pmxl.batch.scorecard import published_file
from pmxl.batch.scorecard import written
from pmxl.batch.side_by_side import See
from pmxl.batch.side_by_side import Wanted
from pmxl.batch.side_by_side import write_all
from pmxl.findings import Finding
from pmxl.periods import Period


@dataclass(frozen=True)
class Made:
    """A scorecard of an audience: where it lies, and who knows what it shows; or why there is none."""

    audience: str
    path: Path | None
    see: See
    findings: tuple[Finding, ...] = ()

    @property
    def assessment(self) -> Assessment:
        """What it shows, looked up when it is asked for: of hundreds nobody asks."""
        return self.see(self.audience)

    @property
    def why_none(self) -> str:
        """Why it has none, as it is said to who asked for all of them."""
        return f"None for {self.audience}: {self.findings[0]}"


@recalled_once()
def whole_of(folder: Folder, period: Period, as_at: datetime | None) -> Assessment:
    """What everybody sees, from which each audience's is taken."""
    return with_improvement(folder, assessment(folder, period, as_at), as_at)


def scorecards(folder: Folder, period: Period, names: Sequence[str], as_at: datetime | None = None) -> Iterator[Made]:
    """Writes the scorecard of each audience named. Raises Refusal where one of them is not there or sees nothing."""
    whole = whole_of(folder, period, as_at)
    see = cache(partial(for_audience, whole))
    for name in names:
        see(name)  # or nothing at all is written
    yield from each(folder, whole, names, as_at, see)


def every_scorecard(folder: Folder, period: Period, as_at: datetime | None = None) -> Iterator[Made]:
    """Writes the master scorecard and that of every audience from one assessment, each as it is asked for.

    An audience that sees nothing has none, and does not stop the others.
    """
    whole = whole_of(folder, period, as_at)
    yield Made("", written(folder, whole, place_of(folder, period, as_at)), lambda _: whole)
    yield from each(folder, whole, audiences(whole), as_at, partial(for_audience, whole))


def publish_each(folder: Folder, whole: Assessment, number: int) -> Iterator[Made]:
    """Writes the scorecard of every audience that the framework names as it is published, or says why it has none.

    One that was published before, as the `number` of such times tells, is kept beside it under that number.
    """
    names = audiences(whole) if whole.framework.audiences else ()
    wanted = [Wanted(name, file_name(whole, name), number) for name in names]
    return made(folder, whole, wanted, partial(for_audience, whole))


def each(folder: Folder, whole: Assessment, names: Iterable[str], as_at: datetime | None, see: See) -> Iterator[Made]:
    """The scorecards of some audiences: drafts beside what was published, those as at a day beside both."""
    after = ""
    if as_at:
        after = f"-as-at-{in_name(as_at)}"
    elif published_file(folder, whole.period):
        after = "-draft"
    return made(folder, whole, [Wanted(name, file_name(whole, name) + after) for name in names], see)


def file_name(whole: Assessment, name: str) -> str:
    """How the file of an audience is called after its scorecard."""
    return audience_named(whole.framework, name)[0].id


def made(folder: Folder, whole: Assessment, wanted: Iterable[Wanted], see: See) -> Iterator[Made]:
    """What is wanted, each file once, written; or why there is none."""
    once = {one.kind: one for one in wanted}
    for one, found in write_all(folder, whole, list(once.values()), see):
        yield Made(one.audience, None if found else folder.scorecard(whole.period, one.kind), see, found)
