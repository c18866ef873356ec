"""Files that answer the same: held until the officer prefers one where they differ, and one where they agree."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pmxl.figures import Key
from pmxl.findings import Refusal
from pmxl.ledger import Ledger
from pmxl.ledger.standing import Filed
from pmxl.ledger.standing import taking_part
from pmxl.ledger.tables import receipts
from pmxl.terms import Outcome
from tests.test_ledger import DAY
from tests.test_ledger import NOON
from tests.test_ledger import Q2
from tests.test_ledger import Q3
from tests.test_ledger import figure
from tests.test_ledger import imported
from tests.test_ledger import receipt
from tests.test_ledger import standing


def test_two_files_of_one_revision_that_differ_are_both_held(ledger: Ledger) -> None:
    """Every figure of both, also those on which they agree or which only one gives."""
    ledger.keep([(receipt("one"), [figure("a"), figure("b")])])
    ledger.keep([(receipt("two", NOON + DAY), [figure("a"), figure("b", value=2.0), figure("c")])])
    held = {"a": (1.0, True), "a#2": (1.0, True), "b": (1.0, True), "b#2": (2.0, True), "c": (1.0, True)}
    assert standing(ledger) == held
    assert ledger.recall().empty
    assert standing(ledger, NOON) == {"a": (1.0, False), "b": (1.0, False)}


@pytest.mark.parametrize("together", [True, False])
def test_two_files_that_say_the_same_are_not_held(ledger: Ledger, together: bool) -> None:
    """Where in the sheet a figure stands makes no difference; the first file stands."""
    files = [(receipt("one"), [figure(cell="D8")]), (receipt("two"), [figure(cell="D9")])]
    for batch in [files] if together else [files[:1], files[1:]]:
        ledger.keep(batch)
    assert standing(ledger) == {"h1": (1.0, False)}
    assert ledger.recall()["file"].tolist() == ["one"]
    assert len(ledger.history(Key("h1", "police", "", Q3))) == 2


def test_a_dispute_is_told(ledger: Ledger) -> None:
    """As a Hold that names the files, until one is preferred; files that say the same are in none."""
    ledger.keep([(receipt("one"), [figure()]), (receipt("same"), [figure()])])
    assert ledger.disputes() == []
    ledger.keep([(receipt("two"), [figure(value=2.0)]), (receipt("q2", period=Q2), [figure(period=Q2)])])
    [dispute] = ledger.disputes()
    assert [r.file for r in dispute.receipts] == ["one", "two"]
    assert str(dispute.finding) == (
        "two: Revision 1 of police came in different files, one and two, and the figures of all are held. "
        'Say which is right: pmxl collect --period "2022-23 Q3" --prefer "two", or the other. [RET023]'
    )
    ledger.prefer(receipt("two").sha256, NOON)
    assert ledger.disputes() == []


def test_another_commentary_is_another_file(ledger: Ledger) -> None:
    """Which words are printed is not decided by the order of arrival."""
    ledger.keep([(receipt("one"), [figure()]), (receipt("two"), [figure(commentary="It rained.")])])
    assert ledger.recall().empty


def test_the_officer_prefers_one(ledger: Ledger) -> None:
    """It stands whole, its rival is set aside, and what the rival had displaced stands again."""
    ledger.keep([(imported("h.csv"), [figure("b", value=9.0)])])
    ledger.keep([(receipt("one"), [figure("a")]), (receipt("two"), [figure("a", value=2.0), figure("b")])])
    one, two = receipt("one").sha256, receipt("two").sha256
    ledger.prefer(one, NOON + DAY)
    assert standing(ledger) == {"a": (1.0, False), "b": (9.0, False)}
    ledger.prefer(two, NOON + 2 * DAY)
    assert standing(ledger) == {"a": (2.0, False), "b": (1.0, False)}
    assert standing(ledger, NOON + DAY) == {"a": (1.0, False), "b": (9.0, False)}
    assert standing(ledger, NOON) == {"a": (1.0, True), "a#2": (2.0, True), "b": (1.0, True)}


def test_a_file_after_the_choice_is_a_new_dispute(ledger: Ledger) -> None:
    """The officer has not seen it; the one set aside stays aside."""
    ledger.keep([(receipt("one"), [figure()]), (receipt("two"), [figure(value=2.0)])])
    ledger.prefer(receipt("one").sha256, NOON + DAY)
    ledger.keep([(receipt("three", NOON + 2 * DAY), [figure(value=3.0)])])
    assert standing(ledger) == {"h1": (1.0, True), "h1#2": (3.0, True)}
    ledger.prefer(receipt("three").sha256, NOON + 3 * DAY)
    assert standing(ledger) == {"h1": (3.0, False)}


def test_a_higher_revision_ends_a_dispute(ledger: Ledger) -> None:
    """For the figures that it gives."""
    ledger.keep([(receipt("one"), [figure("a"), figure("b")]), (receipt("two"), [figure("a", value=2.0)])])
    ledger.keep([(receipt("r2", revision=2), [figure("a", value=3.0)])])
    assert standing(ledger) == {"a": (3.0, False), "b": (1.0, True)}


def test_a_dispute_hides_what_it_displaced(ledger: Ledger) -> None:
    """Until someone answers there is no figure, not the figure of a lower revision."""
    ledger.keep([(receipt("r1"), [figure()])])
    rivals = [(receipt("r2", revision=2), [figure(value=2.0)]), (receipt("r2b", revision=2), [figure(value=3.0)])]
    ledger.keep(rivals)
    assert ledger.recall().empty
    assert standing(ledger) == {"h1": (2.0, True), "h1#2": (3.0, True)}


def test_a_held_figure_stays_held_when_its_file_is_preferred(ledger: Ledger) -> None:
    """The choice between files does not answer whether 0.95 is 95."""
    ledger.keep([(receipt("one"), [figure(value=0.95, held=True)]), (receipt("two"), [figure(value=2.0)])])
    ledger.prefer(receipt("one").sha256, NOON + DAY)
    assert standing(ledger) == {"h1": (0.95, True)}


@pytest.mark.parametrize("unknown", ["0" * 64, "import"])
def test_only_a_return_that_gave_figures_can_be_preferred(ledger: Ledger, unknown: str) -> None:
    """Anything else is refused with a sentence."""
    ledger.keep([(imported("import"), [figure()])])
    sha256 = receipt("import").sha256 if unknown == "import" else unknown
    with pytest.raises(Refusal) as refused:
        ledger.prefer(sha256, NOON)
    assert refused.value.finding.code == "RET022"


# --- what a file says is asked when a second one comes


@pytest.mark.parametrize("value", [5, -0.0, 1e308])
def test_a_file_sent_again_agrees_with_itself_however_its_figures_were_read(ledger: Ledger, value: float) -> None:
    """What the database gives back of the first is what was read of the second."""
    one = figure(numerator=value, denominator=value, value=value, low=True, commentary='It’s "so"', quality="44----")
    for name in ("one", "two", "three"):
        ledger.keep([(receipt(name), [one])])
    assert ledger.disputes() == []
    assert ledger.recall()["file"].tolist() == ["one"]


def test_a_file_whose_figure_was_released_agrees_with_the_same_file_saved_again(ledger: Ledger) -> None:
    """Files are compared as they were read, not as they were settled since."""
    doubted = figure(value=0.95, held=True, note="theirs")
    ledger.keep([(receipt("one"), [doubted, figure("b")])])
    ledger.answer([], [doubted.key], note="told by telephone")
    ledger.keep([(receipt("two"), [figure("b"), doubted])])
    assert ledger.disputes() == []
    assert standing(ledger) == {"h1": (0.95, False), "b": (1.0, False)}


def test_only_files_that_are_not_alone_are_told_apart(tmp_path: Path) -> None:
    """Nothing is worked out of a file that answers alone; of rivals each has its own word for all it says."""
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt("one"), [figure()]), (receipt("alone", revision=2), [figure()])])
        ledger.keep([(receipt("two"), [figure(value=2.0)]), (receipt("q2", period=Q2), [figure(period=Q2)])])
    with closing(sqlite3.connect(path)) as raw, raw:
        told = dict(raw.execute("SELECT file, digest FROM receipts"))
    raw.close()
    assert told["alone"] == told["q2"] == ""
    assert len({told["one"], told["two"], ""}) == 3


def test_files_of_which_it_is_not_known_what_they_say_differ() -> None:
    """It is safe to hold both, and not to let either stand."""
    line = ("police", Q3.start, Q3.months, 1)
    assert taking_part([Filed(1, 1, line, ""), Filed(2, 1, line, "")], []) == {1: True, 2: True}


OLD_INDEXES = """
    DROP INDEX receipts_of; DROP INDEX receipts_files;
    CREATE INDEX ix_receipts_sha256 ON receipts (sha256);
    CREATE UNIQUE INDEX receipts_taken ON receipts (sha256) WHERE taken;
    UPDATE pmxl_ledger SET version = 6;
"""
ASKED = {
    "receipts_of": "SELECT id FROM receipts WHERE taken AND kind = '' AND start IN (1) AND partner IN ('', 'a')",
    "receipts_files": "SELECT file FROM receipts WHERE taken AND sha256 IN ('', 'a')",
}


def test_a_ledger_of_the_sixth_version_is_brought_forward(tmp_path: Path) -> None:
    """It looked through all files for those that answer the same; now nothing is looked for without an index."""
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executescript(OLD_INDEXES)
    raw.close()
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt(), [figure()])])
    with closing(sqlite3.connect(path)) as raw, raw:
        for index, question in ASKED.items():
            assert index in str(raw.execute(f"EXPLAIN QUERY PLAN {question}").fetchall())
        indexes = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'receipts'")}
    raw.close()
    assert indexes == {"receipts", *ASKED}


def test_the_database_itself_takes_the_figures_of_a_file_once(tmp_path: Path) -> None:
    """A file that gave none may be there again and again."""
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.keep([(receipt("refused", outcome=Outcome.REFUSED), []), (receipt(), [figure()])])
    columns = [column.name for column in receipts.columns if column.name != "id"]
    again = f"INSERT INTO receipts ({', '.join(columns)}) SELECT {', '.join(columns)} FROM receipts WHERE file = ?"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(again, ["refused"])
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(again, ["police.xlsx"])
    raw.close()


@pytest.mark.parametrize("looking", [True, False])
def test_garbage_is_looked_for_again_when_a_batch_is_kept_or_stopped(ledger: Ledger, looking: bool) -> None:
    """As it was before, whether the batch was taken or not."""
    try:
        gc.enable() if looking else gc.disable()
        ledger.keep([(receipt(), [figure()])])
        assert gc.isenabled() is looking
        with pytest.raises(ValueError, match="no figure"):
            ledger.keep([(receipt("wrong"), [figure(value=float("inf"))])])
        assert gc.isenabled() is looking
    finally:
        gc.enable()
