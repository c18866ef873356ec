"""Answered: what a return says to our questions, and what of it needs no asking again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pmxl.batch.examine import Examined
from pmxl.batch.outcomes import FileOutcome
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.ledger import Answer
from pmxl.ledger import Change
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.ledger import question_of
from pmxl.periods import Period
from pmxl.returns.answers import Reply
from pmxl.returns.read import ReadReturn
from pmxl.terms import Kind
from pmxl.terms import Outcome
from pmxl.terms import Severity

Asked = Mapping[str, Finding]
"""Every finding of the ledger by its number there."""


def answers_in(examined: Examined, asked: Asked, framework: Framework, now: datetime) -> Iterator[Answer]:
    """What the partner typed as answers: it closes a Query, and is kept beside what is still to be settled."""
    found = examined.found
    if found is None or found.period is None:
        return
    for reply in found.replies:
        finding = same_question(found.findings, asked.get(reply.finding), reply)
        yield Answer(
            partner=found.partner,
            period=found.period,
            code=finding.code,
            says=finding.says,
            how="explained" if finding.severity is Severity.QUERY else "noted",
            text=reply.text,
            by=reply.name or found.signoff.name or framework.partner(found.partner).name,
            at=now,
            measure=finding.measure,
            area=finding.area,
            of=finding.period,
            finding=int(reply.finding) if reply.finding.isdecimal() else 0,
            file=examined.job.file,
            sha256=examined.job.sha256,
        )


def same_question(found: Sequence[Finding], before: Finding | None, reply: Reply) -> Finding:
    """The finding as it arises in the return that answers it, else as it was asked.

    An answer whose question the ledger does not know closes nothing, and is kept all the same.
    """
    if before is None or before.code != reply.code:
        return Finding(reply.code, Severity.NOTE, "", "")
    about = (before.code, before.measure, before.area, before.period)
    again = (f for f in found if (f.code, f.measure, f.area, f.period) == about)
    alike = [
        f for f in again if before.measure or (f.sheet, f.cell, f.part) == (before.sheet, before.cell, before.part)
    ]
    return next((f for f in alike if f.says == before.says), alike[0] if alike else before)


def released(found: ReadReturn, accepted: Iterable[Answer]) -> ReadReturn:
    """The return with those figures counting whose every Hold its own partner was accepted before, in the same words.

    Another partner's figure, or another period's, may be doubted in the very same words, and is another question.
    """
    if not any(figure.held for figure in found.figures):
        return found
    closed = {one.question for one in accepted if (one.partner, one.period) == (found.partner, found.period)}
    holds = [finding for finding in found.findings if finding.severity is Severity.HOLD]
    figures = []
    for figure in found.figures:
        asked = [one for one in holds if one.is_about(figure.measure, figure.area, figure.period.label)]
        freed = figure.held and asked and all(question_of(finding) in closed for finding in asked)
        figures.append(replace(figure, held=False) if freed else figure)
    held = sum(figure.held for figure in figures)
    return replace(found, figures=tuple(figures), held=held, kept=len(figures) - held)


def with_answers(
    outcomes: Sequence[FileOutcome],
    ledger: Ledger,
    framework: Framework,
    periods: Sequence[Period],
    rivals: Iterable[Receipt],
) -> list[FileOutcome]:
    """The outcomes with the figures that each file gave otherwise than one before it, and what it answered.

    Of a file that was taken in an earlier run it was told then. `rivals` are the files of which several came of one
    partner and period: nobody else has given anything again.
    """
    if all(one.outcome is Outcome.SKIPPED for one in outcomes):
        return list(outcomes)
    changes: defaultdict[str, list[Change]] = defaultdict(list)
    answers: defaultdict[str, list[Answer]] = defaultdict(list)
    again = {(one.period.start, one.period.months) for one in rivals if one.period}
    for period in periods:
        for change in ledger.changes(period) if (period.start, period.months) in again else ():
            changes[change.sha256].append(change)
        for answer in ledger.answers(period):
            answers[answer.sha256].append(answer)
    return [
        replace(
            one,
            changes=tuple(changes[one.sha256]),
            answers=tuple(answers[one.sha256]),
            kinds=kinds_of(framework, changes[one.sha256]),
        )
        if one.outcome is not Outcome.SKIPPED and one.sha256 and (one.sha256 in changes or one.sha256 in answers)
        else one
        for one in outcomes
    ]


def kinds_of(framework: Framework, changes: Iterable[Change]) -> tuple[tuple[str, Kind], ...]:
    """The kinds of the measures of these figures, by which these are told in words."""
    measures = {change.after.measure for change in changes}
    return tuple((measure.id, measure.kind) for measure in framework.measures if measure.id in measures)
