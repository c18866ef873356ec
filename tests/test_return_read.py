"""Reading what came back: exact figures from exact cells, and every fault of handling named, never guessed at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.figures import SignOff
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.identity import fingerprint
from pmxl.returns.ours import is_ours
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.rules.formula import value_formula
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.read import read_workbook
from pmxl.sheets.text import CELL_LIMIT
from pmxl.terms import NOT_DONE
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.office import saved_as
from tests.specimens.paper import ALL_FORCE
from tests.specimens.paper import COUNCIL
from tests.specimens.paper import FORCE
from tests.specimens.paper import SIGNED
from tests.specimens.paper import codes
from tests.specimens.paper import filled
from tests.specimens.paper import form_of
from tests.specimens.paper import heading_columns
from tests.specimens.paper import issued
from tests.specimens.paper import opened
from tests.specimens.paper import returned
from tests.specimens.paper import rows_by_name
from tests.specimens.paper import said
from tests.specimens.paper import values
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q2
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import month


def test_a_clean_return_gives_its_exact_figures(tmp_path: Path) -> None:
    """Parts, values, markers, marks, flags and words, each from the cell where it was typed."""
    found = returned(tmp_path, NORTHVALE, COUNCIL, signed=SIGNED)
    by_measure = {figure.measure: figure for figure in found.figures}
    h1, h2, k1 = by_measure["h1"], by_measure["h2"], by_measure["k1"]
    assert (h1.numerator, h1.denominator, h1.value) == (159, 295, 159 * 100 / 295)
    assert (h1.sheet, h1.cell, h1.commentary, h1.quality) == ("Return", "I6:J6", "As planned.", "4----3")
    assert (h2.value, h2.provisional, h1.provisional) == (170 / 120.5, True, False)
    assert (by_measure["b1"].value, by_measure["b1"].cell) == (700, "K8")
    assert by_measure["y1"].value == 1
    assert k1.value == (date(2022, 12, 14) - date(1899, 12, 30)).days
    assert (by_measure["t1"].value, by_measure["t1"].marker) == (None, "Not applicable")
    assert {figure.key[1:] for figure in found.figures} == {(NORTHVALE, "", Q3)}


def test_a_clean_return_adds_up(tmp_path: Path) -> None:
    """Asked is kept, held, refused and missing together; who signed is known; notes alone make it READ."""
    found = returned(tmp_path, NORTHVALE, COUNCIL, signed=SIGNED)
    assert [str(f) for f in found.findings if f.severity is not Severity.NOTE] == []
    assert (found.partner, found.period, found.revision, found.framework_version) == (NORTHVALE, Q3, 1, "f0f0f0f0")
    assert (found.asked, found.kept, found.held, found.refused, found.missing) == (8, 8, 0, 0, 0)
    assert (found.outcome, found.code) == (Outcome.READ, "")
    assert found.signoff == SignOff("Head of Insight", date(2023, 1, 20))
    assert found.fingerprint == fingerprint(form_of(NORTHVALE))


def test_areas_and_months_are_told_apart(tmp_path: Path) -> None:
    """Each row is found by measure, area and period together."""
    found = returned(tmp_path, POLICE, FORCE, signed=SIGNED)
    assert values(found) == ALL_FORCE
    assert [f.period for f in found.figures if f.measure == "c2"] == [month(2022, 7), month(2022, 8), month(2022, 9)]


def test_every_finding_names_the_file_and_its_bytes(tmp_path: Path) -> None:
    """So that a message can be followed to the very file."""
    found = returned(tmp_path, NORTHVALE, {})
    assert found.findings
    assert {f.file for f in found.findings} == {"northvale.xlsx"}
    assert {len(f.sha256) for f in found.findings} == {64}


def test_an_empty_return_has_no_figures_and_says_so_row_by_row(tmp_path: Path) -> None:
    """A blank is not nought: a Query for each row, and one for the missing sign-off."""
    found = returned(tmp_path, NORTHVALE, {})
    assert (found.figures, found.read, found.missing) == ((), 0, 8)
    blanks = [f for f in found.findings if f.code == "VAL008"]
    assert [f.cell for f in blanks] == [f"K{row}" for row in range(6, 14)]
    assert str(blanks[0]) == (
        "northvale.xlsx › Return!K6: Households helped early, 2022-23 Q3 has no figure and no reason. "
        "Give the figure, or a mark such as n/a or x that says why there is none. [VAL008]"
    )
    assert said(found, "RET006").says == "The return is not signed off: there is no name."


def test_another_period_than_the_one_collected_is_refused(tmp_path: Path) -> None:
    """The message names both, and the refusal knows whose it is."""
    found = returned(tmp_path, POLICE, FORCE, period=Q2)
    assert (found.outcome, found.code, found.partner, found.period) == (Outcome.REFUSED, "RET002", POLICE, Q3)
    assert str(found.findings[0]) == (
        "police.xlsx › Cover!C6: The return is for 2022-23 Q3 and the period being collected is 2022-23 Q2. "
        "Send the return for 2022-23 Q2, or move this to the inbox of 2022-23 Q3 and collect that. [RET002]"
    )


def test_any_period_is_taken_where_none_is_named(tmp_path: Path) -> None:
    """Collecting by path alone."""
    assert returned(tmp_path, POLICE, FORCE, period=None).kept == 5


def test_a_partner_that_is_none_is_refused(tmp_path: Path) -> None:
    """Issued to somebody who has left the framework since."""
    file = issued(tmp_path, POLICE)
    others = tuple(p for p in FRAMEWORK.partners if p.id != POLICE)
    found = read_return(read_workbook(file), amended(partners=others), history={})
    assert (found.outcome, found.code) == (Outcome.REFUSED, "RET001")
    assert found.findings[0].says == "'police' is not a partner in the framework."


def test_a_fingerprint_nobody_issued_is_refused(tmp_path: Path) -> None:
    """Whole in itself, and still not from this folder."""
    ours = fingerprint(form_of(POLICE))
    assert returned(tmp_path, POLICE, FORCE, known=frozenset({ours})).kept == 5
    found = returned(tmp_path, POLICE, FORCE, known=frozenset({"0" * 16}))
    assert (found.outcome, found.code) == (Outcome.REFUSED, "STR006")
    assert found.findings[0].says == f"No return with the fingerprint {ours} was issued from this folder."


def test_a_partner_renamed_since_is_asked_about(tmp_path: Path) -> None:
    """The cover has the name it was issued with, which the framework no longer knows; the hidden sheet says whose."""
    file = filled(tmp_path, POLICE, FORCE)
    renamed = tuple(p.model_copy(update={"name": "Marsh Police"}) if p.id == POLICE else p for p in FRAMEWORK.partners)
    found = read_return(read_workbook(file), amended(partners=renamed), history=HISTORY)
    assert values(found) == ALL_FORCE
    finding = said(found, "RET007")
    assert (finding.severity, finding.cell) == (Severity.QUERY, "C5")
    assert finding.says == ("The cover says 'Thamesmere Police', and the framework knows the partner as Marsh Police.")


def orphan(book: Workbook, **cover: object) -> None:
    """Delete the hidden sheet and type over the cover."""
    book.remove(book["_pmxl"])
    for row in book["Cover"].iter_rows():
        for cell in row:
            if cell.value in cover:
                book["Cover"].cell(cell.row, cell.column + 1).value = cover[str(cell.value)]  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("revision", "period", "taken"), [(1, Q3, True), (9, Q3, False), (1, Q2, False)], ids=["issued", "r9", "Q2"]
)
def test_without_its_hidden_sheet_only_what_was_issued_is_taken(
    revision: int, period: Period, taken: bool, tmp_path: Path
) -> None:
    """A revision typed on the cover is no revision: it would stand above every one that was sent out."""
    file = filled(tmp_path, POLICE, FORCE, lambda book: orphan(book, Revision=revision, Period=period.label))
    sent = {(POLICE, Q3, 1)}
    found = read_return(read_workbook(file), FRAMEWORK, issued=sent, history=HISTORY)
    assert (found.outcome, found.code) == ((Outcome.FINDINGS, "STR011") if taken else (Outcome.REFUSED, "STR006"))
    if not taken:
        assert found.findings[0].says == (
            f"The hidden sheet _pmxl is gone, and revision {revision} of the return of Thamesmere Police for "
            f"{period.label}, which the cover names, was never issued."
        )


def test_without_its_hidden_sheet_the_rows_must_be_the_partners(tmp_path: Path) -> None:
    """The police's return with a council's name on the cover; or the police's own with a row too few."""

    def untitled(book: Workbook) -> None:
        orphan(book, Partner="Eastmoor & Dale Council")
        book["Return"]["A1"].value = "Return"

    found = returned(tmp_path, POLICE, FORCE, change=untitled, signed=SIGNED)
    assert (found.outcome, found.code, found.figures) == (Outcome.REFUSED, "STR006", ())
    assert found.findings[0].says == (
        "The hidden sheet _pmxl is gone, and the rows are not those of Eastmoor & Dale Council: of the 7 figures asked "
        "for 2022-23 Q3 0 have a row, and 5 rows ask for others."
    )

    def shortened(book: Workbook) -> None:
        orphan(book)
        book["Return"].delete_rows(10)

    assert returned(tmp_path, POLICE, FORCE, change=shortened, signed=SIGNED).code == "STR006"


@pytest.mark.parametrize("kept", [True, False], ids=["with _pmxl", "without"])
def test_figures_headed_by_another_partner_are_refused(kept: bool, tmp_path: Path) -> None:
    """Two councils are asked the same: the title of the sheet still says whose figures these are."""

    def change(book: Workbook) -> None:
        if kept:
            book["Return"]["A1"].value = "Eastmoor and Dale · return for 2022-23 Q3"
        else:
            orphan(book, Partner="Eastmoor & Dale Council")

    found = returned(tmp_path, NORTHVALE, COUNCIL, change=change, signed=SIGNED)
    assert (found.outcome, found.code) == (Outcome.REFUSED, "RET001")
    headed, own = ("Eastmoor and Dale", "Northvale Borough Council"), ("Northvale Borough Council", "Eastmoor & Dale")
    title, partner = headed if kept else own
    assert str(found.findings[0]).startswith(
        f"northvale.xlsx › Return!A1: The figures are headed '{title}' and the return is that of {partner}"
    )


def test_a_workbook_that_is_no_return_is_refused(tmp_path: Path) -> None:
    """Some other workbook in the inbox."""
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "Minutes"
    book.save(tmp_path / "minutes.xlsx")
    found = read_return(read_workbook(tmp_path / "minutes.xlsx"), FRAMEWORK, history={})
    assert (found.outcome, found.code, found.partner) == (Outcome.REFUSED, "STR007", "")


def test_an_older_framework_is_noted_and_rows_it_lost_are_left_out(tmp_path: Path) -> None:
    """What the present framework still knows is read."""
    file = filled(tmp_path, POLICE, FORCE)
    newer = amended(version="newer", measures=tuple(m for m in FRAMEWORK.measures if m.id != "c2"))
    found = read_return(read_workbook(file), newer, history=HISTORY)
    assert said(found, "STR012").says == (
        "The return was issued from version f0f0f0f0 of the framework; it is now newer."
    )
    assert len([f for f in found.findings if f.code == "STR014"]) == 3
    assert values(found) == {"c1 north": 98, "c1 east": 104}


def test_a_file_named_after_another_partner_is_asked_about(tmp_path: Path) -> None:
    """Its contents stand."""
    file = filled(tmp_path, POLICE, FORCE).rename(tmp_path / "northvale.xlsx")
    found = read_return(read_workbook(file), FRAMEWORK, history=HISTORY)
    assert said(found, "RET005").says == (
        "The file is named after Northvale Borough Council and holds the return of Thamesmere Police."
    )
    assert found.partner == POLICE


@pytest.mark.parametrize(
    ("typed", "value", "marker", "low", "withdrawn"),
    [
        ("n/a", None, "Not applicable", False, False),
        (" X ", None, "No data", False, False),
        ("-", None, "No data", False, False),
        ("*", None, "Suppressed", False, False),
        ("c", None, "Withheld", False, False),
        ("low", 0, "", True, False),
        ("withdrawn", None, "", False, True),
        (0, 0, "", False, False),
    ],
)
def test_marks_in_a_value(
    typed: object, value: float | None, marker: str, low: bool, withdrawn: bool, tmp_path: Path
) -> None:
    """A reason for absence is kept as itself; nought is nought."""
    found = returned(tmp_path, POLICE, {**FORCE, "c2 2022-23 M07": {"Value": typed}}, signed=SIGNED)
    figure = next(f for f in found.figures if f.period == month(2022, 7))
    assert (figure.value, figure.marker, figure.low, figure.withdrawn) == (value, marker, low, withdrawn)


@pytest.mark.parametrize(
    ("row", "marker"),
    [
        ({"Numerator": "c", "Denominator": 295}, "Withheld"),
        ({"Numerator": 159, "Denominator": "x"}, "No data"),
        ({"Numerator": "*", "Denominator": "x"}, "Suppressed"),
        ({"Value": "n/a"}, "Not applicable"),
    ],
)
def test_marks_among_the_parts(row: dict[str, object], marker: str, tmp_path: Path) -> None:
    """One mark is enough for the figure to be absent; of two, the first in the order of the grey words stands."""
    found = returned(tmp_path, NORTHVALE, {**COUNCIL, "h1": row}, signed=SIGNED)
    figure = next(f for f in found.figures if f.measure == "h1")
    assert (figure.marker, figure.value, figure.numerator, figure.denominator) == (marker, None, None, None)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"Numerator": "c", "Denominator": 295}, "says Withheld under Numerator (I6) and 295 under Denominator (J6)"),
        ({"Numerator": 159, "Denominator": "x"}, "says No data under Denominator (J6) and 159 under Numerator (I6)"),
        (
            {"Numerator": "withdrawn", "Denominator": 295},
            "says withdrawn under Numerator (I6) and 295 under Denominator (J6)",
        ),
        ({"Numerator": 159, "Denominator": 295, "Value": "withdrawn"}, "says withdrawn under Value (K6) and 159 under"),
        ({"Numerator": "*", "Denominator": "x"}, ""),
        ({"Numerator": "x", "Denominator": "x", "Value": 53.9}, ""),
        ({"Numerator": "low", "Denominator": 295}, ""),
        ({"Numerator": "withdrawn", "Denominator": "withdrawn"}, ""),
    ],
)
def test_a_word_beside_a_number_is_held(row: dict[str, object], says: str, tmp_path: Path) -> None:
    """Neither part is dropped without a word: both cells are named, and the figure waits."""
    found = returned(tmp_path, NORTHVALE, {**COUNCIL, "h1": row}, signed=SIGNED)
    told = [f for f in found.findings if f.code == "VAL023"]
    assert [f.severity for f in told] == ([Severity.HOLD] if says else [])
    assert all(f.says.startswith(f"Households helped early, 2022-23 Q3 {says}") for f in told)
    assert next(f.held for f in found.figures if f.measure == "h1") is bool(says)


def read_with(
    file: Path, is_changed: Callable[[Cell], bool], framework: Framework = FRAMEWORK, **changes: Any
) -> ReadReturn:
    """What is read of a return where some cells of its sheet of figures were saved otherwise."""
    read = read_workbook(file)
    sheet = read.sheet("Return")
    assert sheet is not None
    sheet.cells |= {at: cell._replace(**changes) for at, cell in sheet.cells.items() if is_changed(cell)}
    return read_return(read, framework, history=HISTORY)


def test_a_formula_from_before_the_multiplier_changed_is_still_ours(tmp_path: Path) -> None:
    """Issued per 100 and read per 1,000: the figure is worked out from its parts by the framework as it is now."""
    file = filled(tmp_path, NORTHVALE, COUNCIL)
    measures = tuple(m.model_copy(update={"multiplier": 1000}) if m.id == "h2" else m for m in FRAMEWORK.measures)
    saved: dict[str, Any] = {"type": CellType.NUMBER, "value": 1.41, "raw": "1.41"}
    found = read_with(file, lambda cell: cell.formula is not None, amended(measures=measures), **saved)
    assert next(f.value for f in found.figures if f.measure == "h2") == 170 * 1000 / 120.5
    assert not {"CEL004", "VAL006"} & {f.code for f in found.findings}


def test_a_milestone_not_done_yet(tmp_path: Path) -> None:
    """Its own mark."""
    found = returned(tmp_path, NORTHVALE, {**COUNCIL, "k1": {"Value": "Not done"}}, signed=SIGNED)
    assert next(f for f in found.figures if f.measure == "k1").marker == NOT_DONE


def test_a_value_typed_over_the_formula_is_read(tmp_path: Path) -> None:
    """Where the partner has the value alone; that it cannot be pooled is asked about."""
    found = returned(tmp_path, NORTHVALE, {**COUNCIL, "h1": {"Value": 54.1}}, signed=SIGNED)
    figure = next(f for f in found.figures if f.measure == "h1")
    assert (figure.value, figure.numerator) == (54.1, None)
    assert said(found, "VAL017").cell == "K6"


def test_our_own_formula_is_never_read_back(tmp_path: Path) -> None:
    """Whatever value it was saved with: the figure is worked out from its parts."""
    file = filled(tmp_path, NORTHVALE, COUNCIL)
    saved: dict[str, Any] = {"type": CellType.NUMBER, "value": 12345.0, "raw": "12345"}
    found = read_with(file, lambda cell: cell.formula is not None, **saved)
    assert next(f.value for f in found.figures if f.measure == "h1") == 159 * 100 / 295
    assert 12345.0 not in values(found).values()


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        (value_formula("I6", "J6", 100), True),
        (value_formula("I19", "J19", 100), True),
        (value_formula("I6", "J6", 100).lower().replace(",", ", "), True),
        (value_formula("$I$6", "$J$6", 100).replace("100", "1E2"), True),
        ("of:=" + value_formula("I6", "J6", 100), True),
        (value_formula("I6", "J6", 1000), True),
        (value_formula("I6", "J6", 0.001), True),
        (value_formula("I6", "J6", 1), True),
        (value_formula("I6", "J6", 100) + "*2", False),
        ("I6/J6*100", False),
        ("SUM(I6:J6)", False),
    ],
)
def test_which_formulas_are_ours(formula: str, ours: bool) -> None:
    """By shape: where it points, by what it multiplies, its case and its blanks do not matter."""
    cell = Cell(6, 11, CellType.NUMBER, 53.9, "53.9", formula, "General", hidden=False)
    assert is_ours(cell) is ours


def test_a_partners_own_formula_is_read_with_a_note(tmp_path: Path) -> None:
    """Its saved value is the figure."""
    file = filled(tmp_path, POLICE, FORCE)
    found = read_with(file, lambda cell: cell.address == "K6", formula="SUM(Z1:Z9)")
    note = said(found, "CEL004")
    assert (note.severity, note.cell) == (Severity.NOTE, "K6")
    assert note.says == "Value of Residential burglary in North Division is worked out by the formula =SUM(Z1:Z9)."
    assert values(found) == ALL_FORCE


def test_the_end_of_an_endless_commentary_is_missed_aloud(tmp_path: Path) -> None:
    """As much as a cell can hold is kept, with a Query that says how much there was; the figure stands."""
    file = filled(tmp_path, POLICE, {**FORCE, "c1 North Division": {"Value": 98, "Commentary": "so it went"}})
    found = read_with(file, lambda cell: "so it went" in str(cell.value), value="so it went " * 4000)
    query = said(found, "CEL030")
    assert (query.severity, query.cell) == (Severity.QUERY, "M6")
    assert query.says == (
        "Commentary of Residential burglary in North Division has 44,000 characters, and a cell holds 32,767: "
        "the rest was cut off."
    )
    kept = next(figure.commentary for figure in found.figures if figure.area == "north")
    assert kept.startswith("so it went " * 2900)
    assert len(kept) == CELL_LIMIT
    assert values(found) == ALL_FORCE


def test_a_formula_whose_words_are_lost_is_a_formula(tmp_path: Path) -> None:
    """Of a shared formula without its first cell nobody knows how it reads, and the message does not make it up."""
    file = filled(tmp_path, POLICE, FORCE)
    found = read_with(file, lambda cell: cell.address == "K6", formula="#REF!")
    assert said(found, "CEL004").says == "Value of Residential burglary in North Division is worked out by a formula."


def test_a_measure_renamed_since_the_return_was_issued_is_only_noted(tmp_path: Path) -> None:
    """Its rows still bear the old name, and that is no fault of the partner."""
    file = filled(tmp_path, POLICE, FORCE)
    renamed = tuple(m.model_copy(update={"name": "Homes burgled"}) if m.id == "c1" else m for m in FRAMEWORK.measures)
    found = read_return(read_workbook(file), amended(version="newer", measures=renamed), history=HISTORY)
    notes = [finding for finding in found.findings if finding.code == "STR050"]
    assert {note.severity for note in notes} == {Severity.NOTE}
    assert notes[0].says == "Measure says 'Residential burglary', and the framework calls c1 'Homes burgled'."
    assert values(found) == ALL_FORCE


@pytest.mark.parametrize("signed", [("Head of Insight", "20/01/2023"), ("Head of Insight", SIGNED[1])])
def test_a_date_of_signing_may_be_text(signed: tuple[object, object], tmp_path: Path) -> None:
    """Day first."""
    found = returned(tmp_path, POLICE, FORCE, signed=signed)
    assert found.signoff == SignOff("Head of Insight", date(2023, 1, 20))
    assert "RET006" not in codes(found)


@pytest.mark.parametrize(
    ("signed", "label", "says"),
    [
        (None, "Signed off by", "The return is not signed off: there is no name."),
        (("Head of Insight", None), "Date signed off", "The return is signed off by Head of Insight without a date."),
        (("Head of Insight", "soon"), "Date signed off", "The date signed off, 'soon', is not a date."),
    ],
)
def test_a_missing_sign_off_is_asked_about_once(
    signed: tuple[object, object] | None, label: str, says: str, tmp_path: Path
) -> None:
    """The cell of the cover is named."""
    finding = said(returned(tmp_path, POLICE, FORCE, signed=signed), "RET006")
    assert finding.severity is Severity.QUERY
    assert finding.says == says
    assert finding.cell == sign_off_cell(tmp_path, label)


def sign_off_cell(folder: Path, label: str) -> str:
    """Where the answer to a label of the police's cover stands."""
    cover = opened(folder / "police.xlsx")["Cover"]
    row = next(r for r in range(1, cover.max_row + 1) if cover.cell(r, 2).value == label)
    return f"C{row}"


def test_saved_by_another_program_it_reads_the_same(tmp_path: Path) -> None:
    """LibreOffice writes formulas its own way: ours are still ours, every figure is the same, and ratings are live."""
    file = filled(tmp_path, NORTHVALE, COUNCIL)
    plain = read_return(read_workbook(file), FRAMEWORK, history=HISTORY)
    (again,) = saved_as("xlsx", tmp_path, file)
    found = read_return(read_workbook(again), FRAMEWORK, history=HISTORY)
    assert found.figures == plain.figures
    assert codes(found) == codes(plain) == set()
    sheet = opened_values(again)
    columns, rows = heading_columns(sheet), rows_by_name(sheet)
    ratings = {name: sheet.cell(row, columns["Rating"]).value for name, row in rows.items() if " " not in name}
    assert ratings == {
        "h1": "Amber",
        "h2": "Green",
        "b1": "No target",
        "d1": "Green",
        "o1": "Green",
        "y1": "Green",
        "k1": "Green",
        "t1": None,
    }


def opened_values(file: Path) -> Worksheet:
    """The sheet of figures with the values its formulas were saved with."""
    from openpyxl import load_workbook

    sheet = load_workbook(file, data_only=True)["Return"]
    assert isinstance(sheet, Worksheet)
    return sheet
