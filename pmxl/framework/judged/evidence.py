"""Evidence: what is known beyond the framework itself, from the ledger and from rehearsals; none of it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from pmxl.periods import Period


@dataclass(frozen=True, slots=True)
class Process:
    """What a measure's figures say: how many there are, how far they range of themselves, and the target out of reach.

    `can` is True where the process chart says that the target is met, at least now and then. `swing` is the width of
    the process limits over their centre (None: not known). `out_of_reach` is the sentence that says the process, as it
    runs now, never meets its target in `period`; "" where it can.
    """

    figures: int = 0
    swing: float | None = None
    period: Period | None = None
    out_of_reach: str = ""
    can: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the ledger and the rehearsals tell; `is_known` is False where there is no ledger to ask.

    `doubtful` says of each measure whose figures are doubtful or poor how they are graded, and why.
    """

    is_known: bool = False
    processes: Mapping[str, Process] = field(default_factory=dict)
    rehearsed: frozenset[str] = frozenset()
    doubtful: Mapping[str, str] = field(default_factory=dict)

    def of(self, measure: str) -> Process:
        """What is known of a measure; nothing where it has no figure."""
        return self.processes.get(measure, Process())


NOTHING_KNOWN = Evidence()
