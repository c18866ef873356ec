"""A changed definition: figures by two definitions are not compared."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Version
from pmxl.assess import assess
from pmxl.figures import Figure
from pmxl.ledger import Ledger
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import RECEIVED
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure


def compared(folder: Path, before: list[Figure], after: list[Figure], **new: Any) -> tuple[str, str]:
    """The travel of a measure that was changed between two lots of figures, and its signal."""
    old, now = (framework(measure("m1", partners=("ash",), **changes)) for changes in ({}, new))
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, before)
        keep(ledger, after, RECEIVED + timedelta(days=2))
        versions = [Version(old, RECEIVED - timedelta(days=99)), Version(now, RECEIVED + timedelta(days=1))]
        row = assess(now, ledger, Q3, versions=versions).measures.iloc[0]
    return row["travel_words"], row["signal_words"]


EARLIER = [figure("m1", "ash", 88, Q3.step(-n)) for n in range(7, 0, -1)]
LATEST = [figure("m1", "ash", 40)]


def test_figures_by_two_definitions_are_not_compared(tmp_path: Path) -> None:
    """Neither travel nor signal reaches across; the signal begins anew."""
    travel, signal = compared(tmp_path, EARLIER, LATEST, definition_version="2")
    assert travel == "Not comparable (changed definition)"
    assert signal == "Too few figures: 1 since the series began anew of the 6 needed to tell a real change from chance."


@pytest.mark.parametrize("changes", [{}, {"definition": "What it counts, said better."}, {"name": "Another name"}])
def test_other_words_for_the_same_thing_are_no_break(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Only the version of the definition says that something else is counted."""
    assert compared(tmp_path, EARLIER, LATEST, **changes)[0] == "was 88 in 2022-23 Q2"


def test_earlier_figures_counted_again_by_the_new_definition_can_be_compared(tmp_path: Path) -> None:
    """Two quarters come again after the change: the break lies before them."""
    again = [figure("m1", "ash", 50, Q3.step(-1)), *LATEST]
    assert compared(tmp_path, EARLIER, again, definition_version="2")[0] == "was 50 in 2022-23 Q2"


def test_a_break_that_is_named_stands(tmp_path: Path) -> None:
    """Where the framework says itself that the series begins anew, that is the reason given."""
    travel, _ = compared(tmp_path, EARLIER, LATEST, definition_version="2", rebase=(Q3,))
    assert travel == "Not comparable (break in series)"
