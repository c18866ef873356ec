"""Paper: how a sheet prints, in XlsxWriter's words."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from pmxl.sheets.describe import Page
from pmxl.sheets.ink import PLAIN
from pmxl.sheets.text import safe_text

PAPERS = {"A3": 8, "A4": 9}
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.45, "bottom": 0.6}  # inches
LOGO_MARGIN = 0.85
"""Inches above the sheet where a picture is printed there."""
MARGIN_LIMIT = 255
MARGIN_SIZE = 8
NUMBERS = {"{page}": "&P", "{pages}": "&N", "{sheet}": "&A"}


def set_page(sheet: Worksheet, page: Page) -> None:
    """Its paper, how much goes on a page, and what is printed above and below."""
    if page.landscape:
        sheet.set_landscape()
    sheet.set_paper(PAPERS[page.paper])
    sheet.set_margins(**MARGINS)
    if page.scale:
        sheet.set_print_scale(page.scale)
    elif page.wide or page.tall:
        sheet.fit_to_pages(page.wide, page.tall)
    if page.area:
        row, col, to_row, to_col = page.area
        sheet.print_area(row - 1, col - 1, to_row - 1, to_col - 1)
    if page.repeat_rows:
        sheet.repeat_rows(page.repeat_rows[0] - 1, page.repeat_rows[1] - 1)
    if page.repeat_cols:
        sheet.repeat_columns(page.repeat_cols[0] - 1, page.repeat_cols[1] - 1)
    if page.col_breaks:
        sheet.set_v_pagebreaks([col - 1 for col in page.col_breaks])
    if page.breaks:
        sheet.set_h_pagebreaks([row - 1 for row in page.breaks])
    if page.center:
        sheet.center_horizontally()
    _set_margins(sheet, page)


def _set_margins(sheet: Worksheet, page: Page) -> None:
    """What is printed above and below the sheet; with a picture, the sheet begins lower."""
    sheet.set_footer(_margin(page, (page.footer_left, page.footer_center, page.footer_right)))
    if page.header_logo:
        sheet.set_header(
            f"&L&G{_margin(page, ('', *page.header[1:]))}",
            {"image_left": "logo", "image_data_left": BytesIO(page.header_logo)},
        )
        sheet.set_margins(top=LOGO_MARGIN)
    elif any(page.header):
        sheet.set_header(_margin(page, page.header))


def _margin(page: Page, texts: tuple[str, str, str]) -> str:
    """Left, middle and right in Excel's codes; the longest gives way where all are too long together."""
    font = "" if page.ink.font == PLAIN.font else f'&"{page.ink.font},Regular"'
    look = f"{font}&{MARGIN_SIZE}&K{page.ink.quiet.removeprefix('#')}"
    said = [safe_text(" ".join(text.split())) for text in texts]
    while len(whole := _coded(said, look)) > MARGIN_LIMIT:
        longest = max(range(len(said)), key=lambda n: len(said[n]))
        said[longest] = said[longest].removesuffix("…")[:-1] + "…"
    return whole


def _coded(said: list[str], look: str) -> str:
    return "".join(f"&{side}{look}{_escaped(text)}" for side, text in zip("LCR", said, strict=True) if text)


def _escaped(text: str) -> str:
    """Ampersands as themselves; numbers of pages and the name of the sheet are for Excel to fill in."""
    text = text.replace("&", "&&")
    for word, code in NUMBERS.items():
        text = text.replace(word, code)
    return text
