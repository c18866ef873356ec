"""Together: what a check of a whole return is: what can only be seen with all its rows before one."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from pmxl.figures import Key
from pmxl.figures import SignOff
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.check import Judged
from pmxl.returns.total import Total
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Whole:
    """A return as a whole: its judged rows, its sign-off with the cell of its date, and the totals it was given."""

    rows: Sequence[Judged]
    framework: Framework
    period: Period | None
    sheet: str
    signoff: SignOff
    signed_at: tuple[str, str] = ("", "")  # sheet and cell of the date
    totals: Sequence[Total] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """What a check of the whole found: a fact, a request, and where.

    `keys` are the figures it is about, all of one measure and period; a Hold holds them.
    """

    says: str
    ask: str
    sheet: str
    cell: str
    keys: tuple[Key, ...] = ()


RunWhole = Callable[[Whole], Iterator[Spot]]


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """A check of a whole return; `fails` says in one sentence what it finds."""

    code: str
    severity: Severity
    fails: str
    run: RunWhole


WHOLE_CHECKS: list[WholeCheck] = []
"""Every check of a whole return, in the order in which they stand."""


def whole_check(code: str, severity: Severity) -> Callable[[RunWhole], RunWhole]:
    """Makes a function a check of the whole and puts it on the list; its docstring says what fails."""

    def register(run: RunWhole) -> RunWhole:
        WHOLE_CHECKS.append(WholeCheck(code, severity, (run.__doc__ or "").strip(), run))
        return run

    return register
