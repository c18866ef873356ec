"""The wheel: built from this tree, and tried where nothing of the tree is: `python -m tests.packaged WHEEL...`."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hatchling.build import build_sdist
from hatchling.build import build_wheel

ROOT = Path(__file__).resolve().parents[1]

COMMANDS = (
    "--version",
    "demo demo",
    "new valley",
    "template journey --partnership own",
    "library --find housing",
    "journey 2025-26 --partnership demo",
    "public 2025-26-q4 --partnership demo",
    "annual 2025-26 --partnership demo",
    "review --partnership demo",
    "addin --help",
    "guide --to pages",
)
"""Commands that between them read everything the program ships."""

CLIENT = """
from datetime import date
from pmxl.periods import Period
from pmxl.periods import period_of
from pmxl.rules.rating import rate

period: Period = period_of(date(2025, 6, 30), 3)
ratings = rate([41.0, 28.0], 28.0, "lower", amount=5)
wrong: int = period
"""
"""A caller's own module: the last line is a mistake that only a typed pmxl shows."""


@contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    """The builder reads the tree that it stands in."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def wheel_of(tree: Path, to: Path) -> Path:
    """The wheel of a tree, built without network."""
    with standing_in(tree):
        return to / build_wheel(str(to))


def sdist_of(tree: Path, to: Path) -> Path:
    """The source distribution of a tree."""
    with standing_in(tree):
        return to / build_sdist(str(to))


def unpacked(sdist: Path, to: Path) -> Path:
    """The tree that a source distribution holds."""
    with tarfile.open(sdist) as archive:
        for member in archive:  # extractall asks for a filter, or warns without one, as Pythons differ
            path = to / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content := archive.extractfile(member):
                path.write_bytes(content.read())
    return to / sdist.name.removesuffix(".tar.gz")


def run(*command: str | Path, cwd: Path) -> str:
    """What a program prints, in an environment that knows nothing of the tree; what it says when it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=kept, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def try_installed(wheel: Path, folder: Path) -> None:
    """Installs a wheel in an environment of its own, runs every command there, and has a caller's module checked."""
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel.resolve(), cwd=folder)
    for command in COMMANDS:
        sys.stderr.write(f"  pmxl {command}\n")
        run(programs / "pmxl", *command.split(), cwd=folder)
    check_client(programs / "python", folder)


def check_client(python: Path, folder: Path) -> None:
    """A type checker sees pmxl's types from outside: it finds the one mistake, and nothing else."""
    (folder / "client.py").write_text(CLIENT, encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(python), "client.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in found.stdout.splitlines() if ": error:" in line]
    if len(said) != 1 or "Period" not in said[0]:
        sys.exit(f"A caller's module was to show one mistake of types, and showed:\n{found.stdout}{found.stderr}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as made:
            try_installed(Path(name), Path(made))
        sys.stderr.write(f"{name}: installed in an environment of its own, and every command ran\n")
