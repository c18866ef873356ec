"""Port: all that the buttons ask of Excel, so that they can be tried without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from typing import NamedTuple
from typing import Protocol

from pmxl.sheets.cells import address


class Area(NamedTuple):
    """A block of cells of a sheet; rows and columns count from 1."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        """True for a single cell."""
        return (self.top, self.left) == (self.bottom, self.right)

    @property
    def told(self) -> str:
        """`B3` or `B3:E9`."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if self.is_cell else f"{first}:{last}"


class Cancelled(Exception):
    """The person at the desk chose not to go on."""


class Excel(Protocol):
    """The Excel that is open, its active workbook and the person before it."""

    def workbook(self) -> str:
        """Where the active workbook is saved; "" when it has never been, or lies where files have no path."""

    def is_saved(self) -> bool:
        """False where the active workbook has changes that its file lacks."""

    def save(self) -> None:
        """Saves the active workbook under its name."""

    def selected(self) -> Area | None:
        """The cells that are selected; None where it is something else, such as a chart."""

    def around(self, area: Area) -> Area:
        """The block of filled cells in which an area stands."""

    def values(self, area: Area) -> list[list[Any]]:
        """What the cells hold, row by row; an error is None."""

    def formulas(self, area: Area) -> list[list[str]]:
        """What was typed into the cells, row by row; "" where nothing was."""

    def write(self, area: Area, rows: list[list[Any]]) -> None:
        """Fills the cells; texts go in as texts, whatever they begin with."""

    def formats(self, area: Area) -> list[list[str]]:
        """The cells' number formats, row by row."""

    def colour(self, area: Area, word: str, fill: str, ink: str) -> None:
        """Colours, as #RRGGBB, the cells of an area whenever they hold that word."""

    def status(self, text: str) -> None:
        """Says something in the status bar; "" hands it back to Excel."""

    def tell(self, text: str) -> None:
        """Shows a message and waits until it was read."""

    def confirm(self, text: str) -> bool:
        """Asks a question that is answered by yes or no."""

    def ask(self, question: str, default: str = "") -> str | None:
        """Asks for a line of text; None when the person would rather not."""

    def pick_folder(self, title: str) -> Path | None:
        """Asks for a folder; None when the person would rather not."""

    def open(self, path: Path, sheet: str = "") -> None:
        """Opens a workbook, at a sheet if one is named and there; or shows a folder."""
