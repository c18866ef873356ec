"""The annual performance summary: what was achieved and what was not, why, and what is not in yet."""

from __future__ import annotations

import pytest

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.exceptions import answered
from pmxl.assess.annual.outcomes import Verdict
from pmxl.assess.annual.outcomes import verdict as verdict_of
from pmxl.assess.answered import ASKED
from pmxl.terms import Rating
from tests.specimens.years import of
from tests.specimens.years import usual


@pytest.fixture(scope="module")
def found() -> Annual:
    """The year of the specimens."""
    return usual()


@pytest.mark.parametrize(
    ("measure", "verdict", "before"),
    [
        ("met", Verdict.ACHIEVED, Verdict.ACHIEVED),
        ("turned", Verdict.ACHIEVED, Verdict.MISSED),
        ("nearly", Verdict.NARROWLY, Verdict.ACHIEVED),
        ("missed", Verdict.MISSED, Verdict.ACHIEVED),
        ("untold", Verdict.UNKNOWN, Verdict.ACHIEVED),
        ("sure", Verdict.ACHIEVED, Verdict.ACHIEVED),
        ("bare", Verdict.NOT_JUDGED, Verdict.NOT_JUDGED),
        ("late", Verdict.UNKNOWN, Verdict.ACHIEVED),
        ("signed", Verdict.MISSED, Verdict.UNKNOWN),
    ],
)
def test_every_measure_has_one_verdict(found: Annual, measure: str, verdict: str, before: str) -> None:
    """Green is achieved, Amber narrowly missed, Red not; what cannot be told is called so, this year and last."""
    row = of(found.outcomes, measure)
    assert (row["verdict"], row["verdict_before"]) == (verdict, before)


def test_what_has_no_figure_of_all_partners_is_not_said_to_have_no_target() -> None:
    """A median of several partners may well have one, which is held against each partner's own."""
    assert verdict_of(Rating.NOT_APPLICABLE) == verdict_of(Rating.NO_TARGET) == "Not judged"
    assert verdict_of(Rating.SUPPRESSED) == verdict_of(Rating.WITHHELD) == "Not judged"


def test_a_figure_carried_from_an_earlier_year_is_no_outcome(found: Annual) -> None:
    """A yearly figure that is a year late shows nothing of this year: no figure, no target, and the reason."""
    row = of(found.outcomes, "late")
    assert row["value"] != row["value"]
    assert row["target"] != row["target"]
    assert row["why"].startswith("The figure of this year is not due yet.")


def test_what_is_missing_and_cannot_matter_leaves_the_rating(found: Annual) -> None:
    """Two figures of twelve are missing; whatever they are the target is met, so it is achieved and says why."""
    row = of(found.outcomes, "sure")
    assert row["rating"] == "Green"
    assert row["settled_by"] == "Figures of the year are missing, but Green whatever they are."
    assert of(found.outcomes, "untold")["settled_by"] == ""


def test_each_quarter_s_rating_is_told(found: Annual) -> None:
    """Beside the year stand its quarters."""
    assert of(found.outcomes, "missed")["through"] == ("Red",) * 3


def test_targets_are_counted_by_perspective(found: Annual) -> None:
    """The counts of the verdicts add up to the measures."""
    [row] = found.perspectives.to_dict("records")
    assert (row["achieved"], row["narrowly"], row["missed"], row["unknown"], row["not_judged"]) == (3, 1, 3, 2, 1)
    assert sum(row[verdict.name.lower()] for verdict in Verdict) == row["measures"] == 10
    assert row["before"] == 6


def test_successes_begin_with_what_was_turned_round(found: Annual) -> None:
    """Missed last year and met now comes first; better than last year though short of the target is one too."""
    kinds = dict(zip(found.successes["measure"], found.successes["kind_of_success"], strict=True))
    assert list(kinds) == ["turned", "met", "better", "sure"]
    assert kinds["turned"] == "Turned round"
    assert kinds["better"] == "Better than last year, though short of the target"
    assert of(found.successes, "turned")["words"] == "105 against a target of 100: better by 5. It was 80 in 2021-22."


def test_an_exception_tells_its_quarters_what_was_done_and_how_it_ended(found: Annual) -> None:
    """Each measure once, with the quarters in which anything fired and the officer's reasons word for word."""
    row = of(found.exceptions, "missed")
    assert row["quarters"] == "Q1, Q3, Q4"
    assert row["ended"] == "The year ended off target."
    assert row["done"] == "Year's end, A. Shah: =HYPERLINK(1) two closed."
    assert "met" not in set(found.exceptions["measure"])


def test_forecasts_stand_beside_outcomes(found: Annual) -> None:
    """Each quarter before the last, and only where the whole outcome is known."""
    mine = found.foretold[found.foretold["measure"] == "missed"]
    assert list(mine["quarter"]) == ["2022-23 Q1", "2022-23 Q3"]
    assert set(mine["value"]) == {60.0}
    assert set(mine["came_true"]) == {True}
    assert not {"untold", "late"} & set(found.foretold["measure"])


def test_what_is_not_in_yet_is_named(found: Annual) -> None:
    """Returns that did not come, measures whose year cannot be told and forms that are not back."""
    said = {(row["what"], row["who"]) for row in found.awaited.to_dict("records")}
    assert ("Figure of the year", "The untold one") in said
    assert ("Figure of the year", "The late one") in said
    assert ("Update form", "B. Cole") in said
    assert ("Update form", "A. Shah") not in said
    assert ("Return", "Birch") in said


def test_lessons_are_the_officers_first_and_the_figures_then(found: Annual) -> None:
    """What an officer learned is told in its own words; a year of exceptions is a lesson too."""
    rows = found.lessons.to_dict("records")
    assert (rows[0]["source"], rows[0]["words"]) == ("A. Shah", "Ask schools in spring.")
    persistent = next(row for row in rows if row["measure"] == "missed" and row["source"] == "From the figures")
    assert persistent["words"].startswith("It was an exception in 3 quarters")


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        (f"Ash: {ASKED}It was 2 and is 9 now.", ""),
        (
            f"Ash: {ASKED}It was 2 and is 9 now.\nBirch: Explained by J. Smith: A new team",
            "Birch: Explained by J. Smith: A new team",
        ),
        ("Two more officers", "Two more officers"),
    ],
)
def test_what_is_only_asked_is_not_done(settled: str, said: str) -> None:
    """A query that nobody has answered is nothing that was done about an exception."""
    assert answered(settled) == said
