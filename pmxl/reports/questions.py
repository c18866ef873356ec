"""The sheet Questions: what is worth asking of this period, each question with what raises it and who may know."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.assess.questions import Question
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import whole_rows
from pmxl.reports.look import MARK
from pmxl.reports.look import NAME
from pmxl.reports.look import TEXT
from pmxl.reports.named import under
from pmxl.reports.paper import page
from pmxl.reports.places import MORE
from pmxl.reports.places import MORE_WIDTH
from pmxl.reports.places import Places
from pmxl.reports.summary import period_word
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

HEADINGS = ("", "Question", "", "What raises it", "Who may know", "Notes of the answer")
WIDTHS = (5.0, 52.0, MORE_WIDTH, 56.0, 24.0, 38.0)
QUESTION = NAME.but(size=12)
ABOUT = style.SMALL.but(size=10)
LOOKS = (MARK, QUESTION, MORE, TEXT, TEXT, TEXT)
LEAST = 64.0
"""Points of a row: room for notes."""
HOW = (
    "They follow from what the figures show and from what was agreed, and ask what happened and what would help, never "
    "whose fault it is."
)
NONE = "Nothing in the figures of this {} raises a question by itself. What do members want to know more about?"


def plan_questions(assessment: Assessment, places: Places) -> SheetPlan:
    """The sheet, one page; a sentence where nothing raises a question."""
    found = assessment.questions
    top = band(assessment, here.QUESTIONS, WIDTHS, f"{plural(len(found), 'question')} worth asking")
    blocks = [top, asked(assessment, places, top.below, WIDTHS)]
    said = HOW if found else NONE.format(period_word(assessment))
    blocks.append(listing.sentence(said, blocks[-1].below, WIDTHS, style.NOTE if found else TEXT))
    whole = listing.joined(*blocks)
    return listing.sheet(
        here.QUESTIONS,
        whole,
        WIDTHS,
        page=page(assessment, whole.below - 1, len(WIDTHS), head_row=top.below if found else 0),
        freeze=(top.below + bool(found), 1),
    )


def asked(assessment: Assessment, places: Places, place: int, wide: Sequence[float]) -> Block:
    """The questions under their headings, one a row; nothing where there are none."""
    if not assessment.questions:
        return Block((), {}, place)
    rows = whole_rows(assessment.measures)
    head = lay(place, 1, [heads(HEADINGS, LOOKS)], wide)
    lines = [line(n, one, places.more(rows[one.measure])) for n, one in enumerate(assessment.questions, 1)]
    return listing.joined(head, lay(head.below, 1, lines, wide, least=LEAST))


def line(number: int, one: Question, more: Cell) -> list[Cell]:
    """One question: its measure small under it, so that it can be read aloud as it stands."""
    return [
        (number, MARK),
        under(one.question, f"{one.name} · {one.about.lower()}", look=QUESTION, small=ABOUT),
        more,
        (one.evidence or DASH, TEXT),
        (one.who or DASH, TEXT),
        (None, TEXT),
    ]
