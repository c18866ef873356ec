"""What says which row and column is which: refs, names, areas, periods and headings, mistyped and changed."""

from __future__ import annotations

from tests.stress.book import NotHere
from tests.stress.expected import Expected
from tests.stress.expected import changed
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.expected import same
from tests.stress.filled import HEAD_ROW
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator

LOOKALIKES = str.maketrans("aceopxy", "асеорху")
"""Latin letters as their Cyrillic doubles."""


def relabel(made: Filled, line: Line, heading: str, text: str) -> None:
    """Write another label."""
    made.book.write_text(made.sheet_name, line.row, made.columns[heading], text)


@operator(Stage.LABELS)
def ref_with_blanks(made: Filled) -> str:
    """Blanks about a ref, or other case: the same ref."""
    line = made.pick()
    text = made.rng.choice((f" {line.key[0]} ", line.key[0].upper(), f"{line.key[0]}\u00a0", line.key[0].title()))
    relabel(made, line, "Ref", text)
    made.expect(line, same(line.stand))
    return f"{line.key} Ref: {text!r}"


@operator(Stage.LABELS)
def ref_mistyped(made: Filled) -> str:
    """A ref that is nobody's: the row is named, and its figure is not taken for another's."""
    line = made.pick()
    text = made.rng.choice((line.key[0] + "x", line.key[0][:-1], "M07", "?", line.key[0][::-1] + "q"))
    relabel(made, line, "Ref", text)
    made.expect(line, read_or_named("STR", line.stand))
    return f"{line.key} Ref: {text!r}"


@operator(Stage.LABELS)
def ref_of_lookalikes(made: Filled) -> str:
    """A ref in letters that only look the same: read, or named."""
    line = made.pick()
    text = line.key[0].translate(LOOKALIKES)
    relabel(made, line, "Ref", text)
    made.expect(line, read_or_named("STR", line.stand))
    return f"{line.key} Ref: lookalikes"


@operator(Stage.LABELS)
def ref_blank(made: Filled) -> str:
    """A row without its ref: read by its name, or named."""
    line = made.pick()
    made.put(line, "Ref", None)
    made.expect(line, read_or_named("STR", line.stand))
    return f"{line.key} Ref: blank"


@operator(Stage.LABELS)
def refs_swapped(made: Filled) -> str:
    """Two refs in each other's place while the names stay: the row says two things, so it is named."""
    one = made.pick(lambda line: not line.key[1])
    other = made.pick(lambda line: not line.key[1] and line.key[0] != one.key[0])
    relabel(made, one, "Ref", other.key[0])
    relabel(made, other, "Ref", one.key[0])
    for line in (one, other):
        made.expect(line, named("STR CEL VAL NUM"))
    return f"{one.key} and {other.key}: refs swapped"


@operator(Stage.LABELS)
def name_mistyped(made: Filled) -> str:
    """A measure's name changed a little: the ref still says which it is; the change may be asked about."""
    line = made.pick()
    cell = made.sheet.cell(line.row, made.columns["Measure"])
    text = made.rng.choice((made.book.text(cell).lower(), made.book.text(cell) + " ", made.book.text(cell).upper()))
    relabel(made, line, "Measure", text)
    made.expect(line, same(line.stand))
    return f"{line.key} Measure: {text!r}"


@operator(Stage.LABELS)
def name_of_something_else(made: Filled) -> str:
    """A measure's name changed to other words while its ref stands: named, whether or not the figure is taken."""
    line = made.pick()
    text = made.rng.choice(("Days lost to illness", "Complaints upheld", "Total spend"))
    relabel(made, line, "Measure", text)
    made.expect(line, Expected((line.stand,), frozenset({"STR"}), must_be_named=True, remarks=True))
    return f"{line.key} Measure: {text!r}"


@operator(Stage.LABELS)
def label_blank(made: Filled) -> str:
    """A row without its area, period or name: read by what is left, or named."""
    line = made.pick()
    heading = made.rng.choice(("Area", "Period", "Measure") if line.key[1] else ("Period", "Measure"))
    made.put(line, heading, None)
    made.expect(line, read_or_named("STR", line.stand))
    return f"{line.key} {heading}: blank"


@operator(Stage.LABELS)
def labels_merged(made: Filled) -> str:
    """Ref and name merged over the areas of a measure, so that only its first row has them: read, or named."""
    lines = [line for line in made.lines if line.key[0] in ("sat", "burg")]
    if any(line.key in made.claims for line in lines):
        raise NotHere
    for line in lines:
        made.claims[line.key] = made.now
        made.expect(line, read_or_named("STR CEL", line.stand))
    for line in lines[1:]:
        made.put(line, "Ref", None)
        made.put(line, "Measure", None)
    return f"{lines[0].key[0]}: labels merged"


@operator(Stage.LABELS)
def ref_and_name_of_another(made: Filled) -> str:
    """Ref and name of one row both changed to another's: two rows say the same, so both are named."""
    one = made.pick(lambda line: not line.key[1] and line.key[0] != "calls")
    other = made.pick(lambda line: not line.key[1] and line.key[0] != "calls")
    relabel(made, one, "Ref", other.key[0])
    relabel(made, one, "Measure", made.book.text(made.sheet.cell(other.row, made.columns["Measure"])))
    for line in (one, other):
        made.expect(line, named("STR"))
    return f"{one.key}: labelled as {other.key}"


@operator(Stage.LABELS)
def area_in_other_words(made: Filled) -> str:
    """An area by its other name or in other case: the same area."""
    line = made.pick(lambda one: bool(one.key[1]))
    text = made.rng.choice((line.key[1].upper(), f" {line.key[1]} ", line.key[1].split()[0]))
    relabel(made, line, "Area", text)
    made.expect(line, same(line.stand))
    return f"{line.key} Area: {text!r}"


@operator(Stage.LABELS)
def area_unknown(made: Filled) -> str:
    """An area that nobody knows: the row is named."""
    line = made.pick(lambda one: bool(one.key[1]))
    text = made.rng.choice(("Central Division", "Nroth Divsion", "Total"))
    relabel(made, line, "Area", text)
    made.expect(line, named("STR CEL"))
    return f"{line.key} Area: {text!r}"


@operator(Stage.LABELS)
def area_of_the_next_row(made: Filled) -> str:
    """Two rows say the same area: both are named, and neither figure is taken."""
    one = made.pick(lambda line: bool(line.key[1]))
    other = made.pick(lambda line: line.key[0] == one.key[0])
    relabel(made, one, "Area", other.key[1])
    for line in (one, other):
        made.expect(line, named("STR CEL"))
    return f"{one.key} Area: as {other.key}"


@operator(Stage.LABELS)
def areas_swapped(made: Filled) -> str:
    """Two areas' names in each other's place, as a sort of the names alone leaves them: the label decides."""
    one = made.pick(lambda line: bool(line.key[1]))
    other = made.pick(lambda line: line.key[0] == one.key[0])
    relabel(made, one, "Area", other.key[1])
    relabel(made, other, "Area", one.key[1])
    made.expect(one, read_or_named("STR CEL VAL", other.stand))
    made.expect(other, read_or_named("STR CEL VAL", one.stand))
    return f"{one.key} and {other.key}: areas swapped"


@operator(Stage.LABELS)
def period_of_another_quarter(made: Filled) -> str:
    """A row that says another period than was asked: named, never taken for this one."""
    line = made.pick()
    text = made.rng.choice(("2022-23 Q2", "2021-22 Q3", "Q3 2022", "soon"))
    relabel(made, line, "Period", text)
    made.expect(line, named("STR CEL RET NUM"))
    return f"{line.key} Period: {text!r}"


@operator(Stage.LABELS)
def months_swapped(made: Filled) -> str:
    """Two months' names in each other's place: the label decides."""
    one = made.pick(lambda line: line.key[0] == "calls")
    other = made.pick(lambda line: line.key[0] == "calls")
    relabel(made, one, "Period", other.key[2])
    relabel(made, other, "Period", one.key[2])
    made.expect(one, changed(other.stand))
    made.expect(other, changed(one.stand))
    return f"{one.key} and {other.key}: months swapped"


@operator(Stage.LABELS)
def heading_in_other_case(made: Filled) -> str:
    """Headings in other case, with blanks or a line break: the same headings."""
    heading = made.rng.choice(("Ref", "Numerator", "Denominator", "Value", "Area", "Period", "Commentary"))
    text = made.rng.choice((heading.upper(), f" {heading} ", f"{heading}\u00a0", heading.lower()))
    made.book.write_text(made.sheet_name, HEAD_ROW, made.columns[heading], text)
    return f"heading {text!r}"


@operator(Stage.LABELS)
def heading_mistyped(made: Filled) -> str:
    """A heading that says something else: what stands under it is read surely, or named; never dropped in silence."""
    heading = made.rng.choice(("Ref", "Numerator", "Denominator", "Value", "Area", "Period"))
    text = made.rng.choice((heading[:-1], f"{heading} (actual)", heading.translate(LOOKALIKES), "Column1"))
    made.book.write_text(made.sheet_name, HEAD_ROW, made.columns[heading], text)
    made.end("STR", or_read=True)
    return f"heading {heading} is {text!r}"


@operator(Stage.LABELS)
def headings_swapped(made: Filled) -> str:
    """Numerator and denominator headings in each other's place over a percentage: named by its arithmetic."""
    if any(line.of_parts and line.key in made.claims for line in made.lines):
        raise NotHere
    for heading, other in (("Numerator", "Denominator"), ("Denominator", "Numerator")):
        made.book.write_text(made.sheet_name, HEAD_ROW, made.columns[heading], other)
    for line in made.lines:
        if line.of_parts:
            made.claims[line.key] = made.now
            above, below = line.stand.denominator, line.stand.numerator
            swapped = Expected((), frozenset({"VAL", "STR", "CEL", "NUM"}))
            if line.unit != "%" and above and below:
                stand = type(line.stand)(above, below, above * line.multiplier / below)
                swapped = read_or_named("VAL STR CEL NUM", stand)
            made.expect(line, swapped)
    made.end("STR", or_read=True)
    return "headings of numerator and denominator swapped"
