"""Contribution: who moved the number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.rules.contribution import against_all
from pmxl.rules.contribution import contribution
from pmxl.rules.rounding import published
from tests.spec.table import named
from tests.thorough import cases

SIDES = ("before", "after")
TABLE = """
what it shows                    | before           | after            | decimals || own rate   | share        | change
---------------------------------+------------------+------------------+----------++------------+--------------+-------
all improved and the total fell  | 80/100 20/100    | 41/50 33/150     | 1        || 0.8 1.2    | -9.4 -5.6    | -13.0
one moved                        | 80/100 20/100    | 90/100 20/100    | 1        || 5.0 0.0    | 0.0 0.0      | 5.0
nothing moved                    | 1/3 1/3          | 1/3 1/3          | 1        || 0.0 0.0    | 0.0 0.0      | 0.0
thirds add up to what is printed | 1/3 1/3 1/3      | 2/3 2/3 2/3      | 0        || 12 11 11   | 0 0 0        | 34
a tie goes to the earlier        | 50/100 50/100    | 51/100 52/100    | 0        || 1 1        | 0 0          | 2
joined: all of it is mix         | 50/100 --        | 50/100 90/100    | 1        || 0.0 0.0    | 5.0 15.0     | 20.0
left: all of it is mix           | 50/100 90/100    | 50/100 --        | 1        || 0.0 0.0    | -5.0 -15.0   | -20.0
no cases before                  | 50/100 0/0       | 50/100 90/100    | 1        || 0.0 0.0    | 5.0 15.0     | 20.0
"""


def parts(text: str) -> list[tuple[float, float]]:
    """`80/100 --` as numerators and denominators."""
    return [(np.nan, np.nan) if p == "--" else (float(p.split("/")[0]), float(p.split("/")[1])) for p in text.split()]


def rates(before: list[tuple[float, float]], after: list[tuple[float, float]], decimals: int = 1) -> pd.DataFrame:
    """A measure in per cent of so many partners."""
    columns = {f"numerator_{when}": [n for n, _ in side] for when, side in zip(SIDES, (before, after), strict=True)}
    columns |= {f"denominator_{when}": [d for _, d in side] for when, side in zip(SIDES, (before, after), strict=True)}
    return pd.DataFrame(columns).assign(
        group="g",
        pooling="ratio",
        multiplier=100,
        decimals=decimals,
        polarity="higher",
        value_before=np.nan,
        value_after=np.nan,
    )


def totals(before: list[float], after: list[float], decimals: int = 0) -> pd.DataFrame:
    """A count of so many partners."""
    blank = dict.fromkeys((f"{part}_{when}" for part in ("numerator", "denominator") for when in SIDES), np.nan)
    columns = {"value_before": before, "value_after": after}
    settings_: dict[str, Any] = {"group": "g", "pooling": "sum", "multiplier": 1, "decimals": decimals}
    settings_["polarity"] = "lower"
    return pd.DataFrame(columns).assign(**blank, **settings_)


@pytest.mark.parametrize(("before", "after", "decimals", "own", "share", "change"), named(TABLE, 0))
def test_a_rate(before: str, after: str, decimals: str, own: str, share: str, change: str) -> None:
    """Each partner's own rate and its share of the whole add up to the change that is printed."""
    found = contribution(rates(parts(before), parts(after), int(decimals)))
    assert found["rate_effect"].tolist() == [float(x) for x in own.split()]
    assert found["mix_effect"].tolist() == [float(x) for x in share.split()]
    assert round(found["effect"].sum(), 6) == float(change)


def test_who_joined_and_who_left() -> None:
    """A partner on one side only is labelled, and has no effect of a rate of its own."""
    found = contribution(rates(parts("50/100 90/100 --"), parts("50/100 -- 10/100")))
    assert found["label"].tolist() == ["", "left", "joined"]
    assert found["rate_effect"].tolist() == [0, 0, 0]


def test_a_total() -> None:
    """Each partner's own change; one that joined brought all it has."""
    found = contribution(totals([10, 20, np.nan], [7, 22, 5]))
    assert found["effect"].tolist() == [-3, 2, 5]
    assert found["label"].tolist() == ["", "", "joined"]
    assert found["rate_effect"].isna().all()


def test_a_total_in_fewer_decimals_than_it_has() -> None:
    """1.4 and 1.4 more are 3 more as printed, so the earlier partner has the odd one."""
    assert contribution(totals([0, 0], [1.4, 1.4]))["effect"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("before", "after", "decimals", "effects"),
    [
        ([4.85, 160.1, 13.9, 3.295, 4432], [44.29, 17.84, 2.726, 23.54, 133], 1, (39.5, -142.3)),
        ([4.064, 6.22, 1.644], [184.2, 2.494, 39.14], 2, (180.14, -3.73)),
    ],
)
def test_equal_remainders_are_told_by_decimal(
    before: list[float], after: list[float], decimals: int, effects: tuple[float, float]
) -> None:
    """Of 39.44 and -142.26 to one decimal both have 0.04 left over: the earlier has it, whatever binary makes of it."""
    assert contribution(totals(before, after, decimals))["effect"].tolist()[:2] == list(effects)


def test_nothing_to_split() -> None:
    """Where one side has no figure at all there is no change to split."""
    assert contribution(rates(parts("-- --"), parts("1/2 1/2")))["effect"].isna().all()


def test_every_partner_improved_and_the_total_fell() -> None:
    """Simpson's case is flagged, by what is better; not of totals, and not where one joined."""
    worse = rates(parts("80/100 20/100"), parts("41/50 33/150"))
    assert against_all(worse).tolist() == [True]
    assert against_all(worse.assign(polarity="lower")).tolist() == [True]
    assert against_all(worse.assign(polarity="none")).tolist() == [False]
    assert against_all(rates(parts("80/100 20/100"), parts("85/100 25/100"))).tolist() == [False]
    assert against_all(rates(parts("80/100 20/100 --"), parts("41/50 33/150 1/9"))).tolist() == [False]
    assert against_all(totals([3, 3], [2, 2])).tolist() == [False]


count = st.integers(0, 400)
partner = st.one_of(
    st.tuples(count, st.integers(1, 900)).map(lambda p: (float(min(p)), float(max(p)))), st.just((np.nan, np.nan))
)
partnership = st.lists(st.tuples(partner, partner), min_size=1, max_size=9)


@settings(max_examples=cases(1000), deadline=None)
@given(partnership, st.integers(0, 3))
def test_it_adds_up_to_the_last_digit(found: list[Any], decimals: int) -> None:
    """The effects printed add up to the change printed, exactly, in a thousand partnerships."""
    frame = rates([before for before, _ in found], [after for _, after in found], decimals)
    effects = contribution(frame)
    sides = [frame[[f"numerator_{when}", f"denominator_{when}"]].dropna().sum() for when in SIDES]
    if any(side.iloc[1] == 0 for side in sides):
        assert effects["effect"].isna().all()
        return
    before, after = (published(100 * side.iloc[0] / side.iloc[1], decimals).item() for side in sides)
    shown = [Decimal(repr(x)) for x in [*effects["rate_effect"], *effects["mix_effect"]]]
    assert sum(shown) == Decimal(repr(after)) - Decimal(repr(before))
    assert [Decimal(repr(x)) for x in effects["effect"]] == [
        Decimal(repr(own)) + Decimal(repr(mix))
        for own, mix in zip(effects["rate_effect"], effects["mix_effect"], strict=True)
    ]


@settings(max_examples=cases(200), deadline=None)
@given(st.lists(st.tuples(count, count), min_size=1, max_size=9))
def test_totals_add_up(found: list[tuple[int, int]]) -> None:
    """The partners' changes add up to the total's."""
    frame = totals([b / 3 for b, _ in found], [a / 3 for _, a in found], 1)
    change = published(sum(a for _, a in found) / 3, 1) - published(sum(b for b, _ in found) / 3, 1)
    assert round(contribution(frame)["effect"].sum(), 6) == pytest.approx(change.item())


def test_many_groups_at_once() -> None:
    """Groups do not touch each other, whatever order their rows come in."""
    one = rates(parts("80/100 20/100"), parts("41/50 33/150"))
    other = rates(parts("50/100 --"), parts("50/100 90/100")).assign(group="h")
    both = pd.concat([one, other]).iloc[[2, 0, 3, 1]]
    found = contribution(both)
    assert found.iloc[[1, 3]]["effect"].tolist() == contribution(one)["effect"].tolist()
    assert found.iloc[[0, 2]]["effect"].tolist() == contribution(other)["effect"].tolist()
