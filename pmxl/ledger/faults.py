"""Faults: what a database says when the machine, the network or its administrator will not let us, in our words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine
from sqlalchemy.exc import DataError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import ProgrammingError

from pmxl.findings import Refusal
from pmxl.findings import machine_refuses
from pmxl.ledger import holder
from pmxl.ledger import server
from pmxl.ledger.address import SERVER
from pmxl.ledger.address import file_of
from pmxl.ledger.address import name_of

OUR_BUGS = (DataError, IntegrityError, ProgrammingError)
"""What a driver says when we asked it wrongly, which is hardly ever the machine's fault."""
NO_RIGHT = "42501"
"""What a server calls a right that its user lacks: its driver takes that for our mistake."""

Fault = tuple[str, str, str, str]
"""What the driver's message holds (or its code begins with), our code, the fact and the request."""

WAIT = "Wait until that run has ended and try again."
IN_A_FILE: tuple[Fault, ...] = (
    ("locked", "ENV010", "{holder} is writing to it", WAIT),
    ("full", "ENV005", "the disk is full", "Free some space and try again; nothing was lost."),
    ("readonly", "ENV004", "it may not be written to", "Ask for the right to write there, or move the folder."),
    ("read-only", "ENV004", "it may not be written to", "Ask for the right to write there, or move the folder."),
    ("unable to open", "ENV004", "it cannot be opened", "Check that its folder exists and may be written to."),
    ("not a database", "ENV021", "it is not a ledger", "Move the file away, or name the right ledger."),
    ("malformed", "ENV023", "it is damaged", "Bring back the last backup of it and collect the returns again."),
    ("disk i/o", "ENV024", "the disk failed while it was in use", "Check the disk or the network and try again."),
)
AGAIN = "Run this again when it is back: what was not kept is kept then, and nothing twice."
ADMINISTRATOR = "Ask whoever looks after the server."
BY_CODE: tuple[Fault, ...] = (
    ("55P03", "ENV010", "{holder} is writing to it", WAIT),
    ("40", "ENV010", "{holder} is writing to it", WAIT),
    ("531", "ENV005", "the server's disk is full", f"{ADMINISTRATOR} Nothing was lost; then run this again."),
    ("25006", "ENV004", "it may only be read", f"{ADMINISTRATOR} It may be the copy of another."),
    (NO_RIGHT, "ENV004", "this user may not write to it, or not read it", f"{ADMINISTRATOR} The user needs both."),
    ("53", "ENV063", "its server has no room for one more", "Try again in a while."),
    ("57P", "ENV063", "its server was stopped meanwhile", AGAIN),
    ("25P03", "ENV063", "its server waited too long for this run", AGAIN),
    ("08", "ENV063", "its server went away meanwhile", AGAIN),
    ("XX", "ENV023", "it is damaged", f"{ADMINISTRATOR} The last backup may be needed."),
)
PASSWORD = "Check the user's name, and the password in the file .pgpass or in the variable PGPASSWORD."  # noqa: S105 - no password
EMPTY = "Check both names, or ask for an empty database."
REACH = "Check its name and port, the network, and that the server runs."
ON_A_SERVER: tuple[Fault, ...] = (
    ("password", "ENV060", "its server does not let this user in", PASSWORD),
    ("authentication", "ENV060", "its server does not let this user in", PASSWORD),
    ("pg_hba", "ENV060", "its server lets nobody in from here", ADMINISTRATOR),
    ("does not exist", "ENV061", "its server knows no such database or no such user", EMPTY),
    ("too many", "ENV063", "its server has no room for one more", "Try again in a while."),
    ("server closed", "ENV063", "its server went away meanwhile", AGAIN),
    ("connection is lost", "ENV063", "its server went away meanwhile", AGAIN),
    ("is closed", "ENV063", "its server went away meanwhile", AGAIN),
    ("terminat", "ENV063", "its server was stopped meanwhile", AGAIN),
    ("starting up", "ENV063", "its server is just starting", "Try again in a minute."),
    ("shutting down", "ENV063", "its server is being stopped", AGAIN),
    ("timeout", "ENV062", "its server does not answer", REACH),
    ("timed out", "ENV062", "its server does not answer", REACH),
    ("ssl", "ENV060", "its server and this machine do not agree on how to keep the line secret", ADMINISTRATOR),
    ("connect", "ENV062", "its server cannot be reached", REACH),
    ("resolve", "ENV062", "its server cannot be found", REACH),
    ("host", "ENV062", "its server cannot be found", REACH),
)  # fmt: skip
UNKNOWN: Fault = ("", "ENV022", "the database would not", "Check that it is there and that you may use it.")


def is_ours(error: DBAPIError) -> bool:
    """True where we asked wrongly, which is to be reported as a fault of pmxl's own."""
    return isinstance(error, OUR_BUGS) and sqlstate(error) != NO_RIGHT


def sqlstate(error: DBAPIError) -> str:
    """The server's own code of an error, "" where there is none."""
    return getattr(error.orig, "sqlstate", None) or ""


def machine_refusal(engine: Engine, error: DBAPIError) -> Refusal:
    """What the driver said, as a sentence with a request."""
    said = str(error.orig)
    on_server = engine.dialect.name == SERVER
    _, code, fact, ask = _on_a_server(sqlstate(error), said) if on_server else _first(IN_A_FILE, said)
    if "{holder}" in fact:
        fact = fact.format(holder=server.holder(engine) if on_server else holder.holder(file_of(engine.url)))
    return trouble(name_of(engine.url), (said, code, fact, ask))


def damage(name: str, said: str) -> Refusal:
    """The refusal of a file whose pages do not fit together."""
    _, code, fact, ask = next(fault for fault in IN_A_FILE if fault[0] == "malformed")
    return trouble(name, (said, code, fact, ask))


def trouble(name: str, fault: Fault) -> Refusal:
    """A ledger that could not be used, and why."""
    found, code, fact, ask = fault
    return machine_refuses(code, f"The ledger {name} could not be used: {fact}.", ask, part=name, found=found)


def _on_a_server(state: str, said: str) -> Fault:
    coded = next((fault for fault in BY_CODE if state.startswith(fault[0])), None)
    return coded or _first(ON_A_SERVER, said)


def _first(faults: Sequence[Fault], said: str) -> Fault:
    return next((fault for fault in faults if fault[0] in said.lower()), UNKNOWN)
