"""A partner's own workbook in the quarter's round: collected, asked about in a copy of itself, answered, imported."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl import load_workbook

from pmxl.batch.chunks import Beside
from pmxl.batch.collect import Collected
from pmxl.batch.collect import collect
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import examine
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.returns.headings import ANSWER
from pmxl.returns.headings import ANSWERED_BY
from pmxl.returns.headings import QUERIES_SHEET
from pmxl.terms import Outcome
from tests.specimens.framework_file import framework_file
from tests.test_layout_reader import COUNCILS
from tests.test_layout_reader import POLICE
from tests.test_layout_reader import TWO_AREAS
from tests.test_layout_reader import Grid
from tests.test_layout_sheet import with_layouts

QUARTER = "2026-27 Q1"
FORCE = POLICE | {
    "files": "Force_*",
    "sheet": "KPI",
    "period_from": "file",
    "period": None,
    "period_text": "Force_{year}{month}*",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership that reads the force's own workbook and one of all councils."""
    layouts = with_layouts(FORCE, COUNCILS | {"sheet": "Councils"})
    framework_file(layouts, tmp_path / "framework.xlsx")
    found = Folder(tmp_path)
    issue(found, found.period(QUARTER))
    return found


def theirs(folder: Folder, rows: Grid, name: str = "Force_202606.xlsx", sheet: str = "KPI") -> Path:
    """A workbook of theirs in the inbox."""
    made = Workbook()
    page = made.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    path = folder.inbox(folder.period(QUARTER)) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def collected(folder: Folder) -> Collected:
    """A run over the inbox."""
    return collect(folder, period=folder.period(QUARTER))


@pytest.mark.parametrize(("few", "times"), [(50, 1), (2, 2)], ids=["few partners", "many partners"])
def test_a_workbook_whose_name_says_nobody_is_read_once_where_partners_are_few(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, few: int, times: int
) -> None:
    """Against all that stands, which is little; of thousands of partners it is read to know whose it is, and again."""
    read: list[str] = []

    def counted(desk: Desk, jobs: Sequence[Job], _: object, beside: Beside) -> Iterator[Examined]:
        for job in beside(jobs):
            read.append(job.file)
            yield examine(desk, job)

    monkeypatch.setattr("pmxl.batch.collect.run", counted)
    monkeypatch.setattr("pmxl.batch.pasts.FEW", few)
    theirs(folder, TWO_AREAS)
    (found,) = collected(folder).files
    assert (found.outcome, found.partner, found.kept) == (Outcome.READ, "police", 2)
    assert len(read) == times


def standing(folder: Folder) -> dict[tuple[str, str, str], float]:
    """The figures that stand in the ledger."""
    with folder.ledger() as ledger:
        rows: list[dict[str, Any]] = ledger.recall().to_dict("records")  # type: ignore[assignment]
    return {(row["measure"], row["partner"], row["area"]): row["value"] for row in rows}


def test_it_counts_as_the_return_of_the_partner(folder: Folder) -> None:
    """One outcome, its partner and period, and every figure with the cell of their own sheet."""
    theirs(folder, TWO_AREAS)
    (found,) = collected(folder).files
    assert (found.outcome, found.partner, found.period, found.kept) == (Outcome.READ, "police", QUARTER, 2)
    assert standing(folder) == {("burglary", "police", "hill"): 300.0, ("burglary", "police", "vale"): 412.0}
    (again,) = collected(folder).files
    assert again.outcome is Outcome.SKIPPED


def test_it_is_asked_back_in_its_own_workbook_and_the_answer_is_taken(folder: Folder) -> None:
    """The copy bears another name and a sheet of ours; it is read through the same layout, as the next revision."""
    theirs(folder, TWO_AREAS[:2])
    first = collected(folder)
    assert [finding.code for finding in first.files[0].findings if finding.is_open] == ["STR038"]
    (asked,) = first.queried
    assert asked.why == ""
    book = load_workbook(asked.path)
    assert book["KPI"]["B2"].value == 300
    answer(book[QUERIES_SHEET], "Vale was merged into Hill.", "Inspector Nash")
    book["KPI"]["B2"] = 310
    book.save(folder.inbox(folder.period(QUARTER)) / "corrected.xlsx")
    found = next(one for one in collected(folder).files if one.file == "corrected.xlsx")
    assert (found.partner, found.period, found.kept, found.revision) == ("police", QUARTER, 1, 2)
    assert [(one.code, one.text, one.by) for one in found.answers] == [
        ("STR038", "Vale was merged into Hill.", "Inspector Nash")
    ]
    assert not [finding for finding in found.findings if finding.is_open]
    assert standing(folder) == {("burglary", "police", "hill"): 310.0}


def answer(page: Any, text: str, name: str) -> None:
    """Types an answer to the first question."""
    heads = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value in (ANSWER, ANSWERED_BY)}
    row = heads[ANSWER].row + 1
    page.cell(row, heads[ANSWER].column).value = text
    page.cell(row, heads[ANSWERED_BY].column).value = name


def test_a_sheet_of_several_partners_is_an_import(folder: Folder) -> None:
    """It is nobody's return, and every figure in it is kept."""
    rows: Grid = [["Council", "Helped", "Asked"], ["North", 90, 100], ["South Council", 80, 100]]
    theirs(folder, rows, "all.xlsx", "Councils")
    (found,) = collected(folder).files
    assert (found.outcome, found.partner, found.period, found.kept) == (Outcome.READ, "", "", 2)
    assert standing(folder) == {("helped", "north", ""): 90.0, ("helped", "south", ""): 80.0}
    assert "(helped north, helped south)" in str(found.findings[-1])


def test_a_figure_in_two_places_is_not_said_to_be_missing(folder: Folder) -> None:
    """It was found twice: that is an Error, and nobody is asked to give it or to add a name."""
    theirs(folder, [*TWO_AREAS, ["Hill", 5]])
    (found,) = collected(folder).files
    assert [finding.code for finding in found.findings if finding.is_open] == ["STR040"]
    assert (found.kept, found.refused) == (1, 2)


def test_an_import_says_nothing_against_a_return_that_stands(folder: Folder) -> None:
    """A council's own figure stays; that of the sheet of all is left out and told."""
    head = ["Council", "Helped", "Asked"]
    theirs(folder, [head, ["North", 95, 100]], "north.xlsx", "Councils")
    assert [one.partner for one in collected(folder).files] == ["north"]
    theirs(folder, [head, ["North", 90, 100], ["South Council", 80, 100]], "all.xlsx", "Councils")
    found = next(one for one in collected(folder).files if one.file == "all.xlsx")
    assert (found.outcome, found.kept, found.refused) == (Outcome.FINDINGS, 1, 1)
    assert standing(folder) == {("helped", "north", ""): 95.0, ("helped", "south", ""): 80.0}


def test_what_no_layout_fits_is_refused_and_says_how_to_go_on(folder: Folder) -> None:
    """The reasons why each does not fit, and the command that proposes one."""
    theirs(folder, TWO_AREAS, "Other.xlsx", "Sheet1")
    (found,) = collected(folder).files
    assert (found.outcome, found.code) == (Outcome.REFUSED, "STR030")
    said = str(found.findings[0])
    assert "police: its files are named Force_*; councils: there is no sheet named Councils." in said
    assert "pmxl layout FILE" in said
    assert standing(folder) == {}
