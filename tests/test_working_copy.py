"""A ledger on a share or in a folder kept in step: worked on as a copy, put back whole, by one at a time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from pmxl.figures import Figure
from pmxl.findings import Refusal
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.ledger import lending
from pmxl.ledger import opening
from pmxl.ledger import raw
from pmxl.ledger import working_copy
from pmxl.periods import Period
from pmxl.terms import Outcome

Q3 = Period(24273, 3)


def entry(name: str) -> tuple[Receipt, list[Figure]]:
    """A return of one figure by a partner of that name."""
    receipt = Receipt(
        file=f"{name}.xlsx",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        kind="return",
        outcome=Outcome.READ,
        partner=name,
        period=Q3,
        revision=1,
        received_at=datetime(2023, 1, 1, tzinfo=UTC),
    )
    return receipt, [Figure("burglary", name, "", Q3, value=17.0)]


def partners(path: Path) -> set[str]:
    """Whose figures stand in a ledger."""
    with Ledger.open(path) as ledger:
        return set(ledger.recall()["partner"])


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A ledger's place in a folder that is kept in step."""
    folder = tmp_path / "OneDrive - Vale Council"
    folder.mkdir()
    return folder / "ledger.db"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another run."""
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0)


def test_what_is_kept_stands_in_the_folder_at_once_and_nothing_beside_it(shared: Path) -> None:
    """The copy is put back after each transaction, not only when the ledger is closed, and leaves nothing behind."""
    with Ledger.open(shared) as ledger:
        ledger.keep([entry("council")])
        assert partners(shared) == {"council"}
        ledger.keep([entry("police")])
        assert set(ledger.recall()["partner"]) == {"council", "police"}
    assert partners(shared) == {"council", "police"}
    assert [path.name for path in shared.parent.iterdir()] == ["ledger.db"]


def test_the_database_is_never_written_where_it_lies(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite opens the copy on this machine's disk; it goes with the ledger that was opened."""
    opened: list[Path] = []
    monkeypatch.setattr(working_copy.WorkingCopy, "_fetch", lambda self: opened.append(self.file))
    with Ledger.open(shared):
        assert opened[0].parent.is_dir()
        assert opened[0].parent != shared.parent
    assert not opened[0].parent.exists()


def test_a_disk_of_this_machine_is_worked_on_in_place(tmp_path: Path) -> None:
    """No copy, no lock file: SQLite's own lock holds there."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert working_copy.copy_of(ledger._engine) is None


def test_what_another_kept_meanwhile_is_seen_and_stays(shared: Path) -> None:
    """Of two that have the ledger open neither loses what the other wrote."""
    with Ledger.open(shared) as one, Ledger.open(shared) as other:
        one.keep([entry("council")])
        other.keep([entry("police")])
        assert set(one.recall()["partner"]) == {"council", "police"}


def test_the_one_who_holds_it_is_named_and_nothing_is_kept(shared: Path, hurried: None) -> None:
    """The lock names the user, the machine and since when, and the message says what to do of one left behind."""
    with Ledger.open(shared) as ledger:
        (shared.parent / "ledger.db.lock").write_text("sam on planning-7 since 10:15 (process 4242)\nabc\n")
        with pytest.raises(Refusal) as refused:
            ledger.keep([entry("council")])
    assert str(refused.value) == (
        "ledger.db: The ledger ledger.db could not be used: sam on planning-7 since 10:15 (process 4242) is writing to "
        "it. Wait until that run has ended and try again; if it was broken off, delete ledger.db.lock. [ENV010]"
    )
    (shared.parent / "ledger.db.lock").unlink()
    assert partners(shared) == set()


def test_a_lock_left_by_a_run_that_was_killed_hinders_nobody_for_long(shared: Path, hurried: None) -> None:
    """A transaction takes seconds: what is older than a quarter of an hour is nobody's."""
    lock = shared.parent / "ledger.db.lock"
    with Ledger.open(shared) as ledger:
        lock.write_text("sam on planning-7\n")
        long_ago = time.time() - lending.LEFT_BEHIND_SECONDS - 60
        os.utime(lock, (long_ago, long_ago))
        with pytest.raises(Refusal):
            ledger.keep([entry("council")])  # which finds it, and does not wait
        ledger.keep([entry("council")])
    assert partners(shared) == {"council"}
    assert not lock.exists()


def test_nothing_is_put_back_over_what_another_wrote_without_the_lock(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that keeps folders in step knows no lock: its file stays, and this run says that nothing was kept."""
    with Ledger.open(shared) as ledger:
        ledger.keep([entry("council")])
        theirs = shared.read_bytes()
        settle = raw.settle

        def another_comes(paths: list[Path]) -> None:
            shared.write_bytes(theirs + bytes(4096))
            settle(paths)

        monkeypatch.setattr(working_copy, "settle", another_comes)
        with pytest.raises(Refusal, match=r"changed by another while this run wrote to it. Nothing .* \[ENV072\]"):
            ledger.keep([entry("police")])
        monkeypatch.undo()
        assert shared.read_bytes() == theirs + bytes(4096)
        shared.write_bytes(theirs)
        assert set(ledger.recall()["partner"]) == {"council"}, "what was not kept is not shown either"
    assert [path.name for path in shared.parent.iterdir()] == ["ledger.db"]


def test_who_lost_the_lock_puts_nothing_back(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run slower than its lock is long must not undo what the next one wrote."""
    with Ledger.open(shared) as ledger:
        settle = raw.settle

        def another_takes_it(paths: list[Path]) -> None:
            (shared.parent / "ledger.db.lock").write_text("kim on planning-8\n")
            settle(paths)

        monkeypatch.setattr(working_copy, "settle", another_takes_it)
        with pytest.raises(Refusal, match="ENV072"):
            ledger.keep([entry("council")])
    assert (shared.parent / "ledger.db.lock").exists(), "it is another's now"
    assert partners(shared) == set()


def test_a_database_that_is_being_written_in_place_is_waited_for(shared: Path, hurried: None) -> None:
    """Half of it may not be on the disk yet, so no copy is made."""
    Ledger.open(shared).close()
    (shared.parent / "ledger.db-journal").write_bytes(b"begun")
    (shared.parent / "ledger.db.writing").write_text("sam on the-server")
    with pytest.raises(Refusal, match="sam on the-server is writing to it"):
        Ledger.open(shared)


def test_a_transaction_that_fails_puts_nothing_back(shared: Path) -> None:
    """All of it or nothing, as in place."""
    with Ledger.open(shared) as ledger:
        before = shared.read_bytes()

        def breaks_off() -> object:
            yield entry("council")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            ledger.keep(breaks_off())  # type: ignore[arg-type]
        assert ledger.recall().empty
    assert shared.read_bytes() == before


@pytest.mark.parametrize("part", ["ledger.db", "beside"])
def test_a_line_that_drops_is_told_and_nothing_is_half_there(
    shared: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Both ways: fetching it and putting it back."""
    with Ledger.open(shared) as ledger:
        before = shared.read_bytes()
        copyfile = shutil.copyfile

        def drops(source: Path, to: Path) -> None:
            if part == "beside" or source == shared:
                to.write_bytes(b"half")
                raise OSError(5, "Input/output error")
            copyfile(source, to)

        monkeypatch.setattr(shutil, "copyfile", drops)
        with pytest.raises(Refusal, match=r"could not be copied\. Check the network .* \[ENV024\]"):
            Ledger.open(shared) if part == "ledger.db" else ledger.keep([entry("council")])
    assert [path.name for path in shared.parent.iterdir()] == ["ledger.db"]
    assert shared.read_bytes() == before


def test_where_nothing_may_be_written_beside_it_that_is_said(
    shared: Path, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be read all the same."""
    with Ledger.open(shared) as ledger:
        ledger.keep([entry("council")])

        def denied(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", denied)
            with (
                pytest.raises(Refusal, match=r"nothing may be written beside it\. Ask for the right .* \[ENV004\]"),
                lending.Lock(shared, 0).held(),
            ):
                pass
        assert set(ledger.recall()["partner"]) == {"council"}


def test_a_file_that_may_not_be_replaced_for_a_while_is_tried_again(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses while somebody copies it; what never passes is told."""
    replace = Path.replace
    refused = [1]

    def at_first_not(self: Path, target: Path) -> Path:
        if refused[0] and self.suffix == ".back":
            refused[0] -= 1
            raise PermissionError(13, "used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", at_first_not)
    with Ledger.open(shared) as ledger:
        ledger.keep([entry("council")])
        assert refused == [0]
        refused[0] = 1000
        copy = working_copy.copy_of(ledger._engine)
        assert copy is not None
        monkeypatch.setattr(copy, "_patience", 0)
        with pytest.raises(Refusal, match="could not be copied"):
            ledger.keep([entry("police")])
    assert partners(shared) == {"council"}


WRITING = """
import sys
from pathlib import Path
from tests.test_working_copy import entry
from pmxl.ledger import Ledger
with Ledger.open(Path(sys.argv[1])) as ledger:
    for n in range(6):
        ledger.keep([entry(f"{sys.argv[2]}-{n}")])
"""


def test_three_at_once_lose_nothing(shared: Path) -> None:
    """Each takes its turn; in the end everything that anybody was told is kept is there."""
    runs = [
        subprocess.Popen([sys.executable, "-c", WRITING, str(shared), name], cwd=Path(__file__).parents[1])
        for name in ("council", "police", "health")
    ]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert len(partners(shared)) == 18
    assert [path.name for path in shared.parent.iterdir()] == ["ledger.db"]
