"""The template of the house style: one cell for each thing whose look a partnership may choose, in named cell styles.

Described and written like every workbook of ours; make_templates then names the styles of its cells.
"""

from __future__ import annotations

from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.house_style_worn import PREFIX
from pmxl.sheets.house_style_worn import SHEET
from pmxl.terms import Rating

FIRST = 9
SAMPLE = 2
ROW_HEIGHT = 26.0
TEXT_LINE = style.TABLE_TEXT.but(size=11, valign="vcenter", indent=1)
HEADS = ("Cell style", "Where you meet it", "What of it counts")
STEPS = (
    "Change how a cell in the first column looks, or its cell style under Home, Cell Styles: both count.",
    "Save this workbook in the folder templates of your partnership. Every workbook made from then on looks like it.",
    "A colour that could not be read, or a cell style that is gone, is named by its cell; nothing is made until then.",
)
ROWS: tuple[tuple[str, Style, str, str], ...] = (
    ("Title", style.TITLE_BAND.but(size=16), "The title of every sheet", "Letters and ground"),
    ("Subtitle", style.SUBTITLE_BAND.but(valign="vcenter"), "Under the title", "Letters; its ground is the title's"),
    ("Heading", style.HEADING.but(valign="vcenter"), "Headings on a sheet, and the line under them", "Letters"),
    ("Table heading", style.TABLE_HEAD, "Headings of tables and lists", "Letters and ground"),
    ("Text", TEXT_LINE, "Texts and figures", "The font (for everything), letters, and the line below it"),
    ("Note", style.NOTE.but(indent=1), "What stands back: targets, notes, footers", "Letters"),
    ("Link", style.LINK.but(indent=1), "What leads to another sheet", "Letters"),
    ("Chart", style.BODY_STRONG.but(color=style.NAVY, indent=1), "Lines of charts", "Letters, as the colour of lines"),
    ("Green", style.status_style(Rating.GREEN), "On target, and improving", "Letters and ground; it stays a green"),
    ("Amber", style.status_style(Rating.AMBER), "Within tolerance", "Letters and ground; it stays an amber"),
    ("Red", style.status_style(Rating.RED), "Off target, and worsening", "Letters and ground; it stays a red"),
    ("Blue", style.status_style(Rating.BLUE), "Better than target", "Letters and ground; it stays a blue"),
)
LOGO = (
    "Insert your logo anywhere below (Insert, Pictures, over cells): a PNG or JPEG of at most 500 kB, one picture "
    "only. It stands at the left of the title on the first sheet of every workbook, on white."
)


def plan_house_style() -> BookPlan:
    """The template, as the program itself looks."""
    last = FIRST + len(ROWS)
    puts = [
        Put(1, 1, "House style", style.TITLE_BAND, to_col=4),
        Put(2, 1, "How the workbooks of your partnership look", style.SUBTITLE_BAND, to_col=4),
        *(Put(4 + n, SAMPLE, text, style.BODY.but(wrap=True), to_col=4) for n, text in enumerate(STEPS)),
        *(Put(FIRST - 1, SAMPLE + n, text, style.TABLE_HEAD) for n, text in enumerate(HEADS)),
        *(put for n, row in enumerate(ROWS) for put in _row(FIRST + n, *row)),
        Put(last + 1, SAMPLE, "Logo", style.HEADING, to_col=4),
        Put(last + 2, SAMPLE, LOGO, style.BODY_WRAP, to_col=4),
    ]
    heights = {
        1: 34.0,
        2: 22.0,
        3: 8.0,
        4: 20.0,
        5: 20.0,
        6: 20.0,
        7: 8.0,
        FIRST - 1: 22.0,
        last + 1: 28.0,
        last + 2: 34.0,
    }
    heights |= dict.fromkeys(range(FIRST, last), ROW_HEIGHT)
    sheet = SheetPlan(
        SHEET,
        tuple(puts),
        (Column(1, 1, 2), Column(2, 2, 26), Column(3, 3, 46), Column(4, 4, 58)),
        heights,
        page=Page(area=(1, 1, last + 10, 4), tall=1),
        tab=style.NAVY,
    )
    return BookPlan("House style", (sheet,), "Template: fonts, colours and logo of every workbook")


def _row(row: int, name: str, look: Style, where: str, counts: str) -> tuple[Put, ...]:
    return (
        Put(row, SAMPLE, f"{PREFIX}{name}", look),
        Put(row, SAMPLE + 1, where, TEXT_LINE.but(bottom=style.HAIRLINE)),
        Put(row, SAMPLE + 2, counts, TEXT_LINE.but(color=style.MUTED)),
    )


def named_styles() -> dict[str, tuple[int, int]]:
    """The cell that wears each named style."""
    return {name: (FIRST + n, SAMPLE) for n, (name, *_) in enumerate(ROWS)}
