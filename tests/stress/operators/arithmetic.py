"""Numbers that cannot all be true: parts against value, denominators of nought, figures in each other's place."""

from __future__ import annotations

from dataclasses import replace

from pmxl.terms import Kind
from tests.stress.book import NotHere
from tests.stress.expected import Expected
from tests.stress.expected import Stand
from tests.stress.expected import changed
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.expected import same
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.filled import spelled
from tests.stress.filled import type_parts
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator

ROW = ("Numerator", "Denominator", "Value")


@operator(Stage.CELLS)
def denominator_nought(made: Filled) -> str:
    """Something over nought is named."""
    line = made.pick(lambda one: one.of_parts)
    type_parts(made, line, float(line.typed["Numerator"]), 0.0)
    made.expect(line, named("VAL NUM CEL", *ROW))
    return f"{line.key} Denominator: 0"


@operator(Stage.CELLS)
def nought_over_nought(made: Filled) -> str:
    """Nought over nought is no rate; its parts may stand."""
    line = made.pick(lambda one: one.of_parts)
    type_parts(made, line, 0.0, 0.0)
    made.expect(line, read_or_named("VAL NUM CEL", Stand(0.0, 0.0, None, ("", "No data", "Not applicable"))))
    return f"{line.key}: 0 over 0"


@operator(Stage.CELLS)
def denominator_below_nought(made: Filled) -> str:
    """A denominator below nought is named."""
    line = made.pick(lambda one: one.of_parts)
    type_parts(made, line, float(line.typed["Numerator"]), -float(line.typed["Denominator"]))
    made.expect(line, named("VAL NUM CEL", *ROW))
    return f"{line.key} Denominator: below nought"


@operator(Stage.CELLS)
def numerator_above_denominator(made: Filled) -> str:
    """Numerator and denominator of a percentage in each other's place: named."""
    line = made.pick(lambda one: one.kind is Kind.PERCENTAGE)
    type_parts(made, line, float(line.typed["Denominator"]), float(line.typed["Numerator"]))
    made.expect(line, named("VAL NUM CEL", *ROW))
    return f"{line.key}: parts swapped"


@operator(Stage.CELLS)
def value_against_parts(made: Filled) -> str:
    """Another value typed over the formula while the parts stand: held."""
    line = made.pick(lambda one: one.of_parts)
    value = round((line.stand.value or 0) * made.rng.choice((1.1, 0.9, 10, 0.01)), 4)
    made.put(line, "Value", spelled(value))
    made.expect(line, named("VAL NUM CEL", *ROW))
    return f"{line.key} Value: {value} against {line.stand.value}"


@operator(Stage.CELLS)
def value_beside_parts(made: Filled) -> str:
    """The same value typed over the formula, as published: it agrees."""
    line = made.pick(lambda one: one.of_parts)
    value = round(line.stand.value or 0, 6)
    made.put(line, "Value", spelled(value))
    made.expect(line, Expected((line.stand, replace(line.stand, value=value))))
    return f"{line.key} Value: {value} beside its parts"


@operator(Stage.CELLS)
def part_off_by_one(made: Filled) -> str:
    """A numerator one higher: nothing can tell, so it is what stands."""
    line = made.pick(lambda one: one.of_parts)
    type_parts(made, line, float(line.typed["Numerator"]) + 1, float(line.typed["Denominator"]))
    made.expect(line, changed(line.stand))
    return f"{line.key} Numerator: one more"


@operator(Stage.CELLS)
def below_nought(made: Filled) -> str:
    """A count below nought cannot be; money can."""
    line = made.pick(lambda one: one.kind in (Kind.COUNT, Kind.MONEY))
    value = -(line.stand.value or 0)
    made.put(line, "Value", spelled(value))
    named_ = named("VAL NUM CEL", "Value")
    made.expect(line, named_ if line.kind is Kind.COUNT else changed(Stand(value=value)))
    return f"{line.key} Value: {value}"


@operator(Stage.CELLS)
def nought(made: Filled) -> str:
    """Nought means nought: kept as it stands, with a question where it never was."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    made.put(line, "Value", made.rng.choice(("0", "-0", "0.0")))
    made.expect(line, changed(Stand(value=0.0)))
    return f"{line.key} Value: 0"


@operator(Stage.CELLS)
def two_figures_swapped(made: Filled) -> str:
    """Two figures typed in each other's row: what stands is what stands, unless a check sees it."""
    one = made.pick(lambda line: line.is_number and not line.of_parts)
    other = made.pick(lambda line: line.is_number and not line.of_parts)
    first, second = one.stand, other.stand
    for line, stand in ((one, second), (other, first)):
        made.put(line, "Value", spelled(stand.value or 0))
        made.expect(line, changed(stand))
    return f"{one.key} and {other.key} swapped"


@operator(Stage.CELLS)
def figure_in_the_wrong_column(made: Filled) -> str:
    """A value typed under Commentary: the row has no figure and says so, or is blank."""
    line = made.pick(lambda one: one.is_number and not one.of_parts)
    made.put(line, "Value", None)
    made.put(line, "Commentary", spelled(line.stand.value or 0))
    made.expect(line, read_or_named("VAL CEL NUM STR RET", Stand(markers=("", "No data"))))
    return f"{line.key}: figure under Commentary"


@operator(Stage.CELLS)
def figure_where_none_is_asked(made: Filled) -> str:
    """A numerator typed in a row that asks for a value alone: the value stands, the rest may be named."""
    line = made.pick(lambda one: one.kind in (Kind.COUNT, Kind.MONEY))
    made.put(line, "Numerator", "5")
    with_part = replace(line.stand, numerator=5.0)
    made.expect(line, read_or_named("VAL CEL NUM STR", line.stand, with_part))
    return f"{line.key} Numerator: 5 where none is asked"


@operator(Stage.CELLS)
def block_shifted_down(made: Filled) -> str:
    """Values pasted one row too low among rows of one measure: what stands is what stands."""
    runs = _neighbours(made)
    if not runs:
        raise NotHere
    one, other = made.rng.choice(runs)
    for line in (one, other):
        made.claims[line.key] = made.now
    made.put(one, "Value", None)
    made.put(other, "Value", spelled(one.stand.value or 0))
    made.expect(one, read_or_named("VAL CEL NUM STR RET", Stand(markers=("", "No data"))))
    made.expect(other, changed(one.stand))
    return f"{one.key} moved down to {other.key}"


def _neighbours(made: Filled) -> list[tuple[Line, Line]]:
    """Rows of a value alone that stand one below the other and are untouched."""
    pairs = zip(made.lines, made.lines[1:], strict=False)
    return [
        (one, other)
        for one, other in pairs
        if one.key[0] == other.key[0] and not one.of_parts and {one.key, other.key}.isdisjoint(made.claims)
    ]


@operator(Stage.CELLS)
def commentary_and_marks(made: Filled) -> str:
    """Commentary, marks for quality and `provisional` change no figure."""
    line = made.pick()
    made.type_text(line, "Commentary", "As planned; the team meets again on 12 January.")
    made.put(line, "Accuracy", "3")
    made.type_text(line, "Provisional", "Yes")
    made.expect(line, same(line.stand))
    return f"{line.key}: commentary, marks, provisional"


@operator(Stage.CELLS)
def marks_out_of_range(made: Filled) -> str:
    """A mark for quality that is none is named; the figure stands."""
    line = made.pick()
    made.put(line, "Accuracy", made.rng.choice(("5", "0", "2.5", "-1")))
    made.expect(line, read_or_named("VAL CEL NUM", line.stand))
    return f"{line.key} Accuracy: no mark"


@operator(Stage.CELLS)
def endless_commentary(made: Filled) -> str:
    """More text than a cell can hold costs no figure."""
    line = made.pick()
    made.type_text(line, "Commentary", "so it went " * 4000)
    cut = frozenset({"CEL", "VAL", "STR"})
    made.expect(line, Expected((line.stand,), cut, ("Commentary",), must_be_named=True, remarks=True))
    return f"{line.key} Commentary: 44,000 characters"


@operator(Stage.CELLS)
def strange_characters_in_commentary(made: Filled) -> str:
    """Escapes, right-to-left marks, emoji and formulas as text cost no figure."""
    line = made.pick()
    text = made.rng.choice(
        ("_x000D_ end", "\u202eright to left", "🙂 fine", "=1+1", "@SUM(A1)", "-", "_x0041_", "a\tb")
    )
    made.type_text(line, "Commentary", text)
    made.expect(line, read_or_named("CEL VAL", line.stand))
    return f"{line.key} Commentary: {text!r}"
