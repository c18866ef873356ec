"""Chosen: measures of the indicator library, looked for by words and put into the framework."""

from __future__ import annotations

import re
from pathlib import Path

from pmxl.excel.desk import job
from pmxl.excel.desk.notice import notice
from pmxl.excel.desk.place import named
from pmxl.excel.desk.place import place_of
from pmxl.excel.desk.port import Cancelled
from pmxl.excel.desk.port import Excel
from pmxl.plural import plural

WHICH = "Which measures are you looking for? Write a word or two, such as burglary, or leave it empty for all."
TAKE = "Which of them shall go into the framework? Write their ids with spaces between, or nothing to only look."
SERVES = "The id of the objective that they show progress on, as in the framework's sheet objectives."


def library(excel: Excel) -> None:
    """Tells the measures in which some words stand; those that the person names go into the framework, which opens."""
    words = _answered(excel, WHICH)
    found = job.asked(["library", *job.option("--find", words)], excel.status, "Looking through the library")
    measures = found["measures"]
    lines = [f"{one['id']}: {one['name']}. {one['definition']}" for one in measures]
    excel.tell(notice(lines, f"{plural(len(lines), 'measure')}."))
    ids = re.split(r"[\s,;]+", _answered(excel, TAKE).strip(" ,;")) if measures else []
    if chosen := [named(id_) for id_ in ids if id_]:
        add(excel, chosen)


def add(excel: Excel, ids: list[str]) -> None:
    """Puts measures into the framework of the open workbook, and says what to mind."""
    place, objective = place_of(excel), _answered(excel, SERVES)
    words = ["library", "add", *ids, *job.option("--objective", objective), *place.words]
    done = job.asked(words, excel.status, "Putting measures into the framework")
    added = [f"{one['row']}: {one['measure']}" for one in done["added"]]
    excel.tell(notice(added, f"{len(added)} put into {Path(done['file']).name}. Set owners and targets, then review."))
    excel.open(Path(done["file"]), "measures")


def _answered(excel: Excel, question: str) -> str:
    answer = excel.ask(question)
    if answer is None:
        raise Cancelled
    return answer.strip()
