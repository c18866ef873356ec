"""The goalpost ledger: what changed after it was agreed, and the rating under the original rule."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

from pmxl.assess import Assessment
from pmxl.assess import Version
from pmxl.assess import assess
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import scorecard
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.sheets.read import read_workbook
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_publish import Q3 as PUBLISHED
from tests.test_publish import partnership
from tests.test_publish import write_framework

DAYS = [datetime(2022, 4, day, 9, tzinfo=UTC) for day in (1, 11, 21)]


def told(folder: Path, *frameworks: Framework) -> Assessment:
    """The assessment under the last of several frameworks; the figure is 85."""
    versions = [Version(one, day) for one, day in zip(frameworks, DAYS, strict=False)]
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, [figure("m1", "ash", 85)])
        return assess(frameworks[-1], ledger, target("m1").period, versions=versions)


def agreed(goal: float | None, band: float = 3, version: str = "1", **changes: Any) -> Framework:
    """One measure with its target and band."""
    reason = changes.pop("reason", "")
    targets = (target("m1", target=goal, reason=reason),) if goal is not None else ()
    one = measure("m1", partners=("ash",), unit="cases", **changes)
    bands = (tolerance("m1", "band", amount=band, unit="points", agreed_by="the Board"),)
    return framework(one, targets=targets, tolerances=bands, version=version)


def words(found: Assessment) -> list[str]:
    """The sentences."""
    return [str(said) for said in found.goalposts["words"]]


def test_a_target_lowered(tmp_path: Path) -> None:
    """What was agreed first, what is agreed now, since when, by whom, why, and both ratings."""
    found = told(tmp_path, agreed(90), agreed(80, version="2", reason="fewer referrals"))
    assert words(found) == [
        (
            "The target was 90 cases (period 2022-23 Q3) and is 80 cases (period 2022-23 Q3) since 11 April 2022, agreed "
            "by the Board: fewer referrals. As first agreed it would be Red, not Green."
        )
    ]
    assert found.goalposts.iloc[0]["rating"] == "Green"


def test_a_tolerance_widened(tmp_path: Path) -> None:
    """The band is a goalpost too; dated by the framework that brought it, not by the last one."""
    found = told(tmp_path, agreed(90), agreed(90, 10, "2"), agreed(90, 10, "3", name="Another name"))
    assert words(found) == [
        (
            "The tolerance was 3 points and is 10 points since 11 April 2022, agreed by the Board. As first agreed it "
            "would be Red, not Amber."
        )
    ]


def test_a_change_that_changes_nothing_says_so(tmp_path: Path) -> None:
    """The rating is the same either way."""
    [said] = words(told(tmp_path, agreed(95), agreed(90, version="2")))
    assert said.endswith("As first agreed it would be Red too.")


def test_a_definition_changed(tmp_path: Path) -> None:
    """A definition has no rating of its own."""
    found = told(tmp_path, agreed(80), agreed(80, version="2", definition="What is counted now."))
    assert words(found) == [
        "The definition was “What it counts” (version 1) and is “What is counted now” (version 1) since 11 April 2022."
    ]
    assert found.goalposts.iloc[0]["original"] == ""


def test_what_is_added_later_has_not_moved_and_what_is_taken_away_has(tmp_path: Path) -> None:
    """A first target is no moved one; a target taken away is, and so is a measure."""
    assert words(told(tmp_path / "a", agreed(None), agreed(80, version="2"))) == []
    [said] = words(told(tmp_path / "b", agreed(90), agreed(None, version="2")))
    assert said.startswith("The target was 90 cases (period 2022-23 Q3) and is none since 11 April 2022")
    two = framework(measure("m1", partners=("ash",)), measure("m2", name="Measure two"))
    assert words(told(tmp_path / "c", two, agreed(None, version="2"))) == [
        "Taken out of the framework on 11 April 2022."
    ]


def test_moved_and_moved_back(tmp_path: Path) -> None:
    """What stands again as it was agreed has not moved."""
    assert words(told(tmp_path, agreed(90), agreed(80, version="2"), agreed(90, version="1"))) == []


def test_one_framework_has_not_moved(tmp_path: Path) -> None:
    """Without another version there is nothing to compare."""
    assert told(tmp_path, agreed(90)).goalposts.empty


def test_it_stands_on_the_scorecard(tmp_path: Path) -> None:
    """The officer lowers the target in Excel; the next scorecard has the sheet Goalposts, the first one had none."""
    folder = partnership(tmp_path / "p", 98)
    first, _ = scorecard(folder, PUBLISHED)
    assert "Goalposts" not in [sheet.name for sheet in read_workbook(first).sheets]
    write_framework(folder.path, 80)
    path, found = scorecard(Folder(folder.path), PUBLISHED)
    assert found.goalposts["original"].tolist() == ["Red"]
    texts = [
        str(cell.value) for cell in next(s for s in read_workbook(path).sheets if s.name == "Goalposts").cells.values()
    ]
    assert any("As first agreed it would be Red, not Green." in text for text in texts)
