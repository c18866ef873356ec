"""Days where days are asked, days where numbers are asked, and the two date systems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from datetime import timedelta

from pmxl.periods import MONTHS
from pmxl.periods import day_in_words
from pmxl.terms import Kind
from tests.stress.book import NotHere
from tests.stress.expected import Expected
from tests.stress.expected import Stand
from tests.stress.expected import changed
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.expected import same
from tests.stress.filled import LAST_DAY
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.filled import spelled
from tests.stress.markup import tag
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import add
from tests.stress.operators.registry import operator

EPOCH = date(1899, 12, 30)
SYSTEMS_APART = 1462
LAST_MONTH_NUMBER = 12
UNREAD = "CEL NUM VAL"


def milestone(made: Filled) -> tuple[Line, date]:
    """A milestone and the day that was typed."""
    line = made.pick(lambda one: one.kind is Kind.MILESTONE)
    return line, EPOCH + timedelta(days=int(line.stand.value or 0))


def one_way(day: date) -> bool:
    """True where the day cannot be taken for the month."""
    return day.day > LAST_MONTH_NUMBER


DAY_FORMS: dict[str, Callable[[date], str]] = {
    "2022-12-14": date.isoformat,
    "14/12/2022": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "14/12/22": lambda day: f"{day.day}/{day.month}/{day.year % 100}",
    "14.12.2022": lambda day: f"{day.day}.{day.month}.{day.year}",
    "14 December 2022": day_in_words,
    "14-Dec-2022": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}",
}


def day_as_text(name: str) -> None:
    """Lists the operator that types a milestone's day as text, day first."""

    def work(made: Filled) -> str:
        line, day = milestone(made)
        text = DAY_FORMS[name](day)
        made.type_text(line, "Value", text)
        certain = name in ("2022-12-14", "14/12/2022") and (one_way(day) or name == "2022-12-14")
        made.expect(line, same(line.stand) if certain else read_or_named(UNREAD, line.stand))
        return f"{line.key} Value: {text!r}"

    add(f"day as text: {name}", Stage.CELLS, work)


for form in DAY_FORMS:
    day_as_text(form)


@operator(Stage.CELLS)
def day_month_first(made: Filled) -> str:
    """A day that is one only month first is held; where both are possible, day first is meant."""
    line, day = milestone(made)
    text = f"{day.month}/{day.day}/{day.year}"
    made.type_text(line, "Value", text)
    if one_way(day):
        made.expect(line, named(UNREAD, "Value"))
    else:
        meant = (date(day.year, day.day, day.month) - EPOCH).days
        made.expect(line, changed(Stand(value=float(meant))))
    return f"{line.key} Value: {text!r}"


@operator(Stage.CELLS)
def day_as_words(made: Filled) -> str:
    """Half a date is no date."""
    line, day = milestone(made)
    text = made.rng.choice(("December", "soon", "Q3", f"{day.day}/{day.month}", "32/12/2022", "30/02/2022", "2022"))
    made.type_text(line, "Value", text)
    made.expect(line, named(UNREAD, "Value"))
    return f"{line.key} Value: {text!r}"


@operator(Stage.CELLS)
def day_not_done(made: Filled) -> str:
    """`not done` says that the milestone is to come."""
    line, _day = milestone(made)
    made.type_text(line, "Value", made.rng.choice(("not done", "Not done")))
    made.expect(line, Expected((Stand(markers=("not done",)),), frozenset({"VAL"}), remarks=True))
    return f"{line.key} Value: 'not done'"


@operator(Stage.CELLS)
def day_as_iso_cell(made: Filled) -> str:
    """A day kept as ISO 8601 in the cell (t="d")."""
    line, day = milestone(made)
    made.put(line, "Value", f"{day.isoformat()}T00:00:00", "d")
    made.expect(line, same(line.stand))
    return f"{line.key} Value: t=d {day.isoformat()}"


@operator(Stage.CELLS)
def day_with_an_hour(made: Filled) -> str:
    """A day with a time of day."""
    line, _day = milestone(made)
    value = (line.stand.value or 0) + 0.625
    made.put(line, "Value", spelled(value))
    made.expect(line, changed(line.stand, Stand(value=value)))
    return f"{line.key} Value: {value}"


@operator(Stage.CELLS)
def last_day_with_an_hour(made: Filled) -> str:
    """The afternoon of the period's last day is not after the period."""
    line, _day = milestone(made)
    made.put(line, "Value", spelled(LAST_DAY + 0.625))
    made.expect(line, Expected((Stand(value=float(LAST_DAY)), Stand(value=LAST_DAY + 0.625))))
    return f"{line.key} Value: {LAST_DAY + 0.625}"


@operator(Stage.CELLS)
def day_formatted_as_number(made: Filled) -> str:
    """A day whose cell has lost its date format: it reads as the day, or is named."""
    line, _day = milestone(made)
    made.book.format(made.sheet.cell(line.row, made.columns["Value"]), "0")
    made.expect(line, read_or_named(UNREAD, line.stand))
    return f"{line.key} Value: formatted as a number"


@operator(Stage.CELLS)
def day_that_cannot_be(made: Filled) -> str:
    """29 February 1900, a day below nought, or one past the year 9999."""
    line, _day = milestone(made)
    value = made.rng.choice((60.0, 0.0, -5.0, 2958466.0, 1e12))
    made.put(line, "Value", spelled(value))
    kept = (Stand(value=value),) if value in (0.0, 60.0) else ()
    made.expect(line, Expected(kept, frozenset(UNREAD.split()), must_be_named=True))
    return f"{line.key} Value: day {value}"


@operator(Stage.CELLS)
def number_for_a_day(made: Filled) -> str:
    """A small number where a day is asked."""
    line, _day = milestone(made)
    made.put(line, "Value", "85")
    made.book.format(made.sheet.cell(line.row, made.columns["Value"]), "0")
    made.expect(line, named(UNREAD, "Value"))
    return f"{line.key} Value: 85"


@operator(Stage.CELLS)
def number_formatted_as_day(made: Filled) -> str:
    """A figure whose cell is formatted as a date: two readings, so it is named."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    code = made.rng.choice(("dd/mm/yyyy", "d mmm yyyy", "mmm-yy", "[$-809]d mmmm yyyy", "h:mm"))
    made.book.format(made.sheet.cell(line.row, made.columns[heading]), code)
    made.expect(line, named("NUM CEL", heading))
    return f"{line.key} {heading}: formatted {code}"


@operator(Stage.CELLS)
def day_for_a_number(made: Filled) -> str:
    """A day typed as text where a number is asked."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    made.type_text(line, heading, "01/04/2026")
    made.expect(line, named(UNREAD, heading))
    return f"{line.key} {heading}: '01/04/2026'"


@operator(Stage.CELLS)
def red_format_is_no_day(made: Filled) -> str:
    """Formats with letters in brackets or quotes that hold no day."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    code = made.rng.choice(
        ("[Red]#,##0;0;0", '0.0" days"', "0.00000E+00", "#,##0.00_);-#,##0.00", "[Red][<-25]General")
    )
    made.book.format(made.sheet.cell(line.row, made.columns[heading]), code)
    made.expect(line, same(line.stand))
    return f"{line.key} {heading}: formatted {code}"


def untouched_milestones(made: Filled) -> list[Line]:
    """The milestones, now touched; none where another operator has been at one of them."""
    lines = [line for line in made.lines if line.kind is Kind.MILESTONE]
    if not lines or any(line.key in made.claims for line in lines):
        raise NotHere
    for line in lines:
        made.claims[line.key] = made.now
    return lines


def say_1904(made: Filled) -> None:
    """The workbook says that it counts from 1904."""
    properties = made.book.tree("xl/workbook.xml").find(tag("workbookPr"))
    assert properties is not None
    properties.set("date1904", made.rng.choice(("1", "true")))
    made.file_remarks |= {"RET", "VAL", "CEL", "NUM"}  # the day of the sign-off is four years out


@operator(Stage.CELLS)
def other_date_system(made: Filled) -> str:
    """Saved in the 1904 system, days shifted as Excel shifts them: the same days."""
    for line in untouched_milestones(made):
        made.put(line, "Value", spelled((line.stand.value or 0) - SYSTEMS_APART))
    say_1904(made)
    return "1904, days shifted"


@operator(Stage.CELLS)
def date_system_switched(made: Filled) -> str:
    """The workbook switched to 1904 with its numbers as they were: every day is four years later."""
    for line in untouched_milestones(made):
        made.expect(line, changed(Stand(value=(line.stand.value or 0) + SYSTEMS_APART)))
    say_1904(made)
    return "1904, days not shifted"
