"""Checks on a return as a whole: its areas against each other and their total, its words, its marks, its sign-off."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from pmxl.findings import show
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.returns.check import Judged
from pmxl.returns.checking import Row
from pmxl.returns.checks.doubt import ENOUGH
from pmxl.returns.checks.series import like_figures
from pmxl.returns.checks.words import QUOTED
from pmxl.returns.checks.words import TELLING
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import VALUE
from pmxl.returns.limits import NOT_NUMBERS
from pmxl.returns.names import area_named
from pmxl.returns.shown import figure_words
from pmxl.returns.together import Spot
from pmxl.returns.together import Whole
from pmxl.returns.together import whole_check
from pmxl.returns.total import Total
from pmxl.returns.wording import plain_words
from pmxl.returns.wording import word_count
from pmxl.rules.rounding import published
from pmxl.terms import Pooling
from pmxl.terms import Severity

MANY_AREAS = 3
"""From so many areas on, figures that are all the same are no chance."""

EASILY_EQUAL = 10
"""Below this, counts of several areas are the same by chance."""

MANY_ROWS = 3
"""One commentary on so many measures says nothing of any of them."""

NAMED = 3
"""How many figures are named before they are only counted."""

Areas = dict[tuple[str, Period], list[tuple[Row, float]]]


@whole_check("VAL062", Severity.QUERY)
def same_in_every_area(whole: Whole) -> Iterator[Spot]:
    """The figures of all areas are the same, as where one was copied down."""
    for rows in _by_areas(whole).values():
        values = {value for _, value in rows}
        value = next(iter(values))
        if len(rows) < MANY_AREAS or len(values) > 1 or abs(value) < EASILY_EQUAL:
            continue
        row = rows[0][0]
        says = f"{row.measure.name} is {figure_words(row.measure, value)} in each of {len(rows)} areas."
        keys = tuple(one.key for one, _ in rows)
        yield Spot(says, "Give each area its own figure, or confirm.", row.given.sheet, row.given.place(VALUE), keys)


@whole_check("VAL064", Severity.HOLD)
def areas_that_changed_places(whole: Whole) -> Iterator[Spot]:
    """Two areas have each the figure that the other always had."""
    for rows in _by_areas(whole).values():
        for (one, value), (other, other_value) in combinations(rows, 2):
            if not _changed_places(one, value, other, other_value):
                continue
            says = (
                f"{one.measure.name} is {_told(one, value)} and {_told(other, other_value)}: each is what the other "
                "always was."
            )
            ask = "Confirm both figures, or put each in its place."
            yield Spot(says, ask, one.given.sheet, one.given.place(VALUE), (one.key, other.key))


@whole_check("VAL063", Severity.HOLD)
def unlike_its_areas(whole: Whole) -> Iterator[Spot]:
    """A total that the partner put beside its areas is not what they add up to."""
    for total in whole.totals:
        rows, added = _added(whole, total)
        if added is None or _is_same(whole, total, added):
            continue
        measure = whole.framework.measure(total.measure)
        says = (
            f"{measure.name}, {total.period.label}: the total is given as {figure_words(measure, total.value)}, and "
            f"its {len(rows)} areas add up to {figure_words(measure, added)}."
        )
        keys = tuple(one.row.key for one in rows)
        yield Spot(says, "Correct the area that is wrong, or clear the total.", whole.sheet, total.cell, keys)


@whole_check("VAL065", Severity.NOTE)
def total_not_kept(whole: Whole) -> Iterator[Spot]:
    """A total stands beside the areas that it adds up; the areas are kept, and the total is not."""
    for total in whole.totals:
        _, added = _added(whole, total)
        if added is not None and not _is_same(whole, total, added):
            continue
        measure = whole.framework.measure(total.measure)
        compared = "agrees with its areas" if added is not None else "could not be compared with its areas"
        says = f"{measure.name}, {total.period.label}: the total of {figure_words(measure, total.value)} {compared}."
        yield Spot(says, "It was not kept beside them.", whole.sheet, total.cell)


@whole_check("VAL045", Severity.QUERY)
def one_commentary_for_many(whole: Whole) -> Iterator[Spot]:
    """The same commentary stands on several measures."""
    spoken = [one for one in whole.rows if one.row.given.commentary]
    said: dict[str, list[Judged]] = {}
    for one in spoken if len(spoken) >= MANY_ROWS else ():
        if word_count(one.row.given.commentary) >= TELLING:
            said.setdefault(plain_words(one.row.given.commentary), []).append(one)
    for rows in said.values():
        names = list(dict.fromkeys(one.row.measure.name for one in rows))
        if len(names) < MANY_ROWS:
            continue
        given = rows[0].row.given
        says = f"The same commentary stands on {len(names)} measures ({_listed(names)}): "
        says += f"'{show(given.commentary, QUOTED)}'."
        yield Spot(says, "Say of each what is particular to it.", given.sheet, given.places.get(COMMENTARY, ""))


@whole_check("VAL066", Severity.QUERY)
def without_its_marks(whole: Whole) -> Iterator[Spot]:
    """Figures lack some of the six marks for data quality, and the framework asks for them."""
    if not whole.framework.settings.quality_asked:
        return
    bare = [one.row for one in whole.rows if one.figure and not one.figure.is_absent and not _is_marked(one)]
    if bare:
        count = "1 figure lacks" if len(bare) == 1 else f"{len(bare)} figures lack"
        says = f"{count} marks for data quality: {_listed([row.name for row in bare])}."
        yield Spot(
            says, "Give all six marks, from 1 (poor) to 4 (sure).", bare[0].given.sheet, bare[0].given.place(VALUE)
        )


@whole_check("VAL067", Severity.QUERY)
def signed_too_early(whole: Whole) -> Iterator[Spot]:
    """The return was signed off before its period had ended."""
    signed, period = whole.signoff.on, whole.period
    if signed is None or period is None or signed >= period.last_day:
        return
    end = day_in_words(period.last_day)
    says = f"The return is signed off on {day_in_words(signed)}, and the last day of {period.label} is {end}."
    sheet, cell = whole.signed_at
    yield Spot(says, "Confirm that its figures are those of the whole period, and its date.", sheet, cell)


def _by_areas(whole: Whole) -> Areas:
    """The rows of each measure by area that have a figure, by period."""
    found: Areas = {}
    for one in whole.rows:
        given = one.row.given
        key = given.key
        if key.area and one.figure and given.value is not None and given.measure.kind not in NOT_NUMBERS:
            found.setdefault((key.measure, key.period), []).append((one.row, given.value))
    return found


def _changed_places(one: Row, value: float, other: Row, other_value: float) -> bool:
    """True where the earlier figures of two areas lie apart, and each figure now among those of the other."""
    mine, theirs = (like_figures(row, row.history) for row in (one, other))
    if min(len(mine), len(theirs)) < ENOUGH or (max(mine) >= min(theirs) and max(theirs) >= min(mine)):
        return False
    return min(theirs) <= value <= max(theirs) and min(mine) <= other_value <= max(mine)


def _told(row: Row, value: float) -> str:
    return f"{figure_words(row.measure, value)} in {area_named(row.framework, row.key.area)}"


def _added(whole: Whole, total: Total) -> tuple[list[Judged], float | None]:
    """The areas that a total is of, and what they add up to; None where one lacks a figure or they do not add up."""
    rows = [one for one in whole.rows if (one.row.key.measure, one.row.key.period) == (total.measure, total.period)]
    values = [one.row.given.value for one in rows if one.row.given.value is not None]
    due = sum((key.measure, key.period) == (total.measure, total.period) for key in whole.asked)
    adds_up = whole.framework.measure(total.measure).pooling is Pooling.SUM
    return rows, math.fsum(values) if rows and adds_up and len(values) == max(len(rows), due) else None


def _is_same(whole: Whole, total: Total, added: float) -> bool:
    shown = published([total.value, added], whole.framework.measure(total.measure).decimals)
    return bool(shown[0] == shown[1])


def _is_marked(one: Judged) -> bool:
    return bool(one.figure) and one.row.given.quality.isdigit()


def _listed(names: list[str]) -> str:
    return "; ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
