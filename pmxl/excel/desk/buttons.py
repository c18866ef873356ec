"""Buttons: what each does with the open workbook, one call into the batch and what it made opened."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmxl import __version__
from pmxl.excel.desk import explained
from pmxl.excel.desk import job
from pmxl.excel.desk import rated
from pmxl.excel.desk.notice import notice
from pmxl.excel.desk.place import Place
from pmxl.excel.desk.place import period_of
from pmxl.excel.desk.place import place_of
from pmxl.excel.desk.place import year_of
from pmxl.excel.desk.port import Cancelled
from pmxl.excel.desk.port import Excel
from pmxl.findings import Finding
from pmxl.findings import gravest_first
from pmxl.findings import refuse
from pmxl.plural import plural
from pmxl.terms import Severity

EXCEPTIONS, OPEN_QUESTIONS = "Exceptions", "Open questions"
"""Sheets of a scorecard, and of the register workbook."""


def new_framework(excel: Excel) -> None:
    """Asks for a name and a place, makes the folder with its guided framework, and opens that."""
    name = (excel.ask("What is the partnership called?") or "").strip()
    where = excel.pick_folder("In which folder should the partnership's own folder be made?") if name else None
    if where is None:
        raise Cancelled
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-") or "partnership"
    done = job.run(["new", str(where / slug), "--name", name], excel.status, "Making the folder")
    if done.code:
        raise job.Failed(done.said)
    excel.open(where / slug / "framework.xlsx")


def review(excel: Excel) -> None:
    """Everything that is wrong with the framework, the gravest first; the workbook that judges it is opened."""
    place = place_of(excel)
    record = job.asked(["review", "--workbook", *place.words], excel.status, "Reading the framework")
    found = _told(record["findings"])
    head = f"{plural(len(found), 'thing')} to look at in the framework."
    excel.tell(notice(found, head) if found else "Nothing is wrong: the framework is ready.")
    if record["file"]:
        excel.open(Path(record["file"]))


def calendar(excel: Excel) -> None:
    """Makes a year's dates, from planning to finance, and opens them."""
    place = place_of(excel)
    year = year_of(excel, place)
    record = job.asked(["calendar", year, *place.words], excel.status, "Making the calendar")
    if found := _told(record["findings"]):
        excel.tell(notice(found, "Look at these dates."))
    excel.open(Path(record["files"][0]))


def issue(excel: Excel) -> None:
    """Writes the returns of a period and shows the folder that they are in."""
    place = place_of(excel)
    words = ["issue", period_of(excel, place), *place.words]
    due = excel.ask("By which day are they due? Write it as 20/01/2026, or leave it empty.")
    if due is None:
        raise Cancelled
    record = job.asked([*words, *job.option("--deadline", due.strip())], excel.status, "Issuing returns")
    excel.tell(notice(record["files"], f"{plural(len(record['files']), 'return is', 'returns are')} ready to be sent."))
    if record["files"]:
        excel.open(Path(record["files"][0]).parent)


def collect(excel: Excel) -> None:
    """Takes in what partners sent back, says what was found, and opens the register."""
    place = place_of(excel)
    words = ["collect", *job.option("--period", place.period), *place.words]
    record = job.asked(words, excel.status, "Collecting returns")
    totals = record["totals"]
    ends = ((totals["READ"], "read"), (totals["FINDINGS"], "with findings"), (totals["REFUSED"], "refused"))
    files = ", ".join(f"{count} {end}" for count, end in (*ends, (totals["SKIPPED"], "passed over")))
    head = (
        f"{plural(totals['files'], 'file')}: {files}. {plural(totals['kept'], 'figure')} kept, {totals['held']} held."
    )
    found = [one for file in record["files"] for one in file["findings"]]
    excel.tell(notice([*record["said"], *_told(found)], head))
    status(excel, place)


def status(excel: Excel, place: Place | None = None, sheet: str = "") -> Path:
    """Works out where every return stands and opens the register, and says which file that is."""
    place = place or place_of(excel)
    words = ["status", *([place.period] if place.period else []), *place.words]
    record = job.asked(words, excel.status, "Looking where returns stand")
    register = Path(record["file"])
    excel.open(register, sheet)
    return register


def open_queries(excel: Excel) -> None:
    """Opens the register at the questions that wait for an answer, and shows the workbooks that ask them."""
    register = status(excel, sheet=OPEN_QUESTIONS)
    asked = register.with_name("queries")
    if asked.is_dir() and any(asked.iterdir()):
        excel.open(asked)


def scorecard(excel: Excel, audience: str = "", sheet: str = "") -> None:
    """Makes the scorecard of a period, for an audience if one is named, and opens it."""
    place = place_of(excel)
    words = ["scorecard", period_of(excel, place), *job.option("--for", audience)]
    _make(excel, [*words, *place.words], "Making the scorecard", sheet)


def exceptions(excel: Excel) -> None:
    """Makes the scorecard of a period and opens it at its exceptions."""
    scorecard(excel, sheet=EXCEPTIONS)


def annual_summary(excel: Excel) -> None:
    """Makes the summary of a year and opens it."""
    place = place_of(excel)
    _make(excel, ["annual", year_of(excel, place), *place.words], "Making the annual summary")


def public_file(excel: Excel) -> None:
    """Makes what the public may see of a period, opens its workbook, and says what is in it and what is hidden."""
    place = place_of(excel)
    record = _make(excel, ["public", period_of(excel, place), *place.words], "Making the public file")
    excel.tell(notice(record["lines"], f"Beside it lies its web page, {Path(record['files'][1]).name}."))


def rate_selection(excel: Excel) -> None:
    """Puts letters, ratings and reasons beside the selected table."""
    first, *rest = rated.rate_beside(excel)
    excel.tell(notice(rest, first))


def explain_cell(excel: Excel) -> None:
    """Says why the selected figure has its rating, and what would turn it."""
    excel.tell(notice(explained.explain(excel)))


def freeze(excel: Excel) -> None:
    """Writes a copy of the open workbook that lives without pmxl, and opens it."""
    saved = excel.workbook()
    if not saved:
        says = "This workbook has not been saved where its file can be read."
        raise refuse("XLS020", says, "Save it on this machine or in a folder that is synced to it, then freeze it.")
    if not excel.is_saved():
        if not excel.confirm("The workbook has changes that are not saved. Save them, and freeze what was saved?"):
            raise Cancelled
        excel.save()
    record = job.asked(["freeze", saved], excel.status, "Freezing")
    if not record["made"]:
        excel.tell("This workbook has no formula of pmxl's: it can be sent as it is.")
        return
    excel.open(Path(record["made"]))
    excel.tell(
        f"Send this copy: {Path(record['made']).name}. In it {record['values']} formulas became values and "
        f"{record['natives']} became Excel's own. Your workbook is as it was."
    )


def doctor(excel: Excel) -> None:
    """What this machine lacks, and nothing of what is well."""
    record = job.asked(["doctor"], excel.status, "Looking at this machine")
    found = _told([one for check in record["checks"] for one in check["findings"]])
    head = f"{plural(len(found), 'thing')} to tell an IT desk."
    excel.tell(notice(found, head) if found else f"Nothing is missing: {len(record['checks'])} things were looked at.")


def about(excel: Excel) -> None:
    """Which pmxl this is, and where it runs."""
    python = f"Python {platform.python_version()} at {sys.executable}"
    saved = excel.workbook()
    excel.tell(f"pmxl {__version__}\n{python}\nWorkbook: {saved or 'not saved on this machine'}")


def _make(excel: Excel, words: Sequence[str], title: str, sheet: str = "") -> dict[str, Any]:
    """Runs a command that makes files and opens the first; its record."""
    record = job.asked(words, excel.status, title)
    excel.open(Path(record["files"][0]), sheet)
    return record


def _told(findings: Sequence[dict[str, Any]]) -> list[str]:
    """Findings that somebody has to look at, the gravest first, in the words in which they are told everywhere."""
    found = [Finding(**one | {"severity": Severity(one["severity"])}) for one in findings]
    return [f"{one.severity}: {one}" for one in gravest_first(found) if one.severity is not Severity.NOTE]
