"""The ledger's part about what was sent out: the returns, the forms that go round, and what was said in these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine

from pmxl.ledger import forming
from pmxl.ledger import issuing
from pmxl.ledger import remembering
from pmxl.ledger.issuing import Mark
from pmxl.ledger.opening import lock
from pmxl.ledger.opening import reading
from pmxl.ledger.opening import writing
from pmxl.ledger.records import FormAnswer
from pmxl.ledger.records import FormSent
from pmxl.ledger.records import Issued
from pmxl.periods import Period


class SentBook:
    """Every workbook issued, every form sent out and every answer to one, in the same database as the figures."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def issue(self, issued: Iterable[Issued]) -> None:
        """Record workbooks sent out; refused (RET021) when that revision was issued before."""
        with writing(self._engine) as connection:
            lock(connection)
            issuing.record(connection, issued)

    def issued(self, partner: str | None = None, period: Period | None = None) -> list[Issued]:
        """The workbooks sent out, by period, partner and revision."""
        with reading(self._engine) as connection:
            return issuing.recall_issued(connection, partner, period)

    def marks_sent(self) -> list[Mark]:
        """The fingerprint of every workbook sent out, with partner, period and revision of the return that it was."""
        with reading(self._engine) as connection:
            return issuing.marks_sent(connection)

    def versions_sent(self, period: Period | None = None) -> set[str]:
        """The versions of the framework from which the workbooks for a period, or for any, were made."""
        with reading(self._engine) as connection:
            return issuing.versions_sent(connection, period)

    def issued_periods(self) -> dict[Period, datetime]:
        """The periods for which returns were issued, each with the moment when one was last."""
        with reading(self._engine) as connection:
            return remembering.issued_periods(connection)

    def first_issued(self, period: Period) -> datetime | None:
        """The moment when the first return for a period was issued; None where none was."""
        with reading(self._engine) as connection:
            return remembering.first_issued(connection, period)

    def issue_forms(self, sent: Iterable[FormSent]) -> None:
        """Record forms sent out; refused (RET021) when that revision was issued before."""
        with writing(self._engine) as connection:
            lock(connection)
            forming.record_forms(connection, sent)

    def forms(self, kind: str | None = None, period: Period | None = None) -> list[FormSent]:
        """The forms sent out, of one kind and period or of all, in order."""
        with reading(self._engine) as connection:
            return forming.recall_forms(connection, kind, period)

    def form_answers(
        self, kind: str, period: Period | None = None, as_at: datetime | None = None, *, withdrawn: bool = False
    ) -> list[FormAnswer]:
        """What stands of the forms of a kind, of one period or of all: of each field the latest said by a moment.

        With `withdrawn` also what was taken back, as that word.
        """
        with reading(self._engine) as connection:
            return forming.recall_form_answers(connection, kind, period, as_at, withdrawn=withdrawn)

    def form_history(self, kind: str) -> list[FormAnswer]:
        """All that was ever said in the forms of a kind, also what does not stand any more, in order."""
        with reading(self._engine) as connection:
            return forming.recall_every_answer(connection, kind, None)
