"""Who moved the number: what each partner's figure did to the partnership's since the period compared with."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import listing
from pmxl.reports import pages
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import dash
from pmxl.reports.figure import figure
from pmxl.reports.figure import is_known
from pmxl.reports.figure import number
from pmxl.reports.figure import rows_about
from pmxl.reports.figure import signed
from pmxl.reports.look import PLAIN
from pmxl.reports.look import PLAIN_BESIDE
from pmxl.reports.look import TEXT
from pmxl.rules.rounding import published
from pmxl.sheets import style
from pmxl.sheets.describe import Style

TITLE = "Who moved the number"
HEADS = ("Partner", "Before", "Now", "By its own rate", "By its share of the whole", "In all", "")
IN_PARTS, ALL = (3, 4), 5
"""Places of the columns that stand only where an effect has parts, and of the whole effect."""
CHANGE = "Change"
SPANS = (1, 1, 1, 2, 2, 2, 4)
LOOKS = (TEXT, PLAIN, PLAIN_BESIDE, PLAIN, PLAIN_BESIDE, PLAIN, TEXT)
GIVEN = (
    "Effects add up to the change as it is published: a digit that changes too small to show made together stands with "
    "the largest of them."
)
OTHERS = "{:,} others, each less"
FEWEST = 2
"""One partner that is the whole measure moved it alone."""
SINCE = {"previous": "since the period before", "last-year": "since the same period last year"}


def blocks(assessment: Assessment, row: Row, place: int, wide: Sequence[float]) -> list[Block]:
    """A table of the partners' effects; nothing where one partner is the whole measure."""
    mine, compare = of_measure(assessment, row["measure"])
    if len(mine) < FEWEST:
        return []
    head = listing.subhead(f"{TITLE} {SINCE[compare]}", place, len(wide))
    in_parts = any(is_known(each["mix_effect"]) for each in mine)
    lines = [line({**row, **each}, part_name(assessment, each)) for each in largest(mine)]
    lines += rest(row, mine)
    first = "Partner" if mine[0]["partner"] else "Area"
    keep = [n for n in range(len(HEADS)) if in_parts or n not in IN_PARTS]
    spans = [SPANS[n] for n in keep]
    spans[-1] += sum(SPANS) - sum(spans)
    titles = heads((first, *HEADS[1:]), LOOKS)
    titles[ALL] = titles[ALL] if in_parts else (CHANGE, titles[ALL][1])
    top = lay(head.below, 1, [[titles[n] for n in keep]], wide, tuple(spans))
    body = lay(top.below, 1, [[each[n] for n in keep] for each in lines], wide, tuple(spans))
    given = any(each["effect"] and not published(each["alone"], int(row["decimals"])) for each in mine)
    return [head, top, body, *([listing.sentence(GIVEN, body.below, wide, style.NOTE)] if given else [])]


def largest(mine: Sequence[Row]) -> list[Row]:
    """Those told one by one: all, or of very many those who moved it furthest, in their order."""
    if len(mine) <= pages.LISTED:
        return list(mine)
    far = [[abs(each[name]) if is_known(each[name]) else 0.0 for name in ("effect", "alone")] for each in mine]
    first = sorted(range(len(mine)), key=far.__getitem__, reverse=True)[: pages.LISTED]
    return [mine[n] for n in sorted(first)]


def rest(row: Row, mine: Sequence[Row]) -> list[list[Cell]]:
    """What all the others did together, a line; nothing where all are told."""
    told = {id(each) for each in largest(mine)}
    others = [each for each in mine if id(each) not in told]
    if not others:
        return []
    known = {column: [each[column] for each in others if is_known(each[column])] for column, _ in EFFECTS}
    effects = [effect(row, math.fsum(known[c]) if known[c] else math.nan, look) for c, look in EFFECTS]
    return [[(OTHERS.format(len(others)), TEXT), dash(PLAIN), dash(PLAIN_BESIDE), *effects, (None, TEXT)]]


def of_measure(assessment: Assessment, measure: str) -> tuple[list[Row], str]:
    """The effects of one comparison, since the period before where that can be told, else since last year."""
    mine = rows_about(assessment.contributions, measure)
    compare = next((word for word in SINCE if any(each["compare"] == word for each in mine)), "")
    return [each for each in mine if each["compare"] == compare], compare


def compared(assessment: Assessment, measure: str) -> tuple[str, str]:
    """With what a measure's change is compared, and what moved it in a sentence; "" where it is not told."""
    mine, compare = of_measure(assessment, measure)
    return (compare, str(mine[0]["words"])) if len(mine) >= FEWEST else ("", "")


def part_name(assessment: Assessment, row: Row) -> str:
    """The name of the partner, or of the area where one partner returns the whole measure."""
    framework = assessment.framework
    return framework.partner(row["partner"]).name if row["partner"] else framework.area(row["area"]).name


def line(row: Row, name: str) -> list[Cell]:
    """One partner's effect, in the measure's decimals."""
    effects = [effect(row, row[column], look) for column, look in EFFECTS]
    before, after = (figure(row, row[column], look) for column, look in (("before", PLAIN), ("after", PLAIN_BESIDE)))
    return [(name, TEXT), before, after, *effects, (row["label"] or None, TEXT)]


EFFECTS = (("rate_effect", PLAIN), ("mix_effect", PLAIN_BESIDE), ("effect", PLAIN))


def effect(row: Row, value: float, look: Style) -> Cell:
    """A change with its sign always shown."""
    return number(value, signed(style.number_format(int(row["decimals"]))), look)
