"""The looks that the sheets behind the first one share: of listings (rows under headings) and of named tables."""

from __future__ import annotations

from pmxl.reports.figure import BESIDE
from pmxl.sheets import style

ROW = {"size": 10}
NAME = style.ruled(style.BODY_STRONG.but(wrap=True, indent=1))
UNIT = style.SMALL
FIGURE = style.ruled(style.NUMBER_STRONG.but(**ROW))
PLAIN = style.ruled(style.NUMBER.but(**ROW))
PLAIN_BESIDE = PLAIN.but(**BESIDE)
AIM = style.ruled(style.NUMBER_MUTED.but(**ROW))
RATED = style.ruled(style.BODY_STRONG.but(indent=1, size=10.5))
MOVED = style.ruled(style.BODY_MUTED.but(wrap=True, indent=1, **ROW))
TEXT = style.ruled(style.BODY.but(wrap=True, indent=1, **ROW))
MUTED = TEXT.but(color=style.MUTED)
MARK = style.ruled(style.CENTERED.but(**ROW))
DAY = TEXT.but(wrap=False, number_format=style.DATE_FORMAT)
MOMENT = TEXT.but(wrap=False, number_format=style.MOMENT_FORMAT)

SHORT = style.TABLE_TEXT.but(valign="vcenter", indent=1)
CELL = SHORT.but(wrap=True)
STRONG = CELL.but(bold=True)
STATUS = SHORT.but(bold=True)
QUIET = SHORT.but(color=style.MUTED)
NUMBER = style.TABLE_NUMBER.but(valign="vcenter")
NUMBER_BESIDE = NUMBER.but(**BESIDE)
DATE = SHORT.but(number_format=style.DATE_FORMAT)
RECEIVED = SHORT.but(number_format=style.MOMENT_FORMAT)
