"""What may be published: small numbers are hidden, and nothing that is shown gives them away."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from pmxl.assess import Assessment
from pmxl.assess.audience import measures_for
from pmxl.assess.disclosed import Disclosed
from pmxl.assess.disclosed import disclosed
from pmxl.assess.small_counts import hidden_in
from pmxl.batch.page_text import places_on
from pmxl.framework.models import Area
from pmxl.framework.models import Audience
from pmxl.framework.models import Measure
from pmxl.reports.public.page import page
from pmxl.reports.public.tables import FIGURE
from pmxl.reports.public.tables import NUMERATOR
from pmxl.reports.public.tables import place
from pmxl.terms import Frequency
from tests.specimens.ledgers import Q3
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target

BELOW = 5
PARTNERS = ("ash", "birch", "cedar")
AREAS = (Area(id="north", name="North"), Area(id="south", name="South"))
PERCENTAGE = {"kind": "percentage", "pooling": "ratio", "multiplier": 100.0, "unit": "%"}


def published(found: Assessment, below: int = BELOW) -> Disclosed:
    """Everything that the assessment has, as the public may see it."""
    return disclosed(found, "public", [one.id for one in found.framework.measures], below)


def hidden(found: Disclosed, by: str = "partner") -> set[str]:
    """The partners or areas whose figure is hidden, "" where the partnership's is."""
    shown = found.assessment
    frame = {"partner": shown.partners, "area": shown.areas, "": shown.measures}[by]
    return set(frame.loc[frame["hidden"], by] if by else frame.loc[frame["hidden"], "partner"])


def counts(folder: Path, values: Mapping[str, float], **changes: Any) -> Assessment:
    """A count of three partners."""
    given_ = [figure("c", partner, value) for partner, value in values.items()]
    return assessed(folder, framework(measure("c", **changes), targets=(target("c", target=20.0),)), given_)


def shares(folder: Path, parts: Mapping[str, tuple[float, float]], **changes: Any) -> Assessment:
    """A percentage of three partners."""
    given_ = [figure("c", partner, parts=part) for partner, part in parts.items()]
    return assessed(folder, framework(measure("c", **PERCENTAGE, **changes)), given_)


def possible(total: float | None, shown: Mapping[str, float | None], name: str) -> set[int]:
    """What a hidden count could be, for a reader who knows the total and the counts shown, and that counts are whole."""
    if total is None:
        return set(range(1, BELOW))
    unknown = [each for each, value in shown.items() if value is None and each != name]
    left = int(total - sum(value for value in shown.values() if value is not None))
    return {left} if not unknown else set(range(left + 1))


def on_page(found: Disclosed, heading: str, table: str = "Partners", measure_: str = "c") -> dict[str, float | None]:
    """What the page says of each partner under a heading; None where a mark stands."""
    said = places_on(page(found))
    names = {p.id: p.name for p in found.assessment.framework.partners}
    texts = {id_: said[place(table, [measure_, name], heading)][0] for id_, name in names.items()}
    return {id_: None if text.startswith("[") else float(text) for id_, text in texts.items()}


def total_on_page(found: Disclosed, heading: str) -> float | None:
    """The partnership's figure on the page, None where a mark stands."""
    [text] = set(places_on(page(found))[place("Measures", ["c"], heading)])
    return None if text.startswith("[") else float(text)


def test_a_small_count_is_hidden_with_another_so_that_the_page_does_not_tell_it(tmp_path: Path) -> None:
    """From the page one can work out neither the small count nor the one hidden with it; the total stands."""
    found = published(counts(tmp_path, {"ash": 3, "birch": 12, "cedar": 40}))
    shown, total = on_page(found, FIGURE), total_on_page(found, FIGURE)
    assert shown == {"ash": None, "birch": None, "cedar": 40}
    assert total == 55
    assert possible(total, shown, "ash") >= set(range(1, BELOW))


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.integers(0, 14), min_size=3, max_size=3))
def test_no_small_count_can_be_worked_out(values: list[int]) -> None:
    """Whatever the counts, every small one could be any from 1 to 4 for all that is shown."""
    cells = pd.DataFrame({"partner": list(PARTNERS), "area": "", "value": np.array(values, float)})
    found = hidden_in(measure("c"), cells.assign(numerator=np.nan, denominator=np.nan), BELOW)
    total = None if found.whole else sum(values)
    shown = {p: None if p in found.partners else v for p, v in zip(PARTNERS, values, strict=True)}
    for partner, value in zip(PARTNERS, values, strict=True):
        if 0 < value < BELOW:
            assert shown[partner] is None
            assert possible(total, shown, partner) >= set(range(1, BELOW)), (shown, total)
    if 0 < sum(values) < BELOW:
        assert total is None


def test_nothing_is_hidden_where_no_count_is_small_or_the_setting_is_off(tmp_path: Path) -> None:
    """Counts from the limit up stand, nought stands, and 0 hides nothing."""
    assert not published(counts(tmp_path / "a", {"ash": 0, "birch": BELOW, "cedar": 40})).hidden
    assert not published(counts(tmp_path / "b", {"ash": 3, "birch": 12, "cedar": 40}), 0).hidden


def test_a_percentage_goes_with_its_parts(tmp_path: Path) -> None:
    """A small numerator, small others (98 of 100) and a small denominator hide numerator, denominator and percentage."""
    found = published(shares(tmp_path, {"ash": (98, 100), "birch": (40, 80), "cedar": (50, 90)}))
    rows = found.assessment.partners.set_index("partner")
    assert {"ash", "birch"} == hidden(found)
    assert rows.loc["ash", ["value", "numerator", "denominator"]].isna().all()
    assert rows.loc["ash", "rating"] == "Suppressed"
    shown, total = on_page(found, NUMERATOR), total_on_page(found, NUMERATOR)
    assert possible(total, shown, "ash") >= set(range(96, 100))


def test_a_mean_of_few_cases_is_hidden_and_one_of_few_days_is_not(tmp_path: Path) -> None:
    """Of a mean only the denominator counts cases."""
    mean = {"kind": "mean", "pooling": "ratio", "multiplier": 1.0}

    def given_(parts: Mapping[str, tuple[float, float]]) -> list[Any]:
        return [figure("c", p, n / d, numerator=n, denominator=d) for p, (n, d) in parts.items()]

    few = given_({"ash": (90, 3), "birch": (400, 20), "cedar": (900, 60)})
    days = given_({"ash": (3, 30), "birch": (400, 20), "cedar": (900, 60)})
    assert hidden(published(assessed(tmp_path / "a", framework(measure("c", **mean)), few))) == {"ash", "birch"}
    assert not published(assessed(tmp_path / "b", framework(measure("c", **mean)), days)).hidden


@pytest.mark.parametrize("kind", ["money", "median", "index", "yes/no"])
def test_what_counts_nobody_is_never_hidden(kind: str) -> None:
    """Money, medians, indices and partners who say yes are no numbers of people."""
    cells = pd.DataFrame({"partner": list(PARTNERS), "area": "", "value": [1.0, 2.0, 3.0]})
    cells = cells.assign(numerator=[1.0, 2.0, 3.0], denominator=[4.0, 4.0, 4.0])
    assert not hidden_in(measure("c", kind=kind), cells, BELOW).partners


def test_an_area_of_one_partner_is_hidden_with_its_partner(tmp_path: Path) -> None:
    """Where a partner has an area to itself, its row and the area's are the same figure: both go, or neither."""
    changes = {"areas": ("north", "south"), "pairs": (("ash", "north"), ("birch", "south"), ("cedar", "south"))}
    frame = framework(by_area(**changes), areas=AREAS)
    figures = [figure("c", "ash", 3, area="north"), figure("c", "birch", 20, area="south")]
    found = published(assessed(tmp_path, frame, [*figures, figure("c", "cedar", 31, area="south")]))
    assert hidden(found) >= {"ash"}
    assert hidden(found, "area") >= {"north"}
    shown = {row["area"]: row["value"] for row in found.assessment.areas.to_dict("records")}
    total = found.assessment.measures["value"].iloc[0]
    assert math.isnan(total) or math.isnan(shown["south"]), "51 of 54 in the south would tell the north"


def by_area(**changes: Any) -> Measure:
    """A count by partner and area."""
    made = measure("c", areas=("north", "south"))
    return made.model_copy(update=changes)


@settings(max_examples=25, deadline=None)
@given(values=st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_no_margin_of_partners_and_areas_tells_a_small_one(values: list[int]) -> None:
    """Of all tables that make the margins shown, every small margin could be any from 1 to 4."""
    cells = pd.DataFrame(list(product(PARTNERS, ("north", "south"))), columns=["partner", "area"])
    cells = cells.assign(value=np.array(values, float), numerator=np.nan, denominator=np.nan)
    found = hidden_in(by_area(), cells, BELOW)
    margins = {
        **{("p", p): (int(v), p in found.partners) for p, v in cells.groupby("partner")["value"].sum().items()},
        **{("a", a): (int(v), a in found.areas) for a, v in cells.groupby("area")["value"].sum().items()},
    }
    total = None if found.whole else sum(values)
    for name, (value, is_hidden) in margins.items():
        if 0 < value < BELOW:
            assert is_hidden
            for guess in range(1, BELOW):
                assert can_be(margins, total, name, guess), (values, found, name, guess)


def can_be(margins: Mapping[Any, tuple[int, bool]], total: int | None, name: Any, guess: int) -> bool:
    """True where margins exist in which this one is the guess: partners and areas must add up to the same total."""

    def sums(side: str) -> Iterable[int]:
        known = sum(
            guess if key == name else v for key, (v, h) in margins.items() if key[0] == side and (key == name or not h)
        )
        free = any(h and key != name for key, (_, h) in margins.items() if key[0] == side)
        return range(known, known + 60) if free else (known,)

    both = set(sums("p")) & set(sums("a"))
    return total in both if total is not None else bool(both)


def test_figures_that_cannot_be_laid_out_by_area_are_hidden_together(tmp_path: Path) -> None:
    """Where months make the quarter there is no one figure of a partner and area: one small count hides all."""
    frame = framework(by_area(frequency=Frequency.MONTH), areas=AREAS)
    months = [Q3.parts(1)[n] for n in range(3)]
    figures = [
        figure("c", p, 1 if (p, a) == ("ash", "north") else 20, month, area=a)
        for month in months
        for p in PARTNERS
        for a in ("north", "south")
    ]
    found = published(assessed(tmp_path, frame, figures))
    assert hidden(found, "area") == {"north", "south"}
    assert hidden(found) == set(PARTNERS)
    assert hidden(found, "") == {""}


def test_an_earlier_total_that_is_small_is_hidden_and_with_it_the_travel_from_it(tmp_path: Path) -> None:
    """`Worsening` on a hidden figure would bound it; the trend has a gap there."""
    before = [
        figure("c", "ash", 2, Q3.previous),
        figure("c", "birch", 1, Q3.previous),
        figure("c", "cedar", 0, Q3.previous),
    ]
    now = [figure("c", p, v) for p, v in {"ash": 10, "birch": 12, "cedar": 40}.items()]
    found = published(assessed(tmp_path, framework(measure("c")), [*before, *now])).assessment
    run = found.series.set_index("period")
    assert run.loc[Q3.previous.label, "hidden"]
    assert math.isnan(run.loc[Q3.previous.label, "value"])
    assert found.measures["travel"].iloc[0] == "Suppressed"
    assert found.measures["value"].iloc[0] == 62


def test_a_figure_counted_from_the_start_of_the_year_hides_what_little_was_added(tmp_path: Path) -> None:
    """12 by Q2 and 14 by Q3 say that 2 came in Q3, so the 14 is hidden; a Q1 stands for itself."""
    one = measure("c", accumulate="cumulative", partners=("ash",))
    first, second = Q3.step(-2), Q3.previous
    figures = [figure("c", "ash", 6, first), figure("c", "ash", 12, second), figure("c", "ash", 14, Q3)]
    found = published(assessed(tmp_path, framework(one), figures)).assessment
    assert list(found.series["hidden"]) == [False, False, True]
    assert found.measures["hidden"].iloc[0]


def test_what_is_said_of_a_measure_with_something_hidden_is_left_out(tmp_path: Path) -> None:
    """Words could tell the figure; that there were some is marked."""
    given_ = [figure("c", "ash", 3, commentary="Three families."), figure("c", "birch", 12), figure("c", "cedar", 40)]
    found = published(assessed(tmp_path, framework(measure("c")), given_))
    assert "Three families" not in page(found)
    assert found.assessment.measures["unsaid"].iloc[0]
    assert places_on(page(found))["Commentary | c | 1 | What partners say"] == ["[c]"]


def test_the_public_sees_the_measures_listed_for_it() -> None:
    """Ids, key or all in the row `public`; without it the key ones; a measure for others alone is never among them."""
    made = [measure("a", key=True), measure("b"), measure("d", key=True, audiences=("board",))]

    def listed(*rows: Audience) -> tuple[str, ...]:
        return measures_for(framework(*made, audiences=rows), "public")

    assert listed() == ("a",)
    assert listed(Audience(id="public", name="Public", measures=("b",))) == ("b",)
    assert listed(Audience(id="public", name="Public", measures=("all",))) == ("a", "b")
    assert listed(Audience(id="public", name="Public", measures=("key", "b"))) == ("a", "b")
    assert listed(Audience(id="board", name="Board", measures=("b",))) == ("a",)
