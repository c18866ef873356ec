"""PostgreSQL: a server of the tests' own, under an ordinary user, that is gone with them."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from importlib.util import find_spec
from pathlib import Path

import pytest

USERS = ("postgres", "nobody")
"""Whom the server runs as where the tests run as root, which it refuses."""
STARTING_SECONDS = 30
QUICK = ("-c", "fsync=off", "-c", "listen_addresses=", "-c", "max_connections=40", "-c", "shared_buffers=16MB")
"""No network, and no care for what a power cut would do."""

EMPTY = """
DO $$ DECLARE every text; BEGIN
  SET LOCAL session_replication_role = replica;
  SELECT string_agg(format('DELETE FROM %I.%I', schemaname, tablename), '; ') INTO every
    FROM pg_tables WHERE schemaname = '{0}' AND tablename <> 'pmxl_ledger';
  IF every IS NOT NULL THEN EXECUTE every; END IF;
END $$
"""


@dataclass(frozen=True)
class Postgres:
    """A server that listens in a folder."""

    folder: Path
    process: subprocess.Popen[bytes]
    numbers: Iterator[int] = field(default_factory=itertools.count)
    used: list[str] = field(default_factory=list)

    def url(self, user: str = "officer", database: str = "valley", **more: str) -> str:
        """The address of a database."""
        query = "&".join(f"{name}={value}" for name, value in {"host": str(self.folder), **more}.items())
        return f"postgresql://{user}@/{database}?{query}"

    def ask(self, question: str, *, user: str = "officer", database: str = "valley") -> list[tuple[object, ...]]:
        """What the server answers, or nothing."""
        import psycopg

        with psycopg.connect(self.url(user, database), autocommit=True) as connection:
            found = connection.execute(question.encode())
            return found.fetchall() if found.description else []

    def emptied(self) -> str:
        """The address of a ledger that the test before has used, emptied: quicker than to make all its tables anew."""
        if not self.used:
            self.used.append(self.fresh())
        self.ask(EMPTY.format(self.used[0].rpartition("%3D")[2]))
        return self.used[0]

    def fresh(self) -> str:
        """The address of a place with nothing in it, for one test."""
        schema = f"place{next(self.numbers)}"
        self.ask(f"CREATE SCHEMA {schema}")
        return self.url(options=f"-csearch_path%3D{schema}")


def programs() -> Path:
    """Where the server's programs are, or a skip that says why; in CI they must be there."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    lacking = "PostgreSQL's server" if not places else "psycopg" if not find_spec("psycopg") else ""
    if lacking:
        assert os.environ.get("CI") != "true", f"{lacking} is not installed, and in CI it must be."
        pytest.skip(f"{lacking} is not installed here; CI runs this.")
    return places[-1]


def ordinary_user() -> str | None:
    """Whom to run the server as; None for whoever runs the tests."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in USERS if name in known)


@contextmanager
def running() -> Iterator[Postgres]:
    """A server with a database `valley` and two users, `officer` who may do anything and `guest` who has a password."""
    where, user = programs(), ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="pmxl-pg-"))  # short, for the name of a socket may not be long
    try:
        if user:
            shutil.chown(folder, user)
        plain = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
        making = ("--auth=trust", "--username=officer", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        made = subprocess.run(
            [where / "initdb", *making, "-D", folder / "data"], user=user, env=plain, cwd="/", capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        access = folder / "data" / "pg_hba.conf"
        access.write_text("local all guest scram-sha-256\nlocal all all trust\n")
        with (folder / "log").open("wb") as log:
            command: list[str | Path] = [where / "postgres", "-D", folder / "data", "-k", folder, *QUICK]
            process = subprocess.Popen(command, user=user, env=plain, cwd="/", stdout=log, stderr=log)
        server = Postgres(folder, process)
        try:
            wait_for(server)
            server.ask("CREATE DATABASE valley", database="postgres")
            server.ask("CREATE ROLE guest LOGIN PASSWORD 'between-us'")
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # at once, with nobody waited for
            process.wait(STARTING_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(server: Postgres) -> None:
    """Until it answers."""
    import psycopg

    until = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            server.ask("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            told = (server.folder / "log").read_text(encoding="utf-8")
            assert server.process.poll() is None, told
            assert time.monotonic() < until, told
            time.sleep(0.05)
        else:
            return
