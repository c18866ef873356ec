"""Copied: a partnership's ledger taken elsewhere with all that it holds."""

from __future__ import annotations

from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import refuse
from pmxl.ledger import Ledger


def copy_ledger(folder: Folder, to: str) -> dict[str, int]:
    """Copies the folder's ledger into an empty one; gives how many rows of each table there were.

    Refused where a file is named that is not there (ENV009): it would be made, and nothing copied.
    """
    url = folder.ledger_url
    if url and "://" not in url and not Path(url).exists():
        raise refuse("ENV009", f"There is no ledger {url}.", "Check the name.")
    with folder.ledger() as ledger, Ledger.open(to) as other:
        return ledger.copy_to(other)
