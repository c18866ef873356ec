"""A file that nobody touched is not read again; whatever changed is, and nothing depends on what was remembered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmxl.batch import inbox
from pmxl.batch.folder import Folder
from pmxl.batch.inbox import hashed
from pmxl.batch.looked import NAME
from pmxl.ledger import raw_path

LONG_AGO = 1_600_000_000


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes were read."""
    found: list[str] = []

    def taken(path: Path) -> bytes:
        found.append(path.name)
        return path.read_bytes()

    monkeypatch.setattr(inbox, "take", taken)
    monkeypatch.setattr("pmxl.batch.looked.SETTLED_SECONDS", -1.0)  # as if all had lain there for a while
    return found


def written(path: Path, text: str) -> Path:
    """A file last changed long ago."""
    path.write_text(text)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_an_untouched_file_is_read_once(tmp_path: Path, reads: list[str]) -> None:
    """The second time its hash is known by size and times."""
    file = written(tmp_path / "ash.xlsx", "one")
    first = hashed(Folder(tmp_path), [str(file)])
    assert hashed(Folder(tmp_path), [str(file)]) == first
    assert reads == ["ash.xlsx"]


def test_a_file_of_the_same_size_and_day_is_read_where_its_bytes_changed(tmp_path: Path, reads: list[str]) -> None:
    """Even where its time of change was put back, for the time of the file itself tells."""
    file = written(tmp_path / "ash.xlsx", "one")
    ((_, before, _),) = hashed(Folder(tmp_path), [str(file)])
    written(file, "two")
    ((_, after, _),) = hashed(Folder(tmp_path), [str(file)])
    assert before != after
    assert reads == ["ash.xlsx"] * 2


def test_bytes_that_were_lost_are_kept_again(tmp_path: Path, reads: list[str]) -> None:
    """Where raw/ no longer has them the file is read, whatever is remembered of it."""
    file = written(tmp_path / "ash.xlsx", "one")
    ((_, sha, _),) = hashed(Folder(tmp_path), [str(file)])
    raw_path(tmp_path / "raw", sha).unlink()
    hashed(Folder(tmp_path), [str(file)])
    assert raw_path(tmp_path / "raw", sha).read_text() == "one"
    assert len(reads) == 2


@pytest.mark.parametrize("damage", ["", "[]", '{"a": 1}', "{"])
def test_a_memory_that_is_damaged_is_none(tmp_path: Path, reads: list[str], damage: str) -> None:
    """Then everything is read, as the first time."""
    file = written(tmp_path / "ash.xlsx", "one")
    first = hashed(Folder(tmp_path), [str(file)])
    (tmp_path / "returns" / NAME).write_text(damage)
    assert hashed(Folder(tmp_path), [str(file)]) == first
    assert len(reads) == 2


def test_a_file_just_changed_is_not_remembered(tmp_path: Path) -> None:
    """It could change again within the same tick of the clock."""
    (tmp_path / "ash.xlsx").write_text("one")
    hashed(Folder(tmp_path), [str(tmp_path / "ash.xlsx")])
    assert not (tmp_path / "returns" / NAME).exists()
