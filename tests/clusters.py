"""Clusters: a Dask scheduler and its workers as processes of their own, gone with the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
STARTING_SECONDS = 60
PLAIN = ("--no-dashboard", "--host", "127.0.0.1")


@dataclass(frozen=True)
class Machines:
    """A cluster of one machine: its scheduler, and where its papers lie."""

    folder: Path
    scheduler: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where its scheduler is."""
        paper = self.folder / "scheduler.json"
        until = time.monotonic() + STARTING_SECONDS
        while not paper.exists():
            assert time.monotonic() < until, (self.folder / "log").read_text(encoding="utf-8")
            time.sleep(0.05)
        told: str = json.loads(paper.read_text(encoding="utf-8"))["address"]
        return told

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        """One worker more; it works in a folder of its own and sees no other."""
        desk = self.folder / name
        desk.mkdir()
        given = ("--no-nanny", "--nthreads", "1", "--name", name, "--local-directory", str(desk), self.address)
        return process(self.folder, "dask_worker", *PLAIN, *given)


def process(folder: Path, program: str, *given: str) -> subprocess.Popen[bytes]:
    """A program of Dask's, that works in a folder of its own."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *given]
    environment = os.environ | {"PYTHONPATH": str(HOUSE)}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)


def has_dask() -> None:
    """A skip that says why where Dask is not installed; in CI it must be."""
    if not find_spec("distributed"):
        assert os.environ.get("CI") != "true", "Dask is not installed, and in CI it must be."
        pytest.skip("Dask is not installed here (the extra `dask`); CI runs this.")


@contextmanager
def scheduler(folder: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    has_dask()
    paper = ("--scheduler-file", str(folder / "scheduler.json"))
    running = process(folder, "dask_scheduler", *PLAIN, "--port", "0", *paper)
    try:
        yield Machines(folder, running)
    finally:
        end(running)


@contextmanager
def workers(machines: Machines, *names: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Some workers, until they are no longer needed."""
    running = [machines.worker(name) for name in names]
    try:
        yield running
    finally:
        for each in running:
            end(each)


def end(running: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it is doing."""
    running.kill()
    running.wait(STARTING_SECONDS)
