"""How the figures of a return are shown: units, targets and how they came about, last figures, periods."""

from __future__ import annotations

import math

from pmxl.days import day_of
from pmxl.framework.expected import Expected
from pmxl.framework.models import Measure
from pmxl.periods import MONTHS
from pmxl.periods import Period
from pmxl.periods import day_in_brief
from pmxl.periods import day_in_words
from pmxl.returns.form import AskedRow
from pmxl.returns.form import ReturnForm
from pmxl.rules.spoken import spoken
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.sheets.style import MUTED
from pmxl.terms import NO
from pmxl.terms import YES
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import yes_or_no

NO_TARGET = "No target"
NO_FIGURE = "none yet"
PERCENT = "%"
ANSWERS = {Kind.YES_NO: "Yes or No", Kind.MILESTONE: "date"}
SHORT = 3  # letters of a month
BIG = Style(size=10)
LITTLE = Style(size=8, color=MUTED)


def unit_shown(measure: Measure, currency: str) -> str:
    """What a partner's figure is counted in; the unit of a yes/no is that of the pooled share, not of the answer."""
    if measure.kind in ANSWERS:
        return ANSWERS[measure.kind]
    if measure.unit:
        return measure.unit
    return {Kind.MONEY: currency, Kind.PERCENTAGE: PERCENT}.get(measure.kind, "")


def figure_words(measure: Measure, value: float, *, with_unit: bool = True) -> str:
    """A figure of a measure as a sentence says it: `46.4 %`, `£412`, `Yes`, `4 May 2022`."""
    if measure.kind is Kind.MILESTONE:
        return day_in_words(day_of(value))
    if measure.kind is Kind.YES_NO:
        return yes_or_no(value)
    unit = (measure.unit or (PERCENT if measure.kind is Kind.PERCENTAGE else "")) if with_unit else ""
    return spoken(value, measure.decimals, unit)


def target_shown(row: AskedRow) -> Content:
    """The target as it stands in its cell: a number, a date, `95–105`, `Yes`, or that there is none."""
    expected = row.expected
    if expected is None or not expected.has_target:
        return NO_TARGET
    measure = row.measure
    if measure.kind is Kind.YES_NO:
        return NO if measure.polarity is Polarity.LOWER else YES
    if measure.polarity is Polarity.RANGE:
        return _range(measure, expected)
    if measure.kind is Kind.MILESTONE:
        return day_of(expected.target)
    return expected.target


def target_note(row: AskedRow) -> str:
    """How the target came about, the floor below it, and who agreed it; "" where there is nothing to say."""
    expected = row.expected
    if expected is None:
        return ""
    said = []
    if expected.words:
        said.append(f"{expected.words[:1].upper()}{expected.words[1:]}.")
    if not math.isnan(expected.standard):
        side = "above" if row.measure.polarity is Polarity.LOWER else "below"
        said.append(f"Standard: never {side} {figure_words(row.measure, expected.standard)}.")
    if expected.agreed_by:
        when = f" on {day_in_words(expected.agreed_on)}" if expected.agreed_on else ""
        said.append(f"Agreed by {expected.agreed_by}{when}.")
    return "\n".join(said)


def last_shown(row: AskedRow) -> Content:
    """The last figure over the period it belongs to."""
    words = last_words(row)
    if words is None:
        return Rich(((NO_FIGURE, LITTLE),))
    figure, period = words
    return Rich(((figure, BIG), (f"\n{period}", LITTLE)))


def last_words(row: AskedRow) -> tuple[str, str] | None:
    """The last figure and its period in words, None where there is none."""
    if row.last is None:
        return None
    if row.measure.kind is Kind.MILESTONE:
        return day_in_brief(day_of(row.last)), row.last_period
    return figure_words(row.measure, row.last, with_unit=False), row.last_period


def period_shown(row: AskedRow) -> Content:
    """The period's label over the months it means."""
    return Rich(((row.period.label, BIG), (f"\n{brief(row.period)}", LITTLE)))


def brief(period: Period) -> str:
    """The months of a period in a narrow place: `Oct–Dec 2022`, `October 2022`, `Apr 2022–Mar 2023`."""
    if period.months == 1:
        return period.spoken
    first, last = period.first_day, period.last_day
    opens, closes = MONTHS[first.month - 1][:SHORT], MONTHS[last.month - 1][:SHORT]
    return f"{opens}{'' if first.year == last.year else f' {first.year}'}–{closes} {last.year}"


def subtitle(form: ReturnForm) -> str:
    """One line under the title of the return."""
    return f"{form.partnership} · {form.period.label} ({form.period.spoken}) · return by {day_in_words(form.deadline)}"


def _range(measure: Measure, expected: Expected) -> str:
    low, high = expected.low, expected.high
    if math.isnan(high):
        return f"at least {figure_words(measure, low, with_unit=False)}"
    if math.isnan(low):
        return f"at most {figure_words(measure, high, with_unit=False)}"
    return f"{figure_words(measure, low, with_unit=False)}–{figure_words(measure, high, with_unit=False)}"
