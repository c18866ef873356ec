"""Many: more partners than fit on a screen are asked back in one look each, and told so that what is to do is seen."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.corpus import Corpus
from pmxl.batch import query as asking
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.query import Queried
from pmxl.batch.query import query
from pmxl.batch.returned import returned
from pmxl.batch.scorecard import assessment
from pmxl.cli import app
from pmxl.console.answers import say_queried
from pmxl.ledger import Ledger

COUNT, BACK, SCREEN = 24, 21, 9


@pytest.fixture(scope="module")
def sent_in(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two dozen partners, of whom all but three have sent their return."""
    corpus = Corpus(tmp_path_factory.mktemp("many"), COUNT)
    corpus.fill(0, BACK)
    return corpus


@pytest.fixture(scope="module")
def collected(sent_in: Corpus, tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path, str]:
    """The same after its first collect, and what that said."""
    path = shutil.copytree(sent_in.folder.path, tmp_path_factory.mktemp("kept") / "many")
    with pytest.MonkeyPatch.context() as patched:
        for room in ("many", "outcomes"):
            patched.setattr(f"pmxl.console.{room}.MANY", SCREEN)
        said = CliRunner().invoke(app, ["collect", "-C", str(path)])
    assert said.exit_code == 0, said.output
    return sent_in, path, said.output


def test_what_there_is_nothing_to_do_about_is_counted(collected: tuple[Corpus, Path, str]) -> None:
    """Files without a question and partners in order are lines that nobody reads; the rest stands by name."""
    _, path, said = collected
    lines = said.splitlines()
    quiet = [line for line in lines if line.startswith("READ")]
    assert len(quiet) == 1
    assert "files without a question: p00000.xlsx" in quiet[0]
    asked = {line.split()[1] for line in lines if line.startswith("FINDINGS")}
    assert f"READ      {BACK - len(asked)} files" in quiet[0]
    assert {line.split()[3].rstrip(":") for line in lines if line.startswith("To send")} == {
        name.removesuffix(".xlsx") for name in asked
    }
    (title,) = (line for line in lines if line.startswith("Returns for"))
    assert title == f"Returns for 2024-25 Q3: {BACK - len(asked)} Accepted, {len(asked)} Queried, 3 Not returned"
    rows = [line for line in lines if line.startswith("Partnership ")]
    assert [row.split()[1] for row in rows] == ["00021", "00022", "00023"]
    assert path.joinpath("returns", "2024-25-q3", "queries").is_dir()


def test_status_tells_of_many_how_they_stand_and_whom_to_remind(
    collected: tuple[Corpus, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest stands in the register; a program gets everybody."""
    monkeypatch.setattr("pmxl.console.many.MANY", 2)
    said = CliRunner().invoke(app, ["status", "-C", str(collected[1])]).output.splitlines()
    assert [line.split()[1] for line in said if line.startswith("Partnership ")] == ["00021", "00022"]
    assert ", 3 Late" in said[0]
    assert "And 1 more to remind. Everybody stands in the register." in said
    given = CliRunner().invoke(app, ["status", "-C", str(collected[1]), "--format", "csv"]).output.splitlines()
    assert len(given) == 1 + COUNT


def test_the_register_is_that_of_the_scorecard(collected: tuple[Corpus, Path, str]) -> None:
    """Who has returned is told without the assessment, and says the same."""
    folder = Folder(collected[1])
    period = folder.period("2024-25 Q3")
    shown = assessment(folder, period).register
    mine = returned(folder, period)
    for name in ("partner", "status", "asked", "kept", "held", "missing", "findings", "file", "revision"):
        assert [row[name] for row in mine] == shown[name].tolist()


def counting(looks: Counter[str], name: str, look: Callable[..., Any]) -> Callable[..., Any]:
    """The same look, counted."""

    def counted(*given: Any, **more: Any) -> Any:
        looks[name] += 1
        return look(*given, **more)

    return counted


def test_what_was_sent_and_came_is_looked_up_a_lot_at_a_time(
    sent_in: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for each partner: with thousands, that would take hours. How many go together changes nothing."""
    folder = Folder(shutil.copytree(sent_in.folder.path, tmp_path / "many"))
    collect(folder, queries=False)
    looks: Counter[str] = Counter()
    for name in ("receipts", "queries", "issued", "query"):
        monkeypatch.setattr(Ledger, name, counting(looks, name, getattr(Ledger, name)))
    whole = query(folder, sent_in.period)
    assert looks == {"receipts": 1, "queries": 1, "issued": 1, "query": 1}
    with folder.ledger() as ledger:
        noted = {(one.partner, one.revision, one.asks, one.sha256) for one in ledger.queries(sent_in.period)}
    again = query(folder, sent_in.period)
    assert [(one.partner, one.is_new) for one in again] == [(one.partner, False) for one in whole]

    other = Folder(shutil.copytree(sent_in.folder.path, tmp_path / "few"))
    collect(other, queries=False)
    for name in ("LOOKED_UP", "LOT"):
        monkeypatch.setattr(asking, name, 7)
    assert [one.partner for one in query(other, sent_in.period)] == [one.partner for one in whole]
    with other.ledger() as ledger:
        assert {(one.partner, one.revision, one.asks, one.sha256) for one in ledger.queries(sent_in.period)} == noted


def test_of_many_query_workbooks_those_stand_by_name_that_are_no_copies(capsys: pytest.CaptureFixture[str]) -> None:
    """Their senders ask why they did not get their own workbook back."""
    place = Path("returns/2024-25-q3/queries")
    plain = [Queried(place / f"p{n}.xlsx", f"p{n}", 2, is_new=n % 2 == 0) for n in range(70)]
    say_queried([*plain, Queried(place / "odd.xlsx", "odd", 1, why="it is signed")])
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"To send: 71 query workbooks in {place}: 141 questions; 36 written now.",
        f"To send to odd: {place / 'odd.xlsx'}: 1 question (a new workbook, because it is signed)",
    ]
