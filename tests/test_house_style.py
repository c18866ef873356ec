"""House style: an officer's colours, font and logo in every workbook, and what breaks the template's contract named."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Border
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.styles import Side
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from pmxl.batch.begin import copy_template
from pmxl.batch.begin import new
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.roll import roll
from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.sheets import style
from pmxl.sheets.contrast import TEXT
from pmxl.sheets.contrast import contrast
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.dress import SMALLEST
from pmxl.sheets.dress import changed
from pmxl.sheets.dress import dressed
from pmxl.sheets.dress import resized
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import WIDER
from pmxl.sheets.house_style import Ground
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.house_style import Logo
from pmxl.sheets.house_style_read import read_house_style
from pmxl.sheets.letterhead import with_logo
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.measure import clipped
from pmxl.sheets.officer_book import tinted
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from pmxl.shipped import TEMPLATES
from pmxl.shipped import is_as_shipped
from pmxl.terms import Rating
from tests.kinds import KINDS
from tests.kinds import every_put
from tests.kinds import plan_of
from tests.test_batch import PERIOD
from tests.threewoods import partnership
from workbooks.make_templates import make

SHIPPED = Path(__file__).resolve().parents[1] / "templates"
FOREST, IVORY, PLUM = "#1F3D2B", "#F3EFE4", "#5A1E4B"
GREENISH = replace(
    HOUSE,
    font="Arial",
    title=Ground("#FFFFFF", FOREST),
    subtitle=Ground("#E4EFE7", FOREST),
    heading=FOREST,
    table_heading=Ground(FOREST, IVORY),
    chart=PLUM,
)


def png(width: int, height: int) -> bytes:
    """A plain picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x20\x60\x40" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def edited(path: Path, change: Callable[[Worksheet], object], *pictures: bytes) -> Path:
    """The template as an officer saves it: changed, and with pictures on it."""
    book = load_workbook(SHIPPED / "house-style.xlsx")
    change(book["House style"])
    file = path / "house-style.xlsx"
    book.save(file)
    with ZipFile(file, "a") as archive:
        for n, picture in enumerate(pictures, 1):
            archive.writestr(f"xl/media/image{n}.png", picture)
    return file


def cell_of(sheet: Worksheet, name: str) -> str:
    """Where a named style is worn."""
    return next(c.coordinate for row in sheet.iter_rows() for c in row if str(c.style) == f"House {name}")


def letters(name: str, colour: str) -> Callable[[Worksheet], None]:
    """A change of the colour of letters."""

    def change(sheet: Worksheet) -> None:
        cell = sheet[cell_of(sheet, name)]
        font = cell.font
        cell.font = Font(name=font.name, size=font.sz, bold=font.b, color=f"FF{colour[1:]}")

    return change


def refusal(path: Path) -> str:
    """What is said of a template."""
    with pytest.raises(Refusal) as caught:
        read_house_style(path)
    return str(caught.value)


# --- the template


def test_the_shipped_templates_are_those_that_are_made(tmp_path: Path) -> None:
    """Byte for byte, part by part."""
    for made in make(tmp_path):
        with ZipFile(made) as one, ZipFile(SHIPPED / made.name) as other:
            assert one.namelist() == other.namelist()
            assert [one.read(part) for part in one.namelist()] == [other.read(part) for part in other.namelist()]


def test_the_template_as_it_comes_is_the_program_s_own_style() -> None:
    """Nothing changed, nothing changes; the file is sound."""
    path = SHIPPED / "house-style.xlsx"
    assert read_house_style(path) == HOUSE
    assert lint_workbook(path.read_bytes()) == []
    assert is_as_shipped(path)


def test_a_new_partnership_has_the_templates_and_takes_fresh_ones(tmp_path: Path) -> None:
    """Copied by `new`; one that stands is never overwritten; an unknown name is answered with those there are."""
    new(tmp_path / "place", "Place")
    assert sorted(file.stem for file in (tmp_path / "place" / "templates").iterdir()) == sorted(TEMPLATES)
    where = ["--partnership", str(tmp_path / "place")]
    with pytest.raises(Refusal, match=r"is not overwritten\. Move it away .*OUT004"):
        copy_template(tmp_path / "place", "house-style")
    (tmp_path / "place" / "templates" / "house-style.xlsx").unlink()
    assert "house-style.xlsx" in CliRunner().invoke(app, ["template", "house-style", *where]).stdout.replace("\n", "")
    with pytest.raises(Refusal, match="TPL018"):
        copy_template(tmp_path / "place", "letter")


def test_what_an_officer_changes_is_read_from_the_cell(tmp_path: Path) -> None:
    """Letters, ground, font and edge, by a plain colour or by one of the theme."""

    def change(sheet: Worksheet) -> None:
        letters("Heading", PLUM)(sheet)
        title, text = sheet[cell_of(sheet, "Title")], sheet[cell_of(sheet, "Text")]
        title.fill = PatternFill("solid", fgColor=Color(theme=4, tint=-0.5))
        text.font = Font(name="Arial", color="FF101010")
        text.border = Border(bottom=Side("thin", color="FFCCCCCC"))

    found = read_house_style(edited(tmp_path, change))
    assert (found.heading, found.font, found.text, found.line) == (PLUM, "Arial", "#101010", "#CCCCCC")
    assert found.title.fill == tinted("#4F81BD", -0.5)
    assert found.status == HOUSE.status


def test_a_tint_lightens_and_darkens_as_excel_reckons() -> None:
    """Half way to white and half way to black."""
    assert (tinted("#808080", 0.5), tinted("#808080", -0.5)) == ("#C0C0C0", "#404040")
    assert tinted("#4F81BD", 0) == "#4F81BD"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            letters("Amber", "#FFC000"),
            r"!{Amber}: 'House Amber' has letters #FFC000 on the ground #FDF0D2: a",
        ),
        (
            letters("Title", "#33557A"),
            r"!{Title}: .* on the ground #13304F: a contrast of 1\.\d to 1, and 4\.5",
        ),
        (letters("Note", "#8A949C"), r"House style!{Note}: .* ground #FFFFFF of paper: a contrast of 3"),
        (letters("Green", "#7A1010"), r"House style!{Green}: .*no green.*TPL007"),
        (letters("Chart", "#C8D4E0"), r"House style!{Chart}: Lines of charts .*TPL008"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell(
    tmp_path: Path, change: Callable[[Worksheet], None], said: str
) -> None:
    """By its cell: colours under 4.5:1, lines under 3:1, and a Green that is none."""
    path = edited(tmp_path, change)
    sheet = load_workbook(path)["House style"]
    for name in ("Amber", "Title", "Note", "Green", "Chart"):
        said = said.replace(f"{{{name}}}", cell_of(sheet, name))
    assert re.search(said, refusal(path)), refusal(path)


def test_a_named_style_that_is_gone_is_named(tmp_path: Path) -> None:
    """With where to get it back."""

    def change(sheet: Worksheet) -> None:
        for name in ("Red", "Link"):
            sheet[cell_of(sheet, name)].style = "Normal"

    said = refusal(edited(tmp_path, change))
    assert "No cell wears the cell style 'House Red'" in said
    assert "'House Link'" in said
    assert "TPL003" in said


def test_pictures_that_are_no_logo(tmp_path: Path) -> None:
    """Two of them, one too large, one that is no picture; a good one is read with its size."""
    nothing: Callable[[Worksheet], None] = lambda _: None  # noqa: E731
    assert "holds 2 pictures" in refusal(edited(tmp_path, nothing, png(9, 9), png(8, 8)))
    assert "2100 by 10 pixels" in refusal(edited(tmp_path, nothing, png(2100, 10)))
    assert "neither a PNG nor a JPEG" in refusal(edited(tmp_path, nothing, b"<svg/>"))
    logo = read_house_style(edited(tmp_path, nothing, png(120, 60))).logo
    assert logo
    assert (logo.width, logo.height) == (120, 60)


def test_a_file_that_is_no_workbook_is_refused_like_any_other(tmp_path: Path) -> None:
    """By the checks that returns pass."""
    (tmp_path / "house-style.xlsx").write_bytes(b"Dear colleague")
    assert "[FIL" in refusal(tmp_path / "house-style.xlsx")


def test_a_template_that_would_make_its_reader_work_for_it_is_refused(tmp_path: Path) -> None:
    """Every part is looked at before openpyxl parses it: a theme that declares entities goes no further."""
    entities = b'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "aaaa">]><t>&a;</t>'
    path = tmp_path / "house-style.xlsx"
    with ZipFile(SHIPPED / "house-style.xlsx") as old, ZipFile(path, "w") as hostile:
        for part in old.namelist():
            hostile.writestr(part, entities if "theme" in part else old.read(part))
    assert "[SEC002]" in refusal(path)


# --- dressing


def test_in_the_program_s_own_style_a_plan_stays_as_it_is() -> None:
    """The very same value: the same bytes as without a template."""
    plan = plan_of("scorecard")
    assert dressed(plan, HOUSE) is plan
    assert with_logo(plan, None) is plan


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_workbook_can_be_dressed(kind: str) -> None:
    """Nothing of the old colours and of the old font is left."""
    plan = with_logo(dressed(plan_of(kind), GREENISH), Logo(png(90, 60), 90, 60))
    puts = [put for sheet in plan.sheets for put in every_put(sheet)]
    assert style.NAVY not in {put.style.fill for put in puts} | {put.style.color for put in puts}
    assert {put.style.font for put in puts} <= {"Arial", "Consolas"}


def test_a_dressed_workbook_is_whole_and_sound() -> None:
    """Nothing is clipped beside the logo, in a wider font, and the file needs no repair."""
    plan = with_logo(dressed(plan_of("scorecard"), GREENISH), Logo(png(90, 60), 90, 60))
    assert clipped(plan) == []
    assert lint_workbook(plan_to_bytes(plan), formulas_of(plan)) == []


@pytest.mark.parametrize("font", [*WIDER, "some other"])
@pytest.mark.parametrize("size", [8, 9, 10, 10.5, 11, 14, 20, 24])
def test_a_wider_font_takes_no_more_room(font: str, size: float) -> None:
    """Its letters are so much smaller that widths measured in Calibri hold."""
    made = resized(size, replace(HOUSE, font=font).smaller)
    assert made == SMALLEST or made * WIDER.get(font, 1.15) <= max(size, made)


def test_a_hair_off_stays_a_hair_off() -> None:
    """The ink beside a figure differs from its neighbour's by one step, in any house style."""
    assert changed("#1B2734", {style.INK: "#101010"}) == "#101011"
    assert changed("#123456", {style.INK: "#101010"}) == "#123456"


def test_a_house_style_that_is_read_holds_on_every_sheet(tmp_path: Path) -> None:
    """What passes the check of the template is legible where it is used: every pair on the scorecard holds 4.5:1."""

    def change(sheet: Worksheet) -> None:
        letters("Heading", PLUM)(sheet)
        letters("Amber", "#8A4B00")(sheet)

    plan = dressed(plan_of("scorecard"), read_house_style(edited(tmp_path, change)))
    pairs = {(put.style.color, put.style.fill or style.WHITE) for sheet in plan.sheets for put in every_put(sheet)}
    assert ("#8A4B00", style.STATUS[Rating.AMBER].tint) in pairs
    assert not [pair for pair in pairs if contrast(*pair) < TEXT]


def first_sheet(plan: BookPlan, house: HouseStyle) -> Worksheet:
    """The first sheet as a person opens it."""
    book = load_workbook(io.BytesIO(plan_to_bytes(with_logo(plan, house.logo))))
    return book.worksheets[0]


def test_the_logo_stands_beside_the_title_on_white() -> None:
    """On the first sheet only; the title begins after it and is whole."""
    plan = with_logo(plan_of("scorecard"), Logo(png(300, 100), 300, 100))
    assert [len(sheet.pictures) for sheet in plan.sheets][:3] == [1, 0, 0]
    front = plan.sheets[0]
    title = next(put for put in front.puts if put.value and put.row == 1)
    assert title.col > 1
    assert next(put for put in front.puts if (put.row, put.col) == (1, 1)).style.fill == style.WHITE
    assert front.pictures[0].alt


def test_a_partnership_s_own_style_is_in_what_it_issues(tmp_path: Path) -> None:
    """Issued returns wear it, and the framework of the next year; a template that breaks its contract stops the
    issue, and is named.
    """
    folder = partnership(tmp_path / "place")
    (folder.path / "templates").mkdir()
    edited(folder.path / "templates", letters("Heading", PLUM), png(90, 60))
    (path,) = issue(folder, folder.period(PERIOD), ["ash"])
    cover = load_workbook(path)["Cover"]
    assert f"FF{PLUM[1:]}" in {cell.font.color.rgb for row in cover.iter_rows() for cell in row if cell.font.color}
    assert any(name.startswith("xl/media/") for name in ZipFile(path).namelist())
    rolled, _ = roll(folder, folder.period("2023-24"))
    assert f"FF{PLUM[1:]}" in {c.font.color.rgb for s in load_workbook(rolled) for r in s for c in r if c.font.color}
    edited(folder.path / "templates", letters("Heading", "#DDDDDD"))
    with pytest.raises(Refusal, match="TPL002"):
        issue(Folder(folder.path), folder.period(PERIOD), ["birch"])
