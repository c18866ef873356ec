"""Scorecards written side by side: the same files as one after another, and nothing lost with a worker."""

from __future__ import annotations

import os
import pickle
import signal
import sys
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
from pmxl.batch.side_by_side import in_order
from pmxl.batch.side_by_side import write
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
def test_what_a_worker_does_not_write_is_written_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that die at every scorecard cost time and no scorecard."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    before, me = made_by(folder, whole), os.getpid()

    def dies(*given: object) -> object:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(side_by_side, "write", dies)
    assert made_by(folder, whole) == before


@forks
@pytest.mark.usefixtures("workers")
def test_a_file_that_cannot_be_written_is_said_by_the_parent(tmp_path: Path) -> None:
    """Of a worker's own words nobody would hear."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    folder.scorecard(Q3, "public").mkdir(parents=True)
    with pytest.raises(Refusal, match=r"scorecard-public\.xlsx"):
        list(write_all(folder, whole, all_wanted(whole), partial(for_audience, whole)))


def test_the_work_can_be_sent_to_another_process(tmp_path: Path) -> None:
    """Where processes begin afresh, as on Windows, it is packed: what comes of it is the same file."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    before = made_by(folder, whole)
    work = pickle.loads(pickle.dumps(partial(write, folder, partial(for_audience, whole))))
    assert work(Wanted("public", "public")) == ()
    assert folder.scorecard(Q3, "public").read_bytes() == before["scorecard-public.xlsx"]


def test_what_was_published_before_is_kept_beside(tmp_path: Path) -> None:
    """Under the number of times it was published."""
    folder = partnership(tmp_path / "p")
    whole = whole_of(folder)
    path = folder.scorecard(Q3, "public")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"as it was")
    write(folder, partial(for_audience, whole), Wanted("public", "public", aside=2))
    assert path.with_name("scorecard-public-published-2.xlsx").read_bytes() == b"as it was"


def test_what_is_done_in_any_order_is_told_in_that_of_the_wanted() -> None:
    """Each as soon as all before it are done."""
    first, then, last = (Wanted(name, name) for name in "abc")
    asked = []

    def done() -> object:
        for one in (then, first, last):
            asked.append(one)
            yield one, ()

    told = in_order([first, then, last], done())  # type: ignore[arg-type]
    assert next(told)[0] == first
    assert asked == [then, first]
    assert [one for one, _ in told] == [then, last]
