"""Ledger: every figure ever accepted, where it came from, and what stood when."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmxl.figures import Figure
from pmxl.figures import Key
from pmxl.ledger import answering
from pmxl.ledger import changing
from pmxl.ledger import keeping
from pmxl.ledger import moving
from pmxl.ledger import opening
from pmxl.ledger import outlining
from pmxl.ledger import publishing
from pmxl.ledger import querying
from pmxl.ledger import recalling
from pmxl.ledger import registering
from pmxl.ledger import remembering
from pmxl.ledger import saying
from pmxl.ledger.forming import record_form_answers
from pmxl.ledger.opening import lock
from pmxl.ledger.opening import reading
from pmxl.ledger.opening import writing
from pmxl.ledger.records import Answer
from pmxl.ledger.records import Change
from pmxl.ledger.records import Clash
from pmxl.ledger.records import Dispute
from pmxl.ledger.records import FormAnswer
from pmxl.ledger.records import Outranked
from pmxl.ledger.records import Publication
from pmxl.ledger.records import Query
from pmxl.ledger.records import Reach
from pmxl.ledger.records import Receipt
from pmxl.ledger.records import Seen
from pmxl.ledger.remembering import Stood
from pmxl.ledger.saying import Parts
from pmxl.ledger.sent_book import SentBook
from pmxl.ledger.tables import stamp
from pmxl.periods import Period

if TYPE_CHECKING:
    import pandas as pd


class Ledger(SentBook):
    """Every figure ever accepted: kept once, superseded by rule, recalled as at any moment.

    A higher revision supersedes a lower one, figure by figure, whatever the order in which they come; a blank or "No
    data" never does, the word `withdrawn` does. A figure held does not either: it stands, held, beside the one accepted
    before. A later import supersedes an earlier one; any return supersedes an import. Returns of one partner, period
    and revision that differ are held until `prefer` says which; where they say the same, the first stands. A batch is
    kept in one transaction and is one moment of the ledger's time.
    """

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        migrations: Sequence[opening.Migration] = opening.MIGRATIONS,
        note: Path | None = None,
    ) -> Ledger:
        """The ledger in a file, or at an SQLAlchemy URL: made when there is none, brought forward when it is older.

        Refusals: ENV020 a newer ledger, ENV021 not a ledger; other ENV codes for what the machine will not do.
        In `note` it is noted that a file was looked through for damage, so that it need not be each time.
        """
        return cls(opening.connect(where, migrations, note))

    def close(self) -> None:
        """Let go of the file."""
        opening.disconnect(self._engine)

    def copy_to(self, other: Ledger) -> dict[str, int]:
        """Copy all of it into an empty ledger; gives how many rows of each table. Refused (ENV070) if not empty."""
        return moving.copy(self._engine, other._engine)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def keep(
        self,
        batch: Iterable[tuple[Receipt, Sequence[Figure]]],
        answers: Iterable[Answer] = (),
        said: Iterable[FormAnswer] = (),
    ) -> list[Receipt]:
        """Keep receipts, findings and figures, all or nothing; gives the receipts kept.

        A file whose figures were taken before (by its SHA-256) is left out. A file refused may come again. A figure of
        an import never displaces a return's: ask `clashes` first, and give those that clash back to the sender. Of the
        answers, and of what was `said` in forms, those are kept that came in one of the files kept.
        """
        with writing(self._engine) as connection:
            lock(connection)
            kept = keeping.keep(connection, batch)
            came = {receipt.sha256 for receipt in kept}
            answering.record_answers(connection, [one for one in answers if one.sha256 in came])
            record_form_answers(connection, [one for one in said if one.sha256 in came])
            return kept

    def known(self, sha256s: Iterable[str]) -> dict[str, Receipt]:
        """The receipts of the files among these whose figures were taken, by SHA-256."""
        with reading(self._engine) as connection:
            return registering.known(connection, set(sha256s))

    def taken(self, sha256s: Iterable[str]) -> dict[str, tuple[str, datetime]]:
        """The files among these whose figures were taken: their name then and when they came, by SHA-256."""
        with reading(self._engine) as connection:
            return registering.taken(connection, set(sha256s))

    def outranked(self, sha256s: Iterable[str]) -> dict[str, Outranked]:
        """The returns among these that gave no figure and of which a higher revision was read, by SHA-256."""
        with reading(self._engine) as connection:
            return registering.outranked(connection, set(sha256s))

    def hashes_among(self, sha256s: Iterable[str]) -> set[str]:
        """Those among these that are the SHA-256 of a file that was ever read."""
        with reading(self._engine) as connection:
            return registering.hashes_among(connection, set(sha256s))

    def reach(self) -> Reach | None:
        """How far the ledger reaches: its last receipt. None where there is none."""
        with reading(self._engine) as connection:
            return registering.reach(connection)

    def holds(self, reached: Reach) -> bool:
        """True where it is the ledger that reached so far, and no earlier state of it: what it held then it holds."""
        with reading(self._engine) as connection:
            return registering.holds(connection, reached)

    def clashes(self, figures: Iterable[Figure]) -> tuple[Clash, ...]:
        """The figures among these, from an import, for which a return stands that says otherwise.

        Each carries its finding (RET020, Error). Should the caller keep one all the same it stays in the history and
        does not stand, unless the import's receipt has a revision at least one above the return's: a restatement.
        """
        with reading(self._engine) as connection:
            return recalling.clashes(connection, figures)

    def recall(
        self,
        as_at: datetime | None = None,
        *,
        measures: Collection[str] | None = None,
        partners: Collection[str] | None = None,
        held: bool = False,
    ) -> pd.DataFrame:
        """The figures that stand now or stood at a moment, one row each, in the columns of `recalling.COLUMNS`.

        `measures` and `partners` name those wanted, None all. Figures held are left out unless asked for; of files in
        dispute every version is then given, and a held figure beside the accepted one of a lower revision. One
        withdrawn is there as an absence: marker "No data", note "withdrawn". `start` is a month index; blanks are NaN.
        """
        with reading(self._engine) as connection:
            return recalling.recall(connection, as_at, measures, partners, held=held)

    def outlines(self, as_at: datetime | None = None, starts: Collection[int] | None = None) -> list[outlining.Outline]:
        """The same, held ones too, by what they are of and how they came; `starts` are the months wanted, None all."""
        with reading(self._engine) as connection:
            return outlining.outlines(connection, as_at, starts)

    def brought(self, as_at: datetime | None = None) -> list[outlining.Brought]:
        """What the returns that stand, or stood at a moment, have brought of each measure for each period."""
        with reading(self._engine) as connection:
            return outlining.brought(connection, as_at)

    def figures_reach(self) -> tuple[int, int, int, int]:
        """Marks of the state of all figures: the same as long as none was added and none gave way to another."""
        with reading(self._engine) as connection:
            return outlining.figures_reach(connection)

    def standing(self, partners: Collection[str] | None = None) -> dict[str, remembering.Standing]:
        """What stands of some partners (None: of all) and is not held, for each of those of whom there is any."""
        with reading(self._engine) as connection:
            return remembering.of_partners(connection, partners)

    def standing_in(self, starts: Collection[int]) -> list[Stood]:
        """What stands, and is not held, of the periods that begin in these months (month indices)."""
        with reading(self._engine) as connection:
            return remembering.of_starts(connection, starts)

    def saying(self, starts: Collection[int], parts: Collection[Parts]) -> list[Stood]:
        """What stands, and is not held, of the periods that begin in these months, and says one of these things."""
        with reading(self._engine) as connection:
            return saying.saying(connection, starts, parts)

    def history(self, key: Key) -> pd.DataFrame:
        """Every version of one figure and every state it was in, oldest first.

        Beside the columns of `recall`: `disputed`, `opened_at` and `closed_at` (NaT: it still stands); a version that
        never stood has both the same.
        """
        with reading(self._engine) as connection:
            return recalling.history(connection, key)

    def receipts(
        self,
        period: Period | None = None,
        as_at: datetime | None = None,
        *,
        partners: Collection[str] | None = None,
        touching: Period | None = None,
    ) -> list[Receipt]:
        """The last word on each file with its findings, in the order in which they came.

        `partners` are whose files are wanted, None all; `touching` is a period that theirs lies in, or holds, or is.
        """
        with reading(self._engine) as connection:
            return registering.recall_receipts(connection, period, as_at, partners, touching=touching)

    def receipts_of(self, sha256s: Sequence[str]) -> dict[str, Receipt]:
        """The last word on each of these files with its findings, by SHA-256."""
        with reading(self._engine) as connection:
            return registering.receipts_of(connection, sha256s)

    def rivals(self, partners: Iterable[str]) -> list[Receipt]:
        """The last word on each file of these partners, without findings, where several came of a period; in order."""
        with reading(self._engine) as connection:
            return registering.rivals(connection, set(partners))

    def prefer(self, sha256: str, at: datetime) -> None:
        """Let one of the files in dispute stand, and set its rivals aside; refused (RET022) when it is not known.

        A file of the same revision that comes later is a new dispute. Preferring another one later is allowed.
        """
        with writing(self._engine) as connection:
            lock(connection)
            keeping.prefer(connection, sha256, at)

    def disputes(self) -> list[Dispute]:
        """The files that differ though they are of one partner, period and revision, and wait for `prefer`."""
        with reading(self._engine) as connection:
            return registering.disputes(connection)

    def answer(self, given: Iterable[Answer], release: Collection[Key] = (), *, note: str = "") -> None:
        """Keep what was said to findings, and let the figures held under these keys count: one moment, all or nothing.

        The same said again in the same file is kept once. `note` goes with the figures released.
        """
        said = list(given)
        with writing(self._engine) as connection:
            lock(connection)
            now = max((keeping.clock(connection), *(stamp(one.at) for one in said)))
            answering.record_answers(connection, said)
            answering.release(connection, release, note, now)

    def answers(self, period: Period | None = None) -> list[Answer]:
        """What was said to the findings of a period's returns, or of all, in the order in which it was."""
        with reading(self._engine) as connection:
            return answering.recall_answers(connection, period)

    def query(self, *written: Query) -> None:
        """Record query workbooks; the revision of each is taken, as that of a reissue is."""
        if not written:
            return
        with writing(self._engine) as connection:
            lock(connection)
            querying.record_queries(connection, written)

    def queries(self, period: Period | None = None) -> list[Query]:
        """The query workbooks written for a period, or for all, in order."""
        with reading(self._engine) as connection:
            return querying.recall_queries(connection, period)

    def changes(self, period: Period) -> list[Change]:
        """The figures of a period's returns that were given again, or only later, and otherwise than before."""
        with reading(self._engine) as connection:
            return changing.recall_changes(connection, period)

    def see(self, seen: Seen) -> None:
        """Record the framework in use; nothing where it is the one recorded last."""
        with writing(self._engine) as connection:
            lock(connection)
            publishing.record_seen(connection, seen)

    def seen(self) -> list[Seen]:
        """Every framework that the program ran with, a row for each change, in order."""
        with reading(self._engine) as connection:
            return publishing.recall_seen(connection)

    def publish(self, publication: Publication) -> None:
        """Record a file published: a scorecard, or the annual performance summary of a year."""
        with writing(self._engine) as connection:
            lock(connection)
            publishing.record_publication(connection, publication)

    def publications(self, period: Period | None = None, file: str = publishing.SCORECARD) -> list[Publication]:
        """The files of that name published, in order: master scorecards unless another is asked for."""
        with reading(self._engine) as connection:
            return publishing.recall_publications(connection, period, file)
