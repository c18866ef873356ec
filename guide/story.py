"""Story: the commands of the pages, executed one after another in one place, and what each printed."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
import time
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import chdir
from contextlib import contextmanager
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from guide.block import TYPED
from guide.block import Block
from guide.block import blocks
from guide.typed import type_in

HOUSE = Path(__file__).resolve().parents[1]
DOCS = HOUSE / "docs"
ORDER = (
    "first-hour.md",
    "own-framework.md",
    "quarter/framework.md",
    "quarter/targets.md",
    "quarter/issue.md",
    "quarter/collect.md",
    "quarter/answers.md",
    "quarter/scorecard.md",
    "quarter/publish.md",
    "quarter/public.md",
    "quarter/action.md",
    "quarter/logbook.md",
    "quarter/journey.md",
    "quarter/year.md",
    "look.md",
    "layouts.md",
    "ledger.md",
)
"""The pages whose commands are executed, in this order: each begins where the one before it ended."""
USUAL = "vennermarsh"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TERMINAL = {"COLUMNS": "118", "TERM": "dumb", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Told:
    """A command that was run: what it printed, its exit code, and the seconds that it took."""

    command: str
    printed: str
    code: int
    seconds: float


@dataclass
class Story:
    """What was executed, by page and line of its block."""

    root: Path
    told: dict[tuple[str, int], list[Told]] = field(default_factory=dict)
    surprises: list[str] = field(default_factory=list)
    """Commands that ended otherwise than their page says."""

    def play(self, pages: Iterable[str] = ORDER, *, seldom: bool = True) -> Story:
        """Executes the blocks of pages in order; without `seldom` those that take long are passed over."""
        for page in pages:
            for block in blocks(page, (DOCS / page).read_text(encoding="utf-8")):
                if block.language == TYPED:
                    type_in(self._place(block), str(block.mark("typed")), block.lines, over="over" in block.marks)
                elif block.is_run and (seldom or "seldom" not in block.marks):
                    self.told[block.page, block.line] = told = self.run(block)
                    wanted = int(block.mark("exit") or 0)
                    ended = (f"{page}: {one.command}: exit code {one.code}" for one in told if one.code != wanted)
                    self.surprises += ended
        return self

    def run(self, block: Block) -> list[Told]:
        """Executes the commands of one block."""
        folder = self._place(block)
        for put in block.marks.get("there", []):
            source, _, target = put.partition(" -> ")
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOUSE / source, folder / target)
        told = []
        for command in block.commands:
            name, *words = shlex.split(command)
            if name == "cd":
                folder = self.root / words[0] if folder == self.root else folder / words[0]
            else:
                told.append(self._one(command, name, words, folder))
        return told

    def _place(self, block: Block) -> Path:
        """The folder that a block is about."""
        return self.root / (USUAL if block.mark("in") is None else str(block.mark("in")))

    def _one(self, command: str, name: str, words: list[str], folder: Path) -> Told:
        if name != "pmxl":
            raise ValueError(f"{command}: the story knows the commands pmxl and cd; mark the block `not run`.")
        begun, paper = time.process_time(), io.StringIO()
        with chdir(folder), at_a_terminal(["pmxl", *words], paper):
            code = _pmxl()
        return Told(command, self._plain(paper.getvalue()), code, time.process_time() - begun)

    def _plain(self, printed: str) -> str:
        text = COLOUR.sub("", printed).replace(str(self.root), "~")
        return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def _pmxl() -> int:
    from pmxl.cli import main

    try:
        main()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0


@contextmanager
def at_a_terminal(words: list[str], paper: io.StringIO) -> Iterator[None]:
    """The program's words are these, and what it says goes to a paper."""
    before, sys.argv = sys.argv, words
    kept = {name: os.environ.get(name) for name in TERMINAL}
    os.environ.update(TERMINAL)
    try:
        with redirect_stdout(paper), redirect_stderr(paper):
            yield
    finally:
        sys.argv = before
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
