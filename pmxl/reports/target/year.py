"""Through the year: each period's own share or level for every proposal, and the milestones on the way."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.improve.target.studied import steps
from pmxl.improve.target.studied import swings
from pmxl.improve.target.study import Study
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.look import CELL
from pmxl.reports.look import NUMBER
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.target import workings
from pmxl.reports.target.workings import OWN
from pmxl.rules.proposed_formula import way_formula
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style

NAME = "Through the year"
LABEL, EACH = 18.0, 23.0
NO_SEASON = "0"


def through(found: Study, levels: Sequence[str]) -> SheetPlan:
    """The sheet: a table of each period, and of a total another of the year so far, which are its milestones."""
    wide = (LABEL, EACH, *[EACH] * max(len(levels), 3))
    said = f"how a target for {found.year.label} is spread through the year"
    top = band(found.framework, f"{found.measure.name}: {NAME.lower()}", wide, said)
    blocks = [top, listing.sentence(explained(found), top.below, wide, style.NOTE)]
    blocks.append(periods(found, levels, blocks[-1].below + 1, wide))
    if found.line.total and len(found.periods) > 1:
        title = listing.subhead("So far at the end of each: the milestones", blocks[-1].below + 1, len(wide))
        first = blocks[-1].below - len(found.periods)
        blocks += [title, so_far(found, levels, title.below, wide, first)]
    return sheet(found.framework, NAME, wide, blocks, about=workings.ABOUT, tall=1)


def explained(found: Study) -> str:
    """How the year is spread."""
    if found.line.total:
        return f"The year’s total is spread {found.spread_by}. Each line is what is due in that period alone."
    way = f"A straight way from {found.stood or 'where it stands'} to the end of {found.year.label}"
    season = ", and the season of earlier years on it" if any(swings(found)) else ""
    return f"{way}{season}: the milestones of each proposal."


def looks(found: Study) -> tuple[Style, Style]:
    """Of the shares, and of the figures."""
    one = NUMBER.but(number_format=style.number_format(found.measure.decimals))
    season = style.number_format(found.measure.decimals + 1)
    return NUMBER.but(number_format="0.0%" if found.line.total else season), one


def headings(found: Study, second: str) -> tuple[str, ...]:
    """Period, what stands beside it if anything does, and a column for each proposal."""
    return ("Period", *((second,) if second else ()), *(one.name for one in found.proposals), OWN)


def beside(found: Study) -> tuple[str, Sequence[float]]:
    """What stands beside each period, headed: its share of a total, or its season where there is one; else nothing."""
    if found.line.total:
        return "Share of the year", found.shares
    return ("By season", swings(found)) if any(swings(found)) else ("", ())


def periods(found: Study, levels: Sequence[str], row: int, wide: Sequence[float]) -> Block:
    """What is due in each period."""
    share, one = looks(found)
    second, given = beside(found)
    lines: list[list[Cell]] = []
    for n, (period, step) in enumerate(zip(found.periods, steps(found), strict=True)):
        at = address(row + 1 + n, 2) if second else NO_SEASON
        texts = [due(found, cell, at, step) for cell in levels]
        values: list[float | str] = [*(proposal.path[n] for proposal in found.proposals), ""]
        cells = [(Formula(text, value), one) for text, value in zip(texts, values, strict=True)]
        lines.append([(period.label, CELL), *(((given[n], share),) if second else ()), *cells])
    names = headings(found, second)
    columns = (CELL, *((share,) if second else ()), *[one] * len(levels))
    return table("Periods", row, 1, names, lines, columns, wide[: len(names)])


def due(found: Study, cell: str, share: str, step: int) -> str:
    """The formula of one period."""
    decimals = found.measure.decimals
    if found.line.total:
        return f'IF(ISNUMBER({cell}),ROUND({cell},{decimals})*{share},"")'
    now = workings.cells_of(found).now or "0"
    return way_formula(cell, now, str(step), str(max(found.ahead, 1)), share, decimals)


def so_far(found: Study, levels: Sequence[str], row: int, wide: Sequence[float], first: int) -> Block:
    """The year so far at the end of each period."""
    share, one = looks(found)
    lines: list[list[Cell]] = []
    for n, period in enumerate(found.periods):
        shares = f"SUM({address(first, 2)}:{address(first + n, 2)})"
        values: list[float | str] = [*(proposal.to_date[n] for proposal in found.proposals), ""]
        texts = [f'IF(ISNUMBER({cell}),ROUND({cell},{found.measure.decimals})*{shares},"")' for cell in levels]
        cells = [(Formula(text, value), one) for text, value in zip(texts, values, strict=True)]
        lines.append([(f"by {period.label}", CELL), (Formula(shares, sum(found.shares[: n + 1])), share), *cells])
    names = headings(found, "Share so far")
    return table("SoFar", row, 1, names, lines, (CELL, share, *[one] * len(levels)), wide[: len(names)])
