"""Twins: returns of two partners with the same figures, told of each that came in this run."""

from __future__ import annotations

from collections.abc import Iterable
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
FEW = 5000
"""Up to so many figures the ledger is asked who says the same; beyond that it is quicker to recall what all say."""


def twinned(done: Done, ledger: Ledger, framework: Framework) -> Done:
    """The outcomes with a Query on each return whose figures are another partner's, of this run or of the ledger."""
    read = [one.found for one in done.values() if isinstance(one, Examined) and one.found and one.found.figures]
    if not read or is_off(alike.CODE, Severity.QUERY, framework.settings.checks_off):
        return done
    mine = [(one.partner, one.figures) for one in read if one.partner]
    given = given_before(mine, {figure.period for one in read for figure in one.figures}, ledger)
    for partner, figures in mine:
        given.setdefault(partner, []).extend(figures)
    everyone = alike.Everyone(given)
    return {job: _with_query(one, everyone, framework) for job, one in done.items()}


def given_before(
    mine: list[tuple[str, tuple[Figure, ...]]], periods: set[Period], ledger: Ledger
) -> dict[str, list[Figure]]:
    """What stands of everybody for some periods; where only a few are asked about, of those who may be their twins."""
    starts = {period.start for period in periods}
    parts = {said for _, figures in mine for said in alike.telling(figures)}
    if len(parts) > FEW:
        return standing(ledger.standing_in(starts), periods)
    near = alike.near(mine, standing(ledger.saying(starts, parts), periods))
    theirs = ledger.standing(near.union(partner for partner, _ in mine))
    return standing((one for stood in theirs.values() for one in stood.stood()), periods)


def standing(stood: Iterable[Stood], periods: Iterable[Period]) -> dict[str, list[Figure]]:
    """The figures of each partner that stand for some periods."""
    wanted = {(period.start, period.months): period for period in periods}
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
    return replace(one, found=_asked(one.found, everyone, framework, one.job.file, one.job.sha256))


def _asked(found: ReadReturn, everyone: alike.Everyone, framework: Framework, file: str, sha256: str) -> ReadReturn:
    twin = everyone.twin_of(found.figures, found.partner)
    if twin is None:
        return found
    query = replace(alike.told(twin, found.partner, framework), file=file, sha256=sha256)
    findings = (*found.findings, query)
    outcome, code = outcome_of(findings)
    return replace(found, findings=findings, outcome=outcome, code=code)
