"""Disputed: different files of one revision, all held until a person says which is right."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from zipfile import ZipFile

import pytest

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.findings import Refusal
from tests.test_batch import PERIOD
from tests.test_batch import pooled
from tests.test_batch import sent
from tests.threewoods import partnership


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership of three partners and one measure."""
    return partnership(tmp_path)


def test_two_different_files_of_one_revision_are_held_until_one_is_preferred(folder: Folder) -> None:
    """Neither order nor time decides; a person does."""
    issue(folder, folder.period(PERIOD), ["ash"])
    sent(folder, "ash", 40, 100, name="one.xlsx")
    right = sent(folder, "ash", 60, 100, name="two.xlsx")
    first = collect(folder)
    assert {file.code: file.held for file in first.files} == {"RET023": 1}
    assert math.isnan(pooled(folder))
    collect(folder, prefer=right)
    assert pooled(folder) == 60


def test_what_changed_is_told_against_the_file_that_was_preferred(folder: Folder) -> None:
    """The next revision is compared with the file that stands, not with the rival that was set aside."""
    issue(folder, folder.period(PERIOD), ["ash"])
    issue(folder, folder.period(PERIOD), ["ash"])
    sent(folder, "ash", 40, 100, name="one.xlsx")
    right = sent(folder, "ash", 60, 100, name="two.xlsx")
    collect(folder)
    collect(folder, prefer=right)
    sent(folder, "ash", 60, 100, name="the same again.xlsx", revision=2)
    assert [file.changes for file in collect(folder).files if file.revision == 2] == [()]
    collect(folder, prefer=folder.inbox(folder.period(PERIOD)) / "one.xlsx")  # thought better of
    with folder.ledger() as ledger:
        [change] = ledger.changes(folder.period(PERIOD))
    assert change.before is not None
    assert (change.before.numerator, change.after.numerator) == (40, 60)


def test_a_file_that_says_what_a_held_one_says_is_held_with_it(folder: Folder) -> None:
    """A third file, in another format or saved again, is not told as read while its figures are held."""
    issue(folder, folder.period(PERIOD), ["ash"])
    sent(folder, "ash", 40, 100, name="a one.xlsx")
    sent(folder, "ash", 60, 100, name="b two.xlsx")
    again = sent(folder, "ash", 60, 100, name="c two again.xlsx")
    with ZipFile(again, "a") as container:
        container.comment = b"saved again"
    seen = {file.file: (file.code, file.kept, file.held) for file in collect(folder).files}
    assert set(seen.values()) == {("RET023", 0, 1)}, seen


def test_files_of_one_name_are_told_apart(folder: Folder) -> None:
    """Two files of one name differ by the digits of their bytes, with which a person can say which is right."""
    issue(folder, folder.period(PERIOD), ["ash"])
    first = sent(folder, "ash", 60, 100)
    begins = hashlib.sha256(first.read_bytes()).hexdigest()[:8]
    collect(folder)
    other = sent(folder, "ash", 40, 100)  # put in the place of the first
    [finding] = [one for file in collect(folder).files for one in file.findings if one.code == "RET023"]
    digits = hashlib.sha256(other.read_bytes()).hexdigest()[:8]
    assert all(f", {one})" in finding.says for one in (begins, digits)), finding.says
    assert f"--prefer {digits}, or the other." in finding.ask
    collect(folder, prefer=Path(begins))
    assert pooled(folder) == 60
    with pytest.raises(Refusal, match="There is no file 00000000"):
        collect(folder, prefer=Path("00000000"))
