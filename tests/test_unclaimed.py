"""Unclaimed: figures under an id that the framework no longer has are told, with how many and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess.unclaimed import unclaimed
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.review import review
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.framework.rows import rows_of
from pmxl.ledger import Ledger
from pmxl.sheets.write import write_workbook
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.threewoods import partnership

GIVEN = (
    figure("known", "ash", 3),
    figure("known", "gone", 3),
    figure("sick", "ash", 3, Q3.previous),
    figure("sick", "ash", 4),
    figure("sick", "birch", None, marker="No data"),
    figure("known", "ash", 5, area="dale"),
    figure("known", "", 5, area="elsewhere"),
)


def test_what_stands_under_an_id_that_has_gone_is_counted_and_asked_about(tmp_path: Path) -> None:
    """Measure, partner and area; absences are no figures, and comparators' places stand on no sheet."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, GIVEN)
        found = unclaimed(framework(measure("known")), ledger.recall(held=True))
    assert [(one.sheet, one.says.partition(", ")[0]) for one in found] == [
        ("measures", "2 figures from 2022-23 Q2 to 2022-23 Q3 stand in the ledger under the measure “sick”"),
        ("partners", "1 figure of 2022-23 Q3 stands in the ledger under the partner “gone”"),
        ("areas", "1 figure of 2022-23 Q3 stands in the ledger under the area “dale”"),
    ]
    assert str(found[1]).endswith(
        "which is not on this sheet, and counts nowhere. If its id was typed anew, type gone again; if its row was "
        "deleted, put it back, with its last period under to if it has left, and a successor if another has taken "
        "over. [FRM192]"
    )


def retyped(frame: Framework) -> dict[str, list[dict[str, Any]]]:
    """The measure under another id."""
    rows = rows_of(frame)
    rows["measures"][0]["id"] = f"{rows['measures'][0]['id']}-2"
    for sheet in ("targets", "tolerances"):
        for row in rows.get(sheet, []):
            row["measure"] = rows["measures"][0]["id"]
    return rows


@pytest.mark.parametrize(("change", "codes"), [(retyped, ["FRM192"]), (rows_of, [])])
def test_review_asks_about_an_id_that_was_typed_anew(
    tmp_path: Path, change: Callable[[Framework], dict[str, list[dict[str, Any]]]], codes: list[str]
) -> None:
    """The framework is whole in itself: only the ledger knows what is lost."""
    folder = partnership(tmp_path)
    measure_id = folder.framework.measures[0].id
    with folder.ledger() as ledger:
        keep(ledger, [figure(measure_id, folder.framework.partners[0].id, 3)])
    write_workbook(plan_framework(change(folder.framework)), folder.framework_file)
    found = review(Folder(tmp_path)).faults
    assert [one.code for one in found if one.code == "FRM192"] == codes


def test_review_asks_about_years_that_begin_in_another_month(tmp_path: Path) -> None:
    """What was issued as Q1 was another quarter; where nothing was issued yet, or for the same years, all is well."""
    folder = partnership(tmp_path)
    rows = rows_of(folder.framework)
    [start] = [row for row in rows["settings"] if row["key"] == "year_starts"]
    start["value"] = "July"
    write_workbook(plan_framework(rows), folder.framework_file)
    assert not of_the_year(folder)
    write_workbook(plan_framework(rows_of(folder.framework)), folder.framework_file)
    issue(Folder(tmp_path), Q3)
    assert not of_the_year(folder)
    write_workbook(plan_framework(rows), folder.framework_file)
    (said,) = of_the_year(folder)
    assert said == (
        "framework.xlsx › settings: Returns were issued for years that begin in April, and year_starts is July now: "
        "Q1 means other months than it did. Put year_starts back to April, or begin another folder for the years that "
        "begin otherwise. [FRM193]"
    )


def of_the_year(folder: Folder) -> list[str]:
    """What a review of the folder as it is now says of the month in which years begin."""
    return [str(one) for one in review(Folder(folder.path)).faults if one.code == "FRM193"]


def slipped(folder: Folder, months: str = "") -> list[str]:
    """What a review says after the measure's id alone was typed anew, the rows that name it still as they were."""
    rows = rows_of(Folder(folder.path).framework)
    rows["measures"][0]["id"] = "earlly"
    [start] = [row for row in rows["settings"] if row["key"] == "year_starts"]
    start["value"] = months or start["value"]
    write_workbook(plan_framework(rows), folder.framework_file)
    return [str(one) for one in review(Folder(folder.path)).faults if one.code in ("FRM033", "FRM192")]


@pytest.mark.parametrize(("months", "label"), [("", "2022-23 Q3"), ("July", "2022-23 Q2")])
def test_an_id_typed_anew_is_asked_about_though_other_rows_miss_it(tmp_path: Path, months: str, label: str) -> None:
    """The rows that still name it are right: they are not asked to take the slip over, and the ledger says why."""
    folder = partnership(tmp_path)
    with folder.ledger() as ledger:
        keep(ledger, [figure("early", "ash", 3)])
    target, tolerance_, gone = slipped(folder, months)
    for said in (target, tolerance_):
        assert said.endswith(
            "names “early”, which is not on the sheet measures. If the id was typed anew on the sheet measures, type "
            "early there again: the ledger has figures under it. Else add it to measures, or correct the id here. "
            "[FRM033]"
        )
    assert f"1 figure of {label} stands in the ledger under the measure “early”" in gone


def test_an_id_of_which_the_ledger_has_nothing_is_taken_for_the_slip(tmp_path: Path) -> None:
    """Then the id on the sheet is the one that counts; and no ledger is made to learn it."""
    folder = partnership(tmp_path)
    target, _ = slipped(folder)
    assert "Type earlly, add it to measures, or delete this row." in target
    assert not folder.ledger_file.exists()
