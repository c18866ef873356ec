"""The template of the scorecard's pages: a line for each thing that an officer may word or place otherwise."""

from __future__ import annotations

from pmxl.reports.page_template import AS_IT_IS
from pmxl.reports.page_template import CAPTIONS
from pmxl.reports.page_template import FIELDS
from pmxl.reports.page_template import LOGO_KEY
from pmxl.reports.page_template import LOGO_PLACES
from pmxl.reports.page_template import PLACES
from pmxl.reports.page_template import SHEET
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Validation

KEY, ANSWER, ASIDE = 2, 3, 4
NAME = style.ruled(style.BODY)
BOX = style.INPUT.but(indent=1, wrap=True)
HELP = style.NOTE.but(indent=1)
STEPS = (
    f"In texts, {', '.join(f'{{{field}}}' for field in FIELDS)} stand for what they name.",
    "Which columns, perspectives and measures there are, and in which order, is said in framework.xlsx.",
    "Save this workbook as templates/scorecard.xlsx in the folder of your partnership.",
)
ASIDES = {
    "Header left": "Printed above every page; empty for nothing",
    "Footer left": "Printed below every page",
    LOGO_KEY: "The picture of house-style.xlsx: " + ", ".join(LOGO_PLACES),
    "Measure": "Headings of columns: your word for each, on every sheet that has it",
}
HEADS = {"Header left": "Printed above and below", LOGO_KEY: "Your logo", "Measure": "Headings of columns"}


def plan_scorecard_template() -> BookPlan:
    """The template, as the program itself has it."""
    answers = dict(zip(PLACES, (*AS_IT_IS.header, *AS_IT_IS.footer), strict=True))
    answers |= {LOGO_KEY: AS_IT_IS.logo} | {word: word for word in CAPTIONS}
    puts = [
        Put(1, 1, "Pages of the scorecard", style.TITLE_BAND, to_col=ASIDE),
        Put(2, 1, "What is printed around them, and how their columns are headed", style.SUBTITLE_BAND, to_col=ASIDE),
        *(Put(4 + n, KEY, text, style.BODY) for n, text in enumerate(STEPS)),
    ]
    heights, row, logo_row = {1: 34.0, 2: 22.0, 3: 8.0}, 4 + len(STEPS), 0
    for key, answer in answers.items():
        if key in HEADS:
            row += 1
            puts += [Put(row, KEY, HEADS[key], style.HEADING), *(Put(row, c, None, style.HEADING) for c in (3, 4))]
            heights |= {row: 28.0}
            row += 1
        puts += [
            Put(row, KEY, key, NAME),
            Put(row, ANSWER, answer or None, BOX),
            Put(row, ASIDE, ASIDES.get(key), HELP),
        ]
        heights |= {row: 22.0}
        logo_row = row if key == LOGO_KEY else logo_row
        row += 1
    places = Validation(logo_row, ANSWER, logo_row, ANSWER, "list", LOGO_PLACES, error="Choose one of the list.")
    sheet = SheetPlan(
        SHEET,
        tuple(puts),
        (Column(1, 1, 2), Column(2, 2, 24), Column(3, 3, 52), Column(4, 4, 66)),
        heights,
        validations=(places,),
        page=Page(area=(1, 1, row, ASIDE), tall=1),
        tab=style.NAVY,
        cursor=(4 + len(STEPS) + 2, ANSWER),
    )
    return BookPlan("Scorecard page", (sheet,), "Template: header, footer, logo and headings of the scorecard")
