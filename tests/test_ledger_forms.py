"""The ledger's forms that go round: kept once, brought over from older ledgers, and what stands of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from pmxl.findings import Refusal
from pmxl.ledger import FormSent
from pmxl.ledger import Ledger
from pmxl.ledger.tables import stamp
from pmxl.periods import Period
from tests.test_ledger import LATEST
from tests.test_ledger import figure
from tests.test_ledger import receipt
from tests.test_ledger import standing

YEAR = Period(24_264, 12)
MAY = datetime(2023, 5, 1, tzinfo=UTC)
SENT = FormSent(
    kind="update",
    to="Board",
    period=YEAR,
    revision=1,
    mark="m",
    framework="f",
    file="update-board.xlsx",
    issued_at=MAY,
)
OLD_FORMS = """
    DROP TABLE forms; DROP TABLE form_answers;
    CREATE TABLE update_forms (id INTEGER NOT NULL PRIMARY KEY, officer TEXT NOT NULL, start INTEGER NOT NULL,
        months INTEGER NOT NULL, first_month INTEGER NOT NULL, revision INTEGER NOT NULL, mark TEXT NOT NULL,
        framework TEXT NOT NULL, file TEXT NOT NULL, issued_at BIGINT NOT NULL,
        UNIQUE (officer, start, months, revision));
    CREATE TABLE update_answers (id INTEGER NOT NULL PRIMARY KEY, officer TEXT NOT NULL, start INTEGER NOT NULL,
        months INTEGER NOT NULL, first_month INTEGER NOT NULL, revision INTEGER NOT NULL, ref TEXT NOT NULL,
        field TEXT NOT NULL, text TEXT NOT NULL, answered_by TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
        sheet TEXT NOT NULL, cell TEXT NOT NULL, answered_at BIGINT NOT NULL);
    UPDATE pmxl_ledger SET version = 5;
"""
"""A ledger as the fifth version had it."""


def test_a_ledger_of_the_fourth_version_takes_forms(tmp_path: Path) -> None:
    """It knew none; brought forward it keeps what it had and takes a form, each revision of a kind once."""
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt(), [figure()])])
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("DROP TABLE forms; DROP TABLE form_answers; UPDATE pmxl_ledger SET version = 4;")
    with Ledger.open(path) as ledger:
        ledger.issue_forms([SENT, replace(SENT, kind="journey")])
        assert ledger.forms("update", YEAR) == [SENT]
        assert len(ledger.forms()) == 2
        assert standing(ledger) == {"h1": (1.0, False)}
        with pytest.raises(Refusal) as refused:
            ledger.issue_forms([SENT])
        assert refused.value.finding.code == "RET021"


def test_the_update_forms_of_the_fifth_version_become_forms_of_that_kind(tmp_path: Path) -> None:
    """What was sent out and what was said are moved as they stand; a later answer to the same field goes before it."""
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    at = stamp(MAY)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(OLD_FORMS)
        sent = (7, "Board", 24264, 12, 4, 1, "m", "f", "update-board.xlsx", at)
        raw.execute(f"INSERT INTO update_forms VALUES ({', '.join('?' * len(sent))})", sent)
        for n, text in ((3, "Some."), (4, "More.")):
            about = (n, "Board", 24264, 12, 4, 1, "early", "achieved", text)
            row = (*about, "A. Shah", "b.xlsx", "5" * 64, "Update", "F11", at)
            raw.execute(f"INSERT INTO update_answers VALUES ({', '.join('?' * len(row))})", row)
        raw.commit()
    with Ledger.open(path) as ledger:
        assert ledger.forms() == [SENT]
        [answer] = ledger.form_answers("update", YEAR)
        assert (answer.to, answer.ref, answer.text) == ("Board", "early", "More.")
        assert (answer.by, answer.cell) == ("A. Shah", "F11")
        said = replace(answer, text="All.", sha256="6" * 64)
        came = replace(receipt(kind="update", partner="", period=YEAR), sha256=said.sha256)
        ledger.keep([(came, [])], said=[said])
        assert [one.text for one in ledger.form_answers("update")] == ["All."]
    with closing(sqlite3.connect(path)) as raw:
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert raw.execute("SELECT version FROM pmxl_ledger").fetchone() == (LATEST,)
    assert not {"update_forms", "update_answers"} & names
