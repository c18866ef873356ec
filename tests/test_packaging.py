"""What is handed over: the wheel and the source distribution, and that they hold all the program reads and asks for."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import pmxl
from tests.constraints import lines
from tests.packaged import ROOT
from tests.packaged import sdist_of
from tests.packaged import unpacked
from tests.packaged import wheel_of
from tests.test_house import imports
from tests.test_house import modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BROUGHT_BY = packages_distributions()
AT_LEAST = re.compile(r"[A-Za-z0-9_-]+")
TRIED = """
import sys
from pmxl.cli import app
import pmxl
assert "installed" in pmxl.__file__, pmxl.__file__
for command in sys.argv[1:]:
    app(command.split(), standalone_mode=False)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return wheel_of(ROOT, tmp_path_factory.mktemp("dist"))


def test_the_wheel_holds_the_program_the_templates_and_the_worked_year(wheel: Path) -> None:
    """Every module is there, the mark of a typed package, and each file of the folders that is no code."""
    inside = zipfile.Path(wheel)
    for path in (*modules(), ROOT / "pmxl" / "py.typed"):
        assert (inside / path.relative_to(ROOT).as_posix()).exists(), path
    folders = [ROOT / name for name in ("templates", "workbooks", "docs")]
    shipped = [path for folder in folders for path in folder.rglob("*.*") if given(path)]
    assert len(shipped) > 60
    for path in shipped:
        there = inside / "pmxl" / "_shipped" / path.relative_to(ROOT).as_posix()
        assert there.read_bytes() == path.read_bytes(), path


def given(path: Path) -> bool:
    """Whether a file of the folders is shipped: not what made them or dresses the site, nor what Excel leaves open."""
    dress = path in (ROOT / "docs" / "style.css", ROOT / "docs" / "assets" / "iframe-worker.js")
    return path.is_file() and path.suffix not in (".py", ".pyc") and not path.name.startswith("~$") and not dress


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """No test, no benchmark and no maker of the worked year is installed at a user's."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"pmxl", f"pmxl-{pmxl.__version__}.dist-info"}
    assert not [name for name in names if name.startswith("pmxl/_shipped") and name.endswith(".py")]


def test_the_same_tree_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Whoever builds it again, from the tree or from the source distribution, gets the wheel that was handed over."""
    tree = unpacked(sdist_of(ROOT, tmp_path), tmp_path / "tree")
    assert wheel_of(tree, tmp_path).read_bytes() == wheel.read_bytes()


def test_the_program_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """A folder is begun, templates are copied and the library is listed with nothing of this tree in reach."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    commands = ("new valley", "template journey -C valley", "library --find housing")
    done = subprocess.run(
        [sys.executable, "-P", "-c", TRIED, *commands],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "valley" / "templates" / "return.xlsx").exists()
    assert (tmp_path / "valley" / "templates" / "journey.csv").exists()
    assert "housing" in done.stdout


def test_the_version_stands_in_one_place(wheel: Path) -> None:
    """The wheel, the newest entry of CHANGELOG.md and `pmxl --version` say the version of pmxl/__init__.py."""
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == pmxl.__version__
    assert wheel.name.startswith(f"pmxl-{pmxl.__version__}-")
    done = subprocess.run([sys.executable, "-m", "pmxl", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"pmxl {pmxl.__version__}"


def test_pages_name_the_wheel_of_this_version() -> None:
    """Where a page tells which file to install it is the one that this version builds."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    wheels = [found for page in pages for found in re.findall(r"pmxl-([\d.]+)-py3", page.read_text(encoding="utf-8"))]
    assert set(wheels) <= {pmxl.__version__}


def test_every_library_used_is_asked_for_and_every_one_asked_for_is_used() -> None:
    """What a module imports is installed with pmxl or with an extra of it; nothing is that no module imports."""
    extras = PROJECT["optional-dependencies"]
    asked = named(PROJECT["dependencies"])
    optional = named([line for extra in ("addin", "dask", "postgres", "server") for line in extras[extra]])
    used = {distribution(name) for path in modules() for name in imports(path)} - {"", "pmxl"}
    assert used - asked - optional == set()
    assert asked <= used


def test_what_an_installation_takes_is_told_by_version_and_hash(tmp_path: Path) -> None:
    """The wheel by its own file, each library by its version; not where pip would fetch it from."""
    (wheel := tmp_path / "pmxl-1.0-py3-none-any.whl").write_bytes(b"")
    fetched = {"url": "https://index.example/x.whl", "archive_info": {"hashes": {"sha256": "ab"}}}
    named = (("pmxl", "1.0"), ("Zed", "2.1"), ("alpha", "3"))
    report = {"install": [{"metadata": {"name": one, "version": two}, "download_info": fetched} for one, two in named]}
    own, *others = lines(report, wheel)
    assert own == f"./{wheel.name}[addin] --hash=sha256:{hashlib.sha256(b'').hexdigest()}"
    assert others == ["alpha==3 --hash=sha256:ab", "zed==2.1 --hash=sha256:ab"]


def named(asked: list[str]) -> set[str]:
    """The names in lines like 'pandas>=3.0'."""
    return {found[0].lower() for line in asked if (found := AT_LEAST.match(line))}


def distribution(name: str) -> str:
    """The package that brings what a module imports; empty for Python's own."""
    top = name.split(".")[0]
    if top in sys.stdlib_module_names:
        return ""
    return next(iter(BROUGHT_BY.get(top, [top]))).lower()
