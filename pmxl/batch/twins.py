"""Twins: returns of two partners with the same figures, told of each that came in this run."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.outcomes import FileOutcome
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

Done = dict[Job, Examined | FileOutcome]
Spans = Mapping[tuple[int, int], Period]
"""Periods by their start and months."""
FEW = 5000
"""Up to so many figures the ledger is asked who says the same; beyond that it is quicker to recall what all say."""


def twinned(done: Done, ledger: Ledger, framework: Framework) -> Done:
    """The outcomes with a Query on each return whose figures are another partner's, of this run or of the ledger."""
    read = [one.found for one in done.values() if isinstance(one, Examined) and one.found and one.found.figures]
    if not read or is_off(alike.CODE, Severity.QUERY, framework.settings.checks_off):
        return done
    mine = [(one.partner, one.figures) for one in read if one.partner]
    periods = {(figure.period.start, figure.period.months): figure.period for one in read for figure in one.figures}
    given = given_before(mine, periods, ledger)
    for partner, figures in mine:
        given.setdefault(partner, []).extend(figures)
    everyone = alike.Everyone(given)
    return {job: _with_query(one, everyone, framework) for job, one in done.items()}


def given_before(mine: list[tuple[str, tuple[Figure, ...]]], periods: Spans, ledger: Ledger) -> dict[str, list[Figure]]:
    """What stands of everybody for some periods; where only a few are asked about, of those who may be their twins."""
    starts = {start for start, _ in periods}
    parts = {said for _, figures in mine for said in alike.telling(figures)}
    if len(parts) > FEW:
        return standing(ledger.standing_in(starts), periods)
    near = alike.near(mine, standing(ledger.saying(starts, parts), periods))
    theirs = ledger.standing(near.union(partner for partner, _ in mine))
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
