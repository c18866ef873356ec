"""Server: what PostgreSQL is asked for, so that several officers can work on one ledger and none harms another."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.ledger.holder import whoever

LOCK = 0x706D786C
"""The number under which one run at a time writes; `pmxl` in ASCII."""
REACHING_SECONDS = 10
"""How long to wait for a server that does not answer."""
STALLED_SECONDS = 600
"""After so long without a word from a run that is writing, the server ends its transaction and lets the others in."""
NAMED = "pmxl: "
"""What goes before a run's own name where the server lists who is connected."""
NAME_BYTES = 63
"""What a server keeps of such a name."""
HOLDING = text(
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND objid = :lock AND granted AND datname = current_database()"
)


def asked_for(url: URL) -> dict[str, Any]:
    """What a connection is made with, beside its address: a limit to waiting, and who is calling."""
    given: dict[str, Any] = {"application_name": oneself(), "connect_timeout": REACHING_SECONDS}
    return {name: value for name, value in given.items() if name not in url.query}


def oneself() -> str:
    """`pmxl: sam on planning-7 (process 4242)`, in the signs that a server keeps."""
    place, number = f"{NAMED}{whoever()}", f" (process {os.getpid()})"
    return show(place, NAME_BYTES - len(number)).encode("ascii", "replace").decode() + number


def keep_its_word(engine: Engine, patience: float) -> None:
    """Every connection waits so many seconds for another run and no longer, and never holds the others up for ever."""

    def prepare(raw: Any, _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, round(patience * 1000))}")  # 0 would be for ever
            cursor.execute(f"SET idle_in_transaction_session_timeout = {STALLED_SECONDS * 1000}")
        raw.commit()

    event.listen(engine, "connect", prepare)


def lock(connection: Connection) -> None:
    """Keep other writers out until the transaction ends, or the run or its machine dies."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def holder(engine: Engine) -> str:
    """Who is writing, as the server tells it; "another run" where nobody is any more."""
    try:
        with engine.connect() as connection:
            found = connection.execute(HOLDING, {"lock": LOCK}).scalars().first()
    except SQLAlchemyError:
        found = None
    return show((found or "").removeprefix(NAMED)) or "another run"


def look_at_signs(connection: Connection, name: str) -> None:
    """Refuse a database that cannot keep every sign of every language (ENV064)."""
    kept = connection.execute(text("SHOW server_encoding")).scalar_one()
    if kept != "UTF8":
        says = f"The database {name} keeps its text as {show(kept)}, in which not every name can be written."
        raise refuse("ENV064", says, "Have one made that keeps it as UTF8.", part=name, found=kept)
