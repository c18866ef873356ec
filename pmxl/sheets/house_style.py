"""House style: the fonts, colours and logo in which every workbook is dressed; the program's own unless a partnership
has its own in `templates/house-style.xlsx`.

The names are those of the cell styles in that workbook. The cream of cells to fill in and the shapes of status are
not for changing: the guidance names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from pmxl.sheets import style
from pmxl.sheets.ink import PLAIN
from pmxl.sheets.style import Look
from pmxl.terms import Rating

WIDER = {
    "aptos": 1.06,
    "arial": 1.1,
    "calibri": 1.0,
    "cambria": 1.05,
    "candara": 1.04,
    "carlito": 1.0,
    "corbel": 1.03,
    "garamond": 0.98,
    "georgia": 1.16,
    "gill sans mt": 1.03,
    "helvetica": 1.1,
    "liberation sans": 1.1,
    "segoe ui": 1.1,
    "tahoma": 1.1,
    "times new roman": 1.02,
    "trebuchet ms": 1.1,
    "verdana": 1.29,
}
"""How much wider a font runs than Calibri, in which every width of ours is measured: its letters are made so much
smaller, and stand about as high.
"""
OF_A_FONT_UNKNOWN = 1.15


@dataclass(frozen=True, slots=True)
class Ground:
    """Text of one colour on a ground of one colour."""

    text: str
    fill: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: the bytes of a PNG or JPEG, and its size in pixels."""

    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a partnership chooses of how its workbooks look; the defaults are the program's own."""

    font: str = PLAIN.font
    title: Ground = Ground(style.WHITE, style.NAVY)
    subtitle: Ground = Ground(style.ON_NAVY, style.NAVY)
    heading: str = style.NAVY
    table_heading: Ground = Ground(style.NAVY, style.MIST)
    text: str = style.INK
    note: str = style.MUTED
    link: str = style.LINK_BLUE
    line: str = style.HAIRLINE
    chart: str = style.NAVY
    status: tuple[tuple[str, Ground], ...] = field(
        default=tuple(
            (rating.value, Ground(style.STATUS[rating].color, style.STATUS[rating].tint))
            for rating in Rating
            if rating.is_colour
        )
    )
    logo: Logo | None = None

    def look(self, rating: Rating) -> Look:
        """How a rating looks in this style; a grey word as it always does."""
        own = style.STATUS[rating]
        found = dict(self.status).get(rating.value)
        return Look(own.shape, found.text, found.fill) if found else own

    @property
    def smaller(self) -> float:
        """What a size of Calibri is multiplied by, so that this font takes no more room."""
        return 1 / WIDER.get(self.font.casefold(), OF_A_FONT_UNKNOWN)


HOUSE = HouseStyle()
"""The program's own."""
