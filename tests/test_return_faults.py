"""Faults of handling: rows, columns and sheets moved, doubled, deleted, renamed; named exactly, and nothing guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.paper import ALL_FORCE
from tests.specimens.paper import FORCE
from tests.specimens.paper import HEAD_ROW
from tests.specimens.paper import SIGNED
from tests.specimens.paper import returned
from tests.specimens.paper import said
from tests.specimens.paper import values
from tests.specimens.small import POLICE


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


def hide_more(book: Workbook) -> None:
    """The column of values and two rows are hidden."""
    sheet = figures_sheet(book)
    sheet.column_dimensions["K"].hidden = True
    for row in (6, 9):
        sheet.row_dimensions[row].hidden = True


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
        f"{PLACE}!K6: Row 6 is hidden, and 1 cell there holds a figure. It was read all the same. [STR010]",
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
        f"{PLACE}!K6: Value of Residential burglary in North Division says 'about 98', which is not a number. "
        "If 98 is meant, type it alone and put the rest in Commentary. [NUM010]",
        ("c1 north",),
    ),
    Fault(
        "number as text",
        put("K6", "98"),
        "NUM001",
        Severity.NOTE,
        f"{PLACE}!K6: Value of Residential burglary in North Division is text, '98', and was read as 98. "
        "Type it as a number next time. [NUM001]",
    ),
    Fault(
        "formula without a saved value",
        put("K6", "=90+8"),
        "CEL002",
        Severity.ERROR,
        f"{PLACE}!K6: Value of Residential burglary in North Division holds the formula =90+8 without a saved value. "
        "Open the workbook in Excel and save it, or type the figure. [CEL002]",
        ("c1 north",),
    ),
    Fault(
        "error in a cell",
        put("K6", "#DIV/0!"),
        "CEL001",
        Severity.ERROR,
        f"{PLACE}!K6: Value of Residential burglary in North Division shows #DIV/0!. Mend its formula, or type the "
        "figure. [CEL001]",
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
        f"{PLACE}!N6: Accuracy of Residential burglary in North Division is marked '7', and a mark is 1, 2, 3 or 4. "
        "Give the mark, or leave it blank. [VAL015]",
    ),
    Fault(
        "provisional perhaps",
        put("T6", "maybe"),
        "VAL016",
        Severity.QUERY,
        f"{PLACE}!T6: Provisional of Residential burglary in North Division says 'maybe', and the figure was taken as "
        "final. Say Yes, or leave it blank. [VAL016]",
    ),
    Fault(
        "figure under merged cells",
        merge_over,
        "CEL005",
        Severity.QUERY,
        f"{PLACE}!K7: Value of Residential burglary in East Division lies unseen under the merged cells K6:K7. "
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
        "mistyped heading that can be done without",
        put("M5", "Comentary"),
        "STR003",
        Severity.QUERY,
        f"{PLACE}!M5: The column Commentary was not found, and nothing was read from there; M5 says 'Comentary', "
        "nearest to Commentary. Keep all columns as issued; figures were read from the rest. [STR003]",
    ),
    Fault(
        "label of something else",
        put("B6", "Days lost to illness"),
        "STR050",
        Severity.QUERY,
        f"{PLACE}!B6: Measure says 'Days lost to illness', and the framework calls c1 'Residential burglary'. "
        "Confirm that the figure of this row is of Residential burglary, or put the row back as issued. [STR050]",
    ),
    Fault(
        "blank ref",
        put("A6", None),
        "STR009",
        Severity.QUERY,
        f"{PLACE}!A6: Ref is blank; by its measure's name the row was taken for c1. "
        "Confirm that it is Residential burglary, North Division, 2022-23 Q3. [STR009]",
    ),
    Fault(
        "name alone",
        put("B20", "Parking fines"),
        "STR009",
        Severity.QUERY,
        f"{PLACE}!A20: 'Parking fines' is not a figure that was asked for, and the row was not read. "
        "Put Ref, Area and Period back as issued, or clear the row. [STR009]",
    ),
    Fault(
        "hidden column and rows",
        hide_more,
        "STR010",
        Severity.NOTE,
        f"{PLACE}!K6: Column K is hidden, and 5 cells there hold figures. They were read all the same. [STR010]",
    ),
    Fault(
        "commentary by a formula without a saved value",
        put("M6", '="It rose"&" again"'),
        "CEL002",
        Severity.QUERY,
        f'{PLACE}!M6: Commentary of Residential burglary in North Division holds the formula ="It rose"&" again" '
        "without a saved value, "
        "and no commentary was read. Type the commentary as text. [CEL002]",
    ),
    Fault(
        "commentary that is an error",
        put("M6", "#REF!"),
        "CEL001",
        Severity.QUERY,
        f"{PLACE}!M6: Commentary of Residential burglary in North Division shows #REF!, and no commentary was read. "
        "Type the commentary as text. [CEL001]",
    ),
    Fault(
        "row copied above the headings",
        lambda book: copy_row(figures_sheet(book), 6, 4),
        "STR009",
        Severity.QUERY,
        f"{PLACE}!A4: A row for Residential burglary, North Division, 2022-23 Q3 stands above the headings, and it was "
        "not read. Put it below the headings, or clear it if it is a copy. [STR009]",
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
        "mistyped heading",
        put("K5", "Valeu"),
        "STR003",
        Severity.ERROR,
        "police.xlsx › Return!K5: The column Value was not found among the headings in row 5; K5 says 'Valeu', "
        "nearest to Value. Put the heading back as issued. [STR003]",
    ),
    Fault(
        "heading of something else",
        put("K5", "Column1"),
        "STR003",
        Severity.ERROR,
        "police.xlsx › Return: The column Value was not found among the headings in row 5; K5 says 'Column1'. "
        "Put the figures into the workbook as it was issued. [STR003]",
    ),
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
        "Keep the one that is meant and send the workbook again. [STR013]",
    ),
    Fault(
        "tripled column",
        lambda book: [put(where, "Value")(book) for where in ("U5", "V5")] and None,
        "STR013",
        Severity.ERROR,
        "police.xlsx › Return!U5: 3 columns are headed Value: K5, U5 and V5. "
        "Keep the one that is meant and send the workbook again. [STR013]",
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
