"""The house style: one palette and the named styles that every workbook uses, so that all of them look like one hand.

Colour carries status only, and never alone: a status is a shape, a word and a colour, and it holds on a black-and-white
print. Every text colour stands 4.5:1 or better against its fill (a test computes it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmxl.sheets.describe import Style
from pmxl.sheets.ink import PLAIN
from pmxl.terms import Assurance
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Signal
from pmxl.terms import Travel

INK = PLAIN.text
NAVY = PLAIN.heading
MUTED = PLAIN.quiet
HAIRLINE = PLAIN.line
WHITE = "#FFFFFF"
MIST = "#F4F6F8"  # a quiet ground: table headings, panels
ON_NAVY = "#D3DEEA"  # the second line of a title band
LINK_BLUE = "#1F4E8C"
INPUT_FILL = "#FFF8E5"
INPUT_EDGE = "#96803F"

TITLE_BAND = Style(size=20, bold=True, color=WHITE, fill=NAVY, align="left", indent=1)
SUBTITLE_BAND = Style(size=11, color=ON_NAVY, fill=NAVY, align="left", valign="top", indent=1)
HEADING = Style(size=14, bold=True, color=NAVY, align="left", valign="bottom", bottom=NAVY, heavy=True)
HEADING_ASIDE = HEADING.but(size=11, bold=False, italic=True, color=MUTED)
SUBHEADING = Style(size=12, bold=True, color=NAVY, align="left")
COLUMN_HEAD = Style(size=9, color=MUTED, align="left", bottom=HAIRLINE, wrap=True)

BODY = Style(align="left")
BODY_STRONG = BODY.but(bold=True)
BODY_MUTED = BODY.but(color=MUTED)
BODY_WRAP = BODY.but(wrap=True, valign="top")
CENTERED = BODY.but(align="center")
SMALL = Style(size=9, color=MUTED, align="left")
SMALL_WRAP = SMALL.but(wrap=True, valign="top")
NOTE = Style(size=10, italic=True, color=MUTED, align="left")
NOTE_WRAP = NOTE.but(wrap=True, valign="top")
LINK = Style(color=LINK_BLUE, align="left", underline=True)

NUMBER = Style(align="right", indent=1, number_format="#,##0")  # the indent keeps it off its right neighbour
NUMBER_STRONG = NUMBER.but(bold=True)
NUMBER_MUTED = NUMBER.but(color=MUTED)
DATE_FORMAT = "d mmm yyyy"
MOMENT_FORMAT = "d mmm yyyy hh:mm"
DATE = Style(align="left", number_format=DATE_FORMAT)
MOMENT = Style(align="left", number_format=MOMENT_FORMAT)

HEADLINE = Style(size=24, bold=True, align="left")
HEADLINE_LABEL = Style(size=10, color=MUTED, align="left", valign="top")

TABLE_HEAD = Style(size=10, bold=True, color=NAVY, fill=MIST, align="left", wrap=True, bottom=NAVY)
TABLE_HEAD_RIGHT = TABLE_HEAD.but(align="right", indent=1)
TABLE_TEXT = Style(size=10, align="left", valign="top", bottom=HAIRLINE)
TABLE_NUMBER = TABLE_TEXT.but(align="right", indent=1, number_format="#,##0")

INPUT = Style(
    align="left",
    fill=INPUT_FILL,
    top=INPUT_EDGE,
    bottom=INPUT_EDGE,
    left=INPUT_EDGE,
    right=INPUT_EDGE,
    locked=False,
)
INPUT_TEXT = INPUT.but(wrap=True, valign="top")
INPUT_NUMBER = INPUT.but(align="right", indent=1, number_format="#,##0")
INPUT_DATE = INPUT.but(number_format=DATE_FORMAT)
INPUT_CHOICE = INPUT.but(align="center")
LOCKED_BOX = INPUT.but(
    fill=MIST, color=MUTED, top=HAIRLINE, bottom=HAIRLINE, left=HAIRLINE, right=HAIRLINE, locked=True
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a status word is shown: its shape, the colour of its text, and the tint behind it."""

    shape: str
    color: str
    tint: str


# The four colours of status differ in lightness too, so that their words are told apart by those who see no red and
# green, and on a black-and-white print; tests/test_contrast.py measures it.
GREY = Look("○", MUTED, "#EEF1F4")
STATUS: dict[Rating, Look] = {
    Rating.BLUE: Look("★", "#162F80", "#E3ECFA"),
    Rating.GREEN: Look("●", "#0A6540", "#E1F2E9"),
    Rating.AMBER: Look("▲", "#985A00", "#FDF0D2"),
    Rating.RED: Look("◆", "#8C0F0F", "#FBE3E3"),
} | {rating: GREY for rating in Rating if not rating.is_colour}

TRAVEL: dict[Travel, Look] = {
    Travel.IMPROVING: Look("↗", STATUS[Rating.GREEN].color, WHITE),
    Travel.STEADY: Look("→", MUTED, WHITE),
    Travel.WORSENING: Look("↘", STATUS[Rating.RED].color, WHITE),
    Travel.NOT_COMPARABLE: Look("–", MUTED, WHITE),
}
"""Arrows speak of better and worse, never of up and down: burglary falling is `↗ Improving`."""


@dataclass(frozen=True, slots=True)
class Point:
    """How a figure of a process chart is marked: its point's colour and shape, and the mark and colour of its word."""

    point: str
    shape: Literal["circle", "diamond", "square", "triangle"]
    mark: str
    color: str


PROCESS: dict[Signal, Point] = {
    Signal.IMPROVEMENT: Point("#00B0F0", "square", "■", "#00587A"),
    Signal.CONCERN: Point("#E46C0A", "diamond", "◆", "#994404"),
    Signal.HIGH: Point("#490092", "triangle", "▲", "#490092"),
    Signal.LOW: Point("#490092", "triangle", "▲", "#490092"),
    Signal.COMMON_CAUSE: Point("#A6A6A6", "circle", "●", MUTED),
    Signal.TOO_FEW: Point("#A6A6A6", "circle", "○", MUTED),
}
"""Points in the colours of NHS Making Data Count, each with a shape and a dark edge, for two of the colours are too
light to stand alone; the words that name them are darker. Common cause is grey: nothing is asked of anyone.
"""
ASSURANCE: dict[Assurance, Point] = {
    Assurance.PASSING: Point("#00B0F0", "circle", "P", "#00587A"),
    Assurance.FAILING: Point("#E46C0A", "circle", "F", "#994404"),
    Assurance.HIT_AND_MISS: Point("#A6A6A6", "circle", "?", MUTED),
}
"""Whether the target will be met, by the letters of Making Data Count."""


def status_text(rating: Rating) -> str:
    """Shape and word: `● Green`."""
    return f"{STATUS[rating].shape} {rating}"


def status_style(rating: Rating, base: Style = BODY_STRONG) -> Style:
    """A style in the colours of a rating."""
    look = STATUS[rating]
    return base.but(color=look.color, fill=look.tint, align="left", indent=1)


def travel_text(travel: Travel) -> str:
    """Arrow and word: `↗ Improving`."""
    return f"{TRAVEL[travel].shape} {travel}"


def ruled(style: Style) -> Style:
    """The same style with the hairline that parts one row from the next."""
    return style.but(bottom=HAIRLINE, heavy=False)


def number_format(decimals: int, kind: str = Kind.COUNT) -> str:
    """Excel's format for a figure of a measure: grouped, in its decimals, its unit shown beside it and not in it.

    Percentages are stored in percent units (95 means 95 %), so their format carries no % sign. A milestone is a date.
    """
    if kind == Kind.MILESTONE:
        return DATE_FORMAT
    if not 0 <= decimals <= 15:
        raise ValueError(f"A figure has 0 to 15 decimals, not {decimals}")
    return "#,##0" + ("." + "0" * decimals if decimals else "")
