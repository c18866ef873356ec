"""The first sheet of the register workbook: where every return stands; and how each of its sheets is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.assess.status import BACK
from pmxl.assess.status import Status
from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.band import headed
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import count
from pmxl.reports.figure import dash
from pmxl.reports.figure import day
from pmxl.reports.figure import text
from pmxl.reports.listing import Field
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import NUMBER
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.paper import pages_tall
from pmxl.reports.paper import printed
from pmxl.sheets import style
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.terms import ReturnState

REGISTER = "Register"
GAP = 10.0
SQUEEZE = 1.2
"""So much higher than a page a sheet is still printed on one."""
COUNTED = (
    "Expected = kept + held + refused + missing. Held: somebody must answer first. Refused: it came in the return that "
    "stands and was kept out. A return counts as in on the day on which it was first collected and could be read, and "
    "it is due on the day that its workbook says."
)


def number(value: float) -> Cell:
    """A count; nought stands back."""
    return count(value, NUMBER) if value else dash(NUMBER)


FIELDS = (
    Field("Partner", 27, STRONG, lambda r: (r["name"], STRONG)),
    Field("Stands", 16, STATUS, lambda r: mark.state(r["state"], STATUS)),
    Field("Due", 12.5, DATE, lambda r: day(r["due"], DATE)),
    Field("Days late", 10, NUMBER, lambda r: number(r["days_late"])),
    Field("What came", 23, CELL, lambda r: text(r["file"], CELL)),
    Field("Received", 12.5, DATE, lambda r: day(r["received_at"], DATE)),
    Field("Expected", 10, NUMBER, lambda r: count(r["expected"], NUMBER)),
    Field("Kept", 7, NUMBER, lambda r: number(r["kept"])),
    Field("Held", 7, NUMBER, lambda r: number(r["held"])),
    Field("Refused", 9, NUMBER, lambda r: number(r["refused"])),
    Field("Missing", 9, NUMBER, lambda r: number(r["missing"])),
    Field("Open", 7, NUMBER, lambda r: number(r["open"])),
    Field("To be asked for", 18, CELL, lambda r: text(r["chase"], CELL)),
    Field("Contact", 18, CELL, lambda r: text(r["contact"], CELL), optional=True),
)


def plan_register_sheet(status: Status) -> SheetPlan:
    """The first sheet: a row for every partner, and what the columns mean."""
    return listed(status, REGISTER, counted(status), FIELDS, status.partners, f"{awaited(status)}{COUNTED}")


def awaited(status: Status) -> str:
    """Whose forms are not back, as a sentence before the note; "" where none is awaited."""
    said = "; ".join(f"{one.whose}, {one.called} for {one.period.label}" for one in status.awaited)
    return f"Forms that are not back: {said}.\n" if said else ""


def counted(status: Status) -> str:
    """`3 of 5 returns in · 1 accepted, 2 queried, 1 late, 1 issued`."""
    states = [ReturnState(row["state"]) for row in status.partners]
    asked = [state for state in states if state is not ReturnState.NOTHING_ASKED]
    back = sum(state in BACK for state in asked)
    told = [f"{asked.count(state)} {state.lower()}" for state in mark.STATES if state in asked]
    return " · ".join((f"{back} of {plural(len(asked), 'return')} in", *([", ".join(told)] if told else [])))


def listed(
    status: Status, name: str, aside: str, fields: Sequence[Field], rows: Sequence[Row], note: str, empty: str = ""
) -> SheetPlan:
    """A sheet of one named table under its band, with a note below; a calm sentence where there is nothing to list."""
    fields = listing.fitted(fields, rows)
    wide = listing.widths(fields)
    top = band(status, name, wide, aside)
    blocks = [top]
    if rows or not empty:
        looks: list[Style] = [each.look for each in fields]
        names, cells = [each.heading for each in fields], listing.cells(fields, rows)
        blocks.append(table(name.replace(" ", ""), top.below, 1, names, cells, looks, wide))
    else:
        blocks.append(listing.sentence(empty, top.below, wide))
    if note:
        blocks.append(listing.sentence(note, blocks[-1].below + 1, wide, style.SMALL_WRAP))
    whole = listing.joined(*blocks)
    return listing.sheet(
        name,
        whole,
        wide,
        page=printed(
            f"{status.framework.settings.name} · returns for {status.period.label}",
            whole.below - 1,
            len(wide),
            head_row=top.below,
            tall=pages_tall(sum(whole.heights.values()), wide, SQUEEZE),
        ),
        freeze=(top.below + 1, 2) if whole.tables else None,
    )


def band(status: Status, title: str, wide: Sequence[float], aside: str) -> Block:
    """What the sheet shows, of which period, and on which day."""
    when = f"{status.period.label} ({status.period.spoken})"
    said = (status.framework.settings.name, when, f"as it stands on {day_in_words(status.today)}", aside)
    top = headed(title, said, wide)
    return Block(top.puts, top.heights | {3: GAP}, top.below)
