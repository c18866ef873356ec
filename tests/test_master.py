"""The master scorecard made of no more than it shows: every sheet says what it would of an assessment of everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess import for_audience
from pmxl.assess.master import SHOWN
from pmxl.assess.master import of_everybody
from pmxl.batch.improve import with_improvement
from pmxl.batch.scorecard import assessment
from pmxl.batch.scorecard import five_lines
from pmxl.batch.scorecard import still_open
from pmxl.ledger import Ledger
from pmxl.reports.scorecard import plan_scorecard
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.test_actions import PERIOD
from tests.test_actions import partnership
from tests.test_part_of_year import YEAR
from tests.test_part_of_year import watched

QUARTERS = 9
"""Enough for a series with its year before, for limits on trial and for a forecast."""


def both(folder: Path) -> tuple[Assessment, Assessment]:
    """Measures of which partners and areas are watched, assessed in full and for the master scorecard alone."""
    frame = watched()
    frame = frame.model_copy(update={"measures": tuple(m.model_copy(update={"key": True}) for m in frame.measures)})
    came = {"ash": ("north", 50), "birch": ("south", 40)}
    figures = [
        figure("thefts", who, first + 5 * n, Q3.step(n + 1 - QUARTERS), area, note="Two streets were closed.")
        for who, (area, first) in came.items()
        for n in range(QUARTERS)
    ]
    for one in ("rents", "calls", "plain"):
        figures += [
            figure(one, who, first + n * n, Q3.step(n + 1 - QUARTERS), commentary=f"{who} had more staff.")
            for first, who in enumerate(("ash", "birch", "cedar"), 30)
            for n in range(QUARTERS)
            if (one, who, n) != ("plain", "cedar", QUARTERS - 1)
        ]
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, figures)
        whole = assess(frame, ledger, Q3, today=Q3.last_day)
        return whole, assess(frame, ledger, Q3, today=Q3.last_day, frames=of_everybody)


def sheets(found: Assessment, like: Assessment) -> dict[str, str]:
    """Every sheet of the master scorecard by its name, as if made at the same moment."""
    object.__setattr__(found, "made_at", like.made_at)
    return {sheet.name: repr(sheet) for sheet in plan_scorecard(found).sheets}


def test_every_sheet_says_the_same(tmp_path: Path) -> None:
    """Also the exceptions of partners whose own figures are watched, with their charts and reasons."""
    whole, light = both(tmp_path)
    assert {"birch"} <= set(light.exceptions["partner"])
    assert len(light.watched) < len(whole.partners)
    assert sheets(light, whole) == sheets(whole, whole)


def test_the_sheets_of_a_partnership_say_the_same(tmp_path: Path) -> None:
    """With what is being done about its figures, and in the lines that are printed of it."""
    folder = partnership(tmp_path / "threewoods")
    period = folder.period(PERIOD)
    whole, light = (
        with_improvement(folder, assessment(folder, period, is_master=is_master)) for is_master in (False, True)
    )
    assert sheets(light, whole) == sheets(whole, whole)
    assert (five_lines(light), still_open(light)) == (five_lines(whole), still_open(whole))


def test_what_is_shown_of_partners_is_what_their_own_rows_say(tmp_path: Path) -> None:
    """To the last digit, and in the same order; nothing else of them is there that could be taken for blank."""
    whole, light = both(tmp_path)
    assert list(light.partners.columns) == SHOWN
    assert repr(light.partners.to_dict("records")) == repr(whole.partners[SHOWN].to_dict("records"))
    rows = whole.partners.set_index(["measure", "partner"]).loc[
        list(zip(light.watched["measure"], light.watched["partner"], strict=True))
    ]
    assert repr(light.watched[list(rows.columns)].to_dict("records")) == repr(rows.to_dict("records"))


def test_a_partners_own_scorecard_cannot_be_made_of_it(tmp_path: Path) -> None:
    """It would be blank where the partner has exceptions and forecasts."""
    with pytest.raises(LookupError, match="not worked out for the master"):
        for_audience(both(tmp_path)[1], "partner:birch")


def test_a_partnership_of_one_has_no_partners_to_leave_out(tmp_path: Path) -> None:
    """The only partner's figure is the whole one."""
    alone = framework(measure("fires", partners=("ash",)), targets=(target("fires", YEAR, "year", target=100),))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("fires", "ash", 20 + n, Q3.step(-n)) for n in range(5)])
        whole, light = (assess(alone, ledger, Q3, today=Q3.last_day, frames=f) for f in (None, of_everybody))
    assert sheets(light, whole) == sheets(whole, whole)
