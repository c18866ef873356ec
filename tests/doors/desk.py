# ruff: noqa: D102 - the port says what each is for
"""The desk's door: an Excel of cells in memory, and a person whose answers are known beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmxl.excel.desk.port import Area
from pmxl.sheets.cells import position
from pmxl.sheets.read import read_workbook


class FakeExcel:
    """What the buttons see: `cells` by sheet, row and column; `answers` are given in order, None being Cancel."""

    def __init__(self, path: Path | None = None, *answers: Any) -> None:
        self.path, self.answers = path, list(answers)
        self.cells: dict[tuple[str, int, int], Any] = {}
        self.typed: dict[tuple[str, int, int], str] = {}
        self.shown: dict[tuple[str, int, int], str] = {}
        self.area: Area | None = None
        self.told: list[str] = []
        self.questions: list[str] = []
        self.bar: list[str] = []
        self.opened: list[tuple[Path, str]] = []
        self.colours: list[tuple[Area, str]] = []
        self.saved = True
        self.times_saved = 0

    @classmethod
    def of(cls, path: Path, *answers: Any) -> FakeExcel:
        """With a workbook open as it lies on the disk."""
        excel = cls(path, *answers)
        for sheet in read_workbook(path).sheets:
            excel.cells |= {(sheet.name, *place): cell.value for place, cell in sheet.cells.items()}
        return excel

    def put(self, where: str, rows: list[list[Any]], sheet: str = "Sheet1") -> Area:
        """Fills cells from a place on, and selects them."""
        top, left = position(where)
        self.area = Area(sheet, top, left, top + len(rows) - 1, left + len(rows[0]) - 1)
        self._fill(self.area, rows)
        return self.area

    def select(self, where: str, sheet: str = "Sheet1") -> None:
        """Selects one cell."""
        self.area = Area(sheet, *position(where), *position(where))

    def block(self, where: str, rows: int, columns: int, sheet: str = "Sheet1") -> list[list[Any]]:
        """The cells from a place on."""
        top, left = position(where)
        return self.values(Area(sheet, top, left, top + rows - 1, left + columns - 1))

    def _fill(self, area: Area, rows: list[list[Any]]) -> None:
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if cell is not None:
                    self.cells[area.sheet, area.top + n, area.left + m] = cell

    def _each(self, area: Area, held: dict[tuple[str, int, int], Any], otherwise: Any) -> list[list[Any]]:
        columns, rows = range(area.left, area.right + 1), range(area.top, area.bottom + 1)
        return [[held.get((area.sheet, row, col), otherwise) for col in columns] for row in rows]

    def workbook(self) -> str:
        return str(self.path or "")

    def is_saved(self) -> bool:
        return self.saved

    def save(self) -> None:
        self.times_saved += 1

    def selected(self) -> Area | None:
        return self.area

    def around(self, area: Area) -> Area:
        """Grows over filled neighbours, as Excel's current region does."""
        filled = {(row, col) for sheet, row, col in self.cells if sheet == area.sheet}
        top, left, bottom, right = area.top, area.left, area.bottom, area.right
        while True:
            near = [
                (r, c) for r, c in filled if top - 1 <= r <= bottom + 1 and left - 1 <= c <= right + 1
            ]  # fmt: skip
            edges = [top, left, bottom, right]
            for row, col in near:
                top, left, bottom, right = min(top, row), min(left, col), max(bottom, row), max(right, col)
            if edges == [top, left, bottom, right]:
                return Area(area.sheet, top, left, bottom, right)

    def values(self, area: Area) -> list[list[Any]]:
        return self._each(area, self.cells, None)

    def formulas(self, area: Area) -> list[list[str]]:
        held = {place: str(value) for place, value in self.cells.items()} | self.typed
        return self._each(area, held, "")

    def formats(self, area: Area) -> list[list[str]]:
        return self._each(area, self.shown, "General")

    def write(self, area: Area, rows: list[list[Any]]) -> None:
        self._fill(area, rows)

    def colour(self, area: Area, word: str, fill: str, ink: str) -> None:
        self.colours.append((area, word))

    def status(self, text: str) -> None:
        self.bar.append(text)

    def tell(self, text: str) -> None:
        self.told.append(text)

    def confirm(self, text: str) -> bool:
        return bool(self._answer(text, None))

    def ask(self, question: str, default: str = "") -> str | None:
        answer = self._answer(question, default)
        return answer if answer is None else str(answer)

    def pick_folder(self, title: str) -> Path | None:
        answer = self._answer(title, None)
        return None if answer is None else Path(answer)

    def open(self, path: Path, sheet: str = "") -> None:
        self.opened.append((path, sheet))

    def _answer(self, question: str, default: Any) -> Any:
        """The next answer; Ellipsis takes what is offered."""
        self.questions.append(question)
        answer = self.answers.pop(0)
        return default if answer is ... else answer
