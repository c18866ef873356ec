"""A ledger is looked through for damage, and not again while nothing but this program has touched its file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest

from pmxl.findings import Refusal
from pmxl.ledger import Ledger
from pmxl.ledger import Seen
from pmxl.ledger import opening
from pmxl.ledger import whole

SEEN = Seen("1", "a" * 64, datetime(2025, 1, 1, tzinfo=UTC))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ledgers that were looked through, in a world whose clock is fine enough for a test."""
    found: list[str] = []
    real = opening.damage_in

    def counted(connection: object) -> str:
        found.append("looked")
        return real(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "damage_in", counted)
    monkeypatch.setattr(whole, "GRAIN_SECONDS", -1.0)
    monkeypatch.setattr(whole, "COARSE_SECONDS", -1.0)
    return found


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """The ledger of a folder, with its note."""
    with Ledger.open(folder / "ledger.db", note=folder / "notes" / "note.json") as ledger:
        yield ledger


def test_a_ledger_that_only_we_wrote_is_looked_through_once(tmp_path: Path, looks: list[str]) -> None:
    """Also where it was written meanwhile, by this program."""
    for _ in range(3):
        with opened(tmp_path) as ledger:
            ledger.see(SEEN)
    assert looks == ["looked"]


def test_what_another_hand_touched_is_looked_through(tmp_path: Path, looks: list[str]) -> None:
    """Were it only its time: and damage is found as ever."""
    with opened(tmp_path) as ledger:
        ledger.see(SEEN)
    os.utime(tmp_path / "ledger.db", (1_600_000_000, 1_600_000_000))
    with opened(tmp_path):
        assert len(looks) == 2
    data = bytearray((tmp_path / "ledger.db").read_bytes())
    data[8192:16384] = b"\xff" * 8192
    (tmp_path / "ledger.db").write_bytes(data)
    with pytest.raises(Refusal, match="ENV023"), opened(tmp_path):
        pass


def test_what_was_touched_before_we_wrote_is_not_believed_after(tmp_path: Path, looks: list[str]) -> None:
    """Our own writing leaves whole what was whole, and mends nothing."""
    with opened(tmp_path) as ledger:
        os.utime(tmp_path / "ledger.db", (1_600_000_000, 1_600_000_000))
        ledger.see(SEEN)
    with opened(tmp_path):
        assert len(looks) == 2


def test_what_was_touched_after_we_wrote_is_not_noted(tmp_path: Path, looks: list[str]) -> None:
    """The note tells of the file as we left it, or of none."""
    with opened(tmp_path) as ledger:
        ledger.see(SEEN)
        os.utime(tmp_path / "ledger.db", (1_600_000_000, 1_600_000_000))
    assert not (tmp_path / "notes" / "note.json").exists()
    with opened(tmp_path):
        assert len(looks) == 2


@pytest.mark.parametrize("hours", [-1, 25])
def test_a_day_later_it_is_looked_through_again(tmp_path: Path, looks: list[str], hours: int) -> None:
    """For a disk may forget by itself; so it is where the clock was put back."""
    with opened(tmp_path):
        pass
    later = time.time() + hours * 3600
    with mock.patch("time.time", return_value=later), opened(tmp_path):
        assert len(looks) == 2


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"state": 1, "looked_at": "x"}', "{"])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, looks: list[str], note: str) -> None:
    """Then the ledger is looked through as if there were none."""
    with opened(tmp_path):
        pass
    (tmp_path / "notes" / "note.json").write_text(note)
    with opened(tmp_path):
        assert len(looks) == 2


def test_a_file_just_changed_is_not_noted(tmp_path: Path) -> None:
    """It could change again within the same tick of the clock; on a disk that tells only seconds, for longer."""
    note = tmp_path / "note.json"
    file = tmp_path / "ledger.db"
    file.write_text("a")
    for changed, settled in ((1_600_000_000.02, True), (1_600_000_000.0, False)):
        os.utime(file, (changed, changed))
        known = whole.Whole(file, note)
        known.looked_through()
        state = (known._state()[0], int(changed * whole.SECOND_NS))
        with (
            mock.patch.object(known, "_state", return_value=state),
            mock.patch("time.time", return_value=1_600_000_001.0),
        ):
            known.save()
        assert note.exists() is settled
        note.unlink(missing_ok=True)


def test_a_ledger_that_is_gone_is_not_known(tmp_path: Path) -> None:
    """And nothing is written of it."""
    known = whole.Whole(tmp_path / "ledger.db", tmp_path / "note.json")
    known.looked_through()
    known.save()
    assert not known.is_known
    assert list(tmp_path.iterdir()) == []


def test_without_a_note_it_is_looked_through_each_time(tmp_path: Path, looks: list[str]) -> None:
    """As whoever opens a ledger by its path alone has it."""
    for _ in range(2):
        with Ledger.open(tmp_path / "ledger.db"):
            pass
    assert len(looks) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]
