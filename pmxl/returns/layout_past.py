"""Past: what a partner's own workbook is read against, and whose return of what revision it is by that."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from pmxl.figures import Key
from pmxl.periods import Period
from pmxl.returns.answers import QueryMark
from pmxl.returns.answers import query_sheets
from pmxl.returns.answers import read_mark
from pmxl.returns.claim import Sent
from pmxl.returns.history import History
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory
from pmxl.sheets.cells import ReadBook


@dataclass(frozen=True, slots=True)
class Past:
    """What a workbook is read against: earlier figures, the period being collected (None: any) and what was issued.

    `known` are the marks of the queries that were sent (None: not asked).
    """

    history: History = field(default_factory=dict)
    denominators: History | None = None
    memory: Memory = NOTHING
    period: Period | None = None
    issued: Collection[Sent] | None = None
    known: Collection[str] | None = None


def mark_of(book: ReadBook, past: Past) -> QueryMark | None:
    """The mark of the query that it carries, where that is whole and one of ours."""
    mark = read_mark(book)
    return mark if mark and mark.is_whole and (past.known is None or mark.mark in past.known) else None


def without_queries(book: ReadBook) -> ReadBook:
    """The workbook as the partner made it, without the sheets that we put into it."""
    ours = query_sheets(book)
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.name not in ours)) if ours else book


def whose(keys: Iterable[Key], past: Past, mark: QueryMark | None) -> tuple[str, Period | None, int]:
    """Partner, period and revision of a return; "", None and 0 where it is of several.

    The revision is the last that was sent out, or that of the query which it answers.
    """
    keys = list(keys)
    partners = {key.partner for key in keys}
    if len(partners) != 1 or "" in partners:
        return "", None, 0
    (partner,) = partners
    period = past.period or max((key.period for key in keys), key=lambda p: (p.last_day, p.months))
    revisions = [revision for who, of, revision in past.issued or () if (who, of) == (partner, period)]
    if mark and (mark.to, mark.when) == (partner, period.label):
        revisions = [mark.revision]
    return partner, period, max(revisions, default=1)


def touch(one: Period, other: Period) -> bool:
    """True where two periods have days in common."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day
