"""Left behind: figures in the place of a column that was renamed, while another column has its name now."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from pmxl.terms import Severity
from tests.specimens.paper import FORCE
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import SIGNED
from tests.specimens.paper import returned
from tests.specimens.small import POLICE

VALUE, FREE = 11, 21


def moved(book: Workbook, old: str | None, *, keeps: bool) -> None:
    """A column at the end has the heading and the figures of Value; that of Value another, or none."""
    sheet = book["Return"]
    for row in range(HEAD_ROW, sheet.max_row + 1):
        sheet.cell(row, FREE).value = sheet.cell(row, VALUE).value
        sheet.cell(row, VALUE).value = sheet.cell(row, VALUE).value if keeps and row > HEAD_ROW else None
    sheet.cell(HEAD_ROW, VALUE).value = old


def codes(tmp_path: Path, old: str | None, *, keeps: bool) -> list[str]:
    """What is found of it."""
    found = returned(tmp_path, POLICE, FORCE, change=lambda book: moved(book, old, keeps=keeps), signed=SIGNED)
    return [str(finding) for finding in found.findings if finding.code == "STR013"]


def test_it_is_asked_which_is_meant(tmp_path: Path) -> None:
    """Both hold figures, and the one that has the name now is read."""
    found = returned(tmp_path, POLICE, FORCE, change=lambda book: moved(book, "Column1", keeps=True), signed=SIGNED)
    (finding,) = [one for one in found.findings if one.code == "STR013"]
    assert finding.severity is Severity.QUERY
    assert str(finding) == (
        "police.xlsx › Return!K5: Figures stand in column K, which was issued as Value and is headed 'Column1' now; "
        "Value was read from column U. Confirm that it is the one meant; if it is not, put the heading Value back. "
        "[STR013]"
    )
    assert {figure.cell for figure in found.figures if figure.measure == "c1"} == {"U6", "U7"}


def test_so_it_is_where_no_heading_stands_any_more(tmp_path: Path) -> None:
    """Figures without a name are no less in doubt."""
    (said,) = codes(tmp_path, None, keeps=True)
    assert "column K, which was issued as Value and has no heading now; Value was read from column U." in said


@pytest.mark.parametrize("old", ["Column1", None])
def test_a_column_that_moved_and_left_nothing_is_no_question(tmp_path: Path, old: str | None) -> None:
    """Nothing stands in its place."""
    assert codes(tmp_path, old, keeps=False) == []


def test_a_column_of_the_partner_s_own_is_no_question(tmp_path: Path) -> None:
    """It was put in before Value, and all that follow moved with that."""

    def inserted(book: Workbook) -> None:
        sheet = book["Return"]
        sheet.insert_cols(VALUE)
        sheet.cell(HEAD_ROW, VALUE).value = "Last month"
        sheet.cell(HEAD_ROW + 1, VALUE).value = 7

    found = returned(tmp_path, POLICE, FORCE, change=inserted, signed=SIGNED)
    assert [finding.code for finding in found.findings if finding.code == "STR013"] == []


@pytest.mark.parametrize("place", [VALUE - 1, VALUE])
@pytest.mark.parametrize("gone", [5, 14])
def test_nor_is_one_put_in_where_another_was_taken_out(tmp_path: Path, place: int, gone: int) -> None:
    """To the left or to the right of it, so that the columns beyond stand where they were issued."""

    def changed(book: Workbook) -> None:
        sheet = book["Return"]
        sheet.insert_cols(place)
        sheet.cell(HEAD_ROW, place).value = "Last month"
        sheet.cell(HEAD_ROW + 1, place).value = 7
        sheet.delete_cols(gone)

    found = returned(tmp_path, POLICE, FORCE, change=changed, signed=SIGNED)
    assert [finding.cell for finding in found.findings if finding.code == "STR013"] == []
    assert found.figures


def renamed(book: Workbook, *, as_text: bool) -> None:
    """All three columns of figures stand again at the end; those that were issued have other headings."""
    sheet = book["Return"]
    for column in range(VALUE - 2, VALUE + 1):
        for row in range(HEAD_ROW, sheet.max_row + 1):
            cell = sheet.cell(row, column)
            sheet.cell(row, column + FREE).value = cell.value
            if as_text and isinstance(cell.value, (int, float)):
                cell.value = f"{cell.value:,}"
        sheet.cell(HEAD_ROW, column).value = f"Old {column}"


@pytest.mark.parametrize("as_text", [False, True])
def test_neighbours_that_moved_too_are_no_column_put_in(tmp_path: Path, *, as_text: bool) -> None:
    """What stands to their right has not moved; that the figures became text makes them no less."""
    found = returned(tmp_path, POLICE, FORCE, change=lambda book: renamed(book, as_text=as_text), signed=SIGNED)
    assert [finding.cell for finding in found.findings if finding.code == "STR013"] == ["K5"]
