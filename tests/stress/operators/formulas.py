"""Figures overtyped by formulas, with and without a saved value."""

from __future__ import annotations

from tests.stress.expected import ABSENT
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.expected import same
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.filled import spelled
from tests.stress.markup import address
from tests.stress.markup import tag
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator


def number_of(made: Filled) -> tuple[Line, str, float]:
    """A row of a number, one of the cells typed, and what stands there."""
    line = made.pick(lambda one: one.is_number)
    heading = made.rng.choice(tuple(line.typed))
    return line, heading, float(line.typed[heading])


@operator(Stage.CELLS)
def formula_with_saved_value(made: Filled) -> str:
    """A formula that says the same as the number."""
    line, heading, number = number_of(made)
    made.put(line, heading, spelled(number), formula=f"{spelled(number)}-0")
    made.expect(line, same(line.stand))
    return f"{line.key} {heading}: a formula"


@operator(Stage.CELLS)
def formula_without_saved_value(made: Filled) -> str:
    """A formula nobody has worked out: named, never a blank and never nought."""
    line, heading, number = number_of(made)
    empty = made.rng.choice((None, ""))
    made.put(line, heading, empty, formula=f"{spelled(number)}-0")
    made.expect(line, named("CEL", heading))
    return f"{line.key} {heading}: a formula without a saved value ({empty!r})"


@operator(Stage.CELLS)
def array_formula(made: Filled) -> str:
    """An array formula with its saved value."""
    line, heading, number = number_of(made)
    made.put(line, heading, spelled(number), formula=f"SUM({spelled(number)}*{{1}})")
    cell = made.sheet.cell(line.row, made.columns[heading])
    formula = cell.find(tag("f"))
    assert formula is not None
    formula.attrib.update({"t": "array", "ref": address(line.row, made.columns[heading])})
    made.expect(line, same(line.stand))
    return f"{line.key} {heading}: an array formula"


@operator(Stage.CELLS)
def shared_formula(made: Filled) -> str:
    """A formula shared with another cell, of which only the number is written here."""
    line, heading, number = number_of(made)
    made.put(line, heading, spelled(number), formula="")
    formula = made.sheet.cell(line.row, made.columns[heading]).find(tag("f"))
    assert formula is not None
    formula.attrib.update({"t": "shared", "si": "7"})
    made.expect(line, same(line.stand))
    return f"{line.key} {heading}: a shared formula"


@operator(Stage.CELLS)
def formula_of_text(made: Filled) -> str:
    """A formula whose saved value is the number as text."""
    line, heading, number = number_of(made)
    made.put(line, heading, spelled(number), "str", f'TEXT({spelled(number)},"0.0")')
    made.expect(line, read_or_named("CEL NUM", line.stand, headings=(heading,)))
    return f"{line.key} {heading}: a formula of text"


@operator(Stage.CELLS)
def formula_of_nothing(made: Filled) -> str:
    """A formula whose saved value is an empty text, such as IF(A1="","",A1)."""
    line, heading, _number = number_of(made)
    made.put(line, heading, "", "str", 'IF(1=1,"",1)')
    alone = (ABSENT,) if not line.of_parts else ()
    made.expect(line, read_or_named("CEL NUM VAL", *alone))
    return f"{line.key} {heading}: a formula of nothing"


@operator(Stage.CELLS)
def formula_of_true(made: Filled) -> str:
    """A formula whose saved value is TRUE where a number is asked: named, not one."""
    line, heading, _number = number_of(made)
    made.put(line, heading, "1", "b", "1=1")
    made.expect(line, named("CEL NUM", heading))
    return f"{line.key} {heading}: a formula of TRUE"


@operator(Stage.CELLS)
def formula_to_another_workbook(made: Filled) -> str:
    """A formula that points to another workbook: its saved value stands, and may be remarked on."""
    line, heading, number = number_of(made)
    made.put(line, heading, spelled(number), formula="'[1]Sheet1'!$A$1")
    made.expect(line, read_or_named("SEC CEL", line.stand))
    made.file_remarks |= {"SEC"}
    return f"{line.key} {heading}: a formula to another workbook"


@operator(Stage.CELLS)
def hyperlink_formula(made: Filled) -> str:
    """WEBSERVICE and the like in a figure's cell: the saved value stands, or it is named; nothing is followed."""
    line, heading, number = number_of(made)
    made.put(line, heading, spelled(number), formula='WEBSERVICE("http://127.0.0.1:9/x")')
    made.expect(line, read_or_named("SEC CEL", line.stand))
    made.file_remarks |= {"SEC"}
    return f"{line.key} {heading}: a formula that calls out"


@operator(Stage.CELLS)
def our_formulas_without_saved_values(made: Filled) -> str:
    """Our own formulas saved by a program that works nothing out: the figures stand as typed."""
    not_ours = {str(line.row) for line in made.lines if line.key in made.claims}
    for row in made.sheet.rows():
        for cell in () if row.get("r") in not_ours else row:
            value = cell.find(tag("v"))
            if cell.find(tag("f")) is not None and value is not None and cell.get("r", "")[0] in "AKL":
                cell.remove(value)
                cell.attrib.pop("t", None)
    return "no saved values in our own formulas"


@operator(Stage.CELLS)
def our_formula_stale(made: Filled) -> str:
    """Our own value formula shows an old answer: it is never read back, the parts are the figure."""
    line = made.pick(lambda one: one.of_parts)
    made.put(line, "Value", "12.5", formula=made.sheet_formula(line, "Value"))
    made.expect(line, read_or_named("VAL CEL", line.stand))
    return f"{line.key} Value: a stale answer of our own formula"


@operator(Stage.CELLS)
def rating_overtyped(made: Filled) -> str:
    """Words typed over the rating change no figure."""
    line = made.pick()
    made.type_text(line, "Rating", "Green!")
    made.expect(line, read_or_named("", line.stand))
    return f"{line.key} Rating: overtyped"
