"""Rehearsing tolerances over a measure's past."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pmxl.assess import assess
from pmxl.assess.assessment import scene_of
from pmxl.assess.rehearsal import Rehearsal
from pmxl.assess.rehearsal import rehearse
from pmxl.batch.folder import Folder
from pmxl.batch.rehearse import rehearsal
from pmxl.batch.target import target as study
from pmxl.cli import app
from pmxl.figures import Figure
from pmxl.findings import Refusal
from pmxl.framework.models import Framework
from pmxl.framework.proposal import as_agreed
from pmxl.framework.proposal import read_proposal
from pmxl.ledger import Ledger
from pmxl.reports.rehearsal import plan_rehearsal
from pmxl.sheets.measure import clipped
from pmxl.sheets.read import read_workbook
from tests.specimens.framework_file import framework_file
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance
from tests.test_publish import framework_rows
from tests.test_publish import partnership

UPS_AND_DOWNS = (100, 98, 101, 99, 100, 98, 102, 99, 101, 98, 100, 99)


def run(*values: float | None, partner: str = "ash") -> list[Figure]:
    """Figures up to now, None for a gap."""
    periods = [Q3.step(-n) for n in range(len(values) - 1, -1, -1)]
    return [figure("m1", partner, v, p) for v, p in zip(values, periods, strict=True) if v is not None]


def frame(goal: float = 100, beside: dict[str, Any] | None = None, **changes: Any) -> Framework:
    """One measure with one target for every period, `beside` which more is agreed, and a band of two points."""
    targets = tuple(target("m1", Q3.step(-n), target=goal, **beside or {}) for n in range(20))
    one = measure("m1", **{"partners": ("ash",), "accumulate": "stock", **changes})
    return framework(one, targets=targets, tolerances=(tolerance("m1", "band", amount=2, unit="points"),))


def replayed(folder: Path, figures: list[Figure], *texts: str, of: Framework | None = None, **how: Any) -> Rehearsal:
    """What is agreed and every proposal over those figures."""
    found = of or frame()
    one = found.measure("m1")
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        scene = scene_of(found, ledger.recall(held=True), Q3, Q3.last_day)
    return rehearse(scene, one, (as_agreed(found, one), *map(read_proposal, texts)), **how)


def counts(found: Rehearsal, *names: str) -> list[tuple[int | None, ...]]:
    """The counts of every replay."""
    return [tuple(replay.counts[name] for name in names) for replay in found.replays]


def test_side_by_side_with_what_is_agreed(tmp_path: Path) -> None:
    """The band agreed calls every dip Amber; without one each is Red, and each of those Reds is noise."""
    found = replayed(tmp_path, run(*UPS_AND_DOWNS), "strict", "1%")
    assert counts(found, "green", "amber", "red", "exceptions", "noise") == [
        (6, 6, 0, 0, 0),
        (6, 0, 6, 6, 6),
        (6, 3, 3, 3, 3),
    ]
    assert found.replays[1].words == (
        "strict: of 12 periods none Amber and 6 Red; 6 exceptions: 6 ordinary variation; no real worsening missed."
    )


def test_what_would_have_been_missed(tmp_path: Path) -> None:
    """A collapse that a wide band still calls Green is missed; a trigger on signals sees it."""
    found = replayed(tmp_path, run(*[120, 118] * 6, 101), "strict", "strict + signal", of=frame())
    assert counts(found, "red", "exceptions", "missed") == [(0, 0, 1), (0, 0, 1), (0, 1, 0)]
    assert found.replays[2].fired[-1] == "signal"


@pytest.mark.parametrize(
    ("values", "proposal", "fired"),
    [
        ((110, 109, 108, 108, 107), "decline 2", ["", "", "decline 2", "", ""]),
        ((110, 109, None, 108, 107), "decline 2", ["", "", "", "", ""]),
        ((110, 109, 108), "any", ["", "any", "any"]),
        ((110, 104, 103), "decline 5%", ["", "decline 5%", ""]),
        ((110, 104, 98), "decline 6 points", ["", "", ""]),
        ((110, 104, 97), "decline 6 points", ["", "", "decline 6 points"]),
        ((90, 97, 98), "overrun 5", ["overrun 5", "", ""]),
    ],
)
def test_triggers(tmp_path: Path, values: tuple[float | None, ...], proposal: str, fired: list[str]) -> None:
    """Each fires where it would have fired; a tie and a gap end a run."""
    assert list(replayed(tmp_path, run(*values), proposal).replays[1].fired) == fired


@pytest.mark.parametrize("level", [math.nan, 100])
def test_what_counts_as_near_counts_in_the_past_too(tmp_path: Path, level: float) -> None:
    """A figure within the green half-width of its target is Green, and the band begins where that ends."""
    near = frame(beside={"green_half_width": 2, "stretch": 1}, polarity="nearest")
    found = replayed(tmp_path, run(98, 103, 105), "strict", of=near, level=level)
    assert [replay.ratings for replay in found.replays] == [("Green", "Amber", "Red"), ("Green", "Red", "Red")]


def test_a_break_in_the_series_is_not_compared_across(tmp_path: Path) -> None:
    """The first figure after it has nothing before it."""
    found = replayed(tmp_path, run(110, 109, 108), "any", of=frame(rebase=(Q3.step(-1),)))
    assert list(found.replays[1].fired) == ["", "", "any"]


def test_figures_without_a_target_are_left_out_and_told(tmp_path: Path) -> None:
    """With one level for all of them they are in."""
    one = framework(measure("m1", partners=("ash",), accumulate="stock"), targets=(target("m1", target=100),))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    found = replayed(tmp_path / "a", run(99, 98, 101), "strict", of=one)
    assert (len(found.periods), found.untargeted) == (1, 2)
    found = replayed(tmp_path / "b", run(99, 98, 101), "strict", of=one, level=100)
    assert (len(found.periods), found.untargeted) == (3, 0)
    assert list(found.replays[1].ratings) == ["Red", "Red", "Green"]


def test_of_five_figures_nothing_is_called_noise(tmp_path: Path) -> None:
    """Too few to tell; the counts are left open."""
    found = replayed(tmp_path, run(99, 98, 101, 99, 98), "strict")
    assert counts(found, "noise", "missed")[1] == (None, None)
    assert found.replays[1].words.endswith("Too few figures to tell noise from real changes.")


def test_one_partner(tmp_path: Path) -> None:
    """A partner's own figures instead of the whole."""
    figures = [*run(99, 98, 101), *run(1, 1, 1, partner="birch")]
    of = frame(partners=("ash", "birch"), pooling="none", kind="median")
    assert replayed(tmp_path, figures, "strict", of=of, partner="ash").values == (99, 98, 101)


@pytest.mark.parametrize("text", ["5 per cent", "decline two", "", "5% +", "purple"])
def test_what_is_not_understood_says_what_is(text: str) -> None:
    """The message lists the words there are."""
    with pytest.raises(ValueError, match=r"is not understood. Type 5%, 3 points, strict"):
        read_proposal(text)


def test_the_same_proposed_twice_is_one_and_no_heading_stands_twice(tmp_path: Path) -> None:
    """However it is typed; a proposal named as another column is told apart from it, and a long one is cut short."""
    long = "+".join(["overrun 5"] * 40)
    texts = ["signal", "5%", "5 %", "5%", "floor", "Floor", "decline + any", "any + decline 2 + any", long]
    path, found = rehearsal(partnership(tmp_path / "p"), "helped", [read_proposal(text) for text in texts])
    [row] = [cells for cells in rows_of(path, 1) if cells[0] == "Period"]
    assert row[4:] == ["as agreed now", "Proposed: signal", "5%", "floor", "decline + any", f"{long[:119]}…"]
    assert len(found.replays) == 6


def rows_of(path: Path, sheet: int) -> list[list[object]]:
    """The cells of a sheet, row by row."""
    found: dict[int, list[object]] = {}
    for (row, _), cell in sorted(read_workbook(path).sheets[sheet].cells.items()):
        found.setdefault(row, []).append(cell.value)
    return list(found.values())


def test_two_bands_in_one_proposal_are_not_understood() -> None:
    """Which of them is meant is for the officer to say."""
    with pytest.raises(ValueError, match=r"names 2 bands\. Type one"):
        read_proposal("5% + 3 points")


def test_the_workbook_can_be_read(tmp_path: Path) -> None:
    """Nothing is clipped, also where nothing could be replayed."""
    found = frame()
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, run(*UPS_AND_DOWNS))
        around = assess(found, ledger, Q3)
    (tmp_path / "b").mkdir()
    full = replayed(tmp_path / "b", run(*UPS_AND_DOWNS), "5% + decline 2 + signal + standard", "travel-modified")
    plan = plan_rehearsal(around, full)
    assert [sheet.name for sheet in plan.sheets] == ["Side by side", "Period by period"]
    assert clipped(plan) == []


def test_a_partner_that_another_took_over_from_is_named(tmp_path: Path) -> None:
    """Its figures count with those of the one that answers for it today, whose past is longer by them."""
    folder = partnership(tmp_path / "p")
    rows = framework_rows(90)
    rows["partners"] = [
        {"id": "ash", "name": "Ash", "to": "2022-23 Q2", "successor": "oak"},
        {"id": "oak", "name": "Oak", "from": "2022-23 Q3"},
    ]
    rows["measures"][0]["partners"] = "ash; oak"
    framework_file(rows, folder.framework_file)
    folder = Folder(folder.path)
    with pytest.raises(Refusal, match=r"ash is now a part of oak\. Name oak instead\. \[RET031\]"):
        rehearsal(folder, "helped", [], partner="ash")
    assert rehearsal(folder, "helped", [], partner="oak", level=90)[1].values[:4] == (85, 86, 87, 88)


@pytest.mark.parametrize("partner", ["", "ash"])
def test_where_nobody_is_left_there_is_nothing_to_replay(tmp_path: Path, partner: str) -> None:
    """Who has left without a successor is named, with the period for which it returns nothing any more."""
    folder = partnership(tmp_path / "p")
    rows = framework_rows(90)
    rows["partners"] = [{"id": "ash", "name": "Ash", "to": "2022-23 Q2"}]
    framework_file(rows, folder.framework_file)
    who = "Ash does not return" if partner else "Nobody returns"
    with pytest.raises(Refusal, match=rf"{who} People helped for 2022-23 Q3 any more\..*\[RET031\]"):
        rehearsal(Folder(folder.path), "helped", [], partner=partner)
    with pytest.raises(Refusal, match=rf"{who} People helped for 2022-23 Q3 any more\..*\[IMP088\]"):
        study(Folder(folder.path), "helped", [], partner=partner)


@pytest.mark.parametrize("partner", ["", "ash"])
@pytest.mark.parametrize("life", [{"last_period": "2022-23 Q2"}, {"first_period": "2022-23 Q4"}])
def test_a_measure_that_has_ended_or_not_begun_is_not_a_partner_that_left(
    tmp_path: Path, partner: str, life: dict[str, str]
) -> None:
    """Whoever looks for the reason is sent to the life of the measure."""
    folder = partnership(tmp_path / "p")
    rows = framework_rows(90)
    rows["measures"][0].update(life)
    framework_file(rows, folder.framework_file)
    says = r"a figure of People helped for 2022-23 Q3, for which the framework does not ask\. Look at first_period"
    with pytest.raises(Refusal, match=rf"{says} .*\[RET031\]"):
        rehearsal(Folder(folder.path), "helped", [], partner=partner)
    with pytest.raises(Refusal, match=rf"{says} .*\[IMP088\]"):
        study(Folder(folder.path), "helped", [], partner=partner)


def test_figures_of_another_rhythm_are_no_past(tmp_path: Path) -> None:
    """Of a measure that is yearly now the figures there are, of quarters, are not denied."""
    folder = partnership(tmp_path / "p")
    rows = framework_rows(90)
    rows["measures"][0]["frequency"] = "year"
    framework_file(rows, folder.framework_file)
    with pytest.raises(Refusal, match="There is no figure of People helped by the year in the ledger yet"):
        rehearsal(Folder(folder.path), "helped", [])


def test_the_command(tmp_path: Path) -> None:
    """A table, a workbook in its place, JSON; wrong words end with wrong usage, an unknown measure with a request."""
    folder = partnership(tmp_path / "p")
    where = ["--partnership", str(folder.path)]
    said = CliRunner().invoke(app, ["rehearse", "helped", "--tolerance", "5%", "--target", "88", *where])
    assert said.exit_code == 0, said.output
    assert "as agreed now" in said.stdout
    made = folder.path / "scorecards" / "rehearsals" / "helped.xlsx"
    assert read_workbook(made).sheets[0].name == "Side by side"
    found = json.loads(CliRunner().invoke(app, ["rehearse", "helped", "--format", "json", *where]).stdout)
    assert [one["proposal"] for one in found["proposals"]] == ["as agreed now"]
    assert not math.isnan(found["periods"][-1]["value"])
    assert CliRunner().invoke(app, ["rehearse", "helped", "--tolerance", "purple", *where]).exit_code == 2
    unknown = CliRunner().invoke(app, ["rehearse", "nothing", *where])
    assert "is no measure of the framework. Name one of: helped." in str(unknown.exception)


def test_a_measure_of_which_neither_way_is_better_is_not_rehearsed(tmp_path: Path) -> None:
    """None of its figures was ever rated, so that there is nothing to replay, with a target or without."""
    folder = partnership(tmp_path / "p")
    rows = framework_rows(90)
    rows["measures"][0]["polarity"] = "none"
    rows["targets"] = rows["tolerances"] = []
    framework_file(rows, folder.framework_file)
    for level in (math.nan, 85):
        with pytest.raises(Refusal, match=r"for context: neither way is better.*RET034"):
            rehearsal(Folder(folder.path), "helped", [read_proposal("strict")], level=level)
