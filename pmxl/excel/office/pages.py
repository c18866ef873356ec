"""Pages: the files of the add-in with the service's own address and token filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape

from pmxl import __version__
from pmxl.excel.office.calls import described
from pmxl.excel.office.licence import NOTICE
from pmxl.excel.office.service import Service
from pmxl.shipped import shipped

OFFICE_JS = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
"""Where Microsoft asks every add-in to take its library from."""

GAP = re.compile(r"\{\{(\w+)\}\}")


@cache
def template(name: str) -> str:
    """A file of the add-in as it comes with pmxl."""
    return (shipped("templates") / "office" / name).read_text(encoding="utf-8")


def filled(name: str, values: Mapping[str, str]) -> str:
    """A file with its gaps filled; KeyError for a gap that nothing is known for."""
    return GAP.sub(lambda gap: values[gap[1]], template(name))


def page(service: Service) -> str:
    """The task pane, which is also where functions and scripts run."""
    values = {"token": service.token, "officejs": OFFICE_JS, "version": __version__, "notice": NOTICE}
    return filled("page.html", {name: escape(value) for name, value in values.items()})


def support() -> str:
    """The page that says whom to ask; anybody may read it, so neither token nor figure is on it."""
    return filled("support.html", {"version": __version__})


def functions_script() -> str:
    """The script that sends every worksheet function's calls here."""
    return filled("functions.js", {"functions": json.dumps([one["id"] for one in described()["functions"]])})


def scripts_script() -> str:
    """The script that runs the buttons."""
    from pmxl.excel.scripts import NAMED

    return filled("scripts.js", {"named": NAMED})
