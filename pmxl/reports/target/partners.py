"""What a proposal asks of each partner: its part of a total, or its own level moved as far as the whole must move."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pmxl.improve.target.study import Study
from pmxl.reports import listing
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.figure import dash
from pmxl.reports.look import NUMBER
from pmxl.reports.look import STRONG
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.target import workings
from pmxl.reports.target.workings import OWN
from pmxl.rules.proposed_formula import share_formula
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "Partners"
LABEL, EACH = 34.0, 17.0
ADDS = (
    "A total is shared out as it is made up now; partners with other drivers may agree other parts, so long as they "
    "add up. Their own targets go on the sheet targets, one row a partner."
)
ALIKE = (
    "Each partner’s own level, moved as far as the whole must move: so the whole reaches its target whoever is ahead. "
    "Partners may agree another pace among themselves."
)


def partners(found: Study, levels: Sequence[str]) -> SheetPlan:
    """The sheet."""
    wide = (LABEL, EACH, EACH, EACH, *[EACH] * len(levels))
    top = band(
        found.framework, f"{found.measure.name}: each partner", wide, "abilities differ; so may targets and pace"
    )
    told = listing.sentence(ADDS if found.adds_up else ALIKE, top.below, wide, style.NOTE)
    row = told.below + 1
    one = NUMBER.but(number_format=style.number_format(found.measure.decimals))
    share = NUMBER.but(number_format="0.0%")
    lines: list[list[Cell]] = []
    for n, partner in enumerate(found.partners):
        values: list[float | str] = [*(proposal.partners[n] for proposal in found.proposals), ""]
        texts = [falls(found, cell, row + 1, row + 1 + n) for cell in levels]
        cells = [(Formula(text, value), one) if text else dash(one) for text, value in zip(texts, values, strict=True)]
        known = [figure(partner.now, one), figure(partner.share, share), figure(partner.own, one)]
        lines.append([(partner.name, STRONG), *known, *cells])
    names = (
        "Partner",
        "Where it stands",
        "Part of the whole",
        "Its own target",
        *(p.name for p in found.proposals),
        OWN,
    )
    body = table("Parts", row, 1, names, lines, (STRONG, one, share, one, *[one] * len(levels)), wide)
    return sheet(found.framework, NAME, wide, [top, told, body], about=workings.ABOUT)


def falls(found: Study, cell: str, first: int, here: int) -> str:
    """The formula of one partner; "" where it has no figure."""
    decimals = found.measure.decimals
    if found.adds_up:
        last = first + len(found.partners) - 1
        before = address(here - 1, 3) if here > first else ""
        total = f"SUM({address(first, 3)}:{address(last, 3)})"
        return share_formula(cell, address(first, 3), before, address(here, 3), total, decimals)
    now = workings.cells_of(found).now
    if not now or math.isnan(found.partners[here - first].now):
        return ""
    return f'IF(ISNUMBER({cell}),{address(here, 2)}+ROUND({cell},{decimals})-{now},"")'


def figure(value: float, look: Style) -> Cell:
    """A figure, or a dash."""
    return dash(look) if math.isnan(value) else (value, look)
