"""Explained: why the selected figure has its rating and what would turn it, on a scorecard of ours or in a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmxl.batch.folder import Folder
from pmxl.batch.moment import said_in
from pmxl.excel import udfs
from pmxl.excel.desk import job
from pmxl.excel.desk import table as tables
from pmxl.excel.desk.place import period_of
from pmxl.excel.desk.place import place_of
from pmxl.excel.desk.port import Area
from pmxl.excel.desk.port import Excel
from pmxl.excel.desk.rated import EXPLAINED_BY
from pmxl.excel.desk.rated import FLIPPED_BY
from pmxl.excel.desk.rated import RATED_BY
from pmxl.excel.ranges import text
from pmxl.findings import refuse
from pmxl.framework.models import Framework
from pmxl.reports.places import AREAS
from pmxl.reports.places import PARTNERS

SCORECARDS = "scorecards"
BAND = 3
"""Rows at the top of a sheet in which its title stands."""
SELECT = "Select a figure or a rating on a scorecard, or a row of a table with the headings Actual and Target."


def explain(excel: Excel) -> list[str]:
    """What is said of the selected cell: what it is, why, and what would turn it."""
    cell = tables.block(excel, SELECT)
    cell = cell._replace(bottom=cell.top, right=cell.left)
    saved = excel.workbook()
    if saved and SCORECARDS in Path(saved).parts:
        return on_scorecard(excel, cell, Path(saved))
    return in_table(excel, cell)


def in_table(excel: Excel, cell: Area) -> list[str]:
    """Of a row of a table: its rating by the columns that the headings speak of."""
    table = tables.read(excel, excel.around(cell))
    found = dict(table.rows()).get(cell.top) if tables.is_table(table) else None
    if found is None:
        raise refuse("XLS018", "This cell is not in a row of a table that can be rated.", SELECT,
                     sheet=cell.sheet, cell=cell.told)  # fmt: skip
    rating = tables.answered(udfs.PMXL_RAG, found, RATED_BY)
    if rating is None:
        return [str(tables.unread(table, cell.top, found))]
    name = next((text(c) for c in table.cells[cell.top - table.area.top] if isinstance(c, str) and text(c)), "This row")
    why = tables.answered(udfs.PMXL_WHY, found, EXPLAINED_BY)
    flip = tables.answered(udfs.PMXL_FLIP, found, FLIPPED_BY)
    return [f"{name}: {rating or 'not rated, for there is no figure'}.", *(said for said in (why, flip) if said)]


def on_scorecard(excel: Excel, cell: Area, saved: Path) -> list[str]:
    """Of a scorecard of ours: what the assessment says of the measure in whose row the cell stands."""
    place = place_of(excel)
    words = ["assess", place.period or period_of(excel, place), *place.words]
    words += job.option("--as-at", said_in(saved.stem))
    by, whose, called = whose_column(excel, cell, Folder(place.folder).framework)
    record = job.asked([*words, *job.option("--by", by)], excel.status, "Looking it up")
    row = row_meant(excel, cell, [row for row in record["rows"] if not by or row[by] == whose])
    if row is None:
        raise refuse("XLS019", "No measure of this scorecard is named in the row of this cell.", SELECT,
                     sheet=cell.sheet, cell=cell.told)  # fmt: skip
    head = f"{row['name']}, {called}{record['period']}: {row['rating'] or 'no figure'}."
    return [head, *(str(row[name]) for name in ("why", "flip") if row.get(name))]


def whose_column(excel: Excel, cell: Area, framework: Framework) -> tuple[str, str, str]:
    """On the sheets with a column a partner or an area: which of the two, its id, and its name with a comma."""
    by, listed = {PARTNERS: ("partner", framework.partners), AREAS: ("area", framework.areas)}.get(cell.sheet, ("", ()))
    ids = {one.name: one.id for one in listed}
    above = excel.values(cell._replace(top=1)) if ids else []
    name = next((heading for [heading] in reversed(above) if heading in ids), "")
    return (by, ids[name], f"{name}, ") if name else ("", "", "")


def row_meant(excel: Excel, cell: Area, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The row of the measure that is named nearest: to the left in the same row, to its right, or in the title."""
    names = {row["name"].casefold(): row for row in rows}
    for said in _texts(excel, cell):
        folded = " ".join(said.split()).casefold()
        if folded in names:
            return names[folded]
        begun = [name for name in names if folded.startswith(f"{name} ")]
        if begun:
            return names[max(begun, key=len)]
    return None


def _texts(excel: Excel, cell: Area) -> Iterator[str]:
    """Texts in the order in which they may name the measure."""
    around = excel.around(cell)
    right = max(around.right, cell.right)
    [row] = excel.values(cell._replace(left=1, right=right))
    at = cell.left - 1
    yield from (one for one in (*reversed(row[: at + 1]), *row[at + 1 :]) if isinstance(one, str) and one.strip())
    for titles in excel.values(Area(cell.sheet, 1, 1, BAND, 1)):
        yield from (one for one in titles if isinstance(one, str))
