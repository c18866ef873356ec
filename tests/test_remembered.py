"""What collect knows of the past beside the values: last words, what was published, definitions, other partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmxl.batch import twins
from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.publish import publish
from pmxl.findings import Finding
from pmxl.framework.rows import rows_of
from pmxl.periods import Period
from pmxl.terms import Kind
from tests.specimens.framework_file import framework_file
from tests.specimens.paper import fill
from tests.specimens.paper import opened
from tests.specimens.small import EASTMOOR
from tests.specimens.small import NORTHVALE
from tests.specimens.small import Q2
from tests.specimens.small import Q3
from tests.specimens.small import amended
from tests.specimens.small import measure

WORDS = "Two landlords sold up, and the helpline rings each tenant."
Typed = Mapping[str, Mapping[str, object]]
OWNERS: Any = {"data_owner": "Head of Insight", "performance_owner": "Director of Housing"}
BEDS = measure("o1", "Beds let", Kind.COUNT, unit="beds", **OWNERS)
CALLS = measure("c9", "Calls taken", Kind.COUNT, unit="calls", **OWNERS)
VISITS = measure("v1", "Visits made", Kind.COUNT, unit="visits", **OWNERS)
"""Three plain measures that both councils return."""


@dataclass
class Place:
    """A partnership's folder, and what is done in it."""

    folder: Folder

    def send(self, period: Period, partner: str, typed: Typed, name: str = "") -> None:
        """Fill in the last issued return of a partner and put it into the inbox."""
        sent = sorted(
            (self.folder.inbox(period).parent / "issued").glob(f"{partner}*.xlsx"),
            key=lambda path: (len(path.name), path.name),
        )
        book = opened(sent[-1])
        fill(book, typed, ("Head of Insight", date(period.last_day.year + 1, 1, 20)))
        book.save(self.folder.inbox(period) / (name or sent[-1].name))

    def collected(self, period: Period) -> dict[str, FileOutcome]:
        """What became of each file that was new."""
        return {one.file: one for one in collect(self.folder, period=period).files}


def made(path: Path, **changes: object) -> Place:
    """A folder with a framework of three plain measures."""
    framework = amended(measures=(BEDS, CALLS, VISITS), targets=(), tolerances=(), comparators=())
    if changes:
        framework = framework.model_copy(update=changes)
    framework_file(rows_of(framework), path / "framework.xlsx")
    return Place(Folder(path))


def typed(*figures: float, commentary: str = "") -> dict[str, dict[str, Any]]:
    """A figure for each measure, and a commentary on the first."""
    rows = {ref: {"Value": figure} for ref, figure in zip(("o1", "c9", "v1"), figures, strict=False)}
    return rows | ({"o1": {"Value": figures[0], "Commentary": commentary}} if commentary else {})


def only(outcome: FileOutcome, code: str) -> Finding:
    """The one finding of a code."""
    [found] = [finding for finding in outcome.findings if finding.code == code]
    return found


def test_the_words_of_last_quarter_reach_the_check(tmp_path: Path) -> None:
    """A commentary kept with the figures of one quarter is compared with that of the next."""
    place = made(tmp_path)
    for period, figures in ((Q2, (410, 920, 1410)), (Q3, (420, 940, 1450))):
        issue(place.folder, period)
        place.send(period, NORTHVALE, typed(*figures, commentary=WORDS))
        outcome = place.collected(period)["northvale.xlsx"]
        assert ("VAL041" in {finding.code for finding in outcome.findings}) == (period == Q3)
    assert "word for word that of 2022-23 Q2" in only(outcome, "VAL041").says


@pytest.mark.parametrize("name", ["eastmoor.xlsx", "Our return (final).xlsx", "northvale - copy of ours.xlsx"])
def test_a_return_is_held_against_its_own_past_whatever_its_file_is_called(name: str, tmp_path: Path) -> None:
    """A name only says where to look first: named after another partner, or nobody, it is read once more."""
    place = made(tmp_path)
    for period, figures in ((Q2, (410, 920, 1410)), (Q3, (420, 940, 1450))):
        issue(place.folder, period)
        place.send(period, NORTHVALE, typed(*figures, commentary=WORDS), name=name if period == Q3 else "")
    place.collected(Q2)
    found = only(place.collected(Q3)[name], "VAL041")
    assert "word for word that of 2022-23 Q2" in found.says
    assert found.file == name


def test_what_is_kept_in_many_lots_is_what_one_lot_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files of one revision that differ, a higher revision, and another partner: file by file, or all at once."""
    told = []
    for lot in (1, 1000):
        monkeypatch.setattr("pmxl.batch.keeping.LOT", lot)
        (tmp_path / str(lot)).mkdir()
        place = made(tmp_path / str(lot))
        issue(place.folder, Q3)
        place.send(Q3, NORTHVALE, typed(410, 920, 1410))
        place.send(Q3, NORTHVALE, typed(411, 920, 1410), name="northvale again.xlsx")
        place.send(Q3, EASTMOOR, typed(300, 700, 1100))
        issue(place.folder, Q3, {EASTMOOR})
        place.send(Q3, EASTMOOR, typed(301, 700, 1100))
        found = place.collected(Q3)
        with place.folder.ledger() as ledger:
            stands = ledger.recall(held=True).drop(columns=["received_at", "sha256"]).to_dict("records")
        counts = {name: (one.outcome, one.code, one.kept, one.held) for name, one in found.items()}
        codes = {name: [finding.code for finding in one.findings] for name, one in found.items()}
        told.append((counts, codes, repr(stands)))
    assert told[0] == told[1]


def test_a_restated_figure_is_asked_about_once_it_was_published(tmp_path: Path) -> None:
    """A second revision may correct what nobody has seen; after publication it must say why."""
    place = made(tmp_path)
    issue(place.folder, Q3)
    place.send(Q3, NORTHVALE, typed(410, 920, 1410))
    place.collected(Q3)
    issue(place.folder, Q3, {NORTHVALE})
    place.send(Q3, NORTHVALE, typed(411, 920, 1410))
    assert "VAL035" not in {finding.code for finding in place.collected(Q3)["northvale-r2.xlsx"].findings}
    publish(place.folder, Q3)
    issue(place.folder, Q3, {NORTHVALE})
    place.send(Q3, NORTHVALE, typed(412, 920, 1410))
    found = only(place.collected(Q3)["northvale-r3.xlsx"], "VAL035")
    assert found.says == "Beds let, 2022-23 Q3 was published as 411 beds and is 412 beds now."


def test_a_changed_definition_is_known_from_the_frameworks_kept(tmp_path: Path) -> None:
    """The framework of last quarter is read from its kept bytes: the figure then was by version 1."""
    place = made(tmp_path)
    issue(place.folder, Q2)
    place.send(Q2, NORTHVALE, typed(410, 920, 1410))
    place.collected(Q2)
    issue(place.folder, Q3)
    later = made(tmp_path, measures=(BEDS.model_copy(update={"definition_version": "2"}), CALLS, VISITS))
    later.send(Q3, NORTHVALE, typed(420, 940, 1450))
    outcome = later.collected(Q3)["northvale.xlsx"]
    assert only(outcome, "VAL037").says == (
        "Beds let is counted by version 2 of its definition, and the figure of 2022-23 Q2 was by version 1."
    )
    assert only(outcome, "VAL038").says == (
        "The return was issued with version 1 of the definition of Beds let, and version 2 is in force."
    )


@pytest.mark.parametrize("few", [0, 3])
@pytest.mark.parametrize("together", [True, False])
def test_the_figures_of_another_partner_are_seen(
    together: bool, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one run both returns are asked about; in two, the second: whether all is recalled or only what is alike."""
    monkeypatch.setattr(twins, "FEW", few)
    place = made(tmp_path)
    issue(place.folder, Q3)
    place.send(Q3, NORTHVALE, typed(410, 920, 1410))
    if not together:
        assert "VAL068" not in {finding.code for finding in place.collected(Q3)["northvale.xlsx"].findings}
    place.send(Q3, EASTMOOR, typed(410, 920, 1410))
    outcomes = place.collected(Q3)
    query = only(outcomes["eastmoor.xlsx"], "VAL068")
    assert query.says == (
        "3 of the 3 figures that Eastmoor & Dale Council and Northvale Borough Council both give are the same, "
        "Beds let, 2022-23 Q3 the first."
    )
    assert (query.file, query.sheet, query.cell) == ("eastmoor.xlsx", "Return", "K6")
    assert ("VAL068" in {finding.code for finding in outcomes["northvale.xlsx"].findings}) == together
