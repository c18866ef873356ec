"""Words and rows that stand where they seldom do: none is mistaken for a mark, and each figure is read or named."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from pmxl.returns import landmarks
from pmxl.returns.answers import QueryMark
from pmxl.returns.answers import read_mark
from pmxl.returns.check import judge
from pmxl.returns.checking import Row
from pmxl.returns.claim import as_queried
from pmxl.returns.claim import claim_of
from pmxl.returns.forms.mark import form_mark
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import READ
from pmxl.returns.headings import VALUE
from pmxl.returns.identity import read_identity
from pmxl.returns.landmarks import FORM
from pmxl.returns.landmarks import QUERY
from pmxl.returns.landmarks import UPDATE
from pmxl.returns.landmarks import words_on
from pmxl.returns.names import names_of
from pmxl.returns.own_columns import own_words
from pmxl.returns.paper import find_paper
from pmxl.returns.paper_row import Places
from pmxl.returns.query import fingerprint
from pmxl.returns.update_mark import update_mark
from pmxl.sheets.cells import CellValue
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from tests.specimens.given import row_of
from tests.specimens.given import value
from tests.specimens.paper import ALL_FORCE
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import FORCE
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import SIGNED
from tests.specimens.paper import filled
from tests.specimens.paper import heading_columns
from tests.specimens.paper import returned
from tests.specimens.paper import rows_by_name
from tests.specimens.paper import said
from tests.specimens.paper import values
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q3
from tests.test_layout_reader import book
from tests.test_layout_reader import sheet
from tests.test_return_faults import meta


@pytest.mark.parametrize("words", [QUERY, FORM, UPDATE], ids=min)
def test_the_words_of_a_hidden_sheet_in_another_column_are_no_mark(words: frozenset[str]) -> None:
    """Somebody noted them down: the workbook is no answer and no form by that."""
    noted = book(sheet("Notes", [[None, word, "northvale"] for word in words]))
    assert (read_mark(noted), form_mark(noted), update_mark(noted)) == (None, None, None)


def test_more_texts_than_are_kept_in_mind_are_told_apart_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that are looked for are found on a sheet of any length."""
    page = sheet("Return", [["Town hall", "Ref"], ["Depot", "ref "], ["Library", "Value"], ["Town hall", "Period"]])
    wanted = (("ref", (1, 2)), ("ref", (2, 2)), ("value", (3, 2)), ("period", (4, 2)))
    monkeypatch.setattr(landmarks, "MOST", 1)
    assert words_on(page) == wanted
    assert words_on(page) == wanted


KEYS: list[list[CellValue]] = [
    ["schema", 1.0],
    ["partner", "northvale"],
    ["period", "2022-23 Q3"],
    ["fingerprint", "f0f0"],
]
"""The lines of the hidden sheet that say whose it is."""
HEADED: list[CellValue] = ["row", "ref", "area", "period"]
BURGLARY: list[CellValue] = [6.0, "burglary", None, "2022-23 Q3"]


@pytest.mark.parametrize("blank", [0, 1, 4], ids=["at once", "after a blank line", "far below"])
def test_the_rows_of_the_hidden_sheet_begin_where_their_headings_stand(blank: int) -> None:
    """Wherever that is; a line without a number is none of them, and of the same lines the same is read again."""
    listed: list[list[CellValue]] = [HEADED, BURGLARY, ["n/a", "robbery"], [7.0, "robbery", "north", "2022-23 Q3"]]
    page = sheet("_pmxl", [*KEYS, *([[None]] * blank), *listed])
    for found in (read_identity(page), read_identity(page)):
        assert found is not None
        assert (found.partner, found.fingerprint, found.revision) == ("northvale", "f0f0", "")
        assert found.rows == ((6, "burglary", "", "2022-23 Q3"), (7, "robbery", "north", "2022-23 Q3"))


def test_a_hidden_sheet_without_headings_lists_no_rows() -> None:
    """What stands below its keys is not taken for rows."""
    found = read_identity(sheet("_pmxl", [*KEYS, [None], [None], BURGLARY]))
    assert found is not None
    assert found.rows == ()


def test_a_line_that_says_true_is_not_taken_for_the_first_that_says_one() -> None:
    """To Python the two are equal; what was read of the one before is not what stands in the other."""
    page = sheet("_pmxl", [*KEYS, [None], [None], HEADED, [1.0, *BURGLARY[1:]]])
    first, read = page.cells[8, 1], []
    for number in (1.0, True, 1.0):
        page.cells[8, 1] = first._replace(value=number)
        found = read_identity(page)
        read.append(None if found is None else [row.row for row in found.rows])
    assert read == [[1], [], [1]]


def test_where_a_row_s_cells_stand_is_known_by_every_heading_read() -> None:
    """The address where the column is there, "" where it is not; what is no such heading stands nowhere."""
    places = Places({VALUE: 11}, 6)
    assert dict(places) == dict.fromkeys(READ, "") | {VALUE: "K6"}
    assert len(places) == len(READ)
    assert "Target" not in places


def test_a_fact_of_a_row_is_described_on_its_class() -> None:
    """Documentation and the help of a Python prompt see what it is."""
    assert str(Row.rating.__doc__).startswith("What it is rated as")


def test_an_own_column_left_blank_says_nothing() -> None:
    """Only what stands in the officer's columns is kept with the figure."""
    heads = [*HEADINGS, "Team", "Checked by"]
    marks = [["own column", "Team"], ["own column", "Checked by"]]
    row = ["h1", *[None] * (len(HEADINGS) - 1), None, "A. Shah"]
    paper = find_paper(book(sheet("Return", [heads, row, ["h2"]]), sheet("_pmxl", marks)))
    assert (own_words(paper, 2), own_words(paper, 3)) == ("Checked by: A. Shah", "")


def test_a_percentage_shown_with_its_sign_is_read_as_shown(tmp_path: Path) -> None:
    """0.88 in a cell that shows 88 % is 88; the rest of the return is read as ever."""

    def shown(made: Workbook) -> None:
        page = made["Return"]
        page.cell(rows_by_name(page)["o1"], heading_columns(page)[VALUE]).number_format = "0%"

    rows = {**COUNCIL, "o1": {"Value": 0.88}}
    found = returned(tmp_path, NORTHVALE, rows, change=shown, signed=SIGNED)
    assert [figure.value for figure in found.figures if figure.measure == "o1"] == [88.0]


def test_a_row_put_in_moves_those_below_it_and_no_other(tmp_path: Path) -> None:
    """One Note counts them, and the row above is not said to have moved."""
    found = returned(tmp_path, POLICE, FORCE, change=lambda made: made["Return"].insert_rows(7), signed=SIGNED)
    assert said(found, "STR010").says == "4 rows stand 1 row lower than issued."
    assert values(found) == ALL_FORCE


def test_rows_that_each_moved_by_another_way_are_each_told(tmp_path: Path) -> None:
    """A blank row above every one of them."""

    def spread(made: Workbook) -> None:
        for row in range(HEAD_ROW + 5, HEAD_ROW, -1):
            made["Return"].insert_rows(row)

    found = returned(tmp_path, POLICE, FORCE, change=spread, signed=SIGNED)
    notes = [one.says.rpartition(" was ")[2] for one in found.findings if one.code == "STR010"]
    assert notes == [f"expected in row {row} and found in row {2 * row - 5}." for row in (6, 7, 8, 9, 10)]
    assert values(found) == ALL_FORCE


def test_a_total_of_another_period_is_a_row_that_was_not_asked_for(tmp_path: Path) -> None:
    """It is compared with no area, named, and not read."""

    def total(made: Workbook) -> None:
        page = made["Return"]
        columns, row = heading_columns(page), page.max_row + 1
        for heading, content in (("Ref", "c1"), ("Area", "Total"), ("Period", "2021-22 Q1"), ("Value", "900")):
            page.cell(row, columns[heading]).value = content

    found = returned(tmp_path, POLICE, FORCE, change=total, signed=SIGNED)
    assert "'c1 Total 2021-22 Q1' is not a figure that was asked for" in said(found, "STR009").says
    assert not {"VAL063", "VAL065"} & {one.code for one in found.findings}
    assert values(found) == ALL_FORCE


def test_figures_that_no_two_neighbours_have_make_no_limits() -> None:
    """Every other quarter is missing: nothing can be said of the usual movement but a move of more than half."""
    every_other = {("d1", NORTHVALE, ""): [(Q3.step(-2 * n), 24.0 + n % 2) for n in range(6, 0, -1)]}
    assert "VAL007" not in {one.code for one in judge(row_of("d1", value(30), history=every_other)).findings}
    found = judge(row_of("d1", value(50), history=every_other))
    assert any("that is a move of more than half" in one.says for one in found.findings)


@pytest.mark.parametrize(("key", "content"), [("revision", "two"), ("period", "some day")])
def test_a_hidden_sheet_that_tells_no_period_or_revision_refuses_the_return(
    key: str, content: str, tmp_path: Path
) -> None:
    """That it was changed is said first, and then what cannot be read of it."""
    found = returned(tmp_path, POLICE, FORCE, change=meta(key, content), signed=SIGNED)
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
    assert [one.says.partition(" _pmxl ")[2].partition(":")[0] for one in found.findings if one.code == "STR006"] == [
        "was changed",
        "names no period or no revision that can be read.",
    ]


def test_the_questions_about_another_return_raise_no_revision(tmp_path: Path) -> None:
    """Only those about this partner, period and workbook; whatever else was pasted in leaves the claim as it is."""
    paper = find_paper(read_workbook(filled(tmp_path, POLICE, FORCE)))
    assert paper.identity is not None
    claim = claim_of(paper, names_of(FRAMEWORK), 4)
    asks = ((1, "17", "VAL007"),)

    def asked(to: str, when: str, of: str) -> QueryMark:
        mark = fingerprint("1", to, when, "2", of, asks)
        return QueryMark("1", to, when, 2, of, mark, asks)

    own, when = paper.identity.fingerprint, claim.period.label if claim.period else ""
    assert as_queried(claim, paper, asked(POLICE, when, own), None).revision == 2
    for other in (asked(NORTHVALE, when, own), asked(POLICE, "2022-23 Q2", own), asked(POLICE, when, "f0f0")):
        assert as_queried(claim, paper, other, None) == claim
