"""LibreOffice as a partner has it: workbooks opened there and saved as something else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CSV_OF_RETURN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"
"""The second sheet as it is shown, with commas."""
AS_STORED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Every sheet a file, numbers with all their digits."""
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def libreoffice() -> str:
    """The program, or a skip that says why; in CI it must be there."""
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("CI") != "true", "LibreOffice is not installed, and in CI it must be."
        pytest.skip("LibreOffice (soffice) is not installed here; CI runs this.")
    return office


def saved_as(
    form: str, folder: Path, *files: Path, into: str = "", anew: bool = False, seconds: float = 120
) -> list[Path]:
    """The workbooks saved in another form into a folder of its own; starting the program is what takes time.

    `into` names that folder where it is not the form's. LibreOffice believes saved values unless it is told to work
    out formulas `anew`.
    """
    office, profile, out = libreoffice(), folder / "profile", folder / (into or form.partition(":")[0])
    if anew:
        (profile / "user").mkdir(parents=True, exist_ok=True)
        (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=seconds)
    return sorted(out.iterdir())
