"""Sheets with a column for each partner: of very many they stand on their side, or on several pages, to be read."""

from __future__ import annotations

from datetime import date

from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.improve.partnership.alignment import matrix
from pmxl.improve.partnership.register import register
from pmxl.reports.journey.book import plan_journey
from pmxl.reports.logbook.register_book import plan_register
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.measure import clipped
from tests.specimens.journey import specimen
from tests.specimens.logged import framework
from tests.specimens.logged import logged
from tests.specimens.small import FRAMEWORK

DAY = date(2026, 7, 1)
MANY = 22
Sheet = dict[str, dict[str, str]]
"""What stands in a table, by the first column and the heading."""


def crowded(frame: Framework) -> Framework:
    """The same with partners enough that a column for each is too wide to be read."""
    more = (Partner(id=f"more-{n}", name=f"Registered Housing Association {n}") for n in range(MANY))
    return frame.model_copy(update={"partners": (*frame.partners, *more)})


def register_of(frame: Framework) -> BookPlan:
    """The workbook of the partnership register."""
    logbook = logged(None, frame)
    found = register(frame, logbook, DAY)
    return plan_register(found, matrix(found, logbook), found.findings)


def named(book: BookPlan, name: str) -> SheetPlan:
    """A sheet by its name."""
    return next(sheet for sheet in book.sheets if sheet.name == name)


def table_of(sheet: SheetPlan, name: str) -> Sheet:
    """What a person reads in a table."""
    (table,) = (one for one in sheet.tables if one.name == name)
    over = {(put.row, put.col): str(put.value) for put in (*table.puts(), *sheet.puts)}
    return {
        over[row, table.col]: {
            heading: over.get((row, col), "") for col, heading in enumerate(table.headings[1:], table.col + 1)
        }
        for row in range(table.row + 1, table.row + 1 + len(table.rows))
    }


def on_its_side(sheet: Sheet) -> Sheet:
    """Rows for columns."""
    columns = next(iter(sheet.values()))
    return {column: {row: cells[column] for row, cells in sheet.items()} for column in columns}


def test_the_register_says_the_same_on_its_side() -> None:
    """A121: a row for each partner, a column for each question; what each asks stands on the first sheet."""
    usual = on_its_side(table_of(named(register_of(framework()), "By partner"), "QuestionsByPartner"))
    del usual["What it asks"]
    plan = named(register_of(crowded(framework())), "By partner")
    turned = table_of(plan, "QuestionsByPartner")
    assert {name: turned[name] for name in usual} == usual
    assert len(turned) == len(usual) + MANY
    assert plan.page.repeat_rows


def test_the_alignment_says_the_same_on_its_side() -> None:
    """A29: a row for each partner, a column for each objective."""
    usual = on_its_side(table_of(named(register_of(framework()), "Alignment"), "PlansAligned"))
    del usual["Priority"]
    turned = table_of(named(register_of(crowded(framework())), "Alignment"), "PlansAligned")
    assert {name: turned[name] for name in usual} == usual
    assert usual["North"]["Aim 1"] == "● Yes · in part"
    assert len(turned) == len(usual) + MANY


def test_a_partner_that_left_leaves_no_column_in_the_alignment() -> None:
    """Nor does what another said stand under its name."""
    frame = framework(partners=[{"id": "gone", "name": "Gone", "to": "2025-26 Q4"}])
    first = frame.model_copy(update={"partners": tuple(sorted(frame.partners, key=lambda one: one.id != "gone"))})
    shown = table_of(named(register_of(first), "Alignment"), "PlansAligned")
    assert list(shown["Aim 1"]) == ["Priority", "North", "South"]
    assert shown["Aim 1"]["North"] == "● Yes · in part"


def test_the_journey_stands_on_pages_that_can_be_read() -> None:
    """Statements go over several pages across with their words on each; change stands on its side."""
    usual, many = plan_journey(specimen()), plan_journey(specimen(crowded(FRAMEWORK)))
    statements = named(many, "Statements").page
    assert statements.repeat_cols == (1, 3)
    assert statements.col_breaks
    assert not named(usual, "Statements").page.col_breaks
    turned = table_of(named(many, "Change"), "Moves")
    for partner, steps in on_its_side(table_of(named(usual, "Change"), "Moves")).items():
        assert turned[partner] == steps
    assert turned["Eastmoor & Dale Council"]["Taking stock"].endswith("2.0 to 1.0")


def test_nothing_is_clipped_where_partners_are_many() -> None:
    """On any sheet of either workbook."""
    assert clipped(register_of(crowded(framework()))) == []
    assert clipped(plan_journey(specimen(crowded(FRAMEWORK)))) == []
