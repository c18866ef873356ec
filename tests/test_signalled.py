"""Signals in the assessment: what is judged, and the sentences a councillor reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pmxl.assess.signalled import COLUMNS
from pmxl.framework.models_settings import Settings
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.signals import ONE
from tests.specimens.signals import STEADY
from tests.specimens.signals import only
from tests.specimens.signals import series
from tests.specimens.signals import signals


def test_every_column_is_there(tmp_path: Path) -> None:
    """The agreed columns, words as text and numbers as numbers."""
    found = only(tmp_path, STEADY)
    assert list(found) == COLUMNS
    assert found["signal"] == "Common cause"
    assert (found["process_mean"], found["signal_trial"]) == (12, False)
    assert found["process_upper"] == pytest.approx(12 + 2.66 * 4)
    assert [found[c] for c in ("assurance", "assurance_words", "real", "real_words")] == [""] * 4


def test_a_long_run_on_one_side(tmp_path: Path) -> None:
    """The run is counted and the average named in the measure's decimals and unit."""
    values = [*[10, 30] * 10, *[5, 6] * 3, 5]
    found = only(tmp_path, values, unit="homes", decimals=1)
    assert found["signal"] == "Concern"
    assert found["signal_words"] == "Concern: 7 figures in a row below the average of 16.2 homes."


def test_outside_the_limits(tmp_path: Path) -> None:
    """The figure and the range it is outside of; fewer than twelve figures are on trial and say so."""
    found = only(tmp_path, [*[10, 14] * 4, 60], unit="homes", polarity="lower")
    said = "Concern: 60 homes, above the usual range of 7 to 28 (trial limits: 9 figures)."
    assert (found["signal_words"], found["signal_trial"]) == (said, True)


def test_hardly_outside_the_limits(tmp_path: Path) -> None:
    """Where figure and limit are printed alike the sentence says that it is only just beyond."""
    found = only(tmp_path, [*[10, 14] * 8, 24.48])
    assert found["signal_words"] == "Improvement: 24, just above the usual range of 1 to 24."


def test_a_trend(tmp_path: Path) -> None:
    """Direction, not side, says whether it is a concern; its length is counted."""
    found = only(tmp_path, [*[10, 30] * 8, 10, 12, 14, 16, 18, 20, 22, 24], polarity="lower")
    assert found["signal_words"] == "Concern: 8 figures in a row, each higher than the one before."


def test_two_of_three_near_a_limit(tmp_path: Path) -> None:
    """The limit they are close to is named."""
    found = only(tmp_path, [*STEADY, 21, 15, 21])
    assert found["signal_words"] == "Improvement: 2 of 3 figures in a row are close to the upper limit of 24."


def test_too_few_figures(tmp_path: Path) -> None:
    """Fewer than six say how many there are; so do those since a break in the series."""
    words = only(tmp_path, [10, 12, 11, 13])["signal_words"]
    assert words == "Too few figures: 4 of the 6 needed to tell a real change from chance."


def test_a_break_in_the_series(tmp_path: Path) -> None:
    """What lies before a break is neither in the limits nor in the trend."""
    found = only(tmp_path, [*STEADY, 90, 94, 90], rebase=(Q3.step(-2),))
    assert found["signal"] == "Too few figures"
    assert "3 since the series began anew of the 6 needed" in found["signal_words"]
    assert found["trend_words"] == ""


def test_no_figure_now(tmp_path: Path) -> None:
    """Without a latest figure nothing is said of it, and why."""
    found = only(tmp_path, [*STEADY, None])
    assert (found["signal"], found["assurance"], found["real"]) == ("", "", "")
    assert found["signal_words"] == "No signal: there is no figure for this quarter."


def test_assurance_and_the_red(tmp_path: Path) -> None:
    """A Red that is how the process works asks for a new process, not for a story."""
    found = only(tmp_path, STEADY, target("m1", target=30), unit="homes")
    assert found["assurance_words"] == (
        "Failing: with limits of 1 to 23, a target of 30 homes will not be met unless the process changes."
    )
    assert found["real"] == "Change the process"
    assert "a story about this one figure explains nothing" in found["real_words"]


@pytest.mark.parametrize(
    ("level", "word", "says"),
    [
        (0, "Passing", "a target of 0 will be met while the process stays as it is."),
        (12, "Hit and miss", "a target of 12 will be met in some quarters and missed in others, by chance, unless"),
    ],
)
def test_assurance_words(tmp_path: Path, level: float, word: str, says: str) -> None:
    """Passing and hit and miss in plain words."""
    found = only(tmp_path, STEADY, target("m1", target=level))
    assert found["assurance"] == word
    assert says in found["assurance_words"]


def test_a_range(tmp_path: Path) -> None:
    """Limits inside the range are passing; a figure moves High or Low, not better or worse."""
    found = only(tmp_path, [*STEADY, 90], target("m1", low=-50, high=50), polarity="range")
    assert (found["signal"], found["assurance"], found["real"]) == ("High", "Passing", "Look now")
    assert "a target of −50 to 50 will be met" in found["assurance_words"]


def test_a_percentage_goes_no_further_than_100(tmp_path: Path) -> None:
    """Limits are clipped to what can be for show only."""
    found = only(tmp_path, [90, 98] * 8, kind="percentage", unit="%", pooling="ratio", accumulate="stock", decimals=1)
    assert found["signal_words"] == "Common cause: 98.0 %, within the usual range of 72.7 to 100.0 %."
    assert found["process_upper"] > 100


def test_money_and_an_index_have_their_signs(tmp_path: Path) -> None:
    """Pounds stand before the figures; what an index's 100 is stands by the figure only."""
    words = only(tmp_path, STEADY, kind="money", unit="£m")["signal_words"]
    assert words == "Common cause: £14m, within the usual range of £1m to £23m."
    words = only(tmp_path / "head", STEADY, kind="money", unit="£ per head")["signal_words"]
    assert words.endswith("within the usual range of £1 to £23 per head.")
    words = only(tmp_path / "thousand", STEADY, kind="money", unit="£ thousand")["signal_words"]
    assert words.endswith("within the usual range of £1 thousand to £23 thousand.")


def test_figures_that_never_move(tmp_path: Path) -> None:
    """Limits that are one figure are told as one."""
    assert only(tmp_path, [50] * 12)["signal_words"] == "Common cause: 50, within the usual 50."


def test_a_cumulative_measure_goes_by_its_own_amounts(tmp_path: Path) -> None:
    """Each quarter's own amount is judged, and against the quarter's own share of the year."""
    running = np.concatenate([np.cumsum([20.0, 24, 20, 24])] * 5).tolist()[:-1]
    found = only(tmp_path, running, target("m1", Q3.year, "year", target=200.0), accumulate="cumulative", unit="homes")
    assert (
        found["signal_words"]
        == "Common cause: 20 homes, within the usual range of 11 to 33. By each quarter's own amount."
    )
    assert "a target of 50 homes will not be met" in found["assurance_words"]
    assert np.isnan(found["process_mean"])


def test_a_seasonal_measure_goes_by_the_change_on_last_year(tmp_path: Path) -> None:
    """High every winter is no signal; higher than last winter by more than usual is."""
    winters = [10.0, 11, 40, 12, 11, 10, 41, 11] * 3
    values = [*winters, 12, 10, 43]
    still = only(tmp_path, values, seasonal=True, unit="homes", polarity="lower")
    assert still["signal"] == "Common cause"
    assert still["signal_words"].startswith(
        "Common cause: a change of +2 homes on the same quarter last year, within the usual range of −"
    )
    found = only(tmp_path / "b", [*values[:-1], 70], seasonal=True, unit="homes", polarity="lower")
    assert found["signal_words"].startswith("Concern: a change of +29 homes on the same quarter last year, above the")
    assert (found["assurance"], np.isnan(found["process_upper"])) == ("", True)


def test_seasonal_without_last_year(tmp_path: Path) -> None:
    """A figure that has no last year to compare with is not judged, and it is said why."""
    values = [10.0, 11, 40, 12] * 4
    found = only(tmp_path, [*values[:-4], None, *values[-3:], 10], seasonal=True)
    assert found["signal"] == ""
    assert found["signal_words"] == (
        "No signal: there is no figure for this quarter to compare with the same quarter last year."
    )


def test_a_process_that_has_changed_makes_no_promise(tmp_path: Path) -> None:
    """Limits that meet the target say what was; a signal against them is said in the same breath."""
    found = only(tmp_path, [20, 21, 20, 21, 20, 21, 20, 21, 20, 21, 20, 21, 14], target("m1", target=13))
    assert (found["signal"], found["assurance"]) == ("Concern", "Passing")
    assert found["assurance_words"].endswith(
        "would be met by the process as it was; the signal says that it has since changed for the worse."
    )


def test_rare_events_are_no_signals_of_their_absence(tmp_path: Path) -> None:
    """One case in fifteen quarters: the others, with none, are ordinary."""
    found = only(tmp_path, [0] * 10 + [1] + [0] * 4, polarity="lower")
    assert found["signal"] == "Common cause"


def test_a_partner_missing_now(tmp_path: Path) -> None:
    """The others are judged and it is said how many; their sum is not held against the target of all."""
    frame = framework(measure("m1"), targets=(target("m1", target=90),))
    given = [figure for partner in ("ash", "birch") for figure in series(STEADY, partner)]
    given += series([*STEADY[:-1], None], "cedar")
    found = signals(tmp_path, frame, given)["m1", ""]
    assert found["signal"] == "Common cause"
    assert found["signal_words"].endswith(" Counting the 2 of 3 partners present throughout.")
    assert (found["assurance"], found["real"]) == ("", "")
    assert np.isnan(found["process_mean"])


def test_where_no_chart_is_drawn(tmp_path: Path) -> None:
    """A day, one partner's yes or no, and figures of several that are not pooled have no signal and no words."""
    frame = framework(
        measure("m1", kind="yes/no", pooling="share", accumulate="stock"),
        measure("m2", kind="milestone", pooling="none", accumulate="stock", partners=ONE),
        measure("m3", kind="median", pooling="none", accumulate="stock"),
    )
    given = [f for partner in ("ash", "birch", "cedar") for f in series([1, 0] * 8, partner)]
    given += series([44927.0] * 8, id_="m2")
    given += [f for partner in ("ash", "birch", "cedar") for f in series(STEADY, partner, "m3")]
    whole = signals(tmp_path, frame, given)
    each = signals(tmp_path / "b", frame, given, "partner")
    for found in (whole["m2", ""], whole["m3", ""], each["m1", "ash"]):
        assert [found[c] for c in ("signal", "signal_words", "assurance", "real", "trend_words")] == [""] * 5
        assert np.isnan(found["process_mean"])
    assert whole["m1", ""]["signal_words"] == "Common cause: 0 %, within the usual range of 0 to 100 %."
    assert each["m3", "ash"]["signal"] == "Common cause"


def test_the_frameworks_rule_set_and_screening(tmp_path: Path) -> None:
    """A run chart goes by the median; without screening a wild figure widens the limits."""
    chart = Settings(name="Threewoods", spc_rules="6/5 run chart")
    found = only(tmp_path, [*STEADY, 10], settings=chart)
    assert found["signal_words"] == "Common cause: 10, nothing out of the ordinary around the median of 10."
    assert np.isnan(found["process_upper"])
    wild = [*[10, 14] * 5, 80, *[10, 14] * 5]
    wide = only(tmp_path / "b", wild, settings=Settings(name="Threewoods", spc_screening=False))["process_upper"]
    assert wide > only(tmp_path / "c", wild)["process_upper"] + 10


def test_the_long_trend(tmp_path: Path) -> None:
    """Slope with its interval, the quarters it is over, and how long the present run has lasted."""
    values = [40 + 1.5 * n + (0.7 if n % 2 else -0.7) for n in range(16)]
    found = only(tmp_path, values, unit="%", kind="percentage", pooling="ratio", accumulate="stock", decimals=1)
    assert found["trend_words"] == (
        "Improving by 1.5 points a quarter over 16 quarters, likely between 1.4 and 1.6. "
        "Each of the last 15 quarters was better than the one before."
    )
    assert only(tmp_path / "b", STEADY)["trend_words"] == "No clear trend over 20 quarters."


def test_nothing_at_all(tmp_path: Path) -> None:
    """A framework whose measure nobody has returned is no reason to stop."""
    found = only(tmp_path, [])
    assert [found[c] for c in ("signal", "signal_words", "assurance", "real", "trend_words")] == [""] * 5
