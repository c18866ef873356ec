"""The guide and the README: every command in them is run or says why not, and what they show is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from typer.main import get_command

from guide.block import SHELL
from guide.block import TYPED
from guide.block import WINDOWS
from guide.block import Block
from guide.block import blocks
from guide.made import MADE
from guide.pages import IMAGE
from guide.pages import links
from guide.pages import named
from guide.pictures import FRONT
from guide.pictures import MANIFEST
from guide.story import DOCS
from guide.story import HOUSE
from guide.story import ORDER
from guide.story import Story
from pmxl.cli import app
from pmxl.framework.make_start import COMMANDS
from tests.thorough import THOROUGH

README, CONTRIBUTING = "README.md", "CONTRIBUTING.md"
PAPERS = (README, CONTRIBUTING)
"""What stands beside the guide in the repository, and is held to the same."""
PAGES = {named(path): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
TEXTS = PAGES | {name: (HOUSE / name).read_text(encoding="utf-8") for name in PAPERS}
WHY_NOT = {
    "Windows",
    "Windows with Excel",
    "each sets up an environment of its own",
    "each takes minutes and sets up an environment of its own",
    "it sets up an environment of its own",
    "it would move a file of yours away",
    "needs a PostgreSQL server",
    "needs a certificate and Excel",
    "needs a certificate and a service",
    "needs a running Excel",
    "needs a server",
}
"""Every reason for which a block is not run here. Those of servers and clusters are run by tests of their own."""
INLINE = re.compile(r"`(pmxl [a-z][^`]*)`")
TWO_SCREENS = 100


@cache
def every_block() -> list[Block]:
    """Every fenced block of the README and the guide."""
    return [block for page, text in TEXTS.items() for block in blocks(page, text)]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The guide's commands, played once; what takes longest is left to make stress and to the guide's own build."""
    return Story(tmp_path_factory.mktemp("story")).play(seldom=THOROUGH)


@pytest.mark.parametrize("page", ORDER)
def test_the_commands_of_a_page_do_what_it_says(story: Story, page: str) -> None:
    """Each ends with exit code 0, or with the one that stands above its block."""
    mine = {block.line: block for block in blocks(page, PAGES[page])}
    for (where, line), told in story.told.items():
        if where == page:
            wanted = int(mine[line].mark("exit") or 0)
            assert [(one.command, one.code) for one in told] == [(one.command, wanted) for one in told], told[
                -1
            ].printed


def test_every_block_is_run_or_says_why_not() -> None:
    """A block of commands is run, in the order of the pages, or has one of the listed reasons above it; so no new block
    can slip past."""
    for block in every_block():
        if block.language in (SHELL, WINDOWS):
            reason = block.mark("not run")
            assert reason is None or reason in WHY_NOT, f"{block.page}:{block.line}: {reason}"
            assert not block.is_run or block.page in ORDER, f"{block.page}:{block.line} is never run"
            assert block.language == SHELL or reason, f"{block.page}:{block.line} says not why it is not run"
        assert block.language != TYPED or block.page in ORDER, f"{block.page}:{block.line} is never typed in"
    used = {block.mark("not run") for block in every_block()} - {None}
    assert used == WHY_NOT


def test_every_other_block_is_held_to_something() -> None:
    """A block of text lists files that are there, or is what a command printed; arithmetic alone is neither."""
    for block in every_block():
        known = block.language in (SHELL, WINDOWS, TYPED) or block.marks.keys() & {"tree", "printed", "shape"}
        assert known, f"{block.page}:{block.line} ({block.language})"


@pytest.mark.parametrize("page", TEXTS)
def test_no_code_stands_outside_a_fence(page: str) -> None:
    """A block by indentation alone would escape these tests."""
    fenced = {
        line for block in blocks(page, TEXTS[page]) for line in range(block.line, block.line + len(block.lines) + 2)
    }
    before = ""
    for number, line in enumerate(TEXTS[page].splitlines(), 1):
        if number not in fenced and line.startswith("    ") and not before:
            pytest.fail(f"{page}:{number}: {line}")
        before = line.strip()


def test_what_a_page_shows_as_printed_was_printed(story: Story) -> None:
    """Line breaks aside, it stands in what some command of the guide printed."""
    printed = " ".join(" ".join(one.printed.split()) for told in story.told.values() for one in told)
    shown = [block for block in every_block() if "printed" in block.marks]
    assert shown
    for block in shown:
        assert " ".join(" ".join(block.lines).split()) in printed, f"{block.page}:{block.line}"


def test_the_tree_of_files_is_there(story: Story) -> None:
    """Every file and folder that the guide lists stands in the folder of the partnership at the end."""
    trees = [block for block in every_block() if "tree" in block.marks]
    assert trees
    for block in trees:
        root = story.root / block.lines[0].strip()
        missing = [name for line in block.lines[1:] if not (root / (name := line.split()[0])).exists()]
        assert not missing, missing


def test_the_commands_of_the_readme_are_those_of_the_guide() -> None:
    """Those that the guide runs are written in the README as they are there."""
    plain = {" ".join(shlex.split(one)) for block in every_block() if block.is_run for one in block.commands}
    mine = [block for block in every_block() if block.page == README and "runs in" in block.marks]
    commands = [" ".join(shlex.split(one)) for block in mine for one in block.commands]
    assert set(commands) <= plain


def test_the_six_commands_are_those_of_the_first_sheet() -> None:
    """The README and the sheet Start here of framework.xlsx tell the quarter in the same words; the years differ."""
    (block,) = (block for block in every_block() if block.page == README and "runs in" in block.marks)
    told = [re.sub(r"\s+# ", " # ", line).replace("2025-26", "2026-27") for line in block.lines]
    assert told == [f"{command} # {says}" for command, says in COMMANDS]
    assert len(told) == 6


def told_commands() -> Iterator[tuple[str, str]]:
    """Every call of pmxl, run or not, in blocks and in sentences."""
    for block in every_block():
        if block.language in (SHELL, WINDOWS):
            yield from (
                (block.page, one[one.index("pmxl ") :]) for one in block.commands if re.search(r"\bpmxl [a-z]", one)
            )
    for page, text in TEXTS.items():
        yield from ((page, " ".join(one.split())) for one in INLINE.findall(text))


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """The program's command that these words call, and the words left."""
    found: Any = get_command(app)
    while words and words[0] in getattr(found, "commands", {}):
        found = found.commands[words.pop(0)]
    return found, words


@pytest.mark.parametrize(("page", "said"), sorted(set(told_commands())), ids=" ".join)
def test_every_command_and_option_that_is_told_is_there(page: str, said: str) -> None:
    """Also where it cannot be run here."""
    command, left = command_of(re.sub(r"[\"']", "", said).split()[1:])
    assert command.name != "pmxl", f"{page}: {said}"
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    unknown = [word for word in left if word.startswith("--") and word not in known | {"--help"}]
    assert not unknown, f"{page}: {said}"


def test_every_option_that_a_sentence_names_is_there() -> None:
    """Of pmxl's own commands, or of another program that is named beside it."""
    calls = [get_command(app)]
    for command in calls:
        calls += getattr(command, "commands", {}).values()
    known = {name for command in calls for one in command.params for name in (*one.opts, *one.secondary_opts)}
    said = {(page, name) for page, text in TEXTS.items() for name in re.findall(r"`(--[a-z][a-z-]+)", text)}
    assert len(said) > 10
    assert not [(page, name) for page, name in sorted(said) if name not in known]


def test_every_command_is_told_in_the_guide() -> None:
    """A command that no page tells of is one that nobody finds."""
    told = {" ".join(said.split()[:2]) for _, said in told_commands()}
    missing = [name for name in get_command(app).commands if f"pmxl {name}" not in told]  # type: ignore[attr-defined]
    assert not missing


def test_every_picture_is_made_by_the_build() -> None:
    """Pages show the pictures of the manifest, all of them, and none besides but the ribbon's and the README's."""
    shown = {name for text in PAGES.values() for _, name in IMAGE.findall(text)}
    assert shown == {one.name for one in MANIFEST}
    assert len(MANIFEST) == len({one.name for one in MANIFEST})
    images = {target for text in TEXTS.values() for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)}
    assert {one for one in images if "pictures/" not in one} == {f"docs/{FRONT}", "ribbon.svg"}
    kept = {path.name for path in DOCS.rglob("*") if path.suffix in (".png", ".svg", ".jpg", ".gif")}
    assert kept == {FRONT, "ribbon.svg"}


def test_every_picture_says_what_it_shows() -> None:
    """Whoever cannot see it reads it."""
    for text in TEXTS.values():
        assert all(len(said) > 8 for said in re.findall(r"!\[([^\]]*)\]\(", text))


@pytest.mark.skipif(not THOROUGH, reason="most workbooks are of commands that take long: make stress")
def test_every_workbook_of_a_picture_is_made_by_the_story(story: Story) -> None:
    """A picture is of what the guide's own commands wrote."""
    assert [one.workbook for one in MANIFEST if not (story.root / one.workbook).exists()] == []


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_somewhere(page: str) -> None:
    """To a page of docs/, or to one that the build makes; from the README only to what is there without it."""
    base = HOUSE if page in PAPERS else (DOCS / page).parent
    for target in links(TEXTS[page]):
        place = (base / target).resolve()
        made = place.is_relative_to(DOCS) and place.relative_to(DOCS).as_posix() in MADE
        drawn = place.parent == DOCS / "pictures"
        assert place.exists() or (page not in PAPERS and (made or drawn)), f"{page}: {target}"


def test_every_page_is_in_the_navigation() -> None:
    """Of docs/ and of those that are made."""
    listed = re.findall(r"([\w/-]+\.md)\s*$", (HOUSE / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted({*PAGES, *MADE})


def test_the_readme_fits_two_screens() -> None:
    """Nobody reads on where there is no end."""
    assert len(TEXTS[README].splitlines()) <= TWO_SCREENS
