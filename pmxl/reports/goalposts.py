"""The sheet Goalposts: what was changed after it was agreed, each with the rating under the original rule."""

from __future__ import annotations

import pandas as pd

from pmxl.assess import Assessment
from pmxl.assess.restated import LATE
from pmxl.plural import plural
from pmxl.reports import mark
from pmxl.reports import places as here
from pmxl.reports.figure import day
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import text
from pmxl.reports.grouped import grouped_sheet
from pmxl.reports.listing import Field
from pmxl.reports.look import DAY
from pmxl.reports.look import NAME
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.sheets.describe import SheetPlan

FIELDS = (
    Field("Measure", 32, NAME, lambda r: (r["name"], NAME)),
    Field("What", 12, TEXT, lambda r: text(r["what"], TEXT)),
    Field("Was", 26, TEXT, lambda r: text(r["was"], TEXT)),
    Field("Is now", 26, TEXT, lambda r: text(r["is_now"], TEXT)),
    Field("Since", 14, DAY, lambda r: day(r["changed_on"], DAY)),
    Field("Agreed by", 20, TEXT, lambda r: text(r["agreed_by"], TEXT)),
    Field("Rating", 14, RATED, lambda r: mark.rating_told(r["rating"], RATED)),
    Field("Originally", 15, RATED, lambda r: mark.rating_told(r["original"], RATED)),
    Field("In words", 56, TEXT, lambda r: text(r["words"], TEXT)),
)
NOTE = (
    "“Originally” is today's figure rated by the first target that there was for it, and by the tolerance and the way "
    "of counting that stood as the year began; of a figure it is the rating that was published. Measures and targets "
    "added later have not moved and are not listed."
)


def counted(found: pd.DataFrame) -> str:
    """`1 goalpost moved since agreed or published; figures of 2 measures came after publication`; "" where nothing is.

    A return that came late moved nothing that anybody had agreed.
    """
    is_late = found["what"] == LATE
    moved, late = int((~is_late).sum()), int(found["measure"][is_late].nunique())
    told = f"{plural(moved, 'goalpost', none='No')} moved since agreed or published" if moved else "No goalpost moved"
    return f"{told}; figures of {plural(late, 'measure')} came after publication" if late else told if moved else ""


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet where anything has moved; none where nothing has."""
    rows = rows_of(assessment.goalposts)
    if not rows:
        return ()
    aside = f"{plural(len(rows), 'change')} to what was agreed or published"
    return (grouped_sheet(assessment, here.GOALPOSTS, aside, FIELDS, {"": rows}, NOTE),)
