"""False alarms are few: over figures that are known to be right, hardly anything is asked and nothing is held."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pmxl.framework.models import Framework
from pmxl.framework.workbook import read_framework
from pmxl.returns.tidy import ReadTidy
from pmxl.returns.tidy import read_tidy
from pmxl.terms import Severity
from tests import north_east_london as london
from tests.specimens.framework_file import framework_file
from tests.thorough import LONG

WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
FEW = 0.03
"""The share of right figures that may be asked about: unusual movements that really happened."""


def framework_of(path: Path) -> Framework:
    """The framework of a workbook without Errors."""
    framework, _ = read_framework(path)
    assert framework is not None
    return framework


def asked_about(found: ReadTidy) -> Counter[str]:
    """How often each code asks or holds."""
    return Counter(finding.code for finding in found.findings if finding.severity is not Severity.NOTE)


def test_three_years_of_the_worked_partnership() -> None:
    """Its history is asked about for unusual movement only, and nothing of it is kept out."""
    found = read_tidy(WORKBOOKS / "history.csv", framework_of(WORKBOOKS / "framework.xlsx"), {}, {}, {})
    asked = asked_about(found)
    assert (found.held, found.refused) == (0, 0)
    assert set(asked) <= {"VAL007"}
    assert asked.total() <= FEW * found.kept


@LONG
@pytest.mark.skipif(
    not london.OBSERVATIONS.exists(),
    reason="the public figures of London are kept beside the project (../shared/data), not in it",
)
def test_six_years_of_every_borough_of_london(tmp_path: Path) -> None:
    """Public figures of three boroughs and all that they are compared with, pandemic and all."""
    framework_file(london.compared_rows(), tmp_path / "framework.xlsx")
    count = london.write_everything(tmp_path / "all.csv")
    found = read_tidy(tmp_path / "all.csv", framework_of(tmp_path / "framework.xlsx"), {}, {}, {})
    asked = asked_about(found)
    assert (found.kept, found.held, found.refused) == (count, 0, 0)
    assert set(asked) <= {"VAL007"}
    assert asked.total() <= FEW * count
