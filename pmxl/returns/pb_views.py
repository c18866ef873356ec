"""PB Views: the table that the council's system exchanges, and how its rows become those of a tidy file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmxl.findings import refuse
from pmxl.readings import folded
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.tidy import Row
from pmxl.sheets.tidy import read_table
from pmxl.terms import Accumulate

HEADINGS = (
    "Measure",
    "Measure ID",
    "Location",
    "Location ID",
    "Area",
    "Unit",
    "Measure Type",
    "Polarity",
    "Period",
    "Consolidation Range",
    "Period Only Data",
    "Actual",
    "Target",
    "Index",
    "Numerator",
    "Denominator",
)
"""The columns. Index is the percentage of the target; Actual what the consolidation range makes of the figures."""

DEFAULT, TO_DATE, MOVING = "Default", "This year to date", "Moving year"
RANGES = {
    Accumulate.FLOW: TO_DATE,
    Accumulate.STOCK: DEFAULT,
    Accumulate.CUMULATIVE: TO_DATE,
    Accumulate.ROLLING: MOVING,
}
"""Over which stretch the Actual of a measure is accumulated or averaged."""

DATA, FORMULA = "Data", "Formula"
WORKED_OUT = ("formula", "group")
"""Types of rows that PB Views works out from others: they are not read back."""
NEEDED = ("measure", "location", "period")


def read_pb_views(path: Path | str, own: frozenset[str] = frozenset()) -> tuple[list[str], list[Row]]:
    """The rows of data as those of a tidy table: partner, area, measure, period, numerator, denominator, value.

    A row's figure is its Period Only Data. Of the measures in `own` (ids or names) it is the Actual: there a figure is
    itself a year to date or a moving year. Refused: STR020 to STR023 as for any table, OUT056 where it is no exchange
    table, OUT057 where rows have only an Actual over a longer range, OUT058 where there are no rows of data.
    """
    columns, rows = read_table(path)
    name = Path(path).name
    missing = [column for column in NEEDED if column not in columns]
    if missing or not {"period_only_data", "actual"} & set(columns):
        lacks = ", ".join(missing or ["period_only_data"]).replace("_", " ")
        says = f"This is not a table of PB Views: it has no column {lacks}."
        raise refuse("OUT056", says, "Export Measure, Location, Period and Period Only Data.", file=name)
    data = [row for row in rows if folded(_said(row, "measure_type")) not in WORKED_OUT]
    if not data:
        says = (
            f"All of its {len(rows)} rows are worked out from others (Formula or Group), so there is nothing to take."
        )
        raise refuse("OUT058", says, "Export the data measures too.", file=name)
    own_names = {folded(one) for one in own}
    longer = [row for row in data if _is_longer_only(row, own_names)]
    if longer:
        _refuse_longer(longer, name)
    tidy = [_tidied(row, own_names) for row in data]
    return list(tidy[0]), tidy


def _tidied(row: Row, own: set[str]) -> Row:
    """One row under the names of a tidy table; every cell keeps its place in the file."""
    return {
        "partner": _first(row, "location_id", "location"),
        "area": _first(row, "area"),
        "measure": _first(row, "measure_id", "measure"),
        "period": _first(row, "period"),
        "numerator": _first(row, "numerator"),
        "denominator": _first(row, "denominator"),
        "value": _first(row, *_order(row, own)),
        "source": _first(row, "source")._replace(value="PB Views", raw="PB Views", type=CellType.TEXT),
    }


def _order(row: Row, own: set[str]) -> Sequence[str]:
    """The columns in which a row's figure is looked for."""
    if _is_own(row, own):
        return "actual", "period_only_data"
    return ("period_only_data",) if _is_longer(row) else ("period_only_data", "actual")


def _is_own(row: Row, own: set[str]) -> bool:
    """True where a figure of the measure is itself a year to date or a moving year."""
    return bool({folded(_said(row, "measure_id")), folded(_said(row, "measure"))} & own)


def _is_longer(row: Row) -> bool:
    """True where the Actual covers more than the row's period."""
    said = folded(_said(row, "consolidation_range"))
    return bool(said) and not said.startswith(folded(DEFAULT))


def _is_longer_only(row: Row, own: set[str]) -> bool:
    """True where a row has an Actual over a longer range and nothing of the period itself."""
    given = any(_said(row, column) for column in ("period_only_data", "numerator", "denominator"))
    return _is_longer(row) and not given and bool(_said(row, "actual")) and not _is_own(row, own)


def _refuse_longer(rows: Sequence[Row], name: str) -> None:
    first = rows[0]
    cell = _first(first, "actual")
    count = f"{len(rows)} row has" if len(rows) == 1 else f"{len(rows)} rows have"
    says = (
        f"{count} an Actual over a longer range and no Period Only Data: '{_said(first, 'measure')}' is the first "
        f"({_said(first, 'consolidation_range')})."
    )
    ask = "Export Period Only Data too, or set the consolidation range to Default."
    raise refuse("OUT057", says, ask, file=name, cell=cell.address, found=cell.raw)


def _first(row: Row, *columns: str) -> Cell:
    """The first of these cells that holds something; a blank where none does."""
    found = next((row[column] for column in columns if column in row and _said(row, column)), None)
    anywhere = next(iter(row.values()))
    return found or Cell(anywhere.row, anywhere.col, CellType.BLANK, None, "", None, "General", hidden=False)


def _said(row: Row, column: str) -> str:
    return text_of(row.get(column))
