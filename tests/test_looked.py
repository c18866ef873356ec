"""A file that nobody touched is not read again; whatever changed is, and nothing depends on what was remembered."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from pmxl.batch import sift
from pmxl.batch.files import Files
from pmxl.batch.folder import LOOKED_THROUGH
from pmxl.batch.folder import Folder
from pmxl.batch.listing import listed
from pmxl.batch.looked import HASH
from pmxl.batch.looked import Looked
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.batch.sift import Hashed
from pmxl.batch.sift import hashed
from pmxl.ledger import Ledger
from pmxl.ledger import RawKeeper
from pmxl.ledger import Receipt
from pmxl.ledger import raw_path
from pmxl.terms import Outcome

LONG_AGO = 1_600_000_000
CAME = datetime(2025, 2, 3, tzinfo=UTC)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes were read."""
    found: list[str] = []

    def taken(path: Path) -> bytes:
        found.append(path.name)
        return path.read_bytes()

    monkeypatch.setattr(sift, "take", taken)
    monkeypatch.setattr("pmxl.batch.looked.SETTLED_SECONDS", -1.0)  # as if all had lain there for a while
    return found


def look(folder: Path, file: Path) -> Hashed:
    """What one run finds of a file, noted for the next."""
    listing, looked = listed(file), Looked(Folder(folder).notes, str(file.parent))
    with RawKeeper(folder / "raw") as keeper:
        (found,) = hashed(listing, listing.lines, looked, keeper)
    looked.save()
    return found


def notes(folder: Path) -> list[Path]:
    """What is noted."""
    return [note for note in Folder(folder).notes.glob("*.json") if note.name != LOOKED_THROUGH]


def written(path: Path, text: str) -> Path:
    """A file last changed long ago."""
    path.write_text(text)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_an_untouched_file_is_read_once(tmp_path: Path, reads: list[str]) -> None:
    """The second time its hash is known by size and times."""
    file = written(tmp_path / "ash.xlsx", "one")
    assert look(tmp_path, file) == look(tmp_path, file)
    assert reads == ["ash.xlsx"]


def test_a_file_of_the_same_size_and_day_is_read_where_its_bytes_changed(tmp_path: Path, reads: list[str]) -> None:
    """Even where its time of change was put back, for the time of the file itself tells."""
    file = written(tmp_path / "ash.xlsx", "one")
    before = look(tmp_path, file).sha256
    written(file, "two")
    assert look(tmp_path, file).sha256 != before
    assert reads == ["ash.xlsx"] * 2


def test_bytes_that_were_lost_are_kept_again(tmp_path: Path, reads: list[str]) -> None:
    """Where raw/ no longer has them the file is read, whatever is remembered of it."""
    file = written(tmp_path / "ash.xlsx", "one")
    sha = look(tmp_path, file).sha256
    raw_path(tmp_path / "raw", sha).unlink()
    look(tmp_path, file)
    assert raw_path(tmp_path / "raw", sha).read_text() == "one"
    assert len(reads) == 2


@pytest.mark.parametrize("damage", ["", "[]", '{"a": 1}', '{"files": {"a": 1}}', '{"files": {}, "ledger": 1}', "{"])
def test_a_memory_that_is_damaged_is_none(tmp_path: Path, reads: list[str], damage: str) -> None:
    """Then everything is read, as the first time."""
    file = written(tmp_path / "ash.xlsx", "one")
    first = look(tmp_path, file)
    (note,) = notes(tmp_path)
    note.write_text(damage)
    assert look(tmp_path, file) == first
    assert len(reads) == 2


def test_a_file_just_changed_is_not_remembered(tmp_path: Path) -> None:
    """It could change again within the same tick of the clock."""
    (tmp_path / "ash.xlsx").write_text("one")
    look(tmp_path, tmp_path / "ash.xlsx")
    assert notes(tmp_path) == []


# --- files whose figures were taken


def receipt(sha256: str, file: str = "ash.xlsx", outcome: Outcome = Outcome.READ) -> Receipt:
    """That a form came in, which is taken without figures."""
    return Receipt(file=file, sha256=sha256, kind="plan", outcome=outcome, received_at=CAME, framework="1")


def run(folder: Folder, ledger: Ledger, place: Path, outcome: Outcome = Outcome.READ) -> list[FileOutcome]:
    """One run over a folder: every file that is new is taken, or refused."""
    with Parked() as done:
        sifted = sift.sift(folder, ledger, [listed(place)], lambda _: (), done)
        ledger.keep([(receipt(job.sha256, job.file, outcome), ()) for job in sifted.jobs])
        for job in sifted.jobs:
            done[job] = FileOutcome(job.file)
        sifted.note(folder, ledger)
        outcomes = [one for one in done.values() if isinstance(one, FileOutcome)]
    return list(Files(sifted.lines, sifted.noted, outcomes))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox of two returns."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("ash.xlsx", "bee.xlsx"):
        written(inbox / name, name)
    return inbox


def asked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The hashes of which the ledger is asked from now on."""
    found: list[set[str]] = []
    real = ledger.taken

    def taken(shas: Iterable[str]) -> dict[str, tuple[str, datetime]]:
        found.append(set(shas))
        return real(found[-1])

    monkeypatch.setattr(ledger, "taken", taken)
    return found


def test_of_a_file_taken_before_nothing_is_asked(
    inbox: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told of it is the same as where the ledger is asked."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        questions = asked(ledger, monkeypatch)
        by_note = run(folder, ledger, inbox)
        assert set().union(*questions) == set()
        for note in notes(inbox.parent):
            note.unlink()
        assert run(folder, ledger, inbox) == by_note
    assert [one.code for one in by_note] == ["RET010", "RET010"]
    assert by_note[0].findings[0].says == "These are the same bytes as ash.xlsx, taken on 3 February 2025."
    assert len(reads) == 4  # the first run's two, and again where the note was gone


def test_only_a_late_file_is_asked_of(inbox: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """And it stands among the others by its name."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        written(inbox / "axe.xlsx", "late")
        questions = asked(ledger, monkeypatch)
        found = run(folder, ledger, inbox)
        assert [len(one) for one in questions] == [1, 1]
        assert [(one.file, one.code) for one in found] == [
            ("ash.xlsx", "RET010"),
            ("axe.xlsx", ""),
            ("bee.xlsx", "RET010"),
        ]
    assert reads == ["ash.xlsx", "bee.xlsx", "axe.xlsx"]


@pytest.mark.parametrize("lot", [1, 2, 1000])
def test_what_is_noted_is_the_same_however_much_is_written_at_once(
    inbox: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch, lot: int
) -> None:
    """Of thousands of files a part is asked about, and written, after the other."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        (note,) = notes(inbox.parent)
        whole = json.loads(note.read_text(encoding="utf-8"))
        note.unlink()
        monkeypatch.setattr("pmxl.batch.looked.LOT", lot)
        first = run(folder, ledger, inbox)
        assert json.loads(note.read_text(encoding="utf-8")) == whole
        assert [len(known) > HASH for known in whole["files"].values()] == [True, True]
        assert run(folder, ledger, inbox) == first
    assert len(reads) == 4  # twice, for the note was gone


def test_notes_are_written_once_a_run(inbox: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of files that takes as long as to read a few; where nothing is new they stay as they are."""
    folder, times, whole = Folder(inbox.parent), list[int](), Looked._written

    def noting(looked: Looked, known: Mapping[str, str]) -> Iterator[str]:
        times.append(len(reads))
        return whole(looked, known)

    monkeypatch.setattr(Looked, "_written", noting)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        run(folder, ledger, inbox)
        written(inbox / "axe.xlsx", "late")
        run(folder, ledger, inbox)
    assert times == [len(reads) - 1, len(reads)]


def test_a_file_that_was_named_otherwise_then_is_told_by_that_name(inbox: Path, reads: list[str]) -> None:
    """Also where only a note is asked."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        (inbox / "ash.xlsx").rename(inbox / "cat.xlsx")
        told = [[one.findings[0].says for one in run(folder, ledger, inbox)] for _ in range(2)]
    assert told[0] == told[1]
    assert "as ash.xlsx, taken" in told[0][1]
    assert len(reads) == 3


def test_another_ledger_is_asked_anew(inbox: Path, reads: list[str]) -> None:
    """A note holds of the ledger that it was made of: not of an earlier state of it that was brought back."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
    (inbox.parent / "ledger.db").unlink()
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        assert [one.code for one in run(folder, ledger, inbox)] == ["", ""]
        assert [one.code for one in run(folder, ledger, inbox)] == ["RET010", "RET010"]
    assert len(reads) == 2


def test_a_file_taken_whose_copy_is_gone_is_kept_again(inbox: Path, reads: list[str]) -> None:
    """The copies are looked for, unless their shelf is just as it was."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        sha = run(folder, ledger, inbox)[0].sha256
        raw_path(folder.raw, sha).unlink()
        assert [one.code for one in run(folder, ledger, inbox)] == ["RET010", "RET010"]
    assert raw_path(folder.raw, sha).exists()
    assert reads == ["ash.xlsx", "bee.xlsx", "ash.xlsx"]


def test_a_copy_that_goes_while_a_run_lasts_is_not_noted(inbox: Path, reads: list[str]) -> None:
    """Nor is anything of a shelf that is gone, or that changed just now."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger, Parked() as done:
        sifted = sift.sift(folder, ledger, [listed(inbox)], lambda _: (), done)
        ledger.keep([(receipt(job.sha256), ()) for job in sifted.jobs])
        shelf = raw_path(folder.raw, sifted.jobs[0].sha256).parent
        raw_path(folder.raw, sifted.jobs[0].sha256).unlink()
        shelf.rmdir()
        sifted.note(folder, ledger)
        run(folder, ledger, inbox)
    assert reads == ["ash.xlsx", "bee.xlsx", "ash.xlsx"]


def test_a_file_that_is_refused_is_read_again(inbox: Path, reads: list[str]) -> None:
    """Nothing is noted of it but its hash."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        for _ in range(2):
            assert [one.code for one in run(folder, ledger, inbox, Outcome.REFUSED)] == ["", ""]
    assert len(reads) == 2


def test_a_file_named_alone_leaves_what_is_noted_of_the_others(inbox: Path, reads: list[str]) -> None:
    """And one named twice stands there twice; of a file that is gone nothing stays noted."""
    folder = Folder(inbox.parent)
    with Ledger.open(inbox.parent / "ledger.db") as ledger:
        run(folder, ledger, inbox)
        written(inbox / "axe.xlsx", "late")
        run(folder, ledger, inbox / "axe.xlsx")
        assert "bee.xlsx" in notes(inbox.parent)[0].read_text()
        with Parked() as done:
            twice = sift.sift(folder, ledger, [listed(inbox), listed(inbox)], lambda _: (), done)
        assert [len(twice.lines), len(twice.noted)] == [6, 6]
        (inbox / "bee.xlsx").unlink()
        (inbox / "new").mkdir()
        with Parked() as done:
            sift.sift(folder, ledger, [listed(inbox), listed(inbox)], lambda _: (), done)
            assert [job.file for job in done] == ["new", "new"]
        written(inbox / "dog.xlsx", "later")
        run(folder, ledger, inbox)
        assert "bee.xlsx" not in notes(inbox.parent)[0].read_text()


def test_files_are_a_sequence() -> None:
    """By place, from the end, in slices, each in turn; and what is said later of one is what it says."""
    sha, other = "a" * 64, "b" * 64
    files = Files(["x.xlsx/1/2/3/4", "y/"], [f"{sha} 1738540800000000 ", None], [FileOutcome("y")])
    assert [one.file for one in files] == ["x.xlsx", "y"]
    assert files[-1].file == "y"
    assert [one.sha256 for one in files[:1]] == [sha]
    assert files.taken_among({sha}) == [0]
    assert files.taken_among({other}) == files.taken_among(()) == []
    files.say(0, FileOutcome("z"))
    assert [one.file for one in files] == ["z", "y"]
    with pytest.raises(IndexError):
        files[2]
