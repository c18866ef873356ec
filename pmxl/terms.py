"""The field's words as types; their docstrings are the glossary."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of figure a measure is; it decides how the figure is typed, printed and pooled."""

    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    RATE = "rate"
    RATIO = "ratio"
    MEAN = "mean"
    MEDIAN = "median"
    INDEX = "index"
    YES_NO = "yes/no"
    MILESTONE = "milestone"

    @property
    def of_two_parts(self) -> bool:
        """True where the figure is a numerator over a denominator and pools by their sums."""
        return self in (Kind.PERCENTAGE, Kind.RATE, Kind.RATIO, Kind.MEAN)


class Polarity(StrEnum):
    """Which way is better: higher, lower, inside a range, nearest to target, or neither (context only)."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NEAREST = "nearest"
    NONE = "none"

    @property
    def sign(self) -> int:
        """+1 where higher is better, -1 where lower is, 0 where neither: multiplied in once by a rule."""
        return {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(self, 0)


class Accumulate(StrEnum):
    """How a measure builds through the year."""

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    ROLLING = "rolling"


class Pooling(StrEnum):
    """How partners' figures become the partnership's."""

    SUM = "sum"
    RATIO = "ratio"
    WEIGHTS = "weights"
    SHARE = "share"
    LEAD = "lead"
    NONE = "none"


class Frequency(StrEnum):
    """How often a measure is reported; the value is spelled as in the framework."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Length in months."""
        return {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}[self]

    @classmethod
    def of(cls, months: int) -> Frequency:
        """The frequency whose periods are so many months long."""
        return next(one for one in cls if one.months == months)


class Basis(StrEnum):
    """What a target row speaks of: its own period, the whole year, or a point to be reached by its end."""

    PERIOD = "period"
    YEAR = "year"
    POINT = "point"


class Purpose(StrEnum):
    """Why a target was set; a stretch target is never Red."""

    ACCOUNTABILITY = "accountability"
    MANAGE = "manage"
    STRETCH = "stretch"
    IMPROVEMENT = "improvement"


class Rating(StrEnum):
    """Where a figure stands against its target, or the grey word that says why there is no colour."""

    BLUE = "Blue"
    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    NOT_APPLICABLE = "Not applicable"
    SUPPRESSED = "Suppressed"
    WITHHELD = "Withheld"
    NOT_DUE = "Not due"
    NO_DATA = "No data"
    WAITING = "Waiting"
    BASELINE = "Baseline"
    NO_TARGET = "No target"

    @property
    def is_colour(self) -> bool:
        """True for Blue, Green, Amber and Red; counts of "x of y" leave the others out and say so."""
        return self in COLOURS


COLOURS = (Rating.BLUE, Rating.GREEN, Rating.AMBER, Rating.RED)
"""The ratings that are colours, best first."""
ON_TARGET = (Rating.BLUE, Rating.GREEN)

GREYS = tuple(r for r in Rating if r not in COLOURS)
"""The grey words in the order in which they are tried."""
REASONS = (Rating.SUPPRESSED.value, Rating.WITHHELD.value)
"""The markers by which a partner says that there is a figure and that it will not be given."""


class Edge(StrEnum):
    """What a figure exactly on the edge of its tolerance is; the usual one first."""

    AMBER = "amber"
    RED = "red"


class Quartiles(StrEnum):
    """How quartiles are told apart: Excel's two ways, four groups as equal as can be, or rank over number."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"
    COUNT = "count"
    RANK = "rank"


class Travel(StrEnum):
    """Direction of travel by polarity: better, the same as published, worse, or not comparable (with a reason)."""

    IMPROVING = "Improving"
    STEADY = "Steady"
    WORSENING = "Worsening"
    NOT_COMPARABLE = "Not comparable"


class Signal(StrEnum):
    """What a point of a process chart says: a change for better or worse, a neutral one, or only common cause."""

    IMPROVEMENT = "Improvement"
    CONCERN = "Concern"
    HIGH = "High"
    LOW = "Low"
    COMMON_CAUSE = "Common cause"
    TOO_FEW = "Too few figures"


class Assurance(StrEnum):
    """Whether a process, as it runs now, will meet its target: always, never, or by chance."""

    PASSING = "Passing"
    FAILING = "Failing"
    HIT_AND_MISS = "Hit and miss"


class Real(StrEnum):
    """Is the red real? What a rating asks for once it is known whether the figure is more than chance."""

    ACT_NOW = "Act now"
    CHANGE = "Change the process"
    LOOK_NOW = "Look now"
    KEEP_GOING = "Keep going"
    NOT_CAPABLE = "Target out of reach"
    CHECK = "Check the target"
    KEEP_WATCHING = "Keep watching"
    LEARN = "Learn from it"
    LEAVE_ALONE = "Leave alone"
    TOO_EARLY = "Too early to say"


class Trigger(StrEnum):
    """A rule agreed in planning that makes a figure an exception when it fires; the value is the framework's word."""

    DECLINE = "decline"
    DECLINE_PERCENT = "decline %"
    OVERRUN = "overrun"
    STANDARD = "standard"
    RELATIVE = "relative"
    ANY = "any"
    SIGNAL = "signal"
    RATING = "rating"
    MISSING = "missing"
    FORECAST = "forecast"


class Strength(StrEnum):
    """What a fired trigger asks: observe (show, no action owed) or act (action owed)."""

    OBSERVE = "observe"
    ACT = "act"


class Severity(StrEnum):
    """Error: kept out until mended. Hold: two readings, kept out until answered. Query: used, explain. Note: kept.

    The gravest is first.
    """

    ERROR = "Error"
    HOLD = "Hold"
    QUERY = "Query"
    NOTE = "Note"


KEEP_OUT = (Severity.ERROR, Severity.HOLD)
"""What keeps a figure out."""


class Outcome(StrEnum):
    """What became of a file: every file ends in exactly one."""

    READ = "READ"
    FINDINGS = "FINDINGS"
    REFUSED = "REFUSED"
    SKIPPED = "SKIPPED"


class ReturnState(StrEnum):
    """Where a partner's return stands, in the same word wherever it is told.

    Not returned: nothing came; where it is known what went out it is Not issued, Issued, or Late once its day has
    passed. Refused: nothing of what came could be taken. Returned empty: it could be read and brought no figure.
    Returned in part: others have returned for more of the period. Queried: something in it waits for an answer.
    Returned: nothing is open, but figures are missing. Accepted: every figure asked is kept and nothing is open, be it
    that they came in another way than by a return.
    """

    NOTHING_ASKED = "Nothing asked"
    NOT_RETURNED = "Not returned"
    NOT_ISSUED = "Not issued"
    ISSUED = "Issued"
    LATE = "Late"
    REFUSED = "Refused"
    EMPTY = "Returned empty"
    IN_PART = "Returned in part"
    RETURNED = "Returned"
    QUERIED = "Queried"
    ACCEPTED = "Accepted"

    @property
    def is_in(self) -> bool:
        """True for a return that has brought figures for all of its period."""
        return self in (ReturnState.RETURNED, ReturnState.QUERIED, ReturnState.ACCEPTED)


MARKERS = {
    "*": Rating.SUPPRESSED,
    "[c]": Rating.WITHHELD,
    "c": Rating.WITHHELD,
    "x": Rating.NO_DATA,
    "[x]": Rating.NO_DATA,
    "..": Rating.NO_DATA,
    "-": Rating.NO_DATA,
    "–": Rating.NO_DATA,
    "": Rating.NO_DATA,
    "z": Rating.NOT_APPLICABLE,
    "[z]": Rating.NOT_APPLICABLE,
    "n/a": Rating.NOT_APPLICABLE,
}
"""What stands in a cell instead of a figure, and the grey word it means; compared in lower case, trimmed."""

LOW = ("low", "[low]")
"""Markers that stand for nought, the mark being kept."""

YES, NO = "Yes", "No"


def yes_or_no(value: float) -> str:
    """The answer of a yes/no as it is said; 1 is yes."""
    return YES if value >= 1 else NO


NOT_DONE = "not done"
"""The marker of a milestone that has not been reached yet."""

WITHDRAWN = "withdrawn"
"""The word that takes an earlier figure back; a blank never does."""
