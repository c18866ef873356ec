"""Pages: what the site is built from: docs/ with what its commands printed, and the pages made from the code."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

from guide.block import FENCE
from guide.block import blocks
from guide.made import MADE
from guide.story import DOCS
from guide.story import HOUSE
from guide.story import Story
from guide.story import Told

BUILT = HOUSE / "build" / "guide"
PICTURES = HOUSE / "build" / "pictures"
IMAGE = re.compile(r"^!\[([^\]]*)\]\((?:\.\./)*pictures/([\w-]+\.png)\)$", re.MULTILINE)
"""A picture that the build makes, on a line of its own."""
FULL = 10_000
WIDE, HANGING, DEEP = 94, 4, 12
"""A sentence is folded at so many characters; what begins so far to the right stands in a table."""
COLUMNS = re.compile(r"\S {2,}(?=\S)")
"""What stands between the columns of a table that was printed."""


def build(story: Story | None, *, pictures: bool) -> None:
    """Makes the folder that the site is built from; without a story no output is shown."""
    shutil.rmtree(BUILT, ignore_errors=True)
    shutil.copytree(DOCS, BUILT)
    for path in sorted(BUILT.rglob("*.md")):
        page = path.relative_to(BUILT).as_posix()
        path.write_text(_page(page, path.read_text(encoding="utf-8"), story, pictures=pictures), encoding="utf-8")
    for page, make in MADE.items():
        (BUILT / page).parent.mkdir(exist_ok=True)
        (BUILT / page).write_text(make(), encoding="utf-8")
    if pictures:
        shutil.copytree(PICTURES, BUILT / "pictures")


def _page(page: str, text: str, story: Story | None, *, pictures: bool) -> str:
    shown = text if pictures else IMAGE.sub(r"*Picture: \1*", text)
    return shown if story is None else "\n".join(_with_output(page, shown, story)) + "\n"


def _with_output(page: str, text: str, story: Story) -> Iterator[str]:
    """The lines of a page, with what each block printed below it."""
    printed = {block.line: block for block in blocks(page, text)}
    begins = 0
    for number, line in enumerate(text.splitlines(), 1):
        yield line
        if begins and FENCE.match(line):
            told = story.told.get((page, begins))
            yield from _output(told, int(printed[begins].mark("show") or FULL)) if told else ()
            begins = 0
        elif FENCE.match(line):
            begins = number


def _output(told: list[Told], most: int) -> Iterator[str]:
    """What the commands of a block printed, as many lines as are to be shown."""
    lines = [part for one in told for line in one.printed.splitlines() for part in _folded(line)]
    if not lines or not most:
        return
    more = [f"… and {len(lines) - most} lines more"] if len(lines) > most else []
    yield from ('\n``` { .text .printed title="It prints" }', *lines[:most], *more, "```")


def _folded(line: str) -> list[str]:
    """A sentence too long for the page, folded; a row of a table stays one line."""
    begins = len(line) - len(line.lstrip())
    if len(line) <= WIDE or begins > DEEP or len(COLUMNS.findall(line.strip())) > 1:
        return [line]
    behind = " " * (begins + HANGING)
    return textwrap.wrap(line, WIDE, subsequent_indent=behind, break_long_words=False, break_on_hyphens=False)


def links(text: str) -> Iterator[str]:
    """The pages and files that a page points to."""
    yield from (found for found in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", text) if "://" not in found)


def named(page: Path) -> str:
    """A page by its place in docs/."""
    return page.relative_to(DOCS).as_posix()
