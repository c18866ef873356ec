"""A valid return, issued and filled in with plausible figures, on its way through the operators."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from pathlib import Path
from random import Random

from pmxl.returns.issue import plan_return
from pmxl.sheets.write import write_workbook
from pmxl.terms import Kind
from tests.specimens.paper import form_of
from tests.stress.book import Book
from tests.stress.book import NotHere
from tests.stress.expected import Expected
from tests.stress.expected import Stand
from tests.stress.expected import Whole
from tests.stress.expected import same
from tests.stress.markup import place
from tests.stress.markup import tag
from tests.stress.partnership import BASES
from tests.stress.partnership import FRAMEWORK
from tests.stress.partnership import HISTORY
from tests.stress.partnership import PERIOD
from tests.stress.plausible import number
from tests.stress.plausible import parts
from tests.stress.sheet import Sheet
from workbooks.fill import timeless

HEAD_ROW = 5
FIRST_DAY, LAST_DAY = 44835, 44926
"""October to December 2022 as Excel counts days."""

Key = tuple[str, str, str]
"""A figure: its measure's id, its area's name, and the label of its period."""


@dataclass
class Line:
    """One row of the return: what it asks for, where it stands now, and what was typed under which heading."""

    key: Key
    kind: Kind
    multiplier: float
    unit: str
    row: int
    typed: dict[str, float | str] = field(default_factory=dict)
    stand: Stand = field(default_factory=Stand)
    copies: list[int] = field(default_factory=list)  # further rows that show the same figure

    @property
    def of_parts(self) -> bool:
        """True where numerator and denominator were typed."""
        return "Numerator" in self.typed

    @property
    def figure_heading(self) -> str:
        """The heading of the cell that carries the figure."""
        return "Numerator" if self.of_parts else "Value"

    @property
    def is_number(self) -> bool:
        """True where a plain number was typed."""
        return self.kind not in (Kind.YES_NO, Kind.MILESTONE)


class Headings(dict[str, int]):
    """The column of each heading; where one was deleted, an operator finds nothing to work on."""

    def __missing__(self, heading: str) -> int:
        """Says that the heading is gone."""
        raise NotHere(heading)


@dataclass
class Filled:
    """A filled return with what must become of it."""

    rng: Random
    partner: str
    book: Book
    lines: list[Line]
    columns: Headings
    sheet_name: str = "Return"
    expected: dict[Key, Expected] = field(default_factory=dict)
    whole: Whole | None = None
    file_remarks: frozenset[str] = frozenset()
    claims: dict[Key, str] = field(default_factory=dict)
    last: list[Callable[[bytes], bytes]] = field(default_factory=list)
    now: str = ""

    @property
    def sheet(self) -> Sheet:
        """The sheet that asks."""
        return self.book.sheet(self.sheet_name)

    def pick(self, fits: Callable[[Line], bool] = lambda line: True) -> Line:
        """A row that fits and that no operator has touched yet; it is touched from now on."""
        free = [line for line in self.lines if line.key not in self.claims and fits(line)]
        if not free:
            raise NotHere
        line = self.rng.choice(free)
        self.claims[line.key] = self.now
        return line

    def expect(self, line: Line, expected: Expected) -> None:
        """What must become of a row's figure."""
        self.expected[line.key] = expected

    def end(self, families: str, *, or_read: bool = False) -> None:
        """What may become of the whole file, besides what others have said: refused by one of these families."""
        before = self.whole or Whole(frozenset(), or_read=True)
        self.whole = Whole(before.families | frozenset(families.split()), or_read=before.or_read and or_read)

    def put(self, line: Line, heading: str, content: str | None, kind: str = "", formula: str | None = None) -> None:
        """Write the cell of a row under a heading by its spelling."""
        self.sheet.put(line.row, self.columns[heading], content, kind, formula)

    def sheet_formula(self, line: Line, heading: str) -> str | None:
        """The formula under a heading of a row, where there is one."""
        return self.sheet.cell(line.row, self.columns[heading]).findtext(tag("f"))

    def type_text(self, line: Line, heading: str, text: str) -> None:
        """Type a text under a heading."""
        self.book.write_text(self.sheet_name, line.row, self.columns[heading], text)

    def data(self) -> bytes:
        """The file."""
        made = self.book.data()
        for change in self.last:
            made = change(made)
        return made


@cache
def issued(partner: str) -> bytes:
    """The return of a partner as issued."""
    with tempfile.TemporaryDirectory() as folder:
        form = form_of(partner, FRAMEWORK, PERIOD, HISTORY)
        return timeless(write_workbook(plan_return(form), Path(folder) / "issued.xlsx").read_bytes())


def filled(partner: str, rng: Random) -> Filled:
    """The return of a partner, filled in."""
    book = Book(issued(partner))
    sheet = book.sheet("Return")
    heads = {book.text(cell): place(cell.get("r", ""))[1] for cell in sheet.row(HEAD_ROW)}
    made = Filled(rng, partner, book, [], Headings(heads))
    for element in sheet.rows():
        if int(element.get("r", "0")) > HEAD_ROW:
            made.lines.append(_line(made, int(element.get("r", "0"))))
    for line in made.lines:
        _fill(made, line)
        made.expected[line.key] = same(line.stand)
    _sign(made)
    return made


def _line(made: Filled, row: int) -> Line:
    ref, area, period, unit = (
        made.book.text(made.sheet.cell(row, made.columns[heading])).split("\n")[0]
        for heading in ("Ref", "Area", "Period", "Unit")
    )
    measure = next(one for one in FRAMEWORK.measures if one.id == ref)
    return Line((ref, area, period), measure.kind, measure.multiplier, unit, row)


def _fill(made: Filled, line: Line) -> None:
    """Type a plausible figure; the cached answers of our own formulas are as Excel would keep them."""
    rng = made.rng
    if line.kind is Kind.YES_NO:
        answer = rng.choice(("Yes", "No"))
        line.typed, line.stand = {"Value": answer}, Stand(value=float(answer == "Yes"))
        made.type_text(line, "Value", answer)
    elif line.kind is Kind.MILESTONE:
        day = float(rng.randint(FIRST_DAY, LAST_DAY))
        line.typed, line.stand = {"Value": day}, Stand(value=day)
        made.put(line, "Value", spelled(day))
    else:
        _fill_number(made, line)
    made.put(line, "Rating", "No target", "str", made.sheet_formula(line, "Rating"))


def _fill_number(made: Filled, line: Line) -> None:
    measure = line.key[0]
    beside = [one.stand.value for one in made.lines if one.key[0] == measure]
    if BASES[measure][1]:
        type_parts(made, line, *parts(measure, line.multiplier, beside, made.rng))
        return
    value = number(measure, line.unit, beside, made.rng)
    line.typed, line.stand = {"Value": value}, Stand(value=value)
    made.put(line, "Value", spelled(value))


def type_parts(made: Filled, line: Line, numerator: float, denominator: float) -> None:
    """Type numerator and denominator; the value's formula answers."""
    value = numerator * line.multiplier / denominator if denominator else None
    line.typed = {"Numerator": numerator, "Denominator": denominator}
    line.stand = Stand(numerator, denominator, value)
    made.put(line, "Numerator", spelled(numerator))
    made.put(line, "Denominator", spelled(denominator))
    formula = made.sheet_formula(line, "Value")
    if formula is not None:
        made.put(line, "Value", "" if value is None else repr(value), "str" if value is None else "", formula)


def _sign(made: Filled) -> None:
    cover = made.book.sheet("Cover")
    for element in cover.rows():
        for cell in list(element):
            said = made.book.text(cell)
            row, column = place(cell.get("r", ""))
            if said == "Signed off by":
                made.book.write_text("Cover", row, column + 1, "Head of Insight")
            elif said == "Date signed off":
                cover.put(row, column + 1, str(LAST_DAY + 15))


def spelled(number: float) -> str:
    """A number as Excel writes it into a part."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)
