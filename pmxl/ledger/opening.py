"""Opening a ledger: how SQLite is asked to keep its word, which version the schema has, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy import update
from sqlalchemy.engine import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import DataError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.exc import ProgrammingError

from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.ledger import answering
from pmxl.ledger import form_moving
from pmxl.ledger import publishing
from pmxl.ledger.holder import holder
from pmxl.ledger.holder import noted
from pmxl.ledger.issuing import add_due
from pmxl.ledger.tables import ledger
from pmxl.ledger.tables import metadata
from pmxl.terms import Severity

Migration = Callable[[Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    publishing.add_tables,
    add_due,
    answering.add_tables,
    form_moving.add_update_tables,
    form_moving.move_updates,
)
"""Each takes the schema one version on, the first from 1 to 2; a new ledger is made at the last version at once."""

FIRST_VERSION = 1
PATIENCE_SECONDS = 10
"""How long to wait for another run that is writing."""

OUR_BUGS = (DataError, IntegrityError, ProgrammingError)
"""What a driver says when we asked it wrongly, which is never the machine's fault."""

MACHINE_FAULTS = (
    ("locked", "ENV010", "{holder} is writing to it", "Wait until that run has ended and try again."),
    ("full", "ENV005", "the disk is full", "Free some space and try again; nothing was lost."),
    ("readonly", "ENV004", "it may not be written to", "Ask for the right to write there, or move the folder."),
    ("read-only", "ENV004", "it may not be written to", "Ask for the right to write there, or move the folder."),
    ("unable to open", "ENV004", "it cannot be opened", "Check that its folder exists and may be written to."),
    ("not a database", "ENV021", "it is not a ledger", "Move the file away, or name the right ledger."),
    ("malformed", "ENV023", "it is damaged", "Bring back the last backup of it and collect the returns again."),
    ("disk i/o", "ENV024", "the disk failed while it was in use", "Check the disk or the network and try again."),
)
"""What a driver's message holds, and how we say it."""


def connect(where: str | Path, migrations: Sequence[Migration] = MIGRATIONS) -> Engine:
    """An engine on a ledger of the present schema: made when there is none, brought forward when it is older.

    `where` is a path or any SQLAlchemy URL. Refused: a newer ledger (ENV020) and what is not a ledger (ENV021).
    """
    url = _url(where)
    name = _name(url)
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError) as missing:
        says = f"The ledger {name} needs a database driver that is not installed ({url.drivername})."
        raise refuse("ENV022", says, "Install the driver, or use a file.", found=str(missing)) from missing
    if engine.dialect.name == "sqlite":
        _keep_its_word(engine)
    try:
        last = FIRST_VERSION + len(migrations)
        with reading(engine) as connection:
            found = _version(connection, name, last)
            _look_for_damage(connection, name)
        if found != last:
            with writing(engine) as connection:
                lock(connection)
                _bring_forward(connection, _version(connection, name, last), migrations)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the ledger; what the machine will not do is a MachineRefusal."""
    try:
        with engine.connect() as connection:
            yield connection
    except OUR_BUGS:
        raise
    except DBAPIError as error:
        raise _machine_refusal(engine, error) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, alone: all of it is kept or nothing is."""
    try:
        with (
            engine.connect().execution_options(alone=True) as connection,
            connection.begin(),
            noted(_file(engine.url)),
        ):
            yield connection
    except OUR_BUGS:
        raise
    except DBAPIError as error:
        raise _machine_refusal(engine, error) from error


def _url(where: str | Path) -> URL:
    if isinstance(where, str) and "://" in where:
        try:
            return make_url(where)
        except ArgumentError as error:
            says = "The ledger's address cannot be read."
            raise refuse("ENV022", says, "Write it like postgresql+psycopg://user@host/database.") from error
    return URL.create("sqlite", database=str(where))


def _file(url: URL) -> Path | None:
    """The file of a ledger that is in one."""
    in_file = url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":", "file:"))
    return Path(str(url.database)) if in_file else None


def _name(url: URL) -> str:
    """The ledger as it is named in messages, without a password."""
    file = _file(url)
    return file.name if file else url.render_as_string(hide_password=True)


def _keep_its_word(engine: Engine) -> None:
    """SQLite: begin when told, sync fully, wait for others, hold references; one file with no companions."""

    def prepare(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # or the driver would begin and commit as it likes
        for pragma in (
            f"busy_timeout = {PATIENCE_SECONDS * 1000}",
            "journal_mode = DELETE",  # not WAL: an officer copies ledger.db, and that must be all of it
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            raw.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        alone = connection.get_execution_options().get("alone")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)


def _version(connection: Connection, name: str, last: int) -> int | None:
    """The version of the schema, None for an empty database; refuses one newer than `last` and a stranger's."""
    there = inspect(connection).get_table_names()
    if not there:
        return None
    if ledger.name not in there:
        says = f"{name} is a database of something else ({len(there)} tables, among them {show(sorted(there)[0])})."
        raise refuse("ENV021", says, "Move the file away, or name the right ledger.", part=name)
    found: int = connection.execute(select(ledger.c.version)).scalar_one()
    if found > last:
        says = f"The ledger {name} is of version {found}, and this pmxl knows versions up to {last}."
        raise refuse("ENV020", says, "Bring pmxl up to date; the ledger has not been touched.", part=name)
    return found


def _look_for_damage(connection: Connection, name: str) -> None:
    """Refuse a SQLite file whose pages do not fit together; takes about 3 ms a megabyte."""
    if connection.dialect.name != "sqlite":
        return
    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if said != "ok":
        _, code, fact, ask = next(fault for fault in MACHINE_FAULTS if fault[0] == "malformed")
        says = f"The ledger {name} could not be used: {fact}."
        raise MachineRefusal(Finding(code, Severity.ERROR, says, ask, part=name, found=show(said)))


def _bring_forward(connection: Connection, found: int | None, migrations: Sequence[Migration]) -> None:
    """Make the tables at the last version, or take an older schema there step by step."""
    last = FIRST_VERSION + len(migrations)
    if found is None:
        metadata.create_all(connection)
        connection.execute(ledger.insert().values(version=last))
        return
    for migrate in migrations[found - FIRST_VERSION :]:
        migrate(connection)
    connection.execute(update(ledger).values(version=last))


def lock(connection: Connection) -> None:
    """Keep other writers out until the transaction ends; SQLite's BEGIN IMMEDIATE has done so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {ledger.name} IN EXCLUSIVE MODE"))


def _machine_refusal(engine: Engine, error: DBAPIError) -> Refusal:
    """What the driver said, as a sentence with a request."""
    name, driver = _name(engine.url), str(error.orig)
    unknown = ("", "ENV022", "the database would not", "Check that it is there and that you may use it.")
    _, code, fact, ask = next((fault for fault in MACHINE_FAULTS if fault[0] in driver.lower()), unknown)
    says = f"The ledger {name} could not be used: {fact.format(holder=holder(_file(engine.url)))}."
    return MachineRefusal(Finding(code, Severity.ERROR, says, ask, part=name, found=show(driver)))
