"""Error cells of every name, typed in, computed, or in our own formulas."""

from __future__ import annotations

from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.filled import Filled
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import add
from tests.stress.operators.registry import operator

CLASSIC = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
MODERN = (
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#GETTING_DATA",
    "#CONNECT!",
    "#BLOCKED!",
    "#BUSY!",
    "#PYTHON!",
    "#TIMEOUT!",
    "#EXTERNAL!",
    "#UNKNOWN!",
    "#OOPS!",
)


def error_of(name: str) -> None:
    """Lists the operator that leaves an error in a figure's cell."""

    def work(made: Filled) -> str:
        line = made.pick()
        heading = made.rng.choice(tuple(line.typed))
        formula = made.rng.choice((None, "A1/0", "VLOOKUP(1,A1:B2,9)"))
        made.put(line, heading, name, "e", formula)
        made.expect(line, named("CEL", heading))
        return f"{line.key} {heading}: {name} of {formula!r}"

    add(f"error: {name}", Stage.CELLS, work)


for name in CLASSIC + MODERN:
    error_of(name)


@operator(Stage.CELLS)
def error_in_our_formula(made: Filled) -> str:
    """Our own value formula shows an error while both parts stand: the parts are the figure."""
    line = made.pick(lambda one: one.of_parts)
    made.put(line, "Value", made.rng.choice(CLASSIC), "e", made.sheet_formula(line, "Value"))
    made.expect(line, read_or_named("CEL VAL", line.stand))
    return f"{line.key} Value: an error of our own formula"


@operator(Stage.CELLS)
def error_in_commentary(made: Filled) -> str:
    """An error in a cell that is no figure costs no figure."""
    line = made.pick()
    made.put(line, "Commentary", "#REF!", "e")
    made.expect(line, read_or_named("", line.stand))
    return f"{line.key} Commentary: #REF!"


@operator(Stage.CELLS)
def error_outside_the_table(made: Filled) -> str:
    """A modern error in an unused cell costs nothing: it does not take the sheet with it."""
    made.sheet.put(made.lines[0].row, max(made.columns.values()) + 3, made.rng.choice(MODERN), "e")
    return "an error beside the table"
