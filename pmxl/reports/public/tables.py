"""Tables: the public figures as plain tables, of which the workbook and the page are two layouts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

import pandas as pd

from pmxl.assess.disclosed import Disclosed
from pmxl.reports.figure import Row
from pmxl.reports.figure import is_known
from pmxl.reports.figure import rows_of
from pmxl.reports.public.datum import CONFIDENTIAL
from pmxl.reports.public.datum import NOT_APPLICABLE
from pmxl.reports.public.datum import Datum
from pmxl.reports.public.datum import figure
from pmxl.reports.public.datum import part
from pmxl.reports.public.datum import target
from pmxl.reports.public.datum import word
from pmxl.returns.shown import ANSWERS

MEASURES, TRENDS, PARTNERS, AREAS, WORDS = "Measures", "Trends", "Partners", "Areas", "Commentary"
REFERENCE, MEASURE, UNIT, PERIOD, PERSPECTIVE = "Reference", "Measure", "Unit", "Period", "Perspective"
FIGURE, TARGET, RATING = "Figure (in its unit)", "Target (in its unit)", "Rating"
NUMERATOR, DENOMINATOR = "Numerator (cases)", "Denominator (cases)"
THAN_BEFORE, THAN_LAST_YEAR = "Than the period before", "Than a year before"
REMARKS, COMMENTARY = "Remarks", "What partners say"
NO_REMARK = "None"
PART = "Part"
LONGEST = 1500
"""Characters of a text in one cell at most: a row can be no higher than 409 points."""
SAYS_NOTHING = (NOT_APPLICABLE, NO_REMARK)
"""What the page may leave out: it says of a place only that nothing belongs there."""

Look = Callable[[Row], Datum]


@dataclass(frozen=True)
class Table:
    """One table: its name, what it holds, its headings, those that tell one row from another, and its rows."""

    name: str
    title: str
    headings: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[Mapping[str, Datum], ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """The headings that are neither a row's name nor say when and in what it is measured."""
        return tuple(h for h in self.headings if h not in (*self.keys, MEASURE, PERSPECTIVE, UNIT, PERIOD))

    def place(self, row: Mapping[str, Datum], heading: str) -> str:
        """The name by which one datum is known in the workbook and on the page."""
        return place(self.name, [row[key].text for key in self.keys], heading)


def place(table: str, keys: list[str], heading: str) -> str:
    """`Trends | burglary | 2025-26 Q3 | Figure (in its unit)`."""
    return " | ".join([table, *(" ".join(key.split()) for key in keys), heading])


def tables(found: Disclosed) -> Iterator[Table]:
    """The measures, their trends, their partners' figures, those of areas and what is said, as far as there are any."""
    shown = found.assessment
    yield built(
        MEASURES, "Every measure with its target and rating", (REFERENCE,), measure_fields(found), shown.measures
    )
    yield built(TRENDS, "The figures of earlier periods", (REFERENCE, PERIOD), TREND_FIELDS, run_of(found))
    for by, view, units in (("partner", PARTNERS, shown.framework.partners), ("area", AREAS, shown.framework.areas)):
        rows = shown.partners if by == "partner" else shown.areas
        names = {one.id: one.name for one in units}
        if len(rows):
            title = f"The figures of each {by}"
            yield built(view, title, (REFERENCE, view.removesuffix("s")), unit_fields(by, names), rows)
    told = shown.measures[(shown.measures["commentary"] != "") | shown.measures["unsaid"]]
    if len(told):
        yield built(WORDS, "What partners say of the figures", (REFERENCE, PART), WORD_FIELDS, in_parts(told))


def built(name: str, title: str, keys: tuple[str, ...], fields: Mapping[str, Look], rows: pd.DataFrame) -> Table:
    """A table of these rows, a datum for every field."""
    made = tuple({heading: look(row) for heading, look in fields.items()} for row in rows_of(rows))
    return Table(name, title, tuple(fields), keys, made)


def run_of(found: Disclosed) -> pd.DataFrame:
    """The partnership's run of figures, each row with what its measure says of unit and decimals."""
    facts = found.assessment.measures.drop_duplicates("measure")
    wanted = ["measure", "name", "unit", "decimals", "kind", "polarity", "low", "high"]
    return found.assessment.series.merge(facts[wanted], on="measure", how="inner")


def text(column: str) -> Look:
    """A field that says what a column says."""
    return lambda row: Datum(str(row[column]))


def unit(row: Row) -> Datum:
    """The unit, that it is a day or an answer, or that it is a plain number."""
    return Datum(ANSWERS.get(row["kind"]) or row["unit"] or "number")


def remarks(row: Row) -> Datum:
    """What to know before using the figure: provisional, a sum with partners missing, or an earlier period's."""
    said = [
        "provisional" if row["provisional"] and is_known(row["value"]) else "",
        "at least so far: partners are missing" if row["at_least"] and is_known(row["value"]) else "",
        f"latest figure, of {row['carried']}" if row["carried"] else "",
    ]
    return Datum("; ".join(filter(None, said)) or NO_REMARK)


def commentary(row: Row) -> Datum:
    """What partners say of the figure; of a measure of which something is hidden, nothing."""
    return Datum(CONFIDENTIAL if row["unsaid"] else row["commentary"])


START: Mapping[str, Look] = {REFERENCE: text("measure"), MEASURE: text("name")}
TREND_FIELDS: Mapping[str, Look] = {
    **START,
    UNIT: unit,
    PERIOD: text("period"),
    FIGURE: figure,
    TARGET: lambda row: target({**row, "polarity": ""}),
}
"""The target of an earlier period is one level: a range is known of the latest alone."""


def measure_fields(found: Disclosed) -> Mapping[str, Look]:
    """The fields of a measure."""
    framework = found.assessment.framework
    return {
        **START,
        PERSPECTIVE: lambda row: Datum(framework.perspective(row["perspective"]).name),
        UNIT: unit,
        PERIOD: text("period"),
        FIGURE: figure,
        TARGET: target,
        RATING: lambda row: word(row["rating"]),
        THAN_BEFORE: lambda row: word(row["travel"]),
        THAN_LAST_YEAR: lambda row: word(row["travel_year"]),
        NUMERATOR: lambda row: part(row, "numerator"),
        DENOMINATOR: lambda row: part(row, "denominator"),
        REMARKS: remarks,
    }


def in_parts(told: pd.DataFrame) -> pd.DataFrame:
    """A row for each partner's words, a long text in several, so that every row fits on a screen."""
    rows = [
        {**row, "commentary": piece, "part": n}
        for row in rows_of(told)
        for n, piece in enumerate(pieces(row["commentary"]), 1)
    ]
    return pd.DataFrame(rows)


def pieces(words: str) -> list[str]:
    """Each line of a text, a long one cut between words; one empty piece of none."""
    return [piece for line in words.splitlines() for piece in wrap(line, LONGEST)] or [""]


WORD_FIELDS: Mapping[str, Look] = {**START, PART: text("part"), COMMENTARY: commentary}


def unit_fields(by: str, names: Mapping[str, str]) -> Mapping[str, Look]:
    """The fields of a partner's or an area's figure."""
    return {
        **START,
        by.title(): lambda row: Datum(names.get(row[by], row[by])),
        UNIT: unit,
        PERIOD: text("period"),
        FIGURE: figure,
        TARGET: target,
        RATING: lambda row: word(row["rating"]),
        NUMERATOR: lambda row: part(row, "numerator"),
        DENOMINATOR: lambda row: part(row, "denominator"),
        REMARKS: remarks,
    }
