"""Twins: returns of two partners with the same figures, told of each that came in this run."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.ledger import Stood
from pmxl.periods import Period
from pmxl.returns import alike
from pmxl.returns.checking import is_off
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import outcome_of
from pmxl.terms import Severity

Spans = Mapping[tuple[int, int], Period]
"""Periods by their start and months."""
FEW = 200
"""Of up to so many files the ledger is asked who says the same; beyond that it is quicker to recall what all say."""


def twinned(done: Parked, ledger: Ledger, framework: Framework) -> None:
    """Puts a Query on each return whose figures are another partner's, of this run or of the ledger."""
    if is_off(alike.CODE, Severity.QUERY, framework.settings.checks_off):
        return
    read = {job: whose for job, whose in done.read.items() if whose.periods}
    if not read:
        return
    jobs: dict[str, list[Job]] = {}
    for job, whose in read.items():
        if whose.partner:
            jobs.setdefault(whose.partner, []).append(job)
    periods = {(one.start, one.months): one for whose in read.values() for one in whose.periods}
    everyone = alike.Everyone(Given(given_before(jobs, done, periods, ledger), jobs, done))
    for job in (job for of_one in jobs.values() for job in of_one):
        one = done[job]
        asked = _with_query(one, everyone, framework)
        if asked is not one:
            done[job] = asked


class Given(Mapping[str, list[Figure]]):
    """The figures of every partner: what stands since before, and what is in the files of a run, loaded when needed."""

    def __init__(self, before: dict[str, list[Figure]], jobs: dict[str, list[Job]], done: Parked) -> None:
        self._before, self._jobs, self._done = before, jobs, done

    def __getitem__(self, partner: str) -> list[Figure]:
        """The figures of one partner, the earlier first."""
        figures = list(self._before.get(partner, ()))
        for job in self._jobs.get(partner, ()):
            figures += figures_in(self._done[job])
        return figures

    def __iter__(self) -> Iterator[str]:
        """Every partner: those of whom something stood first."""
        return iter({**self._before, **self._jobs})

    def __len__(self) -> int:
        """How many partners there are."""
        return len({**self._before, **self._jobs})


def figures_in(one: Examined | FileOutcome) -> tuple[Figure, ...]:
    """The figures that were read of a file."""
    return one.found.figures if isinstance(one, Examined) and one.found else ()


def given_before(jobs: dict[str, list[Job]], done: Parked, periods: Spans, ledger: Ledger) -> dict[str, list[Figure]]:
    """What stands of everybody for some periods; where only a few are asked about, of those who may be their twins."""
    starts = {start for start, _ in periods}
    if sum(map(len, jobs.values())) > FEW:
        return standing(ledger.standing_in(starts), periods)
    mine = [(partner, figures_in(done[job])) for partner, some in jobs.items() for job in some]
    parts = {said for _, figures in mine for said in alike.telling(figures)}
    near = alike.near(mine, standing(ledger.saying(starts, parts), periods))
    theirs = ledger.standing(near | jobs.keys())
    return standing((one for stood in theirs.values() for one in stood.stood()), periods)


def standing(stood: Iterable[Stood], wanted: Spans) -> dict[str, list[Figure]]:
    """The figures of each partner that stand for some periods."""
    found: dict[str, list[Figure]] = {}
    ours = (one for one in stood if one.partner and (one.start, one.months) in wanted)
    for one in sorted(ours, key=lambda one: one[:5]):
        measure, partner, area, start, months, numerator, denominator, value = one
        figure = Figure(measure, partner, area, wanted[start, months], numerator, denominator, value)
        found.setdefault(partner, []).append(figure)
    return found


def _with_query(one: Examined | FileOutcome, everyone: alike.Everyone, framework: Framework) -> Examined | FileOutcome:
    if not isinstance(one, Examined) or one.found is None or not one.found.figures or not one.found.partner:
        return one
    twin = everyone.twin_of(one.found.figures, one.found.partner)
    return one if twin is None else replace(one, found=_asked(one.found, twin, framework, one.job))


def _asked(found: ReadReturn, twin: alike.Twin, framework: Framework, job: Job) -> ReadReturn:
    query = replace(alike.told(twin, found.partner, framework), file=job.file, sha256=job.sha256)
    findings = (*found.findings, query)
    outcome, code = outcome_of(findings)
    return replace(found, findings=findings, outcome=outcome, code=code)
