"""Statements by partner: every score as it was given, with how far apart they are and which way each has moved."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from pmxl.improve.journey.journey import Together
from pmxl.improve.journey.stages import Line
from pmxl.improve.journey.views import View
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.block import table
from pmxl.reports.block import unbroken
from pmxl.reports.block import width_of
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.journey.page import MUTED_MARK
from pmxl.reports.journey.page import WHOLE
from pmxl.reports.journey.page import band
from pmxl.reports.journey.page import score
from pmxl.reports.journey.page import sheet
from pmxl.reports.look import CELL
from pmxl.reports.look import QUIET
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.paper import is_grouped
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.terms import Rating

STATEMENTS, CULTURE = "Statements", "How we work"
PARTNER_WIDTH = 15.0
NARROW = 8.0
TALK_WIDTH = 16.0
HIGH_ROW, LOW_ROW = 30.0, 24.0
HEAD = style.TABLE_HEAD.but(wrap=True)
TALK = "talk about it"
ON_A_PAGE = 36
"""Statements that can be read on one page of A3."""
KEY = "The darker, the higher. A dash: not scored. ▲ two scores or more apart: talk about it before you decide."
Of = Sequence[tuple[str, Line, View]]


def statements(found: Together) -> SheetPlan:
    """Every statement of every stage."""
    rows = [(stage.stage.name, one.line, one.view) for stage in found.stages for one in stage.statements]
    return matrix(found, STATEMENTS, "Statements by partner", rows, "Scores")


def culture(found: Together) -> Iterator[SheetPlan]:
    """What people in each partner would say, where that is asked."""
    rows = [("", line, view) for line, view in found.culture]
    if rows:
        yield matrix(found, CULTURE, "How we work together", rows, "Culture")


def matrix(found: Together, name: str, title: str, rows: Of, table_name: str) -> SheetPlan:
    """A row for each statement, a column for each partner; narrow ones where they do not stand on one page."""
    partners = [one.id for one in found.now.partners]
    staged = any(stage for stage, _, _ in rows)
    first = (18.0,) if staged else ()
    names, high = heads(found, partners), HIGH_ROW
    wide = (*first, 12.0, 54.0, *[PARTNER_WIDTH] * len(partners), 9.0, 20.0)
    if is_grouped(wide, "A3"):
        narrow, high = width_of((word for name in names for word in unbroken((name, HEAD))), NARROW), LOW_ROW
        wide = (*first, 12.0, 54.0, *[narrow] * len(partners), 9.0, TALK_WIDTH)
    top = band(found, title, wide, "every view as it was given")
    key = listing.sentence(KEY, top.below, wide, style.NOTE)
    headings = (*(("Stage",) if staged else ()), "Ref", "Statement", *names, "Apart", "What to do")
    looks = (*([QUIET] if staged else []), QUIET, STRONG, *[WHOLE] * len(partners), WHOLE, STATUS)
    lines = [line_of(one, partners, staged=staged) for one in rows]
    body = table(table_name, key.below, 1, headings, lines, looks, wide, least=high)
    frozen = (key.below + 1, len(first) + 3)
    tall = 1 if len(rows) <= ON_A_PAGE else 0
    blocks, fixed = [top, key, body], len(first) + 2
    return sheet(found, name, wide, blocks, freeze=frozen, head_row=key.below, tall=tall, fixed=fixed)


def heads(found: Together, partners: Sequence[str]) -> list[str]:
    """The name of each partner."""
    return [found.name(one) for one in partners]


def line_of(one: tuple[str, Line, View], partners: Sequence[str], *, staged: bool) -> list[Cell]:
    """One statement."""
    stage, line, view = one
    apart = view.spread
    return [
        *([(stage, QUIET)] if staged else []),
        (line.ref, QUIET),
        (line.text, STRONG),
        *(score(view.scores.get(partner)) for partner in partners),
        (DASH, MUTED_MARK) if apart is None else (int(apart), WHOLE.but(bold=view.is_far_apart)),
        talk(view),
    ]


def talk(view: View) -> Cell:
    """What the views ask for: those two scores apart are marked by shape and word."""
    if not view.is_far_apart:
        return DASH, CELL.but(color=style.MUTED)
    return mark.stands(Rating.AMBER, TALK, STATUS.but(size=9))
