"""The ledger holds: whatever is sent twice, at once or half-way, nothing is lost or doubled."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.figures import Key
from pmxl.findings import MachineRefusal
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.ledger.holder import holder
from pmxl.ledger.holder import note_of
from pmxl.ledger.holder import noted
from pmxl.periods import Period
from pmxl.sheets.publish import write_bytes_beside
from pmxl.terms import Outcome
from tests.stress.crash import crash
from tests.stress.crash import run
from tests.test_batch import PERIOD
from tests.test_batch import outcomes
from tests.test_batch import sent
from tests.threewoods import canonical
from tests.threewoods import full_inbox
from tests.threewoods import partnership
from tests.threewoods import states

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills, limits and forks processes as Linux does")

KILLS = 15
"""In CI; the long run has 200: python -m tests.stress.crash."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership whose inbox is full and not yet collected; to be copied."""
    return full_inbox(tmp_path_factory.mktemp("base") / "threewoods").path


@pytest.fixture
def folder(base: Path, tmp_path: Path) -> Folder:
    """The same, to be collected."""
    return Folder(shutil.copytree(base, tmp_path / "threewoods"))


# --- sent again


def test_a_resubmission_supersedes_and_the_earlier_value_stays(tmp_path: Path) -> None:
    """The corrected figure stands; the first is in the history with its file, and as at its day it still stands."""
    folder = partnership(tmp_path)
    period = folder.period(PERIOD)
    issue(folder, period, ["ash"])
    issue(folder, period, ["ash"])
    sent(folder, "ash", 40, 100)
    collect(folder)
    with folder.ledger() as ledger:
        [first] = ledger.receipts()
        key = only_key(ledger)
    sent(folder, "ash", 45, 100, name="ash corrected.xlsx", revision=2)
    collect(folder)
    with folder.ledger() as ledger:
        history = ledger.history(key)
        before = ledger.recall(as_at=first.received_at)
        now = ledger.recall()
    assert [(row.numerator, row.file) for row in history.itertuples()] == [
        (40, "ash.xlsx"),
        (45, "ash corrected.xlsx"),
    ]
    assert (before["numerator"].tolist(), now["numerator"].tolist()) == ([40], [45])


def only_key(ledger: Ledger) -> Key:
    """The key of the only figure."""
    row = ledger.recall().iloc[0]
    return Key(row["measure"], row["partner"], row["area"], Period(int(row["start"]), int(row["months"])))


def test_whatever_the_order_of_names_the_same_figures_stand(tmp_path: Path) -> None:
    """“Return (1).xlsx” is nothing to go by: a correction stands though it is listed before what it corrects."""
    stand = []
    for place, (first, second) in enumerate([("Return.xlsx", "Return (1).xlsx"), ("Return (1).xlsx", "Return.xlsx")]):
        folder = partnership(tmp_path / str(place))
        period = folder.period(PERIOD)
        issue(folder, period, ["ash"])
        issue(folder, period, ["ash"])
        sent(folder, "ash", 40, 100, name=first)
        sent(folder, "ash", 45, 100, name=second, revision=2)
        collect(folder)
        with folder.ledger() as ledger:
            stand.append(ledger.recall()["numerator"].tolist())
    assert stand == [[45], [45]]


def test_every_file_of_a_full_inbox_has_its_outcome_and_no_figure_is_doubled(folder: Folder) -> None:
    """A correction, a copy, two that disagree, a letter and a lock file at once."""
    found = {file.file: (file.outcome.value, file.code, file.kept, file.held) for file in collect(folder).files}
    assert found == {
        "ash corrected.xlsx": ("READ", "", 1, 0),
        "ash.xlsx": ("FINDINGS", "VAL042", 1, 0),
        "birch (1).xlsx": ("READ", "", 1, 0),
        "birch.xlsx": ("SKIPPED", "RET010", 0, 0),
        "cedar (1).xlsx": ("FINDINGS", "RET023", 0, 1),
        "cedar.xlsx": ("FINDINGS", "RET023", 0, 1),
        "letter.xlsx": ("REFUSED", "FIL003", 0, 0),
        "~$ash.xlsx": ("SKIPPED", "ENV001", 0, 0),
    }
    stands = Counter(row[0] for row in states(folder.path / "ledger.db"))
    assert set(stands.values()) == {1}, "a file gives its figure once"


def test_collecting_again_changes_nothing(folder: Folder) -> None:
    """Run three times, the ledger is what one run made of it."""
    collect(folder)
    once = canonical(folder.path)
    collect(folder)
    again = outcomes(collect(folder))
    assert canonical(folder.path) == once
    assert Counter(again.values()) == {"SKIPPED": 7, "REFUSED": 1}


# --- at once


def collect_and_tell(path: Path, start: Any, told: Any) -> None:
    """A collect run among others, all let go together."""
    start.wait()
    told.put({file.file: file.outcome.value for file in collect(Folder(path)).files})


def test_runs_at_once_double_nothing(base: Path, tmp_path: Path) -> None:
    """Two collect the same inbox at the same moment: each file is taken by one of them, and the ledger is the same."""
    one, two = (shutil.copytree(base, tmp_path / name) for name in ("one", "two"))
    collect(Folder(one))
    context = get_context("fork")
    start, told = context.Barrier(2), context.Queue()
    runs = [context.Process(target=collect_and_tell, args=(two, start, told)) for _ in range(2)]
    for each in runs:
        each.start()
    said = [told.get(timeout=60) for _ in runs]
    for each in runs:
        each.join()
    assert canonical(two) == canonical(one)
    taken = Counter(file for run_ in said for file, outcome in run_.items() if outcome in ("READ", "FINDINGS"))
    assert set(taken) >= {"ash corrected.xlsx", "ash.xlsx", "birch (1).xlsx", "cedar.xlsx", "cedar (1).xlsx"}


def open_ledger(path: Path, start: Any) -> None:
    """Opens a ledger that is not there yet."""
    start.wait()
    Ledger.open(path).close()


def test_a_ledger_that_several_make_at_once_is_made_once(tmp_path: Path) -> None:
    """None of them fails, and it opens."""
    context = get_context("fork")
    start = context.Barrier(4)
    runs = [context.Process(target=open_ledger, args=(tmp_path / "ledger.db", start)) for _ in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert [each.exitcode for each in runs] == [0] * 4
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ledger.receipts() == []


def test_who_waits_in_vain_is_told_for_whom(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """ENV010 with user, machine, time and process; nothing is changed, and the next run goes through."""
    monkeypatch.setattr("pmxl.ledger.opening.PATIENCE_SECONDS", 0)
    monkeypatch.setattr("getpass.getuser", lambda: "sam")
    monkeypatch.setattr("platform.node", lambda: "planning-7")
    ledger = folder.path / "ledger.db"
    before = canonical(folder.path)
    other = sqlite3.connect(ledger, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with noted(ledger), pytest.raises(MachineRefusal) as refused:
        collect(folder)
    other.close()
    said = str(refused.value)
    assert said.startswith("ledger.db: The ledger ledger.db could not be used: sam on planning-7 since ")
    assert said.endswith(
        f"(process {os.getpid()}) is writing to it. Wait until that run has ended and try again. [ENV010]"
    )
    assert canonical(folder.path)["states"] == before["states"]
    collect(folder)


def test_a_note_that_a_killed_run_left_behind_does_no_harm(folder: Folder) -> None:
    """The lock itself went with its process; the next run replaces the note and takes it away."""
    note = note_of(folder.path / "ledger.db")
    note.write_text("sam on planning-7 since 10:15 on 3 March 2025 (process 4242)")
    collect(folder)
    assert not note.exists()


@pytest.mark.parametrize("left", [b"", b"\xff\xfe\x00", b"=cmd|' /c calc'!A1\x1b[2J" * 100])
def test_a_note_is_read_as_text_and_no_more_of_it_than_a_line(tmp_path: Path, left: bytes) -> None:
    """Whatever somebody put there."""
    note_of(tmp_path / "ledger.db").write_bytes(left)
    said = holder(tmp_path / "ledger.db")
    assert said.isprintable()
    assert 0 < len(said) <= 200


# --- killed


def test_killed_at_random_moments_and_run_again_the_ledger_is_the_same() -> None:
    """A seeded sample: every state of every figure, the last word on each file and all bytes are as undisturbed."""
    tally = crash(KILLS, seed=4)
    assert tally.kills == KILLS
    assert tally.different == []


# --- no room, no right


def limited(path: Path, room: int) -> tuple[str, str]:
    """A collect run that may write no file larger than `room` bytes: the code it ends with, and what it says."""
    import resource

    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        told = ["", ""]
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            collect(Folder(path))
        except MachineRefusal as refusal:
            told = [refusal.finding.code, str(refusal)]
        except BaseException as error:
            told = ["not told", repr(error)]
        os.write(write, json.dumps(told).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        code, said = json.loads(answer.read())
    os.waitpid(child, 0)
    return code, said


def test_no_room_for_the_bytes_of_a_file(folder: Folder) -> None:
    """It is said before anything is taken; with room again the run does all of it."""
    before = (folder.path / "ledger.db").read_bytes()
    code, said = limited(folder.path, 4000)
    assert code == "ENV026"
    assert "Free some space" in said
    assert (folder.path / "ledger.db").read_bytes() == before
    assert list((folder.path / "raw").rglob("*.part")) == []
    assert run(folder.path, None) == 0


def test_no_room_for_the_ledger_itself(folder: Folder) -> None:
    """The disk gives out in the middle of its transaction: the ledger is as it was, and the next run does all of it."""
    ledger = folder.path / "ledger.db"
    with folder.ledger() as open_:
        for name in ("ash", "birch", "cedar"):
            pad(open_, name)
    before = canonical(folder.path)["states"]
    code, said = limited(folder.path, ledger.stat().st_size // 2)  # what is behind that cannot be written
    assert code in ("ENV024", "ENV005"), said
    assert canonical(folder.path)["states"] == before
    assert run(folder.path, None) == 0
    assert len(canonical(folder.path)["states"]) > len(before)


def pad(ledger: Ledger, name: str) -> None:
    """Receipts of letters, which give no figure."""
    at = datetime(2023, 1, 1, tzinfo=UTC)
    told = [(name + str(n), f"{name}{n}".encode().hex().ljust(64, "0")) for n in range(60)]
    ledger.keep(
        [(Receipt(file=f, sha256=s, kind="return", outcome=Outcome.REFUSED, received_at=at), ()) for f, s in told]
    )


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (errno.ENOSPC, "ENV005", "The disk is full: register.xlsx needs 0.1 MB"),
        (errno.EROFS, "ENV004", "register.xlsx cannot be written in"),
        (errno.EACCES, "ENV004", "register.xlsx cannot be written in"),
    ],
)
def test_a_workbook_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, code: str, says: str
) -> None:
    """Full, read-only or forbidden: the older file stays whole, and nothing half-written lies beside it."""
    path = write_bytes_beside(tmp_path / "register.xlsx", b"old")
    monkeypatch.setattr("os.fsync", failing(error))
    with pytest.raises(MachineRefusal) as refused:
        write_bytes_beside(path, b"new")
    assert refused.value.finding.code == code
    assert refused.value.finding.says.startswith(says)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"register.xlsx": b"old"}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_where_the_bytes_cannot_be_kept_nothing_is_taken(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """The folder raw is full, read-only or forbidden: said with what to do, and the ledger has not been touched."""
    before = (folder.path / "ledger.db").read_bytes()
    monkeypatch.setattr("pmxl.ledger.raw.write_new", failing(error))
    with pytest.raises(MachineRefusal) as refused:
        collect(folder)
    reason = os.strerror(error)
    assert refused.value.finding.says == f"The file could not be copied to raw: {reason}."
    assert (folder.path / "ledger.db").read_bytes() == before


def failing(error: int) -> Callable[..., Any]:
    """A call that the system refuses."""

    def call(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    return call


def test_a_ledger_that_may_only_be_read_is_left_as_it_is(folder: Folder) -> None:
    """ENV004; what stands in it can still be shown."""
    collect(folder)
    before = (folder.path / "ledger.db").read_bytes()
    sent(folder, "birch", 55, 100, name="birch again.xlsx")
    only = Folder(folder.path, f"sqlite:///file:{folder.path}/ledger.db?mode=ro&uri=true")
    with pytest.raises(MachineRefusal) as refused:
        collect(only)
    assert refused.value.finding.code == "ENV004"
    assert "Ask for the right to write there" in str(refused.value)
    assert (folder.path / "ledger.db").read_bytes() == before
    with only.ledger() as ledger:
        assert len(ledger.recall()) > 0
