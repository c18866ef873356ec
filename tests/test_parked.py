"""What was read of each file waits on the disk until it is kept, and comes out as it went in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmxl.batch import parked
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.batch.sealed import NOBODYS
from pmxl.batch.sealed import Whose
from pmxl.figures import Figure
from pmxl.figures import SignOff
from pmxl.findings import Finding
from pmxl.periods import Period
from pmxl.returns.alike import words_of
from pmxl.returns.read import ReadReturn
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.small import Q2
from tests.specimens.small import Q3


def job(name: str) -> Job:
    """A file."""
    return Job(f"{name}.xlsx", name * 64, name)


def read(name: str, partner: str, *periods: Period) -> Examined:
    """A file of a partner with a figure for each period."""
    figures = tuple(Figure("h1", partner, "", period, value=1.0) for period in periods)
    found = ReadReturn(
        partner, Q3, 1, "1", SignOff(), figures, (), *(len(figures), len(figures), 0, 0, 0), Outcome.READ, ""
    )
    return Examined(job(name), found=found)


@pytest.mark.parametrize("room", [0, 1, 1000])
def test_what_is_put_in_comes_out(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the files, whatever the order in which they are done; in memory or on the disk."""
    monkeypatch.setattr(parked, "AT_HAND", room)
    a, b, c = (read(name, "fire", Q3) for name in "abc")
    with Parked() as done:
        for one in (a, b, c):
            done[one.job] = FileOutcome(one.job.file)
        for one in (c, a):
            done[one.job] = one
        assert list(done.values()) == [a, FileOutcome("b.xlsx"), c]
        done[a.job] = FileOutcome("a.xlsx", code="X")
        done[c.job] = again = replace(c, job=replace(c.job, passwords=("x",)))
        assert [done[one.job] for one in (a, b, c)] == [FileOutcome("a.xlsx", code="X"), FileOutcome("b.xlsx"), again]
        assert done.passwords == {"c" * 64: ("x",)}
        assert list(done) == [a.job, b.job, c.job]
        assert len(done) == 3
        assert list(done.read) == [c.job]


@pytest.mark.parametrize(("room", "is_at_hand"), [(2, True), (1, False)])
def test_of_more_files_than_are_kept_in_memory_none_is(
    monkeypatch: pytest.MonkeyPatch, room: int, *, is_at_hand: bool
) -> None:
    """How many there are is known before the first is read, and they wait together: in memory or on the disk."""
    monkeypatch.setattr(parked, "AT_HAND", room)
    a, b = read("a", "fire", Q3), read("b", "fire", Q3)
    with Parked() as done:
        for one in (a, b):
            done[one.job] = FileOutcome(one.job.file)
        for one in (a, b):
            done[one.job] = one
        assert [done[one.job] is one for one in (a, b)] == [is_at_hand, is_at_hand]
        assert [done[one.job] for one in (a, b)] == [a, b]


def test_whose_a_file_is_is_known_without_loading_it() -> None:
    """Of what was read without a fault of ours; nobody's is what has no figures, and many share their periods."""
    ours, more, none = read("a", "fire", Q2, Q3), read("b", "police", Q3, Q2), Examined(job("c"))
    with Parked() as done:
        for one in (ours, more, none, Examined(job("d"), fault="it fell over")):
            done[one.job] = one
        both = frozenset({Q2, Q3})
        assert done.read == {
            ours.job: Whose("fire", both, words_of(())),
            more.job: Whose("police", both, words_of(())),
            none.job: NOBODYS,
        }
        first, second, _ = done.read.values()
        assert first.periods is second.periods


def test_an_outcome_is_kept_in_the_texts_of_its_job() -> None:
    """The ledger gives back others that say the same; of another file, as of a twin that it names, they stay."""
    one = job("a")
    same, sha = "".join(("a.", "xlsx")), "".join(("a" * 32, "a" * 32))
    own, other = (Finding("X", Severity.NOTE, "It is.", "Do.", file=file, sha256=sha) for file in (same, "b.xlsx"))
    came = FileOutcome(same, sha, findings=(own, other))
    elsewhere = FileOutcome("b.xlsx", sha, findings=(own,))
    with Parked() as done:
        done[one] = came
        assert done[one] == came
        kept = done[one]
        assert isinstance(kept, FileOutcome)
        assert kept.file is kept.findings[0].file is one.file
        assert kept.sha256 is kept.findings[0].sha256 is one.sha256
        assert kept.findings[1] is other
        done[one] = elsewhere
        assert done[one] is elsewhere
