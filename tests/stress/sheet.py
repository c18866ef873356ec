"""A worksheet part taken apart: cells written as Excel spells them, rows and columns moved as Excel moves them."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from tests.stress.markup import DECLARATION
from tests.stress.markup import Move
from tests.stress.markup import address
from tests.stress.markup import moved_area
from tests.stress.markup import moved_formula
from tests.stress.markup import place
from tests.stress.markup import tag

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def stay(number: int) -> int:
    """The move that moves nothing."""
    return number


class Sheet:
    """One worksheet as a tree, with its cells by row and column."""

    def __init__(self, data: bytes) -> None:
        self.root = ET.fromstring(data)
        found = self.root.find(tag("sheetData"))
        assert found is not None
        self.data = found

    def xml(self) -> bytes:
        """The part as bytes."""
        return DECLARATION + spelled_out(self.root)

    def rows(self) -> list[Element]:
        """The row elements as they stand."""
        return self.data.findall(tag("row"))

    def row(self, number: int) -> Element:
        """The element of a row, made where it was not; others may stand out of order."""
        numbers = [int(found.get("r", "0")) for found in self.data]
        if number in numbers:
            return self.data[numbers.index(number)]
        made = Element(tag("row"), {"r": str(number)})
        self.data.insert(_before_the_later(numbers, number), made)
        return made

    def cell(self, row: int, column: int) -> Element:
        """The element of a cell, made where it was not; others may stand out of order."""
        line = self.row(row)
        columns = [place(found.get("r", "A1"))[1] for found in line]
        if column in columns:
            return line[columns.index(column)]
        made = Element(tag("c"), {"r": address(row, column)})
        line.insert(_before_the_later(columns, column), made)
        return made

    def put(self, row: int, column: int, content: str | None, kind: str = "", formula: str | None = None) -> Element:
        """Write a cell by its spelling: the text of `v` (none: no `v`), the type `t`, and a formula."""
        cell = self.cell(row, column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if kind:
            cell.set("t", kind)
        if formula is not None:
            _under(cell, "f", formula)
        if content is not None:
            _under(cell, "v", content)
        return cell

    def put_inline(self, row: int, column: int, text: str) -> Element:
        """Write a text that stands in the cell itself."""
        cell = self.put(row, column, None, "inlineStr")
        spell_text(ET.SubElement(cell, tag("is")), text)
        return cell

    def move(self, rows: Move = stay, columns: Move = stay, *, formulas: bool = True) -> None:
        """Moves rows and columns, and with them formulas, merges, rules and widths; None deletes."""
        for line in self.rows():
            self._move_row(line, rows, columns, formulas=formulas)
        self.data[:] = sorted(self.data, key=lambda line: int(line.get("r", "0")))
        for name, attribute in (("mergeCell", "ref"), ("dataValidation", "sqref"), ("conditionalFormatting", "sqref")):
            self._move_areas(name, attribute, rows, columns)
        for cols in self.root.findall(tag("cols")):
            self.root.remove(cols)

    def _move_row(self, line: Element, rows: Move, columns: Move, *, formulas: bool) -> None:
        new_row = rows(int(line.get("r", "0")))
        if new_row is None:
            self.data.remove(line)
            return
        line.set("r", str(new_row))
        line.attrib.pop("spans", None)
        for cell in list(line):
            new_column = columns(place(cell.get("r", ""))[1])
            if new_column is None:
                line.remove(cell)
                continue
            cell.set("r", address(new_row, new_column))
            formula = cell.find(tag("f"))
            if formula is not None and formulas:
                formula.text = moved_formula(formula.text or "", rows, columns)
        line[:] = sorted(line, key=lambda cell: place(cell.get("r", ""))[1])

    def _move_areas(self, name: str, attribute: str, rows: Move, columns: Move) -> None:
        parents = {child: parent for parent in self.root.iter() for child in parent if child.tag == tag(name)}
        for element, parent in parents.items():
            areas = [moved_area(area, rows, columns) for area in element.get(attribute, "").split()]
            if any(areas):
                element.set(attribute, " ".join(area for area in areas if area))
            else:
                parent.remove(element)

    def after_data(self, name: str, before: tuple[str, ...]) -> Element:
        """The element of a name after the cells, made where it was not; `before` are the names it must follow."""
        found = self.root.find(tag(name))
        if found is None:
            found = Element(tag(name))
            ahead = [n for n, one in enumerate(self.root) if one.tag in {tag(b) for b in (*before, "sheetData")}]
            self.root.insert(max(ahead) + 1, found)
        return found


def spelled_out(root: Element) -> bytes:
    """A tree as markup, an empty element as Excel writes it: without a blank before its end."""
    return ET.tostring(root, encoding="unicode").replace(" />", "/>").encode(errors="xmlcharrefreplace")


def spell_text(parent: Element, text: str) -> None:
    """A `t` with the text under an element, keeping its blanks."""
    element = ET.SubElement(parent, tag("t"))
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")


def _before_the_later(numbers: list[int], number: int) -> int:
    """Where one belongs among others: before the first that is greater."""
    return next((at for at, other in enumerate(numbers) if other > number), len(numbers))


def _under(cell: Element, name: str, text: str) -> None:
    ET.SubElement(cell, tag(name)).text = text
