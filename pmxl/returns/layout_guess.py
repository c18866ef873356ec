"""Guess: a layout proposed for a workbook by looking at it, for an officer to correct and paste into the framework."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmxl.framework.entries.plain import suggested_id
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.readings import folded
from pmxl.readings import read_period
from pmxl.returns.layout import stem
from pmxl.returns.layout_columns import is_period
from pmxl.returns.layout_likeness import ALIKE
from pmxl.returns.layout_likeness import likeness
from pmxl.returns.layout_likeness import whole_of
from pmxl.returns.layout_shape import Shape
from pmxl.returns.layout_shape import shape_of
from pmxl.returns.names import Names
from pmxl.returns.names import names_of
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet

YEAR_MONTH = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?P<apart>[-_. ]?)(?:0[1-9]|1[0-2])(?![0-9])")
TOKEN = re.compile(r"[^\s_]+")
LONGEST_PERIOD = 6
"""A period is written in at most so many words."""

SURE = 100.0
"""What a sheet is worth that names its measures itself."""

FEW_WORDS = 4

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposed layout as rows of the framework's sheet, the sheet it is for, and the others that could have been.

    `columns` are its columns of figures: the address of the first figure, how a layout names it, and that figure.
    """

    rows: tuple[Row, ...]
    sheet: str
    columns: tuple[tuple[str, str, str], ...]
    others: tuple[str, ...]


def guess(book: ReadBook, framework: Framework, sheet: str = "") -> Guess | None:
    """A layout for the sheet (or the one named) whose headings are most like the framework's measures.

    None where no sheet names a partner, an area or a measure of the framework.
    """
    names, members = names_of(framework), [comparator.member for comparator in framework.comparators]
    shapes = [shape for page in book.sheets if (shape := shape_of(page, names, members))]
    wanted = [shape for shape in shapes if not sheet or folded(shape.grid.sheet.name) == folded(sheet)]
    able = [(*_figures(shape, framework), shape) for shape in wanted]
    scored = [(score, rows, shape) for score, rows, shape in able if rows or shape.areas or shape.partners]
    if not scored:
        return None
    _, rows, shape = max(scored, key=lambda one: one[0])
    id_ = suggested_id(re.sub(r"[0-9]+", "", stem(book.file))) or "layout"
    first, *rest = rows or [{}]
    whole = {"layout": id_, **_whole(book, shape, framework, names), **first}
    others = tuple(other.grid.sheet.name for other in shapes if other is not shape)
    return Guess((whole, *({"layout": id_, **row} for row in rest)), shape.grid.sheet.name, _columns(shape), others)


def _whole(book: ReadBook, shape: Shape, framework: Framework, names: Names) -> Row:
    """What belongs to the layout as a whole."""
    sheet = shape.grid.sheet
    row: Row = {
        "files": _open(stem(book.file)),
        "sheet": _open(sheet.name),
        "head_row": shape.grid.head_row,
        "first_row": shape.grid.first_row,
    }
    if shape.partners:
        row["partner_column"] = shape.named(shape.partners)
    elif partner := _partner(book.file, sheet, names, framework):
        row["partner"] = partner
    if shape.areas:
        row["area_column"] = shape.named(shape.areas)
    if shape.measures:
        row["measure_column"] = shape.named(shape.measures)
    return row | _period(book, shape, framework) | ({"missing": "; ".join(shape.marks)} if shape.marks else {})


def _partner(file: str, sheet: ReadSheet, names: Names, framework: Framework) -> str | None:
    """The one partner that the name of the file or of the sheet names, or that there is."""
    if len(framework.partners) == 1:
        return framework.partners[0].id
    text = folded(f"{stem(file)} {sheet.name}".replace("_", " ").replace("-", " "))
    found = {id_ for said, id_ in names.partners.items() if f" {said.replace('-', ' ')} " in f" {text} "}
    return found.pop() if len(found) == 1 else None


def _period(book: ReadBook, shape: Shape, framework: Framework) -> Row:
    """Whence the period: headings, a column, the sheet's name, the file's, or a cell above the figures."""
    if sum(any(is_period(cell, "") for cell in shape.grid.paths.get(col, ())) for col in shape.figures) > 1:
        return {"period_from": "heading"}
    if shape.periods:
        found: Row = {"period_from": "column", "period": shape.named(shape.periods)}
        return found | ({"every": every} if (every := _every(shape, framework)) else {})
    for whence, text in (("sheet", shape.grid.sheet.name), ("file", stem(book.file))):
        if pattern := pattern_of(text):
            return {"period_from": whence, "period_text": pattern}
    for (row, _), cell in sorted(shape.grid.sheet.cells.items()):
        if row < shape.grid.first_row and isinstance(cell.value, str) and (pattern := pattern_of(cell.value)):
            return {"period_from": "cell", "period": cell.address, "period_text": pattern}
    return {"period_from": "fixed"}


def _every(shape: Shape, framework: Framework) -> str:
    """`month` where the column of periods steps by months and every measure is reported less often."""
    cells = [cell for (_, col), cell in shape.grid.sheet.cells.items() if col == shape.periods]
    found = {reading.period for text in {text_of(cell) for cell in cells} if (reading := read_period(text)).period}
    monthly = len({period.start % 3 for period in found if period and period.months == 1}) > 1
    return "month" if monthly and all(m.frequency.months > 1 for m in framework.measures) else ""


def pattern_of(text: str) -> str:
    """A text with its period's place marked, as for period_text; "" where it holds no period that can be read."""
    found = YEAR_MONTH.search(text)
    if found:
        return f"{text[: found.start()]}{{year}}{found['apart']}{{month}}{'*' if text[found.end() :] else ''}"
    tokens = [(token.start(), token.end()) for token in TOKEN.finditer(text)]
    spans = [(first[0], last[1]) for n, first in enumerate(tokens) for last in tokens[n : n + LONGEST_PERIOD]]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        said = text[start:end].strip("(),:;")
        if any(ch.isdigit() for ch in said) and not said.isdecimal() and read_period(said.replace("_", " ")).is_sure:
            start = text.index(said, start)
            return _around(text[:start], text[start + len(said) :])
    return ""


def _around(before: str, after: str) -> str:
    """The text round a period, shortened to the words beside it."""
    lead, trail = before.split(), after.split()
    left = before if len(lead) < FEW_WORDS else f"*{' '.join(lead[-1:])} "
    right = after if len(trail) < FEW_WORDS else f" {' '.join(trail[:1])}*"
    return " ".join(f"{left}{{period}}{right}".split())


def _open(name: str) -> str:
    """A name with what changes from one period to the next left open."""
    marked = pattern_of(name)
    return re.sub(r"\{year\}.?\{month\}\*?|\{period\}", "*", marked) if marked else name


def _figures(shape: Shape, framework: Framework) -> tuple[float, list[Row]]:
    """The rows that say where each measure stands, and how sure they are; a column is proposed for one measure only."""
    if shape.measures:
        return SURE, [_by_label(shape)]
    measures = [measure for measure in framework.measures if shape.areas or not measure.by_area]
    pairs = [(likeness(shape, col, measure), measure, col) for measure in measures for col in shape.figures]
    found: dict[str, Row] = {}
    taken: set[int] = set()
    score = 0.0
    for how, measure, col in sorted(pairs, key=lambda pair: -pair[0]):
        if how < ALIKE or measure.id in found or col in taken:
            continue
        others = [(h, c) for h, m, c in pairs if m is measure and c != col and h >= ALIKE]
        score += how
        taken.add(col)
        found[measure.id] = {"measure": measure.id} | _columns_of(shape, measure, col, others)
    return score, [found[measure.id] for measure in measures if measure.id in found]


def _columns_of(shape: Shape, measure: Measure, col: int, others: list[tuple[float, int]]) -> Row:
    """The columns of one measure: two of them where it is of two parts and the one may be a part of the other."""
    if measure.kind.of_two_parts and (whole := whole_of(shape, col) or (max(others)[1] if others else 0)):
        return {"numerator": shape.named(col), "denominator": shape.named(whole)}
    return {"value": shape.named(col)}


def _by_label(shape: Shape) -> Row:
    """One row for all measures, which a column of the sheet names."""
    by_heading = any(is_period(cell, "") for col in shape.figures for cell in shape.grid.paths.get(col, ()))
    return {} if by_heading or not shape.figures else {"value": shape.named(shape.figures[0])}


def _columns(shape: Shape) -> tuple[tuple[str, str, str], ...]:
    """Each column of figures, from left to right."""
    cells = shape.grid.sheet.cells
    rows = {col: next(row for row in shape.grid.rows if (row, col) in cells) for col in sorted(shape.figures)}
    return tuple((cells[row, col].address, shape.named(col), text_of(cells[row, col])) for col, row in rows.items())
