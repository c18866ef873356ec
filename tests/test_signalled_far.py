"""Figures far from all others, and levels that changed: what a process chart says of them and of the others."""

from __future__ import annotations

from pathlib import Path

from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import target
from tests.specimens.signals import only

ORDINARY = (100, 104, 99, 102, 98, 101, 103, 97, 100, 102, 104, 99)
HELD = 990
"""A figure that was held, and then accepted as right."""


def test_a_figure_far_from_all_others_makes_no_praise_of_a_bad_quarter(tmp_path: Path) -> None:
    """It stays in the average, as the rule book has it; of the others its limits say nothing, and nothing is said."""
    words = {"polarity": "lower", "unit": "homes"}
    found = only(tmp_path, [*ORDINARY[:9], HELD, 101, 99, 103, 130], target("m1", target=100), **words)
    assert found["signal_words"] == (
        "No signal: 990 homes in 2021-22 Q3 draws the average so far away that the limits of 151 to 181 hold none of "
        "the other 13 figures. Until the framework has the series begin anew after it, no change will show."
    )
    assert [found[c] for c in ("signal", "assurance", "assurance_words", "real", "real_words")] == [""] * 5


def test_nor_is_an_ordinary_quarter_a_concern_after_it(tmp_path: Path) -> None:
    """Where higher is better nobody is asked to act on what was always so; two such figures are both named."""
    found = only(tmp_path, [*ORDINARY[:5], HELD, 101, 995, *ORDINARY], unit="homes")
    assert found["signal"] == ""
    assert "990 homes in 2019-20 Q1 and 995 homes in 2019-20 Q3 draw the average" in found["signal_words"]
    assert found["signal_words"].endswith("anew after them, no change will show.")


def test_the_figure_far_from_all_others_is_told_beside_them(tmp_path: Path) -> None:
    """When it comes it is a signal, beside what was usual and not beside limits that it made itself."""
    found = only(tmp_path, [*ORDINARY, HELD], target("m1", target=100), polarity="lower", unit="homes")
    said = "Concern: 990 homes, far above the other 12 figures, which run from 97 to 104."
    assert (found["signal_words"], found["real"], found["assurance"]) == (said, "Act now", "")


def test_one_far_below_them_is_told_as_such(tmp_path: Path) -> None:
    """Whichever way is better."""
    found = only(tmp_path, [*ORDINARY, -HELD], unit="homes")
    assert "far below the other 12 figures, which run from 97 to 104." in found["signal_words"]


def test_without_a_latest_figure_nothing_is_told_of_what_draws_an_average_away(tmp_path: Path) -> None:
    """There is no change to be seen that it could hide: it is the figure that lacks."""
    found = only(tmp_path, [*ORDINARY[:9], HELD, 101, 99, 103, None], polarity="lower", unit="homes")
    assert found["signal_words"] == "No signal: there is no figure for this quarter."


def test_a_series_that_began_anew_is_rid_of_it(tmp_path: Path) -> None:
    """What draws the average of an earlier series away silences nothing of the present one, nor the other way round."""
    found = only(tmp_path, [*ORDINARY, HELD, *ORDINARY[:7], 130], rebase=(Q3.step(-7),), polarity="lower")
    assert found["signal_words"] == "Concern: 130, above the usual range of 95 to 114 (trial limits: 8 figures)."


def test_a_level_that_changed_is_said_to_have_changed(tmp_path: Path) -> None:
    """Where the figures of two levels leave none between the limits, that is remarked."""
    found = only(tmp_path, [*ORDINARY, *(one + 100 for one in ORDINARY)], unit="homes")
    assert found["signal_words"] == (
        "Improvement: 199 homes, above the usual range of 141 to 160. None of the 24 figures lies within the limits "
        "of 141 to 160: the level has changed along the way."
    )


def test_figures_that_never_moved_lie_within_their_limits(tmp_path: Path) -> None:
    """Binary arithmetic puts none of them outside."""
    assert only(tmp_path, [0.1] * 14, decimals=1)["signal_words"] == "Common cause: 0.1, within the usual 0.1."
