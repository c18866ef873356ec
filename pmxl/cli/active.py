"""Active: a command that takes its folder and period from the workbook that is open in Excel, without any macro."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import TypeVar

import typer

from pmxl.cli.mistyped import Mistyped
from pmxl.cli.options import HERE

if TYPE_CHECKING:
    from pmxl.excel.desk.port import Excel

T = TypeVar("T")

Active = Annotated[
    bool, typer.Option("--active", help="Take folder and period from the workbook that is open in Excel.")
]


@dataclass(frozen=True)
class Desk:
    """Where a command works and for which period (""): as named, or as the open workbook says."""

    folder: Path
    period: str
    excel: Excel | None = None

    def asked_period(self) -> str:
        """The period, which the person at the open workbook may be asked for; wrong usage where nobody says it."""
        if self.period:
            return self.period
        if self.excel is None:
            raise Mistyped('Name the period, as in "2022-23 Q3", or take it from Excel with --active.')
        from pmxl.excel.desk.place import Place
        from pmxl.excel.desk.place import period_of

        return _unless_cancelled(lambda excel: period_of(excel, Place(self.folder, "")), self.excel)

    def show(self, path: Path) -> None:
        """Opens what was made where the workbook was open."""
        if self.excel is not None:
            self.excel.open(path)


def desk_of(active: bool, partnership: Path, period: str) -> Desk:
    """Where to work; a folder or a period that was named goes before what the workbook says."""
    if not active:
        return Desk(partnership, period)
    from pmxl.excel.desk import live
    from pmxl.excel.desk.place import place_of

    excel = live.attach()
    if partnership != HERE:
        return Desk(partnership, period, excel)
    place = _unless_cancelled(place_of, excel)
    return Desk(place.folder, period or place.period, excel)


def _unless_cancelled(question: Callable[[Excel], T], excel: Excel) -> T:
    """The answer to a question; the command ends quietly where the person would rather not."""
    from pmxl.excel.desk.port import Cancelled

    try:
        return question(excel)
    except Cancelled:
        raise typer.Exit from None
