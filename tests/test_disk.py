"""Where the ledger lies: on a disk of this machine, or where nobody can keep two machines apart."""

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
        f"{path}: It lies in OneDrive, where two machines may write it at once and neither is told. Move the folder to "
        "a disk of one machine, or keep the ledger on PostgreSQL with pmxl copy-ledger. [ENV071]"
    )


def test_the_doctor_says_so_too(tmp_path: Path) -> None:
    """An IT desk that looks at the folder is told where it lies."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (told,) = (one for one in examine(this_machine(folder)) if one.name == "Folder")
    assert [finding.code for finding in told.findings] == ["ENV071"]
