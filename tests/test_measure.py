"""Measuring: how wide text is, how many lines it takes, and whether everything on a planned sheet can be read."""

from __future__ import annotations

import io
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Content
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Table
from pmxl.sheets.glyphs import fits
from pmxl.sheets.glyphs import lines_needed
from pmxl.sheets.glyphs import row_height
from pmxl.sheets.glyphs import text_width
from pmxl.sheets.grid import Grid
from pmxl.sheets.measure import clipped
from pmxl.sheets.shown import shown
from pmxl.sheets.write import plan_to_bytes
from tests.showcase import showcase

LONG = "Households helped before they lost their home, as a share of all who asked"


@pytest.mark.parametrize(
    ("text", "look", "width"),
    [
        ("", style.BODY, 0.0),
        ("0", style.BODY, 1.06),
        ("0000000000", style.BODY, 10.62),
        ("iiiiiiiiii", style.BODY, 4.81),
        ("MMMMMMMMMM", style.BODY, 17.91),
        ("MMMMMMMMMM", style.BODY_STRONG, 18.31),
        ("0", style.BODY.but(size=22), 2.12),
        ("0", style.BODY.but(indent=1), 1.06 + 9 / 7),
        ("a\nbbbb", style.BODY, 4.40),
        ("é", style.BODY, 1.04),
        ("漢", style.BODY, 2.10),
        ("a\u0301", style.BODY, 1.0),
    ],
)
def test_text_width(text: str, look: Style, width: float) -> None:
    """Widths are Calibri's, in characters of a column: narrow letters narrow, accents free, Chinese a full em."""
    assert text_width(text, look) == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("short", 10, 1),
        (LONG, 100, 1),
        (LONG, 40, 2),
        (LONG, 20, 4),
        ("one\ntwo\n\nfour", 40, 4),
        ("trailing blank      ", 13, 1),
        ("0" * 40, 10.7, 4),
        ("see " + "0" * 20, 10.7, 3),
        ("x", 0, 1),
    ],
)
def test_lines_needed(text: str, width: float, lines: int) -> None:
    """Text breaks at its blanks and line breaks, and inside a word that is longer than the line."""
    assert lines_needed(text, style.BODY_WRAP, width) == lines
    assert fits(text, style.BODY_WRAP, width, lines)
    assert lines == 1 or not fits(text, style.BODY_WRAP, width, lines - 1)


@given(st.text(alphabet="abc 0W-\n", max_size=80), st.floats(3, 60), st.floats(0, 20))
def test_a_wider_column_never_takes_more_lines(text: str, width: float, more: float) -> None:
    """Lines fall, or stay, as the column widens; bold never takes fewer than plain."""
    assert lines_needed(text, style.BODY, width + more) <= lines_needed(text, style.BODY, width)
    assert lines_needed(text, style.BODY_STRONG, width) >= lines_needed(text, style.BODY, width)


@pytest.mark.parametrize(
    ("lines", "size", "points"), [(1, 11, 15), (2, 11, 30), (3, 11, 45), (1, 9, 12), (1, 14, 18.75), (1, 20, 27)]
)
def test_row_height(lines: int, size: float, points: float) -> None:
    """Rows are as high as Excel fits them, in whole pixels."""
    assert row_height(lines, size) == points


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        ("text", "#,##0", "text"),
        (True, "General", "TRUE"),
        (1565.4, "#,##0", "1,565"),
        (1.005, "0.00", "1.01"),
        (-1565.5, "#,##0", "-1,566"),
        (46.41, "#,##0.0", "46.4"),
        (0.464, "0.0%", "46.4%"),
        (-5.0, '+#,##0.0;"−"#,##0.0;0', "−5.0"),
        (0.0, "+#,##0.0;-#,##0.0;0", "0"),
        (412.0, '"£"#,##0_)', "£412 "),
        (1234.5, "General", "1234.5"),
        (1 / 3, "General", "0.3333333333"),
        (2.0, "General", "2"),
        (date(2023, 1, 9), "d mmm yyyy", "09 Jan 2023"),
        (date(2023, 1, 9), "General", "09 Jan 2023"),
        (datetime(2023, 1, 9, 14, 5, tzinfo=UTC), "d mmm yyyy hh:mm", "09 Jan 2023 14:05"),
        (44935.0, "d mmm yyyy", "00 Mmm 0000"),
        (Formula("A1", 3.0), "0.0", "3.0"),
        (Rich((("a", style.BODY), ("b", style.SMALL))), "General", "ab"),
        (Link("go", "'One'!A1"), "General", "go"),
    ],
)
def test_shown(value: Content, number_format: str, text: str) -> None:
    """What stands in a cell is the value through its format, a figure half away from zero."""
    assert shown(value, number_format) == text


def one(*puts: Put, **more: Any) -> list[str]:
    """What is clipped on one sheet, with a first column of 10 and a second of 5 characters."""
    columns = more.pop("columns", (Column(1, 1, 10), Column(2, 2, 5)))
    return clipped(BookPlan("T", (SheetPlan("One", puts, columns, **more),)))


WRAP = style.BODY_WRAP
WIDE = "twenty letters wide!"


@pytest.mark.parametrize(
    ("puts", "more", "says"),
    [
        ((Put(1, 1, 12345678.0, style.NUMBER),), {}, "One!A1: '12,345,678' shows as ####"),
        ((Put(1, 2, date(2023, 12, 31), style.DATE),), {}, "One!B1: '31 Dec 2023' shows as ####"),
        ((Put(1, 1, Formula("1", 123456789012.0), style.NUMBER),), {}, "shows as ####"),
        ((Put(1, 1, 12345678.0, style.NUMBER.but(wrap=True)),), {}, "shows as ####"),
        ((Put(1, 1, WIDE), Put(1, 2, "x")), {}, "One!A1: 'twenty letters wide!' needs"),
        ((Put(1, 1, WIDE), Put(1, 2, 0.0)), {}, "One!A1"),
        ((Put(1, 1, WIDE), Put(1, 2, None, to_col=3)), {}, "One!A1"),
        ((Put(1, 1, "x"), Put(1, 2, WIDE, style.BODY.but(align="right"))), {}, "One!B1"),
        ((Put(1, 1, WIDE, style.CENTERED), Put(1, 2, None)), {}, "One!A1"),
        ((Put(1, 1, WIDE * 3),), {"page": Page(area=(1, 1, 9, 3))}, "One!A1"),
        ((Put(1, 1, WIDE * 2, to_col=2),), {}, "One!A1"),
        ((Put(1, 1, LONG, WRAP),), {"heights": {1: 45.0}}, "takes 7 lines of 11 points"),
        ((Put(1, 1, LONG, WRAP, to_col=2),), {}, "takes 5 lines of 11 points and its place is 15 points high"),
        ((Put(1, 1, "x", style.TITLE_BAND),), {"heights": {1: 20.0}}, "takes 1 lines of 20 points"),
        ((Put(1, 1, "upright text", style.BODY.but(rotate=90)),), {"heights": {1: 30.0}}, "points high in 30"),
        ((Put(1, 1, Rich((("small ", style.SMALL), ("and large", style.HEADING)))), Put(1, 2, "x")), {}, "One!A1"),
    ],
)
def test_what_cannot_be_read_is_named(puts: tuple[Put, ...], more: dict[str, Any], says: str) -> None:
    """Figures turned to ####, text cut by a neighbour, a print edge or a low row: each is named by its cell."""
    found = one(*puts, **more)
    assert any(says in line for line in found), found


@pytest.mark.parametrize(
    ("puts", "more"),
    [
        ((Put(1, 1, 123456.0, style.NUMBER),), {}),
        ((Put(1, 1, WIDE), Put(1, 2, None), Put(1, 3, "")), {}),
        ((Put(1, 1, "x"), Put(1, 4, WIDE, style.BODY.but(align="right"))), {}),
        ((Put(1, 2, WIDE, style.CENTERED),), {}),
        ((Put(1, 1, WIDE, style.BODY, to_col=3),), {}),
        ((Put(1, 1, LONG, WRAP),), {}),
        ((Put(1, 1, LONG, WRAP),), {"heights": {1: row_height(9)}}),
        ((Put(1, 1, LONG, WRAP, to_row=9),), {}),
        ((Put(1, 1, LONG, WRAP, to_col=2), Put(1, 3, "\n" * 6, WRAP)), {}),
        ((Put(1, 1, WIDE), Put(1, 2, "x")), {"state": "hidden"}),
        ((Put(1, 1, WIDE), Put(1, 2, "x")), {"columns": (Column(1, 1, 10, hidden=True),)}),
        ((Put(1, 1, "upright text", style.BODY.but(rotate=90)),), {"heights": {1: 70.0}}),
    ],
)
def test_what_can_be_read_is_not_named(puts: tuple[Put, ...], more: dict[str, Any]) -> None:
    """Text runs on over empty cells, Excel fits rows nobody set, and nobody reads what is hidden."""
    assert one(*puts, **more) == []


def test_a_heading_leaves_room_for_its_filter() -> None:
    """The button of a filter takes 17 pixels of a heading; without filters they are the heading's."""
    looks = (style.TABLE_TEXT, style.TABLE_NUMBER)
    needed = text_width("Ten letters", Style(bold=True))
    full = Table("t", 1, 1, ("Ten letters", "x"), (("a", 1.0),), looks, Style(bold=True))
    columns = (Column(1, 1, needed + 1), Column(2, 2, 5))
    assert one(tables=(full,), columns=columns)[0].startswith("One!A1: 'Ten letters' needs ")
    bare = Table("t", 1, 1, ("Ten letters", "x"), (("a", 1.0),), looks, Style(bold=True), filters=False)
    assert one(tables=(bare,), columns=columns) == []


def test_a_row_nobody_set_is_written_as_high_as_its_text() -> None:
    """Programs that do not fit rows when they open a file show all of it; a row that is set stays as it was set."""
    puts = (Put(1, 1, LONG, WRAP), Put(2, 1, LONG, WRAP), Put(3, 1, "x"), Put(4, 1, "x", style.TITLE_BAND))
    plan = SheetPlan("One", puts, (Column(1, 1, 20),), {2: 30.0})
    assert Grid(plan).heights == {1: row_height(4), 2: 30.0, 4: row_height(1, 20)}
    sheet = openpyxl.load_workbook(io.BytesIO(plan_to_bytes(BookPlan("T", (plan,)))))["One"]
    assert [sheet.row_dimensions[row].height for row in range(1, 5)] == [60, 30, None, 27]


def test_the_showcase_can_be_read() -> None:
    """Nothing is clipped in a workbook with one of everything."""
    assert clipped(showcase()) == []
