"""Rows moved, inserted, deleted, doubled, hidden and merged."""

from __future__ import annotations

import copy
from itertools import count
from xml.etree.ElementTree import Element

from tests.stress.book import NotHere
from tests.stress.expected import Expected
from tests.stress.expected import named
from tests.stress.filled import HEAD_ROW
from tests.stress.filled import Filled
from tests.stress.filled import Line
from tests.stress.filled import spelled
from tests.stress.markup import address
from tests.stress.markup import moved_formula
from tests.stress.markup import place
from tests.stress.markup import tag
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.sheet import stay

LAST_ROW = 1_048_576
BEFORE_MERGES = ("sheetProtection", "protectedRanges", "autoFilter", "sortState")


def shift(made: Filled, at: int, by: int) -> None:
    """Moves every row from `at` on by so many."""
    move_rows(made, lambda row: row + by if row >= at else row)


def move_rows(made: Filled, where: object) -> None:
    """Moves rows and what is known of them; the cover's references follow."""
    assert callable(where)
    made.sheet.move(rows=where)
    for line in made.lines:
        line.row = where(line.row) or 0
    for row in made.book.sheet("Cover").rows() if has_cover(made) else ():
        for formula in row.iter(tag("f")):
            formula.text = moved_formula(formula.text or "", where, stay, made.sheet_name)


def has_cover(made: Filled) -> bool:
    """True while the cover is there."""
    return any(entry.get("name") == "Cover" for entry in made.book.entries)


@operator(Stage.ROWS)
def rows_inserted_above(made: Filled) -> str:
    """Blank rows above everything."""
    count = made.rng.randint(1, 6)
    shift(made, made.rng.choice((1, 2, 4)), count)
    return f"{count} rows inserted above"


@operator(Stage.ROWS)
def row_inserted_between(made: Filled) -> str:
    """A blank row, or one with a note of the partner's own, between two figures."""
    line = made.rng.choice([one for one in made.lines if one.row])
    at = line.row
    shift(made, at, 1)
    if made.rng.random() < 0.5:
        made.book.write_text(made.sheet_name, at, made.columns["Measure"], "Our own subtotal")
        made.file_remarks |= {"STR"}
    return f"a row inserted at {at}"


@operator(Stage.ROWS)
def row_deleted(made: Filled) -> str:
    """A row deleted: its measure is named as missing, which is not the same as blank."""
    if "value under a merge" in made.claims.values():
        raise NotHere  # Excel would shrink the merge
    line = made.pick(lambda one: bool(one.row))
    gone = line.row
    move_rows(made, lambda row: None if row == gone else row - (row > gone))
    line.row = 0
    made.expect(line, named("STR RET"))
    return f"{line.key} deleted"


@operator(Stage.ROWS)
def rows_sorted(made: Filled) -> str:
    """The rows in another order, labels and figures together."""
    rows = [line.row for line in made.lines if line.row]
    order = rows[:]
    made.rng.shuffle(order)
    where = dict(zip(rows, order, strict=True))
    for line in made.lines:
        if line.row:
            _own_formulas(made, line.row, where[line.row])
    made.sheet.move(rows=lambda row: where.get(row, row), formulas=False)
    for line in made.lines:
        line.row = where.get(line.row, line.row)
    return "rows in another order"


def _own_formulas(made: Filled, old: int, new: int) -> None:
    """A row's formulas speak of their own row wherever it goes."""
    for formula in made.sheet.row(old).iter(tag("f")):
        formula.text = moved_formula(formula.text or "", lambda row: new if row == old else row, stay)


@operator(Stage.ROWS)
def row_to_the_end(made: Filled) -> str:
    """A row cut out and put below the table after a gap."""
    line = made.rng.choice([one for one in made.lines if one.row])
    gone, end = line.row, max(int(row.get("r", "0")) for row in made.sheet.rows()) + 3
    move_rows(made, lambda row: end if row == gone else row)
    return f"{line.key} at the end"


def copy_row(made: Filled, line: Line) -> int:
    """Copies a row to below the table, where none stands yet."""
    taken = {int(row.get("r", "0")) for row in made.sheet.rows()}
    end = next(n for n in count(max(max(one.row, *one.copies, 0) for one in made.lines) + 1) if n not in taken)
    twin = copy.deepcopy(made.sheet.row(line.row))
    twin.set("r", str(end))
    for cell in twin:
        cell.set("r", address(end, place(cell.get("r", ""))[1]))
        formula = cell.find(tag("f"))
        if formula is not None:
            formula.text = moved_formula(formula.text or "", lambda row: end if row == line.row else row, stay)
    made.sheet.data.append(twin)
    line.copies.append(end)
    return end


@operator(Stage.ROWS)
def row_doubled(made: Filled) -> str:
    """A row twice: both cells named, no figure taken."""
    line = made.pick(lambda one: bool(one.row))
    copy_row(made, line)
    made.expect(line, named("STR"))
    return f"{line.key} twice"


@operator(Stage.ROWS)
def row_doubled_with_another_figure(made: Filled) -> str:
    """A row twice with two figures: both cells named, neither taken."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    end = copy_row(made, line)
    heading = line.figure_heading
    made.sheet.put(end, made.columns[heading], spelled(float(line.typed[heading]) + 1))
    made.expect(line, named("STR"))
    return f"{line.key} twice, differing"


@operator(Stage.ROWS)
def row_hidden(made: Filled) -> str:
    """A hidden row is read; a Note says so."""
    line = made.rng.choice([one for one in made.lines if one.row])
    made.sheet.row(line.row).set("hidden", "1")
    if made.rng.random() < 0.3:
        made.sheet.row(line.row).set("ht", "0")
    return f"{line.key} hidden"


@operator(Stage.ROWS)
def rows_filtered(made: Filled) -> str:
    """A filter hides half of the rows: all are read."""
    for line in made.lines[::2]:
        if line.row:
            made.sheet.row(line.row).set("hidden", "1")
    last = max(line.row for line in made.lines)
    area = f"{address(HEAD_ROW, 1)}:{address(last, max(made.columns.values()))}"
    made.sheet.after_data("autoFilter", ("sheetProtection",)).set("ref", area)
    return "a filter"


@operator(Stage.ROWS)
def value_under_a_merge(made: Filled) -> str:
    """Two values in one merged cell: the lower one cannot be seen in Excel and is named."""
    line = made.pick(lambda one: bool(one.row) and one.is_number and not one.of_parts and one.row > HEAD_ROW + 1)
    merge(made, f"{address(line.row - 1, made.columns['Value'])}:{address(line.row, made.columns['Value'])}")
    made.expect(line, Expected((line.stand,), frozenset({"CEL", "STR"}), ("Value",), must_be_named=True, remarks=True))
    return f"{line.key} Value: under a merge"


@operator(Stage.ROWS)
def commentary_merged(made: Filled) -> str:
    """Blank cells merged in the commentary cost no figure."""
    line = made.rng.choice([one for one in made.lines if one.row])
    column = made.columns["Commentary"]
    merge(made, f"{address(line.row, column)}:{address(line.row + 1, column)}")
    made.file_remarks |= {"CEL", "STR"}
    return "commentary merged"


def merge(made: Filled, area: str) -> None:
    """Merges cells."""
    merges = made.sheet.after_data("mergeCells", BEFORE_MERGES)
    merges.append(Element(tag("mergeCell"), {"ref": area}))
    merges.set("count", str(len(merges)))


@operator(Stage.SHEETS)
def formatted_to_the_last_row(made: Filled) -> str:
    """Styled blanks down to the last row of the grid."""
    for row in (5000, 60_000, LAST_ROW):
        made.sheet.cell(row, made.columns["Value"]).set("s", "1")
    return "formatted to row 1,048,576"


@operator(Stage.ROWS)
def note_below_the_table(made: Filled) -> str:
    """Words and a total of the partner's own below the table."""
    end = max(max(line.row, *line.copies, 0) for line in made.lines) + 2
    made.book.write_text(made.sheet_name, end, made.columns["Measure"], "Total of all the above")
    made.sheet.put(end, made.columns["Value"], "12345")
    made.file_remarks |= {"STR"}
    return "a total below the table"
