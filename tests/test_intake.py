"""Taking a file: one that changes while it is read, one that is in the cloud only, and one that somebody has open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmxl.batch.inbox import passed_over
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.sheets import intake
from pmxl.sheets.intake import take

AGAIN = "Wait until it is saved or copied, and run again."


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a few bytes; nobody waits in a test."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    (tmp_path / "Q3.xlsx").write_bytes(b"first")
    return tmp_path / "Q3.xlsx"


def changing(file: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes the file adds to it so many times after it was looked at."""
    left = [times]
    true = os.fstat

    def look(handle: int) -> object:
        found = true(handle)
        if left[0] > 0:
            left[0] -= 1
            with file.open("ab") as writer:
                writer.write(b"+")
        return found

    monkeypatch.setattr("os.fstat", look)


def test_a_file_that_settles_is_read_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is what stands there in the end."""
    changing(file, 3, monkeypatch)
    assert take(file) == file.read_bytes() == b"first+++"


def test_a_file_that_never_settles_is_left_for_another_run(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is not taken for a whole one."""
    changing(file, 100, monkeypatch)
    with pytest.raises(MachineRefusal) as caught:
        take(file)
    assert str(caught.value) == (
        f"Q3.xlsx: The file is still being written: it changed while it was read, three times over. {AGAIN} [ENV002]"
    )


def test_a_file_that_comes_in_pieces_is_read_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network may bring two bytes where five were asked for; a file that ends too soon is read again."""
    true = os.read
    monkeypatch.setattr("os.read", lambda handle, size: true(handle, min(size, 2)))
    assert take(file) == b"first"
    monkeypatch.setattr("os.read", lambda *_: b"")
    with pytest.raises(MachineRefusal, match="ENV002"):
        take(file)


@pytest.mark.parametrize("mark", [0x400000, 0x40000, 0x1000])
def test_a_file_that_is_only_in_the_cloud_is_not_opened(file: Path, mark: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening it would fetch it, or wait for a network for ever; an ordinary mark such as archive is none of these."""
    monkeypatch.setattr(intake, "attributes", lambda _: mark | 0x20)
    monkeypatch.setattr(intake, "_once", lambda _: pytest.fail("it was opened"))
    with pytest.raises(Refusal) as caught:
        take(file)
    assert str(caught.value) == (
        "Q3.xlsx: The file is only in the cloud. Make it available on this computer "
        "(right-click it: Always keep on this device), and run again. [ENV003]"
    )
    monkeypatch.undo()
    monkeypatch.setattr(intake, "attributes", lambda _: 0x20)
    assert take(file) == b"first"


def excels(user: str) -> bytes:
    """The file that Excel puts beside an open workbook."""
    name = user.encode("cp1252")
    return bytes([len(name)]) + name.ljust(54) + len(user).to_bytes(2, "little") + user.encode("utf-16-le").ljust(108)


OWNERS = [
    ("~$Q3.xlsx", excels("Ann Smith"), "Ann Smith"),
    ("~$Q3.xlsx", b"", "somebody"),
    (".~lock.Q3.xlsx#", b",ann,desk7,20.01.2023 10:30,file:///x;", "ann"),
    (".~lock.Q3.xlsx#", b"Ann Smith,ann,desk7,,;", "Ann Smith"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "user"), OWNERS)
def test_a_lock_file_beside_its_workbook_says_who_has_it_open(file: Path, name: str, data: bytes, user: str) -> None:
    """A Query, for what is saved may not be what is on somebody's screen; the lock file itself is passed over."""
    lock = file.parent / name
    lock.write_bytes(data)
    outcome = passed_over(lock)
    assert outcome is not None
    assert (outcome.outcome, outcome.code) == ("SKIPPED", "ENV001")
    (finding,) = outcome.findings
    assert finding.severity == "Query"
    assert str(finding) == (
        f"{name}: Q3.xlsx may be open by {user}, as this file beside it says. "
        "If so, ask for it to be saved and closed, and run again; what is saved was read. [ENV001]"
    )


@pytest.mark.parametrize("name", ["~$Q4.xlsx", ".~lock.Q4.xlsx#", "~$"])
def test_a_lock_file_that_was_left_behind_is_a_working_file(file: Path, name: str) -> None:
    """Its workbook is gone, and nobody has it open."""
    lock = file.parent / name
    lock.write_bytes(excels("Ann"))
    outcome = passed_over(lock)
    assert outcome is not None
    assert [finding.severity for finding in outcome.findings] == ["Note"]
