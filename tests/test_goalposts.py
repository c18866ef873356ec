"""The goalpost ledger: what changed after it was agreed, and the rating under the original rule."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pmxl.assess import Version
from pmxl.assess.assessment import scene_of
from pmxl.assess.goalpost_changes import Unit
from pmxl.assess.goalposts import goalposts
from pmxl.assess.moved import ratings_of
from pmxl.assess.restated import restated
from pmxl.assess.scene import Scene
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import scorecard
from pmxl.batch.scorecard import still_open
from pmxl.batch.take import import_figures
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.framework.models import Target
from pmxl.ledger import Ledger
from pmxl.ledger import Publication
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.reports.goalposts import counted
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.read import read_workbook
from pmxl.terms import Purpose
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_publish import Q3 as PUBLISHED
from tests.test_publish import partnership
from tests.test_publish import write_figures
from tests.test_publish import write_framework

DAYS = [datetime(2022, 4, day, 9, tzinfo=UTC) for day in (1, 11, 21)]

Told = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def recalled(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """What a ledger holds: the figure is 85."""
    with Ledger.open(tmp_path_factory.mktemp("ledger") / "ledger.db") as ledger:
        keep(ledger, [figure("m1", "ash", 85)])
        return ledger.recall()


@pytest.fixture
def told(recalled: pd.DataFrame) -> Told:
    """The goalposts of the third quarter under the last of several frameworks."""

    def rated(framework: Framework) -> dict[Unit, str]:
        return ratings_of(scene_of(framework, recalled, Q3, Q3.last_day))

    def moved(*frameworks: Framework) -> pd.DataFrame:
        versions = [Version(one, day) for one, day in zip(frameworks, DAYS, strict=False)]
        return goalposts(versions, Q3, lambda unit: rated(frameworks[-1]).get(unit, ""), rated)

    return moved


def agreed(goal: float | None, band: float = 3, version: str = "1", **changes: Any) -> Framework:
    """One measure with its target and band."""
    reason = changes.pop("reason", "")
    targets = (target("m1", target=goal, reason=reason),) if goal is not None else ()
    one = measure("m1", partners=("ash",), unit="cases", **changes)
    bands = (tolerance("m1", "band", amount=band, unit="points", agreed_by="the Board"),)
    return framework(one, targets=targets, tolerances=bands, version=version)


def words(found: pd.DataFrame) -> list[str]:
    """The sentences."""
    return [str(said) for said in found["words"]]


def test_a_target_lowered(told: Told) -> None:
    """What was agreed first, what is agreed now, since when, by whom, why, and both ratings."""
    found = told(agreed(90), agreed(80, version="2", reason="fewer referrals"))
    assert words(found) == [
        (
            "The target for 2022-23 Q3 was 90 cases and is 80 cases since 11 April 2022, agreed "
            "by the Board: fewer referrals. As first agreed it would be Red, not Green."
        )
    ]
    assert found.iloc[0]["rating"] == "Green"


def test_a_tolerance_widened(told: Told) -> None:
    """The band is a goalpost too; dated by the framework that brought it, not by the last one."""
    found = told(agreed(90), agreed(90, 10, "2"), agreed(90, 10, "3", name="Another name"))
    assert words(found) == [
        (
            "The tolerance was 3 cases and is 10 cases since 11 April 2022, agreed by the Board. As first agreed it "
            "would be Red, not Amber."
        )
    ]


def test_a_change_that_changes_nothing_says_so(told: Told) -> None:
    """The rating is the same either way."""
    [said] = words(told(agreed(95), agreed(90, version="2")))
    assert said.endswith("As first agreed it would be Red too.")


def test_a_definition_changed(told: Told) -> None:
    """A definition has no rating of its own."""
    found = told(agreed(80), agreed(80, version="2", definition="What is counted now."))
    assert words(found) == [
        "The definition was “What it counts” (version 1) and is “What is counted now” (version 1) since 11 April 2022."
    ]
    assert found.iloc[0]["original"] == ""


def test_what_is_added_later_has_not_moved_and_what_is_taken_away_has(told: Told) -> None:
    """A first target is no moved one; a target taken away is, and so is a measure."""
    assert words(told(agreed(None), agreed(80, version="2"))) == []
    [said] = words(told(agreed(90), agreed(None, version="2")))
    assert said.startswith("The target was 90 cases for 2022-23 Q3 and is none since 11 April 2022")
    two = framework(measure("m1", partners=("ash",)), measure("m2", name="Measure two"))
    assert words(told(two, agreed(None, version="2"))) == ["Taken out of the framework on 11 April 2022."]


def test_moved_and_moved_back(told: Told) -> None:
    """What stands again as it was agreed has not moved."""
    assert words(told(agreed(90), agreed(80, version="2"), agreed(90, version="1"))) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"decimals": 1},
            "The number of decimals was 0 and is 1 since 11 April 2022. As first agreed it would be Red too.",
        ),
        (
            {"polarity": "lower"},
            (
                "The better direction was higher and is lower since 11 April 2022. As first agreed it would be Red, "
                "not Green."
            ),
        ),
        ({"pooling": "lead", "lead": "ash"}, "The way partners' figures become one was sum and is lead ash since"),
    ],
)
def test_the_way_of_counting(told: Told, changed: dict[str, Any], said: str) -> None:
    """To turn a measure round, or to let one partner speak for all, moves the goalpost as much as a target does."""
    [found] = words(told(agreed(90), agreed(90, version="2", **changed)))
    assert found.startswith(said)


def with_targets(*rows: Target, version: str) -> Framework:
    """One measure, a stock, with those targets and nothing else."""
    return framework(measure("m1", partners=("ash",), accumulate="stock"), targets=rows, version=version)


def test_a_quarter_put_before_the_year(told: Told) -> None:
    """A level of its own for the quarter overrides the year's, which still stands on the sheet."""
    year = target("m1", Q3.year, "year", target=90)
    found = told(with_targets(year, version="1"), with_targets(year, target("m1", target=80), version="2"))
    [said] = words(found)
    assert said.startswith("The target was 90 for 2022-23 and is 80 for 2022-23 Q3 since 11 April 2022")
    assert said.endswith("As first agreed it would be Red, not Green.")


def test_a_quarter_to_come_counts_too(told: Told) -> None:
    """The last quarter's target is lowered while the third is shown; today's rating is the same either way."""
    first, second = (target("m1", Q3.step(1), target=goal) for goal in (95, 60))
    [said] = words(told(with_targets(first, version="1"), with_targets(second, version="2")))
    assert said.startswith("The target for 2022-23 Q4 was 95 and is 60 since 11 April 2022")


def test_a_stretch_target_is_never_red(told: Told) -> None:
    """To call a target a stretch takes the red away, and so is told."""
    plain = target("m1", target=90)
    stretch = plain.model_copy(update={"purpose": Purpose.STRETCH})
    [said] = words(told(with_targets(plain, version="1"), with_targets(stretch, version="2")))
    assert said.startswith("The purpose of the target for 2022-23 Q3 was manage and is stretch since 11 April 2022")
    assert said.endswith("As first agreed it would be Red, not Amber.")


def test_a_trigger_taken_away(told: Told) -> None:
    """What would have made an exception does so no longer; a trigger added has moved nothing."""
    one, goal = measure("m1", partners=("ash",)), (target("m1", target=80),)
    watched = framework(one, targets=goal, tolerances=(tolerance("m1", "decline", n=2, strength="act"),), version="1")
    free = framework(one, targets=goal, version="2")
    assert words(told(watched, free)) == ["No longer watched by the trigger decline 2 (act) since 11 April 2022."]
    assert words(told(free, watched)) == []


def returned_by(names: Sequence[str], version: str = "1", **renamed: str) -> Framework:
    """One measure with its target, returned by partners of these names; some of them by another name now."""
    who = tuple(Partner(id=name.lower(), name=renamed.get(name.lower(), name)) for name in names)
    one = measure("m1", partners=tuple(partner.id for partner in who))
    return framework(one, partners=who, targets=(target("m1", target=80),), version=version)


NAMES = [f"Wood{n:02}" for n in range(30)]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (["Ash", "Birch"], ["Birch", "Ash"], []),
        (["Ash"], ["Birch", "Ash"], ["The list of partners who return it was Ash and is Birch, Ash since"]),
        (NAMES, [*NAMES, "Ash"], ["was 30 partners and is 31 partners, with Ash since"]),
        (["Elm", *NAMES[7:]], NAMES[7:], ["was 24 partners and is 23 partners, without Elm since"]),
        (
            [*NAMES, "Ash"],
            ["Ash", *NAMES[13:], "Gorse"],
            ["is 19 partners, with Gorse, without Wood00, Wood01, Wood02, Wood03, Wood04 and 8 more since"],
        ),
    ],
)
def test_who_returns_it(told: Told, before: list[str], now: list[str], said: list[str]) -> None:
    """A list in another order moves nothing; of a long one it is told who is new and who is gone."""
    found = words(told(returned_by(before), returned_by(now, "2")))
    assert len(found) == len(said)
    assert all(piece in one for piece, one in zip(said, found, strict=True))


@pytest.mark.parametrize("names", [["Ash", "Birch"], [*NAMES, "Ash"]])
def test_a_partner_by_another_name_moves_nothing(told: Told, names: list[str]) -> None:
    """Nobody came and nobody went, be the list short or long."""
    assert words(told(returned_by(names), returned_by(names, "2", ash="Ash Trust"))) == []


def test_a_partners_own_target(told: Told) -> None:
    """It is told with the partner's name and rated by the partner's figure."""
    one = measure("m1", partners=("ash", "birch"))
    first, second = (
        framework(one, targets=(target("m1", target=goal, partner="ash"),), version=str(goal)) for goal in (90, 80)
    )
    found = told(first, second).iloc[0]
    assert (found["name"], found["rating"], found["original"]) == ("Measure m1 · Ash", "Green", "Red")


def test_the_edge_of_every_tolerance(told: Told) -> None:
    """A setting moves every measure at once: told once, with those it would rate otherwise."""
    was = agreed(88)
    settings = was.settings.model_copy(update={"amber_edge": "red"})
    strict = was.model_copy(update={"settings": settings, "version": "0"})
    [said] = words(told(strict, was))
    assert said == (
        "A figure exactly on the edge of its tolerance was Red and is Amber since 11 April 2022. As first agreed these "
        "would be rated otherwise: Measure m1."
    )


def test_no_new_agreement(told: Told) -> None:
    """The level changed and the row still names the meeting that agreed the one before."""
    first, second = (target("m1", target=goal, agreed_on=date(2022, 3, 1)) for goal in (90, 80))
    [said] = words(told(with_targets(first, version="1"), with_targets(second, version="2")))
    assert "agreed by the Board on 1 March 2022. No new agreement is named for the change." in said


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A partnership whose third quarter was 88 against a target of 90."""
    return partnership(tmp_path / "p", 90)


def publish(folder: Folder, period: Period) -> datetime:
    """Records a scorecard as published now, and says when that was."""
    with folder.ledger() as ledger:
        now = datetime.now(UTC)
        version = folder.framework.version
        ledger.publish(Publication(period, version, "f" * 64, now, "scorecard.xlsx", "5" * 64, now, "Manager"))
    return now


def restate(folder: Folder, value: float) -> None:
    """Imports the figures anew, the third quarter's with another value."""
    write_figures(folder.path, value)
    import_figures(folder, folder.path / "figures.csv")


def figures_moved(folder: Folder, period: Period, moment: datetime | None = None) -> pd.DataFrame:
    """What of the figures published has moved, as a scorecard of a period tells it."""

    def scene_at(framework: Framework, recalled: pd.DataFrame, period: Period) -> Scene:
        return scene_of(framework, recalled, period, period.last_day)

    with folder.ledger() as ledger:
        recalled = ledger.recall(moment, held=True)
        now = moment or datetime.now(UTC)
        return pd.DataFrame(list(restated(ledger, {}, folder.framework, period, recalled, now, scene_at)))


def test_a_published_figure_restated(folder: Folder) -> None:
    """What it was when published, what it is now, in which file, and both ratings; as it stood then, nothing."""
    moment = publish(folder, PUBLISHED)
    assert figures_moved(folder, PUBLISHED).empty
    restate(folder, 70)
    [row] = figures_moved(folder, PUBLISHED).to_dict("records")
    assert row["words"] == (
        f"The figure of Ash for 2022-23 Q3 was 88 when published on {day_in_words(moment.date())} and is 70 now "
        "(figures.csv). 2022-23 Q3 was published as Amber and is Red now."
    )
    said = [row[name] for name in ("what", "was", "is_now", "original", "rating")]
    assert said == ["figure", "88", "70", "Amber", "Red"]
    assert figures_moved(folder, PUBLISHED, moment).empty


def test_a_figure_put_right_again(folder: Folder) -> None:
    """What stands again as it was published has not moved."""
    publish(folder, PUBLISHED)
    restate(folder, 70)
    restate(folder, 88.0)
    assert figures_moved(folder, PUBLISHED).empty


def test_published_again_what_was_first_published_counts(folder: Folder) -> None:
    """A second publication does not make the restatement forgotten."""
    publish(folder, PUBLISHED)
    restate(folder, 70)
    publish(folder, PUBLISHED)
    assert figures_moved(folder, PUBLISHED)["was"].tolist() == ["88"]


def test_a_figure_that_came_after_publication(folder: Folder) -> None:
    """It was missing when published: told as late, not as restated; later scorecards tell it too, earlier ones not."""
    fourth = PUBLISHED.step(1)
    publish(folder, fourth)
    (folder.path / "late.csv").write_text("partner,measure,period,value\nash,helped,2022-23 Q4,95\n", encoding="utf-8")
    import_figures(folder, folder.path / "late.csv")
    [said] = words(figures_moved(folder, fourth))
    assert said.startswith("The figure of Ash for 2022-23 Q4 came after the scorecard was published on ")
    assert said.endswith("2022-23 Q4 was published as No data and is Green now.")
    assert figures_moved(folder, fourth)["agreed_by"].tolist() == [""]  # it came late, and nobody agreed to a change
    assert words(figures_moved(folder, fourth.step(1))) == [said]
    assert figures_moved(folder, PUBLISHED).empty


def test_one_framework_has_not_moved(told: Told) -> None:
    """Without another version there is nothing to compare."""
    assert told(agreed(90)).empty


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ([], ""),
        (["target"], "1 goalpost moved since agreed or published"),
        (["late figure"], "No goalpost moved; figures of 1 measure came after publication"),
        (
            ["target", "late figure", "late figure"],
            "1 goalpost moved since agreed or published; figures of 2 measures came after publication",
        ),
    ],
)
def test_a_return_that_came_late_moved_no_goalpost(what: list[str], said: str) -> None:
    """It is counted apart from what was agreed and changed: by measure, for one row may tell of several partners."""
    rows = {"what": what, "measure": [f"m{n}" for n, _ in enumerate(what)]}
    assert counted(pd.DataFrame(rows)) == said
    both = pd.DataFrame({"what": ["late figure"] * 2, "measure": ["m1"] * 2})  # of two periods
    assert counted(both) == "No goalpost moved; figures of 1 measure came after publication"


def test_it_stands_on_the_scorecard(tmp_path: Path) -> None:
    """The officer lowers the target in Excel; the next scorecard has the sheet Goalposts, the first one had none.

    That nothing has moved is said on the method sheet: silence could be taken for not having looked.
    """
    folder = partnership(tmp_path / "p", 98)
    before = assessment(folder, PUBLISHED)
    assert "Goalposts" not in [sheet.name for sheet in plan_scorecard(before).sheets]
    nothing = "No target, tolerance, definition or published figure has changed since "
    assert dict(before.method)["Goalposts"].startswith(nothing)
    write_framework(folder.path, 80)
    path, found = scorecard(Folder(folder.path), PUBLISHED)
    assert found.goalposts["original"].tolist() == ["Red"]
    assert still_open(found) == ["1 goalpost moved since agreed or published: see the sheet Goalposts."]
    assert still_open(before) == []
    sheet = next(sheet for sheet in read_workbook(path).sheets if sheet.name == "Goalposts")
    assert any("As first agreed it would be Red, not Green." in str(cell.value) for cell in sheet.cells.values())


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"last_period": Q3.previous}, "last period"),
        ({"seasonal": True}, "mark as seasonal"),
        ({"dead_band": 5.0}, "move that counts as steady"),
        ({"rebase": (Q3,)}, "break in series"),
    ],
)
def test_what_changes_an_answer_without_a_target_is_told(told: Told, changes: dict[str, Any], what: str) -> None:
    """A measure that ends, a break, a season or a dead-band, put in after the year began."""
    before, after = (framework(measure("m1", **said), version=v) for said, v in (({}, "1"), (changes, "2")))
    assert what in told(before, after)["what"].tolist()


def test_a_trigger_made_silent_is_told(told: Told) -> None:
    """In the months named it can no longer speak."""
    before, after = (
        framework(measure("m1"), tolerances=(tolerance("m1", "decline", n=2, silent=silent),), version=version)
        for silent, version in (((), "1"), ((3, 6, 9, 12), "2"))
    )
    [sentence] = told(before, after)["words"].tolist()
    assert "silent in March, June, September and December" in sentence
