"""The guide's builder: pages made from the code, blocks and what they print, the site, small pictures."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from typer.testing import CliRunner

from guide.block import Block
from guide.block import blocks
from guide.made import MADE
from guide.made import codes
from guide.made.licences import carried
from guide.made.licences import elsewhere
from guide.made.licences import installed
from guide.made.messages import CODE
from guide.made.messages import by_code
from guide.made.rules import GROUPS
from guide.made.rules import SPEC
from guide.pages import build
from guide.pictures import LARGEST
from guide.pictures import MARGIN
from guide.pictures import small
from guide.site import finish
from guide.story import DOCS
from guide.story import HOUSE
from guide.story import Story
from guide.story import Told
from guide.typed import type_in
from pmxl.cli import app


def test_every_rule_that_is_specified_is_in_the_rule_book() -> None:
    """Each specification stands on one page."""
    placed = [f"test_{name}" for _, names in GROUPS.values() for name in names]
    assert sorted(placed) == sorted(path.stem for path in SPEC.glob("test_*.py"))


@pytest.mark.parametrize("page", MADE)
def test_a_page_is_made_from_the_code(page: str) -> None:
    """It has a title, its sections, and nothing that only a computer says."""
    text = MADE[page]()
    assert text.startswith("# ")
    assert text.count("\n## ") >= 2
    assert not re.search(r"<function|object at 0x|\bNoneType\b", text)


def test_every_code_has_its_sentence() -> None:
    """Whoever meets a code in a message finds what it says."""
    said = by_code()
    used = {
        code
        for path in sorted((HOUSE / "pmxl").rglob("*.py"))
        for code in re.findall(rf'"({CODE.pattern})"', path.read_text(encoding="utf-8"))
    }
    assert used <= said.keys()
    assert not [code for code, ways in said.items() if not any(ways)]


def test_no_code_is_used_again_and_none_is_forgotten() -> None:
    """Every code that a message has stands in the list, and one that was dropped is in no message: `make golden` adds
    the new ones, and marks what is gone."""
    assert codes.brought_up(by_code()) == codes.FILE.read_text(encoding="utf-8"), "make golden"
    assert not codes.dropped().keys() & by_code().keys(), "a code that was dropped is used for something else"
    assert {"FRM087", "RET042"} <= codes.dropped().keys()


def test_a_code_that_goes_is_marked_and_stays_so() -> None:
    """Also where it comes back, which the test above then says."""
    used = {*codes.kept()} - {"RET042", "VAL007"} | {"VAL999"}
    lines = codes.brought_up(used).splitlines()
    assert {"VAL007 dropped", "VAL999", "VAL001"} <= {*lines}
    assert "RET042 dropped A moment that is still to come; it is RET080 now." in lines
    assert (
        "RET042 dropped A moment that is still to come; it is RET080 now."
        in codes.brought_up(codes.kept()).splitlines()
    )


def test_blocks_are_read_with_their_marks() -> None:
    """Marks stand right above the fence; a remark behind a command is no part of it; a # within one is."""
    text = (
        '<!-- exit: 3 -->\n\n```sh\npmxl a "b # c"  # remark\n# only\n```\n\n<!-- seldom -->\nwords\n```text\nx\n```\n'
    )
    first, second = blocks("p", text)
    assert first.commands == ['pmxl a "b # c"']
    assert (first.mark("exit"), first.line, second.marks) == ("3", 3, {})
    assert first.is_run
    assert not second.is_run


def test_a_table_is_typed_only_where_that_is_said() -> None:
    """It ends with its last row; a table without the mark is for reading."""
    text = "| read |\n|---|\n| x |\n\n<!-- typed: a.xlsx › s -->\n<!-- over -->\n| id |\n|---|\n| one |\n\nwords\n| y |"
    (typed,) = blocks("p", text)
    assert (typed.language, typed.line, typed.lines) == ("typed", 7, ("| id |", "|---|", "| one |"))
    assert typed.marks == {"typed": ["a.xlsx › s"], "over": [""]}
    assert not typed.is_run


def test_what_is_typed_stands_where_a_person_would_type_it(tmp_path: Path) -> None:
    """New rows go into the first empty ones, more of a row beside what it has; numbers and days are what Excel makes of
    them, a year in a cell of text stays a text, and nothing that stands there is typed over unless that is meant."""
    CliRunner().invoke(app, ["new", str(tmp_path / "own")])

    def typed(sheet: str, *lines: str, over: bool = False) -> list[list[object]]:
        type_in(tmp_path / "own", f"framework.xlsx › {sheet}", lines, over=over)
        rows = load_workbook(tmp_path / "own" / "framework.xlsx")[sheet].iter_rows(min_row=7, values_only=True)
        return [[value for value in row[1:] if value is not None] for row in rows]

    head = "| measure | period | target | agreed_on |"
    row = "| `homes` | 2026 | 1,200 | 2026-03-12 |"
    assert typed("targets", head, "|---|---|---|---|", row)[0] == ["homes", "2026", 1200.0, datetime(2026, 3, 12)]  # noqa: DTZ001
    two = typed("targets", "| measure | basis |", "| homes | year |", "| roads | |")
    assert two[:2] == [["homes", "2026", "year", 1200.0, datetime(2026, 3, 12)], ["roads"]]  # noqa: DTZ001
    assert typed("targets", "| measure | basis |", "| homes | point |")[2] == ["homes", "point"]
    assert typed("targets", "| measure | basis |", "| homes | point |", over=True)[0][2] == "point"


def test_a_table_that_fits_nowhere_stops_the_build(tmp_path: Path) -> None:
    """A mark without a sheet, and headings that the sheet has not, are said."""
    CliRunner().invoke(app, ["new", str(tmp_path / "own")])
    with pytest.raises(ValueError, match="it should be named as in"):
        type_in(tmp_path / "own", "framework.xlsx", ("| id |",))
    with pytest.raises(LookupError, match="No row of partners has the headings colour"):
        type_in(tmp_path / "own", "framework.xlsx › partners", ("| colour |", "| red |"))


def test_a_story_knows_no_command_but_ours(tmp_path: Path) -> None:
    """A block of other commands must be marked, else the build stops and says so."""
    (tmp_path / "vennermarsh").mkdir()
    with pytest.raises(ValueError, match="mark the block `not run`"):
        Story(tmp_path).run(Block("p", 1, "sh", ("rm -rf demo",)))


def test_a_command_that_ends_otherwise_than_its_page_says_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build of the guide stops there and does not print what failed as if it were meant."""
    (tmp_path / "p.md").write_text("<!-- exit: 3 -->\n```sh\npmxl --help\n```\n", encoding="utf-8")
    (tmp_path / "vennermarsh").mkdir()
    monkeypatch.setattr("guide.story.DOCS", tmp_path)
    assert Story(tmp_path).play(("p.md",)).surprises == ["p.md: pmxl --help: exit code 0"]


def test_the_site_asks_nothing_of_the_internet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that the builder would fetch from a server is taken from beside the pages; any other stops the build."""
    (tmp_path / "quarter").mkdir()
    page = tmp_path / "quarter" / "a.html"
    page.write_text('<script src="https://unpkg.com/iframe-worker/shim"></script>', encoding="utf-8")
    monkeypatch.setattr("guide.site.SITE", tmp_path)
    finish()
    assert page.read_text(encoding="utf-8") == '<script src="../assets/iframe-worker.js"></script>'
    assert (DOCS / "assets" / "iframe-worker.js").exists()
    page.write_text('<link href="https://fonts.example/x.css">', encoding="utf-8")
    with pytest.raises(ValueError, match="asks for https://fonts"):
        finish()


def test_what_a_command_printed_stands_below_its_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long sentences are folded, rows of tables are not, and no more lines are shown than the page asks for."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "p.md").write_text("<!-- show: 3 -->\n```sh\npmxl x\n```\nAfter\n", encoding="utf-8")
    for name, value in {"DOCS": docs, "BUILT": tmp_path / "built", "MADE": {}}.items():
        monkeypatch.setattr(f"guide.pages.{name}", value)
    printed = f"{'word ' * 30}end\n{'A  B  C' * 20}\nlast\nmore"
    build(Story(tmp_path, {("p.md", 2): [Told("pmxl x", printed, 0, 0.0)]}), pictures=False)
    lines = (tmp_path / "built" / "p.md").read_text(encoding="utf-8").splitlines()
    assert lines[4:6] == ["", '``` { .text .printed title="It prints" }']
    assert lines[6].startswith("word word")
    assert lines[7].startswith("    word")
    assert lines[8] == "A  B  C" * 20
    assert lines[9:] == ["… and 2 lines more", "```", "After"]


def test_a_small_picture_is_cut_to_what_is_on_it(tmp_path: Path) -> None:
    """White around it and the number at the foot of the page go; it is in a palette and light enough for a page."""
    page = Image.new("RGB", (1000, 700), "white")
    page.paste("navy", (100, 100, 300, 200))
    page.paste("black", (900, 690, 950, 695))
    page.save(tmp_path / "p.png")
    with Image.open(small(tmp_path / "p.png")) as cut:
        assert cut.size == (200 + 2 * MARGIN, 100 + 2 * MARGIN)
        assert cut.mode == "P"
    assert (tmp_path / "p.png").stat().st_size <= LARGEST


def test_a_small_picture_keeps_the_red_of_a_few_words(tmp_path: Path) -> None:
    """Among the many shades of everything else."""
    grey = Image.linear_gradient("L").resize((1000, 700))
    across = grey.transpose(Image.Transpose.ROTATE_90).resize((1000, 700))
    shades = Image.merge("RGB", (grey, grey.rotate(180), across))
    page = Image.blend(shades.convert("L").convert("RGB"), shades, 0.2)
    page.paste((140, 20, 20), (500, 300, 502, 302))
    page.save(tmp_path / "p.png")
    with Image.open(small(tmp_path / "p.png")) as cut:
        assert (140, 20, 20) in {colour for _, colour in cut.convert("RGB").getcolors() or ()}


def test_a_message_is_listed_with_what_it_asks_for() -> None:
    """From the place that makes it: the sentence with … in its gaps, and the request behind it."""
    (missing,) = by_code()["ENV007"]
    assert missing.startswith("There is no framework.xlsx in …. Go to your partnership's folder")
    assert len(by_code()["FIL002"]) == 4
    assert by_code()["FRM005"] == ["A sheet that needs rows has none."]


def test_a_specification_is_shown_as_a_table_with_shapes() -> None:
    """Its settings stand above it; a rating is never told by its word alone."""
    page = MADE["rules/rating.md"]()
    assert "With polarity = 'lower', decimals = 2:\n\n| actual | target | amount | unit | rating |" in page
    assert "| 11.01 | 10 | 10 | percent | ◆ Red |" in page


def test_a_rule_is_shown_with_where_it_is_specified_and_worked_out() -> None:
    """Who would change it need not look for it."""
    assert "\nIn `tests/spec/test_rate.py`: `pmxl/rules/rating.py`\n" in MADE["rules/rating.md"]()
    assert "\nIn `tests/spec/test_sums.py`: `pmxl/rules/sums.py`\n" in MADE["rules/pooling.md"]()


def test_every_option_is_on_the_page_of_commands() -> None:
    """With its words of help, and what it is without it."""
    page = MADE["commands.md"]()
    assert "## pmxl library add" in page
    assert "| `--by partnership/partner/area` |" in page
    assert "| `--suppress-below NUMBER` |" in page
    assert "pmxl accept PERIOD PARTNER [MEASURE] [OPTIONS]" in page


def test_the_licences_name_what_comes_on_other_systems() -> None:
    """The page is made on one system and read on another: what Windows alone needs is there, with what brings it."""
    found = elsewhere(["xlwings", "keyring", "tzdata"])
    assert ("pywin32", "Windows", "xlwings") in found or sys.platform == "win32"
    assert ("secretstorage", "Linux", "keyring") in found or sys.platform == "linux"
    assert not {name for name, _, _ in found} & {"xlwings", "keyring", "tzdata"}


def test_the_licences_tell_what_is_under_others_than_usual() -> None:
    """psycopg's LGPL, and the compiled libraries that some bring in their files: a desk that hands on an image asks."""
    page = MADE["licences.md"]()
    assert re.search(r"\| psycopg \| [\d.]+ \| LGPL", page) or "| psycopg | not installed here |" in page
    assert "is under the LGPL 3" in page
    assert "(#compiled-libraries-inside)" in page
    assert "\n## Compiled libraries inside\n" in page
    assert carried(None) == []
    if sys.platform == "linux":
        assert any("openblas" in name for name in carried(installed("numpy")))
