"""The right digits in the wrong unit: 0.95 for 95, thousands, percent formats, decimals."""

from __future__ import annotations

from dataclasses import replace

from pmxl.terms import Kind
from tests.stress.expected import Stand
from tests.stress.expected import changed
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.expected import same
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.filled import spelled
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.operators.typed_numbers import take_parts_away

HUNDRED = 100
TEN = 10
"""From here on nobody takes a share for a percentage: history runs well above 1."""


def share(made: Filled) -> tuple[Line, float]:
    """A percentage given alone: its row, the parts taken away, and the value to one place."""
    line = made.pick(lambda one: one.kind is Kind.PERCENTAGE and (one.stand.value or 0) > TEN)
    take_parts_away(made, line)
    return line, round(line.stand.value or 0, 1)


def alone(made: Filled, line: Line, value: float, code: str = "") -> None:
    """Types a value over the formula, formatted anew where a format is named."""
    made.put(line, "Value", spelled(value))
    if code:
        made.book.format(made.sheet.cell(line.row, made.columns["Value"]), code)


@operator(Stage.CELLS)
def value_alone(made: Filled) -> str:
    """The value typed over its formula, without its parts."""
    line, value = share(made)
    alone(made, line, value)
    made.expect(line, changed(Stand(value=value)))
    return f"{line.key} Value: {value} alone"


@operator(Stage.CELLS)
def share_for_percentage(made: Filled) -> str:
    """0.95 for 95, without a percent format: held."""
    line, value = share(made)
    alone(made, line, round(value / HUNDRED, 4))
    made.expect(line, named("NUM VAL", "Value"))
    return f"{line.key} Value: {value / HUNDRED} for {value}"


@operator(Stage.CELLS)
def share_with_percent_format(made: Filled) -> str:
    """0.95 in a cell formatted as a percentage is 95."""
    line, value = share(made)
    alone(made, line, round(value / HUNDRED, 4), made.rng.choice(("0%", "0.0%", "0.00%;[Red]-0.00%")))
    made.expect(line, changed(Stand(value=value)))
    return f"{line.key} Value: {value / HUNDRED} formatted as a percentage"


@operator(Stage.CELLS)
def small_percentage_alone(made: Filled) -> str:
    """0.91 where history runs about 0.9 is 0.91 per cent, with or without a percent format of its own."""
    line = made.pick(lambda one: one.key[0] == "rare")
    take_parts_away(made, line)
    value = round(line.stand.value or 0, 2)
    if made.rng.random() < 0.5:
        alone(made, line, value)
    else:
        alone(made, line, round(value / HUNDRED, 6), "0.00%")
    made.expect(line, changed(Stand(value=value)))
    return f"{line.key} Value: {value} alone"


@operator(Stage.CELLS)
def percent_format_on_a_part(made: Filled) -> str:
    """A numerator or denominator formatted as a percentage shows a hundred times itself: named."""
    line = made.pick(lambda one: one.of_parts)
    heading = made.rng.choice(("Numerator", "Denominator"))
    made.book.format(made.sheet.cell(line.row, made.columns[heading]), "0%")
    made.expect(line, named("NUM VAL CEL", heading))
    return f"{line.key} {heading}: formatted as a percentage"


@operator(Stage.CELLS)
def format_that_shows_nothing(made: Filled) -> str:
    """A number under a format that shows nothing, other words, or another currency: what stands, or named."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    code = made.rng.choice((";;;", '"n/a"', "[$$-409]#,##0", '"see note"', "# ?/?", "[>1000]#,##0;General"))
    made.book.format(made.sheet.cell(line.row, made.columns[heading]), code)
    made.expect(line, read_or_named("NUM VAL CEL", line.stand))
    return f"{line.key} {heading}: formatted {code}"


@operator(Stage.CELLS)
def percentage_with_percent_format(made: Filled) -> str:
    """95 in a cell formatted as a percentage is 9500 %: named."""
    line, value = share(made)
    alone(made, line, value, "0.0%")
    made.expect(line, named("NUM VAL CEL", "Value"))
    return f"{line.key} Value: {value} formatted as a percentage"


@operator(Stage.CELLS)
def percent_format_on_a_count(made: Filled) -> str:
    """A count formatted as a percentage shows a hundred times itself: two readings."""
    line = made.pick(lambda one: one.kind in (Kind.COUNT, Kind.MONEY))
    made.book.format(made.sheet.cell(line.row, made.columns["Value"]), "0%")
    made.expect(line, named("NUM VAL CEL", "Value"))
    return f"{line.key} Value: formatted as a percentage"


@operator(Stage.CELLS)
def thousands_format(made: Filled) -> str:
    """A format that shows thousands (`#,##0,`) does not change what stands."""
    line = made.pick(lambda one: one.kind in (Kind.COUNT, Kind.MONEY))
    made.book.format(made.sheet.cell(line.row, made.columns["Value"]), '#,##0,"k"')
    made.expect(line, read_or_named("NUM VAL CEL", line.stand))
    return f"{line.key} Value: shown in thousands"


@operator(Stage.CELLS)
def number_stored_as_text_format(made: Filled) -> str:
    """A number in a cell formatted as text is the number."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    made.book.format(made.sheet.cell(line.row, made.columns[heading]), "@")
    made.expect(line, same(line.stand))
    return f"{line.key} {heading}: formatted as text"


@operator(Stage.CELLS)
def out_by_a_thousand(made: Filled) -> str:
    """Typed in ones where thousands are asked, or the other way round: kept as it stands with a question, or held."""
    line = made.pick(lambda one: one.kind in (Kind.COUNT, Kind.MONEY))
    value = (line.stand.value or 0) * made.rng.choice((1000, 0.001))
    made.put(line, "Value", spelled(value))
    made.expect(line, changed(Stand(value=value)))
    return f"{line.key} Value: {spelled(value)}"


@operator(Stage.CELLS)
def many_decimals(made: Filled) -> str:
    """More decimals than are published, and the noise of binary sums: the number as it stands."""
    line = made.pick(lambda one: one.is_number and not one.of_parts and one.kind is not Kind.COUNT)
    value = (line.stand.value or 0) + 0.1 + 0.2 - 0.3
    made.put(line, "Value", f"{value:.17g}")
    made.expect(line, same(replace(line.stand, value=value)))
    return f"{line.key} Value: {value:.17g}"


@operator(Stage.CELLS)
def part_of_a_whole_thing(made: Filled) -> str:
    """98.5 offences: as it stands, or named."""
    line = made.pick(lambda one: one.kind is Kind.COUNT)
    value = (line.stand.value or 0) + 0.5
    made.put(line, "Value", spelled(value))
    made.expect(line, changed(Stand(value=value)))
    return f"{line.key} Value: {value}"


@operator(Stage.CELLS)
def huge_or_tiny(made: Filled) -> str:
    """Numbers that no partnership has: as they stand with a question, or named."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    text = made.rng.choice(("1E+300", "1E-300", "4.9E-324", "123456789012345678", "1.7976931348623157E+308"))
    made.put(line, "Value", text)
    made.expect(line, read_or_named("NUM VAL CEL", Stand(value=float(text))))
    return f"{line.key} Value: {text}"


@operator(Stage.CELLS)
def no_number_in_the_part(made: Filled) -> str:
    """NaN, INF and 1e999 in the part itself: named, and the rest of the sheet is read."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    text = made.rng.choice(
        ("NaN", "nan", "INF", "-INF", "Infinity", "1e999", "1_000", "0x1A", "١٢", "12,5", "abc", "1 2")
    )
    made.put(line, heading, text)
    made.expect(line, named("CEL NUM", heading))
    return f"{line.key} {heading}: <v>{text}</v>"


@operator(Stage.CELLS)
def true_for_a_number(made: Filled) -> str:
    """TRUE or FALSE where a number is asked: named, not one and not nought."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    made.put(line, heading, made.rng.choice("01"), "b")
    made.expect(line, named("CEL NUM", heading))
    return f"{line.key} {heading}: TRUE or FALSE"


@operator(Stage.CELLS)
def yes_in_other_words(made: Filled) -> str:
    """y, YES, TRUE, 1: the answer where it is plain, or named."""
    line = made.pick(lambda one: one.kind is Kind.YES_NO)
    yes = made.rng.random() < 0.5
    answer = made.rng.choice(("y", "YES", " yes ", "TRUE", "1") if yes else ("n", "NO", " no ", "FALSE", "0"))
    if answer in ("TRUE", "FALSE"):
        made.put(line, "Value", str(int(yes)), "b")
    elif answer in ("0", "1"):
        made.put(line, "Value", answer)
    else:
        made.type_text(line, "Value", answer)
    made.expect(line, read_or_named("CEL NUM VAL", Stand(value=float(yes))))
    return f"{line.key} Value: {answer!r}"


@operator(Stage.CELLS)
def neither_yes_nor_no(made: Filled) -> str:
    """Words and numbers that are neither."""
    line = made.pick(lambda one: one.kind is Kind.YES_NO)
    answer = made.rng.choice(("maybe", "Yes/No", "Yes and no", "partly", "2", "0.5", "ja"))
    if answer[0].isdigit():
        made.put(line, "Value", answer)
    else:
        made.type_text(line, "Value", answer)
    made.expect(line, named("CEL NUM VAL", "Value"))
    return f"{line.key} Value: {answer!r}"
