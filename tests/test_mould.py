"""Moulds: a copy says what a workbook written on its own would say, and shares every part that names nobody."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmxl.returns.form import ReturnForm
from pmxl.returns.issue import plan_return
from pmxl.returns.mould import Moulds
from pmxl.returns.mould import shape_of
from pmxl.returns.mould import texts_of
from pmxl.sheets.cells import Cell
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.mould import fits_gap
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import formulas_of
from pmxl.sheets.write import plan_to_bytes
from tests.specimens.paper import form_of
from tests.specimens.small import EASTMOOR
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE

NAMES = (
    "Q",
    'Fire & Rescue <Service> of "St Mary\'s"',
    "=1+1",
    "Heddlu Gogledd Cymru – Ŵyl 警察",
    "The very long name of a joint committee of six councils, two health bodies and a fire authority, as it is printed",
)
ODD = ("two  blanks", "line\nbreak", "_x0041_ is A", "{page}", "x" * 400, " in front", "bell\x07")
"""Names of which no copy is made."""
NAMES_NOBODY = ("xl/styles.xml", "xl/workbook.xml", "xl/theme/theme1.xml", "xl/comments1.xml", "[Content_Types].xml")


def named(name: str, partner: str = NORTHVALE) -> ReturnForm:
    """The form of a partner under another name, with another contact and address."""
    form = form_of(partner)
    facts = {"name": name, "contact": f"{name[:60]} desk", "email": "a&b@example.org"}
    return replace(form, partner=form.partner.model_copy(update=facts))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a workbook by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def cells(data: bytes) -> list[dict[tuple[int, int], Cell]]:
    """The cells of every sheet."""
    return [sheet.cells for sheet in read_workbook(Path("a.xlsx"), data).sheets]


def beside_cells(data: bytes) -> list[bytes]:
    """Everything in the sheets but their cells: footers, widths, validations, colours."""
    return [re.sub(rb"<sheetData>.*</sheetData>", b"", part, flags=re.S) for name, part in sorted(parts(data).items())
            if name.startswith("xl/worksheets/sheet")]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, *ODD])
@pytest.mark.parametrize("partner", [NORTHVALE, EASTMOOR, POLICE])
def test_a_copy_is_what_would_have_been_written(name: str, partner: str) -> None:
    """Cells, footers, widths, heights and properties are those of the workbook written on its own, for any name."""
    form = named(name, partner)
    alone = plan_to_bytes(plan_return(form))
    moulds = Moulds()
    moulds.bytes_of(named("Somebody else", partner))
    copy = moulds.bytes_of(form)
    assert cells(copy) == cells(alone)
    assert beside_cells(copy) == beside_cells(alone)
    there, here = parts(alone), parts(copy)
    assert there.keys() == here.keys()
    assert [n for n in there if n not in ("xl/sharedStrings.xml",) and "worksheets/sheet" not in n
            and there[n] != here[n]] == []  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_sound(name: str) -> None:
    """Our lint finds nothing, and openpyxl opens it with the name as it was given: text, never a formula."""
    form = named(name)
    copy = Moulds().bytes_of(form)
    assert lint_workbook(copy, formulas_of(plan_return(form))) == []
    book = load_workbook(BytesIO(copy))
    assert book["Cover"]["C5"].value == name
    assert book["Cover"]["C5"].data_type == "s"
    assert name in str(book.properties.title)


def test_what_names_nobody_is_the_same_in_every_copy() -> None:
    """Two partners of one shape share every part that holds no text of theirs, byte for byte and packed alike."""
    moulds = Moulds()
    one, other = parts(moulds.bytes_of(named("One"))), parts(moulds.bytes_of(named("Two")))
    assert all(one[name] == other[name] for name in NAMES_NOBODY)
    assert {name for name in one if one[name] != other[name]} == {
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet2.xml",  # its footer
        "docProps/core.xml",
    }


def test_the_same_form_gives_the_same_bytes_whoever_came_first() -> None:
    """An interrupted run is taken up by the bytes of what it wrote, so these hang on nothing but the form."""
    first, second = Moulds(), Moulds()
    first.bytes_of(named("One"))
    second.bytes_of(named("Two"))
    assert first.bytes_of(named("Three")) == second.bytes_of(named("Three")) == Moulds().bytes_of(named("Three"))


def test_what_is_asked_makes_the_shape() -> None:
    """Another target, another row, another deadline is another mould; another last figure is not."""
    form = named("One")
    row = next(row for row in form.rows if row.last is not None and row.expected is not None)
    at = form.rows.index(row)

    def with_row(**changes: object) -> ReturnForm:
        rows = (*form.rows[:at], replace(row, **changes), *form.rows[at + 1 :])  # type: ignore[arg-type]
        return replace(form, rows=rows)

    assert row.expected is not None
    assert shape_of(with_row(last=row.last)) == shape_of(form)
    assert shape_of(with_row(last=12345.0)) == shape_of(form)
    assert texts_of(with_row(last=12345.0), "") != texts_of(form, "")
    assert shape_of(with_row(last=None)) != shape_of(form)
    assert shape_of(with_row(done=True, last=44816.0)) != shape_of(with_row(done=True, last=44817.0))
    assert shape_of(with_row(expected=replace(row.expected, target=1.0))) != shape_of(form)
    assert shape_of(replace(form, rows=form.rows[1:])) != shape_of(form)
    assert shape_of(replace(form, revision=2)) != shape_of(form)


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_stand_everywhere_is_written_with_care(name: str) -> None:
    """Texts with codes, odd blanks or more than a footer takes do not fit a gap."""
    assert not fits_gap(name)
