"""Rows as they come to the checks, and what the checks said of them."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.figures import Key
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.check import Judged
from pmxl.returns.checking import Row
from pmxl.returns.given import Given
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import VALUE
from pmxl.returns.history import Course
from pmxl.returns.history import History
from pmxl.returns.history import periods_of
from pmxl.returns.reading import NumberReading
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q3

PLACES = {NUMERATOR: "I6", DENOMINATOR: "J6", VALUE: "K6", COMMENTARY: "M6"}
Figures = dict[str, float | str]
"""What the cells of a row give, by heading: a number, or the marker read from it."""


def row_of(
    measure_id: str,
    figures: Figures,
    *,
    partner: str = NORTHVALE,
    area: str = "",
    period: Period = Q3,
    commentary: str = "As agreed.",
    history: History = HISTORY,
    framework: Framework = FRAMEWORK,
) -> Row:
    """A row as it comes to the checks."""
    readings = {
        heading: NumberReading(marker=said) if isinstance(said, str) else NumberReading(float(said))
        for heading, said in figures.items()
    }
    found = Given(
        key=Key(measure_id, partner, area, period),
        measure=framework.measure(measure_id),
        sheet="Return",
        readings=readings,
        places=PLACES,
        commentary=commentary,
    )
    return Row(found, framework, history)


def fired(judged: Judged) -> dict[str, str]:
    """What each check that fired said."""
    return {finding.code: finding.says for finding in judged.findings}


def parts(numerator: float | str, denominator: float | str) -> Figures:
    """A row that gives both parts."""
    return {NUMERATOR: numerator, DENOMINATOR: denominator}


def value(figure: float | str) -> Figures:
    """A row that gives the value alone."""
    return {VALUE: figure}


def past(measure_id: str, values: Sequence[float], *, partner: str = NORTHVALE, area: str = "") -> History:
    """Earlier figures of one series, the last of them that of the quarter before."""
    return {(measure_id, partner, area): [(Q3.step(n - len(values)), float(one)) for n, one in enumerate(values)]}


def course_of(series: Sequence[tuple[Period, float]]) -> Course:
    """A series as it lies in columns."""
    periods = [one for one, _ in series]
    starts, months = tuple(one.start for one in periods), tuple(one.months for one in periods)
    return Course(periods_of(starts, months, Q3.first_month), tuple(figure for _, figure in series))
