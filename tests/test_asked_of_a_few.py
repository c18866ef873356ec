"""What the ledger is asked about a few files of thousands: the same as if it had been asked about all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from pmxl.ledger import Issued
from pmxl.ledger import Ledger
from pmxl.ledger.naming import begins_in
from pmxl.ledger.naming import worded
from pmxl.ledger.tables import figures
from pmxl.periods import Period
from pmxl.terms import Outcome
from tests.test_ledger import NOON
from tests.test_ledger import Q2
from tests.test_ledger import Q3
from tests.test_ledger import figure
from tests.test_ledger import imported
from tests.test_ledger import receipt


def test_figures_that_say_the_same_are_found(tmp_path: Path) -> None:
    """By both parts where there are two, by the one where there is one; what is held or withdrawn says nothing."""
    told = [
        figure("h1", numerator=2.0, denominator=4.0, value=50.0),
        figure("h2", numerator=2.0, value=50.0),
        figure("h3", value=50.0),
        figure("h4", numerator=4.0, denominator=2.0, value=50.0),
        figure("h5", value=50.0, held=True),
        figure("h6", value=50.0, withdrawn=True),
    ]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(receipt(), told)])
        ledger.keep([(receipt("q2.xlsx", period=Q2), [figure("h1", period=Q2, value=50.0)])])

        def saying(*parts: tuple[float | None, ...]) -> list[str]:
            return sorted(one.measure for one in ledger.saying({Q3.start}, parts))

        assert saying((2.0, 4.0)) == ["h1"]
        assert saying((2.0, None)) == ["h2"]
        assert saying((50.0,)) == ["h3"]
        assert saying((2.0, 4.0), (2.0, None), (50.0,), (9.0, 9.0)) == ["h1", "h2", "h3"]
        assert saying() == saying((9.0,)) == []
        all_of_them = {one.measure: one for one in ledger.standing_in({Q3.start})}
        assert {one.measure: one for one in ledger.saying({Q3.start}, {(2.0, 4.0), (50.0,)})} == {
            measure: all_of_them[measure] for measure in ("h1", "h3")
        }


def test_what_stands_of_some_months_is_found_by_the_index_and_nobody_is_left_out(tmp_path: Path) -> None:
    """Also a comparator's figure, which is of no partner; however many figures of other months there are."""
    told = [figure("h1"), figure("h2", partner="fire"), figure("h3", partner="", area="essex"), figure("h4", period=Q2)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(imported("past.csv"), told)])
        assert sorted(one[:3] for one in ledger.standing_in({Q3.start})) == sorted(one.key[:3] for one in told[:3])
    question = worded(figures.c.value).where(begins_in([Q3.start])).compile(compile_kwargs={"literal_binds": True})
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw:
        plan = [row[-1] for row in raw.execute(f"EXPLAIN QUERY PLAN {question}")]
    assert "SEARCH figures USING INDEX figures_of (partner=? AND start=?)" in plan


def test_rivals_are_told_of_the_partners_asked_about(tmp_path: Path) -> None:
    """In the order in which they came, each file by the last word on it."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(receipt("one.xlsx"), [figure()]), (receipt("fire.xlsx", partner="fire"), [])])
        ledger.keep([(receipt("two.xlsx", outcome=Outcome.REFUSED), [])])
        ledger.keep([(receipt("two.xlsx", revision=2), [figure(value=2.0)])])
        ledger.keep([(receipt("old.xlsx", period=Q2), [figure(period=Q2)])])
        told = [(one.file, one.outcome) for one in ledger.rivals(["police", "fire"])]
        assert told == [("one.xlsx", Outcome.READ), ("two.xlsx", Outcome.READ)]
        assert ledger.rivals(["fire"]) == ledger.rivals([]) == []


def test_a_ledger_holds_what_it_reached(tmp_path: Path) -> None:
    """And no other ledger does, were the number the same."""
    with Ledger.open(tmp_path / "ledger.db") as ledger, Ledger.open(tmp_path / "other.db") as other:
        assert ledger.reach() is None
        for one, name in ((ledger, "one.xlsx"), (other, "two.xlsx")):
            one.keep([(receipt(name), [figure()])])
        reached = ledger.reach()
        assert reached is not None
        ledger.keep([(receipt("more.xlsx", revision=2), [figure(value=2.0)])])
        assert ledger.holds(reached)
        assert not other.holds(reached)
        assert not ledger.holds(reached._replace(id=9))
        assert ledger.hashes_among({reached.sha256, "f" * 64}) == {reached.sha256}


def test_marks_and_versions_of_what_was_sent(tmp_path: Path) -> None:
    """Each fingerprint with the return that bears it; the versions of one period, or of all."""
    sent = [
        Issued(
            partner=partner,
            period=period,
            revision=1,
            fingerprint=f"{partner} {period}",
            framework=version,
            file="x.xlsx",
            issued_at=NOON,
        )
        for partner, period, version in (("fire", Q2, "1"), ("police", Q3, "2"), ("fire", Q3, "2"))
    ]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ledger.marks_sent() == []
        ledger.issue(sent)
        assert sorted(ledger.marks_sent()) == sorted((one.fingerprint, (one.partner, one.period, 1)) for one in sent)
        assert ledger.versions_sent(Q3) == {"2"}
        assert ledger.versions_sent() == {"1", "2"}


def test_a_receipt_without_findings_is_read_back_as_it_was_given(tmp_path: Path) -> None:
    """So that collect need not read back what it has just kept; with findings it does, for they are numbered then."""
    given = [
        (
            receipt("one.xlsx", signed_by="A. Hill", signed_on=date(2023, 1, 9), framework="f", read=2, kept=1),
            [figure()],
        ),
        (receipt("two.xlsx", outcome=Outcome.REFUSED, code="STR001", partner="", period=None, revision=0, read=3), []),
        (receipt("three.xlsx", partner="fire", period=Period(24279, 3, 1)), [figure(partner="fire")]),
    ]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        kept = ledger.keep(given)
        assert [one for one, _ in given] == kept == list(ledger.receipts_of([one.sha256 for one in kept]).values())
