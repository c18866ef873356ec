"""Audience: the scorecards of a period for those who are to see a part of it, all from one assessment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
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


def scorecards(folder: Folder, period: Period, names: Sequence[str], as_at: datetime | None = None) -> list[Made]:
    """Writes the scorecard of each audience named. Raises Refusal where one of them is not there or sees nothing."""
    whole = with_improvement(folder, assessment(folder, period, as_at), as_at)
    shown = [(name, for_audience(whole, name)) for name in names]
    return [made(folder, period, name, found, as_at) for name, found in shown]


def every_scorecard(folder: Folder, period: Period, as_at: datetime | None = None) -> list[Made]:
    """Writes the master scorecard and that of every audience from one assessment; one without measures is left out."""
    whole = with_improvement(folder, assessment(folder, period, as_at), as_at)
    path = place_of(folder, period, as_at)
    done = [Made("", written(folder, whole, path), whole)]
    return [*done, *each(folder, period, whole, as_at)]


def each(folder: Folder, period: Period, whole: Assessment, as_at: datetime | None) -> Iterable[Made]:
    """The scorecard of every audience, or why it has none: one that sees nothing does not stop the others."""
    for name in audiences(whole):
        try:
            found = for_audience(whole, name)
        except Refusal as refusal:
            yield Made(name, None, None, refusal.findings)
            continue
        yield made(folder, period, name, found, as_at)


def publish_each(folder: Folder, period: Period, whole: Assessment, number: int) -> list[Path]:
    """Writes the scorecard of every audience that the framework names as it is published.

    One that was published before, as the `number` of such times tells, is kept beside it under that number.
    """
    paths = []
    for name in audiences(whole) if whole.framework.audiences else ():
        try:
            found = for_audience(whole, name)
        except Refusal:
            continue  # it sees nothing, which the review of the framework says
        kind = found.audience.id if found.audience else ""
        path = folder.scorecard(period, kind)
        set_aside(path, number)
        paths.append(written(folder, found, path))
    return paths


def made(folder: Folder, period: Period, name: str, found: Assessment, as_at: datetime | None) -> Made:
    """One audience's scorecard written: a draft beside what was published, one as at a day beside both."""
    kind = found.audience.id if found.audience else ""
    if as_at:
        kind = f"{kind}-as-at-{in_name(as_at)}"
    elif published_file(folder, period):
        kind = f"{kind}-draft"
    return Made(name, written(folder, found, folder.scorecard(period, kind)), found)
