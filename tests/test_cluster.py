"""Reading on a Dask cluster: the same figures as at home, whatever becomes of a file, a worker or the cluster."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from concurrent.futures import Future
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from typer.testing import CliRunner

from pmxl.batch import bench
from pmxl.batch.bench import Sent
from pmxl.batch.bench import pack
from pmxl.batch.bench import read_chunk
from pmxl.batch.chunks import FILES
from pmxl.batch.chunks import TOGETHER_BYTES
from pmxl.batch.chunks import chunks
from pmxl.batch.chunks import through
from pmxl.batch.cluster import cluster
from pmxl.batch.collect import collect
from pmxl.batch.crew import Limits
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.examine import desk_of
from pmxl.batch.folder import Folder
from pmxl.cli import app
from pmxl.findings import Refusal
from tests.clusters import Machines
from tests.clusters import has_dask
from tests.clusters import scheduler
from tests.clusters import workers
from tests.fragile import Fragile
from tests.test_batch import PERIOD
from tests.test_crew import desk as plain_desk
from tests.threewoods import canonical
from tests.threewoods import full_inbox

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="stands in for readers by names that forking knows")

PLENTY = Limits(60.0, 1 << 30)
SHORT = Limits(0.5, 256 << 20)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership's folder with everything that partners send at once."""
    return full_inbox(tmp_path_factory.mktemp("base") / "threewoods").path


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machines, list[subprocess.Popen[bytes]]]]:
    """A scheduler with two workers, each a process of its own in a folder of its own."""
    with scheduler(tmp_path_factory.mktemp("cluster")) as found, workers(found, "one", "two") as both:
        wait_for(found, 2)
        yield found, both


def wait_for(found: Machines, many: int) -> None:
    """Until so many workers are there."""
    from distributed import Client

    with Client(found.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(many, timeout=60)


@pytest.fixture
def lonely(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler of the test's own, without workers."""
    with scheduler(tmp_path) as found:
        yield found


# --- the same as at home


def test_a_cluster_reads_what_this_machine_reads(base: Path, tmp_path: Path, machines: Any) -> None:
    """Every state of every figure and the last word on each file: the same, though the workers see no file of ours."""
    here, there = (shutil.copytree(base, tmp_path / name) for name in ("here", "there"))
    collect(Folder(here), queries=False)
    given = ["collect", "-C", str(there), "--no-queries", "--cluster", machines[0].address, "--format", "json"]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 3, done.output  # a letter among the returns is refused here as there
    assert canonical(there) == canonical(here)


# --- a file, or a worker, that is lost


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A bench whose readers do what the names of the files say."""
    monkeypatch.setattr(bench, "Reader", Fragile)
    yield
    bench.clear()


@pytest.mark.usefixtures("fragile")
def test_a_file_that_stops_its_reader_costs_itself_alone_wherever_it_is_read() -> None:
    """Dead or too slow: the file is named with the same words as at home, those beside it are read."""
    files = [Sent(name, name, b"") for name in ("a", "die", "b", "sleep", "c")]
    told = read_chunk(pack(plain_desk(), SHORT), files)
    assert [one.job.file for one in told] == ["a", "die", "b", "sleep", "c"]
    assert [one.fault or one.refused[0].code for one in told] == ["A", "FIL020", "B", "FIL021", "C"]


@pytest.mark.usefixtures("fragile")
def test_a_bench_keeps_its_process_for_the_next_files_of_the_same_desk() -> None:
    """One for many chunks; another desk takes another, and none is left when all is done."""
    one, other = pack(plain_desk(), SHORT), pack(plain_desk(seconds=7), SHORT)
    read_chunk(one, [Sent("a", "a", b"")])
    first = bench.idle[0][1]
    read_chunk(one, [Sent("b", "b", b"")])
    assert [process for _, process in bench.idle] == [first]
    read_chunk(other, [Sent("c", "c", b"")])
    assert [mark for mark, _ in bench.idle] == [other.mark]
    assert first._process.exitcode is not None
    bench.clear()
    assert bench.idle == []


def jobs_of(folder: Folder, many: int) -> list[Job]:
    """As many returns, all of the same bytes."""
    copy = folder.inbox(folder.period(PERIOD)) / "ash.xlsx"
    return [Job(f"{number}.xlsx", f"sha of {number}", str(copy)) for number in range(many)]


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(base: Path, machines: Any) -> None:
    """Its files are read by the others: each file has one answer, and it is that of a file that was read."""
    found, both = machines
    folder = Folder(base)
    jobs = jobs_of(folder, 90)
    with folder.ledger() as ledger, cluster(found.address) as executor:
        desk = desk_of(folder, ledger, None)
        going = through(executor, desk, jobs, PLENTY)
        answers = [next(going)]
        busy = {name for name, tasks in executor._client.processing().items() if tasks}  # type: ignore[no-untyped-call]
        assert len(busy) == 2, "both have something to do"
        both[0].send_signal(signal.SIGKILL)
        answers += going
    assert Counter(one.job.file for one in answers) == Counter(job.file for job in jobs)
    assert [one.job.file for one in answers if one.found is None] == []
    assert {one.job.copy for one in answers} == {jobs[0].copy}


class KilledWorker(Exception):
    """What Dask says of a file that took several workers with it."""


class Careless(Executor):
    """An executor that loses every chunk in which a poisoned file is."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done at once."""
        files = args[1]
        self.sizes.append(len(files))
        done: Future[Any] = Future()
        if any(sent.file == "fault" for sent in files):
            done.set_exception(ValueError("no such luck"))
        elif any(sent.file == "poison" for sent in files):
            done.set_exception(KilledWorker("poison"))
        else:
            done.set_result([Examined(sent.job) for sent in files])
        return done


def test_a_chunk_that_does_not_come_back_is_sent_again_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the file that takes its worker with it is lost, and named; a fault of ours on the way is reported."""
    monkeypatch.setattr("pmxl.batch.chunks.AHEAD", 2)
    (tmp_path / "x").write_bytes(b"x")
    jobs = [Job(name, name, str(tmp_path / "x")) for name in ("a", "poison", "b", "c", "fault", "d", "e", "f")]
    executor = Careless()
    told = {one.job.file: one for one in through(executor, plain_desk(), jobs, PLENTY)}
    assert executor.sizes == [4, 4, *[1] * 8]
    assert set(told) == {job.file for job in jobs}
    assert [told["poison"].refused[0].code, "no such luck" in told["fault"].fault] == ["FIL020", True]
    assert all(one == Examined(Job(name, name, str(tmp_path / "x"))) for name, one in told.items() if len(name) == 1)


def test_chunks_are_neither_too_long_nor_too_large(tmp_path: Path) -> None:
    """So many files or so many bytes, a larger one alone; every file is in one of them, in order."""
    sizes = [10] * (FILES + 1) + [TOGETHER_BYTES // 2] * 3 + [2 * TOGETHER_BYTES, 1]
    jobs = []
    for number, size in enumerate(sizes):
        with (tmp_path / str(number)).open("wb") as file:
            file.truncate(size)
        jobs.append(Job(str(number), str(number), str(tmp_path / str(number))))
    lots = list(chunks(jobs))
    assert [job for lot in lots for job in lot] == jobs
    assert [len(lot) for lot in lots] == [FILES, 2, 2, 1, 1]


def test_what_is_sent_does_not_print_what_is_in_it() -> None:
    """Neither the bytes nor the passwords of a file, nor where it lay."""
    assert repr(Sent("a.xlsx", "12ab", b"bytes", ("secret",))) == "Sent(file='a.xlsx', sha256='12ab')"
    assert Sent("a.xlsx", "12ab", b"", ("secret",)).job.passwords == ("secret",)


# --- a cluster that cannot be used


def refused_words(address: str) -> str:
    """What is said where a cluster cannot be used."""
    with pytest.raises(Refusal) as refused, cluster(address):
        pass
    return str(refused.value)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://no-such-host.test:8786"])
def test_a_cluster_that_does_not_answer_is_said(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """ENV066, with what else can be done."""
    has_dask()
    monkeypatch.setattr("pmxl.batch.cluster.REACHING_SECONDS", 0.3)
    said = refused_words(address)
    assert said.startswith(f"No cluster answers at {address}. Check the address")
    assert said.endswith("Or leave out --cluster: the files are then read on this machine. [ENV066]")


@pytest.mark.parametrize("address", ["planning-7", "http://planning-7:8786", "tcp://planning-7:port"])
def test_what_is_no_address_of_a_cluster_is_said_at_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is waited for, and no client is begun that would not end."""
    has_dask()
    monkeypatch.setattr("distributed.Client", None)
    said = refused_words(address)
    assert said.startswith(f"“{address}” is not the address of a cluster. Name its scheduler's machine and port")
    assert said.endswith("Or leave out --cluster: the files are then read on this machine. [ENV066]")


def test_a_cluster_without_workers_is_said_at_the_start_and_in_the_middle(
    lonely: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ENV067 with how to start one; ENV069 where the last has gone for longer than another takes to start."""
    address = lonely.address
    assert f"Start some, as with: dask worker {address}." in refused_words(address)
    monkeypatch.setattr("pmxl.batch.cluster.DESERTED_SECONDS", 0.0)
    monkeypatch.setattr("pmxl.batch.cluster.LOOK_SECONDS", 0.0)
    monkeypatch.setattr("pmxl.batch.cluster.look_at_workers", lambda *_: None)
    with cluster(address) as executor, pytest.raises(Refusal, match=r"has had no worker for 0 seconds.*\[ENV069\]"):
        executor.look()


def test_a_cluster_with_another_pmxl_is_refused(machines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """ENV068: what is read there must be what would have been read here."""
    monkeypatch.setattr("pmxl.__version__", "9.9")
    said = refused_words(machines[0].address)
    assert "do not have pmxl 9.9: 0." in said
    assert "[ENV068]" in said


def test_where_dask_is_not_installed_it_is_said_how_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """ENV065 with the very command."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert 'pip install "dask>=2026.1" "distributed>=2026.1"' in refused_words("tcp://here:8786")


def test_a_cluster_that_goes_away_in_the_middle_is_said(
    lonely: Machines, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ENV069 and not for ever waiting; the files are in their place for the next run."""
    monkeypatch.setattr("pmxl.batch.cluster.look_at_workers", lambda *_: None)
    with cluster(lonely.address) as executor:
        going = through(executor, plain_desk(), jobs_of(Folder(base), 3), PLENTY)
        Timer(0.3, lonely.scheduler.kill).start()
        with pytest.raises(Refusal, match=r" went away in the middle, and nothing was kept .*\[ENV069\]"):
            next(going)
