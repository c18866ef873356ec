"""The text of an .ods cell: its paragraphs, with the blanks and line ends that are elements of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

from pmxl.sheets.markup import Attributes
from pmxl.sheets.ods_formats import TEXT

BLANKS = re.compile("[ \t\r\n]+")
MOST_BLANKS = 32_767
"""A cell holds no more characters than these."""


class OdsText:
    """Paragraphs as expat comes upon them, one line each."""

    def __init__(self) -> None:
        self.muted = False
        self._lines: list[str] | None = None
        self._pieces: list[str] | None = None
        self.opened: dict[str, Callable[[Attributes], object]] = {
            "p": lambda _: self._start_line(),
            "s": self._blanks,
            "tab": lambda _: self._add("\t"),
            "line-break": lambda _: self._add("\n"),
        }
        self.closed: dict[str, Callable[[], object]] = {"p": self._end_line}

    def start(self) -> None:
        """A cell begins."""
        self._lines, self._pieces = [], None

    def end(self) -> str | None:
        """The cell's text; None where it has no paragraph."""
        lines, self._lines = self._lines, None
        return "\n".join(lines) if lines else None

    def hear(self, text: str) -> None:
        """Characters; several blanks in the file are one."""
        if self._pieces is not None and not self.muted:
            self._pieces.append(BLANKS.sub(" ", text))

    def _start_line(self) -> None:
        if not self.muted:
            self._pieces = []

    def _end_line(self) -> None:
        if not self.muted and self._pieces is not None:
            if self._lines is not None:
                self._lines.append("".join(self._pieces))
            self._pieces = None

    def _blanks(self, entry: Attributes) -> None:
        self._add(" " * min(int(entry.get(f"{TEXT} c", "1")), MOST_BLANKS))

    def _add(self, text: str) -> None:
        if self._pieces is not None and not self.muted:
            self._pieces.append(text)
