"""A long column is rated as its rows would be one by one, whatever words stand beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pmxl.rules import blocks
from pmxl.rules.rating import rate
from pmxl.rules.rating import shortfall

ROWS = blocks.LENGTH * 2 + 77


def columns(seed: int = 3) -> dict[str, npt.NDArray[Any]]:
    """Long columns of every sort, gaps among them."""
    random = np.random.default_rng(seed)
    actual = random.normal(50, 5, ROWS)
    actual[random.random(ROWS) < 0.05] = np.nan
    return {
        "actual": actual,
        "target": np.where(random.random(ROWS) < 0.1, np.nan, 50.0),
        "polarity": random.choice(np.array(["higher", "lower", "nearest"], dtype=object), ROWS),
        "kind": random.choice(np.array(["count", "percentage"], dtype=object), ROWS),
        "modifier": random.choice(np.array(["", "strict", "travel-modified"], dtype=object), ROWS),
        "last_year": random.normal(50, 5, ROWS),
        "decimals": random.integers(0, 3, ROWS),
    }


def test_blocks_say_what_the_whole_column_says() -> None:
    """Rows brought together by their words and rated block by block come back in their places."""
    given = columns()
    whole = rate.__wrapped__(**given, amount=5, stretch=4)  # type: ignore[attr-defined]
    assert list(rate(**given, amount=5, stretch=4)) == list(whole)


def test_a_long_column_without_words_goes_in_stretches() -> None:
    """One rule for all rows: the column is cut where it stands."""
    actual = columns()["actual"]
    assert list(rate(actual, 50, amount=5)) == list(rate.__wrapped__(actual, 50, amount=5))  # type: ignore[attr-defined]


def test_series_with_their_own_labels_and_gaps() -> None:
    """A pandas column with missing values is matched by position."""
    given = columns()
    labels = range(ROWS, 0, -1)
    series = {name: pd.Series(column, index=labels) for name, column in given.items()}
    series["actual"] = series["actual"].astype("Float64")
    assert list(rate(**series)) == list(rate(**given))


def test_more_different_words_than_can_be_sorted(monkeypatch: Any) -> None:
    """Where nearly every row has words of its own, the column is cut where it stands."""
    monkeypatch.setattr(blocks, "MOST_WORDS", 3)
    given = columns()
    assert list(rate(**given)) == list(rate.__wrapped__(**given))  # type: ignore[attr-defined]


def test_rows_and_columns_of_figures_go_as_they_are() -> None:
    """A table of figures is not cut."""
    table = np.arange(2.0 * ROWS).reshape(2, ROWS)
    assert shortfall(table, 10, "lower").shape == (2, ROWS)
    assert rate(table, 10, "lower").shape == (2, ROWS)
