"""Scorecards written side by side: the same files as one after another, and nothing lost with a worker."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pmxl.assess import Assessment
from pmxl.assess import audiences
from pmxl.assess import for_audience
from pmxl.batch import side_by_side
from pmxl.batch.audience import file_name
from pmxl.batch.folder import Folder
from pmxl.batch.improve import with_improvement
from pmxl.batch.scorecard import assessment
from pmxl.batch.side_by_side import Wanted
from pmxl.batch.side_by_side import make
from pmxl.batch.side_by_side import write_all
from pmxl.findings import Refusal
from tests.test_publish import Q3
from tests.test_publish import partnership

forks = pytest.mark.skipif(sys.platform != "linux", reason="stands in for workers by forking, as Linux does")
SEEN = ["scorecard-directors.xlsx", "scorecard-managers.xlsx", "scorecard-partner-ash.xlsx", "scorecard-public.xlsx"]


def whole_of(folder: Folder) -> Assessment:
    """What all the scorecards are a part of."""
    return with_improvement(folder, assessment(folder, Q3), None)


def all_wanted(whole: Assessment) -> list[Wanted]:
    """The scorecard of every audience; executives and members see nothing of the period."""
    return [Wanted(name, file_name(whole, name)) for name in audiences(whole)]


def made_by(folder: Folder, whole: Assessment) -> dict[str, bytes]:
    """The files of every audience that has one, taken away again; what came of each is told in the order asked."""
    wanted = all_wanted(whole)
    told = list(write_all(folder, whole, wanted, partial(for_audience, whole)))
    assert [one for one, _ in told] == wanted
    assert [one.audience for one, why in told if why] == ["executive", "members"]
    place = folder.scorecard(Q3).parent
    found = {path.name: path.read_bytes() for path in sorted(place.iterdir())}
    for name in found:
        (place / name).unlink()
    return found


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three workers, for however few scorecards."""
    monkeypatch.setattr(side_by_side, "EACH", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)


@pytest.mark.usefixtures("workers")
def test_several_at_once_write_what_one_after_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the byte, and told in the same order."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    at_once = made_by(folder, whole)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert list(at_once) == SEEN
    assert made_by(folder, whole) == at_once


@forks
@pytest.mark.usefixtures("workers")
def test_workers_make_them_and_the_parent_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in a process that is not this one, and not all in the same."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    pids = tmp_path / "pids"
    monkeypatch.setattr(side_by_side, "make", noting(pids))
    made_by(folder, whole)
    told = pids.read_text(encoding="ascii").split()
    assert len(told) == len(all_wanted(whole))
    assert str(os.getpid()) not in told
    assert len(set(told)) > 1


def noting(pids: Path) -> Callable[..., object]:
    """Makes a scorecard and notes in which process."""

    def noted(*given: object) -> object:
        with pids.open("a", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        return make(*given)  # type: ignore[arg-type]

    return noted


@forks
@pytest.mark.usefixtures("workers")
def test_what_a_worker_does_not_make_is_made_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that die at every scorecard cost time and no scorecard."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    before, me, pids = made_by(folder, whole), os.getpid(), tmp_path / "pids"
    here = noting(pids)

    def dies(*given: object) -> object:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return here(*given)

    monkeypatch.setattr(side_by_side, "make", dies)
    assert made_by(folder, whole) == before
    assert pids.read_text(encoding="ascii").split() == [str(me)] * len(all_wanted(whole))


@forks
@pytest.mark.usefixtures("workers")
@pytest.mark.parametrize("started", [0, 1])
def test_where_no_process_can_be_started_all_are_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: int
) -> None:
    """None at all, or no second one."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    before, fork, tried = made_by(folder, whole), os.fork, []

    def full() -> int:
        tried.append(1)
        if len(tried) > started:
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr("os.fork", full)
    assert made_by(folder, whole) == before
    assert len(tried) > started


@forks
@pytest.mark.usefixtures("workers")
def test_a_file_that_cannot_be_written_is_said_in_its_turn(tmp_path: Path) -> None:
    """All before it are in their places, and none after it; nobody's earlier one is put aside."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    wanted = [Wanted(one.audience, one.kind, aside=one.kind == "public") for one in all_wanted(whole)]
    folder.scorecard(Q3, "partner-ash").mkdir(parents=True)
    folder.scorecard(Q3, "public").write_bytes(b"as it was")
    told = []
    with pytest.raises(Refusal, match=r"scorecard-partner-ash\.xlsx"):
        told += list(write_all(folder, whole, wanted, partial(for_audience, whole)))
    assert sorted(path.name for path in folder.scorecard(Q3).parent.iterdir() if path.is_file()) == [
        "scorecard-directors.xlsx",
        "scorecard-managers.xlsx",
        "scorecard-public.xlsx",
    ]
    assert folder.scorecard(Q3, "public").read_bytes() == b"as it was"


def test_the_work_can_be_sent_to_another_process(tmp_path: Path) -> None:
    """Where processes begin afresh, as on Windows, it is packed: what comes of it is the same file."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    before = made_by(folder, whole)
    work = pickle.loads(pickle.dumps(partial(make, folder, partial(for_audience, whole))))
    assert work(Wanted("public", "public")) == {"": before["scorecard-public.xlsx"]}


def test_what_was_published_before_is_kept_beside(tmp_path: Path) -> None:
    """Under the number of times it was published."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    path = folder.scorecard(Q3, "public")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"as it was")
    [_] = write_all(folder, whole, [Wanted("public", "public", aside=2)], partial(for_audience, whole))
    assert path.with_name("scorecard-public-published-2.xlsx").read_bytes() == b"as it was"
