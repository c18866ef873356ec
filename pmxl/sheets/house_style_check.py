"""What breaks the contract of a house style: a style gone, colours that cannot be read, a logo of no use."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from collections.abc import Mapping
from io import BytesIO

from xlsxwriter.image import Image

from pmxl.sheets import style
from pmxl.sheets.colour import channels
from pmxl.sheets.contrast import GRAPHIC
from pmxl.sheets.contrast import TEXT
from pmxl.sheets.contrast import contrast
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.house_style_worn import NAMES
from pmxl.sheets.house_style_worn import PREFIX
from pmxl.sheets.house_style_worn import STATUS
from pmxl.sheets.house_style_worn import Worn
from pmxl.terms import Rating

LARGEST_LOGO = 500_000
"""Bytes: it goes into every workbook, and those go by e-mail."""
WIDEST_LOGO, HIGHEST_LOGO = 2000, 1000
PICTURE_KINDS = ("PNG", "JPEG", "JPG")
HUES = {Rating.GREEN: (80, 175), Rating.AMBER: (18, 60), Rating.RED: (335, 378), Rating.BLUE: (185, 262)}
"""Degrees within which a colour bears its name; red goes on beyond 360."""
FRESH = "Take a fresh template with: pmxl template house-style"
FONT_NAME = re.compile(r"[A-Za-z][\w .-]{0,30}")
Faces = Mapping[str, Worn]
Fault = tuple[str, Worn | None, str, str]
"""Code, the cell it is about, what is found, what is asked."""


def faults_of(house: HouseStyle, worn: Faces, pictures: tuple[bytes, ...]) -> list[Fault]:
    """Everything that breaks the contract, once all its styles are there."""
    return [*_unreadable(house, worn), *_misnamed(house, worn), *_odd_fonts(worn), *_odd_pictures(pictures)]


def missing(worn: Faces) -> Iterator[Fault]:
    """The styles that no cell wears."""
    for name in (*NAMES, *STATUS):
        if name not in worn:
            says = f"No cell wears the cell style '{PREFIX}{name}'."
            yield "TPL003", None, says, f"Give it to a cell under Home, Cell Styles. {FRESH}, if it is gone."


def _unreadable(house: HouseStyle, worn: Faces) -> Iterator[Fault]:
    """Every pair of letters and ground that is met on some sheet, at 4.5:1; the lines of charts at 3:1 on white."""
    grounds = {"paper": style.WHITE, "cells to fill in": style.INPUT_FILL, "table headings": house.table_heading.fill}
    pairs = [("Title", house.title.text, house.title.fill, ""), ("Subtitle", house.subtitle.text, house.title.fill, "")]
    pairs.append(("Table heading", house.table_heading.text, house.table_heading.fill, ""))
    for name, text in (("Text", house.text), ("Note", house.note), ("Heading", house.heading), ("Link", house.link)):
        pairs += [(name, text, ground, f" of {what}") for what, ground in grounds.items()]
    for name, ground in house.status:
        pairs += [(name, ground.text, ground.fill, ""), (name, ground.text, style.WHITE, " of paper")]
    told = set()
    for name, text, fill, of in pairs:
        if contrast(text, fill) < TEXT and name not in told:
            told.add(name)
            says = f"'{PREFIX}{name}' has letters {text} on the ground {fill}{of}: a contrast of"
            says = f"{says} {contrast(text, fill):.1f} to 1, and {TEXT} to 1 is needed to read it."
            yield "TPL002", worn[name], says, "Choose darker letters or a paler ground, or the other way round."
    if contrast(house.chart, style.WHITE) < GRAPHIC:
        says = f"Lines of charts in {house.chart} have a contrast of {contrast(house.chart, style.WHITE):.1f} to 1"
        says = f"{says} with paper, and {GRAPHIC:g} to 1 is needed to see them."
        yield "TPL008", worn["Chart"], says, f"Give the letters of '{PREFIX}Chart' a darker colour."


def _misnamed(house: HouseStyle, worn: Faces) -> Iterator[Fault]:
    """A colour that is not what its word says: people speak of it by its word."""
    for rating, (first, last) in HUES.items():
        text = house.look(rating).color
        hue, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(text)))
        degrees = hue * 360
        if saturation == 0 or not (first <= degrees <= last or first <= degrees + 360 <= last):
            says = f"The letters of '{PREFIX}{rating}' are {text}, which is no {rating.lower()}."
            yield "TPL007", worn[rating.value], says, f"Choose a {rating.lower()} for it: people say {rating} of it."


def _odd_fonts(worn: Faces) -> Iterator[Fault]:
    if not FONT_NAME.fullmatch(worn["Text"].font):
        says = f"The font of '{PREFIX}Text' is called '{worn['Text'].font[:40]}'."
        yield "TPL009", worn["Text"], says, "Choose a font by a plain name, such as Arial."


def _odd_pictures(pictures: tuple[bytes, ...]) -> Iterator[Fault]:
    if len(pictures) > 1:
        says = f"The workbook holds {len(pictures)} pictures, and one of them is to be the logo."
        yield "TPL006", None, says, "Delete all but the logo."
        return
    for data in pictures:
        logo = picture(data)
        if logo is None:
            yield "TPL005", None, "The logo is neither a PNG nor a JPEG.", "Save it as a PNG and insert it again."
        elif len(data) > LARGEST_LOGO or logo.width > WIDEST_LOGO or logo.height > HIGHEST_LOGO:
            says = f"The logo has {logo.width:.0f} by {logo.height:.0f} pixels and {len(data) / 1000:,.0f} kB, and at"
            says = f"{says} most {WIDEST_LOGO:,} by {HIGHEST_LOGO:,} and {LARGEST_LOGO // 1000} kB go into workbooks."
            yield "TPL005", None, says, "Make it smaller and insert it again."


def picture(data: bytes) -> Image | None:
    """A picture with its size; None where it is neither a PNG nor a JPEG."""
    try:
        found = Image(BytesIO(data))
    except Exception:
        return None  # whatever else it may be
    return found if found.image_type in PICTURE_KINDS and found.width and found.height else None
