"""Table: rows under headings at a terminal, without a frame."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from pmxl.console.say import inert
from pmxl.console.say import out
from pmxl.console.say import say

Shown = str | Text


def print_table(
    headings: Sequence[str],
    rows: Iterable[Iterable[Shown]],
    *,
    right: Collection[str] = (),
    title: str = "",
    fold: bool = False,
) -> None:
    """Rows under headings, those of numbers to the `right`; with `fold` a long text goes on below itself.

    Over no rows there are no headings: its title stands alone.
    """
    lines = [[cell if isinstance(cell, Text) else Text(inert(cell)) for cell in row] for row in rows]
    if not lines and title:
        say(title)
    if not lines:
        return
    named = Text(inert(title)) if title else None
    table = Table(title=named, title_justify="left", box=None, pad_edge=False, show_header=any(headings))
    for heading in headings:
        justify, overflow = "right" if heading in right else "left", "fold" if fold else "ellipsis"
        table.add_column(heading, justify=justify, overflow=overflow)  # type: ignore[arg-type]
    for line in lines:
        table.add_row(*line)
    out.print(table)


def inked(word: str, inks: Mapping[str, str]) -> Shown:
    """A word in the ink that its meaning asks for."""
    return Text(word, inks.get(word, ""))
