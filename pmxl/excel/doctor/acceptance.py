"""Acceptance: the quarter of an hour with a real Excel, step by step: what is done, and what must be seen."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Protocol

ROWS_AT_ONCE = 20_000
SECONDS_AT_MOST = 10.0
ELSEWHERE = "C:\\elsewhere\\python.exe"


class Excel(Protocol):
    """What the steps ask of Excel; a stand-in of it runs them in a test."""

    def version(self) -> str:
        """Version, build and bits."""

    def open_addin(self) -> str:
        """Opens the add-in as a workbook and gives its name: Excel started by a program opens none by itself."""

    def run(self, macro: str, *given: str) -> Any:
        """Runs a macro of the add-in."""

    def new_sheet(self, name: str) -> None:
        """A new workbook, in front, with a sheet of that name."""

    def put(self, cell: str, rows: list[list[Any]]) -> None:
        """Writes values."""

    def formula(self, cell: str, formula: str) -> None:
        """Writes a formula that may spill."""

    def values(self, cells: str) -> list[list[Any]]:
        """Reads values."""

    def quit(self) -> None:
        """Closes what was opened, and this Excel."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what is done, what must be seen, and how it is done."""

    name: str
    must_be: str
    do: Callable[[Excel], str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a step showed."""

    name: str
    must_be: str
    was: str
    passed: bool


def _shown(formula: str) -> Callable[[Excel], str]:
    """What a formula shows in a cell of an empty sheet."""

    def do(excel: Excel) -> str:
        excel.new_sheet("Step")
        excel.formula("A1", formula)
        return str(excel.values("A1")[0][0])

    return do


def _spilled(excel: Excel) -> str:
    excel.new_sheet("Step")
    excel.put("A1", [[90.0], [84.0], [70.0]])
    excel.formula("C1", '=PMXL_RAG(A1:A3,85,"higher",5)')
    return " ".join(str(row[0]) for row in excel.values("C1:C3"))


def _one_row(excel: Excel) -> str:
    excel.new_sheet("Step")
    excel.put("A1", [[1.0, 2.0, 1.0, 2.0, 1.0, 2.0]])
    excel.formula("A3", "=PMXL_LIMITS(A1:F1)")
    return " ".join(f"{cell:.2f}" for cell in excel.values("A3:C3")[0])


def _at_once(excel: Excel) -> str:
    excel.new_sheet("Step")
    excel.put("A1", [[float(n % 200)] for n in range(ROWS_AT_ONCE)])
    began = time.monotonic()
    excel.formula("C1", f"=PMXL_RAG(A1:A{ROWS_AT_ONCE},100)")
    last = str(excel.values(f"C{ROWS_AT_ONCE}")[0][0])
    took = time.monotonic() - began
    return f"{last}, in time" if took <= SECONDS_AT_MOST else f"{last}, after {took:.1f} seconds"


def _settings_of_a_workbook(excel: Excel) -> str:
    before = str(excel.run("PmxlPython"))
    excel.new_sheet("pmxl.conf")
    excel.put("A1", [["INTERPRETER_WIN", ELSEWHERE], ["INTERPRETER_MAC", ELSEWHERE]])
    after = str(excel.run("PmxlPython"))
    return "the same Python" if after == before else f"{before} became {after}"


def _python_from_a_cell(excel: Excel) -> str:
    with tempfile.TemporaryDirectory(prefix="pmxl-acceptance-") as folder:
        mark = Path(folder) / "mark"
        excel.new_sheet("Step")
        excel.formula("A1", f"=RunPython(\"open(r'{mark}', 'w')\")")
        excel.values("A1")
        return "Python ran" if mark.exists() else "nothing ran"


STEPS = (
    Step("Excel starts", "a version", lambda excel: "a version" if excel.version() else "none"),
    Step("The add-in opens", "pmxl.xlam", lambda excel: excel.open_addin()),
    Step("Its VBA compiles", "status()", lambda excel: str(excel.run("PmxlCommandFor", "pmxl_status"))),
    Step("Python answers a cell", "Green", _shown("=PMXL_RAG(90,85)")),
    Step("A range spills", "Green Amber Red", _spilled),
    Step("A single row spills sideways", "1.50 -1.16 4.16", _one_row),
    Step("No figure is #N/A", "True", _shown("=ISNA(PMXL_VARIANCE(B1,85))")),
    Step("What cannot be read is #VALUE!", "True", _shown('=ERROR.TYPE(PMXL_RAG("x",85))=3')),
    Step("A period in words", "2025-26 Q3", _shown('=PMXL_PERIOD("Oct-Dec 2025")')),
    Step("A day is a day", "Amber", _shown('=PMXL_RAG(DATE(2025,10,21),DATE(2025,9,30),,30,,"milestone")')),
    Step(f"{ROWS_AT_ONCE:,} rows in one call", "Green, in time", _at_once),
    Step("A workbook cannot choose the Python", "the same Python", _settings_of_a_workbook),
    Step("A cell cannot start Python", "nothing ran", _python_from_a_cell),
)
"""The steps in their order; each stands alone, but for the first two."""

LOOK = (
    "Start Excel by hand. The tab Scorecards is there, nothing asks about repair, and every button has a picture.",
    "Press About: a message with the version comes, and no black window stays.",
    "Press Check machine: it says what pmxl doctor says.",
    "Press Collect; type into a cell while the status bar counts: Excel takes it. Press Issue: it says what runs.",
    "Type =PMXL_RAG( into a cell and press the fx beside it: the function and its first arguments are described.",
    "Open a workbook from OneDrive or SharePoint and press Status: it finds the partnership's folder or asks for it.",
    "Put a broken path into .pmxl\\pmxl.conf and press About: a sentence says whom to ask, and nothing else opens.",
    "Close Excel: no EXCEL.EXE stays in the task manager, and another Excel that was open is still open.",
)
"""What only a person can see."""


def accept(excel: Excel, steps: tuple[Step, ...] = STEPS) -> list[Seen]:
    """Runs the steps; one that breaks is told and does not stop the others. Excel is closed at the end."""
    try:
        return [_seen(step, excel) for step in steps]
    finally:
        excel.quit()


def _seen(step: Step, excel: Excel) -> Seen:
    try:
        was = step.do(excel)
    except Exception as error:  # whatever Excel throws is what this step showed
        was = f"{type(error).__name__}: {error}"
    return Seen(step.name, step.must_be, was, was == step.must_be)
