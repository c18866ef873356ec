"""Columns moved, inserted, deleted, doubled and hidden."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tests.stress.book import NotHere
from tests.stress.expected import also
from tests.stress.expected import named
from tests.stress.filled import HEAD_ROW
from tests.stress.filled import Filled
from tests.stress.filled import Headings
from tests.stress.filled import spelled
from tests.stress.markup import moved_formula
from tests.stress.markup import tag
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.operators.rows import has_cover
from tests.stress.sheet import stay

OPTIONAL = ("Commentary", "Accuracy", "Definition", "Target", "Last figure", "Rating", "Provisional", "Unit")


def move_columns(made: Filled, where: object) -> None:
    """Moves columns and what is known of them; the cover's references follow."""
    assert callable(where)
    made.sheet.move(columns=where)
    made.columns = Headings({heading: where(column) for heading, column in made.columns.items() if where(column)})
    for row in made.book.sheet("Cover").rows() if has_cover(made) else ():
        for formula in row.iter(tag("f")):
            formula.text = moved_formula(formula.text or "", stay, where, made.sheet_name)


@operator(Stage.COLUMNS)
def column_inserted(made: Filled) -> str:
    """A blank column, or one of the partner's own, among ours."""
    at = made.rng.randint(1, max(made.columns.values()))
    move_columns(made, lambda column: column + (column >= at))
    if made.rng.random() < 0.5:
        made.book.write_text(made.sheet_name, _head(made), at, "Our own note")
        for line in made.lines:
            if line.row:
                made.sheet.put(line.row, at, "999")
        made.file_remarks |= {"STR"}
    return f"a column inserted at {at}"


def _head(made: Filled) -> int:
    """The row of the headings, wherever it has moved."""
    for row in made.sheet.rows():
        for cell in row:
            if made.book.text(cell).strip().casefold() in ("measure", "definition"):
                return int(row.get("r", "0"))
    return HEAD_ROW


@operator(Stage.COLUMNS)
def column_deleted_that_is_not_needed(made: Filled) -> str:
    """A column without figures deleted."""
    heading = made.rng.choice(OPTIONAL)
    gone = made.columns[heading]
    move_columns(made, lambda column: None if column == gone else column - (column > gone))
    made.file_remarks |= {"STR"}
    return f"column {heading} deleted"


@operator(Stage.COLUMNS)
def column_deleted_that_is_needed(made: Filled) -> str:
    """A column of figures or labels deleted: the file or its rows are named; no figure is found elsewhere."""
    heading = made.rng.choice(("Value", "Numerator", "Denominator", "Ref"))
    gone = made.columns[heading]
    for line in made.lines:
        if heading in line.typed and line.key not in made.claims:
            made.claims[line.key] = made.now
            made.expect(line, named("STR VAL CEL RET"))
        else:
            made.expect(line, also(made.expected[line.key], "STR VAL CEL NUM RET"))
    move_columns(made, lambda column: None if column == gone else column - (column > gone))
    made.end("STR", or_read=True)
    return f"column {heading} deleted"


@operator(Stage.COLUMNS)
def columns_moved(made: Filled) -> str:
    """Columns in another order, headings and figures together."""
    columns = sorted(made.columns.values())
    order = columns[:]
    made.rng.shuffle(order)
    where = dict(zip(columns, order, strict=True))
    move_columns(made, lambda column: where.get(column, column))
    return "columns in another order"


@operator(Stage.COLUMNS)
def two_columns_swapped(made: Filled) -> str:
    """Two columns in each other's place."""
    one, other = made.rng.sample(sorted(made.columns.values()), 2)
    move_columns(made, lambda column: {one: other, other: one}.get(column, column))
    return f"columns {one} and {other} swapped"


@operator(Stage.COLUMNS)
def column_doubled(made: Filled) -> str:
    """A column of figures twice, with other figures: named, neither is chosen in silence."""
    heading = made.rng.choice(("Value", "Numerator"))
    if made.whole is not None:  # its own heading may have been taken away
        raise NotHere
    at = max(made.columns.values()) + 1
    made.book.write_text(made.sheet_name, _head(made), at, heading)
    for line in made.lines:
        if line.row and heading in line.typed:
            if line.is_number:
                made.sheet.put(line.row, at, spelled(float(line.typed[heading]) + 1))
            fresh = line.key not in made.claims and line.is_number
            made.claims.setdefault(line.key, made.now)
            made.expect(line, named("STR") if fresh else also(made.expected[line.key], "STR"))
    made.end("STR", or_read=True)
    return f"column {heading} twice"


@operator(Stage.COLUMNS)
def columns_hidden(made: Filled) -> str:
    """Hidden columns are read; a Note says so."""
    for cols in made.sheet.root.findall(tag("cols")):
        made.sheet.root.remove(cols)
    cols = Element(tag("cols"))
    cols.append(Element(tag("col"), {"min": "7", "max": "12", "hidden": "1", "width": "0", "customWidth": "1"}))
    made.sheet.root.insert(list(made.sheet.root).index(made.sheet.data), cols)
    made.file_remarks |= {"STR"}
    return "columns hidden"
