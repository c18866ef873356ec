"""Cluster: machines that read for us, through Dask, behind the same seam as any other executor."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import Executor
from concurrent.futures import Future
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import Any
from typing import ParamSpec
from typing import TypeVar

import pmxl
from pmxl.batch.bench import Packed
from pmxl.batch.bench import clear
from pmxl.findings import MachineRefusal
from pmxl.findings import machine_refuses
from pmxl.findings import refuse
from pmxl.findings import show

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

REACHING_SECONDS = 10
"""How long to wait for a scheduler that does not answer."""
DESERTED_SECONDS = 60.0
"""How long to wait for a worker where the last one has gone: the next may be starting."""
LOOK_SECONDS = 2.0
"""How often to look whether anybody is still there who could answer."""
CHUNKS_EACH = 3
"""How many chunks are on their way for each thread that reads."""
HERE = "Or leave out --cluster: the files are then read on this machine."


class Cluster(Executor):
    """A Dask cluster as an executor; what is large and the same for all goes to each machine once."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address
        self._executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        self._held: dict[str, Any] = {}
        self._seen = self._looked = time.monotonic()
        self.ahead = CHUNKS_EACH * max(1, self._threads())

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As any executor does; a desk is sent once and kept where it is needed, also by workers that come later."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")
            given = [self._hold(arg) if isinstance(arg, Packed) else arg for arg in args]
            submitted: Future[T] = self._executor.submit(fn, *given, **kwargs)
        return submitted

    def _hold(self, packed: Packed) -> Any:
        if packed.mark not in self._held:  # a task, and not scattered: Dask makes it again where its holders have died
            self._held = {packed.mark: self._client.submit(as_it_is, packed, key=f"desk-{packed.mark}")}
        return self._held[packed.mark]

    def look(self) -> None:
        """Stop where nobody is left who could answer; nothing of the run has been kept then."""
        if time.monotonic() - self._looked < LOOK_SECONDS and self._client.status == "running":
            return
        self._looked = time.monotonic()
        if self._threads():
            self._seen = self._looked
        elif self._looked - self._seen > DESERTED_SECONDS:
            raise self._gone(f"has had no worker for {DESERTED_SECONDS:g} seconds")

    def _threads(self) -> int:
        """How many files the cluster can read at once."""
        if self._client.status != "running":  # to ask it would only mean to wait for it
            raise self._gone("went away")
        try:
            told: dict[str, int] = self._client.nthreads()  # type: ignore[no-untyped-call]
        except (OSError, RuntimeError) as error:
            raise self._gone("went away") from error
        return sum(told.values())

    def _gone(self, how: str) -> MachineRefusal:
        says = f"The cluster at {show(self._address)} {how} in the middle, and nothing was kept of this run."
        return machine_refuses("ENV069", says, f"Run this again when it is back. {HERE}")


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster at an address, as tcp://planning-7:8786; refused where it cannot do the work as this machine would.

    ENV065 Dask is not installed, ENV066 it does not answer, ENV067 it has no workers, ENV068 another pmxl there.
    """
    quiet = logging.getLogger("distributed")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL)  # what matters of it is told in our words
    client = None
    try:
        client = reached(address)
        look_at_workers(client, address)
        yield Cluster(client, address)
    finally:
        if client is not None:
            with suppress(OSError, RuntimeError):
                if client.status == "running":
                    client.run(clear)
            client.close(timeout=1)  # type: ignore[no-untyped-call]
        quiet.setLevel(level)


def reached(address: str) -> Client:
    """A line to the scheduler."""
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
    except ImportError as missing:
        says = "A cluster is worked with through Dask, which is not installed."
        ask = 'Run with the Python of pmxl: python -m pip install "dask>=2026.1" "distributed>=2026.1".'
        raise refuse("ENV065", says, ask, found=str(missing)) from missing
    try:
        get_address_host_port(address)
    except ValueError as error:  # a client that cannot read its address ends long after, and in a traceback
        says = f"“{show(address)}” is not the address of a cluster."
        ask = f"Name its scheduler's machine and port, as in tcp://planning-7:8786. {HERE}"
        raise machine_refuses("ENV066", says, ask, found=str(error)) from error
    try:
        return Client(address, timeout=REACHING_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        says = f"No cluster answers at {show(address)}."
        ask = f"Check the address, which is its scheduler's, as tcp://planning-7:8786, and the network. {HERE}"
        raise machine_refuses("ENV066", says, ask, found=str(error)) from error


def look_at_workers(client: Client, address: str) -> None:
    """Refuse a cluster without workers, and one that would read with another pmxl than this one."""
    told: dict[str, str] = client.run(teller(), on_error="return")
    if not told:
        says = f"The cluster at {show(address)} has no workers."
        ask = f"Start some, as with: dask worker {show(address)}. {HERE}"
        raise machine_refuses("ENV067", says, ask)
    others = sorted({str(version) for version in told.values()} - {pmxl.__version__})
    if others:
        wrong = sum(str(version) != pmxl.__version__ for version in told.values())
        theirs = " and ".join(show(other) or "none" for other in others)
        says = f"{wrong} of the {len(told)} workers at {show(address)} do not have pmxl {pmxl.__version__}: {theirs}."
        ask = f"Install the same pmxl on every machine of it. {HERE}"
        raise machine_refuses("ENV068", says, ask, found=theirs)


def teller() -> Callable[[], str]:
    """What asks a worker for its pmxl; sent whole, for a worker may have none."""

    def version() -> str:
        try:
            import pmxl
        except ImportError:
            return ""
        return pmxl.__version__

    return version


def as_it_is(packed: Packed) -> Packed:
    """The desk, as it was sent."""
    return packed
