"""A partner's own pages: its measures with their charts of its own series, its questions, and nobody else's."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pmxl.assess import Assessment
from pmxl.assess import for_audience
from pmxl.framework.models import Partner
from pmxl.reports.scorecard import plan_scorecard
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from tests.specimens.ledgers import assessed
from tests.specimens.ledgers import figure
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.small import Q3

ASH = [20, 22, 19, 21, 20, 23, 21, 20, 22, 21, 20, 40]
"""Steady, and then twice as much."""
BIRCH = [50, 48, 51, 50, 49, 52, 50, 51, 49, 50, 51, 50]


@cache
def found() -> Assessment:
    """Three years of figures of two partners; one measure of both, one of birch alone, and a yes or no."""
    measures = (
        measure("burglary", name="Burglaries", polarity="lower", partners=("ash", "birch"), key=True),
        measure("visits", name="Visits", partners=("birch",)),
        measure("kept", name="Promises kept", kind="yes/no", pooling="share", partners=("ash", "birch")),
    )
    back = [Q3.step(n - 11) for n in range(12)]
    figures = [
        figure(id_, who, value, period)
        for id_, who, values in (("burglary", "ash", ASH), ("burglary", "birch", BIRCH), ("visits", "birch", BIRCH))
        for value, period in zip(values, back, strict=True)
    ]
    figures += [figure("kept", who, float(n % 2), back[n]) for who in ("ash", "birch") for n in range(12)]
    own = target("burglary", target=25, partner="ash")
    partners = tuple(
        Partner(id=name, name=name.title(), contact=f"{name.title()} officer") for name in ("ash", "birch")
    )
    framed = framework(*measures, partners=partners, targets=(own, target("burglary", target=80)))
    with TemporaryDirectory() as place:
        return assessed(Path(place), framed, figures)


@cache
def book(partner: str) -> BookPlan:
    """A partner's scorecard."""
    return plan_scorecard(for_audience(found(), f"partner:{partner}"))


def sheet(partner: str, name: str) -> SheetPlan:
    """One of its sheets."""
    return next(one for one in book(partner).sheets if one.name == name)


def test_a_partner_has_a_page_for_each_measure_of_its_own() -> None:
    """Key or not, and none that others return; everybody's scorecard keeps to the key measures."""
    names = {partner: {one.name for one in book(partner).sheets} for partner in ("ash", "birch")}
    assert {"Burglaries", "Promises kept"} <= names["ash"]
    assert "Visits" not in names["ash"]
    assert {"Burglaries", "Visits", "Promises kept"} <= names["birch"]
    assert {one.name for one in plan_scorecard(found()).sheets} & {"Burglaries", "Visits"} == {"Burglaries"}


def test_its_process_chart_is_of_its_own_series() -> None:
    """Ash's chart draws Ash's figures and flags Ash's leap, which the partnership's sum also shows in other figures."""
    pictures = for_audience(found(), "partner:ash").pictures
    assert list(pictures.process["figure"]) == ASH
    assert list(pictures.process["signal"])[-1] == "Concern"
    assert set(pictures.process["measure"]) == {"burglary"}  # a yes or no has no chart
    said = [chart.alt for chart in sheet("ash", "Burglaries").charts]
    assert any(alt.startswith("Process chart of Burglaries, 12 periods") for alt in said)
    drawn = next(table for table in sheet("ash", "Drawn").tables if table.name.startswith("Process"))
    assert [row[1] for row in drawn.rows] == ASH
    assert list(for_audience(found(), "partner:birch").pictures.process["figure"]).count(40) == 0


def test_its_questions_are_about_its_own_figures_and_put_to_its_own_contact() -> None:
    """Ash is asked about the leap that Birch is not."""
    ash, birch = (for_audience(found(), f"partner:{name}").questions for name in ("ash", "birch"))
    assert {one.measure for one in ash} == {"burglary"}
    assert "40" in ash[0].evidence
    assert "burglary" not in [one.measure for one in birch]
    assert {one.who for one in ash} == {"Ash officer"}


def test_a_yes_or_no_has_a_table_and_no_chart() -> None:
    """A chart of Yes and No would be an empty box; its figures stand at the left edge instead."""
    page = sheet("ash", "Promises kept")
    assert page.charts == ()
    [table] = page.tables
    assert table.col == 1
    assert {row[1] for row in table.rows} == {"Yes", "No"}
    assert not any("% of" in str(put.value) for put in page.puts)
