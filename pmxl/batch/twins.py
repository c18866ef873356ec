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
from pmxl.sheets.resting import collector_resting
from pmxl.terms import Severity

Spans = Mapping[tuple[int, int], Period]
"""Periods by their start and months."""
FEW = 200
"""Of up to so many files the ledger is asked who says the same; beyond that it is quicker to recall what all say."""


@collector_resting()  # figures are no garbage, nor are the thousands of partners that the collector would walk for them
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
    before = given_before(jobs, done, periods, ledger)
    said = {partner: alike.words_of(figures) for partner, figures in before.items()}
    for partner, some in jobs.items():
        own = [read[job].words for job in some]
        is_all = len(own) == 1 and partner not in said  # nearly always: thousands need no copy
        said[partner] = own[0] if is_all else sum(own, said.get(partner, alike.words_of(())))
    everyone = alike.Everyone(said, lambda partner: all_given(partner, before, jobs, done))
    for partner, job in ((partner, job) for partner, some in jobs.items() for job in some):
        words = read[job].words
        if not everyone.is_alone(words) and everyone.likely(words, partner):
            done[job] = _with_query(done[job], everyone, framework)


def all_given(
    partner: str, before: Mapping[str, list[Figure]], jobs: Mapping[str, list[Job]], done: Parked
) -> Iterator[Figure]:
    """The figures of a partner: what stands since before, and what is in the files of a run."""
    yield from before.get(partner, ())
    for job in jobs.get(partner, ()):
        yield from figures_in(done[job])


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
