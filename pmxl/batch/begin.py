"""New: a partnership folder with a guided framework workbook to fill in, and the templates it may change."""

from __future__ import annotations

from pathlib import Path

from pmxl.batch.templates import Templates
from pmxl.findings import refuse
from pmxl.framework.make import plan_framework
from pmxl.sheets.publish import not_there
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.write import write_workbook
from pmxl.shipped import LISTS
from pmxl.shipped import TEMPLATES
from pmxl.shipped import shipped


def new(path: Path, name: str = "") -> Path:
    """Makes the folder with framework.xlsx, returns/, scorecards/ and templates/; refuses where a framework stands."""
    if path.is_file():
        not_there(path, "Name a folder.")
    framework = path / "framework.xlsx"
    not_there(framework, "Choose another folder, or move that one away first.")
    for folder in (path, path / "returns", path / "scorecards"):
        folder.mkdir(parents=True, exist_ok=True)
    for template in TEMPLATES:
        if not (path / "templates" / f"{template}.xlsx").exists():
            copy_template(path, template)
    plan = plan_framework({}, name=name or path.resolve().name.replace("-", " ").title())
    return write_workbook(Templates(path / "templates").dressed(plan), framework)


def copy_template(path: Path, name: str) -> Path:
    """A fresh copy of a template in a partnership's folder; refuses where one stands."""
    if name not in (*TEMPLATES, *LISTS):
        says = f"There is no template called '{name}'."
        raise refuse("TPL018", says, f"Name one of: {', '.join((*TEMPLATES, *LISTS))}.", found=name)
    to = path / "templates" / f"{name}{'.csv' if name in LISTS else '.xlsx'}"
    not_there(to, "Move it away first, or rename it, to get a fresh one.")
    return write_bytes_beside(to, (shipped("templates") / to.name).read_bytes())
