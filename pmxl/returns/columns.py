"""Columns: where each heading of a return stands now, and what is said of those that are gone, doubled or moved."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache

from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.plural import listed
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import LABELS
from pmxl.returns.headings import READ
from pmxl.returns.headings import column_of
from pmxl.returns.landmarks import Places
from pmxl.returns.names import folded
from pmxl.returns.names import nearest
from pmxl.returns.text_numbers import number_in
from pmxl.returns.text_numbers import tidy_text
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.terms import Severity

SHOWN = 3
"""So many headings that we do not know are told beside one that is missing."""

AS_ISSUED = {heading: column_of(heading) for heading in HEADINGS}
OURS = {folded(heading): heading for heading in HEADINGS}


def find_columns(sheet: ReadSheet, head_row: int, places: Places) -> dict[str, int]:
    """The column of each heading; `places` are those of our words on the sheet.

    Refuses where a needed one is missing (STR003) or one stands twice (STR013).
    """
    found = _headed(places, head_row)
    for heading in READ:
        if len(found.get(heading, [])) > 1:
            cols = found[heading]
            count = "Two" if len(cols) == 2 else str(len(cols))
            says = f"{count} columns are headed {heading}: {listed(address(head_row, col) for col in cols)}."
            ask = "Keep the one that is meant and send the workbook again."
            raise refuse("STR013", says, ask, sheet=sheet.name, cell=address(head_row, found[heading][1]))
    missing = [heading for heading in (*LABELS, *FIGURES) if heading not in found]
    if missing:
        where, instead = _instead(sheet, head_row, missing)
        says = f"{_named(missing)} not found among the headings in row {head_row}{instead}."
        ask = "Put the heading back as issued." if where else "Put the figures into the workbook as it was issued."
        raise refuse("STR003", says, ask, sheet=sheet.name, cell=where)
    return {heading: cols[0] for heading, cols in found.items()}


@lru_cache(maxsize=256)
def _headed(places: Places, head_row: int) -> Mapping[str, Sequence[int]]:
    """Under which of our headings each column stands, which is the same in return after return."""
    found: dict[str, list[int]] = {}
    for col, word in sorted((col, word) for word, (row, col) in places if row == head_row and word in OURS):
        found.setdefault(OURS[word], []).append(col)
    return found


def about_columns(sheet: ReadSheet, head_row: int, columns: Mapping[str, int]) -> Iterator[Finding]:
    """A Query for columns that are gone and can be done without, and a Note for those that moved."""
    if columns == AS_ISSUED:
        return
    lacking = [heading for heading in READ if heading not in columns]
    if lacking:
        where, instead = _instead(sheet, head_row, lacking)
        says = f"{_named(lacking)} not found, and nothing was read from there{instead}."
        ask = "Keep all columns as issued; figures were read from the rest."
        place = where or address(head_row, 1)
        yield Finding("STR003", Severity.QUERY, says, ask, sheet=sheet.name, cell=place)
    moved = [h for h, col in columns.items() if h in READ and col != column_of(h)]
    if moved:
        first = min(moved, key=columns.__getitem__)
        expected, found = column_letters(column_of(first)), column_letters(columns[first])
        count = "1 column was" if len(moved) == 1 else f"{len(moved)} columns were"
        says = f"{count} moved: {first} was expected in column {expected} and found in column {found}."
        ask, place = "They were read by their headings.", address(head_row, columns[first])
        yield Finding("STR010", Severity.NOTE, says, ask, sheet=sheet.name, cell=place, found=found, expected=expected)
        yield from _left_behind(sheet, head_row, columns, moved)


def _left_behind(
    sheet: ReadSheet, head_row: int, columns: Mapping[str, int], moved: Sequence[str]
) -> Iterator[Finding]:
    """A Query for a column that moved while figures stand where it was issued, and others to both sides did not: where
    a column was put in, all to its right have moved.
    """
    heads = dict(_heads(sheet, head_row))
    kept = sorted(col for heading, col in columns.items() if col == column_of(heading)) or [0]
    for heading in (one for one in moved if one in FIGURES):
        issued = column_of(heading)
        said = heads.get(issued, "")
        if issued < kept[0] or issued > kept[-1] or _is_pushed(heads, issued, columns[heading]):
            continue
        if _holds_figures(sheet, head_row, issued):
            now = f"is headed '{show(said)}' now" if said else "has no heading now"
            says = (
                f"Figures stand in column {column_letters(issued)}, which was issued as {heading} and {now}; "
                f"{heading} was read from column {column_letters(columns[heading])}."
            )
            ask = f"Confirm that it is the one meant; if it is not, put the heading {heading} back."
            yield Finding("STR013", Severity.QUERY, says, ask, sheet=sheet.name, cell=address(head_row, issued))


def _is_pushed(heads: Mapping[int, str], issued: int, now: int) -> bool:
    """True where a column of ours stands in its place, or it went aside by just as many as were put in there."""
    if folded(heads.get(issued, "")) in OURS:
        return True
    between = range(issued, now) if now > issued else range(now + 1, issued + 1)
    return all(folded(heads.get(col, "")) not in OURS for col in between)


def _holds_figures(sheet: ReadSheet, head_row: int, column: int) -> bool:
    """True where numbers that were typed stand in a column below its heading, be it as text."""
    below = (cell for (row, col), cell in sheet.cells.items() if col == column and row > head_row)
    return any(cell.formula is None and _is_number(cell.value) for cell in below)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, str) and number_in(tidy_text(value), "") is not None)


def _heads(sheet: ReadSheet, head_row: int) -> Iterator[tuple[int, str]]:
    """The columns that have a heading, from the left, and what it says."""
    row = ((col, cell.value) for (at, col), cell in sheet.cells.items() if at == head_row)
    yield from sorted((col, said) for col, said in row if isinstance(said, str) and folded(said))


def _instead(sheet: ReadSheet, head_row: int, missing: Sequence[str]) -> tuple[str, str]:
    """Headings that are none of ours, and which missing one each is nearest to: the first one's cell, and the words."""
    strange = [(nearest(said, missing), col, said) for col, said in _heads(sheet, head_row) if folded(said) not in OURS]
    strange.sort(key=lambda one: not one[0])
    words = [
        f"{address(head_row, col)} says '{show(said, 40)}'" + (f", nearest to {near}" if near else "")
        for near, col, said in strange[:SHOWN]
    ]
    where = address(head_row, strange[0][1]) if strange and strange[0][0] else ""
    return where, "".join(f"; {one}" for one in words)


def _named(headings: Sequence[str]) -> str:
    if len(headings) == 1:
        return f"The column {headings[0]} was"
    return f"The columns {listed(headings)} were"
