"""The register: who has returned for a quarter, for a year and for a month."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.register import state_of
from pmxl.assess.status import Known
from pmxl.assess.status import status as standing
from pmxl.batch.scorecard import five_lines
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.periods import Period
from pmxl.reports import mark
from pmxl.reports.register_book import plan_register_book
from pmxl.reports.scorecard import plan_scorecard
from pmxl.reports.summary import missing
from pmxl.sheets import style
from pmxl.terms import Outcome
from tests.spec.table import rows_of
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import RECEIVED
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure

YEAR = Q3.year
QUARTERS = YEAR.parts(3)


def shown(folder: Path, period: Period, returns: list[tuple[str, int]], **more: Any) -> Assessment:
    """The assessment of a period after returns of partners, each for one of the quarters 1 to 4 of the year."""
    frame = framework(measure("m1", partners=("ash", "birch")))
    with Ledger.open(folder / "ledger.db") as ledger:
        for n, (partner, quarter) in enumerate(returns):
            plain: dict[str, Any] = {"outcome": Outcome.READ, "read": 1, "kept": 1, "kind": "return", "revision": 1}
            came = Receipt(
                file=f"{partner}-{quarter}.xlsx",
                sha256=f"{n:064}",
                received_at=RECEIVED + timedelta(days=n),
                partner=partner,
                period=QUARTERS[quarter - 1],
                signed_by=f"Chief of {partner}",
                **(plain | more),
            )
            given = [figure("m1", partner, 10, QUARTERS[quarter - 1])] if came.kept else []
            ledger.keep([(came, given)])
        return assess(frame, ledger, period)


def states(found: Assessment) -> list[str]:
    """The status of each partner of whom something is asked."""
    return [status for status in found.register["status"] if status != "Nothing asked"]


ALL = [(partner, quarter) for quarter in (1, 2, 3, 4) for partner in ("ash", "birch")]


@pytest.mark.parametrize("period", [YEAR, *QUARTERS, QUARTERS[1].parts(1)[2], YEAR.parts(6)[1]], ids=str)
def test_returns_of_quarters_are_returns_of_their_year_and_of_their_months(tmp_path: Path, period: Period) -> None:
    """A year, a half-year and the month that ends a quarter count the returns of the quarters concerned."""
    found = shown(tmp_path, period, ALL)
    assert states(found) == ["Accepted", "Accepted"]
    assert five_lines(found)[1] == "2 of 2 partners have returned."
    assert missing(found).startswith("Every partner has returned")


def test_a_year_names_each_of_its_returns(tmp_path: Path) -> None:
    """Each file with its quarter, and the last to arrive."""
    found = shown(tmp_path, YEAR, ALL)
    ash = found.register.to_dict("records")[0]
    assert ash["file"].splitlines() == [f"{quarter.label}: ash-{n}.xlsx" for n, quarter in enumerate(QUARTERS, 1)]
    assert (ash["signed_by"], ash["received_at"]) == ("Chief of ash", RECEIVED + timedelta(days=6))
    assert (ash["asked"], ash["kept"], ash["missing"]) == (4, 4, 0)


def test_three_quarters_of_a_year_are_a_part_of_it(tmp_path: Path) -> None:
    """Others have returned for the fourth: so it is waited for, and nobody says that no one has returned."""
    found = shown(tmp_path, YEAR, ALL[:-1])
    assert states(found) == ["Accepted", "Returned in part"]
    assert missing(found).startswith("Waiting for Birch")
    (tmp_path / "b").mkdir()
    crossed = shown(tmp_path / "b", YEAR, [("ash", 1), ("birch", 2)])
    assert states(crossed) == ["Returned in part"] * 2
    assert not missing(crossed).startswith("No partner")


def test_a_year_in_hand_waits_for_nobody_who_has_returned_so_far(tmp_path: Path) -> None:
    """The quarters that nobody has returned for yet are nobody's fault."""
    assert states(shown(tmp_path, YEAR, ALL[:4])) == ["Returned", "Returned"]


def test_the_return_of_another_quarter_does_not_count(tmp_path: Path) -> None:
    """Neither for a quarter nor for one of its months."""
    (tmp_path / "b").mkdir()
    assert states(shown(tmp_path, QUARTERS[2], ALL[:4])) == ["Not returned"] * 2
    assert states(shown(tmp_path / "b", QUARTERS[2].parts(1)[2], ALL[:4])) == ["Not returned"] * 2


def test_a_year_of_refused_returns(tmp_path: Path) -> None:
    """None of them gave a figure."""
    found = shown(tmp_path, YEAR, ALL, outcome=Outcome.REFUSED, read=0, kept=0)
    assert states(found) == ["Refused", "Refused"]


TOLD = """
came    | asked | kept | held | open | in part || state
nothing | 0     | 0    | 0    |      |         || Nothing asked
nothing | 4     | 0    | 0    |      |         || Not returned
refused | 4     | 0    | 0    | open |         || Refused
refused | 4     | 4    | 0    | open |         || Refused
kept out | 4    | 0    | 0    | open |         || Refused
kept out | 4    | 1    | 0    | open |         || Queried
read    | 4     | 0    | 0    |      |         || Returned empty
read    | 4     | 0    | 0    | open |         || Returned empty
read    | 4     | 0    | 4    | open |         || Queried
read    | 4     | 2    | 2    |      |         || Queried
read    | 4     | 4    | 0    | open |         || Queried
read    | 4     | 4    | 0    | open | part    || Returned in part
read    | 4     | 3    | 0    |      |         || Returned
read    | 4     | 4    | 0    |      |         || Accepted
"""
GIVEN: dict[str, Any] = {"file": "a.xlsx", "sha256": "0" * 64, "kind": "return", "received_at": RECEIVED}
CAME = {
    "nothing": [],
    "refused": [Receipt(outcome=Outcome.REFUSED, **GIVEN)],
    "kept out": [Receipt(outcome=Outcome.FINDINGS, refused=3, **GIVEN)],
    "read": [Receipt(outcome=Outcome.READ, **GIVEN)],
}


@pytest.mark.parametrize("line", rows_of(TOLD), ids=" ".join)
def test_one_word_says_where_a_return_stands(line: list[str]) -> None:
    """What came, what is asked, kept and held, and whether anything is open: one state, in its own look everywhere."""
    came, asked, kept, held, is_open, part, state = line
    found = state_of(CAME[came], int(asked), int(kept), int(held), is_open=bool(is_open), in_part=bool(part))
    assert found == state
    assert mark.state(state, mark.LOOK)[0] == f"{style.STATUS[mark.STATES[found]].shape} {state}"


def test_a_return_of_which_nothing_could_be_taken_is_told_alike_everywhere(tmp_path: Path) -> None:
    """Each of its figures was kept out: collect, status, the register and the scorecard say Refused, and wait."""
    found = shown(tmp_path, Q3, [("ash", 3)], outcome=Outcome.FINDINGS, kept=0, refused=1)
    assert states(found) == ["Refused", "Not returned"]
    assert missing(found).startswith("No partner has returned yet")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        known = Known(ledger.receipts(), (), ledger.outlines())
    status = standing(found.framework, Q3, known, Q3.last_day)
    assert [row["state"] for row in status.partners] == ["Refused", "Not issued", "Nothing asked"]
    assert [letter.why for letter in status.letters] == ["Could not be taken"]
    for book in (plan_register_book(status), plan_scorecard(found)):
        tables = [table for sheet in book.sheets for table in sheet.tables if table.name == "Register"]
        assert next(row[1] for table in tables for row in table.rows) == "◆ Refused"


def test_a_refused_figure_that_was_entered_since_is_neither_refused_nor_missing(tmp_path: Path) -> None:
    """The return came with more figures kept out than are missing now: what is asked is told once."""
    found = shown(tmp_path, Q3, [("ash", 3)], outcome=Outcome.FINDINGS, kept=1, refused=2)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        known = Known(ledger.receipts(), (), ledger.outlines())
    row = standing(found.framework, Q3, known, Q3.last_day).partners[0]
    assert [row[name] for name in ("expected", "kept", "held", "refused", "missing")] == [1, 1, 0, 0, 0]
