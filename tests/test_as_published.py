"""Workbooks as their publishers laid them out, read through layouts, against the figures known from them before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.scorecard import assessment
from pmxl.findings import Refusal
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.returns.layout import layouts_of
from pmxl.returns.layout_reader import read_layout
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.read import read_workbook
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from tests import as_published as published
from tests import north_east_london as london
from tests.thorough import LONG

pytestmark = pytest.mark.skipif(
    not (published.HOSPITALS.exists() and london.OBSERVATIONS.exists()),
    reason="the published workbooks are kept beside the project (../shared/data), not in it",
)

Numbers = dict[tuple[str, str, str], tuple[float, float | None]]
"""Numerator (or value) and denominator by measure, area and quarter."""

APRIL = 4
ENDS = ("2019-20 Q4", "2023-24 Q1")
"""The series that end in these quarters hold every quarter of which there is a workbook."""

NO_FOUR_HOURS = {"RQM", "RYJ"}
"""Hospitals whose workbook has a dash where the figures known before have nought."""

UNTOLD = {("A1", hospital) for hospital in NO_FOUR_HOURS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A partnership whose framework says where the figures stand."""
    path = tmp_path_factory.mktemp("published")
    write_workbook(plan_framework(published.framework_rows()), path / "framework.xlsx")
    return Folder(path)


@pytest.fixture(scope="module")
def outcomes(folder: Folder) -> dict[str, FileOutcome]:
    """Every workbook collected, by its name."""
    files = [published.HOMELESSNESS / name for name in published.QUARTERS]
    return {one.file: one for one in collect(folder, [*files, published.HOSPITALS]).files}


@pytest.fixture(scope="module")
def kept(folder: Folder, outcomes: dict[str, FileOutcome]) -> pd.DataFrame:
    """The figures in the ledger once all are collected."""
    assert outcomes
    with folder.ledger() as ledger:
        return ledger.recall()


def of_the_partnership() -> Numbers:
    """The figures known before, the councils' and the hospital's, in the quarters that the workbooks hold."""
    boroughs = {said: area for said, (_, area, _) in london.BOROUGHS.items()}
    return {
        (london.measure_id(one.measure), boroughs.get(one.borough, ""), one.period): (one.numerator, one.denominator)
        for one in london.observations()
        if is_there(one.measure, one.period) and one.is_whole
    }


def of_the_others() -> Numbers:
    """The same of everyone they are compared with."""
    return {
        (london.measure_id(row["measure"]), row["area"], row["period"]): (
            float(row["numerator"]),
            float(row["denominator"]) if row["denominator"] else None,
        )
        for row in london.peers()
        if is_there(row["measure"], row["period"]) and (row["measure"], row["area"]) not in UNTOLD
    }


def is_there(measure: str, quarter: str) -> bool:
    """True for hospitals in any quarter, and for homelessness in those of which there is a workbook."""
    return measure.startswith("A") or (measure.startswith("H") and quarter in published.QUARTERS.values())


def numbers(frame: pd.DataFrame) -> Numbers:
    """The figures of a recall, the same way."""
    return dict(_numbers(frame))


def _numbers(frame: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str], tuple[float, float | None]]]:
    for row in frame.to_dict("records"):
        key = (row["measure"], row["area"], Period(int(row["start"]), int(row["months"]), APRIL).label)
        has_parts = row["denominator"] is not None and not pd.isna(row["denominator"])
        yield key, (row["numerator"], row["denominator"]) if has_parts else (row["value"], None)


def test_every_workbook_is_read_through_its_layout(outcomes: dict[str, FileOutcome]) -> None:
    """Nothing is refused or held, what is read is kept, and each says by which layout it was read, of what quarter."""
    assert len(outcomes) == len(published.QUARTERS) + 1
    for name, one in outcomes.items():
        assert one.outcome in (Outcome.READ, Outcome.FINDINGS), [str(f) for f in one.findings]
        assert (one.held, one.refused) == (0, 0)
        (through,) = [f for f in one.findings if f.code == "STR039"]
        assert f": {one.kept} figures of {published.QUARTERS.get(name, '2020-21 Q4 to 2024-25 Q3')}." in through.says


def test_each_figure_is_the_one_known_before(kept: pd.DataFrame) -> None:
    """Those of the partnership and of every other borough and hospital: the same quarters, the same numbers."""
    for wanted, found in (
        (of_the_partnership(), numbers(kept[kept["partner"] != ""])),
        (of_the_others(), numbers(kept[kept["partner"] == ""])),
    ):
        assert len(wanted) > 50
        lacking = wanted.keys() - found.keys()
        assert not lacking, sorted(lacking)[:5]
        assert {key: found[key] for key in wanted} == {key: pytest.approx(pair) for key, pair in wanted.items()}


def test_a_dash_is_no_data_and_not_nought(kept: pd.DataFrame) -> None:
    """Two hospitals gave no figure for four hours while they tried another standard."""
    absent = kept[(kept["measure"] == "a1") & (kept["marker"] != "")]
    assert set(absent["area"]) == NO_FOUR_HOURS
    assert set(absent["marker"]) == {"No data"}
    assert absent["value"].isna().all()


def test_the_pooled_figures_are_those_known_before(folder: Folder, kept: pd.DataFrame) -> None:
    """In each quarter of which there is a workbook the partnership's figure of every measure is its boroughs' sums."""
    assert len(kept)
    whole: dict[tuple[str, str], float] = {}
    for quarter in ENDS:
        found = assessment(folder, folder.period(quarter))
        for frame in (found.series, found.measures):  # where somebody is missing only the latter has what the rest make
            rows = frame[frame["partner"] == ""]
            whole |= {(m, p): v for m, p, v in zip(rows["measure"], rows["period"], rows["value"], strict=True)}
    wanted = pooled(folder.framework)
    assert {quarter for _, quarter in wanted} >= set(published.QUARTERS.values())
    assert {key: whole.get(key) for key in wanted} == {key: pytest.approx(value) for key, value in wanted.items()}


def pooled(framework: Framework) -> dict[tuple[str, str], float]:
    """What the figures known before come to, by measure and quarter."""
    sums: dict[tuple[str, str], list[tuple[float, float | None]]] = {}
    for (measure, _, quarter), pair in of_the_partnership().items():
        sums.setdefault((measure, quarter), []).append(pair)
    return {
        key: sum(above for above, _ in pairs) * framework.measure(key[0]).multiplier / sum(b for _, b in pairs if b)
        if pairs[0][1] is not None
        else sum(above for above, _ in pairs)
        for key, pairs in sums.items()
    }


def test_a_figure_knows_the_cells_it_was_added_up_from(kept: pd.DataFrame) -> None:
    """A quarter of a hospital names the cells of its three months."""
    rows = kept[(kept["measure"] == "a1") & (kept["partner"] == london.HOSPITAL)]
    assert len(rows) > 10
    for note in rows["note"]:
        file, _, cells = str(note).partition(": ")
        assert file == published.HOSPITALS.name
        assert len(cells.split(" + ")) == 3
        assert all(part.startswith("Sheet1!L") and " over H" in part for part in cells.split(" + "))


@LONG
def test_an_opendocument_workbook_gives_the_same_figures_at_the_same_cells(folder: Folder) -> None:
    """The quarter that was published in both formats."""
    framework = folder.framework
    excel = published.HOMELESSNESS / "Detailed_LA_202212.xlsx"
    assert figures(opened(excel.with_suffix(".ods")), framework) == figures(opened(excel), framework)


def opened(path: Path) -> ReadBook:
    """A workbook as read; the test is skipped where its format is not read at all."""
    try:
        return read_workbook(path)
    except Refusal as refusal:
        if refusal.finding.code == "FIL005":
            pytest.skip(f"{path.suffix} is not read yet")
        raise


def figures(book: ReadBook, framework: Framework) -> set[tuple[object, ...]]:
    """What is read through the layout of the later workbooks, with its cells."""
    (layout,) = [layout for layout in layouts_of(framework) if layout.id == "housing-2022"]
    found = read_layout(book, layout, framework)
    assert len(found.figures) == found.kept > 90
    return {
        (f.measure, f.partner, f.area, f.period.label, f.numerator, f.denominator, f.value, f.sheet, f.cell)
        for f in found.figures
    }
