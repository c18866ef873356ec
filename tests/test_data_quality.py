"""Data quality: six characteristics of each measure's figures, from what is known and from friendly audits."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmxl.assess.audience import for_audience
from pmxl.assess.audience import of_measures
from pmxl.assess.evidence import evidence_of
from pmxl.batch.folder import Folder
from pmxl.batch.quality import doubtful
from pmxl.batch.scorecard import assessment
from pmxl.figures import QUALITY
from pmxl.framework.judged.judgement import judge
from pmxl.framework.judged.matter import Matter
from pmxl.framework.models import Framework
from pmxl.improve.logbook.make import plan_logbook
from pmxl.improve.logbook.models import Audit
from pmxl.improve.quality.grade import Graded
from pmxl.improve.quality.grade import Reason
from pmxl.improve.quality.graded import frame_of
from pmxl.improve.quality.graded import graded
from pmxl.improve.quality.kept import Record
from pmxl.ledger import Issued
from pmxl.ledger import Receipt
from pmxl.reports.quality import sheets
from pmxl.reports.scorecard import plan_scorecard
from pmxl.rules.quality import MARKS
from pmxl.rules.quality import mark_of
from pmxl.rules.quality import quality
from pmxl.sheets.measure import clipped
from pmxl.sheets.write import write_workbook
from pmxl.terms import Outcome
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.logged import logged
from tests.test_publish import partnership

TODAY = date(2023, 2, 1)
NOTHING: Record = Record(*(Counter[str]() for _ in range(7)))


@pytest.mark.parametrize(
    ("short", "of", "mark"),
    [(0, 20, 4), (1, 20, 3), (2, 20, 2), (4, 20, 2), (5, 20, 1), (20, 20, 1), (0, 0, math.nan)],
)
def test_a_record_earns_its_mark(short: int, of: int, mark: float) -> None:
    """A58: none short is 4, one in twenty 3, one in five 2, more 1; of nothing there is no mark."""
    assert mark_of(short, of).item() == pytest.approx(mark, nan_ok=True)


@given(st.dictionaries(st.sampled_from(QUALITY), st.lists(st.sampled_from([*map(float, MARKS), math.nan]), max_size=3)))
def test_six_marks_at_once_are_those_of_each_characteristic(given_by: dict[str, list[float]]) -> None:
    """However many reasons a characteristic has, its mark is the rule's of its own reasons, and the lowest theirs."""
    reasons = {name: tuple(Reason(mark, "Said.") for mark in marks) for name, marks in given_by.items()}
    found = Graded("seen", "People seen", reasons)
    each = [float(quality(given_by.get(name) or [math.nan]).lowest) for name in QUALITY]
    assert found.marks == pytest.approx(each, nan_ok=True)
    assert [found.mark(name) for name in QUALITY] == pytest.approx(each, nan_ok=True)
    assert found.lowest == pytest.approx(float(quality(each).lowest), nan_ok=True)
    assert found.poorest == tuple(name for name, mark in zip(QUALITY, each, strict=True) if mark == found.lowest)


def test_records_of_many_at_once() -> None:
    """A58: columns."""
    assert mark_of([0, 1, np.nan], [4, 4, 4]).tolist() == pytest.approx([4, 1, math.nan], nan_ok=True)


def one(**changes: Any) -> Framework:
    """A measure whose definition and source are said, of one partner."""
    given = {
        "source": "Records",
        "definition": "Everybody helped in the quarter, once each.",
        "partners": ("ash",),
        "unit": "people",
    }
    return framework(measure("m1", **{**given, **changes}))


def record(**counts: int) -> Record:
    """A record of 20 figures and 4 returns, with so many late, missing and so on."""
    whole = {"asked": 20, "returns": 4} | counts
    names = {name: "ash" if name in ("late", "returns") else "m1" for name in whole}
    return Record(**{name: Counter({names.get(name, "m1"): whole.get(name, 0)}) for name in Record.__annotations__})


def shown(*marks: str) -> pd.DataFrame:
    """Figures with the marks that their partner gave."""
    return pd.DataFrame({"measure": ["m1"] * len(marks), "quality": list(marks)})


def words(record_: Record, *audits: Audit, marks: tuple[str, ...] = ()) -> dict[str, Any]:
    """The one row of the frame."""
    rows = frame_of(graded(one(), record_, shown(*marks), audits, TODAY)).to_dict("records")
    return {str(name): value for name, value in rows[0].items()}


@pytest.mark.parametrize(
    ("counts", "characteristic", "mark", "why"),
    [
        ({"doubted": 1}, "accuracy", 3, "1 of 20 figures came with an error, or could be read two ways."),
        ({"anew": 5}, "reliability", 1, "5 of 20 figures were given anew with another value."),
        ({"provisional": 1}, "reliability", 3, "None of 20 figures were given anew with another value. 1 figure is"),
        ({"missing": 3}, "completeness", 2, "3 of 20 figures asked for are missing."),
        ({"late": 1}, "timeliness", 1, "1 of 4 returns with it came late or not at all."),
        ({"late": 0}, "timeliness", 4, "None of 4 returns"),
    ],
)
def test_what_the_ledger_knows(counts: dict[str, int], characteristic: str, mark: float, why: str) -> None:
    """A58: errors and holds, restatements, provisional and missing figures, late returns: each with its count."""
    found = words(record(**counts))
    assert found[characteristic] == mark
    assert found[f"{characteristic}_why"].startswith(why)


def test_the_lowest_counts_and_says_why() -> None:
    """A58: one poor characteristic is not made good by five others."""
    found = words(record(missing=8))
    assert (found["mark"], found["completeness"], found["accuracy"]) == (1, 1, 4)
    assert found["words"] == "1 of 4, poor. Completeness: 8 of 20 figures asked for are missing."


def test_nothing_known_is_no_mark() -> None:
    """A58: without a record only what the framework says of definition and plan is known."""
    found = words(NOTHING)
    assert {name for name in QUALITY if not math.isnan(found[name])} == {"validity", "relevance"}


def test_partners_own_marks_are_kept() -> None:
    """A58: the source's own word stands beside, and its lowest counts."""
    found = words(record(), marks=("443444", "4-2444"))
    assert (found["own"], found["reliability"], found["validity"]) == (2, 2, 4)
    assert "Marked 2 by the partner itself." in found["reliability_why"]


def audit(**changes: Any) -> Audit:
    """A friendly audit."""
    given = {"measure": "m1", "characteristic": "validity", "mark": 2, "finding": "Attempts are counted too."}
    return Audit(**{**given, "auditor": "The trust", "on": date(2023, 1, 10), **changes})


def test_a_friendly_audit_counts() -> None:
    """A65: its mark and its finding stand beside what is known, and the lower of the two counts."""
    found = words(record(), audit())
    assert found["validity"] == 2
    assert found["audits"] == "Friendly audit by The trust on 10 January 2023: Attempts are counted too."


@pytest.mark.parametrize(
    ("changes", "validity", "said"),
    [
        ({"on": date(2023, 3, 1)}, 4, ""),
        ({"mark": None}, 4, "Attempts are counted too."),
        ({"follow_up": date(2023, 1, 20)}, 2, "To be followed up by 20 January 2023: overdue."),
        ({"follow_up": date(2023, 1, 20), "followed_up": date(2023, 1, 19)}, 2, "Attempts are counted too."),
    ],
)
def test_what_becomes_of_an_audit(changes: dict[str, Any], validity: float, said: str) -> None:
    """A65: one to come is not known yet, one without a mark is told, a follow-up that is overdue is named."""
    found = words(record(), audit(**changes))
    assert found["validity"] == validity
    assert found["audits"].endswith(said)


def test_a_later_audit_takes_the_place_of_an_earlier_one() -> None:
    """A65: what was mended is no longer held against the measure."""
    assert words(record(), audit(), audit(mark=4, on=date(2023, 1, 30)))["validity"] == 4


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("measure", "nothing", "FRM033"), ("characteristic", "beauty", "FRM012"), ("mark", 5, ""), ("on", "soon", "")],
)
def test_a_wrong_cell_of_the_sheet_audits_is_named(column: str, value: object, code: str) -> None:
    """A65: what is wrong is told by its cell, and the row is left out and counted."""
    row = {"measure": "output-1", "characteristic": "validity", "mark": 2, "finding": "x", "on": date(2026, 5, 1)}
    found = logged({"audits": [row | {column: value}]})
    [finding] = found.findings
    assert (finding.sheet, bool(finding.cell), found.audits) == ("audits", True, ())
    assert not code or finding.code == code


def test_the_scorecard_shows_it(tmp_path: Path) -> None:
    """A65: on a sheet of its own, on the measure's page and beside the figures, nothing clipped."""
    folder = partnership(tmp_path / "p")
    row = {"measure": "helped", "characteristic": "accuracy", "mark": 1, "finding": "Counted twice", "on": "2022-12-01"}
    write_workbook(plan_logbook(folder.framework, {"audits": [row]}), folder.logbook_file)
    found = assessment(Folder(folder.path), Q3)
    assert found.qualities.loc[0, "mark"] == 1
    [sheet] = sheets(found)
    assert sheet.name == "Data quality"
    plan = plan_scorecard(found)
    assert clipped(plan) == []
    data = next(one for one in plan.sheets if one.name == "Data").tables[0]
    assert {row[data.headings.index("Data quality")] for row in data.rows} == {"1 poor"}


def test_the_review_argues_about_doubtful_figures(tmp_path: Path) -> None:
    """A65: a target held against figures that are poor is argued about, with why; without returns nothing is said."""
    folder = partnership(tmp_path / "p")
    row = {"measure": "helped", "characteristic": "accuracy", "mark": 1, "finding": "Counted twice", "on": "2022-12-01"}
    write_workbook(plan_logbook(folder.framework, {"audits": [row]}), folder.logbook_file)
    again = Folder(folder.path)
    with again.ledger() as ledger:
        recalled = ledger.recall(held=True)
        assert doubtful(again, ledger, recalled, date(2023, 2, 1)) == {}
    receipt = Receipt(
        file="ash.xlsx", sha256="5" * 64, kind="return", outcome=Outcome.READ, received_at=datetime.now(UTC),
        framework=again.framework.version, partner="ash", period=Q3, revision=2, read=1, kept=1,
    )  # fmt: skip
    with again.ledger() as ledger:
        sent = Issued(
            partner="ash", period=Q3, revision=2, fingerprint="f" * 64, framework="test", file="ash.xlsx",
            issued_at=datetime.now(UTC),
        )  # fmt: skip
        ledger.issue([sent])
        ledger.keep([(receipt, (figure("helped", "ash", 50),))])
        said = doubtful(again, ledger, recalled, date(2023, 2, 1))
    assert said["helped"].startswith("1 of 4, poor.")
    ground = evidence_of(again.framework, recalled)
    argued = [one for one in judge(again.framework, replace(ground, doubtful=said)).advice if one.measure == "helped"]
    (one,) = [each for each in argued if each.matter is Matter.DOUBTFUL]
    assert (one.matter.code, one.sheet, one.column) == ("IMP074", "measures", "data_owner")
    assert "Counted twice" in one.says


def test_each_reader_sees_the_quality_of_what_it_is_shown(tmp_path: Path) -> None:
    """A65: of its own measures alone; a partner not that of all partners' figures, nor who looked at whose."""
    found = assessment(partnership(tmp_path / "p"), Q3)
    assert for_audience(found, "managers").qualities["measure"].tolist() == ["helped"]
    assert of_measures(found, ()).qualities.empty
    assert for_audience(found, "partner:ash").qualities.empty
