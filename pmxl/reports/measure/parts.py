"""Parts: a measure's figures by partner and by area, with what each said of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pmxl.assess import Assessment
from pmxl.assess.sources import FIRST
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import pages
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import is_known
from pmxl.reports.figure import part
from pmxl.reports.figure import rows_about
from pmxl.reports.figure import target
from pmxl.reports.figure import text
from pmxl.reports.figure import variance
from pmxl.reports.look import MUTED
from pmxl.reports.look import PLAIN
from pmxl.reports.look import PLAIN_BESIDE
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.sheets.shown import shown

TITLES: dict[Literal["partner", "area"], str] = {"partner": "By partner", "area": "By area"}
HEADINGS = ("Numerator", "Denominator", "Value", "Target", "Variance", "Rating", "Travel", "On last year", "Commentary")
SPANS = (1, 1, 1, 1, 1, 1, 1, 1, 1, 4)
LOOKS = (TEXT, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, RATED, MUTED, MUTED, TEXT)
MOST_URGENT = "{:,} of {:,} {}s: those off target first, then those within tolerance, and of those alike the largest."
STRONG = PLAIN.but(bold=True)
MOVED = MUTED.but(wrap=False)


def of_measure(assessment: Assessment, measure: str, unit: Literal["partner", "area"]) -> list[Row]:
    """The rows of a measure's partners or areas."""
    view = assessment.partners if unit == "partner" else assessment.areas
    return [each for each in rows_about(view, measure) if each[unit]]


def told_of(assessment: Assessment, row: Row, unit: Literal["partner", "area"]) -> list[Row]:
    """Those of them that are told one by one: all, or of very many the Red and the Amber first, and the largest."""
    mine = of_measure(assessment, row["measure"], unit)
    return mine if len(mine) <= pages.LISTED else sorted(mine, key=urgency)[: pages.LISTED]


def urgency(row: Row) -> tuple[int, float]:
    """What comes first: Red before Amber before all others, and of those alike the largest."""
    size = row["denominator"] if is_known(row["denominator"]) else row["value"]
    return FIRST.get(row["rating"], len(FIRST)), -abs(size) if is_known(size) else 0.0


def parts(
    assessment: Assessment, row: Row, unit: Literal["partner", "area"], place: int, wide: Sequence[float]
) -> list[Block]:
    """The figures by partner or by area; nothing where there are none, or one partner returns all there is."""
    mine = told_of(assessment, row, unit)
    if not mine or (unit == "partner" and alone(assessment, row)):
        return []
    head = listing.subhead(TITLES[unit], place, len(wide))
    every = len(of_measure(assessment, row["measure"], unit))
    first = (
        [listing.sentence(MOST_URGENT.format(len(mine), every, unit), head.below, wide)] if len(mine) < every else []
    )
    top = lay((first or [head])[0].below, 1, [heads([unit.capitalize(), *HEADINGS], LOOKS)], wide, SPANS)
    listed = assessment.framework.partners if unit == "partner" else assessment.framework.areas
    names = {each.id: each.name for each in listed}
    return [head, *first, top, lay(top.below, 1, [part_of(each, names[each[unit]]) for each in mine], wide, SPANS)]


def alone(assessment: Assessment, row: Row) -> Row | None:
    """The row of the one partner whose figure is the measure's; None where there are several."""
    mine = of_measure(assessment, row["measure"], "partner")
    return mine[0] if len(mine) == 1 else None


def made_of(assessment: Assessment, row: Row) -> dict[str, str]:
    """What a table by partner would say of one partner alone: what the figure is made of, and what it says of it."""
    one = alone(assessment, row)
    if one is None:
        return {}
    parts_ = [spelled_part(one[name]) for name in ("numerator", "denominator")]
    name = assessment.framework.partner(one["partner"]).name
    return {
        "Returned by": f"{name}: {' over '.join(parts_)}" if all(parts_) else name,
        "Commentary": "\n".join(words for words in (one["commentary"], one["settled"]) if words),
    }


def spelled_part(value: float) -> str:
    """A numerator or a denominator as its cell would show it; "" where there is none."""
    content, look = part(value)
    return shown(content, look.number_format) if is_known(value) else ""


def part_of(row: Row, name: str) -> list[Cell]:
    """One partner's or area's figure."""
    return [
        (name, TEXT),
        part(row["numerator"], PLAIN),
        part(row["denominator"], PLAIN_BESIDE),
        actual(row, STRONG),
        target(row, PLAIN),
        variance(row, PLAIN_BESIDE),
        mark.rating_told(row["rating"], RATED),
        mark.travel(row, "travel", MOVED),
        mark.travel(row, "travel_year", MOVED),
        text("\n".join(part for part in (row["commentary"], row["settled"]) if part), TEXT),
    ]
