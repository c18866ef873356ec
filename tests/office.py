"""LibreOffice as a partner has it: workbooks opened there and saved as something else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CSV_OF_RETURN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"
"""The second sheet as it is shown, with commas."""


def libreoffice() -> str:
    """The program, or a skip that says why; in CI it must be there."""
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("CI") != "true", "LibreOffice is not installed, and in CI it must be."
        pytest.skip("LibreOffice (soffice) is not installed here; CI runs this.")
    return office


def saved_as(form: str, folder: Path, *files: Path) -> list[Path]:
    """The workbooks saved in another form into a folder of its own; starting the program is what takes time."""
    kind = form.partition(":")[0]
    out = folder / kind
    profile = (folder / "profile").as_uri()
    command = [libreoffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=120)
    return sorted(out.iterdir())
