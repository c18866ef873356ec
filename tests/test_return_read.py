"""Reading what came back: exact figures from exact cells, and every fault of handling named, never guessed at."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.figures import NOT_DONE
from pmxl.figures import SignOff
from pmxl.returns.issue import fingerprint
from pmxl.returns.ours import is_ours
from pmxl.returns.read import ReadReturn
from pmxl.returns.read import read_return
from pmxl.rules.formula import value_formula
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import CellType
from pmxl.sheets.read import read_workbook
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import Entries
from tests.specimens.paper import codes
from tests.specimens.paper import fill
from tests.specimens.paper import form_of
from tests.specimens.paper import heading_columns
from tests.specimens.paper import issued
from tests.specimens.paper import opened
from tests.specimens.paper import returned
from tests.specimens.paper import rows_by_name
from tests.specimens.paper import said
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import HISTORY
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q2
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import month

SIGNED = ("Head of Insight", datetime(2023, 1, 20))  # noqa: DTZ001 - a date as Excel keeps it
COUNCIL: Entries = {
    "h1": {"Numerator": 159, "Denominator": 295, "Commentary": "As planned.", "Accuracy": 4, "Completeness": 3},
    "h2": {"Numerator": 170, "Denominator": 120.5, "Provisional": "Yes"},
    "b1": {"Value": 700},
    "d1": {"Numerator": 2400, "Denominator": 100},
    "o1": {"Numerator": 88, "Denominator": 100},
    "y1": {"Value": "Yes"},
    "k1": {"Value": datetime(2022, 12, 14)},  # noqa: DTZ001
    "t1": {"Value": "n/a"},
}
FORCE: Entries = {
    "c1 North Division": {"Value": 98},
    "c1 East Division": {"Value": 104},
    "c2 2022-23 M07": {"Value": 5100},
    "c2 2022-23 M08": {"Value": 5000},
    "c2 2022-23 M09": {"Value": 4900},
}


def values(found: ReadReturn) -> dict[str, float | None]:
    """The value of each figure, by measure, area and month."""
    return {
        " ".join(p for p in (f.measure, f.area, f.period.label if f.period.months == 1 else "") if p): f.value
        for f in found.figures
    }


ALL_FORCE = {
    "c1 north": 98,
    "c1 east": 104,
    "c2 2022-23 M07": 5100,
    "c2 2022-23 M08": 5000,
    "c2 2022-23 M09": 4900,
}


def test_a_clean_return_gives_its_exact_figures(tmp_path: Path) -> None:
    """Parts, values, markers, marks, flags and words, each from the cell where it was typed."""
    found = returned(tmp_path, NORTHVALE, COUNCIL, signed=SIGNED)
    by_measure = {figure.measure: figure for figure in found.figures}
    h1, h2, k1 = by_measure["h1"], by_measure["h2"], by_measure["k1"]
    assert (h1.numerator, h1.denominator, h1.value) == (159, 295, 159 * 100 / 295)
    assert (h1.sheet, h1.cell, h1.commentary, h1.quality) == ("Return", "K6", "As planned.", "4----3")
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


@dataclass(frozen=True)
class Fault:
    """Something done to a filled-in return of the police, and what must come of it."""

    name: str
    change: Callable[[Workbook], object]
    code: str
    severity: Severity
    message: str
    lost: tuple[str, ...] = ()  # figures that are not kept

    def __str__(self) -> str:
        return self.name


def figures_sheet(book: Workbook) -> Worksheet:
    """The sheet of figures."""
    return book["Return"]


def copy_row(sheet: Worksheet, source: int, target: int) -> None:
    """Copy a row's contents to another."""
    for col in range(1, sheet.max_column + 1):
        sheet.cell(target, col).value = sheet.cell(source, col).value


def swap_rows(book: Workbook) -> None:
    """The first two rows change places."""
    sheet = figures_sheet(book)
    spare = sheet.max_row + 5
    for source, target in ((6, spare), (7, 6), (spare, 7)):
        copy_row(sheet, source, target)
    sheet.delete_rows(spare)


def move_row(book: Workbook) -> None:
    """The first row goes three rows below the last."""
    sheet = figures_sheet(book)
    copy_row(sheet, 6, 13)
    for col in range(1, sheet.max_column + 1):
        sheet.cell(6, col).value = None


def double_row(book: Workbook) -> None:
    """The first row stands once more at the end."""
    sheet = figures_sheet(book)
    copy_row(sheet, 6, sheet.max_row + 1)


def put(where: str, content: object) -> Callable[[Workbook], None]:
    """Type something into a cell of the sheet of figures."""

    def change(book: Workbook) -> None:
        figures_sheet(book)[where].value = content

    return change


def rename(name: str) -> Callable[[Workbook], None]:
    """Give the sheet of figures another name."""

    def change(book: Workbook) -> None:
        figures_sheet(book).title = name

    return change


def hide_row(book: Workbook) -> None:
    """Hide the first row."""
    figures_sheet(book).row_dimensions[6].hidden = True


def merge_over(book: Workbook) -> None:
    """Merge two values; openpyxl would clear the second, Excel's own files may keep it."""
    figures_sheet(book).merged_cells.add("K6:K7")


PLACE = "police.xlsx › Return"
HANDLED = [
    Fault(
        "moved row",
        move_row,
        "STR010",
        Severity.NOTE,
        f"{PLACE}!A13: Residential burglary, North Division, 2022-23 Q3 was expected in row 6 and found in row 13. "
        "It was read by its labels. [STR010]",
    ),
    Fault(
        "inserted rows",
        lambda book: figures_sheet(book).insert_rows(2, 3),
        "STR010",
        Severity.NOTE,
        f"{PLACE}: 5 rows stand 3 rows lower than issued. They were read by their labels. [STR010]",
    ),
    Fault(
        "inserted column",
        lambda book: figures_sheet(book).insert_cols(5),
        "STR010",
        Severity.NOTE,
        f"{PLACE}!J5: 11 columns were moved: Numerator was expected in column I and found in column J. "
        "They were read by their headings. [STR010]",
    ),
    Fault(
        "renamed sheet",
        rename("Q3 figures"),
        "STR008",
        Severity.NOTE,
        "police.xlsx › Q3 figures: The sheet of figures is called 'Q3 figures' and was issued as 'Return'. "
        "It was read by its headings. [STR008]",
    ),
    Fault(
        "hidden row",
        hide_row,
        "STR010",
        Severity.NOTE,
        f"{PLACE}!K6: Value of Residential burglary stands in a hidden row or column. "
        "It was read all the same. [STR010]",
    ),
    Fault(
        "case and blanks in labels",
        lambda book: [put("A6", " C1\u00a0")(book), put("C6", "north  DIVISION")(book)],
        "VAL020",
        Severity.NOTE,
        f"{PLACE}: 'A figure moved more than it usually does' (VAL007) could not be checked for 3 figures "
        "(c1 east, c2, c2): fewer than two earlier figures. Look at them by eye. [VAL020]",
    ),
    Fault(
        "area by its alias",
        put("C6", "North"),
        "VAL020",
        Severity.NOTE,
        f"{PLACE}: 'A figure moved more than it usually does' (VAL007) could not be checked for 3 figures "
        "(c1 east, c2, c2): fewer than two earlier figures. Look at them by eye. [VAL020]",
    ),
    Fault(
        "changed ref",
        put("A6", "c1x"),
        "STR009",
        Severity.QUERY,
        f"{PLACE}!A6: Ref says 'c1x'; by its measure's name the row was taken for c1. "
        "Confirm that it is Residential burglary, North Division, 2022-23 Q3. [STR009]",
    ),
    Fault(
        "row nobody asked for",
        lambda book: [put("A12", "c9")(book), put("K12", 4)(book)],
        "STR009",
        Severity.QUERY,
        f"{PLACE}!A12: 'c9' is not a figure that was asked for, and the row was not read. "
        "Put Ref, Area and Period back as issued, or clear the row. [STR009]",
    ),
    Fault(
        "figure without labels",
        put("K12", 4),
        "STR009",
        Severity.QUERY,
        f"{PLACE}!A12: There is something on a row that has no Ref, Area and Period, and it was not read. "
        "Say which figure it is, or clear the row. [STR009]",
    ),
    Fault(
        "deleted row",
        lambda book: figures_sheet(book).delete_rows(10),
        "STR004",
        Severity.ERROR,
        f"{PLACE}: The row for Emergency calls answered, 2022-23 M09 (c2) was not found. "
        "Put the row back as issued, with its figure, and send again. [STR004]",
        ("c2 2022-23 M09",),
    ),
    Fault(
        "doubled row",
        double_row,
        "STR005",
        Severity.ERROR,
        f"{PLACE}!A11: Residential burglary, North Division, 2022-23 Q3 has 2 rows, A6 and A11, and none of them was "
        "read. Delete the row that is not meant and send again. [STR005]",
        ("c1 north",),
    ),
    Fault(
        "text in a number cell",
        put("K6", "about 98"),
        "NUM010",
        Severity.ERROR,
        f"{PLACE}!K6: Value of Residential burglary says 'about 98', which is not a number. "
        "If 98 is meant, type it alone and put the rest in Commentary. [NUM010]",
        ("c1 north",),
    ),
    Fault(
        "number as text",
        put("K6", "98"),
        "NUM001",
        Severity.NOTE,
        f"{PLACE}!K6: Value of Residential burglary is text, '98', and was read as 98. "
        "Type it as a number next time. [NUM001]",
    ),
    Fault(
        "formula without a saved value",
        put("K6", "=90+8"),
        "CEL002",
        Severity.ERROR,
        f"{PLACE}!K6: Value of Residential burglary holds the formula =90+8 without a saved value. "
        "Open the workbook in Excel and save it, or type the figure. [CEL002]",
        ("c1 north",),
    ),
    Fault(
        "error in a cell",
        put("K6", "#DIV/0!"),
        "CEL001",
        Severity.ERROR,
        f"{PLACE}!K6: Value of Residential burglary shows #DIV/0!. Mend its formula, or type the figure. [CEL001]",
        ("c1 north",),
    ),
    Fault(
        "a figure under Numerator of a count",
        put("I6", 98),
        "VAL018",
        Severity.QUERY,
        f"{PLACE}!I6: Residential burglary has no numerator, and what stands there was not read. "
        "Give the figure under Value, and clear this cell. [VAL018]",
    ),
    Fault(
        "quality mark beyond the scale",
        put("N6", 7),
        "VAL015",
        Severity.QUERY,
        f"{PLACE}!N6: Accuracy of Residential burglary is marked '7', and a mark is 1, 2, 3 or 4. "
        "Give the mark, or leave it blank. [VAL015]",
    ),
    Fault(
        "provisional perhaps",
        put("T6", "maybe"),
        "VAL016",
        Severity.QUERY,
        f"{PLACE}!T6: Provisional of Residential burglary says 'maybe', and the figure was taken as final. "
        "Say Yes, or leave it blank. [VAL016]",
    ),
    Fault(
        "figure under merged cells",
        merge_over,
        "CEL005",
        Severity.QUERY,
        f"{PLACE}!K7: Value of Residential burglary lies unseen under the merged cells K6:K7. "
        "Confirm that it is meant, and unmerge the cells. [CEL005]",
    ),
    Fault(
        "deleted commentary column",
        lambda book: figures_sheet(book).delete_cols(13),
        "STR003",
        Severity.QUERY,
        f"{PLACE}!A5: The column Commentary was not found, and nothing was read from there. "
        "Keep all columns as issued; figures were read from the rest. [STR003]",
    ),
    Fault(
        "deleted cover",
        lambda book: book.remove(book["Cover"]),
        "STR008",
        Severity.QUERY,
        "police.xlsx › Cover: The sheet Cover was not found, so there is no name and date of sign-off. "
        "Say who signed the return off, and when. [STR008]",
    ),
    Fault(
        "deleted _pmxl",
        lambda book: book.remove(book["_pmxl"]),
        "STR011",
        Severity.QUERY,
        "police.xlsx › _pmxl: The hidden sheet _pmxl is gone; partner and period were read from the cover. "
        "Confirm that this is the return as issued. [STR011]",
    ),
]


@pytest.mark.parametrize("fault", HANDLED, ids=str)
def test_a_fault_of_handling_is_named_and_the_rest_is_read(fault: Fault, tmp_path: Path) -> None:
    """Its exact message, and every other figure exactly as typed, wherever it went."""
    found = returned(tmp_path, POLICE, FORCE, change=fault.change, signed=SIGNED)
    finding = said(found, fault.code)
    assert (str(finding), finding.severity) == (fault.message, fault.severity)
    assert values(found) == {name: value for name, value in ALL_FORCE.items() if name not in fault.lost}
    assert found.asked == found.kept + found.held + found.refused + found.missing == 5
    assert found.outcome is (Outcome.READ if fault.severity is Severity.NOTE else Outcome.FINDINGS)


def test_rows_that_changed_places_are_each_read_with_a_note(tmp_path: Path) -> None:
    """Sorted rows keep their figures."""
    found = returned(tmp_path, POLICE, FORCE, change=swap_rows, signed=SIGNED)
    assert values(found) == ALL_FORCE
    notes = [f.says for f in found.findings if f.code == "STR010"]
    assert notes == [
        "Residential burglary, East Division, 2022-23 Q3 was expected in row 7 and found in row 6.",
        "Residential burglary, North Division, 2022-23 Q3 was expected in row 6 and found in row 7.",
    ]


def test_a_changed_ref_of_a_measure_nobody_knows_is_gone_and_strange(tmp_path: Path) -> None:
    """Neither Ref nor Measure says what it is: the row is not read, the figure is missed, the nearest is named."""

    def change(book: Workbook) -> None:
        put("A6", "c1 burglary")(book)
        put("B6", "Burglaries")(book)
        put("A7", "h11")(book)
        put("B7", "?")(book)

    found = returned(tmp_path, POLICE, FORCE, change=change, signed=SIGNED)
    assert [f.expected for f in found.findings if f.code == "STR004"] == ["c1", "c1"]
    strange = [f.says for f in found.findings if f.code == "STR009"]
    assert strange[0].startswith("'c1 burglary North Division 2022-23 Q3' is not a figure that was asked for")
    assert (found.kept, found.missing) == (3, 2)


def test_labels_at_odds_hold_the_figure(tmp_path: Path) -> None:
    """Ref says one measure and Measure another: kept, but held until someone says which."""
    found = returned(tmp_path, POLICE, FORCE, change=put("B6", "Emergency calls answered"), signed=SIGNED)
    assert said(found, "STR015").severity is Severity.HOLD
    assert [f.key.area for f in found.figures if f.held] == ["north"]
    assert (found.kept, found.held) == (4, 1)


def copied_sheet(book: Workbook) -> None:
    """The sheet of figures stands there twice."""
    book.copy_worksheet(figures_sheet(book))


def other_cover(label: str, content: str) -> Callable[[Workbook], None]:
    """Type something else beside a label of the cover."""

    def change(book: Workbook) -> None:
        cover = book["Cover"]
        for row in range(1, cover.max_row + 1):
            if cover.cell(row, 2).value == label:
                cover.cell(row, 3).value = content

    return change


def meta(key: str, content: object) -> Callable[[Workbook], None]:
    """Change what the hidden sheet says."""

    def change(book: Workbook) -> None:
        for row in book["_pmxl"].iter_rows(max_col=2):
            if row[0].value == key:
                row[1].value = content  # type: ignore[assignment]

    return change


def strip_headings(book: Workbook) -> None:
    """Delete the row of headings."""
    figures_sheet(book).delete_rows(HEAD_ROW)


def without_identity(book: Workbook) -> None:
    """Delete the cover and the hidden sheet."""
    book.remove(book["_pmxl"])
    book.remove(book["Cover"])


REFUSED = [
    Fault(
        "two candidates",
        copied_sheet,
        "STR002",
        Severity.ERROR,
        "police.xlsx › Return Copy: There are 2 sheets with the headings of a return: 'Return' and 'Return Copy'. "
        "Delete the one that is not meant and send the workbook again. [STR002]",
    ),
    Fault(
        "missing column",
        lambda book: figures_sheet(book).delete_cols(11),
        "STR003",
        Severity.ERROR,
        "police.xlsx › Return: The column Value was not found among the headings in row 5. "
        "Put the figures into the workbook as it was issued. [STR003]",
    ),
    Fault(
        "doubled column",
        put("U5", "Value"),
        "STR013",
        Severity.ERROR,
        "police.xlsx › Return!U5: Two columns are headed Value: K5 and U5. "
        "Delete the one that is not meant and send the workbook again. [STR013]",
    ),
    Fault(
        "no headings",
        strip_headings,
        "STR007",
        Severity.ERROR,
        "police.xlsx › Return: The sheet Return is missing: no sheet has its headings. "
        "Put the figures into the workbook as it was issued and send it again. [STR007]",
    ),
    Fault(
        "no identity at all",
        without_identity,
        "STR006",
        Severity.ERROR,
        "police.xlsx › _pmxl: The hidden sheet _pmxl is gone and the cover does not say whose return this is, or when. "
        "Send back the workbook that was issued to you. [STR006]",
    ),
    Fault(
        "changed identity",
        meta("period", "2022-23 Q2"),
        "STR006",
        Severity.ERROR,
        "police.xlsx › _pmxl: The hidden sheet _pmxl was changed: its fingerprint does not fit what it says. "
        "Send back the workbook that was issued to you. [STR006]",
    ),
    Fault(
        "unknown layout",
        meta("schema", 9),
        "STR006",
        Severity.ERROR,
        "police.xlsx › _pmxl: The return has the layout 9, and this pmxl reads layout 1. "
        "Read it with the pmxl that issued it, or issue it again. [STR006]",
    ),
    Fault(
        "another partner on the cover",
        other_cover("Partner", "Northvale Borough Council"),
        "RET001",
        Severity.ERROR,
        "police.xlsx › Cover!C5: The cover says 'Northvale Borough Council' and the return was issued to "
        "Thamesmere Police. Each partner fills in its own return. [RET001]",
    ),
    Fault(
        "another period on the cover",
        other_cover("Period", "2022-23 Q2"),
        "RET002",
        Severity.ERROR,
        "police.xlsx › Cover!C6: The cover says 2022-23 Q2 and the return was issued for 2022-23 Q3. "
        "Send back the workbook that was issued to you. [RET002]",
    ),
]


@pytest.mark.parametrize("fault", REFUSED, ids=str)
def test_what_cannot_be_taken_is_refused_whole(fault: Fault, tmp_path: Path) -> None:
    """With the reason and what to do; no figure of it is taken."""
    found = returned(tmp_path, POLICE, FORCE, change=fault.change, signed=SIGNED)
    assert (found.outcome, found.code) == (Outcome.REFUSED, fault.code)
    assert str(found.findings[0]) == fault.message
    assert (found.figures, found.read) == ((), 0)


def test_another_period_than_the_one_collected_is_refused(tmp_path: Path) -> None:
    """The message names both, and the refusal knows whose it is."""
    found = returned(tmp_path, POLICE, FORCE, period=Q2)
    assert (found.outcome, found.code, found.partner, found.period) == (Outcome.REFUSED, "RET002", POLICE, Q3)
    assert str(found.findings[0]) == (
        "police.xlsx › Cover!C6: The return is for 2022-23 Q3 and the period being collected is 2022-23 Q2. "
        "Send the return for 2022-23 Q2, or collect 2022-23 Q3. [RET002]"
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
    file = issued(tmp_path, POLICE)
    book = opened(file)
    fill(book, FORCE, SIGNED)
    book.save(file)
    newer = amended(version="newer", measures=tuple(m for m in FRAMEWORK.measures if m.id != "c2"))
    found = read_return(read_workbook(file), newer, history=HISTORY)
    assert said(found, "STR012").says == (
        "The return was issued from version f0f0f0f0 of the framework; it is now newer."
    )
    assert len([f for f in found.findings if f.code == "STR014"]) == 3
    assert values(found) == {"c1 north": 98, "c1 east": 104}


def test_a_file_named_after_another_partner_is_asked_about(tmp_path: Path) -> None:
    """Its contents stand."""
    file = issued(tmp_path, POLICE)
    book = opened(file)
    fill(book, FORCE, SIGNED)
    book.save(tmp_path / "northvale.xlsx")
    found = read_return(read_workbook(tmp_path / "northvale.xlsx"), FRAMEWORK, history=HISTORY)
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
    file = issued(tmp_path, NORTHVALE)
    book = opened(file)
    fill(book, COUNCIL, SIGNED)
    book.save(file)
    read = read_workbook(file)
    sheet = read.sheet("Return")
    assert sheet is not None
    for where, cell in list(sheet.cells.items()):
        if cell.formula is not None:
            sheet.cells[where] = cell._replace(type=CellType.NUMBER, value=12345.0, raw="12345")
    found = read_return(read, FRAMEWORK, history=HISTORY)
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
        (value_formula("I6", "J6", 1000), False),
        (value_formula("I6", "J6", 1), False),
        ("I6/J6*100", False),
        ("SUM(I6:J6)", False),
    ],
)
def test_which_formulas_are_ours(formula: str, ours: bool) -> None:
    """By shape: where it points, its case and its blanks do not matter; another multiplier is another formula."""
    cell = Cell(6, 11, CellType.NUMBER, 53.9, "53.9", formula, "General", hidden=False)
    assert is_ours(cell, 100) is ours


def test_a_partners_own_formula_is_read_with_a_note(tmp_path: Path) -> None:
    """Its saved value is the figure."""
    file = issued(tmp_path, POLICE)
    book = opened(file)
    fill(book, FORCE, SIGNED)
    book.save(file)
    read = read_workbook(file)
    sheet = read.sheet("Return")
    assert sheet is not None
    where = (6, 11)
    sheet.cells[where] = sheet.cells[where]._replace(formula="SUM(Z1:Z9)")
    found = read_return(read, FRAMEWORK, history=HISTORY)
    note = said(found, "CEL004")
    assert (note.severity, note.cell) == (Severity.NOTE, "K6")
    assert note.says == "Value of Residential burglary is worked out by a formula, =SUM(Z1:Z9)."
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


def libreoffice() -> str:
    """The program, or a skip that says why; in CI it must be there."""
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("CI") != "true", "LibreOffice is not installed, and in CI it must be."
        pytest.skip("LibreOffice (soffice) is not installed here; CI runs this.")
    return office


def resaved(file: Path) -> Path:
    """The workbook opened and saved by LibreOffice."""
    out = file.parent / "resaved"
    profile = (file.parent / "profile").as_uri()
    command = [libreoffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), str(file)], check=True, capture_output=True, timeout=120)
    return out / file.name


def test_saved_by_another_program_it_reads_the_same(tmp_path: Path) -> None:
    """LibreOffice writes formulas its own way: ours are still ours, every figure is the same, and ratings are live."""
    file = issued(tmp_path, NORTHVALE)
    book = opened(file)
    fill(book, COUNCIL, SIGNED)
    book.save(file)
    plain = read_return(read_workbook(file), FRAMEWORK, history=HISTORY)
    again = resaved(file)
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
