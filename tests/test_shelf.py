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
from pmxl.framework.make import plan_framework
from pmxl.sheets import publish
from pmxl.sheets.publish import Shelf
from pmxl.sheets.write import write_workbook
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
    """More files than hands: each under its name with its own bytes, and nothing beside them."""
    many = {f"{n}.xlsx": str(n).encode() for n in range(3 * publish.HANDS)}
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


def test_what_went_wrong_first_is_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work itself stops, what was put before stands all the same, and its reason is the one that is said."""
    full_for(monkeypatch, "b.xlsx")
    with pytest.raises(ValueError, match="of the work"):
        put(Shelf(tmp_path), ["a.xlsx", "b.xlsx"], ValueError("of the work"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_was_not_written_is_not_recorded_as_issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are recorded; the next run issues the one that is missing, for the first time."""
    write_workbook(plan_framework(ROWS, name="Threewoods"), tmp_path / "framework.xlsx")
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
