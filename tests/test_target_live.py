"""The live cells of the target workbook: another level typed in Excel needs what the batch would say it needs."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ironcalc
import pytest

from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.row import COLUMNS
from pmxl.improve.target.row import cells_of
from pmxl.improve.target.row import target_of
from pmxl.improve.target.studied import weigh
from pmxl.improve.target.study import Study
from pmxl.reports.target.book import plan_target
from pmxl.reports.target.page import level_row
from pmxl.reports.target.page import needs
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.write import write_workbook
from tests.office import AS_STORED
from tests.office import saved_as
from tests.specimens.proposed import of_rate
from tests.specimens.proposed import of_total

TYPED = {"level": (78.5, 82.0, 82.05, 91.1, 100.0), "total": (480.0, 597.0, 600.0, 622.0, 700.0)}
LOWER = {"polarity": "lower"}
READ = ("Target", "Through the year", "Partners", "To paste")
STUDIES: dict[str, Callable[[], Study]] = {
    "level": lambda: of_rate(*range(70, 75)),
    "level-lower": lambda: of_rate(*range(70, 75), **LOWER),
    "level-near": lambda: of_rate(*range(70, 75), band="travel-modified"),
    "level-near-lower": lambda: of_rate(*range(70, 75), band="travel-modified", **LOWER),
    "total": lambda: of_total(*range(500, 505)),
    "total-lower": lambda: of_total(*range(500, 505), **LOWER),
}
Sheet = list[list[str]]


def retyped(found: Study, levels: tuple[float, ...], own: float | None = None) -> BookPlan:
    """The workbook with other levels typed over the proposals, every formula still saved with its old value."""
    plan, row = plan_target(found), level_row(found)
    every = levels if own is None else (*levels, own)
    puts = tuple(
        replace(put, value=every[put.col - 2]) if put.row == row and 2 <= put.col < 2 + len(every) else put
        for put in plan.sheets[0].puts
    )
    return replace(plan, sheets=(replace(plan.sheets[0], puts=puts), *plan.sheets[1:]))


def by_ironcalc(book: Path, plan: BookPlan) -> dict[str, Sheet]:
    """The first sheets as IronCalc works them out."""
    model = ironcalc.load_from_xlsx(str(book), "en", "UTC", "en")
    model.evaluate()
    return {
        sheet.name: [[str(model.get_cell_value(n, row, col)) for col in range(1, 24)] for row in range(1, 40)]
        for n, sheet in enumerate(plan.sheets)
        if sheet.name in READ
    }


def by_libreoffice(book: Path, plan: BookPlan) -> dict[str, Sheet]:
    """The same as LibreOffice does."""
    saved_as(AS_STORED, book.parent, book, into="sheets", anew=True)
    found = {}
    for sheet in (one for one in plan.sheets if one.name in READ):
        with (book.parent / "sheets" / f"{book.stem}-{sheet.name}.csv").open(encoding="utf-8", newline="") as text:
            found[sheet.name] = list(csv.reader(text))
    return found


def agree(said: str, known: float | str | None) -> bool:
    """True where a cell says what the batch says; a blank, or a dash, where that is nothing."""
    if known is None or known == "":
        return said in ("", "–", "None")
    if isinstance(known, str):
        return said == known
    try:
        number = float(said.removesuffix("%")) / (100 if said.endswith("%") else 1)
        return math.isclose(number, known, rel_tol=1e-6, abs_tol=1e-6)
    except ValueError:
        return False


def wrong(found: Study, levels: tuple[float, ...], sheets: dict[str, Sheet]) -> list[str]:
    """Every cell that does not say what the batch says of the level over it."""
    told = [weigh(found, "typed", level) for level in levels]
    lines = [(line.name, [known(one, line.name) for one in told]) for line in needs(found)]
    front, row = sheets["Target"], level_row(found)
    bad = [
        f"{name} of {level:g}: {front[row + n][1 + at]!r}, and the batch says {values[at]!r}"
        for n, (name, values) in enumerate(lines)
        for at, level in enumerate(levels)
        if not agree(front[row + n][1 + at], values[at])
    ]
    first = 2 if found.line.total else 1  # beside the periods of a total stands its share of the year
    bad += behind(sheets["Through the year"], first, [one.path for one in told], found.periods[0].label)
    return bad + behind(sheets["Partners"], 4, [one.partners for one in told], found.partners[0].name)


@pytest.mark.parametrize("kind", STUDIES)
def test_the_rows_to_paste_follow_what_is_typed(tmp_path: Path, kind: str) -> None:
    """A45: level and reason of each row are those of the level typed over it, and an own level has a row too."""
    found, levels = STUDIES[kind](), TYPED[kind.partition("-")[0]]
    plan = retyped(found, levels, own=levels[1])
    book = write_workbook(plan, tmp_path / "target.xlsx")
    sheets = by_ironcalc(book, plan)
    assert pasted(found, (*levels, levels[1]), sheets["To paste"]) == []


def test_libreoffice_agrees_on_the_rows_to_paste(tmp_path: Path) -> None:
    """A45: another spreadsheet writes the same rows, and one in which nothing was typed has no row of its own."""
    found, levels = STUDIES["level"](), TYPED["level"]
    plan = retyped(found, levels)
    book = write_workbook(plan, tmp_path / "target.xlsx")
    sheet = by_libreoffice(book, plan)["To paste"]
    assert pasted(found, levels, sheet) == []
    assert set(sheet[top_of(sheet) + 1 + len(levels)]) <= {"", "None"}


def pasted(found: Study, levels: tuple[float, ...], sheet: Sheet) -> list[str]:
    """The cells of rows to paste that are not what the framework would have of the level."""
    wrong = []
    for n, level in enumerate(levels, 1):
        cells: dict[str, Any] = dict(
            zip(COLUMNS, cells_of(target_of(found, weigh(found, "typed", level))), strict=True)
        )
        row = dict(zip(sheet[top_of(sheet)], sheet[top_of(sheet) + n], strict=False))
        wrong += [f"{level:g}: {row['target']}"] if not agree(row["target"], cells["target"]) else []
        wrong += [f"{level:g}: {row[name]}" for name in ("reason", "measure") if row[name] != str(cells[name])]
    return wrong


def top_of(sheet: Sheet) -> int:
    """The row of the headings."""
    return next(n for n, row in enumerate(sheet) if "basis" in row)


def known(one: Proposed, name: str) -> float | str | None:
    """A need as the batch knows it."""
    return one.capability if name == "capability" else one.number(name)


def behind(sheet: Sheet, first: int, columns: list[tuple[float, ...]], label: str) -> list[str]:
    """The cells of another sheet that differ, from the row that begins with a label on."""
    top = next(n for n, row in enumerate(sheet) if row and row[0] == label)
    return [
        f"{label}, row {n}: {sheet[top + n][first + at]!r}, and the batch says {value!r}"
        for at, values in enumerate(columns)
        for n, value in enumerate(values)
        if not agree(sheet[top + n][first + at], value)
    ]


@pytest.mark.parametrize("kind", STUDIES)
def test_what_is_typed_needs_what_the_batch_says(tmp_path: Path, kind: str) -> None:
    """A46: change, how often met, capability, pace, chance, milestones and partners' parts follow what is typed."""
    found, levels = STUDIES[kind](), TYPED[kind.partition("-")[0]]
    plan = retyped(found, levels)
    book = write_workbook(plan, tmp_path / "target.xlsx")
    assert wrong(found, levels, by_ironcalc(book, plan)) == []


def test_libreoffice_says_so_too(tmp_path: Path) -> None:
    """A46: recalculated by another spreadsheet, the same levels need the same."""
    found, levels = STUDIES["level"](), TYPED["level"]
    plan = retyped(found, levels)
    book = write_workbook(plan, tmp_path / "target.xlsx")
    assert wrong(found, levels, by_libreoffice(book, plan)) == []
