"""Known: the earlier figures that one file is checked against, sent with it: no worker need hold all of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from pmxl.returns.history import History
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the ledger of those whose file it may be: earlier figures, their parts, and what else is known."""

    history: History = field(default_factory=dict)
    denominators: History | None = None
    memory: Memory = NOTHING


UNKNOWN = Known()
"""Nothing came before, or nobody has looked."""
