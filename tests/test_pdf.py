"""PDFs: the twin for paper, and the program that prints it."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from pmxl.batch.printed import printed
from pmxl.findings import MachineRefusal
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.pdf import LibreOffice
from pmxl.sheets.pdf import no_pdf
from pmxl.sheets.pdf import print_plan
from pmxl.sheets.twin import for_paper
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.showcase import showcase
from tests.specimens.assessment import specimen


class Elsewhere:
    """A printer that is not on this machine."""

    name = "Elsewhere"

    def is_here(self) -> bool:
        """Never."""
        return False

    def to_pdf(self, workbook: Path, pdf: Path) -> None:
        """It is never asked."""
        raise AssertionError


class Copier(Elsewhere):
    """A printer that is here, and hands back the workbook itself."""

    name = "Copier"

    def is_here(self) -> bool:
        """Always."""
        return True

    def to_pdf(self, workbook: Path, pdf: Path) -> None:
        """The workbook's own bytes."""
        shutil.copy(workbook, pdf)


class Broken(Copier):
    """A printer that fails."""

    def to_pdf(self, workbook: Path, pdf: Path) -> None:
        """No PDF."""
        raise no_pdf("Broken", "It said: “no paper”.")


def test_every_sparkline_becomes_a_small_chart_in_its_cell() -> None:
    """As many charts as there were sparklines, each in the same cell, of the same figures, on the same scale."""
    plan = showcase()
    for sheet, twin in zip(plan.sheets, for_paper(plan).sheets, strict=True):
        small = twin.charts[len(sheet.charts) :]
        assert twin.sparklines == ()
        assert [(c.row, c.col, c.y_min, c.y_max, c.series[0].values) for c in small] == [
            (s.row, s.col, s.minimum, s.maximum, s.source) for s in sheet.sparklines
        ]
        assert all(c.bare and c.alt and c.series[0].points == 6 for c in small)
        assert (twin.puts, twin.page, twin.columns) == (sheet.puts, sheet.page, sheet.columns)


def test_the_twin_passes_the_lint() -> None:
    """Excel would repair nothing in it either."""
    twin = for_paper(showcase())
    assert lint_workbook(plan_to_bytes(twin), formulas_of(twin)) == []


def test_the_first_printer_that_is_here_prints_the_twin(tmp_path: Path) -> None:
    """One that is not here is passed over; what is printed has no sparkline, and lies under the name asked for."""
    path = print_plan(showcase(), tmp_path / "card.pdf", (Elsewhere(), Copier(), Broken()))
    assert path.read_bytes() == plan_to_bytes(for_paper(showcase()))
    assert [file.name for file in tmp_path.iterdir()] == ["card.pdf"]


def test_a_scorecard_is_printed_beside_its_workbook(tmp_path: Path) -> None:
    """Under the workbook's name, its trends as charts."""
    found = specimen()
    path = printed(found, tmp_path / "scorecard.xlsx", (Copier(),))
    assert path.name == "scorecard.pdf"
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sum(name.startswith("xl/charts/chart") for name in package.namelist()) > len(found.measures) // 2
    assert not any(b"sparkline" in part for part in parts)


def test_without_a_printer_it_says_what_to_install(tmp_path: Path) -> None:
    """A refusal of the machine with both ways out, and no file."""
    with pytest.raises(MachineRefusal, match="Install LibreOffice") as refused:
        print_plan(showcase(), tmp_path / "card.pdf", (Elsewhere(),))
    assert refused.value.finding.code == "OUT054"
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_fails_leaves_the_old_pdf(tmp_path: Path) -> None:
    """What was printed before stays whole."""
    path = tmp_path / "card.pdf"
    path.write_bytes(b"before")
    with pytest.raises(MachineRefusal, match="no paper") as refused:
        print_plan(showcase(), path, (Broken(),))
    assert (refused.value.finding.code, path.read_bytes()) == ("OUT055", b"before")


def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time the program and what it started are ended, and that is said."""
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 30 & wait\n", encoding="utf-8")
    slow.chmod(0o755)
    if os.name == "nt":
        pytest.skip("The program that hangs is a shell script, and Windows runs none.")
    monkeypatch.setattr(LibreOffice, "program", lambda _: str(slow))
    with pytest.raises(MachineRefusal, match="stopped after 0 seconds"):
        LibreOffice(patience=0.2).to_pdf(tmp_path / "card.xlsx", tmp_path / "card.pdf")


def test_libreoffice_prints_every_visible_sheet(tmp_path: Path) -> None:
    """A real PDF with the trend of each of the twelve rows drawn as a chart of its own."""
    if not LibreOffice().is_here():
        assert os.environ.get("CI") != "true", "LibreOffice is not installed, and in CI it must be."
        pytest.skip("LibreOffice (soffice) is not installed here; CI runs this.")
    path = print_plan(showcase(), tmp_path / "card.pdf")
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type/Page") >= 2
