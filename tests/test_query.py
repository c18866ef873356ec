"""The round trip of a return: asked back in the partner's own workbook, answered, settled, and shown."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pmxl.assess.register import register
from pmxl.batch.accept import accept
from pmxl.batch.collect import Collected
from pmxl.batch.collect import collect
from pmxl.batch.crew import Limits
from pmxl.batch.enter import Typed
from pmxl.batch.enter import enter
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.query import query
from pmxl.batch.scorecard import assessment
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.reports.scorecard import plan_scorecard
from pmxl.returns.headings import HEADINGS
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from tests.office import saved_as
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS
from tests.test_batch import fill

REASON, OFFICER = "The team rang to say so", "A. Officer"
PAST = "".join(
    f"{partner},early,2021-22 Q{n},{40 + n},100\n{partner},early,2022-23 Q{n},{44 + n},100\n"
    for partner in ("ash", "birch")
    for n in (1, 2)
)


@pytest.fixture(scope="module")
def sent_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three partners, one measure, a past of about 45 %; Q3 issued; ash sends 80 %, which is unusual, birch 46 %."""
    path = tmp_path_factory.mktemp("threewoods")
    framework_file(ROWS, path / "framework.xlsx", "Threewoods Partnership")
    (path / "past.csv").write_text("partner,measure,period,numerator,denominator\n" + PAST, encoding="utf-8")
    folder = Folder(path)
    import_figures(folder, path / "past.csv")
    period = folder.period(PERIOD)
    issue(folder, period)
    fill(folder.issued(period) / "ash.xlsx", folder.inbox(period) / "ash.xlsx", 80, 100)
    fill(folder.issued(period) / "birch.xlsx", folder.inbox(period) / "birch.xlsx", 46, 100)
    return path


@pytest.fixture
def fresh(sent_in: Path, tmp_path: Path) -> Folder:
    """Nothing collected yet."""
    return Folder(shutil.copytree(sent_in, tmp_path / "threewoods"))


@pytest.fixture(scope="module")
def asked_back(sent_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its first collect."""
    path = shutil.copytree(sent_in, tmp_path_factory.mktemp("asked") / "threewoods")
    take(Folder(path))
    return path


@pytest.fixture
def folder(asked_back: Path, tmp_path: Path) -> Folder:
    """Ash's return and birch's are collected, and ash is asked about its figure."""
    return Folder(shutil.copytree(asked_back, tmp_path / "threewoods"))


def take(folder: Folder) -> Collected:
    """Collect the quarter."""
    return collect(folder, period=folder.period(PERIOD))


def asked_of(folder: Folder, name: str = "ash.xlsx") -> Path:
    """A query workbook."""
    return folder.queries(folder.period(PERIOD)) / name


def reply(query_file: Path, to: Path, answer: str = "", name: str = "", **cells: Any) -> Path:
    """The query workbook as the partner saves it: every question answered, and cells of the sheet Return typed in."""
    book = load_workbook(query_file)
    sheet = book["Queries"]
    head = next(n for n, row in enumerate(sheet.iter_rows(), 1) if row[0].value == "No.")
    columns = {str(cell.value): n for n, cell in enumerate(sheet[head], 1)}
    for row in range(head + 1, sheet.max_row + 1):
        sheet.cell(row, columns["Your answer"]).value = answer or None
        sheet.cell(row, columns["Your name"]).value = name or None
    for address, value in cells.items():
        book["Return"][address].value = value
    book.save(to)
    return to


def figure_now(folder: Folder, partner: str) -> dict[str, Any]:
    """What stands for a partner in the quarter, held figures too."""
    period = folder.period(PERIOD)
    with folder.ledger() as ledger:
        frame = ledger.recall(held=True)
    mine = frame[(frame["partner"] == partner) & (frame["start"] == period.start) & (frame["months"] == period.months)]
    rows = mine.to_dict("records")
    assert len(rows) == 1, rows
    return {str(name): value for name, value in rows[0].items()}


def register_of(folder: Folder, partner: str) -> dict[str, Any]:
    """A partner's line of the register."""
    period = folder.period(PERIOD)
    with folder.ledger() as ledger:
        rows = register(folder.framework, period, ledger.receipts(), ledger.recall(held=True)).to_dict("records")
    return next({str(k): v for k, v in row.items()} for row in rows if row["partner"] == partner)


def pmxl(folder: Folder, *words: str) -> Any:
    """A command in the folder."""
    return CliRunner().invoke(app, [*words, "--partnership", str(folder.path)])


def test_collect_asks_back_where_something_is_open_and_says_where(fresh: Folder) -> None:
    """A partner with a Query gets a query workbook, one without gets none, and the path is told."""
    said = pmxl(fresh, "collect", "--period", PERIOD).stdout
    place = asked_of(fresh)
    assert [path.name for path in place.parent.iterdir()] == ["ash.xlsx"]
    assert f"To send to ash: {place}: 1 question" in said
    records = json.loads(pmxl(fresh, "collect", "--period", PERIOD, "--format", "json").stdout)["queries"]
    assert records == [{"partner": "ash", "file": str(place), "questions": 1, "why": "", "new": False}]


def test_no_queries_writes_none(fresh: Folder) -> None:
    """With --no-queries nobody is asked back."""
    pmxl(fresh, "collect", "--period", PERIOD, "--no-queries")
    assert not asked_of(fresh).parent.exists()


def test_the_copy_is_their_own_workbook_with_the_questions_in_front(folder: Folder) -> None:
    """Every cell of every sheet of theirs is as it was, byte for byte in the rows; ours are added around them."""
    theirs, copy = folder.inbox(folder.period(PERIOD)) / "ash.xlsx", asked_of(folder)
    before, after = read_workbook(theirs), read_workbook(copy)
    assert [sheet.name for sheet in after.sheets] == ["Queries", *(s.name for s in before.sheets), "_pmxl_queries"]
    for sheet in before.sheets:
        found = after.sheet(sheet.name)
        assert found is not None
        assert found.cells == sheet.cells
        assert found.state == sheet.state
    cells = re.compile(rb"<sheetData>.*</sheetData>", re.S)
    with zipfile.ZipFile(theirs) as old, zipfile.ZipFile(copy) as new:
        for part in old.namelist():
            if part.startswith("xl/worksheets/sheet"):
                assert cells.findall(old.read(part)) == cells.findall(new.read(part)) != []
    assert lint_workbook(copy) == []


def test_a_question_names_links_notes_and_colours_its_cell(folder: Folder) -> None:
    """The row says what was found and asked and leads to the cell, which carries a note and a colour of its own."""
    book = load_workbook(asked_of(folder))
    sheet = book["Queries"]
    row = next(row for row in sheet.iter_rows() if row[0].value == 1)
    assert row[1].value == "Helped early"
    assert row[2].value == "Return!K6"
    assert row[3].value == "○ Explanation"
    assert str(row[4].value).startswith("Helped early was 46.0 % in 2022-23 Q2 and is 80.0 % now;")
    assert row[5].value == "Confirm the figure or correct it."
    assert row[8].value == "VAL007"
    assert row[2].hyperlink is not None
    assert row[2].hyperlink.location == "'Return'!K6"
    assert row[6].value is None
    assert not row[6].protection.locked
    note = book["Return"]["K6"].comment
    assert note is not None
    assert note.text.startswith("Question 1 [VAL007]\nHelped early was 46.0 %")
    coloured = [str(block.sqref) for block in book["Return"].conditional_formatting if "K6" in str(block.sqref)]
    assert "K6" in coloured
    assert book.active is sheet
    assert not book["Cover"].sheet_view.tabSelected


def test_asking_again_changes_nothing(folder: Folder) -> None:
    """While nothing has changed the workbook that was written is left as it is, whoever worked in it."""
    reply(asked_of(folder), asked_of(folder), "half an answer")
    before = asked_of(folder).read_bytes()
    again = query(folder, folder.period(PERIOD))
    assert [one.is_new for one in again] == [False]
    assert asked_of(folder).read_bytes() == before


def test_an_explanation_closes_the_query_and_is_kept(folder: Folder) -> None:
    """What the partner types under Your answer is in the outcome and the ledger, and nothing is open any more."""
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", "A new team began", "B. Ash")
    done = next(file for file in take(folder).files if file.file == "back.xlsx")
    assert (done.outcome, done.revision, done.kept) == (Outcome.FINDINGS, 2, 1)
    assert [(a.code, a.how, a.text, a.by) for a in done.answers] == [
        ("VAL007", "explained", "A new team began", "B. Ash")
    ]
    assert [f.closed.split(" on ")[0] for f in done.findings] == ["Explained by B. Ash"]
    assert (register_of(folder, "ash")["status"], register_of(folder, "ash")["findings"]) == ("Accepted", 0)
    assert query(folder, folder.period(PERIOD)) == []
    figure = next(row for row in assessment(folder, folder.period(PERIOD)).figures.to_dict("records"))
    assert figure["note"].startswith("Explained by B. Ash on ")
    assert figure["note"].endswith(": A new team began")


def test_the_same_answer_taken_twice_is_kept_once(folder: Folder) -> None:
    """A file sent again under another name changes nothing."""
    inbox = folder.inbox(folder.period(PERIOD))
    back = reply(asked_of(folder), inbox / "back.xlsx", "A new team began", "B. Ash")
    take(folder)
    shutil.copy(back, inbox / "back (1).xlsx")
    take(folder)
    with folder.ledger() as ledger:
        assert len(ledger.answers()) == 1


def test_an_answer_without_a_name_is_that_of_whoever_signed(folder: Folder) -> None:
    """Nothing is lost because a name is missing."""
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", "A new team began")
    take(folder)
    with folder.ledger() as ledger:
        assert [answer.by for answer in ledger.answers()] == ["Head of Insight"]


def test_a_corrected_figure_supersedes_and_is_told_before_and_after(folder: Folder) -> None:
    """The answer is the next revision: no dispute; the outcome says what changed, where, from what and by whom."""
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", I6=47)
    done = next(file for file in take(folder).files if file.file == "back.xlsx")
    assert (done.outcome, done.revision, done.code) == (Outcome.READ, 2, "")
    assert figure_now(folder, "ash")["value"] == 47
    (change,) = done.as_record()["changes"]
    assert (change["measure"], change["cell"], change["by"]) == ("early", "I6:J6", "Head of Insight")
    assert (change["before_numerator"], change["after_numerator"]) == (80, 47)
    (row,) = assessment(folder, folder.period(PERIOD)).changes.to_dict("records")
    assert (row["before_words"], row["after_words"], row["by"]) == ("80 over 100", "47 over 100", "Head of Insight")


def test_an_explanation_of_a_figure_corrected_besides_answers_the_new_question(folder: Folder) -> None:
    """The figure is corrected, is unusual still, and the words beside it explain it as it is now."""
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", "A new team began", "B. Ash", I6=78)
    done = next(file for file in take(folder).files if file.file == "back.xlsx")
    assert [f.is_open for f in done.findings] == [False]
    assert figure_now(folder, "ash")["value"] == 78


def test_what_is_still_open_is_asked_again_beside_the_first(folder: Folder) -> None:
    """A second round has a revision and a file of its own, and never writes over the first."""
    first = asked_of(folder).read_bytes()
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", I6=79)
    take(folder)
    assert asked_of(folder).read_bytes() == first
    second = asked_of(folder, "ash-r2.xlsx")
    reply(second, folder.inbox(folder.period(PERIOD)) / "third.xlsx", "It is right", "B. Ash")
    book = load_workbook(second)
    assert book.sheetnames == load_workbook(asked_of(folder)).sheetnames
    assert book["Return"]["K6"].comment.text.count("Question") == 1
    done = next(file for file in take(folder).files if file.file == "third.xlsx")
    assert done.revision == 3
    assert not any(f.is_open for f in done.findings)


def test_one_that_somebody_worked_in_is_not_written_over(folder: Folder) -> None:
    """When there is something else to ask, the file with a person's work in it stays, and the new one stands beside."""
    reply(asked_of(folder), asked_of(folder), "half an answer")
    worked_in = asked_of(folder).read_bytes()
    shutil.move(asked_of(folder), asked_of(folder, "away.xlsx"))
    query(folder, folder.period(PERIOD))
    shutil.move(asked_of(folder, "away.xlsx"), asked_of(folder))
    enter(folder, folder.period(PERIOD), Typed("early", "ash", value="50"), reason=REASON, by=OFFICER)
    assert query(folder, folder.period(PERIOD)) == []
    assert asked_of(folder).read_bytes() == worked_in


def test_answers_whose_hidden_sheet_is_gone_are_told_and_not_lost(folder: Folder) -> None:
    """Without the mark the answer cannot be matched: a Query says what it was, and the revision stays the first."""
    back = reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", "A new team began", "B. Ash")
    book = load_workbook(back)
    del book["_pmxl_queries"]
    book.save(back)
    done = next(file for file in take(folder).files if file.file == "back.xlsx")
    lost = next(f for f in done.findings if f.code == "RET040")
    assert str(lost) == (
        "back.xlsx › Queries!G10: The answer 'A new team began' has lost its question: the hidden sheet _pmxl_queries "
        "is not whole. Say which question it answers, or accept the finding for the partner with pmxl accept. [RET040]"
    )
    assert done.revision == 1


def test_a_mark_changed_by_hand_raises_no_revision(folder: Folder) -> None:
    """Nobody makes a return stand above another by typing a number into the hidden sheet."""
    back = reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", "Yes", "B. Ash")
    book = load_workbook(back)
    next(row for row in book["_pmxl_queries"].iter_rows() if row[0].value == "query revision")[1].value = 9
    book.save(back)
    done = next(file for file in take(folder).files if file.file == "back.xlsx")
    assert done.revision == 1


def held(folder: Folder) -> None:
    """Ash's figure becomes one that can be read two ways: 0.46 or 46."""
    period = folder.period(PERIOD)
    path = folder.inbox(period) / "ash.xlsx"
    book = load_workbook(path)
    book["Return"]["I6"].value = book["Return"]["J6"].value = None
    book["Return"]["K6"].value = 0.46
    book["Return"]["K6"].number_format = "General"
    book.save(path)
    done = next(file for file in take(folder).files if file.file == "ash.xlsx")
    assert (done.kept, done.held) == (0, 1), done


def test_accepting_a_hold_lets_the_figure_count(fresh: Folder) -> None:
    """From that moment it counts, with who and why beside it; as at the moment before it was held."""
    held(fresh)
    done = accept(fresh, fresh.period(PERIOD), "ash", "early", code="num030", reason=REASON, by=OFFICER)
    assert [f.code for f in done.closed] == ["NUM030"]
    assert [key.measure for key in done.released] == ["early"]
    now = figure_now(fresh, "ash")
    assert (now["held"], now["value"]) == (False, 0.46)
    assert register_of(fresh, "ash")["kept"] == 1
    with fresh.ledger() as ledger:
        (said,) = ledger.answers()
        key = done.released[0]
        states = ledger.history(key)[["held", "value"]].to_dict("records")
    assert (said.how, said.text, said.by) == ("accepted", REASON, OFFICER)
    assert [state["held"] for state in states] == [True, False]


def test_an_explanation_does_not_release_a_hold(fresh: Folder) -> None:
    """What the partner says to it is kept; the officer decides which reading is meant."""
    held(fresh)
    back = reply(asked_of(fresh), fresh.inbox(fresh.period(PERIOD)) / "back.xlsx", "It is 46 %", "B. Ash")
    done = next(file for file in take(fresh).files if file.file == back.name)
    assert [(a.code, a.how) for a in done.answers] == [("NUM030", "noted"), ("VAL012", "explained")][
        : len(done.answers)
    ]
    assert figure_now(fresh, "ash")["held"]
    assert register_of(fresh, "ash")["held"] == 1


def test_what_was_accepted_is_not_held_again_in_the_next_revision(fresh: Folder) -> None:
    """The same figure with the same question, sent again, counts at once."""
    held(fresh)
    back = reply(asked_of(fresh), fresh.path / "later.xlsx", "", "", M6="Said again.")
    accept(fresh, fresh.period(PERIOD), "ash", reason=REASON, by=OFFICER)
    shutil.copy(back, fresh.inbox(fresh.period(PERIOD)) / "later.xlsx")
    done = next(file for file in take(fresh).files if file.file == "later.xlsx")
    assert (done.revision, done.kept, done.held) == (2, 1, 0)
    assert not figure_now(fresh, "ash")["held"]


def test_what_was_accepted_of_one_partner_lets_no_other_through(fresh: Folder) -> None:
    """The same doubt in the same words of another partner, or of a later period, is a question of its own."""
    inbox = fresh.inbox(fresh.period(PERIOD))
    waits = (inbox / "birch.xlsx").rename(fresh.path / "birch.xlsx")
    book = load_workbook(waits)
    book["Return"]["I6"].value = book["Return"]["J6"].value = None
    book["Return"]["K6"].value = 0.46
    book["Return"]["K6"].number_format = "General"
    held(fresh)
    accept(fresh, fresh.period(PERIOD), "ash", reason=REASON, by=OFFICER)
    book.save(inbox / "birch.xlsx")
    done = next(file for file in take(fresh).files if file.file == "birch.xlsx")
    assert (done.kept, done.held) == (0, 1)
    assert figure_now(fresh, "birch")["held"]


def test_a_query_is_accepted_and_shown_wherever_the_figure_is(folder: Folder) -> None:
    """Reason and name are on the scorecard's sheets, in the records, and nothing is open."""
    words = ["accept", PERIOD, "ash", "early", "--reason", REASON, "--by", OFFICER]
    said = pmxl(folder, *words)
    assert said.exit_code == 0
    assert "Nothing else is open of Ash for 2022-23 Q3." in said.stdout
    found = assessment(folder, folder.period(PERIOD))
    (row,) = found.measures.to_dict("records")
    assert re.fullmatch(rf"Ash: Accepted by {OFFICER} on \d+ \w+ \d+: {REASON}", row["settled"])
    records = json.loads(pmxl(folder, "assess", PERIOD, "--format", "json").stdout)
    assert REASON in records["rows"][0]["settled"]
    assert REASON in records["figures"][0]["note"]
    plans = {sheet.name: sheet for sheet in plan_scorecard(found).sheets}
    for name in ("Data", "Returned", "Community"):
        assert REASON in str(plans[name].puts) + str(plans[name].tables), name


def test_an_error_is_not_accepted(fresh: Folder) -> None:
    """What is an Error must be corrected, or the figure entered."""
    path = fresh.inbox(fresh.period(PERIOD)) / "ash.xlsx"
    book = load_workbook(path)
    book["Return"]["I6"].value = "lots"
    book.save(path)
    take(fresh)
    with pytest.raises(Refusal, match="An Error cannot be accepted") as refused:
        accept(fresh, fresh.period(PERIOD), "ash", code="NUM010", reason=REASON, by=OFFICER)
    assert refused.value.finding.code in ("RET043", "RET044")


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        ({"reason": " ", "by": OFFICER}, "RET045", "There is no reason."),
        ({"reason": REASON, "by": ""}, "RET045", "There is no name."),
        (
            {"reason": REASON, "by": OFFICER, "code": "VAL001"},
            "RET043",
            "No Query or Hold like that is open of ash for ",
        ),
        ({"reason": REASON, "by": OFFICER, "measure": "late"}, "RET046", "No measure has the id 'late'."),
        ({"reason": REASON, "by": OFFICER, "partner": "oak"}, "RET003", "No partner has the id 'oak'."),
    ],
)
def test_accepting_is_refused_in_a_sentence(folder: Folder, given: dict[str, str], code: str, says: str) -> None:
    """Each with what to do about it, and nothing is recorded."""
    with pytest.raises(Refusal, match=re.escape(says)) as refused:
        accept(folder, folder.period(PERIOD), **{"partner": "ash", **given})
    assert refused.value.finding.code == code
    with folder.ledger() as ledger:
        assert ledger.answers() == []


def test_a_figure_is_entered_in_a_partner_s_place(folder: Folder) -> None:
    """Cedar sent nothing: the officer's figure counts, with who and why as its provenance."""
    words = ["enter", "early", PERIOD, "--partner", "cedar", "--numerator", "45", "--denominator", "90"]
    said = pmxl(folder, *words, "--reason", REASON, "--by", OFFICER)
    assert said.exit_code == 0, said.stdout
    now = figure_now(folder, "cedar")
    assert (now["value"], now["file"], now["signed_by"]) == (50, f"Entered by {OFFICER}", OFFICER)
    assert re.fullmatch(rf"Entered by {OFFICER} on \d+ \w+ \d+: {REASON}", now["note"])
    (row,) = assessment(folder, folder.period(PERIOD)).measures.to_dict("records")
    assert f"Cedar: {now['note']}" in row["settled"]
    assert REASON in pmxl(folder, "export").stdout


def test_an_entered_figure_stands_until_the_partner_gives_its_own(folder: Folder) -> None:
    """It stands above what was sent, closes what was asked about it, and gives way to the next revision."""
    enter(folder, folder.period(PERIOD), Typed("early", "ash", value="50"), reason=REASON, by=OFFICER)
    assert figure_now(folder, "ash")["value"] == 50
    assert register_of(folder, "ash")["findings"] == 0
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", I6=47)
    done = next(file for file in take(folder).files if file.file == "back.xlsx")
    assert figure_now(folder, "ash")["value"] == 47
    assert [(c.before.value if c.before else None, c.after.value) for c in done.changes] == [(50, 47)]


def test_a_first_revision_sent_again_is_told_that_an_entry_stands_above_it(folder: Folder) -> None:
    """Only of the figure entered is it said, in its name, and not that the whole revision came too late."""
    enter(folder, folder.period(PERIOD), Typed("early", "ash", value="50"), reason=REASON, by=OFFICER)
    period = folder.period(PERIOD)
    fill(folder.issued(period) / "ash.xlsx", folder.inbox(period) / "ash corrected.xlsx", 46, 100)
    done = next(file for file in take(folder).files if file.file == "ash corrected.xlsx")
    assert [f.says for f in done.findings if f.code in ("RET008", "RET024")] == [
        f"The figure of Helped early is the one entered by {OFFICER}, and it stands above one in this file."
    ]


def test_a_figure_that_cannot_be_is_not_entered(folder: Folder) -> None:
    """The checks of a return hold for an officer too; what they only ask about the reason answers."""
    with pytest.raises(Refusal) as refused:
        enter(folder, folder.period(PERIOD), Typed("early", "ash", value="-5"), reason=REASON, by=OFFICER)
    assert all(f.code.startswith(("VAL", "NUM")) for f in refused.value.findings)
    with pytest.raises(Refusal, match="There is no figure"):
        enter(folder, folder.period(PERIOD), Typed("early", "ash"), reason=REASON, by=OFFICER)
    done = enter(folder, folder.period(PERIOD), Typed("early", "ash", value="80"), reason=REASON, by=OFFICER)
    assert [f.code for f in done.findings]
    assert figure_now(folder, "ash")["value"] == 80


def test_what_came_in_another_form_is_asked_in_a_new_workbook_that_says_why(fresh: Folder) -> None:
    """A sheet of figures as .csv cannot hold our questions; the figures it gave are in the new workbook."""
    sheet = load_workbook(fresh.inbox(fresh.period(PERIOD)) / "ash.xlsx")["Return"]
    with (fresh.inbox(fresh.period(PERIOD)) / "ash.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("80.0" if c.column == 11 and c.row == 6 else c.value for c in row) for row in sheet.iter_rows()]
        )
    (fresh.inbox(fresh.period(PERIOD)) / "ash.xlsx").unlink()
    take(fresh)
    book = load_workbook(asked_of(fresh))
    said = [str(cell.value) for row in book["Queries"].iter_rows(max_row=12) for cell in row if cell.value]
    assert (
        "Your own workbook could not be sent back, because it came as .csv, and only an Excel workbook (.xlsx) can be "
        "marked in a copy. This is a new one; the figures that you gave are in it."
    ) in said
    assert (book["Return"]["I6"].value, book["Return"]["J6"].value) == (80, 100)
    assert str(book["Return"]["K6"].value).startswith("="), "typed over, it would stand against a corrected part"


def test_a_hostile_reason_or_answer_is_text_in_everything_we_write(folder: Folder) -> None:
    """What looks like a formula is none in the scorecard, the query workbook and the export."""
    hostile = '=HYPERLINK("http://127.0.0.1/x","y")'
    reply(asked_of(folder), folder.inbox(folder.period(PERIOD)) / "back.xlsx", "'" + hostile, hostile[1:])
    take(folder)
    enter(folder, folder.period(PERIOD), Typed("early", "cedar", value="50"), reason=hostile, by=hostile)
    assert pmxl(folder, "scorecard", PERIOD).exit_code == 0
    path = folder.scorecard(folder.period(PERIOD))
    with zipfile.ZipFile(path) as book:
        formulas = [f for part in book.namelist() for f in re.findall(rb"<f>([^<]*)<", book.read(part))]
        assert not [formula for formula in formulas if b"HYPERLINK" in formula or b"127.0.0.1" in formula]
    assert not re.search(r"(^|,)\"?=", pmxl(folder, "export").stdout, re.M)


def with_own_column(path: Path, heading: str, text: str) -> None:
    """A column that the partner added to its return for itself, with a text beside the first figure."""
    book = load_workbook(path)
    for row, said in ((5, heading), (6, text)):
        cell = book["Return"].cell(row, len(HEADINGS) + 1)
        cell.value, cell.data_type = said, "s"
    book.save(path)


def test_what_cannot_be_copied_is_asked_in_a_new_workbook_with_their_figures(
    fresh: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the return issued anew with what they gave, in columns of their own too, coloured and noted, and its
    answer is the next revision.
    """
    from pmxl.batch import query_book
    from pmxl.sheets.splice import Unspliceable

    def unsafe(*_: Any) -> None:
        raise Unspliceable("it has sheets of macros")

    monkeypatch.setattr(query_book, "copied", unsafe)
    sent = fresh.inbox(fresh.period(PERIOD)) / "ash.xlsx"
    with_own_column(sent, "Team", "=North & East")
    take(fresh)
    book = load_workbook(asked_of(fresh))
    assert [book["Return"].cell(row, len(HEADINGS) + 1).value for row in (5, 6)] == ["Team", "=North & East"]
    assert book["Return"].cell(6, len(HEADINGS) + 1).data_type == "s"
    said = [str(row[0].value) for row in book["Queries"].iter_rows(max_row=8)]
    assert any(
        "because it has sheets of macros. This is a new one; the figures that you gave are in it." in t for t in said
    )
    assert (book["Return"]["I6"].value, book["Return"]["J6"].value) == (80, 100)
    assert book["Return"]["M6"].value == "As the team expected."
    assert book["Return"]["K6"].comment is not None
    assert lint_workbook(asked_of(fresh)) == []
    reply(asked_of(fresh), fresh.inbox(fresh.period(PERIOD)) / "back.xlsx", "A new team began", "B. Ash", I6=79)
    done = next(file for file in take(fresh).files if file.file == "back.xlsx")
    assert (done.revision, done.kept, [f.is_open for f in done.findings if f.code == "VAL007"]) == (2, 1, [False])


@pytest.mark.reads_apart
@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (lambda *_: os._exit(1), "reading it again stopped its reader"),
        (lambda *_: time.sleep(60), "reading it again took too long"),
    ],
    ids=["dies", "stalls"],
)
def test_a_return_on_which_its_reader_ends_is_asked_in_a_new_workbook(
    fresh: Folder, monkeypatch: pytest.MonkeyPatch, happens: Callable[..., Any], why: str
) -> None:
    """It was read when it came, and a second time it costs itself only: the question goes out and says so."""
    monkeypatch.setattr("pmxl.batch.query_book.copied", happens)
    limits = Limits(2.0, 1 << 30)
    monkeypatch.setattr("pmxl.batch.query.limits_of", lambda _: limits)
    (asked,) = take(fresh).queried
    assert (asked.partner, asked.why, asked.is_new) == ("ash", why, True)
    said = [str(row[0].value) for row in load_workbook(asked.path)["Queries"].iter_rows(max_row=8)]
    assert any(f"because {why}. This is a new one; please fill it in." in text for text in said)


def test_a_fault_of_our_own_in_a_copy_is_told(fresh: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its report, and not as if the partner's workbook could not be copied."""

    def fails(*_: Any) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("pmxl.batch.query_book.copied", fails)
    with pytest.raises(RuntimeError, match="ZeroDivisionError: ours"):
        take(fresh)


def test_a_return_too_large_to_copy_is_asked_in_a_new_workbook(fresh: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs more memory than one file may have."""

    def needs_more(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("pmxl.batch.query_book.copied", needs_more)
    (asked,) = take(fresh).queried
    assert asked.why == "it needs more memory than one file may have"


def test_nothing_is_asked_of_a_partner_whose_files_are_in_dispute(fresh: Folder) -> None:
    """First the officer says which file is right."""
    period = fresh.period(PERIOD)
    fill(fresh.issued(period) / "ash.xlsx", fresh.inbox(period) / "ash-2.xlsx", 81, 100)
    assert take(fresh).queried == ()


def test_what_was_kept_stays_kept_when_no_query_can_be_written(fresh: Folder) -> None:
    """A folder that takes no file is told after the outcomes, with the exit code of the machine."""
    asked_of(fresh).parent.write_text("a file where the folder should be", encoding="utf-8")
    said = pmxl(fresh, "collect", "--period", PERIOD)
    assert said.exit_code == 4
    assert figure_now(fresh, "ash")["value"] == 80


def test_an_answer_saved_by_libreoffice_is_read(folder: Folder, tmp_path: Path) -> None:
    """The mark, the answer and the figures come through another program."""
    back = reply(asked_of(folder), tmp_path / "back.xlsx", "A new team began", "B. Ash", I6=79)
    (saved,) = saved_as("xlsx:Calc MS Excel 2007 XML", tmp_path, back)
    saved.rename(folder.inbox(folder.period(PERIOD)) / saved.name)
    taken = next(file for file in take(folder).files if file.file == "back.xlsx")
    assert (taken.revision, [a.text for a in taken.answers]) == (2, ["A new team began"])
    assert figure_now(folder, "ash")["value"] == 79
