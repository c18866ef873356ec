"""Opening a ledger: how its database is asked to keep its word, which version the schema has, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from pmxl.findings import refuse
from pmxl.findings import show
from pmxl.ledger import answering
from pmxl.ledger import filing
from pmxl.ledger import form_moving
from pmxl.ledger import publishing
from pmxl.ledger import registering
from pmxl.ledger import server
from pmxl.ledger.address import FILE
from pmxl.ledger.address import SERVER
from pmxl.ledger.address import file_of
from pmxl.ledger.address import name_of
from pmxl.ledger.address import read_address
from pmxl.ledger.faults import damage
from pmxl.ledger.faults import is_ours
from pmxl.ledger.faults import machine_refusal
from pmxl.ledger.holder import noted
from pmxl.ledger.issuing import add_due
from pmxl.ledger.tables import ledger
from pmxl.ledger.tables import metadata
from pmxl.ledger.whole import OPTION as WHOLE
from pmxl.ledger.whole import Whole
from pmxl.ledger.whole import whole_of
from pmxl.ledger.working_copy import OPTION
from pmxl.ledger.working_copy import WorkingCopy
from pmxl.ledger.working_copy import copy_of
from pmxl.ledger.working_copy import working_copy

Migration = Callable[[Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    publishing.add_tables,
    add_due,
    answering.add_tables,
    form_moving.add_update_tables,
    form_moving.move_updates,
    filing.change_indexes,
    registering.add_partner,
)
"""Each takes the schema one version on, the first from 1 to 2; a new ledger is made at the last version at once."""

FIRST_VERSION = 1
PATIENCE_SECONDS = 10
"""How long to wait for another run that is writing."""

CACHE_KIB = 8 * 1024
"""How much of the file is kept in memory: with SQLite's own 2 MiB a large load reads its index again and again."""

PAGE_BYTES = 8192
"""The pages of a new ledger: of twice SQLite's own size, in which a large load takes a sixteenth less."""


def connect(where: str | Path, migrations: Sequence[Migration] = MIGRATIONS, note: Path | None = None) -> Engine:
    """An engine on a ledger of the present schema: made when there is none, brought forward when it is older.

    `where` is a path or any SQLAlchemy URL. Refused: a newer ledger (ENV020) and what is not a ledger (ENV021).
    `note` is where it stands written that a file was looked through for damage, which is else done each time.
    """
    url = read_address(where)
    name, file = name_of(url), file_of(url)
    copy = working_copy(file, PATIENCE_SECONDS)
    engine = _engine(url, copy, Whole(file, note) if file and note and not copy else None)
    try:
        last = FIRST_VERSION + len(migrations)
        with reading(engine) as connection:
            found = _version(connection, name, last)
            look = server.look_at_signs if engine.dialect.name == SERVER else _look_for_damage
            look(connection, name)
        if found != last:
            with writing(engine) as connection:
                lock(connection)
                _bring_forward(connection, _version(connection, name, last), migrations)
    except BaseException:
        disconnect(engine)
        raise
    return engine


def disconnect(engine: Engine) -> None:
    """Let go of the ledger, and of the copy of it that was worked on."""
    engine.dispose()
    if whole := whole_of(engine):
        whole.save()
    if copy := copy_of(engine):
        copy.discard()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the ledger; what the machine will not do is a MachineRefusal."""
    if copy := copy_of(engine):
        copy.freshen(engine)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == SERVER:  # which else shows each question what was kept just before it
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    except DBAPIError as error:
        if is_ours(error):
            raise
        raise machine_refusal(engine, error) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, alone: all of it is kept or nothing is."""
    copy, whole = copy_of(engine), whole_of(engine)
    try:
        with (
            copy.written(engine) if copy else nullcontext(),
            engine.connect().execution_options(alone=True) as connection,
            connection.begin(),
            noted(file_of(engine.url)),
        ):
            was_whole = whole is not None and whole.is_known  # asked once others are kept out
            yield connection
        if whole and was_whole:
            whole.follow()
    except DBAPIError as error:
        if is_ours(error):
            raise
        raise machine_refusal(engine, error) from error


def _engine(url: URL, copy: WorkingCopy | None = None, whole: Whole | None = None) -> Engine:
    """An engine that keeps its word; nothing is opened yet."""
    if url.get_backend_name() == FILE:
        known = {OPTION: copy, WHOLE: whole}
        engine = create_engine(url.set(database=str(copy.file)) if copy else url, execution_options=known)
        _keep_its_word(engine)
        return engine
    try:
        engine = create_engine(url, connect_args=server.asked_for(url), pool_pre_ping=True)
    except ImportError as missing:
        says = f"The ledger {name_of(url)} is on PostgreSQL, and the driver for that is not installed."
        ask = 'Run with the Python of pmxl: python -m pip install "psycopg[binary]>=3.2".'
        raise refuse("ENV022", says, ask, found=str(missing)) from missing
    server.keep_its_word(engine, PATIENCE_SECONDS)
    return engine


def _keep_its_word(engine: Engine) -> None:
    """SQLite: begin when told, sync fully, wait for others, hold references; one file with no companions."""

    def prepare(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # or the driver would begin and commit as it likes
        for pragma in (
            f"page_size = {PAGE_BYTES}",
            f"busy_timeout = {PATIENCE_SECONDS * 1000}",
            "journal_mode = DELETE",  # not WAL: an officer copies ledger.db, and that must be all of it
            "synchronous = FULL",
            "foreign_keys = ON",
            f"cache_size = {-CACHE_KIB}",
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
        ask = "Name an empty database, or the right one."
        if connection.dialect.name == FILE:
            ask = "Move the file away, or name the right ledger."
        raise refuse("ENV021", says, ask, part=name)
    found: int = connection.execute(select(ledger.c.version)).scalar_one()
    if found > last:
        says = f"The ledger {name} is of version {found}, and this pmxl knows versions up to {last}."
        raise refuse("ENV020", says, "Bring pmxl up to date; the ledger has not been touched.", part=name)
    return found


def _look_for_damage(connection: Connection, name: str) -> None:
    """Refuse a SQLite file whose pages do not fit together; takes about 3 ms a megabyte, and is left out where known.

    The question asked just before keeps others from writing until this connection is let go of.
    """
    whole = whole_of(connection.engine)
    if whole and whole.is_known:
        return
    if (said := damage_in(connection)) != "ok":
        raise damage(name, said)
    if whole:
        whole.looked_through()


def damage_in(connection: Connection) -> str:
    """The first page that does not fit, in SQLite's words; "ok" where all do."""
    said: str = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    return said


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
    if connection.dialect.name == SERVER:
        server.lock(connection)
