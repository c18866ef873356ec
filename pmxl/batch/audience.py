"""Audience: the scorecards of a period for those who are to see a part of it, all from one assessment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pmxl.assess import Assessment
from pmxl.assess import audiences
from pmxl.assess import for_audience
from pmxl.batch.aside import set_aside
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.moment import in_name
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import place_of
from pmxl.batch.scorecard import published_file
from pmxl.batch.scorecard import written
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.periods import Period


@dataclass(frozen=True)
class Made:
    """A scorecard of an audience: where it lies and what it shows; or why there is none."""

    audience: str
    path: Path | None
    assessment: Assessment | None
    findings: tuple[Finding, ...] = ()

    @property
    def why_none(self) -> str:
        """Why it has none, as it is said to who asked for all of them."""
        return f"None for {self.audience}: {self.findings[0]}"


def scorecards(folder: Folder, period: Period, names: Sequence[str], as_at: datetime | None = None) -> list[Made]:
    """Writes the scorecard of each audience named. Raises Refusal where one of them is not there or sees nothing."""
    whole = with_improvement(folder, assessment(folder, period, as_at), as_at)
    shown = [(name, for_audience(whole, name)) for name in names]
    return [made(folder, period, name, found, as_at) for name, found in shown]


def every_scorecard(folder: Folder, period: Period, as_at: datetime | None = None) -> Iterator[Made]:
    """Writes the master scorecard and that of every audience from one assessment, each as it is asked for."""
    whole = with_improvement(folder, assessment(folder, period, as_at), as_at)
    yield Made("", written(folder, whole, place_of(folder, period, as_at)), whole)
    yield from each(folder, period, whole, as_at)


def each(folder: Folder, period: Period, whole: Assessment, as_at: datetime | None) -> Iterable[Made]:
    """The scorecard of every audience, or why it has none: one that sees nothing does not stop the others."""
    for one in seen_by_each(whole):
        yield one if one.assessment is None else made(folder, period, one.audience, one.assessment, as_at)


def seen_by_each(whole: Assessment) -> Iterator[Made]:
    """What every audience sees, nothing of it written yet; or why it sees nothing."""
    for name in audiences(whole):
        try:
            yield Made(name, None, for_audience(whole, name))
        except Refusal as refusal:
            yield Made(name, None, None, refusal.findings)


def publish_each(folder: Folder, period: Period, whole: Assessment, number: int) -> Iterator[Made]:
    """Writes the scorecard of every audience that the framework names as it is published, or says why it has none.

    One that was published before, as the `number` of such times tells, is kept beside it under that number.
    """
    for one in seen_by_each(whole) if whole.framework.audiences else ():
        if one.assessment is None:
            yield one
            continue
        path = folder.scorecard(period, one.assessment.audience.id if one.assessment.audience else "")
        set_aside(path, number)
        yield replace(one, path=written(folder, one.assessment, path))


def made(folder: Folder, period: Period, name: str, found: Assessment, as_at: datetime | None) -> Made:
    """One audience's scorecard written: a draft beside what was published, one as at a day beside both."""
    kind = found.audience.id if found.audience else ""
    if as_at:
        kind = f"{kind}-as-at-{in_name(as_at)}"
    elif published_file(folder, period):
        kind = f"{kind}-draft"
    return Made(name, written(folder, found, folder.scorecard(period, kind)), found)
