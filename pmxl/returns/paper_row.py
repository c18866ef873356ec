"""Paper rows: the rows of a returned workbook as they go to the checks, each read in the shortest way that will do."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from pmxl.figures import Key
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.returns.entries import Entry
from pmxl.returns.given import Given
from pmxl.returns.headings import READ
from pmxl.returns.own_columns import own_words
from pmxl.returns.paper import Paper
from pmxl.returns.plain import PlainRows
from pmxl.sheets.cells import address


class Places(Mapping[str, str]):
    """Where each cell of a row stands, by heading, also where nothing stands; worked out when it is asked for."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, int], row: int) -> None:
        self._columns = columns
        self._row = row

    def __getitem__(self, heading: str) -> str:
        if heading not in READ:
            raise KeyError(heading)
        col = self._columns.get(heading)
        return address(self._row, col) if col else ""

    def __iter__(self) -> Iterator[str]:
        return iter(READ)

    def __len__(self) -> int:
        return len(READ)


class PaperRow:
    """The row of one figure in a returned workbook."""

    __slots__ = ("_framework", "_paper", "_plain", "_row", "key", "measure")

    def __init__(self, paper: Paper, plain: PlainRows, key: Key, row: int, framework: Framework) -> None:
        self.key = key
        self.measure: Measure = framework.measure(key.measure)
        self._paper, self._plain, self._row, self._framework = paper, plain, row, framework

    def given(self) -> Given | None:
        """What it gives, where nothing about it is out of the ordinary."""
        return self._plain.given(self.key, self.measure, self._row, Places(self._paper.columns, self._row))

    def entry(self) -> Entry:
        """Its cells, to be looked at one by one."""
        paper, row = self._paper, self._row
        return Entry(
            key=self.key,
            measure=self.measure,
            sheet=paper.sheet.name,
            cells={heading: cell for heading in READ if (cell := paper.at(row, heading)) is not None},
            places=Places(paper.columns, row),
            currency=self._framework.settings.currency,
            date1904=paper.book.date1904,
            buried=paper.buried(row),
            kind=paper.book.kind,
            note=own_words(paper, row),
            framework=self._framework,
        )


def rows_of(paper: Paper, places: Mapping[Key, int], framework: Framework) -> list[PaperRow]:
    """The rows in which these figures stand."""
    plain = PlainRows(paper)
    return [PaperRow(paper, plain, key, row, framework) for key, row in places.items()]
