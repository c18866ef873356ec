"""What may be published: small numbers are hidden, and nothing that is shown gives them away."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Mapping
from itertools import product
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
from pmxl.figures import Figure
from pmxl.framework.models import Area
from pmxl.framework.models import Measure
from pmxl.framework.models_audiences import Audience
from pmxl.periods import Period
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
from tests.thorough import cases

BELOW = 5
PARTNERS = ("ash", "birch", "cedar")
AREAS = (Area(id="north", name="North"), Area(id="south", name="South"))
PLACES = ("north", "south")
PERCENTAGE: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "multiplier": 100.0, "unit": "%"}
MEAN: dict[str, Any] = {"kind": "mean", "pooling": "ratio", "multiplier": 1.0}


def by_area(id_: str = "c", **changes: Any) -> Measure:
    """A count by partner and area."""
    return measure(id_, areas=PLACES).model_copy(update=changes)


MEASURES = (
    measure("few"),
    measure("many"),
    measure("share", **PERCENTAGE),
    measure("mean-of-few", **MEAN),
    measure("mean-of-many", **MEAN),
    by_area("alone", pairs=(("ash", "north"), ("birch", "south"), ("cedar", "south"))),
    by_area("months", frequency=Frequency.MONTH),
    measure("earlier"),
    measure("so-far", accumulate="cumulative", partners=("ash",)),
    measure("said"),
)


def three(id_: str, ash: float, birch: float, cedar: float, period: Period = Q3, **more: Any) -> list[Figure]:
    """A figure of each partner."""
    return [figure(id_, p, v, period, **more) for p, v in zip(PARTNERS, (ash, birch, cedar), strict=True)]


def means(id_: str, *parts: tuple[float, float]) -> list[Figure]:
    """A mean of each partner."""
    pairs = zip(PARTNERS, parts, strict=True)
    return [figure(id_, p, n / d, numerator=n, denominator=d) for p, (n, d) in pairs]


def figures() -> list[Figure]:
    """The figures of every measure."""
    shares = zip(PARTNERS, ((98, 100), (40, 80), (50, 90)), strict=True)
    alone = (("ash", "north", 3), ("birch", "south", 20), ("cedar", "south", 31))
    monthly = product(Q3.parts(1), PARTNERS, PLACES)
    return [
        *three("few", 3, 12, 40),
        *three("many", 0, BELOW, 40),
        *(figure("share", partner, parts=parts) for partner, parts in shares),
        *means("mean-of-few", (90, 3), (400, 20), (900, 60)),
        *means("mean-of-many", (3, 30), (400, 20), (900, 60)),
        *(figure("alone", partner, value, area=area) for partner, area, value in alone),
        *(
            figure("months", p, 20 if p != "ash" else 1 if a == "north" else 0, month, area=a)
            for month, p, a in monthly
        ),
        *three("earlier", 2, 1, 0, Q3.previous),
        *three("earlier", 10, 12, 40),
        *(figure("so-far", "ash", value, Q3.step(back)) for value, back in ((6, -2), (12, -1), (14, 0))),
        *three("said", 3, 12, 40, commentary="Three families."),
    ]


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """Every measure of these tests, assessed once."""
    goals = tuple(target(id_, target=20.0) for id_ in ("few", "many", "share"))
    frame = framework(*MEASURES, areas=AREAS, targets=goals)
    return assessed(tmp_path_factory.mktemp("ledger"), frame, figures())


@pytest.fixture(scope="module")
def found(assessment: Assessment) -> Disclosed:
    """What the public may see of them."""
    return published(assessment)


@pytest.fixture(scope="module")
def said(found: Disclosed) -> dict[str, list[str]]:
    """What the page says, place by place."""
    return places_on(page(found))


def published(found: Assessment, below: int = BELOW) -> Disclosed:
    """Everything that the assessment has, as the public may see it."""
    return disclosed(found, "public", [one.id for one in found.framework.measures], below)


def hidden(found: Disclosed, id_: str, by: str = "partner") -> set[str]:
    """The partners or areas whose figure of a measure is hidden, "" where the partnership's is."""
    shown = found.assessment
    frame = {"partner": shown.partners, "area": shown.areas, "": shown.measures}[by]
    rows = frame[frame["hidden"] & (frame["measure"] == id_)]
    return set(rows[by or "partner"])


def on_page(said: Mapping[str, list[str]], id_: str, heading: str) -> dict[str, float | None]:
    """What the page says of each partner under a heading; None where a mark stands."""
    texts = {partner: said[place("Partners", [id_, partner.title()], heading)][0] for partner in PARTNERS}
    return {partner: None if text.startswith("[") else float(text) for partner, text in texts.items()}


def total_on_page(said: Mapping[str, list[str]], id_: str, heading: str) -> float | None:
    """The partnership's figure on the page, None where a mark stands."""
    [text] = set(said[place("Measures", [id_], heading)])
    return None if text.startswith("[") else float(text)


def possible(total: float | None, shown: Mapping[str, float | None], name: str) -> set[int]:
    """What a hidden count could be, for a reader who knows the total and the counts shown, all of them whole."""
    if total is None:
        return set(range(1, BELOW))
    unknown = [each for each, value in shown.items() if value is None and each != name]
    left = int(total - sum(value for value in shown.values() if value is not None))
    return {left} if not unknown else set(range(left + 1))


def test_a_small_count_is_hidden_with_another_so_that_the_page_does_not_tell_it(said: dict[str, list[str]]) -> None:
    """From the page one can work out neither the small count nor the one hidden with it; the total stands."""
    shown, total = on_page(said, "few", FIGURE), total_on_page(said, "few", FIGURE)
    assert shown == {"ash": None, "birch": None, "cedar": 40}
    assert total == 55
    assert possible(total, shown, "ash") >= set(range(1, BELOW))


@settings(max_examples=cases(60), deadline=None)
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


def test_nothing_is_hidden_where_no_count_is_small_or_the_setting_is_off(
    assessment: Assessment, found: Disclosed
) -> None:
    """Counts from the limit up stand, nought stands, and 0 hides nothing."""
    assert not hidden(found, "many")
    assert found.hidden
    assert not published(assessment, 0).hidden


def test_a_percentage_goes_with_its_parts(found: Disclosed, said: dict[str, list[str]]) -> None:
    """Few who are not in the numerator (98 of 100) hide numerator, denominator, percentage and rating."""
    rows = found.assessment.partners
    row = rows[(rows["measure"] == "share") & (rows["partner"] == "ash")].iloc[0]
    assert hidden(found, "share") == {"ash", "birch"}
    assert row[["value", "numerator", "denominator"]].isna().all()
    assert row["rating"] == "Suppressed"
    shown, total = on_page(said, "share", NUMERATOR), total_on_page(said, "share", NUMERATOR)
    assert possible(total, shown, "ash") >= set(range(96, 100))


def test_a_mean_of_few_cases_is_hidden_and_one_of_few_days_is_not(found: Disclosed) -> None:
    """Of a mean only the denominator counts cases."""
    assert hidden(found, "mean-of-few") == {"ash", "birch"}
    assert not hidden(found, "mean-of-many")


@pytest.mark.parametrize("kind", ["money", "median", "index", "yes/no"])
def test_what_counts_nobody_is_never_hidden(kind: str) -> None:
    """Money, medians, indices and partners who say yes are no numbers of people."""
    cells = pd.DataFrame({"partner": list(PARTNERS), "area": "", "value": [1.0, 2.0, 3.0]})
    cells = cells.assign(numerator=[1.0, 2.0, 3.0], denominator=[4.0, 4.0, 4.0])
    assert not hidden_in(measure("c", kind=kind), cells, BELOW).partners


def test_an_area_of_one_partner_is_hidden_with_its_partner(found: Disclosed) -> None:
    """Where a partner has an area to itself, its row and the area's are the same figure: both go, or neither."""
    assert hidden(found, "alone") >= {"ash"}
    assert hidden(found, "alone", "area") >= {"north"}
    areas, measures = found.assessment.areas, found.assessment.measures
    south = areas[(areas["measure"] == "alone") & (areas["area"] == "south")]["value"].iloc[0]
    total = measures.loc[measures["measure"] == "alone", "value"].iloc[0]
    assert math.isnan(total) or math.isnan(south), "51 of 54 in the south would tell the north"


@settings(max_examples=cases(25), deadline=None)
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
        mine = {key: (guess, False) if key == name else one for key, one in margins.items() if key[0] == side}
        known = sum(value for value, is_hidden in mine.values() if not is_hidden)
        return range(known, known + 60) if any(is_hidden for _, is_hidden in mine.values()) else (known,)

    both = set(sums("p")) & set(sums("a"))
    return total in both if total is not None else bool(both)


def test_figures_that_cannot_be_laid_out_by_area_are_hidden_together(found: Disclosed) -> None:
    """Where months make the quarter there is no one figure of a partner and area: one small count hides all."""
    assert hidden(found, "months", "area") == set(PLACES)
    assert hidden(found, "months") == set(PARTNERS)
    assert hidden(found, "months", "") == {""}


def test_an_earlier_total_that_is_small_is_hidden_and_with_it_the_travel_from_it(found: Disclosed) -> None:
    """`Worsening` on a hidden figure would bound it; the trend has a gap there."""
    run = found.assessment.series.set_index(["measure", "period"]).loc["earlier"]
    assert run.loc[Q3.previous.label, "hidden"]
    assert run.loc[[Q3.previous.label], "value"].isna().all()
    row = found.assessment.measures.set_index("measure").loc["earlier"]
    assert row["travel"] == "Suppressed"
    assert row["value"] == 62


def test_a_figure_counted_from_the_start_of_the_year_hides_what_little_was_added(found: Disclosed) -> None:
    """12 by Q2 and 14 by Q3 say that 2 came in Q3, so the 14 is hidden; a Q1 stands for itself."""
    run = found.assessment.series
    assert list(run.loc[run["measure"] == "so-far", "hidden"]) == [False, False, True]
    assert hidden(found, "so-far", "") == {""}


def test_what_is_said_of_a_measure_with_something_hidden_is_left_out(
    found: Disclosed, said: dict[str, list[str]]
) -> None:
    """Words could tell the figure; that there were some is marked."""
    assert "Three families" not in page(found)
    assert said["Commentary | said | 1 | What partners say"] == ["[c]"]


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


def test_where_one_partner_leads_the_whole_is_its_figure() -> None:
    """The partnership's figure is hidden where the leading partner's is, whatever the others have."""
    cells = pd.DataFrame({"partner": list(PARTNERS), "area": "", "value": [3.0, 90.0, 70.0]})
    cells = cells.assign(numerator=np.nan, denominator=np.nan)
    assert hidden_in(measure("c", pooling="lead", lead="ash"), cells, BELOW).whole
    assert not hidden_in(measure("c", pooling="lead", lead="birch"), cells, BELOW).whole
