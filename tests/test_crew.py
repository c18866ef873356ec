"""Reading in worker processes: whatever a file does to its reader, it costs that file alone, and within its time."""

from __future__ import annotations

import dataclasses
import gc
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmxl.batch import crew
from pmxl.batch.apart import apart
from pmxl.batch.crew import Limits
from pmxl.batch.crew import Lost
from pmxl.batch.crew import carry_out
from pmxl.batch.examine import Desk
from pmxl.batch.examine import Job
from pmxl.batch.known import UNKNOWN
from pmxl.batch.known import Known
from pmxl.batch.readers import run
from pmxl.batch.sealed import Came
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.framework.models import Framework
from pmxl.framework.models_settings import Settings
from pmxl.ledger import PastColumns
from pmxl.returns.names import names_of
from pmxl.terms import Severity

pytestmark = [
    pytest.mark.reads_apart,
    pytest.mark.skipif(sys.platform != "linux", reason="stands in for readers by forking, as Linux does"),
]

SHORT = Limits(seconds=0.5, memory=256 << 20)
"""Half a second for a task."""
OVER = 2.0
"""Seconds by which a stalled task may at most outlast its limit."""
TRIES = 3


class Panic(BaseException):
    """What native readers raise: no Exception, so no `except Exception` holds it."""


SLEEPS = {"sleep": 60.0, "nap": 0.6 * SHORT.seconds}
"""Seconds that a task sleeps."""


def task(what: str) -> str:
    """A task that does to its process what files have done to readers."""
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "abort":
        os.abort()
    if what == "exit":
        os._exit(0)
    time.sleep(SLEEPS.get(what.partition(" ")[0], 0))
    if what == "spin":
        while True:
            pass
    if what == "deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
        time.sleep(60)
    if what == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if what == "hoard":
        return str(len(bytearray(1 << 30)))
    return what.upper()


def carried(*tasks: str, workers: int = 2) -> dict[str, Any]:
    """Each task with its answer."""
    return dict(carry_out(task, tasks, SHORT, workers))


@pytest.mark.parametrize("killer", ["die", "abort", "exit", "hoard"])
def test_a_task_that_ends_its_process_costs_itself_alone(killer: str) -> None:
    """The others are done all the same, whoever had which worker."""
    assert carried("a", killer, "b", "c", "d") == {"a": "A", killer: Lost.DIED, "b": "B", "c": "C", "d": "D"}


@pytest.mark.parametrize("staller", ["sleep", "spin", "deaf", "stop"])
def test_a_task_that_stalls_is_ended_in_time_and_costs_itself_alone(staller: str) -> None:
    """Asleep, spinning, deaf to every signal or stopped: at its limit it is ended, and the next have another worker."""
    took = math.inf
    for _ in range(TRIES):  # on a busy machine another may keep it waiting, but hardly each time
        began = time.monotonic()
        assert carried("a", staller, "b", "c", workers=1) == {"a": "A", staller: Lost.LATE, "b": "B", "c": "C"}
        took = time.monotonic() - began
        if took < SHORT.seconds + OVER:
            break
    assert SHORT.seconds <= took < SHORT.seconds + OVER


def test_a_task_that_waits_behind_one_that_is_lost_is_given_again() -> None:
    """It was not begun, so it has an answer like any other: behind one that dies, and behind one that stalls."""
    tasks = ["die", "a", "sleep", "b", "abort", "c", "d"]
    assert carried(*tasks, workers=1) == {
        "die": Lost.DIED,
        "sleep": Lost.LATE,
        "abort": Lost.DIED,
        **{name: name.upper() for name in "abcd"},
    }


def test_the_next_task_waits_in_the_line_of_its_worker() -> None:
    """It begins without the parent, which is busy with what became of others; no third one is given."""
    taken: list[str] = []

    def tasks() -> Iterator[str]:
        for name in ("a", "b", "c", "d"):
            taken.append(name)
            yield name

    going = carry_out(task, tasks(), SHORT, 1)
    assert next(going) == ("a", "A")
    assert taken == ["a", "b"]
    going.close()


@pytest.mark.parametrize(("seconds", "ahead"), [(60.0, range(8, 65)), (0.0, range(1, 2))])
def test_of_tasks_that_are_soon_done_more_wait_in_a_line(
    monkeypatch: pytest.MonkeyPatch, seconds: float, ahead: range
) -> None:
    """As many as it takes unread, while the parent is at something else; of slow ones only one."""
    monkeypatch.setattr(crew, "AHEAD_SECONDS", seconds)
    worker: crew.Worker[str, str] = crew.Worker(task, SHORT)
    assert (worker.wants, worker.take("first"), worker.answer()) == (False, True, "FIRST")
    tasks = [f"{number:04}" * 1000 for number in range(65)]
    given = 0
    while given == 0 or worker.wants:
        assert worker.take(tasks[given])
        given += 1
    assert given - 1 in ahead
    assert worker.waiting <= crew.AHEAD_BYTES
    assert [worker.answer() for _ in range(given)] == tasks[:given]
    worker.end()


def test_full_lines_and_a_parent_at_something_else_do_not_stand_in_each_others_way() -> None:
    """Answers wait until somebody reads them, and no task is sent that would have to wait for that."""
    sent = [f"{number:04} " + "x" * (number % 7 * 1500) for number in range(400)]
    got = {}
    for place, (name, answer) in enumerate(carry_out(task, sent, Limits(30, 256 << 20), 3)):
        time.sleep(0.05 if place % 100 == 0 else 0)
        got[name] = answer
    assert got == {name: name.upper() for name in sent}


def test_a_task_too_large_for_the_line_waits_with_the_parent() -> None:
    """Where both ends write at once into a full line, neither would ever read: large tasks and large answers."""
    large = ["x" * (crew.AHEAD_BYTES * 40) + name for name in "abc"]
    assert carried(*large, "d", workers=1) == {name: name.upper() for name in (*large, "d")}


def test_each_task_has_its_whole_time() -> None:
    """Waiting in a line is no work: the time of the second begins when the first is done."""
    assert carried("nap", "nap again", "nap once more", workers=1) == {
        name: name.upper() for name in ("nap", "nap again", "nap once more")
    }


def test_stalled_tasks_do_not_wait_for_each_other() -> None:
    """Two at once take the time of one."""
    began = time.monotonic()
    assert set(carried("sleep", "spin", "a").values()) == {Lost.LATE, "A"}
    assert time.monotonic() - began < SHORT.seconds + OVER


def test_a_worker_that_died_with_nothing_to_do_costs_no_task() -> None:
    """The task it was to have goes to another."""
    worker: crew.Worker[str, str] = crew.Worker(task, SHORT)
    assert worker.take("a")
    assert worker.answer() == "A"
    worker.end()
    other = crew.given(worker, "b", task, SHORT)
    assert (other is not worker, other.answer()) == (True, "B")
    other.end()


def test_no_worker_outlives_its_work() -> None:
    """Also where the caller stops half-way."""
    import multiprocessing

    going = carry_out(task, ["a", "sleep", "b"], SHORT, 2)
    next(going)
    assert multiprocessing.active_children()
    going.close()
    assert not multiprocessing.active_children()


def test_workers_go_when_their_parent_is_killed() -> None:
    """None is left behind that reads for nobody, be it at a task or without one."""
    script = (
        "import multiprocessing, time\nfrom tests.test_crew import SHORT, task\n"
        "from pmxl.batch.crew import carry_out\n"
        "going = carry_out(task, ['a', 'b', 'sleep'], SHORT, 3)\n"
        "next(going)\nprint(*(child.pid for child in multiprocessing.active_children()), flush=True)\ntime.sleep(60)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.communicate()
    assert len(children) == 3
    until = time.monotonic() + SHORT.seconds + crew.ORPHANED_SECONDS + OVER
    while (left := [pid for pid in children if is_alive(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left


def is_alive(pid: int) -> bool:
    """True for a process that runs; one that only waits to be taken note of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_where_no_process_can_be_started_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's refusal, not a traceback."""

    def full() -> int:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", full)
    with pytest.raises(MachineRefusal, match=r"none could be started: Resource temporarily unavailable\. .*\[ENV028\]"):
        carried("a")


def desk(seconds: int = 60, megabytes: int = 1024) -> Desk:
    """A desk with these limits."""
    settings = Settings(name="Threewoods", read_seconds=seconds, read_megabytes=megabytes)
    framework = Framework(settings=settings, partners=(), perspectives=(), objectives=(), measures=())
    return Desk(framework, frozenset(), None)


def examined(at: Desk, *names: str) -> dict[str, Came]:
    """What became of files of these names."""
    jobs = [Job(name, f"sha of {name}", name) for name in names]
    return {found.job.file: found for found in run(at, jobs, None)}


def test_each_way_in_which_a_reader_is_lost_has_its_own_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead, too slow, too large, given up: four codes, each with what to do."""

    def reader(path: str, **_: object) -> None:
        if path == "panic.xls":
            raise Panic("index out of bounds")
        if path == "large.xlsb":
            bytearray(1 << 30)
        task(path)

    monkeypatch.setattr("pmxl.batch.examine.read_workbook", reader)
    found = examined(desk(seconds=1, megabytes=64), "die", "sleep", "large.xlsb", "panic.xls")
    anew = "Open it in Excel, save it as a new workbook (.xlsx), and send it again."
    assert {name: str(one.refused[0]) for name, one in found.items()} == {
        "die": f"die: Reading this file stopped the reader; nothing of it was taken. {anew} [FIL020]",
        "sleep": "sleep: Reading this file took longer than 1 second, so it was stopped; nothing was taken. "
        f"{anew} Or give it more time: read_seconds in the framework's settings. [FIL021]",
        "large.xlsb": "large.xlsb: Reading this file needs more than 64 MB of memory, so it was stopped; nothing of it "
        "was taken. Ask for a copy with only the sheets that are needed, or raise read_megabytes in the framework's "
        "settings. [FIL022]",
        "panic.xls": "panic.xls: The reader gave up in the middle of this file; nothing of it was taken. "
        f"{anew} [FIL023]",
    }


def test_a_fault_of_our_own_is_reported_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never hidden: it comes back with where it happened."""

    def reader(path: str, **_: object) -> None:
        raise KeyError(path)

    monkeypatch.setattr("pmxl.batch.examine.read_workbook", reader)
    assert "KeyError: 'a.xlsx'" in examined(desk(), "a.xlsx")["a.xlsx"].fault


def test_what_comes_back_goes_under_the_names_that_were_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of files the same texts are not kept twice; what was put beside a file does not stay."""
    monkeypatch.setattr("pmxl.batch.examine.read_workbook", lambda _, **__: task("fine"))
    sent = Job("a.xlsx", "sha", "copy", place="inbox", known=Known(PastColumns()))
    [back] = run(desk(), [sent], None)
    assert back.job == sent
    assert back.job.sha256 is sent.sha256
    assert back.job.copy is sent.copy
    assert back.job.known is UNKNOWN


def test_what_is_known_of_everybody_is_made_before_files_are_read_and_not_walked_meanwhile() -> None:
    """Every worker would make the names of thousands of partners anew; afterwards the collector walks all again."""
    seen: list[tuple[bool, bool]] = []

    def beside(jobs: Iterable[Job]) -> Iterator[Job]:
        seen.append(("partners" in vars(names_of(at.framework)), gc.get_freeze_count() > 0))
        yield from jobs

    at = desk()
    at = dataclasses.replace(at, framework=at.framework.model_copy())
    list(run(at, [Job("a.xlsx", "sha", "copy")], None, beside))
    assert seen == [(True, True)]
    assert gc.get_freeze_count() == 0


def test_what_a_program_around_it_keeps_from_the_collector_stays_so() -> None:
    """A server that has frozen what it began with is not to have it walked because files were read."""
    gc.freeze()
    try:
        list(run(desk(), [Job("a.xlsx", "sha", "copy")], None))
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_no_file_is_read_in_the_programs_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one alone: a reader that dies would take the whole run with it."""

    def reader(path: str, **_: object) -> None:
        raise Panic(os.getpid())

    monkeypatch.setattr("pmxl.batch.examine.read_workbook", reader)
    assert examined(desk(), "a.xlsx")["a.xlsx"].refused[0].found != str(os.getpid())


@pytest.mark.parametrize(
    ("what", "code"),
    [("die", "FIL020"), ("sleep", "FIL021"), ("hoard", "FIL022"), ("panic", "FIL023"), ("no", "FIL001")],
)
def test_a_single_file_is_read_apart_too(what: str, code: str) -> None:
    """`import` and `cells` read one file: whatever it does to its reader is a refusal that names it."""

    def reader(path: Path) -> str:
        if what == "panic":
            raise Panic("index out of bounds")
        if what == "no":
            raise refuse("FIL001", "The file is empty.", "Send it again.", file=path.name)
        return task(what)

    settings = Settings(name="Threewoods", read_seconds=1, read_megabytes=64)
    with pytest.raises(Refusal) as refused:
        apart(reader, Path("history.xlsb"), settings)
    assert (refused.value.finding.code, refused.value.finding.file) == (code, "history.xlsb")


def test_what_is_read_apart_comes_back_whole() -> None:
    """The answer, a refusal of the machine as such, and a fault of our own with its report."""

    def reader(path: Path) -> str:
        if path.name == "locked":
            raise MachineRefusal(Finding("ENV002", Severity.ERROR, "It is open.", "Close it.", file=path.name))
        if path.name == "fault":
            raise KeyError(path.name)
        return path.name.upper()

    assert apart(reader, Path("a")) == "A"
    with pytest.raises(MachineRefusal, match="ENV002"):
        apart(reader, Path("locked"))
    with pytest.raises(RuntimeError, match="KeyError: 'fault'"):
        apart(reader, Path("fault"))
