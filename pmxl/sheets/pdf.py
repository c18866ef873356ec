"""PDF: a described workbook as printed pages, by whichever program on this machine can print workbooks.

A PDF is made from a twin of the workbook whose sparklines are small charts: LibreOffice (7.4 and 25.2, tried) draws the
lines of native sparklines at the wrong place in a PDF, where they are clipped away.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pmxl.findings import MachineRefusal
from pmxl.findings import machine_refuses
from pmxl.findings import show
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.twin import for_paper
from pmxl.sheets.write import write_workbook

PATIENCE_SECONDS = 180.0
NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice is when it is not on the path."""


class Printer(Protocol):
    """A program that prints a workbook to PDF."""

    name: str

    def is_here(self) -> bool:
        """True where the program is on this machine."""

    def to_pdf(self, workbook: Path, pdf: Path) -> None:
        """Prints every sheet by its own page setup; raises MachineRefusal OUT055 where no PDF comes of it."""


class LibreOffice:
    """LibreOffice without a window, in a profile of its own, so that one that is open goes on undisturbed."""

    name = "LibreOffice"

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience

    def program(self) -> str:
        """Where it is, "" where it is not."""
        found = next((path for name in NAMES if (path := shutil.which(name))), "")
        return found or next((place for place in PLACES if Path(place).is_file()), "")

    def is_here(self) -> bool:
        """True where it is installed."""
        return bool(self.program())

    def to_pdf(self, workbook: Path, pdf: Path) -> None:
        """Converts the workbook; its profile is thrown away afterwards."""
        with tempfile.TemporaryDirectory(prefix="pmxl-office-") as profile:
            settings = f"-env:UserInstallation={Path(profile).as_uri()}"
            asked = ("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(pdf.parent), str(workbook))
            said = _run((self.program(), settings, *asked), self._patience)
        made = pdf.parent / f"{workbook.stem}.pdf"
        if not made.is_file():
            raise no_pdf(self.name, f"It said: “{show(said, 200)}”." if said else "It said nothing.")
        made.replace(pdf)


def print_plan(plan: BookPlan, path: Path, printers: Iterable[Printer] = (LibreOffice(),)) -> Path:
    """The workbook of a plan as a PDF at `path`, by the first of the printers that is here; OUT054 where none is."""
    printer = next((one for one in printers if one.is_here()), None)
    if printer is None:
        says = "Neither LibreOffice nor Excel was found on this machine, so no PDF could be made."
        ask = "Install LibreOffice, or open the workbook where Excel is and save it as PDF."
        raise machine_refuses("OUT054", says, ask, file=path.name)
    with tempfile.TemporaryDirectory(prefix="pmxl-pdf-") as folder:
        workbook, pdf = Path(folder) / "workbook.xlsx", Path(folder) / "printed.pdf"
        write_workbook(for_paper(plan), workbook)
        printer.to_pdf(workbook, pdf)
        return write_bytes_beside(path, pdf.read_bytes())


def no_pdf(name: str, why: str) -> MachineRefusal:
    """What is said where a program made no PDF."""
    ask = "Close it where it is open and try again; the workbook itself was written."
    return machine_refuses("OUT055", f"{name} made no PDF. {why}", ask)


def _run(command: tuple[str, ...], patience: float) -> str:
    """What a program said; ended with all that it started where it takes too long."""
    try:
        with subprocess.Popen(  # noqa: S603 - a program found by us, its arguments ours
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        ) as running:
            try:
                said, _ = running.communicate(timeout=patience)
            except subprocess.TimeoutExpired:
                _end(running)
                raise no_pdf("LibreOffice", f"It was stopped after {patience:,.0f} seconds.") from None
    except OSError as error:
        raise no_pdf("LibreOffice", f"It could not be started: {error.strerror or error}.") from error
    return said.decode(errors="replace").strip()


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends a program and what it started: the converter runs in a child of the program that was called."""
    if sys.platform == "win32":
        running.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
