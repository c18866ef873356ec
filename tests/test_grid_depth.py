"""How far back is looked: no further than anything is known, and the assessment is the same."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pmxl.assess import Assessment
from pmxl.assess import grid
from pmxl.assess.assessment import VIEWS
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.ledgers import tolerance


def young(folder: Path, quarters: int) -> Assessment:
    """A partnership of so many quarters, of whom one partner has never returned, for longer than there are figures."""
    frame = framework(
        measure("m", polarity="lower"),
        measure("rate", kind="percentage", pooling="ratio", multiplier=100, partners=("ash", "birch")),
        targets=(target("m", target=20), target("rate", target=50)),
        tolerances=(tolerance("m", "missing", n=12), tolerance("rate", "missing", n=2), tolerance("m", "rating", n=2)),
    )
    given = [
        one
        for n in range(quarters)
        for one in (
            figure("m", "ash", 10 + n, Q3.step(-n)),
            figure("m", "birch", 12 + n, Q3.step(-n)),
            figure("rate", "ash", parts=(30 + n, 100), period=Q3.step(-n)),
        )
    ]
    folder.mkdir()
    return assessed(folder, frame, given)


@pytest.mark.parametrize("quarters", [1, 3, 13])
def test_empty_years_before_the_first_figure_say_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quarters: int
) -> None:
    """As many as the window has, or as many as are known: every row, exception, series and contribution is the same."""
    found = young(tmp_path / "a", quarters)
    monkeypatch.setattr(grid, "LEAST", grid.WINDOW)
    whole = young(tmp_path / "b", quarters)
    for name in (*VIEWS, "exceptions", "partner_exceptions", "series", "contributions"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(whole, name), obj=name)
    cedar = found.partner_exceptions[found.partner_exceptions["partner"] == "cedar"]
    assert cedar["trigger"].str.startswith("missing").any()
