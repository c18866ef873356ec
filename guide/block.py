"""Block: the code blocks of a page, with the marks that stand in comments above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

FENCE = re.compile(r"^```(\w*)\s*$")
MARK = re.compile(r"^<!-- (not run|runs in|seldom|in|there|exit|show|tree|printed|shape|typed|over)(?:: (.*?))? -->$")
REMARK = re.compile(r"(?:^|\s{2,})#.*$")
"""A remark behind a command, or on a line of its own: two spaces at least stand before its #."""
SHELL, WINDOWS, TYPED = "sh", "powershell", "typed"
ROW = "|"
"""What a line of a table begins with."""


@dataclass(frozen=True)
class Block:
    """A code block: where it stands, its language, its lines, and the marks above it.

    `not run: why` is not executed; `runs in: test` is executed by that test; `seldom` takes long, and runs where the
    guide is built and in `make stress`; `in: demo` runs in that folder; `there: A -> B` puts a file of the repository
    there first; `exit: 3` is the exit code to come; `show: 8` shows so many lines of what is printed; `tree` lists
    files that are there in the end; `printed` is what some command printed; `shape: what` is neither. A table under
    `typed: framework.xlsx › measures` is typed into that sheet, under `over` into rows that are there already.
    """

    page: str
    line: int
    language: str
    lines: tuple[str, ...]
    marks: dict[str, list[str]] = field(default_factory=dict)

    def mark(self, name: str) -> str | None:
        """What a mark says, "" where it says nothing more, None where it is not there."""
        return self.marks[name][-1] if name in self.marks else None

    @property
    def is_run(self) -> bool:
        """True where the story executes it."""
        return self.language == SHELL and not self.marks.keys() & {"not run", "runs in"}

    @property
    def commands(self) -> list[str]:
        """Its commands, without the remarks behind them."""
        told = (REMARK.sub("", line).strip() for line in self.lines)
        return [command for command in told if command]


def blocks(page: str, text: str) -> Iterator[Block]:
    """Every fenced block of a page and every table that is typed, in order."""
    inside: list[str] | None = None
    language, begins, marks = "", 0, dict[str, list[str]]()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        fence, row = FENCE.match(line), line.startswith(ROW)
        if inside is None and (fence or (row and "typed" in marks)):
            inside, language, begins = ([], fence.group(1), number) if fence else ([line], TYPED, number)
        elif inside is not None and (not row if language == TYPED else fence):
            yield Block(page, begins, language, tuple(inside), marks)
            inside, marks = None, {}
        elif inside is not None:
            inside.append(line)
        elif mark := MARK.match(line):
            marks.setdefault(mark.group(1), []).append(mark.group(2) or "")
        elif line.strip():
            marks = {}
