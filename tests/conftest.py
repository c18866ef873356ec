"""Every message that the program makes while the tests run is held to the form of messages.

`pytest --messages FILE` writes them all to one file, so that they can be read aloud.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
import typer.main

import pmxl
from pmxl.findings import Finding
from pmxl.terms import Severity
from tests.postgres import Postgres
from tests.postgres import running
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from pmxl.batch.demo import Year
    from pmxl.batch.folder import Folder
    from pmxl.ledger import Ledger

OURS, KEPT = str(Path(pmxl.__file__).parent), str(Path(pmxl.__file__).parent / "ledger")
"""The program's own code; and the ledger, which only tells again what it was told."""
CODE = re.compile(r"[A-Z]{3}\d{3}")
OF_THE_YEAR = ("test_worked_year", *(() if THOROUGH else ("test_changed_framework",)))
"""They share the worked year; in a thorough run each process makes its own, so that all take part in what is long."""
OF_AN_ANNUAL = ("test_annual", "test_annual_book", "test_annual_one_sheet", "test_annual_requirements")
MADE_ONCE = (
    *(*OF_THE_YEAR, *OF_AN_ANNUAL, "test_real_run", "test_hothouse", "test_actions", "test_as_published"),
    *("test_ribbon", "test_public", "test_london", "test_native_forms", "test_formats", "test_goalposts"),
    *("test_golden", "test_longest", "test_contrast", "test_cached_values", "test_validator", "test_server_ledger"),
    *("test_cluster", "test_public_page", "test_flip", "test_why", "test_status_register", "test_docs"),
)
"""Modules whose tests share something that takes seconds to make."""
OF_KINDS = ("test_golden", "test_longest", "test_contrast", "test_cached_values", "test_validator", *OF_AN_ANNUAL)
"""They share a workbook of every kind."""
LONGEST_NAME = 100_000
LONGEST = 700
ENDS = (".", "?", ".'", ".”", '."')
NEVER = (
    re.compile(r"\b[Ii]nvalid\b"),
    re.compile(r"(?<!\. )\bNone\b|\b(nan|NaN|inf)\b"),
    re.compile(r"Traceback|<class|object at 0x|\\n"),
    re.compile(r" ,| \.(?![.a-z])|(?<![./\\])\.\.(?![./\\])|,,|  "),
)
"""What no message says: the computer's words, and what careless joining leaves."""

Told = tuple[str, str, str, str]
made: dict[Told, None] = {}
fresh: list[Told] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option --messages."""
    parser.addoption("--messages", help="write every message of the program to this file")


def pytest_itemcollected(item: pytest.Item) -> None:
    """What is made once for a module is made by one worker (--dist loadgroup); told here, before xdist asks."""
    if (name := item.path.stem) in MADE_ONCE:
        group = "kinds" if name in OF_KINDS else "year" if name in OF_THE_YEAR else name
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker is left with it at the end."""
    long = [item.nodeid[:100] for item in items if len(item.nodeid) > LONGEST_NAME]
    assert not long, f"Give these an id: what a test starts inherits its name, and cannot with one so long: {long}"
    items.sort(key=lambda item: MADE_ONCE.index(item.path.stem) if item.path.stem in MADE_ONCE else len(MADE_ONCE))


def pytest_configure() -> None:
    """Notice every finding that the program's own code makes; and collect garbage seldom, for it takes its time."""
    gc.set_threshold(200_000, 50, 50)
    typer.main.get_command = cache(typer.main.get_command)  # a program makes its commands once, tests a thousand times
    begin = Finding.__init__

    def noticed(self: Finding, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        maker = sys._getframe(1).f_code.co_filename
        if maker.startswith(OURS) and not maker.startswith(KEPT):
            told = (self.code, str(self.severity), self.says, self.ask)
            if told not in made:
                made[told] = None
                fresh.append(told)

    Finding.__init__ = noticed  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _seen_by_coverage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process while branches are counted: what workers do, who are ended, is not seen."""
    if request.config.getoption("cov_source", None) and not request.node.get_closest_marker("reads_apart"):
        for room in ("readers", "apart", "query"):
            monkeypatch.setattr(f"pmxl.batch.{room}.carry_out", in_this_process)


def in_this_process(work: Callable[[Any], Any], tasks: Sequence[Any], *_: object) -> Iterator[tuple[Any, Any]]:
    """Every task with its answer, as the crew gives them."""
    return ((task, work(task)) for task in tasks)


@pytest.fixture(autouse=True)
def _in_the_form_of_messages() -> Iterator[None]:
    """A test in which the program makes a message out of form fails."""
    fresh.clear()
    yield
    wrong = [fault for told in fresh for fault in faults(told)]
    assert not wrong, "\n".join(wrong)


def faults(told: Told) -> Iterator[str]:
    """What is out of form in a message: its code, its sentences, words that nobody says."""
    code, severity, says, ask = told
    if not CODE.fullmatch(code):
        yield f"{code}: not a code"
    if not says:
        return  # made to be looked at, not to be told
    if not says.endswith(ENDS):
        yield f"{code}: no full stop after what it says: {says}"
    if severity != Severity.NOTE and not ask.endswith(ENDS):
        yield f"{code}: no request that is a sentence: {says} {ask}"
    if len(says) + len(ask) > LONGEST:
        yield f"{code}: {len(says) + len(ask)} characters: {says} {ask}"
    plain = re.sub(r"'[^']*'|“[^”]*”", "''", f"{says} {ask}")  # what stood in a cell is quoted as it stood
    yield from (f"{code}: says {found.group()!r}: {says} {ask}" for one in NEVER if (found := one.search(plain)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the messages, where asked to: with several processes each adds its own."""
    where = session.config.getoption("--messages")
    if where and made:
        lines = sorted({f"[{code}] {severity}: {says} {ask}".strip() for code, severity, says, ask in made})
        with Path(where).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how to have the tests in the same order again, which is another one in each run."""
    if seed := config.getoption("randomly_seed", None):
        terminalreporter.write_line(f"the same order again: --randomly-seed={seed}")


@pytest.fixture(scope="session")
def worked_year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Year]:
    """The worked year run once: its folder, and what came of it. Who changes anything there takes a copy."""
    from pmxl.batch.demo import demo  # here, for most tests need none
    from pmxl.batch.folder import Folder

    path = tmp_path_factory.mktemp("worked") / "year"
    return Folder(path), demo(path)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started when first asked for."""
    with running() as server:
        yield server


@pytest.fixture(params=["in a file", "on a server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a ledger can be: in a file of SQLite, or in a database of PostgreSQL."""
    if request.param == "in a file":
        return tmp_path / "ledger.db"
    emptied: str = request.getfixturevalue("postgres").emptied()
    return emptied


@pytest.fixture
def ledger(place: str | Path) -> Iterator[Ledger]:
    """An empty ledger."""
    from pmxl.ledger import Ledger  # here, for most tests need no database

    with Ledger.open(place) as opened:
        yield opened
