"""Stencils: a sheet laid under those of its form is read as the slow path reads it, whatever is filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.sheets import scan
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.scan import scan_sheet
from pmxl.sheets.shorthand import Shorthand
from pmxl.sheets.stencil import OF_A_SORT
from pmxl.sheets.stencil import STENCILS
from pmxl.sheets.stencil import stencils
from pmxl.sheets.stream import stream_sheet
from pmxl.sheets.values import Legend
from tests.thorough import cases

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView>{view}'
TAIL = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
STRINGS = {"0": "Partner", "1": "Police", "2": "Fewer staff"}
FORMATS = {number: NumberFormat(code, is_date=code == "d mmm") for number, code in
           (("", "General"), ("0", "General"), ("1", "0%"), ("2", "d mmm"))}  # fmt: skip
FILLED = ("<v>12</v>", "<v>-3.5E-7</v>", "<v>1e400</v>", "<v> 7</v>", "<v>12345678901234567890123</v>", "<v></v>")
TYPED = tuple(f'{{}} s="1">{said}</c>' for said in FILLED)
SAID = (
    '{} s="1"/>',
    '{}/>',
    '{} t="s"><v>2</v></c>',
    '{} t="s"><v>02</v></c>',
    '{} t="str"><f>A1&amp;"x"</f><v>Red</v></c>',
    '{} t="str"><f>A1&amp;"x"</f><v>Red &amp; Green</v></c>',
    '{} t="str"><f>A1&amp;"x"</f><v></v></c>',
    "{}><f>A1*2</f></c>",
    "{}><f>A1*2</f><v>24</v></c>",
    "{}><f>A1*2</f><v>36</v></c>",
    '{} s="2"><v>45672</v></c>',
    '{} t="b"><v>1</v></c>',
    '{} t="e"><v>#N/A</v></c>',
    '{} t="inlineStr"><is><t>said · here</t></is></c>',
    '{}><f ca="1">NOW()</f><v>3</v></c>',
    '{}><f t="shared" ref="A1:C4" si="0">A1*3</f><v>3</v></c>',
    '{}><f t="shared" si="0"/><v>6</v></c>',
    '{}><f t="array" ref="A2:C3">SUM(A1:A2)</f><v>3</v></c>',
    *TYPED,
)  # fmt: skip
PLACES = [f"{col}{row}" for row in (1, 2, 3) for col in "ABC"]
BLANK = SAID[0]


def sheet(cells: dict[str, str], *, view: str = "", odd: str = "") -> bytes:
    """A sheet of three rows, its cells as they are given and blank elsewhere, the second row hidden."""
    rows = []
    for row in (1, 2, 3):
        said = "".join('<c r="' + cells.get(f"{col}{row}", BLANK).format(f'{col}{row}"') for col in "ABC")
        rows.append(f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row == 2 else ""}{odd}>{said}</row>')
    head = HEAD.format(view=view) + '</sheetView></sheetViews><cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
    return (head + "".join(rows) + TAIL).encode()


def legend(shorthand: Shorthand, strings: dict[str, str] = STRINGS) -> Legend:
    """Of a workbook with these strings."""
    return Legend("a.xlsx", "Return", "xl/worksheets/sheet1.xml", strings, shorthand, date1904=False)


def slow(data: bytes, strings: dict[str, str] = STRINGS) -> ReadSheet:
    """As expat reads it."""
    return stream_sheet(data, "Return", "visible", legend(Shorthand(FORMATS), strings))


Read = Callable[..., ReadSheet | None]


@pytest.fixture
def read() -> Read:
    """Reads one sheet after the other, as of the files of a run."""
    shorthand = Shorthand(FORMATS)
    return lambda data, strings=STRINGS: scan_sheet(data, "Return", "visible", legend(shorthand, strings))


@pytest.fixture
def by_stencil(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on no sheet is read whole."""
    return lambda: monkeypatch.setattr(scan, "_scan_whole", lambda *_: pytest.fail("it was read whole"))


def number(said: object) -> str:
    """A cell with a number typed in."""
    return f'{{}} s="1"><v>{said}</v></c>'


def test_the_third_return_of_a_form_is_read_through_its_stencil(read: Read, by_stencil: Callable[[], None]) -> None:
    """Two tell which cells differ; then only these are read, wherever the cursor stood and whoever is named."""
    for figure in (1, 2):
        read(sheet({"A1": SAID[2], "B2": number(figure), "C2": SAID[8]}))
    by_stencil()
    data = sheet({"A1": SAID[2], "B2": number("0.25"), "C2": SAID[8]}, view='<selection activeCell="B2"/>')
    for strings in (STRINGS, STRINGS | {"2": "More staff"}):
        assert read(data, strings) == slow(data, strings)


def test_what_was_blank_stands_in_its_place_when_it_is_filled(read: Read, by_stencil: Callable[[], None]) -> None:
    """Cells come in the order of the sheet, filled or not; what is blank again is gone."""
    for figure in (number(1), number(2), BLANK):
        read(sheet({"A2": number(5), "B2": figure, "C2": number(6)}))
    by_stencil()
    for figure in (number(3), BLANK, SAID[10], SAID[13], SAID[5]):
        data = sheet({"A2": number(5), "B2": figure, "C2": number(6)})
        found, true = read(data), slow(data)
        assert found == true
        assert found is not None
        assert list(found.cells) == list(true.cells)


@pytest.mark.parametrize("typed", [number(9), BLANK, SAID[15].replace("A1*3", "A1*4")])
def test_a_shared_formula_that_is_typed_over_is_looked_at_whole(read: Read, typed: str) -> None:
    """What its other cells say depends on it."""
    for figure in (3, 4):
        first = SAID[15].replace("<v>3", f"<v>{figure}")
        read(sheet({"A1": first, "A2": SAID[16], "A3": SAID[16]}))
    data = sheet({"A1": typed, "A2": SAID[16], "A3": SAID[16]})
    assert read(data) == slow(data)


def test_text_that_is_not_there_is_left_to_the_slow_path(read: Read) -> None:
    """Neither the text of a cell that stays nor that of one that differs is made up."""
    for figure in (1, 2):
        read(sheet({"A1": SAID[2], "B2": f'{{}} t="s"><v>{figure}</v></c>'}))
    assert read(sheet({"A1": SAID[2], "B2": '{} t="s"><v>1</v></c>'}), {"0": "a", "1": "b"}) is None
    assert read(sheet({"A1": SAID[2], "B2": '{} t="s"><v>7</v></c>'})) is None


@pytest.mark.parametrize("odd", ["<c", "</row>", "\x0b", "&", "<v>1</v>", '<row r="4">'])
def test_what_is_no_cell_is_not_passed_over(read: Read, odd: str) -> None:
    """Whatever is put into a cell that differs, its sheet is read as the slow path does, or left to it."""
    for figure in (1, 2):
        read(sheet({"B2": number(figure)}))
    for said in (f'{{}} s="1"><v>3{odd}</v></c>', f'{{}} s="1"{odd}/>', f'{{}} s="1"><v>3</v></c>{odd}'):
        assert read(sheet({"B2": said})) is None


def test_forms_are_told_apart_and_only_the_newest_are_kept(read: Read, by_stencil: Callable[[], None]) -> None:
    """Returns that ask different things each have their stencil; how many are kept is limited."""
    forms = [f' ht="{height}"' for height in range(OF_A_SORT + 2)]
    for odd in forms:
        for figure in (1, 2):
            read(sheet({"B2": number(figure)}, odd=odd))
    assert max(len(known) for known in STENCILS._made.values()) <= OF_A_SORT
    by_stencil()
    for odd in forms[-OF_A_SORT:]:
        data = sheet({"B2": number(3)}, odd=odd)
        assert read(data) == slow(data)


def test_a_cell_that_says_it_stands_elsewhere_is_never_a_hole(read: Read) -> None:
    """A blank may say so and is left out; filled, it would be a contradiction, which the slow path names."""
    for figure in (1, 2):
        read(sheet({"B2": number(figure), "C2": '{} s="1"/><c r="A3" s="1"/>'}))
    data = sheet({"B2": number(3), "C2": '{} s="1"/><c r="A3" s="1"/>'})
    assert read(data) == slow(data)
    assert read(sheet({"B2": number(3), "C2": '{} s="1"/><c r="A3"><v>4</v></c>'})) is None
    assert stencils("no such sort") == []


FORM = st.dictionaries(st.sampled_from(PLACES), st.sampled_from(SAID))
CHANGES = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(SAID)), max_size=3)


@settings(max_examples=cases(150), deadline=None)
@given(FORM, st.lists(CHANGES, min_size=2, max_size=8))
def test_every_sheet_of_a_form_is_what_the_slow_path_reads(
    form: dict[str, str], files: list[list[tuple[str, str]]]
) -> None:
    """Whatever one file after another has in its cells, and whatever its strings say."""
    shorthand = Shorthand(FORMATS)
    for n, changes in enumerate(files):
        data, strings = sheet(form | dict(changes)), STRINGS | {"2": f"Words {n % 3}"}
        fast = scan_sheet(data, "Return", "visible", legend(shorthand, strings))
        if fast is not None:
            true = slow(data, strings)
            assert fast == true
            assert list(fast.cells) == list(true.cells)
            assert list(fast.found(of_one).items()) == list(true.found(of_one).items())
            assert fast.likeness is None or differing(fast) <= {*fast.own}


def of_one(text: str) -> str:
    """The text, where it is the one that is another in each third workbook, or one that is typed; "" else."""
    return text if text.endswith(("0", "1", "here")) else ""


def differing(sheet: ReadSheet) -> set[tuple[int, int]]:
    """Where a sheet is not what those of its form are."""
    assert sheet.likeness is not None
    base = sheet.likeness.made(dict)
    return {place for place in {*base, *sheet.cells} if base.get(place) != sheet.cells.get(place)}


def test_what_is_looked_for_is_looked_for_once_in_what_sheets_have_in_common(read: Read) -> None:
    """And anew in the cells of each; what is found stands in the order of the sheet."""
    asked = []

    def look(text: str) -> str:
        asked.append(text)
        return text

    for n in range(4):
        said = {"A1": SAID[13], "B2": number(n), "B3": SAID[2], "C3": SAID[5] if n % 2 else BLANK}
        found = read(sheet(said), STRINGS | {"2": f"Words {n}"})
        assert found is not None
        red = {(3, 3): "Red & Green"} if n % 2 else {}
        assert list(found.found(look).items()) == [((1, 1), "said · here"), ((3, 2), f"Words {n}"), *red.items()]
    assert asked.count("said · here") < 4
