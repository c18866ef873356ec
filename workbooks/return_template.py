"""The template of the return: the row of headings as it is issued, to be added to, and how that is done."""

from __future__ import annotations

from pmxl.returns.body import HEAD_ROW
from pmxl.returns.body import HEADS_HEIGHT
from pmxl.returns.body import NARROWEST_REF
from pmxl.returns.body import UPRIGHT
from pmxl.returns.body import WIDTHS
from pmxl.returns.body_row import LEAST_HEIGHT
from pmxl.returns.body_row import TEXT_BOX
from pmxl.returns.headings import HEADINGS
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.template import ABOUT_SHEET
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan

LAST = len(HEADINGS)
TOLD = (
    (
        "Columns of your own",
        (
            "On the sheet Return, type a heading to the right of Provisional. Its width and a note on it are taken "
            "over. Partners get a cell there for every figure."
        ),
    ),
    (
        "What partners write there",
        "Is kept with the figure of its row, and shown on the scorecard's sheet Data. No figure is read from it.",
    ),
    (
        "Guidance of your own",
        (
            "Add sheets to this workbook. Each goes into every return, behind the cover, with its texts, looks, merged "
            "cells and widths. Formulas become their values; pictures and charts cannot be taken over."
        ),
    ),
    (
        "What stays as it is",
        (
            "The headings in row 5, in their order: by them a return is read. One that is changed is named by its "
            "cell, and nothing is issued until it is back."
        ),
    ),
    ("Where it belongs", "Save this workbook as templates/return.xlsx in the folder of your partnership."),
)


def plan_return_template() -> BookPlan:
    """The template with nothing of an officer's in it."""
    return BookPlan("Return", (_about(), _return()), "Template: what every return of a partnership has besides")


def _about() -> SheetPlan:
    puts = [
        Put(1, 1, "Your return", style.TITLE_BAND, to_col=3),
        Put(2, 1, "What every return of your partnership has besides", style.SUBTITLE_BAND, to_col=3),
        *(Put(4 + n, 2, head, style.BODY_STRONG.but(valign="top", wrap=True)) for n, (head, _) in enumerate(TOLD)),
        *(Put(4 + n, 3, text, style.BODY_WRAP) for n, (_, text) in enumerate(TOLD)),
    ]
    heights = {1: 34.0, 2: 22.0, 3: 10.0} | dict.fromkeys(range(4, 4 + len(TOLD)), 48.0)
    columns = (Column(1, 1, 2), Column(2, 2, 28), Column(3, 3, 90))
    page = Page(area=(1, 1, 4 + len(TOLD), 3), tall=1)
    return SheetPlan(ABOUT_SHEET, tuple(puts), columns, heights, page=page, tab=style.NAVY)


def _return() -> SheetPlan:
    upright = style.TABLE_HEAD.but(rotate=90, align="center", valign="bottom", wrap=False, size=9)
    heads = style.TABLE_HEAD.but(valign="bottom", indent=1)
    puts = [
        Put(1, 1, "Return: its headings, and yours to the right of them", style.TITLE_BAND, to_col=LAST),
        Put(2, 1, f"See the sheet {ABOUT_SHEET}", style.SUBTITLE_BAND, to_col=LAST),
        *(Put(HEAD_ROW, n, name, upright if name in UPRIGHT else heads) for n, name in enumerate(HEADINGS, 1)),
        *(Put(HEAD_ROW + 1, n, None, TEXT_BOX) for n in range(1, LAST + 1)),
    ]
    widths = (WIDTHS.get(heading, NARROWEST_REF) for heading in HEADINGS)
    return SheetPlan(
        RETURN_SHEET,
        tuple(puts),
        tuple(Column(n, n, width) for n, width in enumerate(widths, 1)),
        {1: 34.0, 2: 22.0, HEAD_ROW: HEADS_HEIGHT, HEAD_ROW + 1: LEAST_HEIGHT},
        page=Page(area=(1, 1, HEAD_ROW + 1, LAST)),
        freeze=(HEAD_ROW + 1, 1),
        cursor=(HEAD_ROW, LAST + 1),
    )
