"""The stages of the quarter on a folder: issue, collect, and what never goes wrong in between."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from typer.testing import CliRunner

from pmxl.batch.collect import Collected
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.outcomes import totals
from pmxl.batch.scorecard import five_lines
from pmxl.batch.scorecard import scorecard
from pmxl.batch.status import status
from pmxl.batch.take import export_figures
from pmxl.batch.take import import_figures
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.ledger import Ledger
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.framework_file import framework_file

ROWS: dict[str, list[dict[str, Any]]] = {
    "settings": [{"key": "name", "value": "Threewoods Partnership"}, {"key": "deadline_days", "value": 21}],
    "partners": [{"id": i, "name": i.title(), "contact": "Lead officer"} for i in ("ash", "birch", "cedar")],
    "perspectives": [{"id": "community", "name": "Community", "question": "Is it better here?", "order": 1}],
    "objectives": [{"id": "safer", "name": "Safer streets", "perspective": "community", "owner": "Board"}],
    "measures": [
        {
            "id": "early",
            "name": "Helped early",
            "definition": "Households helped before they lose their home.",
            "objective": "safer",
            "kind": "percentage",
            "unit": "%",
            "decimals": 1,
            "multiplier": 100,
            "polarity": "higher",
            "frequency": "quarter",
            "accumulate": "flow",
            "partners": "all",
            "data_owner": "Analyst",
            "performance_owner": "Director",
            "key": "yes",
        }
    ],
    "targets": [
        {
            "measure": "early",
            "period": "2022-23",
            "basis": "year",
            "target": 50,
            "purpose": "manage",
            "agreed_by": "the Board",
            "agreed_on": "2022-03-03",
        }
    ],
    "tolerances": [
        {"measure": "early", "rule": "points", "amount": 5, "agreed_by": "the Board", "agreed_on": "2022-03-03"}
    ],
}

PERIOD = "2022-23 Q3"
SIGNED: dict[Any, Any] = {"Signed off by": "Head of Insight", "Date signed off": date(2023, 1, 20)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of three partners and one measure."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    return Folder(tmp_path)


def fill(issued: Path, to: Path, numerator: float, denominator: float) -> Path:
    """The return filled in as a person would in Excel."""
    book = load_workbook(issued)
    sheet = book["Return"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=30) for cell in row if cell.value}
    row = next(cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "early")
    sheet.cell(row, heads["Numerator"]).value = numerator
    sheet.cell(row, heads["Denominator"]).value = denominator
    sheet.cell(row, heads["Commentary"]).value = "As the team expected."
    cover = book["Cover"]
    for cells in cover.iter_rows():
        for cell in cells:
            if isinstance(cell, Cell) and cell.value in SIGNED:
                cell.offset(0, 1).value = SIGNED[cell.value]
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    return to


def sent(folder: Folder, partner: str, n: float = 50, d: float = 100, name: str = "", revision: int = 1) -> Path:
    """A partner's filled return in the inbox."""
    period = folder.period(PERIOD)
    suffix = "" if revision == 1 else f"-r{revision}"
    issued = folder.issued(period) / f"{partner}{suffix}.xlsx"
    return fill(issued, folder.inbox(period) / (name or f"{partner}.xlsx"), n, d)


def outcomes(collected: Collected) -> dict[str, str]:
    """Outcome by file."""
    return {file.file: file.outcome.value for file in collected.files}


def pooled(folder: Folder) -> float:
    """The partnership's figure as the scorecard shows it."""
    from pmxl.batch.scorecard import assessment

    return float(assessment(folder, folder.period(PERIOD)).measures["value"].iloc[0])


def test_last_quarter_s_very_file_in_this_quarter_s_inbox_brings_nothing_of_it(folder: Folder) -> None:
    """It was taken then, and this quarter's is still to be asked for; so it is said however often it is collected."""
    period = folder.period(PERIOD)
    issue(folder, period)
    file = sent(folder, "ash")
    assert [one.outcome.value for one in collect(folder, period=period).files] == ["READ"]
    nothing = collect(folder, period=period).files[0].findings[0]
    assert (nothing.severity, nothing.ask) == (Severity.NOTE, "Nothing needs to be done.")
    later = period.step(1)
    issue(folder, later)
    folder.inbox(later).mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder.inbox(later))
    for _ in range(2):
        (one,) = collect(folder, period=later).files
        assert (one.outcome.value, one.code, one.again) == ("SKIPPED", "RET010", False)
        (said,) = one.findings
        assert said.says.startswith(f"These are the same bytes as ash.xlsx, taken for {period.label} on ")
        assert (said.severity, said.ask) == (
            Severity.QUERY,
            f"Ask Ash for the return for {later.label}: this file brings none of it.",
        )
    assert collect(folder, period=period).files[0].findings[0] == nothing
    fill(folder.issued(later) / "ash.xlsx", folder.inbox(later) / "right.xlsx", 50, 100)
    collect(folder, period=later)
    again = {file.file: file.findings[0] for file in collect(folder, period=later).files}
    assert again["ash.xlsx"].ask == "Nothing needs to be done."


def test_nobody_is_asked_for_what_a_partner_that_has_gone_would_have_sent(folder: Folder) -> None:
    """Its row was deleted since: its old file in a later inbox is passed over, and nothing fails."""
    period = folder.period(PERIOD)
    issue(folder, period)
    file = sent(folder, "ash")
    collect(folder, period=period)
    rows = {**ROWS, "partners": [row for row in ROWS["partners"] if row["id"] != "ash"]}
    framework_file(rows, folder.framework_file, "Threewoods")
    after, later = Folder(folder.path), period.step(1)
    issue(after, later)
    shutil.copy(file, after.inbox(later))
    (one,) = collect(after, period=later).files
    assert (one.outcome.value, one.findings[0].ask) == ("SKIPPED", "Nothing needs to be done.")


def test_the_quarter_from_issue_to_scorecard(folder: Folder) -> None:
    """Issued, filled in, collected, pooled by its parts, and written with its sources."""
    period = folder.period(PERIOD)
    assert [p.name for p in issue(folder, period)] == ["ash.xlsx", "birch.xlsx", "cedar.xlsx"]
    for partner, parts in {"ash": (159, 295), "birch": (244, 484), "cedar": (76, 253)}.items():
        sent(folder, partner, *parts)
    collected = collect(folder)
    summed = totals(collected.files)
    assert summed["kept"] == summed["figures"] == 3
    assert pooled(folder) == pytest.approx(479 * 100 / 1032)
    path, found = scorecard(folder, period)
    assert path == folder.path / "scorecards" / "2022-23-q3" / "scorecard.xlsx"
    assert len(five_lines(found)) == 5
    assert set(found.figures["file"]) == {"ash.xlsx", "birch.xlsx", "cedar.xlsx"}
    assert set(found.figures["sheet"]) == {"Return"}


def test_reissuing_raises_the_revision_and_overwrites_nothing(folder: Folder) -> None:
    """The first file stays byte for byte; the second has its revision in its name."""
    period = folder.period(PERIOD)
    [first] = issue(folder, period, ["ash"])
    before = first.read_bytes()
    [second] = issue(folder, period, ["ash"])
    assert (second.name, first.read_bytes() == before) == ("ash-r2.xlsx", True)


def test_a_higher_revision_supersedes(folder: Folder) -> None:
    """The resubmission stands whichever file is read first."""
    period = folder.period(PERIOD)
    issue(folder, period, ["ash"])
    issue(folder, period, ["ash"])
    sent(folder, "ash", 60, 100, name="b corrected.xlsx", revision=2)
    collect(folder)
    sent(folder, "ash", 40, 100, name="a first.xlsx")
    said = {file.file: {f.code: f.says for f in file.findings} for file in collect(folder).files}
    assert said["a first.xlsx"]["RET008"].startswith(
        "Revision 2 (b corrected.xlsx) has come too. Each figure that could"
    )
    assert pooled(folder) == 60


def test_a_return_without_a_usable_figure_is_not_read_again_once_a_higher_revision_came(folder: Folder) -> None:
    """Its old errors are not told at every run for ever, when the partner has long mended them."""
    issue(folder, folder.period(PERIOD), ["ash"])
    issue(folder, folder.period(PERIOD), ["ash"])
    sent(folder, "ash", -5, 100, name="first.xlsx")
    assert outcomes(collect(folder)) == {"first.xlsx": "FINDINGS"}
    assert outcomes(collect(folder)) == {"first.xlsx": "FINDINGS"}  # the framework may have been mended meanwhile
    sent(folder, "ash", 60, 100, name="mended.xlsx", revision=2)
    assert outcomes(collect(folder))["mended.xlsx"] == "READ"
    again = {file.file: file for file in collect(folder).files}
    assert {file.outcome.value for file in again.values()} == {"SKIPPED"}
    (why,) = again["first.xlsx"].findings
    assert why.code == "RET008"
    assert "revision 2 (mended.xlsx) has come since, so this revision 1 is not read again" in why.says


def test_last_quarters_form_is_refused_at_every_run_until_the_right_one_comes(folder: Folder) -> None:
    """Its figures are nowhere yet, whatever has come since of the quarter that it was sent for."""
    first, then = folder.period(PERIOD), folder.period("2022-23 Q4")
    for _ in range(2):
        issue(folder, first, ["ash"])
    mended = sent(folder, "ash", 60, 100, name="mended.xlsx", revision=2)
    assert outcomes(collect(folder)) == {"mended.xlsx": "READ"}
    old = sent(folder, "ash", 70, 100, name="old form.xlsx")
    issue(folder, then, ["ash"])
    old.rename(folder.inbox(then) / "old form.xlsx")
    for _ in range(2):
        (file,) = collect(folder, period=then).files
        assert (file.outcome.value, file.code) == ("REFUSED", "RET002")
    assert mended.exists()


def test_collect_and_status_count_what_is_missing_alike(folder: Folder) -> None:
    """A figure that came and was refused is no missing one in either; what never came is."""
    issue(folder, folder.period(PERIOD), ["ash", "birch"])
    sent(folder, "ash", -5, 100)
    run = CliRunner().invoke(app, ["collect", "--partnership", str(folder.path)], env={"COLUMNS": "200"})
    lines = {line.split()[0]: line.split() for line in run.output.splitlines() if line.startswith(("Ash", "Birch"))}
    assert "Asked  Kept  Held  Refused  Missing" in run.output
    assert (lines["Ash"][2:7], lines["Birch"][3:8]) == (["1", "0", "0", "1", "0"], ["1", "0", "0", "0", "1"])
    told = {row["partner"]: row for row in status(folder, folder.period(PERIOD)).partners}
    counts = ("expected", "kept", "held", "refused", "missing")
    assert [told["ash"][name] for name in counts] == [1, 0, 0, 1, 0]
    assert [told["birch"][name] for name in counts] == [1, 0, 0, 0, 1]


def test_once_the_right_form_is_in_the_wrong_one_is_told_and_asks_for_nothing(folder: Folder) -> None:
    """It is kept and passed over, in the run that brings the right one and in later ones; of others nothing changes."""
    first, then = folder.period(PERIOD), folder.period("2022-23 Q4")
    for period in (first, then):
        issue(folder, period, ["ash", "birch"])
    for partner in ("ash", "birch"):
        sent(folder, partner)
        fill(folder.issued(first) / f"{partner}.xlsx", folder.inbox(then) / f"{partner} old.xlsx", 55, 100)
    collect(folder, period=first)
    assert outcomes(collect(folder, period=then)) == {"ash old.xlsx": "REFUSED", "birch old.xlsx": "REFUSED"}
    right = fill(folder.issued(then) / "ash.xlsx", folder.inbox(then) / "right.xlsx", 60, 100)
    for _ in range(2):
        files = {file.file: file for file in collect(folder, period=then).files}
        assert (files["ash old.xlsx"].outcome, files["birch old.xlsx"].outcome) == (Outcome.SKIPPED, Outcome.REFUSED)
    (note,) = files["ash old.xlsx"].findings
    assert str(note) == (
        "ash old.xlsx: The return is for 2022-23 Q3 and the period being collected is 2022-23 Q4. The right one has "
        "come: right.xlsx. If it corrects ash.xlsx, put it into the inbox of 2022-23 Q3 and collect that. [RET002]"
    )
    (folder.inbox(then) / "birch old.xlsx").unlink()
    run = CliRunner().invoke(app, ["collect", "--period", then.label, "--partnership", str(folder.path)])
    assert (run.exit_code, right.exists()) == (0, True), run.output


def test_a_form_that_its_own_period_awaits_stays_refused(folder: Folder) -> None:
    """Whether nothing has come for that period or it was issued anew for it: nobody else has its figures."""
    first, then = folder.period(PERIOD), folder.period("2022-23 Q4")
    for period in (first, then):
        issue(folder, period, ["ash", "birch"])
    sent(folder, "ash")
    collect(folder, period=first)
    issue(folder, first, ["ash"])
    for partner, form in (("ash", "ash-r2.xlsx"), ("birch", "birch.xlsx")):
        fill(folder.issued(first) / form, folder.inbox(then) / f"{partner} old.xlsx", 55, 100)
        fill(folder.issued(then) / f"{partner}.xlsx", folder.inbox(then) / f"{partner}.xlsx", 60, 100)
    came = outcomes(collect(folder, period=then))
    assert (came["ash old.xlsx"], came["birch old.xlsx"]) == ("REFUSED", "REFUSED")


def test_a_correction_whose_cover_names_another_quarter_stays_refused(folder: Folder) -> None:
    """It is of its own period, and what stands there is what it corrects."""
    period = folder.period(PERIOD)
    for revision in (1, 2):
        issue(folder, period, ["ash"])
        path = sent(folder, "ash", 50 + revision, name=f"{revision}.xlsx", revision=revision)
        book = load_workbook(path)
        cell = next(cell for row in book["Cover"].iter_rows() for cell in row if cell.value == PERIOD)
        cell.value = PERIOD if revision == 1 else "2022-23 Q4"
        book.save(path)
        came = outcomes(collect(folder, period=period))
    assert came["2.xlsx"] == "REFUSED"


def test_the_same_bytes_are_taken_once(folder: Folder) -> None:
    """Copies and second runs are passed over and say whose bytes they are."""
    issue(folder, folder.period(PERIOD), ["ash"])
    path = sent(folder, "ash")
    shutil.copy(path, path.with_name("ash (1).xlsx"))
    assert sorted(outcomes(collect(folder)).values()) == ["READ", "SKIPPED"]
    again = collect(folder)
    assert set(outcomes(again).values()) == {"SKIPPED"}
    assert {file.code for file in again.files} == {"RET010"}


def test_a_period_typed_as_a_file_is_taken_for_what_it_is(folder: Folder) -> None:
    """Whoever names a period without its option is told how to name it; a file that is not there is asked for."""
    issue(folder, folder.period(PERIOD), ["ash"])
    with pytest.raises(Refusal, match=rf'pmxl collect --period "{PERIOD}"'):
        collect(folder, [Path(PERIOD)])
    with pytest.raises(Refusal, match="Check the name, or leave it out"):
        collect(folder, [Path("ash 2025.xlsx")])


def test_one_bad_file_never_stops_the_others(folder: Folder) -> None:
    """Every file has exactly one outcome, and the good ones are kept."""
    period = folder.period(PERIOD)
    issue(folder, period, ["ash"])
    sent(folder, "ash")
    inbox = folder.inbox(period)
    (inbox / "empty.xlsx").write_bytes(b"")
    (inbox / "letter.xlsx").write_bytes(b"%PDF-1.7 not a workbook")
    (inbox / "half.xlsx").write_bytes((inbox / "ash.xlsx").read_bytes()[:2000])
    (inbox / "~$ash.xlsx").write_bytes(b"lock")
    collected = collect(folder)
    assert outcomes(collected) == {
        "ash.xlsx": "READ",
        "empty.xlsx": "REFUSED",
        "half.xlsx": "REFUSED",
        "letter.xlsx": "REFUSED",
        "~$ash.xlsx": "SKIPPED",
    }
    summed = totals(collected.files)
    assert summed["files"] == sum(summed[outcome.value] for outcome in Outcome)
    assert all(
        str(f).startswith(file.file)
        for file in collected.files
        for f in file.findings
        if file.outcome is Outcome.REFUSED
    )


def test_a_refused_return_never_displaces_an_accepted_one(folder: Folder) -> None:
    """A later file that cannot be taken leaves what was taken before."""
    period = folder.period(PERIOD)
    issue(folder, period, ["ash"])
    sent(folder, "ash", 55, 100)
    collect(folder)
    (folder.inbox(period) / "ash again.xlsx").write_bytes(b"not a workbook")
    collect(folder)
    assert pooled(folder) == 55


def test_any_executor_will_do(folder: Folder) -> None:
    """The same outcomes come from an executor of the caller's."""
    issue(folder, folder.period(PERIOD))
    for partner in ("ash", "birch", "cedar"):
        sent(folder, partner)
    with ThreadPoolExecutor(2) as executor:
        assert set(outcomes(collect(folder, executor=executor)).values()) == {"READ"}


def test_many_files_are_read_in_several_processes(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default for a full inbox gives the same outcomes as reading one after another."""
    monkeypatch.setattr("pmxl.batch.readers.FILES_EACH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    issue(folder, folder.period(PERIOD))
    for partner in ("ash", "birch", "cedar"):
        sent(folder, partner)
    (folder.inbox(folder.period(PERIOD)) / "letter.xlsx").write_bytes(b"Dear colleague")
    assert list(outcomes(collect(folder)).values()) == ["READ", "READ", "READ", "REFUSED"]


@pytest.mark.reads_apart
def test_a_file_that_kills_its_reader_costs_itself_only(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies, the others are read all the same, and the killer is refused by name."""

    def poisoned(path: str, **_: object) -> ReadBook:
        if Path(path).read_bytes().startswith(b"poison"):
            os.kill(os.getpid(), signal.SIGKILL)
        return read_workbook(path)

    monkeypatch.setattr("pmxl.batch.readers.FILES_EACH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("pmxl.batch.examine.read_workbook", poisoned)
    issue(folder, folder.period(PERIOD))
    for partner in ("ash", "birch", "cedar"):
        sent(folder, partner)
    (folder.inbox(folder.period(PERIOD)) / "bad.xlsx").write_bytes(b"poison")
    collected = collect(folder)
    assert list(outcomes(collected).values()) == ["READ", "REFUSED", "READ", "READ"]
    assert [file.code for file in collected.files if file.code] == ["FIL020"]


def test_what_is_no_file_is_counted_and_never_followed(folder: Folder) -> None:
    """A folder, a device and a link in the inbox each have an outcome; nothing hangs and nothing is followed."""
    period = folder.period(PERIOD)
    issue(folder, period, ["ash"])
    inbox = folder.inbox(period)
    real = sent(folder, "ash")
    outside = real.rename(folder.path / "elsewhere.xlsx")
    (inbox / "link.xlsx").symlink_to(outside)
    (inbox / "folder").mkdir()
    os.mkfifo(inbox / "pipe.xlsx")
    done = collect(folder)
    assert outcomes(done) == {"folder": "SKIPPED", "link.xlsx": "REFUSED", "pipe.xlsx": "SKIPPED"}
    assert done.files[0].findings[0].ask == "If there are returns in it, put them beside the others."


def test_collect_reads_the_last_issued_and_names_the_other_inboxes(folder: Folder) -> None:
    """A late return in an earlier quarter's inbox is not read unasked, and not forgotten."""
    earlier = folder.period("2022-23 Q2")
    issue(folder, earlier, ["ash"])
    fill(folder.issued(earlier) / "ash.xlsx", folder.inbox(earlier) / "late.xlsx", 5, 10)
    issue(folder, folder.period(PERIOD), ["ash"])
    collected = collect(folder)
    assert (str(collected.period), [(str(p), n) for p, n in collected.elsewhere]) == (PERIOD, [("2022-23 Q2", 1)])


def test_an_issue_interrupted_before_it_was_recorded_is_taken_up(folder: Folder) -> None:
    """The very file that would be written is recorded; another file of that name is never overwritten."""
    period = folder.period(PERIOD)
    [path] = issue(folder, period, ["ash"])
    (folder.path / "ledger.db").unlink()
    assert issue(folder, period, ["ash"]) == [path]
    (folder.path / "ledger.db").unlink()
    path.write_bytes(b"something else")
    with pytest.raises(Refusal, match="the ledger knows of no revision 1"):
        issue(folder, period, ["ash"])


def test_an_import_never_displaces_a_return(folder: Folder, tmp_path: Path) -> None:
    """The row that says otherwise is refused, naming both; the return's figure stands."""
    issue(folder, folder.period(PERIOD), ["ash"])
    sent(folder, "ash", 55, 100)
    collect(folder)
    tidy = tmp_path / "late.csv"
    tidy.write_text("partner,measure,period,numerator,denominator\nash,early,2022-23 Q3,70,100\n")
    outcome = import_figures(folder, tidy)
    assert (outcome.kept, outcome.refused, [f.code for f in outcome.findings]) == (0, 1, ["VAL020", "RET020"])
    assert pooled(folder) == 55


def test_a_framework_with_errors_stops_everything(tmp_path: Path) -> None:
    """Nothing else runs, and every fault is told at once."""
    rows = {**ROWS, "measures": [{**ROWS["measures"][0], "objective": "nowhere", "kind": "percentagge"}]}
    framework_file(rows, tmp_path / "framework.xlsx", "Threewoods")
    with pytest.raises(Refusal) as refused:
        issue(Folder(tmp_path), Folder(tmp_path).period(PERIOD))
    assert len(refused.value.findings) == 2


def test_history_goes_in_and_comes_out_the_same(folder: Folder, tmp_path: Path) -> None:
    """What import takes, export gives back, and importing that again changes nothing."""
    tidy = tmp_path / "history.csv"
    tidy.write_text("partner,area,measure,period,numerator,denominator,value\nash,,early,2022-23 Q2,45,90,\n")
    assert import_figures(folder, tidy).kept == 1
    first = export_figures(folder)
    assert "ash,,early,2022-23 Q2,45,90,,,,," in first
    year, same, other = (export_figures(folder, folder.period(f"2022-23{part}")) for part in ("", " Q2", " Q3"))
    assert (year, same, other.splitlines()) == (first, first, first.splitlines()[:1])
    (tmp_path / "again.csv").write_text(first)
    import_figures(folder, tmp_path / "again.csv")
    assert export_figures(folder).splitlines()[1].split(",")[:7] == first.splitlines()[1].split(",")[:7]


def collect_in(path: str) -> None:
    """A collect run, to be killed."""
    collect(Folder(Path(path)))


def test_interrupting_collect_leaves_the_ledger_whole(folder: Folder) -> None:
    """Killed at any moment and run again, the ledger is what one undisturbed run would have made."""
    issue(folder, folder.period(PERIOD))
    for partner in ("ash", "birch", "cedar"):
        sent(folder, partner)
    context = multiprocessing.get_context("spawn")
    for delay in (0.9, 1.2, 1.5, 1.8):
        process = context.Process(target=collect_in, args=(str(folder.path),))
        process.start()
        time.sleep(delay)
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        with Ledger.open(folder.path / "ledger.db") as ledger:
            assert len(ledger.recall()) in (0, 3)
    collect(folder)
    with Ledger.open(folder.path / "ledger.db") as ledger:
        assert len(ledger.recall()) == 3


def test_what_was_issued_before_it_stopped_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are to be sent; the command that is named issues the others, and plans, and raises no revision."""
    period = folder.period(PERIOD)
    strange = folder.issued(period) / "birch.xlsx"
    strange.parent.mkdir(parents=True)
    strange.write_bytes(b"not ours")
    where = ("--partnership", str(folder.path))
    said = stopped("issue", PERIOD, "--deadline", "2023-02-01", *where)
    assert f"Written and recorded before this stopped, in {folder.issued(period)}: ash.xlsx." in said
    assert f'action plans: pmxl issue "{PERIOD}" --missing --deadline 2023-02-01 --partnership' in said
    strange.unlink()
    rest = ("issue", PERIOD, "--missing", "--deadline", "2023-02-01", *where)
    with monkeypatch.context() as patched:
        patched.setattr("pmxl.batch.actions.plans_beside", refused_plans)
        assert "birch.xlsx and cedar.xlsx." in stopped(*rest)
    done = CliRunner().invoke(app, rest)
    assert (done.exit_code, "0 returns" in done.output or "No returns" in done.output) == (0, True)
    with folder.ledger() as ledger:
        sent = {one.partner: (one.revision, one.due) for one in ledger.issued()}
    assert sent == dict.fromkeys(("ash", "birch", "cedar"), (1, date(2023, 2, 1)))


def stopped(*words: str) -> str:
    """What a command that is refused says of what it did before."""
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, Refusal)
    return " ".join(done.stderr.split())


def refused_plans(*_: object, **__: object) -> list[Path]:
    """Action plans of which one is refused."""
    raise refuse("OUT005", "A plan is there that the ledger does not know of.", "Move that file away.")
