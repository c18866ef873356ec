"""A ledger on PostgreSQL: several officers at once, a server that goes away, and passwords that stay secret."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import text
from typer.testing import CliRunner

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.cli import app
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.findings import Refusal
from pmxl.ledger import Ledger
from pmxl.ledger.opening import MIGRATIONS
from pmxl.ledger.opening import connect
from pmxl.ledger.opening import lock
from pmxl.ledger.opening import reading
from pmxl.ledger.opening import writing
from pmxl.ledger.recalling import recall
from pmxl.ledger.tables import metadata
from pmxl.terms import Severity
from tests.postgres import Postgres
from tests.test_batch import PERIOD
from tests.test_batch import sent
from tests.test_ledger import LATEST
from tests.test_ledger import Q2
from tests.test_ledger import add_a_column
from tests.test_ledger import fail
from tests.test_ledger import figure
from tests.test_ledger import receipt
from tests.test_ledger import standing
from tests.threewoods import full_inbox
from tests.threewoods import partnership

GRANTED = "GRANT USAGE ON SCHEMA {0} TO guest; GRANT SELECT ON ALL TABLES IN SCHEMA {0} TO guest"


@pytest.fixture
def url(postgres: Postgres) -> str:
    """The address of a ledger that is not there yet."""
    return postgres.fresh()


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership's folder with everything that partners send at once."""
    return full_inbox(tmp_path_factory.mktemp("base") / "threewoods").path


def schema_of(url: str) -> str:
    """The part of the database that a test has for itself."""
    return url.rpartition("%3D")[2]


def raw(url: str) -> Engine:
    """The database behind a ledger, past all that the ledger does."""
    return create_engine(url)


# --- the schema


def test_an_older_ledger_on_a_server_is_brought_forward(url: str) -> None:
    """With its figures; and an older pmxl refuses it from then on."""
    with Ledger.open(url) as ledger:
        ledger.keep([(receipt(), [figure()])])
    with Ledger.open(url, migrations=[*MIGRATIONS, add_a_column]) as ledger:
        assert standing(ledger) == {"h1": (1.0, False)}
    with pytest.raises(Refusal, match=rf"version {LATEST + 1}, .* up to {LATEST}\. .*\[ENV020\]"):
        Ledger.open(url)


def test_a_migration_on_a_server_is_done_whole_or_not_at_all(url: str) -> None:
    """Both steps or neither, as in a file."""
    Ledger.open(url).close()
    with pytest.raises(RuntimeError, match="power cut"):
        Ledger.open(url, migrations=[*MIGRATIONS, add_a_column, fail])
    engine = raw(url)
    columns = {column["name"] for column in inspect(engine).get_columns("receipts")}
    engine.dispose()
    assert "channel" not in columns
    Ledger.open(url).close()


def test_a_ledger_of_every_earlier_version_is_brought_forward_on_a_server(url: str) -> None:
    """From the first on, by the same steps as in a file."""
    Ledger.open(url).close()
    gone = ("publications", "frameworks", "answers", "queries", "forms", "form_answers")
    engine = raw(url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {', '.join(gone)}"))
        connection.execute(text("ALTER TABLE issued DROP COLUMN due"))
        for column in ("measure", "area", "period"):
            connection.execute(text(f"ALTER TABLE findings DROP COLUMN {column}"))
        connection.execute(text("UPDATE pmxl_ledger SET version = 1"))
    with Ledger.open(url) as ledger:
        assert (ledger.answers(), ledger.publications(), ledger.forms(), ledger.seen()) == ([], [], [], [])
    assert set(gone) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_the_database_of_something_else_is_refused_and_not_touched(url: str) -> None:
    """ENV021, as a file of something else is."""
    engine = raw(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bicycles (id integer)"))
    with pytest.raises(Refusal, match=r"something else \(1 tables, among them bicycles\)\. Name an empty"):
        Ledger.open(url)
    assert inspect(engine).get_table_names() == ["bicycles"]
    engine.dispose()


# --- several at once


def at_once(work: Callable[..., None], *each: tuple[Any, ...]) -> None:
    """The same work in several processes, all let go together; none may fail."""
    context = get_context("fork")
    start = context.Barrier(len(each))
    runs = [context.Process(target=work, args=(start, *given)) for given in each]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert [run.exitcode for run in runs] == [0] * len(each)


def open_it(start: Any, url: str) -> None:
    """Opens a ledger that is not there yet."""
    start.wait()
    Ledger.open(url).close()


def test_a_ledger_that_several_make_at_once_on_a_server_is_made_once(url: str) -> None:
    """None of them fails, and it opens."""
    at_once(open_it, *[(url,)] * 4)
    with Ledger.open(url) as ledger:
        assert ledger.receipts() == []


def collect_it(start: Any, folder: Folder, told: Any) -> None:
    """A collect run among others."""
    start.wait()
    told.put({file.file: file.outcome.value for file in collect(folder, queries=False).files})


def stands(folder: Folder) -> list[tuple[str, ...]]:
    """What a ledger holds of figures, held ones too, without the times at which they came."""
    with folder.ledger() as ledger:
        frame = ledger.recall(held=True).drop(columns="received_at").astype(str)
        last = [(one.file, one.sha256, str(one.outcome), str(one.kept)) for one in ledger.receipts()]
    return sorted(map(tuple, frame.to_numpy().tolist())) + sorted(last)


def with_ledger(base: Path, to: Path, url: str) -> Folder:
    """A copy of the partnership whose ledger is on the server, with what was issued from the one in the file."""
    with Ledger.open(base / "ledger.db") as before, Ledger.open(url) as ledger:
        ledger.issue(before.issued())
    return Folder(shutil.copytree(base, to), url)


def test_two_officers_who_collect_at_once_double_nothing(inbox: Path, tmp_path: Path, postgres: Postgres) -> None:
    """Each file is taken by one of them, and the ledger is as one run in a file would have made it."""
    alone = Folder(shutil.copytree(inbox, tmp_path / "alone"))
    collect(alone, queries=False)
    url = postgres.fresh()
    both = [with_ledger(inbox, tmp_path / "ours", url), Folder(shutil.copytree(inbox, tmp_path / "theirs"), url)]
    told = get_context("fork").Queue()
    at_once(collect_it, *((folder, told) for folder in both))
    said = [told.get(timeout=10) for _ in both]
    taken = Counter(file for run in said for file, outcome in run.items() if outcome in ("READ", "FINDINGS"))
    assert taken == Counter(["ash corrected.xlsx", "ash.xlsx", "birch (1).xlsx", "cedar.xlsx", "cedar (1).xlsx"])
    assert stands(both[0]) == stands(alone)


def test_who_waits_for_another_officer_in_vain_is_told_for_whom(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """ENV010 with user, machine and process; what stands can be read meanwhile, and the next run goes through."""
    monkeypatch.setattr("pmxl.ledger.opening.PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr("getpass.getuser", lambda: "sam")
    monkeypatch.setattr("platform.node", lambda: "planning-7")
    with Ledger.open(url) as ledger, Ledger.open(url) as other:
        ledger.keep([(receipt(), [figure()])])
        with writing(other._engine) as connection:
            lock(connection)
            assert standing(ledger) == {"h1": (1.0, False)}
            with pytest.raises(MachineRefusal) as refused:
                ledger.keep([(receipt("r2", revision=2), [figure(value=2.0)])])
        assert str(refused.value) == (
            f"valley: The ledger valley could not be used: sam on planning-7 (process {os.getpid()}) is writing to it. "
            "Wait until that run has ended and try again. [ENV010]"
        )
        ledger.keep([(receipt("r2", revision=2), [figure(value=2.0)])])
        assert standing(other) == {"h1": (2.0, False)}


def test_one_reading_sees_one_state(url: str) -> None:
    """What another officer keeps meanwhile is seen by the next question, not by the second half of this one."""
    with Ledger.open(url) as ledger, Ledger.open(url) as other:
        ledger.keep([(receipt(), [figure()])])
        with reading(other._engine) as connection:
            first = recall(connection, None, None, held=True)
            ledger.keep([(receipt("r2", revision=2), [figure(value=2.0)])])
            again = recall(connection, None, None, held=True)
        assert (first["value"].tolist(), again["value"].tolist()) == ([1.0], [1.0])
        assert standing(other) == {"h1": (2.0, False)}


# --- killed, or left by the server


def die_at(step: int) -> None:
    """Ends this process at its step-th word with the database."""
    left = [step]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit", "engine_disposed"):
        event.listen(Engine, moment, count)


def killed_at(step: int, url: str) -> bool:
    """Keeps a correction in a process that is killed at a step; False where it came to its end before."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException), Ledger.open(url) as ledger:
            die_at(step)
            ledger.keep([(receipt(f"r{step}", revision=step + 1), [figure(value=float(step)), figure(f"m{step}")])])
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_kill_at_any_step_leaves_all_or_nothing_on_a_server(url: str) -> None:
    """A run killed at its first word, its second, and so on to the commit: never half of it, and no lock stays."""
    with Ledger.open(url) as ledger:
        ledger.keep([(receipt(), [figure(value=0.0)])])
    kept = []
    for step in range(1, 100):
        died = killed_at(step, url)
        with Ledger.open(url) as ledger:
            now = standing(ledger)
        there = f"m{step}" in now
        assert (now["h1"][0] == step) is there, "half of it"
        kept.append(there)
        if not died:
            break
    assert len(kept) > 8, "it takes more steps than that"
    assert kept == [False] * kept.count(False) + [True] * kept.count(True)


def left_in_the_middle(ledger: Ledger, postgres: Postgres) -> None:
    """A transaction whose connection the server ends."""
    with writing(ledger._engine) as connection:
        lock(connection)
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        postgres.ask(f"SELECT pg_terminate_backend({number})")
        connection.execute(text("SELECT 1"))


def test_a_server_that_goes_away_in_the_middle_is_said(url: str, postgres: Postgres) -> None:
    """ENV063; nothing of it is kept, and the same again when it is back is kept once."""
    with Ledger.open(url) as ledger:
        with pytest.raises(MachineRefusal, match=r"was stopped meanwhile\. Run this again when it is back.*\[ENV063\]"):
            left_in_the_middle(ledger, postgres)
        for _ in range(2):
            ledger.keep([(receipt(), [figure()])])
        assert standing(ledger) == {"h1": (1.0, False)}


# --- moved


def everything(where: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it stands."""
    engine = connect(where)
    with reading(engine) as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def test_a_ledger_is_moved_to_a_server_and_back_with_all_it_holds(inbox: Path, tmp_path: Path, url: str) -> None:
    """Row by row the same; what comes next takes the next numbers, and a ledger in use is not written into."""
    folder = Folder(shutil.copytree(inbox, tmp_path / "threewoods"))
    collect(folder)
    run = CliRunner()
    told = run.invoke(app, ["copy-ledger", url, "-C", str(folder.path)], catch_exceptions=False)
    assert "6 receipts, 5 figures" in told.output
    back = tmp_path / "back.db"
    assert run.invoke(app, ["copy-ledger", str(back), "-C", str(folder.path), "--ledger", url]).exit_code == 0
    held = everything(folder.path / "ledger.db")
    assert held["figures"]
    assert everything(url) == held
    assert everything(back) == held
    with Ledger.open(url) as ledger:
        ledger.keep([(receipt(findings=(Finding("VAL007", Severity.QUERY, "It is 1.", "Confirm it."),)), [figure()])])
        assert "h1" in standing(ledger)
    with pytest.raises(Refusal, match=r"is not empty: it has \d+ rows of .*\[ENV070\]"):
        run.invoke(app, ["copy-ledger", url, "-C", str(folder.path)], catch_exceptions=False)


# --- rights, addresses and passwords


def refused_words(address: str) -> str:
    """What is said where a ledger cannot be opened."""
    with pytest.raises(Refusal) as refused:
        Ledger.open(address)
    told = [refused.value, refused.value.finding, refused.value.finding.as_record()]
    return "\n".join(map(str, told))


def addresses(postgres: Postgres) -> Iterator[tuple[str, str]]:
    """Addresses that lead nowhere, and the codes of what is said of each."""
    yield postgres.url(user="guest", password="between-you"), "ENV060"
    yield postgres.url(user="guest:between-you"), "ENV060"
    yield postgres.url(database="hill"), "ENV061"
    yield postgres.url(user="nobody-known:between-you"), "ENV061"
    yield "postgresql://officer:between-you@127.0.0.1:1/valley", "ENV062"
    yield "postgresql://officer:between-you@no-such-host.test/valley", "ENV062"
    yield "postgresql://officer:between-you@/valley?host=/nowhere", "ENV062"
    yield "postgresql+psycopg2://officer:between-you@here/valley", "ENV022"
    yield "mysql://officer:between-you@here/valley", "ENV022"
    yield "postgresql://officer:between-you@here:port/valley", "ENV022"


def test_each_way_in_which_a_server_cannot_be_used_is_said_without_the_password(postgres: Postgres) -> None:
    """Wrong password, unknown database or user, no server, no such driver: each with its code and a request."""
    for address, code in addresses(postgres):
        said = refused_words(address)
        assert code in said, said
        assert "between-you" not in said


def test_a_database_that_cannot_write_every_name_is_refused(postgres: Postgres) -> None:
    """ENV064: it would lose signs of names."""
    made = "CREATE DATABASE plain ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    postgres.ask(made, database="postgres")
    assert "keeps its text as LATIN1" in refused_words(postgres.url(database="plain"))


def test_where_the_driver_is_not_installed_it_is_said_how_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """ENV022 with the very command."""
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    assert 'pip install "psycopg[binary]>=3.2"' in refused_words("postgresql://officer@here/valley")


def test_who_may_only_read_can_show_and_not_keep(url: str, postgres: Postgres) -> None:
    """ENV004 with whom to ask; what stands can be shown."""
    with Ledger.open(url) as ledger:
        ledger.keep([(receipt(), [figure()])])
    postgres.ask(GRANTED.format(schema_of(url)))
    with Ledger.open(url.replace("officer@", "guest:between-us@")) as ledger:
        assert standing(ledger) == {"h1": (1.0, False)}
        with pytest.raises(MachineRefusal, match=r"may not write to it.*\[ENV004\]"):
            ledger.keep([(receipt("r2", revision=2), [figure()])])


def test_a_sign_that_no_server_keeps_does_not_cost_the_figure(url: str) -> None:
    """U+0000 in a commentary is kept as the mark for a sign that was lost."""
    with Ledger.open(url) as ledger:
        ledger.keep([(receipt(), [figure(commentary="a\0b")])])
        assert ledger.recall()["commentary"].tolist() == ["a\N{REPLACEMENT CHARACTER}b"]


def test_figures_come_in_the_same_order_from_a_server_that_speaks_english(postgres: Postgres) -> None:
    """By their ids sign by sign, as from a file; English would pass over the hyphens."""
    made = "CREATE DATABASE english LOCALE_PROVIDER icu ICU_LOCALE 'en-GB-u-ka-shifted' TEMPLATE template0"
    postgres.ask(made, database="postgres")
    assert postgres.ask("SELECT 'a-c' < 'ab'", database="english") == [(False,)]
    with Ledger.open(postgres.url(database="english")) as ledger:
        ledger.keep([(receipt(), [figure("ab"), figure("a-c"), figure("a-a"), figure("b", period=Q2)])])
        assert list(dict.fromkeys(ledger.recall()["measure"])) == ["a-a", "a-c", "ab", "b"]


def test_the_command_line_keeps_a_quarter_on_a_server_and_the_password_nowhere(tmp_path: Path, url: str) -> None:
    """By --ledger or by PMXL_LEDGER; no ledger.db is made, and nothing written or printed has the password in it."""
    secret = url.replace("officer@", "officer:between-us@")
    folder = partnership(tmp_path)
    run = CliRunner()
    said = run.invoke(app, ["issue", PERIOD, "-C", str(tmp_path), "--ledger", secret], catch_exceptions=False).output
    sent(folder, "ash")
    given = ["collect", "-C", str(tmp_path)]
    told = run.invoke(app, given, env={"PMXL_LEDGER": secret}, catch_exceptions=False)
    helped = run.invoke(app, ["collect", "--help"], env={"PMXL_LEDGER": secret})
    assert (told.exit_code, "READ" in told.output) == (0, True), told.output
    assert not (tmp_path / "ledger.db").exists()
    printed = said + told.output + helped.output + repr(Folder(tmp_path, secret))
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "between-us" not in printed
    assert b"between-us" not in written


def test_a_revision_is_issued_once_whoever_issues(tmp_path: Path, url: str) -> None:
    """Two officers with folders of their own and one ledger: the second takes the next revision."""
    ours, theirs = (partnership(tmp_path / name) for name in ("ours", "theirs"))
    for folder in (Folder(ours.path, url), Folder(theirs.path, url)):
        written = issue(folder, folder.period(PERIOD), ["ash"])
    assert [path.name for path in written] == ["ash-r2.xlsx"]


def test_a_connection_is_not_lost_on_those_who_read_in_processes_of_their_own(tmp_path: Path, url: str) -> None:
    """Workers begin as copies of this process, connection and all: they leave it as it is."""
    folder = partnership(tmp_path)
    served = Folder(folder.path, url)
    issue(served, served.period(PERIOD))
    for partner in ("ash", "birch", "cedar"):
        sent(served, partner)
    with served.ledger() as ledger:
        seen: Connection
        with reading(ledger._engine) as seen:
            assert seen.execute(text("SELECT 1")).scalar_one() == 1
            collect(served)
            assert seen.execute(text("SELECT 2")).scalar_one() == 2
        assert len(ledger.receipts()) == 3
