"""Merges: every way to write a place is read as cells or named, and none of them stops the reading or slows it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.sheets.formulas import MAX_COL
from pmxl.sheets.formulas import MAX_ROW
from pmxl.sheets.merges import MOST
from pmxl.sheets.merges import Merges
from pmxl.sheets.merges import read_merge
from pmxl.sheets.read import read_workbook
from pmxl.terms import Severity
from tests.specimens.paper import ALL_FORCE
from tests.specimens.paper import FORCE
from tests.specimens.paper import SIGNED
from tests.specimens.paper import fill
from tests.specimens.paper import issued
from tests.specimens.paper import said
from tests.specimens.paper import values
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import POLICE

PLACES = [
    ("B2:C3", (2, 2, 3, 3)),
    ("C3:B2", (2, 2, 3, 3)),
    ("$B$2:$C$3", (2, 2, 3, 3)),
    ("b2:C3", (2, 2, 3, 3)),
    ("Return!B2:C3", (2, 2, 3, 3)),
    ("'It''s the sheet'!B2:C3", (2, 2, 3, 3)),
    (" B2 ", (2, 2, 2, 2)),
    ("K:K", (1, 11, MAX_ROW, 11)),
    ("$L:K", (1, 11, MAX_ROW, 12)),
    ("6:6", (6, 1, 6, MAX_COL)),
    ("7:$6", (6, 1, 7, MAX_COL)),
    ("A1:XFD1048576", (1, 1, MAX_ROW, MAX_COL)),
]
NO_PLACES = [
    "",
    ":",
    "A1:",
    ":B2",
    "A0:B0",
    "A1:XFE1",
    "A1:A1048577",
    "0:3",
    "6",
    "K",
    "4294967296",
    "here",
    "#REF!",
    "A1:B2:C3",
    "A1 B2",
    "K:6",
    "!" * 300,
    "A" * 10_000,
    "'" * 10_000,
]


@pytest.mark.parametrize(("ref", "edges"), PLACES)
def test_a_place_is_read_however_it_is_written(ref: str, edges: tuple[int, int, int, int]) -> None:
    """Whole columns and rows, with dollar signs, with the sheet's name, from either corner."""
    merge = read_merge(ref)
    assert merge is not None
    assert merge[1:] == edges


@pytest.mark.parametrize("ref", NO_PLACES, ids=range(len(NO_PLACES)))
def test_what_is_no_place_is_none(ref: str) -> None:
    """It merges nothing, and is told among the odd ones."""
    assert read_merge(ref) is None
    assert Merges([ref]).odd == (ref,)


def test_a_cell_knows_what_hides_it() -> None:
    """All cells of a merge but the first; merges that overlap, which Excel does not allow, hide what either hides."""
    merges = Merges(["B2:C3", "B5:B6", "B6:B8", "D:D"])
    over = {(row, col): merge.ref for row in range(1, 10) for col in (1, 2, 3) if (merge := merges.over(row, col))}
    assert over == {
        (2, 3): "B2:C3",
        (3, 2): "B2:C3",
        (3, 3): "B2:C3",
        (6, 2): "B5:B6",
        (7, 2): "B6:B8",
        (8, 2): "B6:B8",
    }
    assert merges.over(1, 4) is None
    assert merges.over(MAX_ROW, 4) is not None


def test_many_merges_are_not_slow(tmp_path: Path) -> None:
    """Of a hundred thousand merges twenty thousand are looked at, in no time, and that is said."""
    begun = time.process_time()
    merges = Merges(f"A{row}:T{row}" for row in range(1, 100_001))
    assert sum(merges.over(row, 2) is not None for row in range(1, 100_001)) == MOST
    assert time.process_time() - begun < 5
    found = read_with(tmp_path, *(f"V{row}:W{row}" for row in range(1, MOST + 8)))
    assert str(said(found, "STR052")).startswith("police.xlsx › Return: The sheet has 20,0")
    assert said(found, "STR052").severity is Severity.QUERY
    assert values(found) == ALL_FORCE


def read_with(path: Path, *refs: str) -> ReadReturn:
    """A filled-in return whose file lists these merges."""
    file = issued(path, POLICE)
    book = load_workbook(file)
    fill(book, FORCE, SIGNED)
    book.save(file)
    read = read_workbook(file)
    sheet = read.sheet("Return")
    assert sheet is not None
    sheet.merges += refs
    return read_return(read, FRAMEWORK, history=HISTORY)


def test_odd_merges_cost_no_figure_and_are_named(tmp_path: Path) -> None:
    """One Note for all of them."""
    found = read_with(tmp_path, "here", "", "A0:B0", "A1:XFE1", "6:6")
    note = said(found, "STR051")
    assert note.severity is Severity.NOTE
    assert str(note) == (
        "police.xlsx › Return: The file merges cells at 'here', '', 'A0:B0' and 1 more, which is no place on a sheet. "
        "Nothing was taken to be merged there. [STR051]"
    )
    assert values(found) == ALL_FORCE


def test_a_whole_column_merged_hides_its_figures(tmp_path: Path) -> None:
    """Each is asked about, and kept."""
    found = read_with(tmp_path, "K:K")
    hidden = [finding for finding in found.findings if finding.code == "CEL005"]
    assert len(hidden) == len(ALL_FORCE)
    assert {finding.severity for finding in hidden} == {Severity.QUERY}
    assert "under the merged cells K:K" in hidden[0].says
    assert values(found) == ALL_FORCE


def test_a_title_merged_down_a_column_labels_no_row(tmp_path: Path) -> None:
    """Only what is merged below the headings speaks for the rows it covers."""
    found = read_with(tmp_path, "A:A")
    assert not {"STR009", "STR004"} & {finding.code for finding in found.findings}
    assert values(found) == ALL_FORCE
