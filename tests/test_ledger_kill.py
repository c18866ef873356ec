"""A run that is killed leaves the ledger whole: all of a batch or nothing of it."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmxl.ledger import Ledger

EACH = 400
"""Figures in each return."""

MAKING = f"""
import hashlib, os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import Engine, event
from pmxl.figures import Figure
from pmxl.ledger import Ledger, Receipt
from pmxl.periods import Period
from pmxl.terms import Outcome

Q3 = Period(24273, 3)

def entry(revision, name=""):
    sha256 = hashlib.sha256(f"{{revision}}{{name}}".encode()).hexdigest()
    paper = Receipt(file=f"r{{revision}}{{name}}", sha256=sha256, kind="return", outcome=Outcome.READ, partner="police",
                    period=Q3, revision=revision, received_at=datetime(2023, 1, 1, tzinfo=UTC))
    return paper, [Figure(f"m{{n}}", "police", "", Q3, value=float(revision)) for n in range({EACH})]
"""

KEEP_ON = """
with Ledger.open(sys.argv[1]) as ledger:
    revision = int(sys.argv[2])
    while True:
        revision += 1
        ledger.keep([entry(revision)])
        print(revision, flush=True)
"""

KILL_AT_EACH_STEP = """
import shutil, sqlite3

def dump(path):
    connection = sqlite3.connect(path)
    tables = ("receipts", "figures", "names", "preferences")
    said = [connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables]
    fit = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return said, fit

def die_at(step):
    left = [step]
    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    event.listen(Engine, "engine_disposed", count)

def work(path):
    with Ledger.open(path) as ledger:
        ledger.keep([entry(2), entry(2, "rival") if RIVAL else entry(3)])

start, now, done = (sys.argv[1] + suffix for suffix in (".start", ".now", ".done"))
RIVAL = sys.argv[2] == "rival"
with Ledger.open(start) as ledger:
    ledger.keep([entry(1)])
shutil.copy(start, done)
work(done)
before, after = dump(start), dump(done)
assert before != after
seen = []
for step in range(1, 200):
    shutil.copy(start, now)
    child = os.fork()
    if child == 0:
        die_at(step)
        work(now)
        os._exit(0)
    died = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    state = dump(now)
    seen.append("before" if state == before else "after" if state == after else "torn")
    if not died:
        break
print(" ".join(seen))
"""


def run(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python of its own that runs the script."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    command = [sys.executable, "-c", MAKING + script, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes, which this system does not have")
@pytest.mark.parametrize("case", ["higher", "rival"])
def test_a_kill_at_any_step_leaves_all_or_nothing(tmp_path: Path, case: str) -> None:
    """Killed before the first statement, the second, and so on to the commit and past it: never a torn state."""
    process = run(KILL_AT_EACH_STEP, str(tmp_path / "ledger"), case)
    seen = (process.communicate(timeout=60)[0]).split()
    assert process.returncode == 0
    assert len(seen) > 12, "the batch takes more steps than that"
    assert seen == ["before"] * seen.count("before") + ["after"] * seen.count("after")
    assert seen[-1] == "after"


def test_kills_at_random_moments_lose_nothing_that_was_confirmed(tmp_path: Path) -> None:
    """One ledger, killed again and again while returns are kept: every return is there whole or not at all."""
    path = tmp_path / "ledger.db"
    rnd = random.Random(7)
    confirmed = 0
    for _ in range(5):
        process = run(KEEP_ON, str(path), str(stored(path)))
        assert process.stdout is not None
        for _ in range(rnd.randint(1, 4)):
            confirmed = int(process.stdout.readline())
        time.sleep(rnd.uniform(0, 0.05))
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        process.stdout.close()
        last = stored(path)
        assert last >= confirmed
        connection = sqlite3.connect(path)
        given = connection.execute("SELECT count(*) FROM figures GROUP BY receipt").fetchall()
        connection.close()
        assert given == [(EACH,)] * last
    with Ledger.open(path) as ledger:
        assert ledger.recall()["value"].tolist() == [float(last)] * EACH


def stored(path: Path) -> int:
    """How many returns the ledger holds."""
    if not path.exists():
        return 0
    with Ledger.open(path) as ledger:
        return len(ledger.receipts())
