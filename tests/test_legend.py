"""The legend says what a reader could not guess of this very scorecard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmxl.assess import Assessment
from pmxl.assess.audience import for_audience
from pmxl.framework.columns_audiences import COLUMN_WORDS
from pmxl.reports.figure import rows_of
from pmxl.reports.legend import IN_PART_MEANING
from pmxl.reports.legend import YES_NO
from pmxl.reports.legend import counted_as_met
from pmxl.reports.legend import legend
from pmxl.reports.legend import used_marks
from pmxl.reports.mark import is_in_part
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.shown import shown as text_in
from pmxl.terms import Rating
from pmxl.terms import Signal
from tests.specimens.assessment import specimen
from tests.specimens.assessments import only


def with_figure(measure: str, value: float, target: float) -> Assessment:
    """The specimen with another figure of one Green measure."""
    found = specimen()
    rows = found.measures.copy()
    rows.loc[rows["measure"] == measure, ["value", "target"]] = [value, target]
    return replace(found, measures=rows)


def test_green_short_of_target_is_named() -> None:
    """A band agreed to count as met makes a figure Green that misses its target: the legend names the measure."""
    found = with_figure("m2", 445, 430)
    assert counted_as_met(found) == ["Cost per victim supported"]
    assert any("count as met: Cost per victim supported." in line for line in used_marks(found))


def test_a_sum_that_is_green_whatever_is_missing_is_not() -> None:
    """Short of its target so far, for a partner is awaited: no band counts it as met."""
    found = with_figure("m2", 445, 430)
    waiting = replace(found, measures=found.measures.assign(at_least=found.measures["measure"] == "m2"))
    assert counted_as_met(waiting) == []


@pytest.mark.parametrize(("rating", "is_settled"), [(Rating.GREEN, True), (Rating.WAITING, False)])
def test_a_colour_beside_a_sum_with_partners_missing_is_explained(rating: Rating, is_settled: bool) -> None:
    """It is beyond its target whatever they report, or would have none; where it waits there is nothing to explain."""
    found = specimen()
    missing = found.measures["measure"] == "m2"
    rows = found.measures.assign(at_least=missing, rating=found.measures["rating"].mask(missing, rating))
    said = " ".join(used_marks(replace(found, measures=rows)))
    assert "a sum with partners missing" in said
    assert ("whatever they report" in said) is is_settled


def test_green_on_target_as_published_is_not() -> None:
    """A figure that rounds to its target is on it, and one that is better needs no word."""
    assert counted_as_met(with_figure("m2", 430.4, 430)) == []
    assert counted_as_met(with_figure("l1", 82.4, 80)) == []


def test_a_yes_or_no_is_explained_where_it_is_a_percentage_alone() -> None:
    """Where the share of partners that say yes stands; neither on a workbook without it nor on a partner's own."""
    found = specimen()
    assert YES_NO in used_marks(found)
    assert YES_NO in used_marks(only(found, ["p2"]))
    assert YES_NO not in used_marks(only(found, ["m2"]))
    own = for_audience(found, "partner:redmarsh")
    assert "p2" in set(own.measures["measure"])
    assert YES_NO not in used_marks(own)


def test_a_column_that_is_not_there_is_not_explained() -> None:
    """An audience that is shown no signal and no year end need not read what they mean."""

    def said(*shown: str) -> str:
        return " ".join(text for line in legend(specimen(), shown=shown) for text, _ in line.parts)

    explained = {"travel": "Travel compares", "signal": "Signal:", "year end": "Year end:", "trend": "Small lines:"}
    for column, words in explained.items():
        assert [one for one in explained.values() if one in said("actual", column)] == [words]
    assert "On last year compares with the same period a year before: ↗" in said("last year")
    assert "On last year compares" not in said("last year", "travel")
    assert all(words in said(*COLUMN_WORDS) for words in explained.values())


def test_a_mark_of_a_column_that_is_not_there_is_not_explained() -> None:
    """The star beside a direction of travel, where neither travel is shown."""
    found = specimen()
    starred = replace(found, measures=found.measures.assign(travel="Improving", travel_words="70 of the 2 in both"))
    assert any(is_in_part(row, "travel") for row in rows_of(starred.measures))
    assert IN_PART_MEANING in used_marks(starred)
    assert IN_PART_MEANING not in used_marks(starred, ("actual", "rating"))


def test_high_and_low_are_explained_where_one_stands() -> None:
    """They are the signals of a measure of which neither way is better; most scorecards have none."""

    def said(signal: Signal) -> str:
        found = specimen()
        figures = found.measures.assign(signal=signal)
        return " ".join(
            text for line in legend(replace(found, measures=figures), shown=("signal",)) for text, _ in line.parts
        )

    assert "are more than that." in said(Signal.CONCERN)
    assert "are more than that, and so are High and Low, where neither way is better." in said(Signal.LOW)


@pytest.mark.parametrize("layout", ["map", "matrix", "efqm"])
def test_a_layout_without_these_columns_does_not_explain_them(layout: str) -> None:
    """A map, a matrix and the nine boxes show neither travel nor lines nor signals."""
    found = specimen()
    settings = found.framework.settings.model_copy(update={"layout": layout})
    plain = replace(found, framework=found.framework.model_copy(update={"settings": settings}))
    first = plan_scorecard(plain).sheets[0]
    texts = " ".join(text_in(put.value) for put in first.puts if put.value is not None)
    assert "at target or better" in texts
    assert not any(words in texts for words in ("Travel compares", "Signal:", "Small lines:"))
