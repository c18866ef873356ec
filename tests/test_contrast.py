"""Colours: every pair used on any sheet holds the contrast of WCAG, and no status is told by its colour alone."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from itertools import combinations

import pytest

from pmxl.sheets import style
from pmxl.sheets.contrast import GRAPHIC
from pmxl.sheets.contrast import TEXT
from pmxl.sheets.contrast import contrast
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.grid import runs
from pmxl.sheets.shown import shown
from pmxl.terms import Rating
from tests.eyes import TOLD_APART
from tests.eyes import deuteranope
from tests.eyes import distance
from tests.eyes import grey
from tests.kinds import KINDS
from tests.kinds import every_put
from tests.kinds import plan_of

EYES: dict[str, Callable[[str], str]] = {
    "everybody": str,
    "without red and green": deuteranope,
    "in black and white": grey,
}
COLOURS = [style.STATUS[rating] for rating in Rating if rating.is_colour]
OF_STATUS = {look.tint for look in COLOURS}
SHAPES = {look.shape for look in (*style.STATUS.values(), *style.TRAVEL.values())}
WORDS = {word.value for word in Rating}
Pair = tuple[str, str]

eyes = pytest.mark.parametrize("seen", EYES.values(), ids=EYES.keys())
kinds = pytest.mark.parametrize("kind", KINDS)


def texts(sheet: SheetPlan) -> Iterator[tuple[str, Pair]]:
    """Every text of a sheet with the ground it stands on; where it stands comes first."""
    for put in every_put(sheet):
        ground = put.style.fill or style.WHITE
        if isinstance(put.value, Rich) or shown(put.value):
            yield from ((f"{sheet.name} R{put.row}C{put.col}", (look.color, ground)) for _, look in runs(put))
        elif not put.style.locked:
            yield f"{sheet.name} R{put.row}C{put.col} when filled in", (put.style.color, ground)
    for rule in sheet.conditionals:
        yield f"{sheet.name} rule {rule.formula}", (rule.style.color, rule.style.fill or style.WHITE)
    for chart in sheet.charts:
        labels = [series.color for series in chart.series if series.label_last and series.kind == "line"]
        told = [chart.ink.heading, chart.ink.quiet, chart.ink.text, *labels]
        yield from ((f"{sheet.name} chart {chart.title!r}", (colour, style.WHITE)) for colour in told)
    yield f"{sheet.name} footer", (sheet.page.ink.quiet, style.WHITE)


def graphics(sheet: SheetPlan) -> Iterator[tuple[str, Pair]]:
    """Every line, column and edge that carries something, with what it stands against."""
    for chart in sheet.charts:
        drawn = [
            (s.name, style.INK if s.shape else s.color) for s in chart.series if not s.hidden
        ]  # marks have an edge
        yield from ((f"{sheet.name} {chart.title!r} {name}", (color, style.WHITE)) for name, color in drawn)
    for spark in sheet.sparklines:
        yield from ((f"{sheet.name} sparkline", (colour, style.WHITE)) for colour in (spark.color, spark.marker))
    for put in every_put(sheet):
        if not put.style.locked and put.style.fill == style.INPUT_FILL and put.style.bottom == style.INPUT_EDGE:
            yield f"{sheet.name} R{put.row}C{put.col} edge", (put.style.bottom, put.style.fill)


@kinds
@eyes
def test_every_text_stands_out_from_its_ground(kind: str, seen: Callable[[str], str]) -> None:
    """4.5:1 for every pair on every sheet of every kind of workbook, for all who look at it."""
    found: dict[Pair, str] = {}
    for sheet in plan_of(kind).sheets:
        found |= {pair: where for where, pair in texts(sheet)}
    ratios = {(where, pair): contrast(*map(seen, pair)) for pair, where in found.items()}
    assert not {at: round(ratio, 2) for at, ratio in ratios.items() if ratio < TEXT}
    assert found


@kinds
def test_every_line_and_edge_can_be_seen(kind: str) -> None:
    """3:1 for whatever is drawn to say something."""
    found = {at for sheet in plan_of(kind).sheets for at in graphics(sheet)}
    assert not {at: round(contrast(*at[1]), 2) for at in found if contrast(*at[1]) < GRAPHIC}


@eyes
def test_the_words_of_status_differ_in_colour_for_all(seen: Callable[[str], str]) -> None:
    """Blue, Green, Amber and Red are four colours also to those who see no red and green, and four greys on paper."""
    for one, other in combinations(COLOURS, 2):
        assert distance(seen(one.color), seen(other.color)) >= TOLD_APART, (one, other)


@kinds
def test_a_status_is_never_a_colour_alone(kind: str) -> None:
    """Where a cell wears a tint of status, its shape or its word stands in it: tints look alike to many."""
    for sheet in plan_of(kind).sheets:
        for put in every_put(sheet):
            if put.style.fill in OF_STATUS:
                text = shown(put.value, put.style.number_format) + put.style.number_format
                assert SHAPES & {*text} or WORDS & {*text.split()}, f"{sheet.name} R{put.row}C{put.col} {text!r}"


def alike(chart: Chart, seen: Callable[[str], str]) -> Iterator[tuple[Series, Series]]:
    """Series of a chart that neither their colour nor their shape would tell apart.

    One that the key leaves out goes on with another, as an upper limit does with the lower.
    """
    named = [s for s in chart.series if s.in_legend and not s.hidden]
    for one, other in combinations(named, 2):
        shapes = [(s.kind, s.dashed, s.marker, s.shape, s.hatched, bool(s.width)) for s in (one, other)]
        if shapes[0] == shapes[1] and distance(seen(one.color), seen(other.color)) < TOLD_APART:
            yield one, other


@kinds
@eyes
def test_the_lines_of_a_chart_are_told_apart(kind: str, seen: Callable[[str], str]) -> None:
    """By shape (line, dashes, marks, columns) or by colours that differ for all who look at it."""
    charts = [chart for sheet in plan_of(kind).sheets for chart in sheet.charts]
    assert not [(chart.title, *pair) for chart in charts for pair in alike(chart, seen)]


@pytest.mark.parametrize(("colour", "seen"), [("#C6EFCE", "#E8E3D0"), ("#FFC7CE", "#DCD9CD"), ("#FFFFFF", "#FFFFFF")])
def test_the_simulation_is_the_published_one(colour: str, seen: str) -> None:
    """Excel's pale green and pale red turn to the beiges that others have computed (Machado 2009)."""
    assert deuteranope(colour) == seen


def test_the_measures_of_contrast_are_the_known_ones() -> None:
    """Black on white is 21:1; Excel's old Neutral style fails at 4.12:1; white on Excel's green is 2.87:1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#9C6500", "#FFEB9C") == pytest.approx(4.12, abs=0.01)
    assert contrast("#00B050", "#FFFFFF") == pytest.approx(2.87, abs=0.01)
    assert distance("#000000", "#FFFFFF") == pytest.approx(1, abs=1e-6)
    assert grey("#00703C") != grey("#D4351C")
