"""Figures are recalled once for all that one command makes of them, and anew as soon as there are others."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pmxl.batch.annual import summary
from pmxl.batch.audience import every_scorecard
from pmxl.batch.folder import Folder
from pmxl.batch.recalled import recalled
from pmxl.batch.recalled import recalled_once
from pmxl.batch.scorecard import scorecard
from pmxl.batch.take import import_figures
from pmxl.ledger import Ledger
from tests.test_publish import Q3
from tests.test_publish import partnership
from tests.test_publish import write_figures


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small partnership with a year of figures."""
    return partnership(tmp_path / "p")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """Every reading of the ledger, as it is made."""
    made: list[pd.DataFrame] = []
    whole = Ledger.recall

    def reading(self: Ledger, *given: object, **words: object) -> pd.DataFrame:
        made.append(whole(self, *given, **words))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(Ledger, "recall", reading)
    return made


def test_a_command_reads_the_ledger_once(folder: Folder, readings: list[pd.DataFrame]) -> None:
    """A scorecard with what is done about it, those of all audiences, and a year of several assessments."""
    scorecard(folder, Q3)
    assert len(readings) == 1
    list(every_scorecard(folder, Q3))
    assert len(readings) == 2
    summary(folder, Q3.year)
    assert len(readings) == 3


def test_nobody_changes_what_others_read_too(folder: Folder, readings: list[pd.DataFrame]) -> None:
    """The frame is after a year's summing up what it was when it was read."""
    summary(folder, Q3.year)
    with folder.ledger() as ledger:
        pd.testing.assert_frame_equal(readings[0], ledger.recall(held=True))


def test_another_state_is_another_reading(folder: Folder) -> None:
    """A figure that came meanwhile is there; and outside of a command nothing is kept."""
    with recalled_once():
        with folder.ledger() as ledger:
            before = recalled(folder, ledger)
            assert recalled(folder, ledger) is before
        write_figures(folder.path, 91)
        import_figures(folder, folder.path / "figures.csv")
        with folder.ledger() as ledger:
            after = recalled(folder, ledger)
        with recalled_once(), folder.ledger() as ledger:
            assert recalled(folder, ledger) is after
    assert set(after["value"]) != set(before["value"])
    with folder.ledger() as ledger:
        assert recalled(folder, ledger) is not recalled(folder, ledger)
