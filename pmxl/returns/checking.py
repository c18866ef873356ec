"""What a check is: a small function with its code and severity that says what fails, or that it could not be run."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import field
from enum import IntEnum

from pmxl.figures import Key
from pmxl.framework.expected import Expected
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.checks.before import Before
from pmxl.returns.checks.before import walked
from pmxl.returns.checks.ground import Ground
from pmxl.returns.checks.ground import ground_of
from pmxl.returns.given import Given
from pmxl.returns.history import History
from pmxl.returns.history import at
from pmxl.returns.history import earlier
from pmxl.returns.labels import described
from pmxl.returns.limits import is_open_percentage
from pmxl.returns.memory import NOTHING
from pmxl.returns.memory import Memory
from pmxl.returns.once import once
from pmxl.returns.prepare import expected_of
from pmxl.returns.rated import Ladders
from pmxl.returns.rated import ladders_of
from pmxl.returns.rated import rating_not_done
from pmxl.terms import NOT_DONE
from pmxl.terms import Kind
from pmxl.terms import Severity


class Stage(IntEnum):
    """When a check is run: structure before values. After an Error or a Hold the later stages are not run."""

    PLACE = 1
    PARTS = 2
    VALUE = 3
    DOUBT = 4
    HISTORY = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: a fact with its figures, a request, and the address of the cell."""

    says: str
    ask: str
    cell: str


@dataclass(frozen=True, slots=True)
class Untested:
    """That a check could not be run, and why: this is not a pass."""

    why: str


@dataclass
class Row:
    """A row as given, with everything a check may compare it with; `denominators` None: not looked at.

    `issued_under` is the version of the framework that the return was issued from, "" where it is not known. Nobody
    changes it; to have Python forbid that would take as long as all that is read of a plain row.
    """

    given: Given
    framework: Framework
    history: History
    denominators: History | None = None
    memory: Memory = NOTHING
    issued_under: str = ""

    ground: Ground = field(init=False, compare=False, repr=False)  # the same for all of its measure and period

    def __post_init__(self) -> None:
        """Looks up what every row is asked for."""
        self.ground = ground_of(self.framework, self.given.measure, self.given.key.period)

    @once
    def before(self) -> Before | None:
        """What came before it; see checks.before."""
        return walked(self.history.get(self.given.key[:3], ()), self.ground)

    @property
    def key(self) -> Key:
        """What the figure is of."""
        return self.given.key

    @property
    def measure(self) -> Measure:
        """Its measure."""
        return self.given.measure

    @property
    def name(self) -> str:
        """The figure in words."""
        return described(self.key, self.framework)

    @once
    def since_break(self) -> dict[int, list[tuple[Period, float]]]:
        """The earlier figures of a history since the last break, by the history; see checks.series."""
        return {}

    @once
    def expected(self) -> Expected:
        """What it is rated against; a dozen checks ask for it."""
        key, of_all = self.given.key, self.ground.expected
        is_of_one = key.partner != "" or key.area != ""
        return of_all if of_all is not None and is_of_one else expected_of(self.framework, key, self.history)

    @once
    def last_year(self) -> float | None:
        """The figure of the same period a year before."""
        return at(self.history, self.key, self.key.period.last_year)

    @once
    def ladders(self) -> Ladders:
        """What it is rated by."""
        of_all = self.ground.ladders if self.expected is self.ground.expected else None
        return of_all or ladders_of(self.measure, self.expected, self.last_year)

    @once
    def rating(self) -> str:
        """What it is rated as: a colour, a grey word, or "" where there is nothing to rate."""
        now = self.given.value
        if now is None and self.given.marker == NOT_DONE:
            return rating_not_done(self.measure, self.expected, self.key.period)
        return "" if now is None else self.plain_rating or self.ladders.published.of(now)

    @once
    def plain_rating(self) -> str | None:
        """Its rating where rounding makes no difference to it; None where it may."""
        now = self.given.value
        return None if now is None else self.ladders.steps.of(now)

    @once
    def unrounded_rating(self) -> str:
        """What the figure would be rated as, were it not rounded."""
        now = self.given.value
        return "" if now is None else self.ladders.unrounded.of(now)

    @once
    def is_open_percentage(self) -> bool:
        """True where the measure is a percentage that may leave 0 to 100."""
        if self.measure.kind is not Kind.PERCENTAGE:
            return False
        return is_open_percentage(self.expected, [value for _, value in earlier(self.history, self.key)])


Run = Callable[[Row], Fault | Untested | None]


@dataclass(frozen=True, slots=True)
class Check:
    """A check; `fails` says in one sentence what it finds. `of_imports` is False where it is for returns alone."""

    code: str
    severity: Severity
    stage: Stage
    fails: str
    run: Run
    of_imports: bool


CHECKS: list[Check] = []
"""Every check, in the order of the modules that hold them."""


def check(code: str, severity: Severity, stage: Stage, *, of_imports: bool = True) -> Callable[[Run], Run]:
    """Makes a function a check and puts it on the list; its docstring says what fails."""

    def register(run: Run) -> Run:
        CHECKS.append(Check(code, severity, stage, (run.__doc__ or "").strip(), run, of_imports))
        return run

    return register


def is_off(code: str, severity: Severity, off: Collection[str]) -> bool:
    """True where the officer does not want it asked; what keeps a figure out, or holds it, cannot be turned off."""
    return bool(off) and severity in (Severity.QUERY, Severity.NOTE) and code in {one.upper() for one in off}
