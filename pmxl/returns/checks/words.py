"""Checks on a commentary: against its figure, against what was said last time, and whether it says enough."""

from __future__ import annotations

from functools import lru_cache

from pmxl.findings import show
from pmxl.returns.checking import Fault
from pmxl.returns.checking import Row
from pmxl.returns.checking import Stage
from pmxl.returns.checking import check
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import VALUE
from pmxl.returns.history import at
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.rated import red_from
from pmxl.returns.shown import figure_words
from pmxl.returns.wording import Claim
from pmxl.returns.wording import claim_of
from pmxl.returns.wording import is_empty
from pmxl.returns.wording import lacking
from pmxl.returns.wording import same_words
from pmxl.returns.wording import word_count
from pmxl.rules.rounding import published
from pmxl.rules.travel import travel
from pmxl.terms import Rating
from pmxl.terms import Severity
from pmxl.terms import Travel

TELLING = 6
"""A commentary of fewer words, such as `As planned`, may well be said again."""

FEWEST_WORDS = 3
"""A commentary of fewer words on a Red figure is asked about as one that says nothing."""

QUOTED = 60
"""How much of a commentary a message quotes."""


@check("VAL040", Severity.QUERY, Stage.HISTORY, of_imports=False)
def words_against_the_figure(row: Row) -> Fault | None:
    """The commentary says that the figure got better, worse, higher or lower, and it did the opposite."""
    now, claim = row.given.value, claim_of(row.given.commentary, row.measure.name)
    if now is None or claim is None or row.measure.kind in NOT_NUMBERS:
        return None
    period = row.key.period.last_year if claim.since_last_year else row.key.period.previous
    then = at(row.history, row.key, period)
    if then is None or not _is_opposite(row, claim, then, now):
        return None
    was, is_ = figure_words(row.measure, then), figure_words(row.measure, now)
    says = f"The commentary on {row.name} says '{show(claim.words, QUOTED)}', and the figure was {was} in "
    says += f"{period.label} and is {is_} now."
    return Fault(says, "Correct the commentary or the figure.", _where(row))


@check("VAL041", Severity.QUERY, Stage.HISTORY, of_imports=False)
def words_of_last_time(row: Row) -> Fault | None:
    """The commentary is word for word that of the last figure."""
    words, last = row.given.commentary, row.memory.last_words(row.key)
    if last is None or word_count(words) < TELLING or not same_words(words, last[1]):
        return None
    says = f"The commentary on {row.name} is word for word that of {last[0].label}: '{show(words, QUOTED)}'."
    return Fault(says, "Say what is new in this period.", _where(row))


@check("VAL042", Severity.QUERY, Stage.HISTORY, of_imports=False)
def red_without_who_what_when(row: Row) -> Fault | None:
    """The commentary on a Red figure does not say who does what by when."""
    words = row.given.commentary
    if not words or _says_nothing(words) or row.rating != Rating.RED:
        return None
    missing = lacking(words)
    if not missing:
        return None
    red = red_from(row.measure, row.expected, row.key.period)
    says = f"{row.name} is {red}, and its commentary does not say {' or '.join(missing)}: '{show(words, QUOTED)}'."
    return Fault(says, "Say who does what by when.", _where(row))


@check("VAL044", Severity.QUERY, Stage.HISTORY, of_imports=False)
def red_with_an_empty_word(row: Row) -> Fault | None:
    """The commentary on a Red figure only fills the cell: `n/a`, `tbc`, `see above`."""
    words = row.given.commentary
    if not words or not _says_nothing(words) or row.rating != Rating.RED:
        return None
    red = red_from(row.measure, row.expected, row.key.period)
    says = f"{row.name} is {red}, and its commentary only says '{show(words, QUOTED)}'."
    return Fault(says, "Say what happened, and who does what by when.", _where(row))


@check("VAL043", Severity.QUERY, Stage.HISTORY, of_imports=False)
def too_many_words(row: Row) -> Fault | None:
    """The commentary is longer than the scorecard has room for."""
    length, limit = len(row.given.commentary), row.framework.settings.commentary_limit
    if length <= limit:
        return None
    says = f"The commentary on {row.name} has {length:,} characters, and {limit:,} can be shown."
    return Fault(says, "Shorten it: what happened, and who does what by when.", _where(row))


@lru_cache(maxsize=64)
def _says_nothing(words: str) -> bool:
    """True of what only fills the cell: two checks ask it of the same words."""
    return is_empty(words) or word_count(words) < FEWEST_WORDS


def _is_opposite(row: Row, claim: Claim, then: float, now: float) -> bool:
    """True where the figure went the other way than is claimed, by more than the dead-band."""
    if claim.better:
        aim, measure = row.expected, row.measure
        levels = {"target": aim.target, "low": aim.low, "high": aim.high}
        way = travel(now, then, measure.polarity, decimals=measure.decimals, dead_band=measure.dead_band, **levels)
        return bool(way.item() == (Travel.WORSENING if claim.better > 0 else Travel.IMPROVING))
    shown = published([now, then], row.measure.decimals)
    return bool((shown[0] - shown[1]) * claim.higher < 0)


def _where(row: Row) -> str:
    return row.given.places.get(COMMENTARY) or row.given.place(VALUE)
