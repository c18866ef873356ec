"""Marks for an absence instead of a figure, blanks, and words that are no mark."""

from __future__ import annotations

from tests.stress.expected import ABSENT
from tests.stress.expected import NO_DATA
from tests.stress.expected import Expected
from tests.stress.expected import Stand
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import add
from tests.stress.operators.registry import operator

NOT_APPLICABLE = ("Not applicable",)
MARKS: dict[str, tuple[str, ...]] = {
    "n/a": NOT_APPLICABLE,
    "N/A": NOT_APPLICABLE,
    " n/a ": NOT_APPLICABLE,
    "z": NOT_APPLICABLE,
    "[z]": NOT_APPLICABLE,
    "*": ("Suppressed",),
    "c": ("Withheld",),
    "[c]": ("Withheld",),
    "x": NO_DATA,
    "[x]": NO_DATA,
    "..": NO_DATA,
    "-": NO_DATA,
    "–": NO_DATA,
}
SAID = frozenset({"CEL", "NUM", "VAL"})
NO_MARKS = (
    "TBC",
    "tbc",
    "nil",
    "none",
    "null",
    "NaN",
    "pending",
    "see comment",
    "as last quarter",
    "?",
    "#N/A",
    "0 / 0",
)


def marked(mark: str, markers: tuple[str, ...]) -> None:
    """Lists the operator that types a mark in the place of a value."""

    def work(made: Filled) -> str:
        line = made.pick(lambda one: not one.of_parts)
        made.type_text(line, "Value", mark)
        made.expect(line, Expected((Stand(markers=markers),), SAID, remarks=True))
        return f"{line.key} Value: {mark!r}"

    add(f"mark: {mark}", Stage.CELLS, work)


for mark, markers in MARKS.items():
    marked(mark, markers)


def empty(made: Filled, line: Line) -> None:
    """Empties the figure's cells; the formula of the value then says nothing."""
    for heading in line.typed:
        made.put(line, heading, None)
    if line.of_parts:
        made.put(line, "Value", "", "str", made.sheet_formula(line, "Value"))


@operator(Stage.CELLS)
def mark_low(made: Filled) -> str:
    """`low` is nought with the mark."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    made.type_text(line, "Value", "low")
    made.expect(line, read_or_named("CEL NUM VAL", Stand(value=0.0), Stand(value=0.0, markers=("low",))))
    return f"{line.key} Value: 'low'"


@operator(Stage.CELLS)
def mark_withdrawn(made: Filled) -> str:
    """`withdrawn` takes back what was sent before: no figure stands."""
    line = made.pick(lambda one: not one.of_parts)
    made.type_text(line, "Value", "withdrawn")
    made.expect(line, read_or_named("CEL NUM VAL RET", Stand(markers=("", "No data", "withdrawn"))))
    return f"{line.key} Value: 'withdrawn'"


@operator(Stage.CELLS)
def mark_below_five(made: Filled) -> str:
    """`<5` is a suppressed figure, or a word that is named; never five and never nought."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    made.type_text(line, "Value", "<5")
    made.expect(line, read_or_named("CEL NUM VAL", Stand(markers=("Suppressed",))))
    return f"{line.key} Value: '<5'"


@operator(Stage.CELLS)
def mark_over_parts(made: Filled) -> str:
    """A mark typed over the value's formula, with the parts left empty."""
    line = made.pick(lambda one: one.of_parts)
    empty(made, line)
    mark, markers = made.rng.choice(tuple(MARKS.items()))
    made.type_text(line, "Value", mark)
    made.expect(line, Expected((Stand(markers=markers),), SAID, remarks=True))
    return f"{line.key} Value: {mark!r}, parts empty"


@operator(Stage.CELLS)
def mark_beside_parts(made: Filled) -> str:
    """A mark over the formula while both parts are given: two answers, so it is named."""
    line = made.pick(lambda one: one.of_parts)
    mark = made.rng.choice(("n/a", "*", "x", "c"))
    made.type_text(line, "Value", mark)
    made.expect(line, named("VAL CEL NUM", "Value", "Numerator", "Denominator"))
    return f"{line.key} Value: {mark!r}, parts kept"


@operator(Stage.CELLS)
def mark_in_a_part(made: Filled) -> str:
    """A mark in the numerator while the denominator stands: no figure; the word or the row is named."""
    line = made.pick(lambda one: one.of_parts)
    mark, markers = made.rng.choice(tuple(MARKS.items()))
    made.type_text(line, "Numerator", mark)
    made.put(line, "Value", "", "str", made.sheet_formula(line, "Value"))
    bare = Stand(denominator=line.stand.denominator, markers=markers)
    made.expect(line, read_or_named("VAL CEL NUM", Stand(markers=markers), bare))
    return f"{line.key} Numerator: {mark!r}"


@operator(Stage.CELLS)
def words_that_are_no_mark(made: Filled) -> str:
    """TBC, nil, null and the like are no marks: the cell is named, and nothing becomes nought."""
    line = made.pick()
    word = made.rng.choice(NO_MARKS)
    made.type_text(line, line.figure_heading, word)
    made.expect(line, named("CEL NUM VAL", line.figure_heading))
    return f"{line.key} {line.figure_heading}: {word!r}"


@operator(Stage.CELLS)
def row_left_blank(made: Filled) -> str:
    """Nothing typed in a row: no data."""
    line = made.pick()
    empty(made, line)
    made.expect(line, read_or_named("CEL VAL STR RET", ABSENT))
    return f"{line.key} blank"


@operator(Stage.CELLS)
def return_left_blank(made: Filled) -> str:
    """Nothing typed at all: no figure anywhere, and nobody reads nought."""
    for line in made.lines:
        if line.key in made.claims:
            continue
        made.claims[line.key] = made.now
        empty(made, line)
        made.expect(line, read_or_named("CEL VAL STR RET", ABSENT))
    made.file_remarks |= {"RET", "STR", "VAL"}
    return "all rows blank"


@operator(Stage.CELLS)
def one_part_blank(made: Filled) -> str:
    """Numerator or denominator missing: no figure, and the row named; the saved value is not read as one."""
    line = made.pick(lambda one: one.of_parts)
    heading = made.rng.choice(("Numerator", "Denominator"))
    made.put(line, heading, None)
    stale = made.rng.random() < 0.5
    if not stale:
        made.put(line, "Value", "", "str", made.sheet_formula(line, "Value"))
    made.expect(line, named("VAL CEL NUM", "Numerator", "Denominator", "Value"))
    return f"{line.key} {heading} blank, {'stale' if stale else 'fresh'} value"
