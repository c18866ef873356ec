"""Updates: what lead link officers said in their annual update forms, beside the measures they said it of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime

import pandas as pd

from pmxl.framework.models import Framework

COLUMNS = ["officer", "ref", "name", "field", "text", "by", "at", "file", "sheet", "cell"]


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a form as it was filled in: of which measure or objective, the field's key, the words, and where."""

    ref: str
    field: str
    text: str
    by: str
    at: datetime
    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An annual update form that was issued: to whom, when, in which file, and what came back in it."""

    officer: str
    issued_on: date
    file: str = ""
    answers: tuple[Said, ...] = ()


def updates(framework: Framework, forms: Collection[Form]) -> pd.DataFrame:
    """A row for each field that was filled in, in the order of the forms."""
    names = {one.id: one.name for table in (framework.objectives, framework.measures) for one in table}
    rows = [
        {
            "officer": form.officer,
            "ref": said.ref,
            "name": names.get(said.ref, said.ref),
            "field": said.field,
            "text": said.text,
            "by": said.by or form.officer,
            "at": said.at,
            "file": said.file,
            "sheet": said.sheet,
            "cell": said.cell,
        }
        for form in forms
        for said in form.answers
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def of(frame: pd.DataFrame, ref: str, field: str) -> str:
    """What was said of a measure in a field, "" where nothing was."""
    mine = frame[(frame["ref"] == ref) & (frame["field"] == field)]
    return "\n".join(str(text) for text in mine["text"])
