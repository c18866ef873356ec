"""Files of chance: a seeded sample of what `make stress` reads by the ten thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.outcomes import totals
from tests.specimens.framework_file import framework_file
from tests.stress.fuzz import MUTATORS
from tests.stress.fuzz import fuzz
from tests.stress.fuzz import made
from tests.test_batch import ROWS

EACH = 100
INBOX = 20
PERIOD = "2022-23 Q3"


def test_every_file_of_chance_ends_in_one_outcome() -> None:
    """Random bytes, cut files, flipped bits and changed parts are read or refused in words, in time, with no fault."""
    found = [fuzz(f"ci-{number}") for number in range(EACH)]
    assert [f"{one.mutator} {one.seed}: {one.fault}" for one in found if one.fault] == []
    assert {one.mutator for one in found} == set(MUTATORS)
    assert {"READ", "REFUSED"} <= {one.outcome for one in found}


def test_an_inbox_of_chance_reconciles(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Through collect each file has exactly one outcome, the counts agree, and no traceback is shown."""
    framework_file(ROWS, tmp_path / "framework.xlsx", "Threewoods Partnership")
    folder = Folder(tmp_path)
    period = folder.period(PERIOD)
    issue(folder, period)
    names = [f"file {number}.xlsx" for number in range(INBOX)]
    for number, name in enumerate(names):
        (folder.inbox(period) / name).write_bytes(made(f"inbox-{number}")[1])
    files = collect(folder).files
    summed = totals(files)
    assert sorted(file.file for file in files) == sorted(names)
    assert summed["files"] == sum(summed[outcome] for outcome in ("READ", "FINDINGS", "REFUSED", "SKIPPED")) == INBOX
    assert summed["figures"] == summed["kept"] + summed["held"] + summed["refused"]
    assert not any(file.fault for file in files)
    assert "Traceback" not in "".join(capfd.readouterr())
