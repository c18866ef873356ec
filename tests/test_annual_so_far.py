"""How many figures of a running year are in, as the annual summary says it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pmxl.assess import Assessment
from pmxl.assess import assess
from pmxl.assess.annual.outcomes import outcomes
from pmxl.assess.annual.so_far import so_far
from pmxl.figures import Figure
from pmxl.framework.models import Area
from pmxl.ledger import Ledger
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import keep
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.small import quarter
from tests.specimens.years import THIS
from tests.specimens.years import of


@pytest.mark.parametrize(
    ("accumulate", "more", "said"),
    [
        ("flow", {}, "So far 4 of 12 quarterly figures are in."),
        ("stock", {}, "So far 4 of 12 quarterly figures are in."),
        ("cumulative", {}, "So far 4 of 12 quarterly figures are in."),
        ("rolling", {}, "So far 4 of 12 quarterly figures are in."),
        ("stock", {"pooling": "lead", "lead": "ash"}, "So far 2 of 4 quarterly figures are in."),
        ("stock", {"partners": ("ash",), "first_period": quarter(2022, 2)}, "So far 1 of 3 quarterly figures are in."),
        ("stock", {"partners": ("cedar",)}, ""),
    ],
)
def test_in_the_middle_of_the_year_it_says_how_many_figures_are_in(
    tmp_path: Path, accumulate: str, more: dict[str, Any], said: str
) -> None:
    """Of what adds up, and of what is told by its last figure too; "x" is no figure."""
    frame = framework(measure("m", accumulate=accumulate, **more))
    given = [figure("m", partner, 10, quarter(2022, n)) for partner in ("ash", "birch") for n in (1, 2)]
    given.append(figure("m", "cedar", None, quarter(2022, 1), marker="No data"))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given, datetime(2022, 10, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2022, 11, 5, tzinfo=UTC))
    row = of(outcomes(whole, None, []), "m")
    assert row["why"] == f"Not due yet: 2022-23 is not over until 31 March 2023. {said}".strip()


def test_of_a_yearly_rate_early_figures_that_came_without_their_parts_are_in(tmp_path: Path) -> None:
    """They cannot be pooled, so the year is not due; that they are in is said."""
    frame = framework(measure("m", kind="percentage", pooling="ratio", accumulate="stock", frequency="year"))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("m", "ash", 10, THIS)], datetime(2022, 10, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2022, 11, 5, tzinfo=UTC))
    row = of(outcomes(whole, None, []), "m")
    assert row["why"] == (
        "Not due yet: 2022-23 is not over until 31 March 2023. So far 1 of 3 yearly figures are in, 1 of them without "
        "the numerator and denominator by which they add up."
    )


def test_figures_that_are_parts_of_a_rate_are_in(tmp_path: Path) -> None:
    """Numerator and denominator are a figure though no value was typed; a numerator alone is none."""
    frame = framework(measure("m", kind="percentage", pooling="ratio", accumulate="stock", multiplier=100))
    q1 = quarter(2022, 1)
    given = [figure("m", "ash", None, q1, numerator=4, denominator=10), figure("m", "birch", None, q1, numerator=4)]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given, datetime(2022, 7, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2022, 8, 5, tzinfo=UTC))
    assert of(outcomes(whole, None, []), "m")["why"].endswith(" So far 1 of 12 quarterly figures are in.")


def test_of_a_year_that_is_over_it_says_no_more_how_many_figures_are_in(tmp_path: Path) -> None:
    """Only of what is not due yet; here the last level stands."""
    frame = framework(measure("m", accumulate="stock", partners=("ash",)))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, [figure("m", "ash", 10, period) for period in THIS.parts(3)], datetime(2023, 4, 20, tzinfo=UTC))
        whole = assess(frame, ledger, THIS, as_at=datetime(2023, 5, 5, tzinfo=UTC))
    assert of(outcomes(whole, None, []), "m")["why"] == "10. Monitored only: no target was set."


RATE: dict[str, Any] = {"kind": "percentage", "pooling": "ratio", "accumulate": "stock", "multiplier": 100}
LED: dict[str, Any] = {"pooling": "lead", "lead": "ash", "partners": ("ash", "birch"), "areas": ("north", "south")}
Q1, Q2, Q4 = quarter(2022, 1), quarter(2022, 2), quarter(2022, 4)
FOREIGN = "Not applicable"


def midway(folder: Path, given: Iterable[Figure], **more: Any) -> Assessment:
    """A year in its middle, with these figures of its one measure."""
    frame = framework(
        measure("m", **more), areas=tuple(Area(id=one, name=one.title()) for one in more.get("areas", ()))
    )
    with Ledger.open(folder / "ledger.db") as ledger:
        keep(ledger, given, datetime(2022, 10, 20, tzinfo=UTC))
        return assess(frame, ledger, THIS, as_at=datetime(2022, 11, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("given", "more", "said"),
    [
        ([figure("m", "ash", 10, Q1)], {}, "1 of 12 quarterly figures are in, 1 of them without"),
        (
            [figure("m", "ash", 10, Q1), figure("m", "ash", parts=(1, 2), period=Q2)],
            {},
            "2 of 12 quarterly figures are in, 1 of them without",
        ),
        ([figure("m", "ash", parts=(1, 2), period=Q1)], {}, "1 of 12 quarterly figures are in."),
        ([figure("m", "ash", 10, Q1)], {"partners": ("ash",)}, "1 of 4 quarterly figures are in."),
        ([figure("m", "ash", 10, Q1)], {"pooling": "lead", "lead": "ash"}, "1 of 4 quarterly figures are in."),
        ([figure("m", "ash", 10, Q1, "north")], LED, "1 of 8 quarterly figures are in, 1 of them without"),
        ([figure("m", "ash", 10, Q1, "north")], LED | {"kind": "count"}, "1 of 8 quarterly figures are in."),
        ([figure("m", "ash", 10, Q1)], {"pooling": "none"}, "1 of 12 quarterly figures are in."),
        ([figure("m", "ash", 10, Q1)], {"kind": "count", "pooling": "sum"}, "1 of 12 quarterly figures are in."),
    ],
)
def test_what_came_without_its_parts_is_told_as_such(
    tmp_path: Path, given: list[Figure], more: dict[str, Any], said: str
) -> None:
    """Where it is to be pooled with others by them: one alone in its period stands without."""
    row = of(outcomes(midway(tmp_path, given, **(RATE | more)), None, []), "m")
    assert f" So far {said}" in row["why"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([figure("m", "birch", None, Q1, marker=FOREIGN)], "1 of 8"),
        ([figure("m", "birch", None, Q1, marker=FOREIGN), figure("m", "birch", None, Q2, marker="No data")], "1 of 12"),
        ([figure("m", "birch", None, Q1, marker="No data"), figure("m", "birch", None, Q2, marker=FOREIGN)], "1 of 8"),
        ([figure("m", "birch", None, Q2, marker=FOREIGN), figure("m", "birch", None, Q1, marker="No data")], "1 of 8"),
        ([figure("m", "birch", 10, Q1), figure("m", "birch", None, Q2, marker=FOREIGN)], "2 of 12"),
        ([figure("m", partner, None, Q1, marker=FOREIGN) for partner in ("birch", "cedar")], "1 of 4"),
    ],
)
@pytest.mark.parametrize("accumulate", ["flow", "stock", "cumulative"])
def test_of_whom_a_measure_does_not_apply_to_no_figure_is_wanted(
    tmp_path: Path, accumulate: str, given: list[Figure], said: str
) -> None:
    """As long as nothing came and that was its last word; of what adds up as of what is told by its last figure."""
    found = midway(tmp_path, [figure("m", "ash", 10, Q1), *given], accumulate=accumulate)
    assert of(outcomes(found, None, []), "m")["why"].endswith(f" So far {said} quarterly figures are in.")


def test_of_one_figure_it_is_said_too(tmp_path: Path) -> None:
    """`is`, not `are`; and of one that is due, or not in, nothing."""
    alone = {"partners": ("ash",), "accumulate": "stock", "frequency": "year"}
    waits = {"measure": "m", "rating": "Not due"}
    found = midway(tmp_path, [figure("m", "ash", 10, THIS)], **alone)
    assert so_far(found, waits) == " So far 1 of 1 yearly figure is in."
    assert so_far(found, waits | {"rating": "No data"}) == ""
    (tmp_path / "none").mkdir()
    assert so_far(midway(tmp_path / "none", [], **alone), waits) == ""


def test_of_a_year_that_goes_on_it_is_not_known_yet_what_becomes_of_it(tmp_path: Path) -> None:
    """A first quarter that was suppressed says nothing of the others, and nobody is let off them."""
    found = midway(tmp_path, [figure("m", "ash", None, Q1, marker="Suppressed")], partners=("ash",))
    row = of(outcomes(found, None, []), "m")
    assert (row["rating"], row["verdict"]) == ("Not due", "Not known yet")


@pytest.mark.parametrize(("aim", "rating"), [(5, "Green"), (None, "Suppressed")])
def test_of_a_level_the_last_quarter_may_settle_the_year(tmp_path: Path, aim: int | None, rating: str) -> None:
    """It was Green whatever the suppressed one was, and the year was to come to the same; else it is not known."""
    targets = (target("m", THIS, "year", target=5) if aim else target("m", Q4, "period", target=5),)
    frame = framework(measure("m", **RATE, partners=("ash", "birch")), targets=targets)
    given = [figure("m", "birch", parts=(10, 100), period=period) for period in THIS.parts(3)]
    given += [figure("m", "ash", parts=(10, 100), period=period) for period in THIS.parts(3)[:3]]
    given.append(figure("m", "ash", None, Q4, marker="Suppressed"))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        keep(ledger, given, datetime(2023, 4, 20, tzinfo=UTC))
        whole, last = (assess(frame, ledger, one, as_at=datetime(2023, 5, 5, tzinfo=UTC)) for one in (THIS, Q4))
    assert of(last.measures, "m")["rating"] == "Green"
    assert of(outcomes(whole, None, [last]), "m")["rating"] == rating
