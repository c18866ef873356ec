"""Recalled: the figures of a ledger, read once for all that one command makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING

from pmxl.batch.folder import Folder
from pmxl.ledger import Ledger

if TYPE_CHECKING:
    import pandas as pd

Mark = tuple[object, ...]
"""Whose figures, as at when, and the state in which all figures were before they were read."""

_kept: ContextVar[dict[Mark, pd.DataFrame] | None] = ContextVar("recalled", default=None)
"""The last that were read, where a command asked that they be kept."""


@contextmanager
def recalled_once() -> Iterator[None]:
    """What `recalled` reads is kept until the end of this: of millions of figures each reading takes many seconds."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def recalled(folder: Folder, ledger: Ledger, as_at: datetime | None = None) -> pd.DataFrame:
    """Every figure that stands or stood at a moment, those held too, as `Ledger.recall` has them: to be read only.

    One state of the ledger is read once within `recalled_once`; as soon as a figure is added it is another.
    """
    kept = _kept.get()
    if kept is None:
        return ledger.recall(as_at, held=True)
    mark = (folder.path, folder.ledger_url, as_at, *ledger.figures_reach())
    if mark not in kept:
        kept.clear()  # one at a time: they are large
        kept[mark] = ledger.recall(as_at, held=True)
    return kept[mark]
