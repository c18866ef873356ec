"""The checklist of setting a target, and each proposal by the letters of SMART and the six criteria for a target."""

from __future__ import annotations

from itertools import groupby

from pmxl.framework.judged.criterion import Judged
from pmxl.improve.target.checklist import Asked
from pmxl.improve.target.checklist import checklist
from pmxl.improve.target.letters import Letters
from pmxl.improve.target.letters import letters
from pmxl.improve.target.study import Study
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.look import CELL
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.look import TEXT
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.review_page import verdict
from pmxl.reports.target import workings
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

CHECKLIST, JUDGED = "Checklist", "SMART"
WIDE = (44.0, 62.0, 44.0)
ASKS = (
    "What people say is kept on the sheet tests of the framework; the rows to fill in and paste stand on “To paste”. A "
    "blue-edged cell is for notes at the meeting."
)
MARK = 17.0


def asked(found: Study) -> SheetPlan:
    """The six headings with every question."""
    top = band(
        found.framework, f"{found.measure.name}: checklist", WIDE, f"before a target for {found.year.label} is set"
    )
    blocks: list[Block] = [top, listing.sentence(ASKS, top.below, WIDE, style.NOTE)]
    names = ("Question", "What is known", "What people said")
    blocks.append(lay(blocks[-1].below, 1, [heads(names, (TEXT, TEXT, TEXT))], WIDE))
    for heading, questions in groupby(checklist(found), key=lambda one: one.heading):
        blocks.append(listing.subhead(heading, blocks[-1].below, len(WIDE)))
        blocks.append(lay(blocks[-1].below, 1, [line(one) for one in questions], WIDE))
    return sheet(found.framework, CHECKLIST, WIDE, blocks, about=workings.ABOUT, tall=1)


def line(one: Asked) -> list[Cell]:
    """A question with what is known, and what people said or a cell for it."""
    said = (
        (one.said or None, style.INPUT_TEXT.but(size=10, indent=1, valign="vcenter")) if one.criterion else ("", TEXT)
    )
    return [(one.question, TEXT.but(bold=True)), (one.known, TEXT), said]


def judged(found: Study) -> SheetPlan:
    """A row for each letter and criterion, a verdict for each proposal, and why."""
    every = letters(found)
    wide = (20.0, *[MARK] * len(every), 64.0)
    top = band(
        found.framework, f"{found.measure.name}: is it SMART, and should it be a target?", wide, found.year.label
    )
    looks = (STRONG, *[STATUS] * len(every), CELL)
    names = ("Criterion", *(one.proposal.name for one in every), "Why")
    rows = [criterion([one.smart[n] for one in every], every) for n in range(len(every[0].smart))]
    more = [criterion([one.worth[n] for one in every], every) for n in range(len(every[0].worth))]
    smart = table("Letters", top.below, 1, names, rows, looks, wide)
    title = listing.subhead("Should it be a target? Six criteria", smart.below + 1, len(wide))
    worth = table("Worth", title.below, 1, names, more, looks, wide)
    return sheet(found.framework, JUDGED, wide, [top, smart, title, worth], about=workings.ABOUT)


def criterion(found: list[Judged], every: tuple[Letters, ...]) -> list[Cell]:
    """One criterion over every proposal; reasons that differ are told apart by the proposals' names."""
    whys = list(dict.fromkeys(one.why for one in found))
    named = {
        why: ", ".join(letter.proposal.name for letter, one in zip(every, found, strict=True) if one.why == why)
        for why in whys
    }
    said = whys[0] if len(whys) == 1 else "\n".join(f"{named[why]}: {why}" for why in whys)
    return [(found[0].criterion.name, STRONG), *(verdict(one) for one in found), (said, CELL)]
