"""Reading a house style: the template of a partnership becomes a value, or every cell is named that breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.sheets.house_style import Ground
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.house_style import Logo
from pmxl.sheets.house_style_check import faults_of
from pmxl.sheets.house_style_check import missing
from pmxl.sheets.house_style_check import picture
from pmxl.sheets.house_style_worn import SHEET
from pmxl.sheets.house_style_worn import STATUS
from pmxl.sheets.house_style_worn import Worn
from pmxl.sheets.house_style_worn import worn_in
from pmxl.sheets.officer_book import OfficerBook
from pmxl.terms import Severity


def read_house_style(path: Path) -> HouseStyle:
    """The house style of a template; a Refusal that names every cell that breaks its contract (TPL002 to TPL008)."""
    book = OfficerBook(path)
    worn = dict(worn_in(book))
    gone = list(missing(worn))
    if gone:
        raise Refusal(*(_finding(book.file, *fault) for fault in gone))
    house = _house(worn, _logo(book.pictures))
    faults = faults_of(house, worn, book.pictures)
    if faults:
        raise Refusal(*(_finding(book.file, *fault) for fault in faults))
    return house


def _finding(file: str, code: str, worn: Worn | None, says: str, ask: str) -> Finding:
    sheet, cell = (worn.sheet, worn.cell) if worn else (SHEET, "")
    return Finding(code, Severity.ERROR, says, ask, file=file, sheet=sheet, cell=cell, part=SHEET)


def _house(worn: Mapping[str, Worn], logo: Logo | None) -> HouseStyle:
    title, subtitle, table = worn["Title"], worn["Subtitle"], worn["Table heading"]
    return HouseStyle(
        font=worn["Text"].font,
        title=Ground(title.text, title.fill),
        subtitle=Ground(subtitle.text, title.fill),
        heading=worn["Heading"].text,
        table_heading=Ground(table.text, table.fill),
        text=worn["Text"].text,
        note=worn["Note"].text,
        link=worn["Link"].text,
        line=worn["Text"].edge,
        chart=worn["Chart"].text,
        status=tuple((name, Ground(worn[name].text, worn[name].fill)) for name in STATUS),
        logo=logo,
    )


def _logo(pictures: tuple[bytes, ...]) -> Logo | None:
    """The one picture of the template; None without one."""
    image = picture(pictures[0]) if pictures else None
    return Logo(pictures[0], image.width, image.height) if image else None
