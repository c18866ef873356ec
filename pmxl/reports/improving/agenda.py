"""The sheet Agenda: what the improvement group should talk about, most pressing first, with room for what it agrees."""

from __future__ import annotations

from pmxl.assess import Assessment
from pmxl.improve.agenda import Item
from pmxl.improve.agenda import agenda
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import places as here
from pmxl.reports.band import band
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import text
from pmxl.reports.improving.shown import shown
from pmxl.reports.look import MARK
from pmxl.reports.look import NAME
from pmxl.reports.look import TEXT
from pmxl.reports.named import under
from pmxl.reports.paper import page
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan

HEAD_ROW = 4
HEADINGS = ("", "Measure", "What the facts are", "Who speaks", "What to ask", "Agreed: who does what by when")
WIDTHS = (5.0, 34.0, 58.0, 24.0, 32.0, 36.0)
LOOKS = (MARK, NAME, TEXT, TEXT, TEXT, TEXT)
LEAST = 48.0
NOTE = (
    "The agenda follows from the triggers that were agreed and from the action plans that came back. Those who speak "
    "help the group to see what happened and what would help: it is not about fault."
)


def sheets(assessment: Assessment) -> tuple[SheetPlan, ...]:
    """The sheet where there is anything to talk about; none where there is not."""
    items = agenda(assessment.framework, shown(assessment))
    if not items:
        return ()
    blocks = [band(assessment, here.AGENDA, WIDTHS, f"improvement group: {plural(len(items), 'item')}")]
    blocks.append(lay(HEAD_ROW, 1, [heads(HEADINGS, LOOKS)], WIDTHS))
    number = 0
    for heading in dict.fromkeys(item.heading for item in items):
        mine = [item for item in items if item.heading == heading]
        blocks.append(listing.subhead(heading, blocks[-1].below, len(WIDTHS)))
        lines = [line(n, item) for n, item in enumerate(mine, number + 1)]
        blocks.append(lay(blocks[-1].below, 1, lines, WIDTHS, least=LEAST))
        number += len(mine)
    blocks.append(listing.sentence(NOTE, blocks[-1].below, WIDTHS, style.NOTE))
    whole = listing.joined(*blocks)
    return (
        listing.sheet(
            here.AGENDA,
            whole,
            WIDTHS,
            page=page(assessment, whole.below - 1, len(WIDTHS), head_row=HEAD_ROW),
            freeze=(HEAD_ROW + 1, 1),
        ),
    )


def line(number: int, item: Item) -> list[Cell]:
    """One item."""
    return [
        (number, MARK),
        under(item.measure, item.whose, look=NAME),
        text(item.facts, TEXT),
        text(item.who, TEXT),
        (item.ask, TEXT),
        (None, TEXT),
    ]
