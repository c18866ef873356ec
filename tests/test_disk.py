"""Where the ledger lies: on a disk of this machine, on a share, or in a folder that is kept in step."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmxl import disk
from pmxl.disk import doubt
from pmxl.disk import shared_place
from pmxl.excel.doctor.checks import examine
from pmxl.excel.doctor.machine import this_machine


@pytest.mark.parametrize(
    ("folder", "where"),
    [
        ("OneDrive - Vale Council/scorecard", "OneDrive"),
        ("onedrive/scorecard", "OneDrive"),
        ("Dropbox/scorecard", "Dropbox"),
        ("OneDriveless/scorecard", ""),
        ("Documents/scorecard", ""),
    ],
)
def test_a_folder_that_is_kept_in_step_is_known_by_its_name(tmp_path: Path, folder: str, where: str) -> None:
    """OneDrive adds the organisation's name to that of its folder."""
    assert shared_place(tmp_path / folder / "ledger.db") == where


def test_a_share_is_known_by_its_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deepest mount above the file counts, not the first one that is found."""
    share = tmp_path / "share"
    monkeypatch.setattr(disk, "_mounts", lambda: iter([("/", "ext4"), (str(share), "cifs"), (str(tmp_path), "ext4")]))
    assert shared_place(share / "valley" / "ledger.db") == "a network share"
    assert shared_place(tmp_path / "valley" / "ledger.db") == ""


def test_what_is_said_names_the_file_the_fact_and_what_to_do(tmp_path: Path) -> None:
    """Of a disk of this machine nothing is said."""
    assert doubt(tmp_path / "ledger.db") is None
    path = tmp_path / "OneDrive" / "ledger.db"
    assert str(doubt(path)) == (
        f"{path}: It lies in OneDrive, which carries to others what was written here only after a while. Let one "
        "person at a time run pmxl on it, or move the folder to a share, or the ledger to PostgreSQL. [ENV071]"
    )


def test_a_share_gives_no_cause_for_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the lock beside the ledger keeps two machines apart."""
    monkeypatch.setattr(disk, "_mounts", lambda: iter([(str(tmp_path), "cifs")]))
    assert doubt(tmp_path / "ledger.db") is None


def test_the_second_version_that_such_a_program_makes_is_named(tmp_path: Path) -> None:
    """Two wrote at once, each is half of the truth, and nobody else will say so."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    for name in ("ledger.db", "ledger-PLANNING-7.db", "ledger.db.lock"):
        (folder / name).touch()
    says = str(doubt(folder / "ledger.db"))
    assert "It lies in Dropbox, and ledger-PLANNING-7.db beside it: so much was written by two at once. Look" in says


def test_the_doctor_says_so_too(tmp_path: Path) -> None:
    """An IT desk that looks at the folder is told where it lies."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (told,) = (one for one in examine(this_machine(folder)) if one.name == "Folder")
    assert [finding.code for finding in told.findings] == ["ENV071"]
