"""Every formula that we ship says in two spreadsheets what is saved with it: nobody sees another value on opening."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import ironcalc
import pytest

from pmxl.sheets.describe import Formula
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.kinds import KINDS
from tests.kinds import every_put
from tests.kinds import plan_of
from tests.office import saved_as

WITH_FORMULAS = ("framework-new", "framework", "return", "return-areas", "logbook")
LIVE = ("target", "target-rate")
"""Kinds whose formulas have number formats; tests/test_target_live.py recalculates them."""
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
SECONDS = 240


class Placed(NamedTuple):
    """A formula of a plan: its sheet by number and name, its cell, what it says and what is saved."""

    number: int
    sheet: str
    row: int
    col: int
    text: str
    saved: str


def placed(kind: str) -> Iterator[Placed]:
    """Every formula of a kind."""
    for index, sheet in enumerate(plan_of(kind).sheets):
        for put in every_put(sheet):
            if isinstance(put.value, Formula):
                yield Placed(index, sheet.name, put.row, put.col, put.value.text, spelled(put.value.value))


def spelled(value: object) -> str:
    """A value as both spreadsheets would write it."""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.10g}" if isinstance(value, float | int) else str(value)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks that hold formulas."""
    place = tmp_path_factory.mktemp("formulas")
    for kind in WITH_FORMULAS:
        (place / f"{kind}.xlsx").write_bytes(plan_to_bytes(plan_of(kind)))
    return place


@pytest.fixture(scope="module")
def sheets(books: Path) -> Path:
    """Every sheet as LibreOffice works it out anew."""
    files = [books / f"{kind}.xlsx" for kind in WITH_FORMULAS]
    saved_as(EVERY_SHEET, books, *files, into="sheets", anew=True, seconds=SECONDS)
    return books / "sheets"


def test_every_kind_with_formulas_is_looked_at() -> None:
    """The others hold values only."""
    assert {kind for kind in KINDS if formulas_of(plan_of(kind))} == {*WITH_FORMULAS, *LIVE}


@pytest.mark.parametrize("kind", WITH_FORMULAS)
def test_ironcalc_says_what_is_saved(books: Path, kind: str) -> None:
    """Worked out anew, cell by cell."""
    model = ironcalc.load_from_xlsx(str(books / f"{kind}.xlsx"), "en", "UTC", "en")
    model.evaluate()
    found = list(placed(kind))
    assert found
    said = [str(model.get_formatted_cell_value(one.number, one.row, one.col)) for one in found]
    assert not [(one, now) for one, now in zip(found, said, strict=True) if now != one.saved]


@pytest.mark.parametrize("kind", WITH_FORMULAS)
def test_libreoffice_says_what_is_saved(sheets: Path, kind: str) -> None:
    """Worked out anew, cell by cell."""
    wrong = []
    for one in placed(kind):
        lines = read(sheets / f"{kind}-{one.sheet}.csv")
        line = lines[one.row - 1] if one.row <= len(lines) else []
        now = line[one.col - 1] if one.col <= len(line) else ""
        if now != one.saved:
            wrong.append((one, now))
    assert not wrong


def read(path: Path) -> list[list[str]]:
    """The cells of a sheet."""
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))
