"""The same sheet spelled in other ways that the standard allows, and in some that it does not."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tests.stress.book import STRINGS
from tests.stress.book import STYLES
from tests.stress.book import WORKBOOK
from tests.stress.book import NotHere
from tests.stress.expected import also
from tests.stress.expected import named
from tests.stress.expected import read_or_named
from tests.stress.filled import Filled
from tests.stress.filled import spelled
from tests.stress.markup import ADDRESS
from tests.stress.markup import DECLARATION
from tests.stress.markup import MAIN
from tests.stress.markup import address
from tests.stress.markup import place
from tests.stress.markup import tag
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.operators.rows import merge
from tests.stress.sheet import spell_text

BEYOND = "XFE1048577"


@operator(Stage.SPELLING)
def dimension_lies(made: Filled) -> str:
    """The sheet says that it is one cell, or the whole grid: never believed."""
    text = made.rng.choice(("A1", "A1:B2", "A1:XFD1048576", "", "Z99"))
    for dimension in made.sheet.root.findall(tag("dimension")):
        dimension.set("ref", text)
    return f"dimension {text!r}"


@operator(Stage.SPELLING)
def strings_in_the_cells(made: Filled) -> str:
    """Every text kept in its own cell instead of among the shared strings."""
    for row in made.sheet.rows():
        for cell in row:
            if cell.get("t") == "s" and made.book.is_string(cell.findtext(tag("v")) or ""):
                text = made.book.text(cell)
                for child in list(cell):
                    cell.remove(child)
                cell.set("t", "inlineStr")
                spell_text(ET.SubElement(cell, tag("is")), text)
    return "texts in the cells"


@operator(Stage.SPELLING)
def strings_in_runs(made: Filled) -> str:
    """Every shared string cut into runs of type, with a reading aid that is no text."""
    for item in made.book.tree(STRINGS):
        text = "".join(t.text or "" for t in item.iter(tag("t")))
        for child in list(item):
            item.remove(child)
        for piece in (text[:1], text[1:]):
            spell_text(ET.SubElement(item, tag("r")), piece)
        spell_text(ET.SubElement(item, tag("rPh"), {"sb": "0", "eb": "1"}), "not a text")
    return "strings in runs"


@operator(Stage.ADDRESSES)
def addresses_left_out(made: Filled) -> str:
    """Rows and cells without their addresses: the next place is meant."""
    rows = made.sheet.rows()
    at = 0
    if not _in_order(rows):
        raise NotHere
    for row in list(rows):
        number = int(row.get("r", "0"))
        while number > at + 1 and number - at < 50:
            made.sheet.data.insert(at, ET.Element(tag("row")))
            at += 1
        at += 1
        if number == at:
            _without_addresses(made, row, number)
    return "no addresses"


def _in_order(rows: list[ET.Element]) -> bool:
    """True where each cell stands where its address says, once."""
    if any(not ADDRESS.fullmatch(cell.get("r", "")) for row in rows for cell in row):
        return False
    places = [[place(cell.get("r", "")) for cell in row] for row in rows]
    numbers = [int(row.get("r", "0")) for row in rows]
    at_home = all(at == number for number, row in zip(numbers, places, strict=True) for at, _column in row)
    return at_home and numbers == sorted(numbers) and all(row == sorted(set(row)) for row in places)


def _without_addresses(made: Filled, row: ET.Element, number: int) -> None:
    last = max(made.columns.values()) if len(row) else 0
    for column in range(1, last + 1):
        made.sheet.cell(number, column)
    for cell in row:
        del cell.attrib["r"]
    row.attrib.pop("r")


@operator(Stage.SPELLING)
def rows_out_of_order(made: Filled) -> str:
    """Row elements in another order than their numbers: read by their numbers, or named."""
    rows = list(made.sheet.data)
    made.rng.shuffle(rows)
    made.sheet.data[:] = rows
    for line in made.lines:
        expected = made.expected[line.key]
        if line.key not in made.claims:
            made.expect(line, read_or_named("STR", *expected.stands))
    made.end("STR", or_read=True)
    return "row elements out of order"


@operator(Stage.SPELLING)
def cell_twice(made: Filled) -> str:
    """Two cells of one address with two figures: named, neither taken."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    heading = line.figure_heading
    twin = made.sheet.put(line.row, made.columns[heading], spelled(float(line.typed[heading])))
    row = made.sheet.row(line.row)
    other = ET.fromstring(ET.tostring(twin))
    value = other.find(tag("v"))
    assert value is not None
    value.text = spelled(float(line.typed[heading]) + 1)
    row.insert(list(row).index(twin) + made.rng.randint(0, 1), other)
    made.expect(line, named("STR", heading))
    made.end("STR", or_read=True)
    return f"{line.key} {heading}: the cell twice"


@operator(Stage.SPELLING)
def address_of_another_row(made: Filled) -> str:
    """A cell whose address says another row than the one it stands in: named, not moved in silence."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    column = made.columns[line.figure_heading]
    cell = made.sheet.cell(line.row, column)
    cell.set("r", address(line.row + 40, column))
    made.expect(line, named("STR"))
    made.end("STR", or_read=True)
    return f"{line.key}: a cell with the address of another row"


@operator(Stage.SPELLING)
def cell_beyond_the_grid(made: Filled) -> str:
    """A cell at an address that no sheet has: named, and it costs no figure."""
    row = made.sheet.rows()[-1]
    cell = ET.SubElement(row, tag("c"), {"r": made.rng.choice((BEYOND, "A0", "11", "AAAA5"))})
    ET.SubElement(cell, tag("v")).text = "5"
    for line in made.lines:
        made.expect(line, read_or_named("STR", *made.expected[line.key].stands))
    made.end("STR", or_read=True)
    return f"a cell at {cell.get('r')}"


@operator(Stage.SPELLING)
def merge_of_a_strange_place(made: Filled) -> str:
    """A merge of whole columns, of one cell, of a place that is none: it costs no figure, or is named."""
    area = made.rng.choice(("K:K", "6:6", "4294967296", "", "A1:", "A0:B0", "Z1:Z1", "A1:XFE1", "here"))
    merge(made, area)
    for line in made.lines:
        made.expect(line, also(made.expected[line.key], "STR CEL"))
    made.file_remarks |= {"STR", "CEL"}
    made.end("STR FIL CEL", or_read=True)
    return f"a merge of {area!r}"


@operator(Stage.SPELLING)
def string_number_out_of_range(made: Filled) -> str:
    """A cell that points to a shared string that is not there: named."""
    line = made.pick(lambda one: bool(one.row))
    heading = line.figure_heading
    made.put(line, heading, made.rng.choice(("99999", "-1", "x", "1.5")), "s")
    made.expect(line, named("CEL STR FIL", heading))
    made.end("CEL STR FIL", or_read=True)
    return f"{line.key} {heading}: a shared string that is not there"


@operator(Stage.SPELLING)
def style_out_of_range(made: Filled) -> str:
    """A cell of a style that is not there: the number is the number, or the cell is named."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    made.sheet.cell(line.row, made.columns[line.figure_heading]).set("s", made.rng.choice(("9999", "-1")))
    made.expect(line, read_or_named("CEL STR NUM", line.stand))
    return f"{line.key}: a style that is not there"


@operator(Stage.SPELLING)
def unknown_cell_type(made: Filled) -> str:
    """A cell of a type that nobody knows: named, or read as the number it is."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    heading = line.figure_heading
    made.put(line, heading, spelled(float(line.typed[heading])), made.rng.choice(("q", "N", "number", "")) or "z")
    made.expect(line, read_or_named("CEL STR", line.stand))
    return f"{line.key} {heading}: a type that nobody knows"


@operator(Stage.SPELLING)
def blanks_about_the_number(made: Filled) -> str:
    """Blanks and line breaks about the number in the part."""
    line = made.pick(lambda one: one.is_number and bool(one.row))
    heading = line.figure_heading
    made.put(line, heading, f"\n  {spelled(float(line.typed[heading]))} ")
    made.expect(line, read_or_named("CEL", line.stand))
    return f"{line.key} {heading}: blanks in the part"


@operator(Stage.SPELLING)
def number_typed_n(made: Filled) -> str:
    """Numbers that say that they are numbers, in the spelling of other programs."""
    for line in made.lines:
        if line.is_number and line.key not in made.claims and line.row:
            cell = made.sheet.cell(line.row, made.columns[line.figure_heading])
            cell.set("t", "n")
            value = cell.find(tag("v"))
            if value is not None:
                value.text = made.rng.choice((f"{float(value.text or 0):.6f}", f"{float(value.text or 0):.10E}"))
    return "numbers typed n"


@operator(Stage.SPELLING)
def digits_as_entities(made: Filled) -> str:
    """The first digit of every number written as an entity."""
    made.book.settle()
    part = made.book.part_of(made.sheet_name)
    made.book.settle()
    old = made.book.parts[part]
    made.book.parts[part] = re.sub(rb"<v>(\d)", lambda m: b"<v>&#%d;" % ord(m[1]), old)
    return "digits as entities"


@operator(Stage.SPELLING)
def names_with_a_prefix(made: Filled) -> str:
    """Every name of SpreadsheetML with a prefix."""
    made.book.settle()
    for part, data in made.book.parts.items():
        if part in (WORKBOOK, STRINGS, STYLES) or part.startswith("xl/worksheets/sheet"):
            tree = ET.fromstring(data)
            text = ET.tostring(tree, encoding="unicode")
            if f'xmlns="{MAIN}"' in text:
                text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
                made.book.parts[part] = DECLARATION + text.encode()
    return "names with a prefix"


@operator(Stage.CONTAINER)
def blanks_in_empty_elements(made: Filled) -> str:
    """Empty elements with a blank before their end, as many programs write them and Excel does not."""
    part = made.book.part_of(made.sheet_name)
    parts = made.book.settle()
    parts[part] = parts[part].replace(b"/>", b" />")
    return "blanks in empty elements"


@operator(Stage.SPELLING)
def colours_and_rules(made: Filled) -> str:
    """Colours, a rule and other widths change no figure."""
    for line in made.lines[::3]:
        if line.row and line.is_number:
            made.sheet.cell(line.row, made.columns["Commentary"]).set("s", "3")
    return "other styles"
