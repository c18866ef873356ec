"""The table of figures pasted twice, cut from its headings, or standing where another workbook should."""

from __future__ import annotations

import copy

from tests.stress.book import NotHere
from tests.stress.expected import also
from tests.stress.expected import named
from tests.stress.filled import HEAD_ROW
from tests.stress.filled import Filled
from tests.stress.filled import spelled
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.operators.rows import copy_row
from tests.stress.operators.rows import move_rows
from tests.stress.operators.rows import shift


@operator(Stage.ROWS)
def rows_above_deleted(made: Filled) -> str:
    """Title and key above the headings deleted: the figures stand."""
    if any(line.row <= HEAD_ROW for line in made.lines if line.row):
        return "nothing above"
    if min(line.row for line in made.lines if line.row) == HEAD_ROW + 1:
        move_rows(made, lambda row: row - 4 if row > 4 else None)
    return "rows above the headings deleted"


@operator(Stage.ROWS)
def headings_deleted(made: Filled) -> str:
    """The row of headings deleted: the file is named; no column is guessed."""
    head = min(line.row for line in made.lines if line.row) - 1
    if any(made.book.text(cell) == "Value" for cell in made.sheet.row(head)):
        move_rows(made, lambda row: None if row == head else row - (row > head))
        made.end("STR")
        return "headings deleted"
    return "headings elsewhere"


@operator(Stage.ROWS)
def headings_twice(made: Filled) -> str:
    """The headings once more among the figures, as a printed page would have them."""
    if made.whole is not None and not made.whole.or_read:
        raise NotHere  # they would heal what was to end the file: headings that were deleted
    line = made.rng.choice([one for one in made.lines if one.row])
    at = line.row
    shift(made, at, 1)
    for heading, column in made.columns.items():
        made.book.write_text(made.sheet_name, at, column, heading)
    for one in made.lines:
        made.expect(one, also(made.expected[one.key], "STR"))
    made.file_remarks |= {"STR"}
    made.end("STR", or_read=True)
    return f"headings again in row {at}"


@operator(Stage.ROWS)
def table_pasted_below(made: Filled) -> str:
    """All rows once more below the table, with other figures: every row named, none taken."""
    for line in made.lines:
        if line.row:
            end = copy_row(made, line)
            if line.is_number and line.key not in made.claims:
                heading = line.figure_heading
                made.sheet.put(end, made.columns[heading], spelled(float(line.typed[heading]) + 1))
        made.claims.setdefault(line.key, made.now)
        made.expect(line, named("STR") if line.row else also(made.expected[line.key], "STR"))
    return "the table twice"


@operator(Stage.ROWS)
def second_blank_table(made: Filled) -> str:
    """A row once more with its figures empty: named, or the filled one read; never a blank in its place."""
    line = made.pick(lambda one: bool(one.row))
    end = copy_row(made, line)
    for heading in line.typed:
        made.sheet.put(end, made.columns[heading], None)
    made.expect(line, also(made.expected[line.key], "STR"))
    return f"{line.key} twice, once empty"


@operator(Stage.SPELLING)
def row_element_in_two(made: Filled) -> str:
    """The cells of one row in two row elements: read, or named."""
    line = made.rng.choice([one for one in made.lines if one.row])
    row = made.sheet.row(line.row)
    half = copy.deepcopy(row)
    cells = len(row) // 2
    for cell in list(row)[cells:]:
        row.remove(cell)
    for cell in list(half)[:cells]:
        half.remove(cell)
    made.sheet.data.insert(list(made.sheet.data).index(row) + 1, half)
    made.expect(line, also(made.expected[line.key], "STR"))
    made.end("STR", or_read=True)
    return f"{line.key}: its row in two elements"


@operator(Stage.SPELLING)
def cells_out_of_order(made: Filled) -> str:
    """Cells of a row in another order than their columns: read by their addresses, or named."""
    for line in made.lines:
        row = made.sheet.row(line.row) if line.row else None
        if row is not None:
            cells = list(row)
            made.rng.shuffle(cells)
            row[:] = cells
    made.end("STR", or_read=True)
    return "cells out of order"


@operator(Stage.CONTAINER)
def addresses_in_small_letters(made: Filled) -> str:
    """Addresses in small letters: read, or named."""
    for row in made.sheet.rows():
        for cell in row:
            cell.set("r", cell.get("r", "").lower())
    made.end("STR", or_read=True)
    return "addresses in small letters"
