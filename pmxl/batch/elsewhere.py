"""Elsewhere: the inboxes of other periods in which files wait that were never taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.batch.inbox import hash_of
from pmxl.batch.inbox import is_working_name
from pmxl.batch.listing import is_regular
from pmxl.batch.listing import listed
from pmxl.batch.listing import name_in
from pmxl.batch.looked import Looked
from pmxl.ledger import Ledger
from pmxl.periods import Period


def elsewhere(folder: Folder, ledger: Ledger, period: Period | None) -> tuple[tuple[Period, int], ...]:
    """The other periods issued whose inboxes hold files that were never taken, and how many."""
    sent = ledger.issued_periods().keys() | {one.period for one in ledger.forms()}
    inboxes = [(other, folder.inbox(other)) for other in sorted(sent - {period})]
    waiting = [(other, list(_untaken(folder, ledger, inbox))) for other, inbox in inboxes if inbox.is_dir()]
    seen = ledger.hashes_among({sha for _, hashes in waiting for sha in hashes})
    counted = [(other, sum(sha not in seen for sha in hashes)) for other, hashes in waiting]
    return tuple((other, fresh) for other, fresh in counted if fresh)


def _untaken(folder: Folder, ledger: Ledger, inbox: Path) -> Iterator[str]:
    """The hashes of the files of which it is not noted that they were taken."""
    listing, looked = listed(inbox), Looked(folder.notes, str(inbox))
    taken = looked.taken(ledger)
    for line in listing.lines:
        if line not in taken and is_regular(line) and not is_working_name(name_in(line)):
            yield looked.hash_of(line) or hash_of(Path(listing.place(line)))
