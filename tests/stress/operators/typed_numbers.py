"""Numbers typed as text, in all the ways people type them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pmxl.terms import Kind
from tests.stress.expected import ABSENT
from tests.stress.expected import Expected
from tests.stress.expected import Stand
from tests.stress.expected import changed
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.filled import spelled
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import add

THOUSAND = 1000
UNREAD = "CEL NUM VAL"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

Fits = Callable[[Line], bool]
Spell = Callable[[float], str]


def is_number(line: Line) -> bool:
    """A plain number was typed."""
    return line.is_number


def is_whole(line: Line) -> bool:
    """A whole number was typed."""
    return line.is_number and float(line.typed[line.figure_heading]) == int(float(line.typed[line.figure_heading]))


def is_thousands(line: Line) -> bool:
    """A whole number of a thousand or more was typed."""
    return is_whole(line) and float(line.typed[line.figure_heading]) >= THOUSAND


def is_money(line: Line) -> bool:
    """An amount of money was typed."""
    return line.kind is Kind.MONEY


def is_count(line: Line) -> bool:
    """A count was typed."""
    return line.kind is Kind.COUNT


def is_decimal(line: Line) -> bool:
    """A number with decimals was typed."""
    return line.is_number and not is_whole(line)


def grouped(mark: str) -> Spell:
    """Spells a number with a mark between thousands."""
    return lambda number: f"{int(number):,}".replace(",", mark)


def reads(line: Line) -> Expected:
    """Read as the number it says; a word about it is a Note."""
    return Expected((line.stand,))


def reads_or_named(line: Line) -> Expected:
    """Read as the number it says, or named."""
    return read_or_named(UNREAD, line.stand, headings=("Value", line.figure_heading))


def is_named(line: Line) -> Expected:
    """No figure, and the cell named."""
    return named(UNREAD, line.figure_heading)


def other(factor: float) -> Callable[[Line], Expected]:
    """Read as another number, or named."""

    def expected(line: Line) -> Expected:
        return read_or_named(UNREAD, replace(line.stand, value=(line.stand.value or 0) * factor))

    return expected


def is_alone(line: Line) -> bool:
    """A value was typed, not its parts."""
    return line.is_number and not line.of_parts


def suppressed_or_named(_line: Line) -> Expected:
    """A bound instead of a figure: suppressed, or named; never the bound itself."""
    return read_or_named(UNREAD, Stand(markers=("Suppressed",)))


FORMS: tuple[tuple[str, Fits, Spell, Callable[[Line], Expected]], ...] = (
    ("text: plain", is_number, spelled, reads),
    ("text: 1,234", is_thousands, grouped(","), reads),
    ("text: 1 234", is_thousands, grouped(" "), reads_or_named),
    ("text: 1 234 with a no-break space", is_thousands, grouped("\u00a0"), reads_or_named),
    ("text: 1 234 with a thin space", is_thousands, grouped("\u2009"), reads_or_named),
    ("text: 1 234 with a narrow no-break space", is_thousands, grouped("\u202f"), reads_or_named),
    ("text: blanks around", is_number, lambda n: f"  {spelled(n)} ", reads),
    ("text: no-break space behind", is_number, lambda n: f"{spelled(n)}\u00a0", reads),
    ("text: zero-width space before", is_number, lambda n: f"\u200b{spelled(n)}", reads_or_named),
    ("text: line break behind", is_number, lambda n: f"{spelled(n)}\n", reads_or_named),
    ("text: malformed thousands", is_thousands, lambda n: f"{int(n) // 100},{int(n) % 100:02}", is_named),
    ("text: 12%, of a count", is_count, lambda n: f"{spelled(n)}%", is_named),
    ("text: £", is_money, lambda n: f"£{spelled(n)}", reads_or_named),
    ("text: £, of a count", is_count, lambda n: f"£{spelled(n)}", is_named),
    ("text: k", is_thousands, lambda n: f"{spelled(n / THOUSAND)}k", reads_or_named),
    ("text: £k", is_money, lambda n: f"£{spelled(n)}k", other(THOUSAND)),
    ("text: m", is_money, lambda n: f"{spelled(n)}m", other(1_000_000)),
    ("text: (5)", is_money, lambda n: f"({spelled(n)})", other(-1)),
    ("text: 5-", is_money, lambda n: f"{spelled(n)}-", other(-1)),
    ("text: true minus", is_money, lambda n: f"\u2212{spelled(n)}", other(-1)),
    ("text: (5), of a count", is_count, lambda n: f"({spelled(n)})", is_named),
    ("text: plus before", is_number, lambda n: f"+{spelled(n)}", reads_or_named),
    ("text: full-width digits", is_number, lambda n: spelled(n).translate(FULL_WIDTH), reads_or_named),
    ("text: Arabic digits", is_number, lambda n: spelled(n).translate(ARABIC), is_named),
    ("text: 5,5", is_decimal, lambda n: spelled(n).replace(".", ","), is_named),
    ("text: 1.234,5", is_thousands, lambda n: f"{grouped('.')(n)},5", is_named),
    ("text: two points", is_decimal, lambda n: spelled(n).replace(".", ".."), is_named),
    ("text: 0x10", is_whole, lambda n: hex(int(n)), is_named),
    ("text: 1_000", is_thousands, grouped("_"), is_named),
    ("text: 1e3", is_whole, lambda n: f"{int(n)}e0", reads_or_named),
    ("text: nan", is_number, lambda n: "nan", is_named),
    ("text: inf", is_number, lambda n: "-inf", is_named),
    ("text: about", is_number, lambda n: f"about {spelled(n)}", is_named),
    ("text: with its unit", is_count, lambda n: f"{spelled(n)} offences", reads_or_named),
    ("text: a question", is_number, lambda n: f"{spelled(n)}?", is_named),
    ("text: two numbers", is_number, lambda n: f"{spelled(n)} / {spelled(n + 1)}", is_named),
    ("text: a range", is_whole, lambda n: f"{int(n)}-{int(n) + 5}", is_named),
    ("text: letter O for nought", is_whole, lambda n: f"{int(n)}O", is_named),
    ("text: letter l for one", is_whole, lambda n: f"l{int(n)}", is_named),
    ("text: apostrophe kept", is_number, lambda n: f"'{spelled(n)}", reads_or_named),
    ("text: 1,234.0", is_thousands, lambda n: f"{n:,.1f}", reads),
    ("text: 12,34,567", is_thousands, lambda n: f"1,{int(n) // 1000 % 10}0,000", is_named),
    ("text: 1'234", is_thousands, grouped("'"), reads_or_named),
    ("text: 1 2345", is_thousands, lambda n: f"1 {int(n)}", is_named),
    ("text: full-width comma", is_thousands, grouped("，"), reads_or_named),
    ("text: figure space", is_thousands, grouped("\u2007"), reads_or_named),
    ("text: ideographic space", is_thousands, grouped("\u3000"), reads_or_named),
    ("text: tab between", is_thousands, grouped("\t"), reads_or_named),
    ("text: two lines", is_thousands, grouped("\n"), is_named),
    ("text: two lines with words", is_number, lambda n: f"{spelled(n)}\nof which 3 late", is_named),
    ("text: raised figure", is_number, lambda n: f"{spelled(n)}²", reads_or_named),
    ("text: footnote star", is_number, lambda n: f"{spelled(n)}*", reads_or_named),
    ("text: footnote (1)", is_number, lambda n: f"{spelled(n)} (1)", reads_or_named),
    ("text: footnote [1]", is_number, lambda n: f"{spelled(n)}[1]", reads_or_named),
    ("text: provisional p", is_number, lambda n: f"{spelled(n)} p", reads_or_named),
    ("text: revised [r]", is_number, lambda n: f"{spelled(n)} [r]", reads_or_named),
    ("text: half", is_number, lambda n: f"{int(n)}½", is_named),
    ("text: circled digits", is_number, lambda n: "①②", is_named),
    ("text: Roman numeral", is_number, lambda n: "Ⅻ", is_named),
    ("text: words", is_number, lambda n: "ninety-five", is_named),
    ("text: a fraction", is_number, lambda n: "3/4", is_named),
    ("text: 1 in 5", is_number, lambda n: "1 in 5", is_named),
    ("text: two minus signs", is_money, lambda n: f"--{spelled(n)}", is_named),
    ("text: plus and minus", is_money, lambda n: f"+-{spelled(n)}", is_named),
    ("text: minus and brackets", is_money, lambda n: f"(-{spelled(n)})", other(-1)),
    ("text: minus, then a blank", is_money, lambda n: f"- {spelled(n)}", other(-1)),
    ("text: dollars", is_money, lambda n: f"${spelled(n)}", is_named),
    ("text: euros", is_money, lambda n: f"€{spelled(n)}", is_named),
    ("text: pence", is_money, lambda n: f"{spelled(n)}p", is_named),
    ("text: two per cent signs", is_number, lambda n: f"{spelled(n)}%%", is_named),
    ("text: per cent sign before", is_count, lambda n: f"%{spelled(n)}", is_named),
    ("text: more than", is_number, lambda n: f">{spelled(n)}", is_named),
    ("text: at most", is_alone, lambda n: f"≤{spelled(n)}", suppressed_or_named),
    ("text: roughly", is_number, lambda n: f"~{spelled(n)}", is_named),
    ("text: plus or minus", is_number, lambda n: f"{spelled(n)} ±3", is_named),
    ("text: true", is_number, lambda n: "TRUE", is_named),
    ("text: right to left", is_number, lambda n: f"\u202e{spelled(n)}", reads_or_named),
    ("text: a formula as text", is_number, lambda n: f"={spelled(n)}", reads_or_named),
)


def typed_as(name: str, fits: Fits, spell: Spell, expected: Callable[[Line], Expected]) -> None:
    """Lists the operator that types the figure's cell in one of the ways."""

    def work(made: Filled) -> str:
        line = made.pick(fits)
        text = spell(float(line.typed[line.figure_heading]))
        made.type_text(line, line.figure_heading, text)
        made.expect(line, expected(line))
        return f"{line.key} {line.figure_heading}: {text!r}"

    add(name, Stage.CELLS, work)


for form in FORMS:
    typed_as(*form)


def percent_text(made: Filled) -> str:
    """A percentage given alone as the text 53.9 %."""
    line = made.pick(lambda one: one.kind is Kind.PERCENTAGE)
    value = round(line.stand.value or 0, 1)
    take_parts_away(made, line)
    made.type_text(line, "Value", f"{value} %" if made.rng.random() < 0.5 else f"{value}%")
    made.expect(line, changed(Stand(value=value)))
    return f"{line.key} Value: {value}%"


def take_parts_away(made: Filled, line: Line) -> None:
    """Empties the cells of numerator and denominator."""
    made.put(line, "Numerator", None)
    made.put(line, "Denominator", None)


def blank_text(made: Filled) -> str:
    """Nothing to be seen in the cell: blanks, a no-break space, or a space of no width."""
    line = made.pick(lambda one: not one.of_parts)
    text = made.rng.choice((" ", "   ", "\u00a0", "\u200b", "\ufeff", "\n", "\t"))
    made.type_text(line, "Value", text)
    made.expect(line, read_or_named(UNREAD, ABSENT))
    return f"{line.key} Value: {text!r}"


def european_thousands(made: Filled) -> str:
    """1.234 for 1,234: read as the 1.234 it says, with a question, or named; never as 1234."""
    line = made.pick(lambda one: is_thousands(one) and not one.of_parts)
    text = grouped(".")(float(line.typed["Value"]))
    made.type_text(line, "Value", text)
    made.expect(line, Expected((Stand(value=float(text)),), frozenset(UNREAD.split()), must_be_named=True))
    return f"{line.key} Value: {text!r}"


def percent_in_a_part(made: Filled) -> str:
    """A percent sign on a numerator or denominator: named."""
    line = made.pick(lambda one: one.of_parts)
    heading = made.rng.choice(("Numerator", "Denominator"))
    made.type_text(line, heading, f"{spelled(float(line.typed[heading]))}%")
    made.expect(line, named(UNREAD, heading))
    return f"{line.key} {heading}: with %"


def text_of_a_program(made: Filled) -> str:
    """A number kept as a formula's text where there is no formula (t="str")."""
    line = made.pick(is_number)
    heading = line.figure_heading
    made.put(line, heading, spelled(float(line.typed[heading])), "str")
    made.expect(line, reads(line))
    return f"{line.key} {heading}: t=str"


add("text: 1.234", Stage.CELLS, european_thousands)
add("text: % of a part", Stage.CELLS, percent_in_a_part)
add("text: of a program", Stage.CELLS, text_of_a_program)
add("text: 12%", Stage.CELLS, percent_text)
add("text: only blanks", Stage.CELLS, blank_text)
