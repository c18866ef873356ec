"""Officer's book: a workbook that an officer keeps as a template, opened for its formats.

The file passes the same checks as a return before it is opened: a template is a file like any other.
"""

from __future__ import annotations

import colorsys
import re
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.workbook import Workbook

from pmxl.findings import refuse
from pmxl.sheets.colour import channels
from pmxl.sheets.colour import colour_of
from pmxl.sheets.container import Container
from pmxl.sheets.intake import take
from pmxl.sheets.markup import walk
from pmxl.sheets.package import SheetEntry
from pmxl.sheets.package import open_package
from pmxl.sheets.package import workbook_part
from pmxl.sheets.read import read_workbook

THEME_COLOUR = re.compile(
    rb"<a:(dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)>\s*<a:(?:srgbClr val|sysClr[^>]*lastClr)=\"([0-9A-Fa-f]{6})\""
)
THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""As cells number them: light and dark change places with the order in which a theme lists them."""
OFFICE = {"lt1": "FFFFFF", "dk1": "000000"}
SYSTEM = {64: "000000", 65: "FFFFFF"}
PARSED = (".xml", ".rels", ".vml")
PICTURE = re.compile(r"xl/media/.+", re.IGNORECASE)


class OfficerBook:
    """A template as an officer saved it: its sheets and formats by openpyxl, its colours resolved, its pictures."""

    def __init__(self, path: Path) -> None:
        """Opens it; raises what `read_workbook` raises, and TPL001 where its formats cannot be read."""
        self.file = path.name
        data = take(path)
        self.read = read_workbook(path, data)
        container = Container(data, path.name)
        for name in container.names:
            if name.lower().endswith(PARSED):  # openpyxl will, and it lets entities be declared
                walk(container.read(name), path.name, name, {})
        self.pictures = tuple(container.read(name) for name in container.names if PICTURE.fullmatch(name))
        package = open_package(container, workbook_part(container))
        self._drawn = {entry.name for entry in package.sheets if _leads_to_drawing(container, entry)}
        self.book = self._opened(data)
        found = {name.decode(): colour.decode() for name, colour in THEME_COLOUR.findall(self.book.loaded_theme or b"")}
        self._theme = OFFICE | found

    def colour(self, colour: Any) -> str | None:
        """A colour of openpyxl's as `#RRGGBB`, of a theme too; None where it is automatic."""
        if colour is None or colour.type == "auto":
            return None
        if colour.type == "theme":
            name = THEME_ORDER[colour.theme] if colour.theme < len(THEME_ORDER) else "dk1"
            return tinted(f"#{self._theme.get(name, OFFICE['dk1'])}", colour.tint)
        if colour.type == "indexed":
            index = colour.indexed
            return "#" + (SYSTEM[index] if index in SYSTEM else COLOR_INDEX[index % len(COLOR_INDEX)][-6:]).upper()
        return f"#{str(colour.rgb)[-6:].upper()}"

    def is_drawn_on(self, sheet: str) -> bool:
        """True where pictures, shapes or charts lie on a sheet; notes on its cells do not count."""
        return sheet in self._drawn

    def _opened(self, data: bytes) -> Workbook:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what openpyxl leaves out nothing is looked for
                return load_workbook(BytesIO(data), rich_text=True)
        except Exception as error:
            says = f"Its formats cannot be read ({type(error).__name__})."
            ask = "Open it in Excel and save it again, or take a fresh one with: pmxl template."
            raise refuse("TPL001", says, ask, file=self.file) from error


def _leads_to_drawing(container: Container, entry: SheetEntry) -> bool:
    folder, _, part = entry.part.rpartition("/")
    listing = f"{folder}/_rels/{part}.rels"
    return listing in container and b'/relationships/drawing"' in container.read(listing)


def tinted(colour: str, tint: float) -> str:
    """A colour of a theme made lighter (tint above 0) or darker, as Excel reckons it."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(colour)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return colour_of(255 * channel for channel in colorsys.hls_to_rgb(hue, light, saturation))
