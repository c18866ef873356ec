"""Facts: how a measure stands in large figures, and the sentences that explain it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import coverage
from pmxl.reports import mark
from pmxl.reports import quality
from pmxl.reports.block import Block
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import in_words
from pmxl.reports.figure import target
from pmxl.reports.logbook.beside import beside
from pmxl.reports.look import MUTED
from pmxl.reports.look import TEXT
from pmxl.reports.measure.parts import made_of
from pmxl.reports.trigger import all_plainly
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.terms import Assurance
from pmxl.terms import Rating

SPANS = (1, 1, 2, 2, 2, 2, 2, 1)
HEIGHT = 30.0
BIG = style.HEADLINE.but(size=18, indent=1, valign="bottom")
WORD = BIG.but(size=14, bold=False)
LABEL = style.HEADLINE_LABEL.but(indent=1)


def facts(row: Row, place: int) -> Block:
    """How the measure stands, in large figures, each over its label."""
    unit = f", {row['unit']}" if row["unit"] else ""
    of = f" of {row['carried']}" if row["carried"] else ""
    told: list[tuple[Cell, str]] = [
        (actual(row, BIG), f"Actual{of}{unit}{', at least so far' if row['at_least'] else ''}"),
        (target(row, BIG.but(bold=False)), "Target"),
        (mark.rating_told(row["rating"], BIG.but(size=16)), "Rating"),
        (mark.travel(row, "travel", WORD), "Travel"),
        (mark.travel(row, "travel_year", WORD), "On last year"),
        (mark.variation(row, WORD), variation_told(row)),
        (mark.assurance(row, WORD), assurance_told(row)),
        (mark.outlook(row["rating_forecast"], WORD), "Year end, forecast"),
    ]
    starts = [1 + sum(SPANS[:n]) for n in range(len(SPANS))]
    puts: list[Put] = []
    for start, span, ((content, look), label) in zip(starts, SPANS, told, strict=True):
        last = start + span - 1 if span > 1 else 0
        puts.append(Put(place, start, content, look, to_col=last))
        puts.append(Put(place + 1, start, label, LABEL.but(wrap=True), to_col=last))
    return Block(tuple(puts), {place: HEIGHT, place + 1: 2 * 15.0, place + 2: 8.0}, place + 3)


def large(row: Row) -> list[Cell]:
    """The figures that stand large, each of which needs a column of its width."""
    return [actual(row, BIG), target(row, BIG.but(bold=False))]


def variation_told(row: Row) -> str:
    """What the variation mark's letter stands for."""
    side = {"H": ", H: figures run high", "L": ", L: figures run low"}.get(mark.side(row), "")
    return f"Variation{side}"


def assurance_told(row: Row) -> str:
    """What the assurance mark's letter stands for."""
    return f"Assurance{MEANT.get(row['assurance'], '')}"


MEANT = {
    Assurance.PASSING: ", P: the target will be met",
    Assurance.FAILING: ", F: it will not be met",
    Assurance.HIT_AND_MISS: ", ?: met by chance",
}


def returned(assessment: Assessment, row: Row) -> str:
    """How many of those expected are in, and who is awaited."""
    names = coverage.shortened(assessment.framework, coverage.awaited(row))
    return f"{row['coverage_partners']}; waiting for {names}." if names else ""


def about(assessment: Assessment, row: Row, more: Mapping[str, str], place: int, wide: Sequence[float]) -> Block:
    """Why it is rated so, where its target is from, what it counts, what it serves, who answers for it.

    `more` is what is said without a chart, by its label.
    """
    measure = assessment.framework.measure(row["measure"])
    serves = (
        assessment.framework.objective(measure.objective).name,
        f"answered for by: {measure.performance_owner}" if measure.performance_owner else "",
        f"figures from: {measure.data_owner}" if measure.data_owner else "",
    )
    told = {
        "Why": row["why"],
        "What would turn it": row["flip"],
        "Is it real?": sentences(row["real"] and f"{row['real']}:", row["real_words"]),
        "Returned": returned(assessment, row),
        **made_of(assessment, row),
        "Target": row["target_words"],
        "Year to date": to_date(row),
        **more,
        "Small numbers": row["interval_words"],
        "Data quality": quality.words_of(assessment, row["measure"]),
        "Triggers fired": all_plainly(row["triggers"]),
        **beside(assessment, measure),
        "Counts": measure.definition,
        "Serves": " · ".join(piece for piece in serves if piece),
    }
    lines = [[(label, MUTED), (said, TEXT)] for label, said in told.items() if said]
    return lay(place, 1, lines, wide, (1, len(wide) - 1))


def sentences(*said: str) -> str:
    """Sentences one after the other, those that there are."""
    return " ".join(sentence for sentence in said if sentence)


def to_date(row: Row) -> str:
    """The year so far against its target, in words; "" where it is not told."""
    if not row["rating_ytd"]:
        return ""
    if math.isnan(row["value_ytd"]):
        settled = row["rating_ytd"] != Rating.WAITING
        return f"{row['rating_ytd']}{' whatever it is' if settled else ''}: a part of the year so far is missing."
    against = "" if math.isnan(row["target_ytd"]) else f" against {in_words(row, row['target_ytd'])}"
    return f"{in_words(row, row['value_ytd'])}{against}: {row['rating_ytd']}."
