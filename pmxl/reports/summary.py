"""What the quarter says in three lines: how the measures stand, what owes action, who is missing."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.plural import NAMED
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.reports.coverage import awaited
from pmxl.reports.entry import entries
from pmxl.reports.figure import Row
from pmxl.reports.figure import rows_of
from pmxl.terms import COLOURS
from pmxl.terms import Frequency
from pmxl.terms import Rating
from pmxl.terms import ReturnState
from pmxl.terms import Strength
from pmxl.terms import Travel

if TYPE_CHECKING:
    from pmxl.assess import Assessment

SHORTENED = re.compile(r" and [0-9,]+ more$")
COUNTED = {
    Rating.BLUE: "better than target",
    Rating.GREEN: "on target",
    Rating.AMBER: "within tolerance",
    Rating.RED: "off target",
}
"""How each colour is said in counts, best first."""
PERIODS = {frequency.months: frequency.value.replace("-", " ") for frequency in Frequency}


def period_word(assessment: Assessment) -> str:
    """`quarter`, by the length of the period shown."""
    return PERIODS[assessment.period.months]


def lines(assessment: Assessment) -> tuple[str, str, str]:
    """The three lines."""
    return standing(assessment), action(assessment), missing(assessment)


def counts(assessment: Assessment) -> dict[Rating, int]:
    """How many measures have each colour."""
    ratings = list(assessment.measures["rating"])
    return {rating: ratings.count(rating.value) for rating in COLOURS}


def standing(assessment: Assessment) -> str:
    """`3 of 16 rated measures are off target: ...`, and how many moved which way."""
    found = counts(assessment)
    rated = sum(found.values())
    if not rated:
        return f"None of the {plural(len(assessment.measures), 'measure')} can be rated yet."
    red = [row["name"] for row in rows_of(assessment.measures) if row["rating"] == Rating.RED]
    good = found[Rating.GREEN] + found[Rating.BLUE]
    head = f"Of {plural(rated, 'rated measure')}, {number_are(good)} on target or better and {number_are(len(red))} "
    travels = [row["travel"] for row in rows_of(assessment.measures) if is_new(row)]
    better, worse = travels.count(Travel.IMPROVING.value), travels.count(Travel.WORSENING.value)
    tail = f"On the figure before, {better or 'none'} improved and {worse or 'none'} worsened."
    return f"{head}off target{': ' if red else ''}{names(red)}. {tail}"


def is_new(row: Row) -> bool:
    """True for a figure of this period with everyone in: one carried, or compared in part, did not move just now."""
    return not row["carried"] and not row["waiting"]


def action(assessment: Assessment) -> str:
    """What owes action and why, or that nothing does; and what is still to come of what was asked for earlier."""
    from pmxl.reports.improving.promised import promised  # here, so that who only counts returns loads no data frame

    return f"{fired(assessment)} {promised(assessment)}".rstrip()


def fired(assessment: Assessment) -> str:
    """What owes action by what fired, and why; or that nothing does."""
    every = entries(assessment)
    rows = [row for row in every if row["strength"] == Strength.ACT]
    if not every:
        return "No exceptions: no agreed trigger fired and nothing is Red."
    owed = list(dict.fromkeys(row["name"] for row in rows))
    if not owed:
        return f"{plural(len(every), 'exception')} to watch; none owes action under what was agreed."
    reason = rows[0]["sentence"].partition("\n")[0].split(". ")[0].rstrip(".")
    reason = f"{reason[:1].lower()}{reason[1:]}"
    if len(owed) == 1:
        return f"1 measure owes action, {owed[0]}: {reason}."
    return f"{len(owed)} measures owe action: {names(owed)}. {owed[0]}: {reason}."


def missing(assessment: Assessment) -> str:
    """Who has not returned and how many measures wait for them, and how many for others; or that all are in."""
    done, asked, late = returns(assessment)
    awaiting = [said for row in rows_of(assessment.measures) if (said := awaited(row))]
    everybody = [row["name"] for row in rows_of(assessment.register)]
    others = [said for said in awaiting if not names_any(said, late, everybody)]
    if not asked:
        return "No partner was asked for a figure."
    if not late:
        rest = f"{plural(len(awaiting), 'measure')} still {'waits' if len(awaiting) == 1 else 'wait'} for a figure."
        return f"Every partner has returned{': ' + rest if awaiting else '.'}"
    nobody = not done and ReturnState.IN_PART not in list(assessment.register["status"])
    head = "No partner has returned yet" if nobody else f"Waiting for {names(late)}"
    theirs = len(awaiting) - len(others)
    if theirs:
        head += f": {plural(theirs, 'measure')} {'is' if theirs == 1 else 'are'} incomplete until then"
    if not others:
        return f"{head}."
    whom = others[0] if len(set(others)) == 1 else "others"
    more = f"{len(others)} more" if theirs else plural(len(others), "measure")
    return f"{head}. {more} {'waits' if len(others) == 1 else 'wait'} for {whom}."


def names_any(awaited_: str, late: Collection[str], everybody: Iterable[str]) -> bool:
    """True where one of those late is among those awaited, of whom a long list has only the first and how many more.

    The longest name is read first: neither Ashford nor Ash Council is Ash.
    """
    longest = "|".join(re.escape(name) for name in sorted(everybody, key=len, reverse=True))
    named = re.findall(rf"(?<!\w)(?:{longest})(?!\w)", awaited_)
    return not set(late).isdisjoint(named) or SHORTENED.search(awaited_) is not None


def returns(assessment: Assessment) -> tuple[int, int, list[str]]:
    """How many partners returned, how many were asked, and the names of those awaited."""
    asked = [row for row in rows_of(assessment.register) if row["status"] != ReturnState.NOTHING_ASKED]
    late = [row["name"] for row in asked if not ReturnState(row["status"]).is_in]
    return len(asked) - len(late), len(asked), late


def returned(assessment: Assessment) -> str:
    """`4 of 5 partners returned: waiting for the hospital`."""
    done, asked, late = returns(assessment)
    if not asked:
        return "no figures asked"
    if not late:
        return f"all {asked} partners returned" if asked > 1 else "its partner returned"
    return f"{done} of {plural(asked, 'partner')} returned: waiting for {names(late)}"


def names(found: Sequence[str]) -> str:
    """`A, B and C`, or the first five and how many more."""
    return listed(found, most=NAMED)


def number_are(count: int) -> str:
    """`none is`, `1 is`, `3 are`: a number of things and its verb."""
    return f"{count or 'none'} {'is' if count <= 1 else 'are'}"
