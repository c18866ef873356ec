"""New: a partnership folder with a guided framework workbook to fill in."""

from __future__ import annotations

from pathlib import Path

from pmxl.findings import refuse
from pmxl.framework.make import plan_framework
from pmxl.sheets.write import write_workbook


def new(path: Path, name: str = "") -> Path:
    """Makes the folder, its framework.xlsx, returns/ and scorecards/; refuses where a framework stands already."""
    framework = path / "framework.xlsx"
    if framework.exists():
        raise refuse(
            "OUT004",
            f"{framework} exists already and is not overwritten.",
            "Choose another folder, or move that one away first.",
        )
    for folder in (path, path / "returns", path / "scorecards"):
        folder.mkdir(parents=True, exist_ok=True)
    write_workbook(plan_framework({}, name=name or path.resolve().name.replace("-", " ").title()), framework)
    return framework
