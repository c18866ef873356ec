"""The first sheet of the logbook: what it is for, its sheets with how much stands in each, and what the cells mean."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.framework.make_place import Place
from pmxl.framework.make_start import Pad
from pmxl.framework.make_start import band
from pmxl.framework.make_start import cells
from pmxl.framework.make_start import commands
from pmxl.framework.make_start import in_order
from pmxl.framework.make_start import sheet_of
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
    band(pad, called, "The logbook: what was reviewed, learned, agreed and spent", WHAT)
    in_order(pad, "The sheets", places)
    cells(pad)
    commands(pad, "What reads it", COMMANDS)
    return sheet_of(pad, f"{called}: logbook")
