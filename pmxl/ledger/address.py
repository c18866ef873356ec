"""Address: where a ledger is, a file or a database on a server, and how it is named without giving a password away."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from pmxl.findings import refuse

FILE, SERVER = "sqlite", "postgresql"
DRIVERS = {FILE: {"sqlite", "sqlite+pysqlite"}, SERVER: {"postgresql", "postgresql+psycopg"}}
"""The databases that a ledger may be in, each with the names of the one driver we know it through."""
LIKE_THIS = "Write it like postgresql://user@host/database, or give the name of a file."


def read_address(where: str | Path) -> URL:
    """A path, or an address as postgresql://user@host/database; refused (ENV022) where it is neither.

    What stands in it is never repeated in a message: it may hold a password.
    """
    if not isinstance(where, str) or "://" not in where:
        return URL.create(FILE, database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise refuse("ENV022", "The ledger's address cannot be read.", LIKE_THIS) from error
    backend = url.get_backend_name()
    if url.drivername not in DRIVERS.get(backend, ()):
        says = f"A ledger is kept in a file or on PostgreSQL, and {url.drivername} is neither."
        raise refuse("ENV022", says, LIKE_THIS, found=url.drivername)
    return url.set(drivername="postgresql+psycopg") if backend == SERVER else url


def file_of(url: URL) -> Path | None:
    """The file of a ledger that is in one."""
    in_file = url.get_backend_name() == FILE and url.database and not url.database.startswith((":", "file:"))
    return Path(str(url.database)) if in_file else None


def name_of(url: URL) -> str:
    """The ledger as it is named in messages: `ledger.db`, or `valley on dbserver`."""
    if (file := file_of(url)) is not None:
        return file.name
    if url.get_backend_name() == FILE:
        return url.render_as_string(hide_password=True)
    host = url.host or url.query.get("host")
    name = url.database or url.query.get("dbname") or url.username or "of PostgreSQL"
    return f"{name} on {host}" if isinstance(host, str) and not host.startswith("/") else str(name)
