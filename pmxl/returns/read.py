"""Reading a return: what it claims, where its figures went, what each says, and what the checks make of it."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from functools import lru_cache

from pmxl.figures import Figure
from pmxl.figures import SignOff
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import gravest_first
from pmxl.findings import show
from pmxl.framework.derived import Same
from pmxl.framework.models import Framework
from pmxl.framework.monthly import monthly
from pmxl.periods import Period
from pmxl.readings import read_day
from pmxl.returns.answers import Reply
from pmxl.returns.answers import read_mark
from pmxl.returns.answers import read_replies
from pmxl.returns.check import Judged
from pmxl.returns.check import untested_notes
from pmxl.returns.claim import Claim
from pmxl.returns.claim import Sent
from pmxl.returns.claim import as_queried
from pmxl.returns.claim import claim_of
from pmxl.returns.claim import objections
from pmxl.returns.claim import period_named
from pmxl.returns.claim import remarks
from pmxl.returns.entries import is_blank
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.hidden import hidden_figures
from pmxl.returns.history import History
from pmxl.returns.judging import judge_in_order
from pmxl.returns.judging import judge_together
from pmxl.returns.landmarks import Landmarks
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory
from pmxl.returns.names import names_of
from pmxl.returns.orphan import other_rows
from pmxl.returns.paper import Paper
from pmxl.returns.paper import find_paper
from pmxl.returns.paper import text_of
from pmxl.returns.paper_row import PaperRow
from pmxl.returns.paper_row import rows_of
from pmxl.returns.rows import Rows
from pmxl.returns.rows import find_rows
from pmxl.returns.rows import rows_named
from pmxl.returns.together import Whole
from pmxl.sent import sent_by_place
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadBook
from pmxl.terms import Outcome
from pmxl.terms import Severity


@sent_by_place
@dataclass(frozen=True, slots=True)
class ReadReturn:
    """What came of one return. Every figure asked is kept, held, refused or missing: asked is their sum.

    `figures` are those kept and held, with `held` set on the latter. `code` is that of the gravest finding, "" where
    there are only Notes.
    """

    partner: str
    period: Period | None
    revision: int
    framework_version: str
    signoff: SignOff
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    asked: int
    kept: int
    held: int
    refused: int
    missing: int
    outcome: Outcome
    code: str
    fingerprint: str = ""
    replies: tuple[Reply, ...] = ()

    @property
    def read(self) -> int:
        """How many figures it gave: kept, held and refused."""
        return self.kept + self.held + self.refused


def read_return(
    book: ReadBook,
    framework: Framework,
    *,
    known: Collection[str] | None = None,
    expected_period: Period | None = None,
    issued: Collection[Sent] | None = None,
    history: History,
    denominators: History | None = None,
    memory: Memory = NOTHING,
    seen: Landmarks | None = None,
) -> ReadReturn:
    """Reads and checks a returned workbook; raises nothing, for what is wrong with a return is a value.

    `known` are the fingerprints issued and `issued` the revisions (None: not asked); `expected_period` the period being
    collected (None: any). `denominators` are the earlier ones beside the earlier figures (None: not looked at), and
    `memory` is what else is known of them. `seen` are the landmarks of the book, where somebody has looked already.
    """
    names = names_of(framework)
    seen = seen or Landmarks(book)
    mark = read_mark(book, seen)
    try:
        paper = find_paper(book, seen)
    except Refusal as refusal:
        return _refused(book, Claim("", None, 0, ""), (*refusal.findings, *book.notes))
    claim = as_queried(claim_of(paper, names, framework.settings.year_starts, issued), paper, mark, known)
    if against := tuple(objections(paper, claim, framework, names, known, expected_period, issued)):
        return _refused(book, claim, (*against, *book.notes))
    framework = as_asked(paper, framework)
    rows = find_rows(paper, claim, framework, names)
    if against := tuple(other_rows(paper, claim, rows, framework)):
        return _refused(book, claim, (*against, *book.notes))
    signoff, unsigned = _signoff(paper)
    entries = _entries(paper, rows, framework)
    judged = judge_in_order(entries, framework, history, denominators, memory=memory, issued_under=claim.framework)
    judged, of_the_whole = judge_together(_whole(paper, claim, rows, framework, signoff, judged))
    replies, unmatched = read_replies(book, mark, seen)
    first = (*book.notes, *paper.findings, *remarks(paper, claim, framework, names))
    findings = (*first, *_of_rows(paper, rows), *unsigned, *_of_figures(judged, of_the_whole, paper), *unmatched)
    return _taken(paper, claim, rows, signoff, judged, _signed(book, findings), replies)


def _entries(paper: Paper, rows: Rows, framework: Framework) -> list[tuple[PaperRow, bool]]:
    """The rows to be judged, each with whether it is in doubt which row it is."""
    doubtful = rows.doubtful
    return [(row, bool(doubtful) and row.key in doubtful) for row in rows_of(paper, rows.places, framework)]


def _of_rows(paper: Paper, rows: Rows) -> Iterator[Finding]:
    """What is odd about where the figures stand."""
    yield from rows_named(rows)
    yield from hidden_figures(paper, rows.places.values())


def _of_figures(judged: list[Judged], of_the_whole: Iterable[Finding], paper: Paper) -> Iterator[Finding]:
    """What the checks found, of each figure and of all together, and what they could not look at."""
    for one in judged:
        yield from one.findings
    yield from of_the_whole
    yield from untested_notes(judged, paper.sheet.name)


def as_asked(paper: Paper, framework: Framework) -> Framework:
    """The framework as the return asked by it: measures in the hot-house month by month."""
    if paper.identity is None:
        return framework
    return _monthly_rows(Same(framework), frozenset((row.ref, row.period) for row in paper.identity.rows))


@lru_cache(maxsize=64)
def _monthly_rows(within: Same, rows: frozenset[tuple[str, str]]) -> Framework:
    framework: Framework = within.row
    """The framework with the measures monthly of which a row is of a month."""
    first, longer = framework.settings.year_starts, {m.id for m in framework.measures if m.frequency.months > 1}
    return monthly(framework, {ref for ref, period in rows if ref in longer and period_named(period, first, 1)})


def outcome_of(findings: Iterable[Finding]) -> tuple[Outcome, str]:
    """READ where there are only Notes, else FINDINGS with the code of the gravest."""
    serious = [f for f in findings if f.severity is not Severity.NOTE]
    if not serious:
        return Outcome.READ, ""
    return Outcome.FINDINGS, gravest_first(serious)[0].code


def _signoff(paper: Paper) -> tuple[SignOff, list[Finding]]:
    """Who signed, and when; one Query where either is missing or cannot be read."""
    name_at, name = paper.said.get(SIGNED_BY_LABEL, ("", None))
    day_at, day = paper.said.get(SIGNED_ON_LABEL, ("", None))
    who = "" if is_blank(name) else text_of(name)
    when = _day(day)
    if paper.cover is None or (who and when):
        return SignOff(who, when), []
    if not who:
        says, where = "The return is not signed off: there is no name.", name_at
    elif is_blank(day):
        says, where = f"The return is signed off by {show(who)} without a date.", day_at
    else:
        says, where = f"The date signed off, '{show(text_of(day))}', is not a date.", day_at
    ask = "Give the name and the date of the person who says that the figures are right."
    return SignOff(who, when), [Finding("RET006", Severity.QUERY, says, ask, sheet=paper.cover.name, cell=where)]


def _day(cell: Cell | None) -> date | None:
    """The day in a cell, as a date or as text that is one day first; None where there is none."""
    if cell is None:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    found = read_day(cell.value) if isinstance(cell.value, str) else None
    return found[0] if found and not found[1] else None


def _whole(
    paper: Paper, claim: Claim, rows: Rows, framework: Framework, signoff: SignOff, judged: list[Judged]
) -> Whole:
    """The return as a whole, for the checks that need all of it."""
    where = (paper.cover.name if paper.cover else "", paper.said.get(SIGNED_ON_LABEL, ("", None))[0])
    return Whole(judged, framework, claim.period, paper.sheet.name, signoff, where, rows.totals, rows.asked)


def _refused(book: ReadBook, claim: Claim, findings: tuple[Finding, ...]) -> ReadReturn:
    return ReadReturn(
        partner=claim.partner,
        period=claim.period,
        revision=claim.revision,
        framework_version=claim.framework,
        signoff=SignOff(),
        figures=(),
        findings=_signed(book, findings),
        asked=0,
        kept=0,
        held=0,
        refused=0,
        missing=0,
        outcome=Outcome.REFUSED,
        code=findings[0].code,
    )


def _taken(
    paper: Paper,
    claim: Claim,
    rows: Rows,
    signoff: SignOff,
    judged: list[Judged],
    findings: tuple[Finding, ...],
    replies: tuple[Reply, ...],
) -> ReadReturn:
    figures = tuple(one.figure for one in judged if one.figure)
    held = sum(figure.held for figure in figures)
    refused = sum(one.is_refused for one in judged if one.figure is None) + len(rows.twice)
    outcome, code = outcome_of(findings)
    return ReadReturn(
        partner=claim.partner,
        period=claim.period,
        revision=claim.revision,
        framework_version=claim.framework,
        signoff=signoff,
        figures=figures,
        findings=findings,
        asked=len(rows.asked),
        kept=len(figures) - held,
        held=held,
        refused=refused,
        missing=len(rows.asked) - len(figures) - refused,
        outcome=outcome,
        code=code,
        fingerprint=paper.identity.fingerprint if paper.identity else "",
        replies=replies,
    )


def _signed(book: ReadBook, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with the file they are about."""
    return tuple(replace(finding, file=book.file, sha256=book.sha256) for finding in findings)


__all__ = ["ReadReturn", "outcome_of", "read_return"]
