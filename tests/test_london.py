"""The rule book on real figures: the partnership of north-east London among every other borough, area and hospital."""

from __future__ import annotations

import re

import pytest

from pmxl.assess import Assessment
from pmxl.batch.folder import Folder
from pmxl.batch.scorecard import assessment
from pmxl.batch.take import import_figures
from tests import north_east_london as london
from tests.specimens.framework_file import framework_file

pytestmark = pytest.mark.skipif(
    not london.OBSERVATIONS.exists(),
    reason="the public figures of north-east London are kept beside the project (../shared/data), not in it",
)

SENTENCES = (
    *("why", "flip", "signal_words", "assurance_words", "real_words", "trend_words", "forecast_words"),
    *("required_words", "compare_words", "interval_words", "travel_words", "travel_year_words"),
)
"""The columns that people read."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """The third quarter of 2022-23, everything being known."""
    path = tmp_path_factory.mktemp("london")
    framework_file(london.compared_rows(), path / "framework.xlsx")
    count = london.write_everything(path / "all.csv")
    folder = Folder(path)
    assert import_figures(folder, path / "all.csv").kept == count > 5000
    return assessment(folder, folder.period(london.QUARTER))


def test_helped_early(found: Assessment) -> None:
    """The measure that fell for a third quarter: every answer of it, worked out by hand from the published figures."""
    row = found.measures.set_index("measure").loc["h1"]
    assert row["flip"] == "37 more of the 1,032 make this Amber; 89 more make it Green."
    assert row["compare_words"].startswith(
        "46.4 % in 2022-23 Q3 is 12th of 27 (London boroughs), in the second quartile"
    )
    assert (row["signal"], row["real"]) == ("Concern", "Act now")
    assert row["signal_words"].endswith("Counting the 2 of 3 partners present throughout.")
    split = found.contributions[
        (found.contributions["measure"] == "h1") & (found.contributions["compare"] == "previous")
    ]
    assert split["effect"].round(1).tolist() == [-2.6, -2.7, 0.7]
    assert split["change"].round(1).tolist() == [-4.6] * 3


def test_four_hours_is_a_process_that_cannot_meet_its_target(found: Assessment) -> None:
    """Red, and nothing out of the ordinary: change the process and ask nobody for a story."""
    row = found.measures.set_index("measure").loc["a1"]
    assert (row["signal"], row["assurance"], row["real"]) == ("Common cause", "Failing", "Change the process")
    assert row["quartile"] == 4


def test_contributions_add_up(found: Assessment) -> None:
    """Of every measure the effects printed add up to the change printed."""
    for (measure, compare), rows in found.contributions.groupby(["measure", "compare"]):
        assert rows["effect"].sum() == pytest.approx(rows["change"].iloc[0]), (measure, compare)


def test_every_sentence_can_be_read_aloud(found: Assessment) -> None:
    """Each is whole: a full stop at its end, no nan, no empty brackets, no double blank, no word of a machine."""
    said = [
        str(sentence)
        for view in (found.measures, found.partners, found.areas)
        for column in SENTENCES
        for sentence in view[column]
        if sentence
    ]
    said += [str(sentence) for sentence in found.exceptions["sentence"]] + [
        str(w) for w in found.contributions["words"]
    ]
    assert len(said) > 300
    for sentence in said:
        assert not re.search(r"\bnan\b|\binf\b|\(\)|  |None|\{|\}|_", sentence), sentence
    ends = [s for column in SENTENCES[:9] for s in found.measures[column] if s]
    assert all(sentence.endswith(".") for sentence in ends)
