"""Beyond one machine: the ledger on a server against the ledger in a file, a cluster against the local processes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from itertools import count
from pathlib import Path

from benchmarks.results import as_printed
from benchmarks.results import put
from benchmarks.rounds import medians
from benchmarks.rounds import table
from pmxl.batch.cluster import cluster
from pmxl.batch.examine import Job
from pmxl.batch.examine import desk_of
from pmxl.batch.folder import Folder
from pmxl.batch.readers import run
from pmxl.figures import Figure
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.periods import month_index
from pmxl.terms import Outcome
from tests.clusters import scheduler
from tests.clusters import workers
from tests.postgres import running
from tests.test_batch import PERIOD
from tests.threewoods import full_inbox

PARTNERS, MEASURES = 2_000, 50
"""A batch of 100,000 figures."""
RETURNS = 2_000
MILLION = 1_000_000
WORKERS = ("one", "two")
IN_A_FILE, ON_A_SERVER = "the ledger in a file (SQLite)", "the ledger on a server (PostgreSQL)"
HERE, ON_A_CLUSTER = "processes of this machine", "a Dask cluster of two workers on this machine"
Batch = list[tuple[Receipt, Sequence[Figure]]]


def batch(partners: int = PARTNERS, measures: int = MEASURES) -> Batch:
    """The returns of a quarter: a receipt and its figures for each partner."""
    quarter, now = Period(month_index(2022, 10), 3), datetime(2023, 1, 20, tzinfo=UTC)
    found: Batch = []
    for n in range(partners):
        partner = f"partner-{n}"
        figures = [
            Figure(f"m{m}", partner, "", quarter, float(n), 100.0, float(n), sheet="Return", cell=f"K{m + 8}")
            for m in range(measures)
        ]
        paper = Receipt(
            file=f"{partner}.xlsx", sha256=hashlib.sha256(partner.encode()).hexdigest(), kind="return",
            outcome=Outcome.READ, received_at=now, partner=partner, period=quarter, revision=1, read=measures,
            kept=measures,
        )  # fmt: skip
        found.append((paper, figures))
    return found


def kept(where: str | Path, given: Batch) -> int:
    """How many returns a new ledger has taken; opening it is part of it."""
    with Ledger.open(where) as ledger:
        return len(ledger.keep(given))


def ledgers(rounds: int = 3) -> dict[str, float]:
    """Seconds to keep the same batch in both."""
    given, number = batch(), count()
    with running() as server, tempfile.TemporaryDirectory() as folder:
        contestants = {
            IN_A_FILE: lambda: kept(Path(folder) / f"{next(number)}.db", given),
            ON_A_SERVER: lambda: kept(server.fresh(), given),
        }
        return medians(contestants, rounds)


@contextmanager
def returns(many: int) -> Iterator[tuple[Folder, list[Job]]]:
    """A partnership and as many returns, each a file of its own."""
    with tempfile.TemporaryDirectory() as where:
        folder = full_inbox(Path(where) / "threewoods")
        one = folder.inbox(folder.period(PERIOD)) / "ash.xlsx"
        jobs = []
        for number in range(many):
            copy = Path(where) / f"{number}.xlsx"
            shutil.copyfile(one, copy)
            jobs.append(Job(copy.name, f"sha of {number}", str(copy)))
        yield folder, jobs


def readers(rounds: int = 2, many: int = RETURNS) -> dict[str, float]:
    """Seconds to read and check the same returns here and on a cluster."""
    with tempfile.TemporaryDirectory() as where, returns(many) as (folder, jobs), scheduler(Path(where)) as machines:
        with folder.ledger() as ledger:
            desk = desk_of(folder, ledger, None)
        with workers(machines, *WORKERS):
            ready(machines.address)
            with cluster(machines.address) as executor:
                contestants = {
                    HERE: lambda: len(list(run(desk, jobs, None))),
                    ON_A_CLUSTER: lambda: len(list(run(desk, jobs, executor))),
                }
                return medians(contestants, rounds)


def ready(address: str, seconds: float = 60) -> None:
    """Wait until every worker is there."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(len(WORKERS), timeout=seconds)


def report() -> str:
    """Both tables, and what a million returns would take at these rates."""
    places, readings = ledgers(), readers()
    return "\n".join(
        [
            table(f"Keeping {PARTNERS * MEASURES:,} figures (goal: at most 2)", places, IN_A_FILE),
            table(f"Reading and checking {RETURNS:,} returns (goal: at most 1.3)", readings, HERE),
            f"{MILLION:,} returns of {MEASURES} figures at these rates, by calculation",
            *(hours(f"read by {name}", RETURNS / t, MILLION, "returns") for name, t in readings.items()),
            *(
                hours(
                    f"read by {many} processes",
                    many * RETURNS / readings[ON_A_CLUSTER] / len(WORKERS),
                    MILLION,
                    "returns",
                )
                for many in (8, 32)
            ),
            *(
                hours(f"kept in {name}", PARTNERS * MEASURES / t, MILLION * MEASURES, "figures")
                for name, t in places.items()
            ),
        ]
    )


def hours(what: str, rate: float, many: int, of: str) -> str:
    """One line of the calculation."""
    return f"  {what:<60}{rate:>10,.0f} {of} a second{many / rate / 3600:>9.2f} hours"


if __name__ == "__main__":
    told = report()
    put("Beyond one machine", as_printed(told))
    print(told)
