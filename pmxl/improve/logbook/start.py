"""The first sheet of the logbook: what it is for, its sheets with how much stands in each, and what the cells mean."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.framework.make_place import FIRST_ROW
from pmxl.framework.make_place import Place
from pmxl.framework.make_start import CELLS
from pmxl.framework.make_start import CENTRED
from pmxl.framework.make_start import CODE
from pmxl.framework.make_start import COUNT
from pmxl.framework.make_start import COUNTED
from pmxl.framework.make_start import GAP
from pmxl.framework.make_start import LINE
from pmxl.framework.make_start import NAME
from pmxl.framework.make_start import STEP
from pmxl.framework.make_start import SUBTITLE_HEIGHT
from pmxl.framework.make_start import THING
from pmxl.framework.make_start import TITLE_HEIGHT
from pmxl.framework.make_start import WIDTHS
from pmxl.framework.make_start import WORDS
from pmxl.framework.make_start import Pad
from pmxl.framework.make_start import count
from pmxl.sheets import style
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import SheetPlan

WHAT = (
    "What figures cannot tell is written down here: what was looked into and learned, who met, what was agreed, and",
    "what money was set aside and spent. Every sheet may stay empty; nothing that is written here changes a figure.",
)
COMMANDS = (
    ("pmxl logbook", "Reads this workbook, says what is wrong cell by cell, and adds sheets that are missing."),
    ("pmxl partnership", "Writes the register of the partnership: each question by partner, and what is missing."),
    ('pmxl scorecard "2026-27 Q1"', "Shows reviews, lessons, budgets, savings and risks beside the figures."),
    ('pmxl annual "2026-27"', "Takes the year's lessons into the annual summary."),
    ("pmxl roll 2027-28", "Takes the lessons into the list of what the next plan must decide."),
)


def start_sheet(places: Sequence[Place], called: str) -> SheetPlan:
    """The sheet to start from."""
    pad = Pad()
    for height, text, look in (
        (TITLE_HEIGHT, called, style.TITLE_BAND),
        (SUBTITLE_HEIGHT, "The logbook: what was reviewed, learned, agreed and spent", style.SUBTITLE_BAND),
    ):
        pad.line(height, (1, text, look), *((col, None, look) for col in (STEP, THING, WORDS, COUNT)))
    pad.line(GAP)
    for text in WHAT:
        pad.line(LINE, (STEP, text, style.BODY))
    pad.heading("The sheets", "so far")
    for n, place in enumerate(places, 1):
        link = Link(place.sheet.name, f"'{place.sheet.name}'!B{FIRST_ROW}")
        words = (WORDS, place.sheet.purpose, style.BODY)
        pad.line(LINE, (STEP, n, CENTRED), (THING, link, style.LINK), words, (COUNT, count(place), COUNTED))
    pad.heading("What the cells mean")
    for word, look, text in CELLS:
        pad.line(LINE, (THING, word, look), (WORDS, text, style.BODY.but(indent=1)))
    pad.heading("What reads it")
    for n, (command, text) in enumerate(COMMANDS, 1):
        pad.line(LINE, (STEP, n, CENTRED), (THING, command, CODE), (WORDS, text, style.BODY))
    columns = tuple(Column(col, col, width) for col, width in WIDTHS.items())
    page = Page(tall=1, footer_left=f"{called}: logbook", center=True)
    return SheetPlan(name=NAME, puts=tuple(pad.puts), columns=columns, heights=pad.heights, page=page, tab=style.NAVY)
