"""How long `pmxl --help` takes, against an empty typer program's."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.rounds import medians
from benchmarks.rounds import table

EMPTY = """import typer
app = typer.Typer()
@app.command()
def one() -> None: ...
@app.command()
def two() -> None: ...
app()
"""
PMXL = "from pmxl.cli import main\nmain()\n"
PEER = "empty typer program --help"


def run(program: str) -> None:
    """One run of a program's help in a fresh interpreter."""
    subprocess.run([sys.executable, program, "--help"], check=True, capture_output=True)


def ratios(rounds: int = 11) -> dict[str, float]:
    """Seconds for both, interleaved."""
    with tempfile.TemporaryDirectory() as folder:
        programs: dict[str, str] = {}
        for name, text in ((PEER, EMPTY), ("pmxl --help", PMXL)):
            path = Path(folder) / f"program{len(programs)}.py"
            path.write_text(text, encoding="utf-8")
            programs[name] = str(path)
        return medians({name: (lambda p=path: run(p)) for name, path in programs.items()}, rounds)  # type: ignore[misc]


def report() -> str:
    """The table."""
    return table("Help of the command line (goal: at most 1.3)", ratios(), PEER)
