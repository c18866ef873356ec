"""A shelf of files: several are brought to the disk at a time, and each stands whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.findings import MachineRefusal
from pmxl.sheets import publish
from pmxl.sheets.publish import Shelf
from tests.specimens.framework_file import framework_file
from tests.test_batch import PERIOD
from tests.test_batch import ROWS


def full_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A disk that has no room for one file."""
    held = publish._write_through

    def written(path: Path, data: bytes, *, private: bool) -> None:
        if f".{name}." in path.name:
            path.write_bytes(data[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        held(path, data, private=private)

    monkeypatch.setattr("pmxl.sheets.publish._write_through", written)


def put(shelf: Shelf, names: Sequence[str], stops: Exception | None = None) -> None:
    """Puts files of these names, and stops."""
    with shelf:
        for name in names:
            shelf.put(name, b"whole")
        if stops:
            raise stops


def test_all_are_there_by_the_end(tmp_path: Path) -> None:
    """More files than the hands hold: each under its name with its own bytes, and nothing beside them."""
    many = {f"{n}.xlsx": str(n).encode() for n in range(publish.HANDS * publish.ARMFUL + 3)}
    with Shelf(tmp_path / "shelf") as shelf:
        for name, data in many.items():
            shelf.put(name, data)
    assert {path.name: path.read_bytes() for path in (tmp_path / "shelf").iterdir()} == many
    assert not shelf.failed


def test_one_that_cannot_be_put_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, nothing of it stays behind, and the others stand."""
    full_for(monkeypatch, "b.xlsx")
    shelf = Shelf(tmp_path)
    with pytest.raises(MachineRefusal, match=r"The disk is full: b\.xlsx"):
        put(shelf, ["a.xlsx", "b.xlsx", "c.xlsx"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "c.xlsx"]
    assert shelf.failed == {"b.xlsx"}


def test_of_those_that_cannot_be_put_the_first_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whichever armful each was: every one is named, and none of the others is missing."""
    names = [f"{n:03}.xlsx" for n in range(2 * publish.ARMFUL)]
    lacking = {names[3], names[publish.ARMFUL + 1]}
    for name in lacking:
        full_for(monkeypatch, name)
    shelf = Shelf(tmp_path)
    with pytest.raises(MachineRefusal, match=rf"The disk is full: {names[3]}"):
        put(shelf, names)
    assert shelf.failed == lacking
    assert {path.name for path in tmp_path.iterdir()} == {*names} - lacking


def test_a_fault_of_ours_is_raised_and_nothing_beside_it_taken_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that one hand held when it broke off, none is taken for written; the next run takes up what stands."""

    def broken(*_: object, **__: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("pmxl.sheets.publish._write_through", broken)
    shelf = Shelf(tmp_path)
    with pytest.raises(KeyError, match="ours"):
        put(shelf, ["a.xlsx", "b.xlsx"])
    assert shelf.failed == {"a.xlsx", "b.xlsx"}


def test_a_system_that_takes_little_at_a_time_gets_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk of a network may take part of what it is given: the rest is given again."""
    once = os.write
    monkeypatch.setattr("os.write", lambda handle, data: once(handle, bytes(data)[:1000]))
    put(Shelf(tmp_path), ["a.xlsx"])
    publish.write_bytes_beside(tmp_path / "b.xlsx", b"0123456789" * 777)
    assert (tmp_path / "a.xlsx").read_bytes() == b"whole"
    assert (tmp_path / "b.xlsx").read_bytes() == b"0123456789" * 777


@pytest.mark.skipif(os.name == "nt", reason="the system knows no such rights")
def test_what_is_private_is_so_before_anything_stands_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else can read the bytes at any time; what is not private has the rights that this user gives."""
    once, seen = os.write, []

    def written(handle: int, data: memoryview) -> int:
        seen.append(os.fstat(handle).st_mode & 0o777)
        return once(handle, data)

    monkeypatch.setattr("os.write", written)
    before = os.umask(0o022)
    try:
        publish.write_bytes_beside(tmp_path / "a.xlsx", b"private", private=True)
        publish.write_bytes_beside(tmp_path / "b.xlsx", b"plain")
    finally:
        os.umask(before)
    assert seen == [0o600, 0o644]


def test_what_went_wrong_first_is_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work itself stops, what was put before stands all the same, and its reason is the one that is said."""
    full_for(monkeypatch, "b.xlsx")
    with pytest.raises(ValueError, match="of the work"):
        put(Shelf(tmp_path), ["a.xlsx", "b.xlsx"], ValueError("of the work"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_was_not_written_is_not_recorded_as_issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are recorded; the next run issues the one that is missing, for the first time."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods")
    folder = Folder(tmp_path)
    period = folder.period(PERIOD)
    with monkeypatch.context() as full:
        full_for(full, "birch.xlsx")
        with pytest.raises(MachineRefusal, match="The disk is full"):
            issue(folder, period)
    with folder.ledger() as ledger:
        recorded = {one.partner for one in ledger.issued(period=period)}
    assert recorded == {partner.id for partner in folder.framework.partners} - {"birch"}
    assert [path.name for path in issue(folder, period, ["birch"])] == ["birch.xlsx"]


def test_a_part_that_another_run_names_meanwhile_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What interrupted runs left is swept away; a part that goes between the look and the question is none of it."""
    left, going = tmp_path / ".a.xlsx.01.part", tmp_path / ".b.xlsx.02.part"
    for part in (left, going):
        part.write_bytes(b"")
        os.utime(part, (0, 0))

    def now() -> float:
        going.unlink(missing_ok=True)
        return publish.STALE_SECONDS + 1.0

    monkeypatch.setattr("pmxl.sheets.publish.time.time", now)
    put(Shelf(tmp_path), ["c.xlsx"])
    assert [path.name for path in tmp_path.iterdir()] == ["c.xlsx"]
